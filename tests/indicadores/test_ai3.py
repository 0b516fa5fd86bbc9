"""AI 3 from the records: figures equal lists, closed quarters stay, changes become adjustments."""

import datetime as dt
import re

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.utils import timezone

from calendario.calculations import acumulado, trimestre
from crm.enums import EstadoGestion, TipoEvidencia
from crm.models import Gestion
from indicadores import actions
from indicadores.calculations import Conteos, huella, razon_de
from indicadores.enums import Metodo
from indicadores.models import CierreTrimestral, Indicador
from indicadores.queries.ai3 import (
    TODOS,
    acumulada,
    contar,
    conteos,
    gestiones_de,
    tramos,
    universo,
)
from programa.actions import cargar_programa
from programa.models import AccionPOA, LineaAccion
from tests.factories.seguimiento import EvidenciaFactory, GestionFactory
from tests.indicadores.cuarenta import A_MANO, GRUPOS, local

pytestmark = pytest.mark.django_db


@pytest.fixture
def ai3():
    cargar_programa(by=None)
    actions.cargar_mir(by=None)
    return Indicador.objects.get(clave="AI3")


@pytest.fixture
def cuarenta():
    original = GestionFactory(
        fecha_solicitud=local("2010-01-01 10:00"),
        fecha_atencion=local("2010-01-02 10:00"),
        estado=EstadoGestion.ATENDIDA,
    )
    for cuantas, solicitada, atendida, estado in GRUPOS:
        for _ in range(cuantas):
            GestionFactory(
                fecha_solicitud=local(solicitada),
                fecha_atencion=atendida and local(atendida),
                estado=estado,
                original=original if estado == EstadoGestion.DUPLICADA else None,
            )


def test_the_programme_is_loaded_literally_and_once(ai3):
    assert actions.cargar_mir(by=None) == 0
    assert cargar_programa(by=None) == 0
    assert AccionPOA.objects.count() == 26
    assert LineaAccion.objects.count() == 25
    assert Indicador.objects.count() == 7
    textos = AccionPOA.objects.filter(clave__in=["AI1.5", "AI2.6"]).values("texto").distinct()
    assert textos.count() == 1  # two actions share their text: the key is activity and number


@pytest.mark.parametrize(("periodo", "corte", "esperado"), A_MANO)
def test_database_equals_the_hand_and_each_figure_its_list(ai3, cuarenta, periodo, corte, esperado):
    span, cut = trimestre(*periodo), local(corte)

    counts = conteos(ai3, span, cut)

    assert counts == Conteos(*esperado)
    for name in Conteos.__dataclass_fields__:
        assert gestiones_de(ai3, span, cut, name).count() == getattr(counts, name)


def test_answered_without_attention_counts_only_if_the_sheet_says_so(ai3, cuarenta):
    ai3.cuenta_con_respuesta = False

    counts = conteos(ai3, trimestre(2024, 1), local("2024-04-10 12:00"))

    assert (counts.atendidas_de_ellas, counts.solicitadas) == (15, 24)


def cerrar(ai3, by):
    return actions.cerrar_trimestre(
        ai3, anio=2024, numero=1, by=by, corte=local("2024-04-10 12:00")
    )


def test_closed_quarter_stays_and_late_changes_are_adjustments(ai3, cuarenta, direccion):
    cierre = cerrar(ai3, direccion)
    pendiente = Gestion.objects.filter(fecha_solicitud=local("2024-03-31 23:30")).first()
    pendiente.estado = EstadoGestion.ATENDIDA
    pendiente.fecha_atencion = local("2024-05-02 10:00")
    pendiente.guardar(by=direccion)
    tardia = GestionFactory(fecha_solicitud=local("2024-03-10 10:00"))

    changed = {d["folio"] for d in actions.por_registrar(cierre)}
    ajustes = actions.registrar_ajustes(cierre, by=direccion, motivo="Captura tardía")

    assert {pendiente.folio, tardia.folio} <= changed
    assert {a.folio for a in ajustes} == changed
    assert actions.por_registrar(cierre) == []
    cierre.refresh_from_db()
    assert (cierre.numerador, cierre.denominador) == (18, 24)
    assert cierre.esta_integro


def test_closing_twice_or_early_is_refused(ai3, cuarenta, direccion):
    cerrar(ai3, direccion)

    with pytest.raises(ValidationError, match="ya se cerró"):
        cerrar(ai3, direccion)
    actual = timezone.localdate()
    numero = (actual.month + 2) // 3
    with pytest.raises(ValidationError, match="todavía no termina"):
        actions.cerrar_trimestre(ai3, anio=actual.year, numero=numero, by=direccion)


def test_tampering_with_a_close_is_seen(ai3, cuarenta, direccion):
    cierre = cerrar(ai3, direccion)
    folio = next(iter(cierre.instantanea))

    CierreTrimestral.objects.filter(pk=cierre.pk).update(
        instantanea={k: v for k, v in cierre.instantanea.items() if k != folio}
    )

    cierre.refresh_from_db()
    assert not cierre.esta_integro


def test_an_adjustment_needs_its_reason(ai3, cuarenta, direccion):
    cierre = cerrar(ai3, direccion)

    with pytest.raises(ValidationError, match="motivo"):
        actions.registrar_ajustes(cierre, by=direccion, motivo=" ")


def test_close_uses_one_aggregate(ai3, cuarenta, django_assert_num_queries):
    with django_assert_num_queries(1):
        conteos(ai3, trimestre(2024, 1), dt.datetime.now(tz=dt.UTC))


@pytest.mark.parametrize("con_respuesta", [True, False])
@pytest.mark.parametrize("corte", ["2024-02-15 12:00", "2024-04-03 12:00", "2024-12-01 12:00"])
def test_what_is_read_in_stretches_equals_the_rule_of_each_count(
    ai3,
    cuarenta,
    con_respuesta,
    corte,
):
    ai3.cuenta_con_respuesta, cut = con_respuesta, local(corte)

    for anio, numero in ((2023, 4), (2024, 1), (2024, 2), (2025, 1)):
        span = trimestre(anio, numero)
        counts = contar(ai3, span, cut)
        assert counts == {name: gestiones_de(ai3, span, cut, name).count() for name in TODOS}
        for metodo in Metodo:
            year = razon_de(contar(ai3, acumulado(anio, numero), cut), metodo)
            known = {"del_trimestre": counts, "metodo": metodo}
            assert acumulada(ai3, anio, numero, cut, **known) == year


@pytest.mark.skipif(connection.vendor != "sqlite", reason="forty rows: PostgreSQL reads them all")
def test_the_figures_read_only_the_indexes(ai3, cuarenta):
    """Every stretch is found in an index that holds all it needs, before any statistics."""
    for tramo, _counts in tramos(ai3, trimestre(2024, 1), local("2024-04-10 12:00")):
        plan = universo(ai3).filter(tramo).order_by().values("fecha_solicitud").explain()

        assert re.search(r"COVERING INDEX crm_gestion_(solicitud|atencion)", plan)


def test_only_what_was_written_since_the_close_is_compared(ai3, cuarenta, direccion):
    cierre = actions.cerrar_trimestre(ai3, anio=2024, numero=1, by=direccion)
    pendientes = Gestion.objects.filter(fecha_solicitud=local("2024-03-31 23:30"))
    atendida, detras = pendientes
    values = {"estado": EstadoGestion.ATENDIDA, "fecha_atencion": local("2024-05-02 10:00")}

    assert actions.por_registrar(cierre) == []
    Gestion.objects.filter(pk=detras.pk).update(**values)  # behind the history: for `verificar`
    for name, value in values.items():
        setattr(atendida, name, value)
    atendida.guardar(by=direccion)

    assert [d["folio"] for d in actions.por_registrar(cierre)] == [atendida.folio]
    ai3.guardar(by=direccion)  # the sheet may now say something else: all are compared
    cierre.indicador.refresh_from_db()
    folios = {d["folio"] for d in actions.por_registrar(cierre)}
    assert folios == {atendida.folio, detras.folio}


def test_a_close_keeps_what_each_one_was_that_day(ai3, direccion):
    gestion = GestionFactory(
        fecha_solicitud=local("2024-02-01 23:30"),
        fecha_atencion=local("2024-02-20 10:15"),
        estado=EstadoGestion.ATENDIDA,
    )
    EvidenciaFactory(gestion=gestion, tipo=TipoEvidencia.ATENCION, referencia="OF/7/2024")

    cierre = cerrar(ai3, direccion)

    cierre.refresh_from_db()
    assert cierre.instantanea[gestion.folio] == {
        "cuenta_en": ["atendidas_de_ellas", "atendidas_en_periodo", "solicitadas"],
        "tipo": gestion.tipo,
        "contrapartes": gestion.contrapartes,
        "estado": "atendida",
        "con_respuesta": False,
        "evidencia_solicitud": "",
        "evidencia_atencion": "OF/7/2024",
        "fecha_solicitud": "2024-02-02T05:30:00+00:00",
        "fecha_atencion": "2024-02-20T16:15:00+00:00",
    }
    assert cierre.esta_integro
    cierre.instantanea[gestion.folio]["evidencia_atencion"] = "OF/8/2024"
    assert not cierre.esta_integro


def test_a_close_that_kept_only_counts_still_verifies_and_compares(ai3, cuarenta, direccion):
    cierre = cerrar(ai3, direccion)
    cierre.instantanea = cierre.cuentas
    cierre.sha256 = huella(cierre.contenido)
    cierre.guardar(by=direccion)

    cierre.refresh_from_db()

    assert (cierre.retrata, cierre.esta_integro) == (False, True)
    assert len(actions.por_registrar(cierre)) == 3  # group F, attended after the cut
