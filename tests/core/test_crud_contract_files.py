"""What every entity promises about files: what goes out comes back in."""

import pytest
from django.db import models

from core.importing.opening import abrir, decidir
from core.importing.preview import previsualizar
from core.importing.run import confirmar, ejecutar
from tests import entities, pages
from tests.core.test_crud_contract_writing import change_for
from tests.entities import with_operation

pytestmark = pytest.mark.django_db

ROUND_TRIP = [c for c in with_operation("import", "export") if c.import_keys]
of_each = pytest.mark.parametrize("crud", ROUND_TRIP, ids=[c.label for c in ROUND_TRIP])
kinds = pytest.mark.parametrize("kind", ["csv", "xlsx"])


def exported(client, crud, kind):
    return pages.body(client.get(crud.url("export"), {"formato": kind}))


def imported(crud, content, kind, user):
    opened = abrir(crud, content, f"archivo.{kind}", by=user)
    decidir(opened)
    previsualizar(opened.lote)
    confirmar(opened.lote)
    ejecutar(opened.lote)
    opened.lote.refresh_from_db()
    return opened.lote


def problems(lote):
    return [reason for row in lote.renglones.all() for reason in row.motivos()]


@of_each
@kinds
def test_export_imported_back_changes_nothing(crud, kind, entrar):
    user = entities.person_who_may(crud.perm("import"))
    entities.many(crud, 3, by=user)
    count = crud.model.objects.count()

    lote = imported(crud, exported(entrar(user), crud, kind), kind, user)

    told = (lote.nuevas, lote.actualizadas, lote.con_problema, lote.sin_cambio)
    assert told == (0, 0, 0, count), problems(lote)


@of_each
@kinds
def test_export_imported_back_restores_what_changed_since(crud, kind, entrar):
    user = entities.person_who_may(crud.perm("import"))
    obj = entities.visible(crud, by=user)
    columns = {c.campo for c in crud.resource_class().columnas()}
    if not columns - keys(crud) - {f.name for f in dates(crud.model)}:
        pytest.skip("all its fields are its key")
    field, value = change_for(crud, obj, user, among=columns - keys(crud))
    before, content = getattr(obj, field.name), exported(entrar(user), crud, kind)
    setattr(obj, field.name, value)
    obj.guardar(by=user)

    lote = imported(crud, content, kind, user)

    obj.refresh_from_db()
    if not before:  # a blank cell leaves what there is, unless the person asks to clear
        assert getattr(obj, field.name) == value
        return
    assert (lote.actualizadas, lote.con_problema) == (1, 0), problems(lote)
    assert getattr(obj, field.name) == before


def dates(model):
    return [f for f in model._meta.concrete_fields if isinstance(f, models.DateField)]


def keys(crud):
    """The fields by which a row finds its record: changing them makes another record."""
    found = set()
    for key in crud.import_keys:
        found |= {key} if isinstance(key, str) else set(key)
    return found
