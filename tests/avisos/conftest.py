"""A commitment with a date and somebody in charge, and the round of a given day."""

import datetime as dt

import pytest
from django.utils import timezone

from avisos.actions import tocar
from avisos.models import Latido, ReglaAviso
from crm.enums import TipoFecha
from cuentas.enums import Rol
from tests.factories.seguimiento import CompromisoFactory

LIMITE = dt.date(2024, 5, 10)


def el(dia, hora=8, minuto=0, mes=5):
    """An instant of 2024 in the zone of the office."""
    return dt.datetime(2024, mes, dia, hora, minuto, tzinfo=timezone.get_default_timezone())


@pytest.fixture
def quien(persona):
    return persona(Rol.ENLACE_DVOE)


@pytest.fixture
def compromiso(quien):
    return CompromisoFactory(
        responsable=quien, tipo_fecha=TipoFecha.FIJA, fecha_limite=LIMITE, texto="Enviar el acta"
    )


@pytest.fixture
def solo(db):
    """Only these rules stay in use."""

    def keep(*claves):
        ReglaAviso.objects.exclude(clave__in=claves).update(activa=False)
        ReglaAviso.objects.filter(clave__in=claves).update(activa=True)

    return keep


@pytest.fixture
def vuelta(db):
    """A round at an instant, the alarm clock having rung a minute before unless said."""

    def ring(cuando, anterior=None):
        antes = anterior or cuando - dt.timedelta(minutes=1)
        Latido.objects.update_or_create(pk=1, defaults={"tocado_en": antes})
        return tocar(cuando)

    return ring
