"""The doors of calls, network, courses and applications, walked as the office does."""

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from cuentas.enums import Rol
from observacion.actions.catalogo import cargar_convocatorias
from observacion.models import (
    AvisoPrivacidad,
    Convocatoria,
    Gafete,
    InscripcionCurso,
    ProrrogaConvocatoria,
    SolicitudObservacion,
)
from observacion.queries.constancias import por_codigo
from tests import pages
from tests.factories.observacion import (
    ConvocatoriaFactory,
    CursoFactory,
    InscripcionCursoFactory,
    IntegranteRedFactory,
    RequisitoConvocatoriaFactory,
    SesionCursoFactory,
    SolicitudObservacionFactory,
)

pytestmark = pytest.mark.django_db
SOLICITUDES = "/observacion/solicitudes-de-observacion/"


def en_texto(momento):
    return f"{timezone.localtime(momento):%d/%m/%Y %H:%M}"


def test_extension_takes_two_pages_and_is_in_force_at_once(cliente):
    convocatoria = ConvocatoriaFactory(cierra_en=timezone.now() - dt.timedelta(minutes=30))
    url = f"/observacion/convocatorias/{convocatoria.pk}/"
    nuevo = timezone.now() + dt.timedelta(days=3)
    assert f"{url}prorrogar/" in pages.read(cliente.get(url)).links

    respuesta = cliente.post(
        f"{url}prorrogar/", {"cierre": en_texto(nuevo), "motivo": "Acuerdo de prueba"}, follow=True
    )

    convocatoria.refresh_from_db()
    assert convocatoria.situacion() == "abierta"
    assert ProrrogaConvocatoria.objects.get().cierre_nuevo == convocatoria.cierra_en
    assert "Acuerdo de prueba" in pages.text(respuesta)
    assert cliente.post(f"{url}prorrogar/", {"cierre": "ayer", "motivo": ""}).status_code == 422


def test_closing_of_a_public_call_does_not_move_by_editing_it(cliente):
    convocatoria = ConvocatoriaFactory()
    url = f"/observacion/convocatorias/{convocatoria.pk}/editar/"
    datos = pages.form_of(cliente.get(url), "version")

    cliente.post(url, datos | {"cierra_en": "01/01/2030 00:00"})

    assert Convocatoria.objects.get().cierra_en == convocatoria.cierra_en


def test_requisites_are_added_moved_and_removed(cliente):
    convocatoria = ConvocatoriaFactory()
    pasaporte = RequisitoConvocatoriaFactory(convocatoria=convocatoria)
    base = f"/observacion/convocatorias/{convocatoria.pk}/"

    cliente.post(f"{base}agregar-requisito/", {"clave": "carta", "nombre_es": "Carta"})
    repetido = cliente.post(f"{base}agregar-requisito/", {"clave": "carta", "nombre_es": "Otra"})
    carta = convocatoria.requisitos.get(clave="carta")
    cliente.post(f"/observacion/requisitos/{carta.pk}/mover/subir/")
    orden = list(convocatoria.requisitos.vivos().values_list("clave", flat=True))
    cliente.post(f"/observacion/requisitos/{pasaporte.pk}/quitar/")

    assert repetido.status_code == 422
    assert orden == ["carta", "pasaporte"]
    assert [r.clave for r in convocatoria.requisitos.vivos()] == ["carta"]


def test_accepted_notice_does_not_change(cliente):
    integrante = IntegranteRedFactory()
    aviso = integrante.aviso
    url = f"/observacion/avisos-de-privacidad/{aviso.pk}/editar/"
    datos = pages.form_of(cliente.get(url), "version")

    respuesta = cliente.post(url, datos | {"texto_es": "Otro texto"})

    assert respuesta.status_code == 422
    assert "registra otra" in pages.text(respuesta)


def test_preloaded_calls_are_literal_and_loaded_once():
    agregados = cargar_convocatorias(by=None)

    visitantes = Convocatoria.objects.get(clave="visitantes-2024")
    observacion = Convocatoria.objects.get(clave="observacion-2024")
    assert agregados == 3 + (1 + 3) + (1 + 4)
    assert cargar_convocatorias(by=None) == 0
    assert f"{visitantes.cierre_local:%d/%m/%Y %H:%M}" == "22/05/2024 23:59"
    assert f"{observacion.cierre_local:%d/%m/%Y %H:%M:%S}" == "07/05/2024 23:59:59"
    assert observacion.limite_informe == dt.date(2024, 7, 2)
    for idioma in ("es", "en", "fr"):
        assert len(getattr(visitantes, f"prohibiciones_{idioma}").splitlines()) == 8
    assert not Convocatoria.objects.publicadas().exists()
    for aviso in AvisoPrivacidad.objects.all():
        assert aviso.texto_es.startswith("MODELO PARA REVISAR")


def test_course_from_the_door_to_the_constancia(cliente):
    curso = CursoFactory(calificacion_minima=60)
    sesion = SesionCursoFactory(curso=curso, cupo=2)
    gente = [IntegranteRedFactory() for _ in range(3)]
    base = f"/observacion/sesiones/{sesion.pk}/"

    for integrante in gente:
        cliente.post(f"{base}inscribir/", {"integrante": integrante.pk})
    una, otra, espera = InscripcionCurso.objects.order_by("pk")
    assert espera.estado == "lista_espera"
    cliente.post(f"{base}llegada/", {"codigo": f"https://ejemplo.mx/verificar/{una.codigo}/"})
    cliente.post(f"{base}pasar-lista/", {"presentes": [una.pk, otra.pk]})
    cliente.post(f"{base}evaluar/", {f"c{una.pk}": "80", f"c{otra.pk}": "50"})
    una.refresh_from_db()
    otra.refresh_from_db()

    assert (una.estado, otra.estado) == ("acredito", "asistio")
    pdf = pages.body(cliente.get(f"/observacion/inscripciones/{una.pk}/constancia/"))
    assert pdf.startswith(b"%PDF")
    assert cliente.get(f"/observacion/inscripciones/{otra.pk}/constancia/").status_code == 404
    assert cliente.get(f"/observacion/inscripciones/{otra.pk}/comprobante/").status_code == 200
    assert str(gente[0]) in pages.text(cliente.get(f"{base}lista/"))
    assert por_codigo(una.codigo)["folio"] == una.folio_constancia
    assert por_codigo(otra.codigo) is None


def test_sitting_costs_the_same_with_many_people(cliente, django_assert_max_num_queries):
    sesion = SesionCursoFactory(cupo=100)
    for _ in range(12):
        InscripcionCursoFactory(sesion=sesion, integrante=IntegranteRedFactory())
    cliente.get(f"/observacion/sesiones/{sesion.pk}/")

    with django_assert_max_num_queries(14):
        cliente.get(f"/observacion/sesiones/{sesion.pk}/")


def test_many_are_remitted_with_one_letter(cliente):
    convocatoria = ConvocatoriaFactory(tipo="observacion")
    listas = [SolicitudObservacionFactory(convocatoria=convocatoria) for _ in range(2)]
    incompleta = SolicitudObservacionFactory(convocatoria=convocatoria, clave_elector="")
    pks = [s.pk for s in (*listas, incompleta)]

    cliente.post(f"{SOLICITUDES}remitir/", {"pk": pks, "oficio": "OF-9", "fecha": "hoy"})

    estados = dict(SolicitudObservacion.objects.values_list("folio", "estado"))
    assert [estados[s.folio] for s in listas] == ["remitida_ine", "remitida_ine"]
    assert estados[incompleta.folio] == "recibida"
    plantilla = pages.body(cliente.get(f"{SOLICITUDES}respuestas/plantilla/")).decode()
    assert listas[0].folio in plantilla


def test_accredited_gets_a_badge_and_hands_the_receipt(cliente):
    solicitud = SolicitudObservacionFactory()
    SolicitudObservacion.objects.filter(pk=solicitud.pk).update(
        estado="acreditada", fecha_sesion=timezone.localdate(), acuerdo="A-1"
    )
    base = f"{SOLICITUDES}{solicitud.pk}/"
    sin_gafete = cliente.get(f"{base}entregar-gafete/")

    cliente.post(f"{base}preparar-gafete/", {})
    repetido = cliente.post(f"{base}preparar-gafete/", {})
    acuse = SimpleUploadedFile("acuse.txt", b"Recibi", "text/plain")
    cliente.post(f"{base}entregar-gafete/", {"archivo": acuse})

    assert "prepáralo primero" in pages.text(sin_gafete)
    assert repetido.status_code == 422
    gafete = Gafete.objects.get()
    assert gafete.entregado_en
    assert gafete.acuse
    assert SolicitudObservacion.objects.get().estado == "gafete_entregado"


@pytest.mark.parametrize("rol", [Rol.SECRETARIA_EJECUTIVA, Rol.AUDITORIA])
def test_readers_see_pages_and_no_button_that_writes(rol, persona, entrar):
    solicitud = SolicitudObservacionFactory()
    cliente = entrar(persona(rol))

    pagina = pages.read(cliente.get(f"{SOLICITUDES}{solicitud.pk}/"))

    assert not [u for u in pagina.links if u.endswith(("/editar/", "/remitir/", "/prevenir/"))]
    assert cliente.post(f"{SOLICITUDES}{solicitud.pk}/prevenir/").status_code == 403
