"""Invitations: two readers that are not ours understand them, change them and take them away."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse

from core import ics
from crm.actions import reuniones as actions
from crm.enums import EstadoReunion
from crm.forms.reuniones import ReunionForm
from crm.models import Reunion
from crm.queries.invitacion import invitacion, metodo_de
from cuentas.enums import Rol
from tests.factories.crm import ContactoFactory, InstitucionFactory, OcupacionFactory
from tests.factories.seguimiento import AsistenciaFactory, ReunionFactory
from tests.lectores_ics import por_nombre_de_zona, por_reglas_escritas

pytestmark = pytest.mark.django_db
SELLO = dt.datetime(2026, 3, 1, 12, tzinfo=dt.UTC)


def leer(contenido):
    """The one appointment of a file, by each reader."""
    uno, otro = por_nombre_de_zona(contenido), por_reglas_escritas(contenido)
    return uno.walk("VEVENT")[0], otro.vevent


def instante(texto, zona):
    return dt.datetime.fromisoformat(texto).replace(tzinfo=ZoneInfo(zona))


def test_both_readers_see_what_when_where_and_who(direccion):
    reunion = ReunionFactory(
        asunto="Anexo técnico; sede, fecha y 🎉",
        inicio=instante("2026-05-04T10:00", "America/Mexico_City"),
        fin=instante("2026-05-04T11:30", "America/Mexico_City"),
        lugar="Sala 1, piso 2",
        by=direccion,
    )
    AsistenciaFactory(reunion=reunion, contacto=ContactoFactory(correo="rosa@ine.example"))
    AsistenciaFactory(reunion=reunion, contacto=ContactoFactory(correo=""))

    uno, otro = leer(invitacion(reunion, ahora=SELLO))

    assert str(uno["summary"]) == otro.summary.value == "Anexo técnico; sede, fecha y 🎉"
    assert uno.decoded("dtstart") == otro.dtstart.value == reunion.inicio
    assert uno.decoded("dtend") == otro.dtend.value == reunion.fin
    assert str(uno["location"]) == otro.location.value == "Sala 1, piso 2"
    assert uno["organizer"] == otro.organizer.value == f"mailto:{direccion.correo}"
    assert uno["attendee"] == otro.attendee.value == "mailto:rosa@ine.example"
    assert (uno["sequence"], otro.sequence.value) == (0, "0")
    assert uno.decoded("dtstamp") == SELLO


@pytest.mark.parametrize(
    ("zona", "local", "utc"),
    [
        ("America/Mexico_City", "2026-07-01T10:00", "2026-07-01T16:00"),
        ("America/Tijuana", "2026-03-08T01:59", "2026-03-08T09:59"),
        ("America/Tijuana", "2026-03-08T03:00", "2026-03-08T10:00"),
        ("America/Tijuana", "2026-11-01T00:30", "2026-11-01T07:30"),
        ("America/Tijuana", "2026-11-01T02:30", "2026-11-01T10:30"),
        ("America/Tijuana", "2026-12-31T23:30", "2027-01-01T07:30"),
        ("America/Cancun", "2026-07-01T10:00", "2026-07-01T15:00"),
        ("America/Cancun", "2026-12-01T10:00", "2026-12-01T15:00"),
        ("America/Ciudad_Juarez", "2026-07-01T10:00", "2026-07-01T16:00"),
        ("America/Hermosillo", "2026-07-01T10:00", "2026-07-01T17:00"),
        ("Europe/Madrid", "2026-03-29T03:00", "2026-03-29T01:00"),
        ("UTC", "2026-07-01T10:00", "2026-07-01T10:00"),
    ],
)
def test_the_written_zone_gives_the_same_instant_to_both_readers(zona, local, utc):
    """vobject goes by the rules written in the file; icalendar, by the name of the zone."""
    esperado = dt.datetime.fromisoformat(utc).replace(tzinfo=dt.UTC)
    reunion = ReunionFactory(inicio=instante(local, zona), zona=zona)
    contenido = invitacion(Reunion.objects.get(pk=reunion.pk), ahora=SELLO)

    uno, otro = leer(contenido)

    assert uno.decoded("dtstart").astimezone(dt.UTC) == esperado
    assert otro.dtstart.value.astimezone(dt.UTC) == esperado
    assert (f"TZID={zona}" in contenido.decode()) == (zona != "UTC")


def test_the_second_reader_really_goes_by_the_written_rules():
    """Control: with other offsets in the file, another instant."""
    inicio = instante("2026-07-01T10:00", "America/Tijuana")
    contenido = invitacion(ReunionFactory(inicio=inicio, zona="America/Tijuana"), ahora=SELLO)

    _, otro = leer(contenido.replace(b"TZOFFSETTO:-0700", b"TZOFFSETTO:-0500"))

    assert otro.dtstart.value.astimezone(dt.UTC) == inicio - dt.timedelta(hours=2)


def test_moving_it_raises_the_sequence_and_keeps_the_name(direccion):
    reunion = ReunionFactory(by=direccion)
    antes, _ = leer(invitacion(reunion, ahora=SELLO))
    inicio = (reunion.inicio + dt.timedelta(days=2)).replace(microsecond=0)
    movida = actions.reprogramar(reunion, by=direccion, inicio=inicio, fin=None, motivo="Otra vez")

    uno, otro = leer(invitacion(movida, ahora=SELLO))

    assert uno["uid"] == otro.uid.value == antes["uid"]
    assert uno["sequence"] > antes["sequence"]
    assert otro.dtstart.value == inicio


def test_cancelling_takes_it_away(direccion):
    reunion = ReunionFactory(by=direccion)
    antes, _ = leer(invitacion(reunion, ahora=SELLO))
    cancelada = actions.avanzar(reunion, "cancelar", by=direccion, motivo="Ya no hace falta")
    contenido = invitacion(cancelada, metodo_de(cancelada), ahora=SELLO)

    uno, otro = leer(contenido)

    assert por_nombre_de_zona(contenido)["method"] == "CANCEL"
    assert por_reglas_escritas(contenido).method.value == "CANCEL"
    assert uno["status"] == otro.status.value == "CANCELLED"
    assert uno["uid"] == antes["uid"]
    assert uno["sequence"] > antes["sequence"]


def test_each_change_of_the_appointment_raises_it_and_no_other_does(direccion):
    institucion = InstitucionFactory()
    reunion = ReunionFactory(instituciones=[institucion], by=direccion)

    def guardar(**cambios):
        actual = Reunion.objects.get(pk=reunion.pk)
        for campo, valor in cambios.items():
            setattr(actual, campo, valor)
        actions.programar_reunion(actual, by=direccion, instituciones=[institucion])
        return Reunion.objects.get(pk=reunion.pk).secuencia

    assert guardar() == 0
    assert guardar(asunto="Otro asunto", convoca="La comisión") == 0
    assert guardar(lugar="Otra sala") == 1
    assert guardar(lugar="Otra sala") == 1
    assert guardar(zona="America/Tijuana") == 2
    assert guardar(liga="https://sesion.example/1") == 3
    actual = Reunion.objects.get(pk=reunion.pk)
    actual.inicio += dt.timedelta(hours=1)
    Reunion.objects.guardar_varios([actual], ["inicio"], by=direccion)
    assert Reunion.objects.get(pk=reunion.pk).secuencia == 4


def test_the_screen_that_edits_raises_it(cliente, direccion):
    institucion = InstitucionFactory()
    reunion = ReunionFactory(instituciones=[institucion], by=direccion)
    datos = {campo: getattr(reunion, campo) for campo in ("asunto", "zona", "modalidad", "lugar")}
    datos |= {"tipo": reunion.tipo_id, "instituciones": [institucion.pk], "version": 1}
    url = reverse("crm:reunion_update", args=[reunion.pk])

    response = cliente.post(url, datos | {"inicio": "05/03/2030 10:30"})

    assert response.status_code == 302
    assert Reunion.objects.get(pk=reunion.pk).secuencia == 1
    assert "secuencia" not in ReunionForm.base_fields


HOSTIL = "Junta\r\nATTENDEE:mailto:espia@example.org\r\nEND:VEVENT\n; , \\ «ñandú» 🎉" + "áé🎉" * 40


def test_hostile_text_stays_text(direccion):
    direccion.nombres = 'Ana"\r\nX-MALA:1'
    direccion.guardar(by=None)
    reunion = ReunionFactory(asunto=HOSTIL[:200], lugar=HOSTIL, convoca=HOSTIL[:200], by=direccion)
    correo = 'x@y.mx\r\nX-MALA:1"@example.org'
    AsistenciaFactory(reunion=reunion, contacto=ContactoFactory(correo=correo))

    contenido = invitacion(reunion, ahora=SELLO)

    uno, otro = leer(contenido)
    renglones = contenido.split(b"\r\n")
    assert not [r for r in renglones if r.startswith((b"ATTENDEE", b"X-MALA"))]
    assert contenido.count(b"\r\nEND:VEVENT") == 1
    assert max(len(r) for r in renglones) <= 75
    assert b"\n" not in contenido.replace(b"\r\n", b"")
    assert str(uno["location"]) == otro.location.value == ics.linea(HOSTIL)
    for renglon in renglones:  # no letter is cut by the fold
        renglon.decode()


def test_what_is_not_for_reading_is_left_out():
    assert ics.linea("uno\x00 \x0bdos\u2028tres\ud800") == "uno dos tres"
    assert ics.parrafos("uno\r\ndos\rtres\x85") == "uno\ndos\ntres"


def test_the_seat_s_address_is_the_one_used_and_nobody_is_called_twice(direccion, persona):
    ocupacion = OcupacionFactory(correo="titular@ople.example", contacto__correo="suyo@example.org")
    reunion = ReunionFactory(by=direccion)
    AsistenciaFactory(reunion=reunion, contacto=ocupacion.contacto, puesto=ocupacion.puesto)
    AsistenciaFactory(reunion=reunion, contacto=ContactoFactory(correo="titular@ople.example"))
    AsistenciaFactory(reunion=reunion, contacto=None, integrante=direccion)
    inactiva = persona(Rol.ENLACE_DVOE, is_active=False)
    AsistenciaFactory(reunion=reunion, contacto=None, integrante=inactiva)

    uno, _ = leer(invitacion(reunion, ahora=SELLO))

    assert uno["attendee"] == "mailto:titular@ople.example"


def test_without_an_author_there_is_no_organizer():
    uno, otro = leer(invitacion(ReunionFactory(), ahora=SELLO))

    assert "organizer" not in uno
    assert not hasattr(otro, "organizer")


def test_the_meeting_offers_it(cliente, direccion):
    reunion = ReunionFactory(by=direccion)
    url = reverse("crm:reunion_invitacion", args=[reunion.pk])

    response = cliente.get(url)

    assert url in cliente.get(reverse("crm:reunion_detail", args=[reunion.pk])).content.decode()
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert f'filename="reunion-{reunion.pk}.ics"' in response["Content-Disposition"]
    assert leer(response.getvalue())[0]["status"] == "TENTATIVE"
    Reunion.objects.filter(pk=reunion.pk).update(estado=EstadoReunion.CONVOCADA)
    assert leer(cliente.get(url).getvalue())[0]["status"] == "CONFIRMED"
