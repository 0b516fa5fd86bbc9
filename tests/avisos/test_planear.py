"""Writing down what is owed: as many queries for two records as for many."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from avisos.actions import planear
from avisos.enums import Destino
from avisos.models import Aviso, ReglaAviso
from avisos.queries import fuentes
from crm.enums import EnManosDe, EstadoReunion, TipoFecha
from tests.avisos.conftest import LIMITE, el
from tests.factories.cuentas import AreaFactory, UsuarioFactory
from tests.factories.seguimiento import (
    AsistenciaFactory,
    CompromisoFactory,
    GestionFactory,
    ReunionFactory,
)

pytestmark = pytest.mark.django_db


def compromiso_de_area():
    return CompromisoFactory(
        area=UsuarioFactory(area=AreaFactory()).area, tipo_fecha=TipoFecha.FIJA, fecha_limite=LIMITE
    )


def gestion_turnada():
    gestion = GestionFactory(
        fecha_limite=LIMITE, fecha_solicitud=el(1), fecha_registro=el(1), descripcion="Oficio"
    )
    area = UsuarioFactory(area=AreaFactory()).area
    gestion.turnos.update(en_manos_de=EnManosDe.AREA, area=area)
    return gestion


def reunion_con_gente():
    quien = UsuarioFactory(area=AreaFactory())
    reunion = ReunionFactory(by=quien, inicio=el(10, 12))
    AsistenciaFactory(reunion=reunion, contacto=None, integrante=quien)
    return reunion


def minuta_pendiente():
    return ReunionFactory(
        by=UsuarioFactory(area=AreaFactory()),
        inicio=timezone.now() - dt.timedelta(days=9),
        estado=EstadoReunion.CELEBRADA,
    )


CASOS = {
    "crm-compromiso-7": (compromiso_de_area, el(3, 9)),
    "crm-gestion-5": (gestion_turnada, el(5, 9)),
    "crm-reunion-1": (reunion_con_gente, el(9, 9)),
    "crm-minuta-3": (minuta_pendiente, timezone.now()),
}


def consultas(work):
    with CaptureQueriesContext(connection) as hechas:
        work()
    return [hecha["sql"] for hecha in hechas]


@pytest.mark.parametrize("destino", [Destino.RESPONSABLE, Destino.AREA])
@pytest.mark.parametrize("clave", CASOS)
def test_planning_asks_the_same_for_many_people_of_many_areas(clave, destino, solo):
    crear, cuando = CASOS[clave]
    solo(clave)
    ReglaAviso.objects.filter(clave=clave).update(destino=destino)
    fuente = fuentes()[ReglaAviso.objects.get(clave=clave).fuente]
    crear()
    pocas = consultas(lambda: planear(fuente, cuando, cuando))
    for _ in range(5):
        crear()

    muchas = consultas(lambda: planear(fuente, cuando, cuando))

    assert Aviso.objects.filter(canal="app").values("destinatario").distinct().count() == 6
    assert len(muchas) == len(pocas)
