"""The tables of the calendar: what they begin with, what they refuse, what they set in motion."""

import datetime as dt
from importlib import import_module

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.migrations.loader import MigrationLoader

from calendario import queries
from calendario.actions import agregar_sugeridos
from calendario.clients import sugerencias
from calendario.models import DiaInhabil, ProcesoElectoral
from calendario.models.mueve_plazos import RECALCULAN
from tests.factories.calendario import DiaInhabilFactory, ProcesoElectoralFactory

pytestmark = pytest.mark.django_db
cargar = import_module("calendario.migrations.0003_calendario_2024").cargar


@pytest.fixture
def vacio():
    for model in (DiaInhabil, ProcesoElectoral):
        model.objects.all().delete()
        model.history.all().delete()


@pytest.fixture
def calendario_2024(vacio):
    """The rows that the migration writes, by the models it sees, on tables with nothing else."""
    antes = ("calendario", "0002_search_indexes")
    nodes = [antes, ("core", "0001_initial")]
    cargar(MigrationLoader(connection).project_state(nodes).apps, None)


def test_begins_with_the_days_of_2024_and_their_provenance(calendario_2024):
    dias = {d.fecha: d for d in DiaInhabil.objects.all()}

    ley = [(1, 1), (2, 5), (3, 18), (5, 1), (9, 16), (10, 1), (11, 18), (12, 25)]
    institucionales = [(3, 28), (3, 29), (11, 1), (11, 2)]
    assert sorted(dias) == sorted(dt.date(2024, *d) for d in [*ley, *institucionales, (6, 2)])
    assert all("[K-alta]" in dias[dt.date(2024, *d)].fuente for d in [*ley, (6, 2)])
    assert all("[K-media]" in dias[dt.date(2024, *d)].fuente for d in institucionales)
    assert dias[dt.date(2024, 6, 2)].tipo == "jornada"


def test_the_process_of_2023_says_what_is_missing(calendario_2024):
    pelo = ProcesoElectoral.objects.get()

    assert (pelo.jornada, pelo.fin) == (dt.date(2024, 6, 2), None)
    assert "Falta capturar el inicio exacto" in pelo.nota
    assert "Falta capturar el fin" in pelo.nota


def test_what_the_migration_wrote_is_searched_and_has_history(calendario_2024, direccion):
    dia = DiaInhabil.objects.visibles_para(direccion).buscar("natalicio juarez").get()

    assert dia.history.get().motivo == dia.motivo
    orden = dia.orden
    dia.refrescar_derivados()
    assert dia.orden == orden


def test_a_date_is_on_the_list_once_among_the_living(direccion):
    dia = DiaInhabilFactory(fecha=dt.date(2030, 5, 10))
    with pytest.raises(IntegrityError), transaction.atomic():
        DiaInhabilFactory(fecha=dt.date(2030, 5, 10))

    dia.eliminar(by=direccion)

    assert DiaInhabilFactory(fecha=dt.date(2030, 5, 10)).pk


@pytest.mark.parametrize(
    ("inicio", "jornada", "fin"),
    [
        ("2030-09-01", "2030-08-31", None),
        ("2030-09-01", "2031-06-01", "2031-05-31"),
    ],
)
def test_a_process_has_its_dates_in_order(inicio, jornada, fin):
    with pytest.raises(IntegrityError), transaction.atomic():
        ProcesoElectoralFactory(inicio=inicio, jornada=jornada, fin=fin)


def test_term_reads_both_tables_in_one_query(vacio, django_assert_num_queries):
    DiaInhabilFactory(fecha=dt.date(2030, 5, 14), motivo="Puente")
    ProcesoElectoralFactory(
        clave="PX", inicio=dt.date(2030, 5, 16), jornada=dt.date(2030, 6, 2), fin=None
    )

    with django_assert_num_queries(1):
        found = queries.plazo(dt.date(2030, 5, 13), 4, "habiles", True)

    # Tue 14 no; Wed 15; from Thu 16 all: 16, 17, 18 (Saturday)
    assert found.fecha == dt.date(2030, 5, 18)
    assert found.saltados == ((dt.date(2030, 5, 14), "Puente"),)
    assert "empieza «PX»" in found.nota


def test_deleted_rows_do_not_count(vacio, direccion):
    DiaInhabilFactory(fecha=dt.date(2030, 5, 14)).eliminar(by=direccion)

    assert queries.plazo(dt.date(2030, 5, 13), 1, "habiles").fecha == dt.date(2030, 5, 14)


def test_rules_read_once_serve_many_terms(vacio, django_assert_num_queries):
    conocidas = queries.reglas()

    with django_assert_num_queries(0):
        found = queries.plazo(dt.date(2030, 5, 13), 1, "habiles", calendario=conocidas)

    assert found.fecha == dt.date(2030, 5, 14)


# What changes, moves terms -----------------------------------------------------------------------


def crear(_, by):
    return DiaInhabilFactory(by=by)


def cambiar(dia, by):
    dia.motivo = "Otro"
    dia.guardar(by=by)


def borrar(dia, by):
    dia.eliminar(by=by)


def en_lote(dia, by):
    DiaInhabil.objects.guardar_varios([dia], ["motivo"], by=by)


def importar(_, by):
    DiaInhabil.objects.crear_varios([DiaInhabilFactory.build()], by=by)


def proceso(_, by):
    ProcesoElectoralFactory(by=by)


@pytest.mark.parametrize("puerta", [crear, cambiar, borrar, en_lote, importar, proceso])
def test_every_door_asks_for_terms_to_be_computed_again(puerta, direccion, monkeypatch):
    dia = DiaInhabilFactory()
    asked = []
    monkeypatch.setattr("calendario.models.mueve_plazos.enqueue", asked.append)

    puerta(dia, direccion)

    assert asked == list(RECALCULAN)


# Suggestions -------------------------------------------------------------------------------------


def test_library_agrees_with_the_law_on_2024():
    assert [f"{s.fecha:%m-%d}" for s in sugerencias(2024)] == [
        "01-01", "02-05", "03-18", "05-01", "09-16", "10-01", "11-18", "12-25",
    ]  # fmt: skip


def test_only_chosen_suggestions_are_written(vacio, direccion):
    elegidas = [dt.date(2031, 1, 1), dt.date(2031, 12, 25), dt.date(2031, 12, 24)]

    agregar_sugeridos(2031, elegidas, by=direccion)

    found = list(DiaInhabil.objects.order_by("fecha"))
    assert [d.fecha for d in found] == elegidas[:2]
    assert all(d.fuente.startswith("Sugerido por la biblioteca holidays") for d in found)
    assert found[0].creado_por == direccion


def test_suggestions_do_not_touch_what_the_office_wrote(vacio, direccion):
    propio = DiaInhabilFactory(fecha=dt.date(2031, 1, 1), motivo="Según acuerdo JA001")

    assert agregar_sugeridos(2031, [propio.fecha], by=direccion) == []
    assert DiaInhabil.objects.get().motivo == "Según acuerdo JA001"
