"""The demo's instruments add up to what was published, and show each kind of case."""

import datetime as dt
from collections import Counter

import pytest
from django.db.models import Count
from django.utils import timezone

from convenios.enums import EN_TRAMITE
from convenios.models import Convenio, ParteConvenio
from convenios.queries.informe import vencidos, vigentes
from convenios.queries.registro import nombres_por_identificar
from convenios.queries.reloj import limite_de_etapa
from crm.enums import TipoInstitucion
from cuentas.actions import cargar_areas
from cuentas.enums import Rol
from demo import convenios, tramite
from demo.equipo import CUENTAS
from tests.factories.crm import InstitucionFactory
from tests.factories.cuentas import UsuarioFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def equipo():
    cargar_areas(by=None)
    for tipo in TipoInstitucion:
        for _ in range(4):
            InstitucionFactory(tipo=tipo, estatus="activa")
    InstitucionFactory(nombre=convenios.INE, tipo="organismo_electoral", estatus="activa")
    InstitucionFactory(nombre=convenios.UNAM, tipo="academica", estatus="activa")
    for _etapa, nombre, *_ in tramite.CASOS:
        InstitucionFactory(nombre=nombre, tipo="gubernamental", estatus="activa")
    return {rol: UsuarioFactory(roles=[rol.value]) for rol, *_ in CUENTAS}


def test_totals_are_those_published(equipo):
    hoy = timezone.localdate()

    convenios.cargar(equipo, hoy=hoy)
    tramite.cargar(equipo, hoy=hoy)

    firmados = Convenio.objects.alguna_vez_suscritos()
    assert firmados.count() == 853
    assert firmados.filter(estado="concluido").count() == 731
    assert Convenio.objects.filter(vigentes(hoy)).count() == 122
    assert Convenio.objects.en_tramite().count() == 7
    assert not Convenio.objects.filter(vencidos(hoy)).exists()
    por_anio = Counter(dia.year for dia in firmados.values_list("fecha_suscripcion", flat=True))
    assert por_anio.most_common(1) == [(2013, 60)]
    assert (min(por_anio), por_anio[2025]) == (1999, 22)
    assert all(convenios.MARCA in nombre for nombre in todos("denominacion"))
    assert Counter(todos("es_historico")) == {True: 853, False: 7}


def todos(campo):
    return Convenio.objects.values_list(campo, flat=True)


def test_in_force_by_kind_counts_one_of_them_twice(equipo):
    hoy = timezone.localdate()
    convenios.cargar(equipo, hoy=hoy)

    por_tipo = Counter()
    for categorias in Convenio.objects.filter(vigentes(hoy)).values_list("categorias", flat=True):
        por_tipo.update(categorias.split())
    assert por_tipo == {
        "gubernamental": 45,
        "organismo_electoral": 31,
        "organismo_internacional": 19,
        "academica": 13,
        "osc": 11,
        "privada": 4,
    }
    dobles = Convenio.objects.filter(vigentes(hoy), categorias="academica gubernamental")
    assert dobles.count() == sum(por_tipo.values()) - 122 == 1


def test_each_kind_of_validity_is_there(equipo):
    hoy = timezone.localdate()
    convenios.cargar(equipo, hoy=hoy)

    en_vigor = Convenio.objects.filter(vigentes(hoy))
    renovado = en_vigor.get(renovacion="automatica")
    assert renovado.fecha_fin < hoy
    assert renovado.vigencia == "vigente"
    assert renovado.limite_de_aviso >= hoy
    tipos = Counter(en_vigor.values_list("tipo_vigencia", flat=True))
    assert tipos["indefinida"] >= 1
    assert tipos["por_condicion"] >= 1
    assert tipos["por_proceso_electoral"] == 3
    assert en_vigor.filter(fin_ultimo__lte=hoy + dt.timedelta(days=90)).exists()
    adenda = Convenio.objects.get(tipo="adenda")
    assert [adenda.padre.tipo, adenda.padre.padre.tipo] == [
        "anexo_tecnico",
        "convenio_general_coordinacion",
    ]
    assert adenda.padre.compromisos.count() == 3
    unam = ParteConvenio.objects.get(a_traves_de="FES Aragón")
    assert unam.institucion.nombre == convenios.UNAM


def test_some_names_of_the_register_wait_to_be_identified(equipo):
    convenios.cargar(equipo, hoy=timezone.localdate())

    filas = nombres_por_identificar(equipo[Rol.DIRECCION_DVOE])
    assert {fila["denominacion"]: fila["cuantos"] for fila in filas} == dict.fromkeys(
        convenios.SIN_IDENTIFICAR, 3
    )
    dudosos = Convenio.objects.filter(partes__rol="contraparte", partes__institucion=None)
    assert set(dudosos.values_list("estado", flat=True)) == {"concluido"}


def test_there_is_one_in_process_at_each_stage(equipo):
    hoy = timezone.localdate()

    tramite.cargar(equipo, hoy=hoy)

    por_etapa = Convenio.objects.values("estado").annotate(n=Count("pk"))
    assert {fila["estado"]: fila["n"] for fila in por_etapa} == dict.fromkeys(EN_TRAMITE, 1)
    de = {convenio.estado: convenio for convenio in Convenio.objects.all()}
    assert (hoy - de["negociacion"].turno_desde).days == 96
    pendientes = de["opinion_pertinencia"].observaciones.filter(estado="pendiente")
    assert pendientes.count() == 2
    assert de["aprobacion"].organo_aprobador.siglas == "CG"
    firma = de["firma"]
    assert firma.versiones.count() == 2
    assert firma.validaciones.count() == 2
    assert firma.partes.exclude(firma_fecha=None).count() == 1
    for convenio in de.values():
        dias = [timezone.localdate(paso.en) for paso in convenio.pasos.order_by("pk")]
        assert dias == sorted(dias)
        assert dias[0] == convenio.fecha_solicitud
        turno = convenio.turnos.en_curso().get()
        assert (turno.desde, turno.desde) == (convenio.turno_desde, convenio.etapa_desde)
        assert convenio.etapa_limite == limite_de_etapa(convenio)
    assert de["validacion_juridica"].etapa_limite > de["validacion_juridica"].etapa_desde


@pytest.mark.parametrize(
    ("hoy", "proceso"),
    [
        (dt.date(2024, 6, 2), "PELO 2023-2024"),
        (dt.date(2024, 6, 3), "PELO 2026-2027"),
        (dt.date(2026, 11, 21), "PELO 2026-2027"),
    ],
)
def test_process_is_the_one_to_come(hoy, proceso):
    que_sigue = convenios.proceso_que_sigue(hoy)

    assert que_sigue.clave == proceso
    assert que_sigue.jornada.weekday() == 6


def test_years_add_up():
    firmados, siguen = map(sum, zip(*convenios.POR_ANIO.values(), strict=True))

    assert (firmados, siguen, sum(convenios.VIGENTES_POR_TIPO.values())) == (853, 122, 122)
