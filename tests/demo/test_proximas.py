"""What the demo leaves to come: meetings after the day it is loaded, with what was left open."""

import datetime as dt

import pytest
from django.utils import timezone

from crm.enums import EstadoReunion
from crm.models import Compromiso, PuntoAgenda, Reunion
from crm.queries.agenda import compromisos_por_revisar, puntos_sin_tratar
from demo import proximas
from tests.factories.crm import InstitucionFactory
from tests.factories.seguimiento import TipoReunionFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("dias", range(7))
def test_meetings_to_come_carry_over_what_was_left_open(direccion, dias):
    hoy = timezone.localdate() + dt.timedelta(days=dias)
    for _hace, _faltan, _tipo, clase, _asunto in proximas.CITAS:
        InstitucionFactory(tipo=clase, estatus="activa")
    tipos = {tipo: TipoReunionFactory(nombre=tipo) for _h, _f, tipo, _c, _a in proximas.CITAS}

    proximas.programar(tipos, hoy=hoy, by=direccion)

    por_venir = list(Reunion.objects.por_celebrar().order_by("inicio"))
    assert len(por_venir) == len(proximas.CITAS)
    assert all(timezone.localdate(r.inicio) > hoy for r in por_venir)
    assert {timezone.localdate(r.inicio).weekday() for r in Reunion.objects.all()} <= set(range(5))
    llamada, *otras = por_venir
    assert llamada.estado == EstadoReunion.CONVOCADA
    llevados = PuntoAgenda.objects.filter(reunion=llamada)
    assert llevados.exclude(compromiso=None).count() == 2
    assert llevados.exclude(viene_de=None).count() == 1
    for reunion in otras:
        mios = reunion.instituciones.get().pk
        assert {c.institucion_id for c in compromisos_por_revisar(reunion)} == {mios}
        assert len(compromisos_por_revisar(reunion)) == 2
        assert len(puntos_sin_tratar(reunion)) == 1
    assert Compromiso.objects.abiertos().filter(fecha_limite__lt=hoy).count() == 5
