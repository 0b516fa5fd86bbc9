"""The demo's visitors, network and observers add up to what was published (issue 6, acceptance 7)."""

from collections import Counter

import pytest
from django.utils import timezone

from acompanamiento.models import SolicitudVisitante
from acompanamiento.queries.estadistica import estadistica_visitantes
from core.models.folio import siguiente_numero
from cuentas.enums import Rol
from demo import convenios, convocatorias
from demo.equipo import CUENTAS
from observacion.models import Convocatoria, Gafete, IntegranteRed, SolicitudObservacion
from observacion.queries.estadistica import estadistica_observacion
from tests.factories.crm import InstitucionFactory
from tests.factories.cuentas import UsuarioFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def demo():
    for _ in range(9):
        InstitucionFactory(tipo="osc", estatus="activa")
    equipo = {rol: UsuarioFactory(roles=[rol.value]) for rol, *_ in CUENTAS}
    hoy = timezone.localdate()
    convenios.proceso_que_sigue(hoy).guardar(by=equipo[Rol.DIRECCION_DVOE])
    convocatorias.cargar(equipo, hoy=hoy)
    return equipo


def filas(datos, titulo):
    corte = next(c for c in datos.cortes if c.titulo == titulo)
    return {fila.texto: fila for fila in corte.filas}


def test_report_equals_the_published_figures_and_each_leads_to_its_list(demo, entrar):
    convocatoria = Convocatoria.objects.get(clave="visitantes-2024")

    datos = estadistica_visitantes(convocatoria)

    totales = {fila.texto: (fila.valor, fila.porcentaje) for fila in datos.totales}
    assert totales["Solicitudes"] == (1355, "")
    assert totales["Acreditadas"] == (1309, "96.6 %")
    assert totales["Rechazadas"] == (46, "3.4 %")
    por_que = {t: f.valor for t, f in filas(datos, "Por qué se rechazaron").items()}
    incompletas = por_que.pop("Documentación incompleta en el plazo")
    mexicanas = por_que.pop("Nacionalidad mexicana")
    assert (incompletas, sum(por_que.values()), mexicanas) == (42, 2, 2)
    misiones = filas(datos, "Misión u organización")
    mayores = [fila.valor for fila in list(misiones.values())[:4]]
    assert mayores == [120, 100, 94, 76]
    assert sum(f.valor for f in filas(datos, "Continente").values()) == 1355
    cliente = entrar(demo[Rol.DIRECCION_DVOE])
    for corte in datos.cortes:
        for fila in corte.filas[:6]:
            if fila.consulta and fila.valor:
                pagina = cliente.get(f"/visitantes/solicitudes-de-visitantes/?{fila.consulta}")
                assert pagina.context["count"].value == fila.valor, fila


def test_observers_and_network(demo):
    convocatoria = Convocatoria.objects.get(clave="observacion-2024")

    datos = estadistica_observacion(convocatoria)

    assert SolicitudObservacion.objects.acreditadas().count() == 1414
    assert {f.texto: f.valor for f in datos.totales}["Acreditadas"] == 1414
    red = IntegranteRed.objects.activos()
    antes = Counter(red.filter(fecha_alta__lt="2025-12-01").values_list("modalidad", flat=True))
    assert antes == {"individual": 20, "organizacion": 17}
    assert red.filter(fecha_alta__gte="2025-12-01").count() == 8
    assert Gafete.objects.exclude(foto="").count() == convocatorias.CON_FOTO


def test_folios_go_on_where_the_demo_stopped(demo):
    assert siguiente_numero("VE", 2024) == 1356
    assert siguiente_numero("OE", 2024) == 1465
    assert siguiente_numero("CO", 2024) == 1415


def test_an_open_call_has_people_to_review(demo):
    abierta = Convocatoria.objects.abiertas().get()

    esperan = SolicitudVisitante.objects.filter(convocatoria=abierta)

    assert set(esperan.values_list("estado", flat=True)) == {"recibida"}
    assert esperan.count() == len(convocatorias.ESPERAN)
    assert all(len(s.documentos_vigentes()) == 3 for s in esperan)
