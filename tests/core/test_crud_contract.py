"""What every entity promises to whoever reads it. A new entity brings a factory and nothing else."""

import csv
import io
import re

import openpyxl
import pytest
from django.db import connection, models
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from core.crud import ROUTES
from tests import entities, pages
from tests.entities import CRUDS, with_operation
from tests.factories.cuentas import UsuarioFactory

pytestmark = pytest.mark.django_db

FEW, MANY = 2, 50
ON_AN_OBJECT = [op for op, (route, _view, _verb) in ROUTES.items() if "pk" in route]
FORMULA = '=HYPERLINK("http://x.invalid","ver")'


def of_each(cruds):
    return pytest.mark.parametrize("crud", cruds, ids=[c.label for c in cruds])


def operations(*names):
    """Every declared operation of every entity."""
    cases = [(c, op) for c in CRUDS for op in c.operations if not names or op in names]
    ids = [f"{c.label}_{op}" for c, op in cases]
    return pytest.mark.parametrize(("crud", "operation"), cases, ids=ids)


def queries(client, url, method="get", data=None):
    """The statements that one request costs, once everything is warm."""
    pages.body(getattr(client, method)(url, data))
    with CaptureQueriesContext(connection) as seen:
        response = getattr(client, method)(url, data)
        assert response.status_code == 200, f"{url}: {response.status_code}"
        pages.body(response)
    return [q["sql"] for q in seen]


def assert_same_cost(few, many):
    extra = "\n".join(sql[:200] for sql in many[len(few) :][:5])
    assert len(few) == len(many), (
        f"{len(few)} queries with few rows, {len(many)} with many\n{extra}"
    )


def test_there_are_entities():
    assert CRUDS


@of_each(CRUDS)
def test_entity_is_declared_whole(crud):
    """Names of fields that exist, at least one column, a factory."""
    assert crud.columns
    crud.list_columns(entities.person_who_may(crud.perm("list")))
    for name in (*crud.bulk_fields, *crud.fields):
        crud.model._meta.get_field(name)
    entities.factory_of(crud.model)


@operations()
def test_anonymous_goes_to_sign_in(crud, operation):
    url = crud.url(operation, entities.visible(crud))

    answers = [Client().get(url), Client().post(url)]

    assert [a.status_code for a in answers] == [302, 302]
    assert all(a.url.startswith(reverse("account_login")) for a in answers)


@operations()
def test_without_permission_there_is_403_and_nothing_is_written(crud, operation, entrar):
    permission = crud.perm(operation)
    obj = entities.visible(crud)
    user = entities.person_who_may_not(permission)
    if user.has_perm(permission):
        pytest.skip("every role may")
    url, before = crud.url(operation, obj), crud.model.objects.count()

    answers = [entrar(user).get(url), entrar(user).post(url)]

    assert [a.status_code for a in answers] == [403, 403]
    same, names = crud.model.objects.get(pk=obj.pk), [f.attname for f in crud.opts.concrete_fields]
    assert {n: getattr(same, n) for n in names} == {n: getattr(obj, n) for n in names}
    assert crud.model.objects.count() == before


@operations("detail", "update", "delete", "history")
def test_object_pages_render(crud, operation, entrar):
    user = entities.person_who_may(crud.perm(operation))
    obj = entities.visible(crud, by=user)

    response = entrar(user).get(crud.url(operation, obj))

    assert response.status_code == 200
    assert "<h1" in pages.text(response)


@operations("list", "create", "import", "bulk_edit")
def test_collection_pages_render(crud, operation, entrar):
    if operation == "import" and not crud.import_keys:
        pytest.skip("not importable")
    user = entities.person_who_may(crud.perm(operation))
    obj = entities.visible(crud, by=user)
    data = {"pk": obj.pk} if operation == "bulk_edit" else {}

    response = entrar(user).get(crud.url(operation), data)

    assert response.status_code == 200
    assert "<h1" in pages.text(response)


@operations("detail", "update", "delete", "history")
def test_missing_record_is_404(crud, operation, entrar):
    user = entities.person_who_may(crud.perm(operation))
    obj = entities.visible(crud, by=user)
    url = crud.url(operation, obj).replace(f"/{obj.pk}/", "/987654321/")

    assert entrar(user).get(url).status_code == 404


@of_each(with_operation("list", "detail"))
def test_list_links_to_each_object(crud, entrar):
    user = entities.person_who_may(crud.perm("list"))
    objs = entities.many(crud, 3, by=user)

    links = pages.read(entrar(user).get(crud.url("list"), {"por": 100})).links

    assert {crud.url("detail", obj) for obj in objs} <= set(links)


@of_each(with_operation("list"))
def test_list_sorts_by_every_column(crud, entrar):
    user = entities.person_who_may(crud.perm("list"))
    entities.many(crud, 2, by=user)
    client = entrar(user)

    for column in crud.list_columns(user):
        for order in (column.name, f"-{column.name}"):
            response = client.get(crud.url("list"), {"orden": order})
            assert response.status_code == 200, order
            assert 'aria-sort="' in pages.text(response), order


@of_each(with_operation("list"))
def test_filters_are_offered_and_odd_values_are_harmless(crud, entrar):
    user = entities.person_who_may(crud.perm("list"))
    entities.visible(crud, by=user)
    client = entrar(user)

    assert client.get(crud.url("list"), {"filtros": 1}).status_code == 200
    for name in crud.filterset_class.base_filters:
        for value in ("", "1", "Zyx", "-1", "\x00", "9" * 30):
            response = client.get(crud.url("list"), {name: value})
            assert response.status_code == 200, (name, value)


@of_each(with_operation("list"))
def test_htmx_gets_only_the_table(crud, entrar, htmx):
    user = entities.person_who_may(crud.perm("list"))
    entities.visible(crud, by=user)
    client = entrar(user)

    fragment = pages.text(client.get(crud.url("list"), headers=htmx))
    boosted = pages.text(client.get(crud.url("list"), headers=htmx | {"HX-Boosted": "true"}))

    assert "<html" not in fragment
    assert 'id="tabla"' in fragment
    assert "<html" in boosted


@of_each(with_operation("list"))
def test_panel_is_a_fragment(crud, entrar):
    user = entities.person_who_may(crud.perm("list"))
    entities.visible(crud, by=user)

    page = pages.text(entrar(user).get(crud.url("list"), {"panel": 1}))

    assert "<html" not in page
    assert "<li>" in page


@of_each(with_operation("list"))
@pytest.mark.parametrize("params", [{"por": 100}, {"panel": 1}, {"filtros": 1}])
def test_list_costs_the_same_with_many_rows(crud, params, entrar):
    user = entities.person_who_may(crud.perm("list"))
    client = entrar(user)
    entities.many(crud, FEW, by=user)
    few = queries(client, crud.url("list"), data=params)
    entities.many(crud, MANY - FEW, by=user)

    assert_same_cost(few, queries(client, crud.url("list"), data=params))


@of_each(with_operation("export"))
@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_export_costs_the_same_with_many_rows(crud, kind, entrar):
    user = entities.person_who_may(crud.perm("export"))
    client = entrar(user)
    entities.many(crud, FEW, by=user)
    few = queries(client, crud.url("export"), data={"formato": kind})
    entities.many(crud, MANY - FEW, by=user)

    assert_same_cost(few, queries(client, crud.url("export"), data={"formato": kind}))


@of_each(with_operation("detail"))
def test_record_costs_the_same_with_many_children(crud, entrar):
    user = entities.person_who_may(crud.perm("detail"))
    client = entrar(user)
    obj = entities.visible(crud, by=user)
    entities.children(obj, FEW, by=user)
    few = queries(client, crud.url("detail", obj))
    entities.children(obj, 12 - FEW, by=user)

    assert_same_cost(few, queries(client, crud.url("detail", obj)))


@of_each(with_operation("history"))
def test_history_costs_the_same_with_many_changes(crud, entrar):
    user = entities.person_who_may(crud.perm("history"))
    client = entrar(user)
    obj = entities.visible(crud, by=user)
    change(crud, obj, FEW, user)
    few = queries(client, crud.url("history", obj))
    change(crud, obj, MANY - FEW, user)

    assert_same_cost(few, queries(client, crud.url("history", obj)))


def change(crud, obj, times, user):
    """Give the record other relations and another text, several times over."""
    texts = entities.text_fields(crud.model, crud.fields)
    for _ in range(times):
        for name, value in entities.relations(crud.model, user, {}).items():
            setattr(obj, name, value)
        for field in texts[:1]:
            setattr(obj, field.name, entities.word()[: field.max_length])
        obj.guardar(by=user)


@of_each([c for c in with_operation("bulk_edit") if c.bulk_fields])
def test_bulk_edit_page_costs_the_same_with_many_rows(crud, entrar):
    user = entities.person_who_may(crud.perm("bulk_edit"))
    client, url = entrar(user), crud.url("bulk_edit")
    objs = entities.many(crud, MANY, by=user)
    few = queries(client, url, data={"pk": [obj.pk for obj in objs[:FEW]]})

    assert_same_cost(few, queries(client, url, data={"pk": [obj.pk for obj in objs]}))


@of_each(with_operation("list", "detail"))
def test_deleted_is_visible_in_no_door(crud, entrar):
    declared = [op for op in ("delete", "update", "list") if op in crud.operations]
    user = entities.person_who_may(crud.perm(declared[0]))
    client = entrar(user)
    kept, gone = entities.many(crud, 2, by=user)
    gone.eliminar(by=user)
    url = f'href="{crud.url("detail", gone)}"'

    for params in ({"por": 100}, {"panel": 1}, {"q": str(gone)}):
        page = pages.text(client.get(crud.url("list"), params))
        assert url not in page, params
    for operation in set(ON_AN_OBJECT) & set(crud.operations):
        assert client.get(crud.url(operation, gone)).status_code == 404, operation
    for name in ("tablero:buscar", "tablero:paleta"):
        found = pages.text(client.get(reverse(name), {"q": str(gone)}))
        assert crud.url("detail", gone) not in found, name
    if "export" not in crud.operations:
        return
    if client.get(crud.url("export"), {"formato": "csv"}).status_code == 200:
        rows = exported(client, crud)
        assert [r["ID"] for r in rows if int(r["ID"]) in (kept.pk, gone.pk)] == [str(kept.pk)]


def exported(client, crud, **params):
    """The rows of the CSV file, as dicts."""
    response = client.get(crud.url("export"), {"formato": "csv", **params})
    return list(csv.DictReader(io.StringIO(pages.body(response).decode("utf-8-sig"))))


@of_each(with_operation("list", "export"))
def test_export_holds_exactly_the_filtered_rows(crud, entrar):
    user = entities.person_who_may(crud.perm("export"))
    client = entrar(user)
    objs = entities.many(crud, 3, by=user)
    everything = exported(client, crud)
    params = {"q": str(objs[0])} if hasattr(crud.model.objects.all(), "buscar") else {}
    listed = set(pages.read(client.get(crud.url("list"), {"por": 100, **params})).links)

    rows = exported(client, crud, **params)

    assert {str(obj.pk) for obj in objs} <= {row["ID"] for row in everything}
    if "detail" in crud.operations:
        base = crud.url("list")
        assert {f"{base}{row['ID']}/" for row in rows} <= listed
        assert len(rows) == len({link for link in listed if is_record(link, base)})


def is_record(link, base):
    return link.startswith(base) and link.removeprefix(base).strip("/").isdigit()


@of_each(with_operation("export"))
def test_no_formula_can_execute_in_an_export(crud, entrar):
    user = entities.person_who_may(crud.perm("export"))
    obj = entities.visible(crud, by=user)
    texts = entities.text_fields(crud.model, [f.name for f in crud.model._meta.concrete_fields])
    hostile = {f.name: FORMULA[: f.max_length] for f in texts if f.editable}
    models.QuerySet(crud.model).filter(pk=obj.pk).update(**hostile)
    client = entrar(user)

    cells = [cell for row in exported(client, crud) for cell in row.values()]
    response = client.get(crud.url("export"), {"formato": "xlsx"})
    book = openpyxl.load_workbook(io.BytesIO(pages.body(response)))
    kinds = {cell.data_type for row in book.active.iter_rows() for cell in row}

    hostile = [cell for cell in cells if cell[:1] in {"=", "+", "-", "@", "\t", "\r"}]
    assert not [cell for cell in hostile if not re.fullmatch(r"-\d+", cell)]  # a number is one
    assert "f" not in kinds


def reserved():
    """Each entity with fields that some role who sees it does not see."""
    found = []
    for crud in with_operation("list"):
        for rol in entities.roles_with(crud.perm("list")):
            names = crud.hidden_fields(UsuarioFactory.build(roles=[rol.value]))
            texts = entities.text_fields(crud.model, sorted(names))
            if texts:
                found.append((crud, rol, texts[0].name))
    return found


RESERVED = reserved()


@pytest.mark.parametrize(
    ("crud", "rol", "name"), RESERVED, ids=[f"{c.label}-{n}-{r}" for c, r, n in RESERVED]
)
def test_reserved_fields_appear_in_no_door(crud, rol, name, entrar):
    """T04: a canary in each field kept from a role, and every page where it could sing."""
    author, reader = entities.person_who_may(crud.perm("create")), UsuarioFactory(roles=[rol.value])
    obj, mark = entities.visible(crud, by=author), entities.word()
    setattr(obj, name, mark)
    obj.guardar(by=author)
    client = entrar(reader)

    doors = [crud.url(op, obj) for op in ON_AN_OBJECT if op in crud.operations]
    lists = [f"{crud.url('list')}?{query}" for query in ("por=100", "panel=1", f"columnas={name}")]
    files = [f"{crud.url('export')}?formato=csv", f"{crud.url('export')}?orden={name}"]
    for url in [*doors, *lists, *files, reverse("tablero:inicio")]:
        assert mark not in pages.body(client.get(url)).decode(), url
    for url in (crud.url("list"), reverse("tablero:buscar"), reverse("tablero:paleta")):
        assert crud.url("detail", obj) not in pages.text(client.get(url, {"q": mark})), url
