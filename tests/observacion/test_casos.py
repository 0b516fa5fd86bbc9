"""The edge cases of dominio that the network and the observers must survive, by number."""

import datetime as dt
import io

import openpyxl
import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from calendario.models import ProcesoElectoral
from core.models import ConsultaReservada
from cuentas.enums import Rol
from observacion.actions import acreditaciones, convocatorias, red
from observacion.actions import gafetes as actos_gafetes
from observacion.actions import solicitudes as actos
from observacion.actions.informes import registrar_informe
from observacion.models import Gafete, InformeObservacion, IntegranteRed, SolicitudObservacion
from tests import pages
from tests.factories.crm import InstitucionFactory
from tests.factories.observacion import (
    ConvocatoriaFactory,
    CursoFactory,
    InscripcionCursoFactory,
    IntegranteRedFactory,
    ProcesoEnCursoFactory,
    SesionCursoFactory,
    SolicitudObservacionFactory,
)

pytestmark = pytest.mark.django_db
CLAVE = "MUESLZ90050509M999"


def nueva(convocatoria, **campos):
    """An application as the desk receives it, not written yet."""
    return SolicitudObservacionFactory.build(
        convocatoria=convocatoria, folio="", fecha_recepcion=timezone.now(), **campos
    )


@pytest.fixture
def convocatoria():
    return ConvocatoriaFactory(tipo="observacion")


@pytest.fixture
def acreditada(convocatoria):
    """With its badge issued."""
    solicitud = SolicitudObservacionFactory(convocatoria=convocatoria)
    SolicitudObservacion.objects.filter(pk=solicitud.pk).update(
        estado="acreditada", fecha_sesion=timezone.localdate(), acuerdo="A-1"
    )
    solicitud.refresh_from_db()
    acreditaciones.emitir_gafete(solicitud, by=None)
    return solicitud


def acuse():
    return SimpleUploadedFile("acuse.txt", b"Recibi mi gafete", "text/plain")


def test_case_40_what_counts_is_when_it_was_received_not_when_it_is_captured(direccion):
    cerrada = ConvocatoriaFactory(
        tipo="observacion", cierra_en=timezone.now() - dt.timedelta(days=2)
    )
    a_tiempo = nueva(cerrada)
    a_tiempo.fecha_recepcion = cerrada.cierra_en
    tarde = nueva(cerrada)
    tarde.fecha_recepcion = cerrada.cierra_en + dt.timedelta(seconds=1)

    recibida = actos.recibir_solicitud(a_tiempo, by=direccion)
    with pytest.raises(ValidationError, match="cerró"):
        actos.recibir_solicitud(tarde, by=direccion)
    convocatorias.prorrogar(
        cerrada,
        by=direccion,
        cierre=timezone.now() + dt.timedelta(days=1),
        motivo="Acuerdo de prueba",
    )
    tarde.convocatoria.refresh_from_db()

    assert recibida.folio.startswith("OE-")
    assert actos.recibir_solicitud(tarde, by=direccion).folio > recibida.folio


def test_case_42_one_application_a_process_told_by_the_key_not_by_the_name(convocatoria, direccion):
    osc = InstitucionFactory()
    primera = actos.recibir_solicitud(
        nueva(convocatoria, clave_elector=CLAVE, modalidad="organizacion", organizacion=osc),
        by=direccion,
    )
    sola = nueva(convocatoria, clave_elector=CLAVE.lower(), nombres="Lucero")

    with pytest.raises(ValidationError) as error:
        actos.recibir_solicitud(sola, by=direccion)

    assert primera.folio in error.value.messages[0]
    with pytest.raises(ValidationError) as callado:
        actos.recibir_solicitud(sola, by=None)
    assert primera.folio not in callado.value.messages[0]
    SolicitudObservacion.objects.filter(pk=primera.pk).update(estado="negada", justificacion="otra")
    assert actos.recibir_solicitud(sola, by=direccion).pk
    SolicitudObservacion.objects.filter(pk=primera.pk).update(estado="negada")
    primera.refresh_from_db()
    with pytest.raises(ValidationError, match="modalidad es única"):
        actos.retirar_negativa(primera, by=direccion, motivo="Error")


def test_case_43_changing_organisation_is_history(convocatoria, direccion):
    una, otra = InstitucionFactory(), InstitucionFactory()
    solicitud = actos.recibir_solicitud(
        nueva(convocatoria, modalidad="organizacion", organizacion=una), by=direccion
    )
    hoy = timezone.localdate()

    actos.cambiar_afiliacion(
        solicitud,
        by=direccion,
        modalidad="organizacion",
        organizacion=otra,
        desde=hoy,
        motivo="Cambio",
    )

    filas = solicitud.afiliaciones.order_by("pk").values_list("organizacion", "hasta", "motivo")
    assert list(filas) == [(una.pk, hoy, ""), (otra.pk, None, "Cambio")]
    solicitud.refresh_from_db()
    assert solicitud.organizacion == otra
    with pytest.raises(ValidationError, match="ya tiene"):
        actos.cambiar_afiliacion(
            solicitud,
            by=direccion,
            modalidad="organizacion",
            organizacion=otra,
            desde=hoy,
            motivo="x",
        )


def test_case_44_membership_and_accreditation_are_apart(acreditada, direccion):
    integrante = IntegranteRedFactory()
    red.mover(integrante, "activar", by=direccion)

    red.dar_de_baja(integrante, by=direccion, fecha=timezone.localdate(), motivo="Se mudó")

    assert SolicitudObservacion.objects.get(pk=acreditada.pk).estado == "acreditada"
    assert acreditada.integrante is None
    assert IntegranteRed.objects.get(pk=integrante.pk).solicitudes.count() == 0


def test_case_44_joins_and_leaves_stay_in_the_history(cliente, direccion):
    integrante = IntegranteRedFactory(fecha_alta=dt.date(2024, 1, 15))
    red.mover(integrante, "activar", by=direccion)
    red.dar_de_baja(integrante, by=direccion, fecha=dt.date(2024, 8, 1), motivo="Se mudó")
    with pytest.raises(ValidationError, match="anterior a la baja"):
        red.reingresar(integrante, by=direccion, fecha=dt.date(2024, 7, 1))

    red.reingresar(integrante, by=direccion, fecha=dt.date(2025, 2, 1))

    page = pages.text(
        cliente.get(f"/observacion/integrantes-de-la-red-de-observacion/{integrante.pk}/")
    )
    assert "Se mudó" in page
    assert "Alta del 1 feb 2025" in page


@pytest.mark.parametrize("supervisado", [True, False])
def test_case_45_course_of_the_organisation_counts_even_without_supervision(supervisado, direccion):
    curso = CursoFactory(
        origen="organizacion", organizacion=InstitucionFactory(), supervisado=supervisado
    )
    solicitud = SolicitudObservacionFactory()
    SolicitudObservacion.objects.filter(pk=solicitud.pk).update(estado="curso_pendiente")
    inscripcion = InscripcionCursoFactory(
        sesion=SesionCursoFactory(curso=curso), integrante=None, solicitud=solicitud
    )
    type(inscripcion).objects.filter(pk=inscripcion.pk).update(estado="acredito")

    movida = actos.mover(solicitud, "acreditar_curso", by=direccion)

    assert movida.estado == "curso_acreditado"


def test_case_46_reprint_keeps_the_folio_and_voids_the_former(acreditada):
    primero = acreditaciones.gafete_de(acreditada)

    segundo = actos_gafetes.reimprimir(primero, by=None, motivo="extravio")

    assert (segundo.folio, segundo.generacion) == (primero.folio, 2)
    assert Gafete.objects.get(pk=primero.pk).anulado_en
    assert acreditaciones.gafete_de(acreditada) == segundo


def test_who_is_accredited_is_not_put_away(acreditada, direccion):
    with pytest.raises(ValidationError, match="cancela antes"):
        acreditada.eliminar(by=direccion)


def test_cancelled_accreditation_voids_its_badge(acreditada, direccion):
    acreditaciones.cancelar(
        acreditada, by=direccion, justificacion="incumplimiento", motivo="Hizo proselitismo"
    )

    assert acreditaciones.gafete_de(acreditada) is None


@pytest.mark.parametrize(("dias", "pasa"), [(0, True), (1, False)])
def test_case_47_eighteen_on_election_day_not_today(convocatoria, direccion, dias, pasa):
    jornada = convocatoria.proceso.jornada
    nacio = jornada.replace(year=jornada.year - 18) + dt.timedelta(days=dias)
    solicitud = actos.recibir_solicitud(nueva(convocatoria, fecha_nacimiento=nacio), by=direccion)
    remision = {"oficio_remision": "OF-1", "fecha_remision": timezone.localdate()}

    if pasa:
        assert actos.mover(solicitud, "remitir", by=direccion, **remision).estado == "remitida_ine"
    else:
        with pytest.raises(ValidationError, match="tendrá 17 años"):
            actos.mover(solicitud, "remitir", by=direccion, **remision)


def test_case_48_same_name_is_asked_to_a_person_and_never_joined(convocatoria, cliente):
    SolicitudObservacionFactory(
        convocatoria=convocatoria, nombres="José", primer_apellido="Núñez", clave_elector=""
    )
    url = "/observacion/solicitudes-de-observacion/crear/"
    datos = {
        "convocatoria": convocatoria.pk,
        "fecha_recepcion": f"{timezone.localtime():%d/%m/%Y %H:%M}",
        "origen": "opl",
        "nombres": "Jose",
        "primer_apellido": "Nuñez",
        "sexo": "hombre",
        "fecha_nacimiento": "05/05/1990",
        "entidad": "Ciudad de México",
        "modalidad": "individual",
        "modalidad_voto": "ninguna",
    }

    aviso = cliente.post(url, datos)
    otra = cliente.post(url, datos | {"es_distinta": "on"})

    assert aviso.status_code == 422
    assert "mismo nombre" in pages.text(aviso)
    assert otra.status_code == 302
    assert SolicitudObservacion.objects.count() == 2


@pytest.mark.parametrize(
    ("dia", "tarde"), [(dt.date(2024, 7, 2), False), (dt.date(2024, 7, 3), True)]
)
def test_case_61_late_report_is_accepted_and_marked(acreditada, direccion, dia, tarde):
    acreditada.convocatoria.limite_informe = dt.date(2024, 7, 2)
    acreditada.convocatoria.guardar(by=None)
    acreditaciones.entregar_gafete(acreditada, by=direccion, acuse=acuse())
    informe = InformeObservacion(solicitud=acreditada, fecha=dia, etapas="Cómputo")

    registrar_informe(informe, by=direccion)

    assert informe.es_extemporaneo is tarde
    assert SolicitudObservacion.objects.get(pk=acreditada.pk).estado == "informe_entregado"
    assert acreditaciones.gafete_de(acreditada).anulado_en is None


def test_case_64_two_processes_at_once_are_apart(convocatoria, direccion):
    consulta = ProcesoEnCursoFactory(nombre="Consulta de presupuesto participativo")
    otra = ConvocatoriaFactory(tipo="observacion", proceso=consulta)

    primera = actos.recibir_solicitud(nueva(convocatoria, clave_elector=CLAVE), by=direccion)
    segunda = actos.recibir_solicitud(nueva(otra, clave_elector=CLAVE), by=direccion)

    assert ProcesoElectoral.objects.filter(solicitudes_observacion__isnull=False).count() == 2
    assert primera.proceso != segunda.proceso


def test_reserved_data_are_masked_everywhere_and_each_look_is_written(
    convocatoria, persona, entrar
):
    solicitud = SolicitudObservacionFactory(
        convocatoria=convocatoria,
        clave_elector=CLAVE,
        telefono="5512340987",
        discapacidad="Zyxvisual",
    )
    canarios = (CLAVE, "5512340987", "Zyxvisual")
    base = f"/observacion/solicitudes-de-observacion/{solicitud.pk}/"
    lista = "/observacion/solicitudes-de-observacion/"
    enlace = entrar(persona(Rol.ENLACE_DVOE, Rol.COORDINACION_ACOMPANAMIENTO))
    puertas = [base, f"{base}editar/", f"{base}historial/", lista, f"{lista}exportar/?formato=csv"]

    for url in puertas:
        cuerpo = pages.body(enlace.get(url)).decode()
        assert not [c for c in canarios if c in cuerpo], url
    for canario in canarios:
        assert (
            str(solicitud.pk) + "/"
            not in pages.text(enlace.get(lista, {"q": canario})).split("tabla")[-1]
        )
    visto = enlace.post(f"{base}ver-reservados/")

    assert all(c in pages.text(visto) for c in canarios)
    assert visto.headers["Cache-Control"] == "no-store"
    assert ConsultaReservada.objects.filter(object_id=solicitud.pk).count() == 1
    sin_permiso = entrar(persona(Rol.CAPTURISTA))
    assert sin_permiso.post(f"{base}ver-reservados/").status_code == 403
    assert enlace.get(f"{base}ver-reservados/").status_code == 405


def test_editing_keeps_the_reserved_data_that_are_not_written_again(convocatoria, cliente):
    solicitud = SolicitudObservacionFactory(convocatoria=convocatoria, clave_elector=CLAVE)
    url = f"/observacion/solicitudes-de-observacion/{solicitud.pk}/editar/"
    datos = pages.form_of(cliente.get(url), "version")

    respuesta = cliente.post(url, datos | {"nombres": "Luciana"})

    solicitud.refresh_from_db()
    assert respuesta.status_code == 302
    assert (solicitud.nombres, solicitud.clave_elector) == ("Luciana", CLAVE)


def test_file_with_reserved_data_asks_why_bears_a_mark_and_is_told_on_each_record(
    convocatoria, persona, entrar
):
    solicitud = SolicitudObservacionFactory(convocatoria=convocatoria, clave_elector=CLAVE)
    url = "/observacion/solicitudes-de-observacion/exportar-reservados/"
    coordina = entrar(persona(Rol.COORDINACION_ACOMPANAMIENTO))

    sin_motivo = coordina.post(url, {"motivo": ""})
    respuesta = coordina.post(url, {"motivo": "Cotejo con el INE"})

    libro = openpyxl.load_workbook(io.BytesIO(pages.body(respuesta)), read_only=True)
    celdas = [str(c) for fila in libro.active.iter_rows(values_only=True) for c in fila]
    assert sin_motivo.status_code == 422
    assert CLAVE in celdas
    assert any("RESERVADO" in celda and "Cotejo con el INE" in celda for celda in celdas)
    assert ConsultaReservada.objects.get().object_id == solicitud.pk
    assert entrar(persona(Rol.AUDITORIA)).get(url).status_code == 403
