"""Meetings, the log and commitments (dominio 2.1, 2.3.2; cases 58–60)."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from crm.actions import compromisos
from crm.actions import reuniones as actions
from crm.enums import (
    EstadoCompromiso,
    EstadoReunion,
    LadoCompromiso,
    Repeticion,
    TipoFecha,
)
from crm.models import Compromiso, Institucion, Interaccion, Reunion, SerieReunion
from crm.queries.agenda import compromisos_por_revisar, puntos_sin_tratar
from cuentas.enums import Rol
from tests.factories.crm import ContactoFactory, InstitucionFactory
from tests.factories.seguimiento import (
    AsistenciaFactory,
    CompromisoFactory,
    InteraccionFactory,
    PuntoAgendaFactory,
    ReunionFactory,
    TipoReunionFactory,
)

pytestmark = pytest.mark.django_db
HOY = timezone.localdate


def ayer():
    return timezone.now() - dt.timedelta(days=1)


def test_open_commitment_appears_on_the_next_meeting_of_that_institution_only():
    ine, otra = InstitucionFactory(), InstitucionFactory()
    compromiso = CompromisoFactory(institucion=ine)
    siguiente = ReunionFactory(instituciones=[ine])
    posterior = ReunionFactory(instituciones=[ine], inicio=timezone.now() + dt.timedelta(days=30))
    ajena = ReunionFactory(instituciones=[otra])

    assert compromisos_por_revisar(siguiente) == [compromiso]
    assert compromisos_por_revisar(posterior) == []
    assert compromisos_por_revisar(ajena) == []


def test_holding_the_meeting_makes_them_points_and_the_rest_waits_for_the_next(direccion):
    ine = InstitucionFactory()
    CompromisoFactory(institucion=ine)
    primera = ReunionFactory(instituciones=[ine], inicio=ayer())
    PuntoAgendaFactory(reunion=primera, titulo="Calendario de casillas")

    actions.celebrar(primera, by=direccion)

    segunda = ReunionFactory(instituciones=[ine])
    assert primera.puntos.vivos().filter(compromiso__isnull=False).count() == 1
    assert [p.titulo for p in puntos_sin_tratar(segunda)] == ["Calendario de casillas"]


def test_a_meeting_to_come_cannot_have_been_held(direccion):
    reunion = ReunionFactory()

    with pytest.raises(ValidationError, match="Todavía no ocurre"):
        actions.celebrar(reunion, by=direccion)


def test_signing_locks_the_minutes_and_correcting_is_another_version(direccion):
    reunion = ReunionFactory(inicio=ayer(), instituciones=[InstitucionFactory()])
    AsistenciaFactory(reunion=reunion, asistio=True)
    punto = PuntoAgendaFactory(reunion=reunion, minuta="Se revisó el convenio")
    actions.celebrar(reunion, by=direccion)
    actions.avanzar(reunion, "revisar_minuta", by=direccion)

    primera = actions.firmar_minuta(reunion, by=direccion)
    actions.avanzar(reunion, "corregir_minuta", by=direccion, motivo="Faltó un acuerdo")
    punto.acuerdo = "Enviar el anexo"
    punto.guardar(by=direccion)
    segunda = actions.firmar_minuta(reunion, by=direccion)

    assert (primera.numero, segunda.numero) == (1, 2)
    primera.refresh_from_db()
    assert primera.contenido["puntos"][0]["acuerdo"] == ""
    assert primera.sha256 != segunda.sha256


def test_minutes_need_who_was_there_and_what_was_said(direccion):
    reunion = ReunionFactory(inicio=ayer(), estado=EstadoReunion.CELEBRADA)

    with pytest.raises(ValidationError) as error:
        actions.avanzar(reunion, "revisar_minuta", by=direccion)

    assert len(error.value.messages) == 2


@pytest.mark.parametrize(
    ("repeticion", "desde", "hasta", "esperadas"),
    [
        (
            Repeticion.SEMANAL,
            "2024-01-08",
            "2024-01-22",
            ["2024-01-08", "2024-01-15", "2024-01-22"],
        ),
        (
            Repeticion.MENSUAL,
            "2024-01-31",
            "2024-03-31",
            ["2024-01-31", "2024-02-29", "2024-03-31"],
        ),
        (
            Repeticion.MENSUAL_DIA,
            "2024-01-09",
            "2024-03-31",
            ["2024-01-09", "2024-02-13", "2024-03-12"],
        ),
        (Repeticion.QUINCENAL, "2024-12-23", "2025-01-06", ["2024-12-23", "2025-01-06"]),
    ],
)
def test_dates_of_a_series(repeticion, desde, hasta, esperadas):
    serie = SerieReunion(
        repeticion=repeticion,
        desde=dt.date.fromisoformat(desde),
        hasta=dt.date.fromisoformat(hasta),
    )

    assert [f.isoformat() for f in actions.fechas_de(serie)] == esperadas


def test_an_endless_series_is_refused():
    serie = SerieReunion(
        repeticion=Repeticion.SEMANAL, desde=dt.date(2024, 1, 1), hasta=dt.date(2030, 1, 1)
    )

    with pytest.raises(ValidationError, match="acorta el periodo"):
        actions.fechas_de(serie)


def test_on_request_never_is_overdue(direccion):
    compromiso = Compromiso(texto="Asesorar", tipo_fecha=TipoFecha.A_SOLICITUD)
    compromisos.registrar_compromiso(compromiso, by=direccion)

    assert not Compromiso.objects.vencidos(al=dt.date(2100, 1, 1)).exists()


def test_periodic_commitment_opens_the_next_from_its_date(direccion):
    compromiso = CompromisoFactory(
        tipo_fecha=TipoFecha.PERIODICA, dias=30, fecha_limite=dt.date(2024, 1, 10)
    )

    compromisos.cumplir(compromiso, by=direccion, nota="Se envió")

    siguiente = Compromiso.objects.exclude(pk=compromiso.pk).get()
    assert siguiente.fecha_limite == dt.date(2024, 2, 9)
    assert siguiente.estado == EstadoCompromiso.PENDIENTE


def log(cliente, **kwargs):
    data = {"tipo": "reunion", "fecha": "ayer 10:30", "resumen": "Se revisó el anexo técnico"}
    return cliente.post("/crm/interacciones/crear/", data | kwargs)


def test_quick_log_with_two_people_and_three_commitments(cliente, direccion):
    ine, contacto = InstitucionFactory(), ContactoFactory()

    response = log(
        cliente,
        con_quien=[f"i-{ine.pk}", f"c-{contacto.pk}"],
        compromiso_1="Enviar el calendario",
        fecha_1="en 7 días",
        compromiso_2="Revisar el anexo",
        lado_2=LadoCompromiso.CONTRAPARTE,
        compromiso_3="Asesorar a la capacitación",
        siguiente_paso="Llamar para confirmar",
        siguiente_fecha="mañana",
    )

    assert response.status_code == 302, response.content.decode()
    interaccion = Interaccion.objects.get()
    assert timezone.localtime(interaccion.fecha).strftime("%H:%M") == "10:30"
    assert list(interaccion.instituciones.all()) == [ine]
    assert list(interaccion.contactos.all()) == [contacto]
    assert interaccion.compromisos.count() == 4
    assert set(interaccion.compromisos.values_list("institucion", flat=True)) == {ine.pk}
    theirs = interaccion.compromisos.get(lado=LadoCompromiso.CONTRAPARTE)
    assert theirs.responsable is None


def test_unknown_institution_is_proposed_not_loose_text(persona, entrar):
    cliente = entrar(persona(Rol.CAPTURISTA))

    sin_tipo = log(cliente, con_quien=["nueva:Observatorio Ciudadano de Xochimilco"])
    con_tipo = log(
        cliente, con_quien=["nueva:Observatorio Ciudadano de Xochimilco"], tipo_nueva="osc"
    )

    assert sin_tipo.status_code == 422
    assert con_tipo.status_code == 302
    nueva = Institucion.objects.get(nombre="Observatorio Ciudadano de Xochimilco")
    assert (nueva.estatus, nueva.tipo) == ("propuesta", "osc")


def test_nobody_or_the_future_is_refused_and_text_kept(cliente):
    nadie = log(cliente)
    futuro = log(cliente, con_quien=[f"i-{InstitucionFactory().pk}"], fecha="mañana 9:00")

    assert nadie.status_code == 422
    assert "Se revisó el anexo técnico" in nadie.content.decode()
    assert "todavía no ocurre" in futuro.content.decode()


def test_with_whom_finds_both_and_offers_to_propose(cliente):
    InstitucionFactory(nombre="Instituto Núñez")
    ContactoFactory(nombres="José", primer_apellido="Núñez")

    page = cliente.get("/crm/con-quien/?con_quien__q=nunez").content.decode()

    assert "Instituto Núñez" in page
    assert "José Núñez" in page
    assert "Proponer «nunez» como institución" in page


def test_log_completed_as_a_meeting_keeps_everything(direccion):
    ine = InstitucionFactory()
    interaccion = InteraccionFactory(instituciones=[ine], fecha=ayer())
    compromiso = CompromisoFactory(institucion=ine, interaccion=interaccion)

    reunion = actions.completar_como_reunion(interaccion, by=direccion, tipo=TipoReunionFactory())

    compromiso.refresh_from_db()
    assert reunion.estado == EstadoReunion.CELEBRADA
    assert compromiso.reunion == reunion
    with pytest.raises(ValidationError, match="ya se completó"):
        actions.completar_como_reunion(interaccion, by=direccion, tipo=TipoReunionFactory())


def test_reserved_is_for_the_area_and_the_direction(persona, entrar):
    autora = persona(Rol.ENLACE_DVOE)
    reservada = InteraccionFactory(reservada=True, by=autora)
    url = f"/crm/interacciones/{reservada.pk}/"

    assert entrar(autora).get(url).status_code == 200
    assert entrar(persona(Rol.DIRECCION_DVOE)).get(url).status_code == 200
    assert entrar(persona(Rol.JURIDICO)).get(url).status_code == 404


def test_series_from_the_form(cliente, direccion):
    ine, tipo = InstitucionFactory(), TipoReunionFactory()

    response = cliente.post(
        "/crm/reuniones/crear/",
        {
            "asunto": "Coordinación semanal",
            "tipo": tipo.pk,
            "instituciones": [ine.pk],
            "inicio": "8/1/2029 9:00",
            "fin": "8/1/2029 10:00",
            "zona": "America/Mexico_City",
            "modalidad": "presencial",
            "repeticion": "semanal",
            "repetir_hasta": "29/1/2029",
        },
    )

    assert response.status_code == 302, response.content.decode()[:3000]
    assert Reunion.objects.filter(serie__isnull=False).count() == 4


@pytest.mark.parametrize("path", ["", "lista-asistencia/", "historial/", "editar/"])
def test_meeting_pages_render(cliente, path):
    reunion = ReunionFactory(instituciones=[InstitucionFactory()])
    AsistenciaFactory(reunion=reunion)
    PuntoAgendaFactory(reunion=reunion)

    assert cliente.get(f"/crm/reuniones/{reunion.pk}/{path}").status_code == 200


def test_follow_up_list_groups_by_side(cliente):
    ine = InstitucionFactory()
    CompromisoFactory(institucion=ine, texto="Nuestro pendiente")
    CompromisoFactory(institucion=ine, texto="Su pendiente", lado=LadoCompromiso.CONTRAPARTE)

    page = cliente.get(f"/crm/compromisos/seguimiento/?institucion={ine.pk}").content.decode()

    assert page.index("Nuestro pendiente") < page.index("Su pendiente")
