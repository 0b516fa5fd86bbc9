"""`manage.py verificar` sees one tampered row of each kind and names it."""

import pytest
from django.core.files.base import ContentFile
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from core.attachments import adjuntar
from core.models.folio import ContadorFolio
from crm.actions.gestiones import registrar_gestion
from crm.enums import MedioGestion, TipoGestion
from crm.models import Gestion, Interaccion, Turno, VersionMinuta
from crm.queries.minutas import huella_minuta
from indicadores.calculations import huella
from indicadores.models import CierreTrimestral
from tests.factories.crm import InstitucionFactory
from tests.factories.indicadores import CierreTrimestralFactory
from tests.factories.seguimiento import InteraccionFactory, VersionMinutaFactory

pytestmark = pytest.mark.django_db


def register(by):
    gestion = Gestion(
        tipo=TipoGestion.OPINION_PERTINENCIA,
        medio=MedioGestion.OFICIO,
        fecha_solicitud=timezone.now(),
        descripcion="Solicitud de prueba",
    )
    return registrar_gestion(gestion, by=by)


@pytest.fixture
def sound(direccion, settings, tmp_path):
    """One record of each kind, all as they should be."""
    settings.MEDIA_ROOT = tmp_path
    gestiones = [register(direccion) for _ in range(3)]
    cierre = CierreTrimestralFactory(by=direccion)
    CierreTrimestral.objects.filter(pk=cierre.pk).update(sha256=huella(cierre.contenido))
    VersionMinutaFactory(
        contenido={"asunto": "Reunión"}, sha256=huella_minuta({"asunto": "Reunión"})
    )
    adjunto = adjuntar(InstitucionFactory(), ContentFile(b"hola", name="nota.txt"), by=direccion)
    InteraccionFactory(by=direccion)
    return gestiones, adjunto


def told(capsys):
    with pytest.raises(CommandError) as failure:
        call_command("verificar")
    assert failure.value.returncode == 1
    return capsys.readouterr().out


def test_all_is_well(sound, capsys):
    call_command("verificar")

    assert "Todo está en orden" in capsys.readouterr().out


def lose_a_folio(gestiones, adjunto):
    Gestion.objects.filter(pk=gestiones[1].pk).update(folio=gestiones[1].folio[:-4] + "0009")


def put_the_counter_back(gestiones, adjunto):
    ContadorFolio.objects.update(ultimo=1)


def change_a_close(gestiones, adjunto):
    CierreTrimestral.objects.update(numerador=7)


def change_minutes(gestiones, adjunto):
    VersionMinuta.objects.update(contenido={"asunto": "Otra"})


def change_a_file(gestiones, adjunto):
    adjunto.archivo.storage.delete(adjunto.archivo.name)
    adjunto.archivo.storage.save(adjunto.archivo.name, ContentFile(b"otra"))


def lose_a_file(gestiones, adjunto):
    adjunto.archivo.storage.delete(adjunto.archivo.name)


def leave_in_nobodys_hands(gestiones, adjunto):
    Turno.objects.filter(gestion=gestiones[2]).update(hasta=timezone.now())


def lose_history(gestiones, adjunto):
    Interaccion.history.all().delete()


def attend_behind_the_scenes(gestiones, adjunto):
    Gestion.objects.filter(pk=gestiones[0].pk).update(fecha_atencion=timezone.now())


@pytest.mark.parametrize(
    ("tamper", "message"),
    [
        (lose_a_folio, "faltan 6: 0002"),
        (put_the_counter_back, "va en 1 y ya existe el 0003"),
        (change_a_close, "no coincide con su huella"),
        (change_minutes, "Minuta"),
        (change_a_file, "nota.txt»: no coincide con su huella"),
        (lose_a_file, "nota.txt»: no está en el almacén"),
        (leave_in_nobodys_hands, "tiene 0 turnos en curso"),
        (lose_history, "de interacción"),
        (attend_behind_the_scenes, "-0001: sus datos no son los de su última versión"),
    ],
)
def test_what_was_tampered_with_is_named(tamper, message, sound, capsys):
    tamper(*sound)

    assert message in told(capsys)


def test_checking_costs_the_same_with_more_rows(sound, direccion):
    with CaptureQueriesContext(connection) as few:
        call_command("verificar")
    for _ in range(5):
        register(direccion)
    with CaptureQueriesContext(connection) as many:
        call_command("verificar")

    assert len(few) == len(many)
