"""Pages, counts, columns, chips, history and dated values: the small pieces of the lists."""

import datetime as dt

import pytest
from django.core.exceptions import FieldDoesNotExist
from django.http import QueryDict

from core.columns import fact, resolve
from core.filters import chips
from core.history import entries
from core.pagination import Count, Page, count_rows, fetch, positive
from core.parameters import parametro
from crm.models import Etiqueta, Institucion, Ocupacion
from crm.views.declaraciones import InstitucionCrud
from tests.factories.core import ParametroFactory
from tests.factories.crm import EtiquetaFactory, InstitucionFactory, SubtipoFactory

pytestmark = pytest.mark.django_db


# --------------------------------------------------------------------------------------- pages


@pytest.mark.parametrize(
    ("text", "value"),
    [("3", 3), (None, 1), ("", 1), ("0", 1), ("-2", 1), ("²", 1), ("٣", 1), ("9" * 9, 1)],
)
def test_number_of_page_is_tolerant(text, value):
    assert positive(text, 1) == value


def test_size_of_page_is_one_of_the_offered():
    assert (positive("50", 25, (25, 50)), positive("30", 25, (25, 50))) == (50, 25)


def test_page_knows_whether_another_follows():
    first, last = fetch(list(range(5)), 1, 2), fetch(list(range(5)), 3, 2)

    assert (first.rows, first.has_next, first.has_previous) == ([0, 1], True, False)
    assert (first.start_index, first.end_index, first.next_page_number) == (1, 2, 2)
    assert (last.rows, last.has_next, last.previous_page_number) == ([4], False, 2)
    assert Page(1, 25, [], has_next=False).start_index == 0


def test_count_is_exact_up_to_the_cap(monkeypatch):
    for _ in range(3):
        EtiquetaFactory()
    monkeypatch.setattr("core.pagination.CAP", 2)

    capped = count_rows(Etiqueta.objects.all())

    assert (capped.value, capped.exact) == (2, False)
    assert count_rows(Etiqueta.objects.all(), exact=True) == Count(3, exact=True)
    assert (Count(1234, exact=True).text, capped.text) == ("1,234", "más de 2")


def test_list_says_the_exact_count_when_asked(cliente, monkeypatch):
    monkeypatch.setattr("core.pagination.CAP", 1)
    EtiquetaFactory()
    EtiquetaFactory()

    page = cliente.get("/crm/etiquetas/", {"exacto": 1}).content.decode()

    assert 'id="conteo">2<' in page


# ------------------------------------------------------------------------------------- columns


def test_relation_shows_the_name_and_sorts_by_its_key():
    column = resolve(Institucion, "responsable")

    assert (column.path, column.kind) == ("responsable__nombre_completo", "person")
    assert (column.sort, column.label) == ("responsable__orden", "A cargo de")


def test_path_through_relations_is_followed():
    column = resolve(Ocupacion, "puesto__institucion")

    assert column.path == "puesto__institucion__nombre"
    assert column.sort == "puesto__institucion__orden"


def test_name_that_is_not_there_fails_at_once():
    with pytest.raises(FieldDoesNotExist):
        resolve(Institucion, "nada")


@pytest.mark.parametrize(
    ("name", "value", "kind", "shown"),
    [
        ("tipo", "osc", "chip", "Sociedad civil"),
        ("pais", "MX", "country", "México"),
        ("pais", "ZZ", "country", "ZZ"),
        ("siglas", "", "empty", ""),
        ("vigente_desde", dt.date(2020, 1, 2), "date", dt.date(2020, 1, 2)),
        ("correo_institucional", "a@b.mx", "email", "a@b.mx"),
    ],
)
def test_cell_reads_like_a_person(name, value, kind, shown):
    cell = resolve(Institucion, name).cell(value)

    assert (cell["kind"], cell["value"]) == (kind, shown)


def test_fact_of_many_lists_their_names():
    obj, tag = InstitucionFactory(), EtiquetaFactory(nombre="Prioritaria")
    empty = fact(obj, "etiquetas")
    obj.etiquetas.add(tag)

    assert empty["kind"] == "empty"
    assert (fact(obj, "etiquetas")["kind"], fact(obj, "etiquetas")["value"]) == (
        "tags",
        ["Prioritaria"],
    )


# --------------------------------------------------------------------------------------- chips


def test_chips_say_each_filter_and_how_to_remove_it(rf, direccion):
    subtipo = SubtipoFactory(nombre="Alcaldía")
    query = f"q=norte&tipo=osc&tipo=privada&pais=MX&subtipo={subtipo.pk}&falta=sin_correo&pagina=3"
    request = rf.get(f"/?{query}")
    request.user = direccion
    filterset = InstitucionCrud.filterset_class(
        request.GET, queryset=Institucion.objects.visibles_para(direccion), request=request
    )

    found = chips(filterset, QueryDict(query))

    texts = [chip["text"] for chip in found]
    assert texts[0] == "Contiene «norte»"
    assert "Tipo: Sociedad civil, Privada" in texts
    assert "País: México" in texts
    assert "Subtipo: Alcaldía" in texts
    assert not any("pagina" in chip["remove_url"] for chip in found)
    assert "q=" not in found[0]["remove_url"]


def test_wrong_filter_shows_nothing_of_others(rf, direccion):
    InstitucionFactory(tipo="osc")
    request = rf.get("/?tipo=nada")
    request.user = direccion
    filterset = InstitucionCrud.filterset_class(
        request.GET, queryset=Institucion.objects.visibles_para(direccion), request=request
    )

    assert chips(filterset, request.GET) == []


# ------------------------------------------------------------------------------------- history


def test_history_tells_who_what_and_why(direccion):
    subtipo = SubtipoFactory(nombre="Alcaldía")
    obj = InstitucionFactory(tipo="osc", by=direccion)
    obj.tipo, obj.subtipo, obj.pais = "privada", subtipo, "FR"
    obj.guardar(by=direccion, motivo="Estaba mal")
    obj.eliminar(by=direccion)
    obj.restaurar(by=None)

    told = entries(obj)

    assert [e["tipo"] for e in told] == ["Restauración", "Baja", "Cambio", "Registro"]
    change = next(e for e in told if e["motivo"] == "Estaba mal")
    assert change["quien"] == direccion.nombre_completo
    changes = {c["campo"]: (c["antes"], c["despues"]) for c in change["cambios"]}
    assert changes["Tipo"] == ("Sociedad civil", "Privada")
    assert changes["Subtipo"] == ("", "Alcaldía")
    assert changes["País"] == ("México", "Francia")


def test_history_hides_what_is_reserved(direccion):
    obj = InstitucionFactory(by=direccion)
    obj.notas = "Secreto"
    obj.guardar(by=direccion)

    told = entries(obj, hidden=frozenset({"notas"}))

    assert "Secreto" not in str(told)


# -------------------------------------------------------------------------------------- dated


def test_value_in_force_is_that_of_the_day():
    ParametroFactory(clave="plazo", valor=5, desde="2024-01-01")
    ParametroFactory(clave="plazo", valor=8, desde="2025-01-01")

    found = [parametro("plazo", al=dt.date(year, 6, 1)) for year in (2023, 2024, 2025)]

    assert found == [None, 5, 8]
    assert (parametro("plazo"), parametro("otro", por_omision=3)) == (8, 3)
