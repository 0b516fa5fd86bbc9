"""Our own bulk insertion stores what Django's would, and is refused where Django's would."""

import datetime as dt

import pytest
from django.db import DataError, IntegrityError, connection, transaction

from core.models import Lote, Palabra, RenglonImportacion
from core.models.insercion import TROZO, insertar
from crm.models import Institucion

pytestmark = pytest.mark.django_db


def hechas():
    """Nulls and dates in one column, marks that SQL reads, and a column all alike."""
    return [
        Institucion(
            nombre=f"Centro «{numero}» 100% d'Águila \\ %s",
            tipo="academica",
            pais="MX" if numero % 2 else "FR",
            vigente_desde=dt.date(2020, 1, numero) if numero != 2 else None,
            orden=str(numero),
        )
        for numero in (1, 2, 3)
    ]


def guardadas():
    campos = [c.attname for c in Institucion._meta.concrete_fields if not c.primary_key]
    sin_instantes = [c for c in campos if c not in {"creado_en", "actualizado_en"}]
    return list(Institucion.objects.order_by("orden").values(*sin_instantes))


def test_the_rows_are_those_of_bulk_create():
    objs = insertar(Institucion, hechas())
    nuestras = guardadas()
    en_orden = list(Institucion.objects.order_by("orden").values_list("pk", flat=True))
    Institucion.objects.all().delete()
    Institucion.objects.bulk_create(hechas())

    assert nuestras == guardadas()
    assert [obj.pk for obj in objs] == en_orden
    assert not any(obj._state.adding for obj in objs)


def test_what_is_inserted_can_be_saved_again():
    [obj] = insertar(Institucion, hechas()[:1])
    obj.siglas = "CA"
    obj.save()

    assert Institucion.objects.get().siglas == "CA"


@pytest.mark.parametrize("cuantas", [0, 1, 2, TROZO + 1])
def test_any_number_of_rows_even_all_alike(cuantas):
    ahora = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
    comun = {"modelo": "crm.institucion", "estado": "borrador", "creado_en": ahora}
    objs = [Lote(**comun) for _ in range(cuantas)]
    insertar(Lote, objs)

    assert len({obj.pk for obj in objs}) == Lote.objects.count() == cuantas


def test_json_comes_back_as_it_went():
    lote = Lote.objects.create(modelo="crm.institucion", estado="borrador")
    celdas = [["uno", 'dos "comillas"', "ñ"], [1, True, None], [True, 1, {"a": "\\"}], []]
    insertar(
        RenglonImportacion,
        [RenglonImportacion(lote=lote, numero=n, original=c) for n, c in enumerate(celdas)],
    )

    leidas = list(lote.renglones.values_list("original", flat=True))
    assert list(map(repr, leidas)) == list(map(repr, celdas))


def test_the_constraints_refuse_it_as_ever():
    malas = hechas()
    malas[1].vigente_desde, malas[1].vigente_hasta = dt.date(2020, 2, 2), dt.date(2020, 2, 1)

    with pytest.raises(IntegrityError), transaction.atomic():
        insertar(Institucion, malas)
    assert not Institucion.objects.exists()


@pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite has no lengths")
def test_a_long_text_is_refused_and_never_cut():
    largas = hechas()
    largas[0].nombre = "a" * 301

    with pytest.raises(DataError), transaction.atomic():
        insertar(Institucion, largas)


def test_repeated_rows_are_left_out_when_asked():
    Palabra.objects.create(modelo="crm.prueba", texto="ateneo")
    insertar(
        Palabra,
        [Palabra(modelo="crm.prueba", texto=t) for t in ("ateneo", "casa", "casa")],
        repetidas=True,
    )

    propias = Palabra.objects.filter(modelo="crm.prueba")
    assert sorted(propias.values_list("texto", flat=True)) == ["ateneo", "casa"]
