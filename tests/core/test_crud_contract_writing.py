"""What every entity promises to whoever writes in it: once, with author, with a way back."""

import datetime as dt
import re

import pytest
from django import forms
from django.db import models
from django.urls import reverse

from core import batches
from core.forms import CLAVE
from core.models import Lote
from tests import entities, pages
from tests.entities import with_operation

pytestmark = pytest.mark.django_db


def of_each(cruds):
    return pytest.mark.parametrize("crud", cruds, ids=[c.label for c in cruds])


def registered(crud, client, user, **changes):
    """Register what the factory would, through the page: GET the form, type, send."""
    page = client.get(crud.url("create"))
    assert page.status_code == 200
    data = pages.form_of(page, CLAVE)
    data |= entities.typed(crud, user) | {"es_distinta": ["on"]}
    return client.post(crud.url("create"), data | changes), data


def explain(response):
    """The messages of a refused form, for the failure to say something."""
    found = re.findall(r'<a href="#[^"]*">([^<]+)</a></li>|<li>([^<]+)</li>', pages.text(response))
    return [a or b for a, b in found][:6]


@of_each(with_operation("create"))
def test_create_stores_author_and_history(crud, entrar):
    user = entities.person_who_may(crud.perm("create"))
    known = set(crud.model.objects.values_list("pk", flat=True))

    response, _data = registered(crud, entrar(user), user)

    assert response.status_code == 302, explain(response)
    created = crud.model.objects.vivos().exclude(pk__in=known).get(creado_por=user)
    first = created.history.order_by("history_id").first()
    assert created.actualizado_por == user
    assert (first.history_type, first.history_user_id, first.version) == ("+", user.pk, 1)


@of_each(with_operation("create"))
def test_same_submission_twice_creates_one(crud, entrar):
    user = entities.person_who_may(crud.perm("create"))
    client = entrar(user)
    first, data = registered(crud, client, user)
    count = crud.model.objects.count()

    second = client.post(crud.url("create"), data)

    assert (first.status_code, second.status_code) == (302, 302), explain(first)
    assert second.url == first.url
    assert crud.model.objects.count() == count


@of_each(with_operation("create"))
def test_empty_form_says_what_is_missing_and_creates_nothing(crud, entrar):
    user = entities.person_who_may(crud.perm("create"))
    client = entrar(user)
    count = crud.model.objects.count()

    response = client.post(crud.url("create"), {})

    page = pages.text(response)
    assert response.status_code == 422
    assert crud.model.objects.count() == count
    assert "Este campo es obligatorio" not in page
    assert "<title>Error:" in page


@of_each(with_operation("update"))
def test_update_bumps_version_and_tells_who_and_what(crud, entrar):
    user = entities.person_who_may(crud.perm("update"))
    other = entities.person_who_may(crud.perm("update"))
    obj, client = entities.visible(crud, by=other), entrar(user)
    field, value = change_for(crud, obj, user)
    data = pages.form_of(client.get(crud.url("update", obj)), "version")

    response = client.post(crud.url("update", obj), data | {field.name: value})

    assert response.status_code == 302, explain(response)
    after = crud.model.objects.get(pk=obj.pk)
    last = after.history.order_by("-history_id").first()
    assert (after.version, after.actualizado_por, after.creado_por) == (2, user, obj.creado_por)
    assert (last.history_type, last.history_user_id, last.version) == ("~", user.pk, 2)
    told = pages.text(client.get(crud.url("history", obj))) if "history" in crud.operations else ""
    assert not told or said(field, value) in told
    assert getattr(after, field.name) == value


def change_for(crud, obj, user, among=None):
    """A field of the form that takes free text, or one of a list, and a new value for it."""
    form = crud.form_class(instance=obj, user=user, crud=crud)
    names = [n for n in form.fields if n in crud.fields and not form.fields[n].disabled]
    names = [n for n in names if among is None or n in among]
    written = [n for n in names if not isinstance(form.fields[n], forms.ChoiceField)]
    for field in entities.text_fields(crud.model, written):
        return field, entities.word()[: field.max_length]
    chosen = [crud.model._meta.get_field(n) for n in names if crud.model._meta.get_field(n).choices]
    assert chosen, "no text and no list in the form"
    return chosen[0], other_choice(chosen[0], obj)


def other_choice(field, *objs):
    """A value of the list that none of these records has."""
    taken = {getattr(obj, field.name) for obj in objs}
    return next(key for key, _label in field.flatchoices if key and key not in taken)


def different(field, obj, mine):
    if field.choices:
        other = type(obj)(**{field.name: mine})
        return other_choice(field, obj, other)
    return entities.word()[: field.max_length]


def said(field, value):
    """The value as a person reads it."""
    return str(dict(field.flatchoices).get(value, value))


@of_each(with_operation("update"))
def test_saving_without_changes_is_harmless(crud, entrar):
    user = entities.person_who_may(crud.perm("update"))
    obj, client = entities.visible(crud, by=user), entrar(user)
    before = snapshot(obj)
    data = pages.form_of(client.get(crud.url("update", obj)), "version")

    response = client.post(crud.url("update", obj), data)

    assert response.status_code == 302, explain(response)
    obj.refresh_from_db()
    assert snapshot(obj) == before


def snapshot(obj):
    trail = {"version", "actualizado_en", "actualizado_por_id", *obj.campos_derivados()}
    trail |= {"contrapartes"}  # the names of a set, written again with each save
    names = {f.attname for f in obj._meta.concrete_fields} - trail
    return {name: to_the_minute(getattr(obj, name)) for name in sorted(names)}


def to_the_minute(value):
    """Instants are typed and shown without seconds."""
    return value.replace(second=0, microsecond=0) if isinstance(value, dt.datetime) else value


@of_each(with_operation("update"))
def test_two_people_changing_different_fields_both_stay(crud, entrar):
    one, two = (entities.person_who_may(crud.perm("update")) for _ in range(2))
    obj = entities.visible(crud, by=one)
    form = crud.form_class(instance=obj, user=one, crud=crud)
    free = [n for n, f in form.fields.items() if not isinstance(f, forms.ChoiceField)]
    texts = entities.text_fields(crud.model, [n for n in free if n in crud.fields])
    if len(texts) < 2:
        pytest.skip("only one text field")
    url, first, second = crud.url("update", obj), texts[0], texts[1]
    opened = [pages.form_of(entrar(user).get(url), "version") for user in (one, two)]
    mine, yours = (entities.word()[: f.max_length] for f in (first, second))

    answers = [
        entrar(one).post(url, opened[0] | {first.name: mine}),
        entrar(two).post(url, opened[1] | {second.name: yours}),
    ]

    assert [a.status_code for a in answers] == [302, 302], [explain(a) for a in answers]
    obj.refresh_from_db()
    assert (getattr(obj, first.name), getattr(obj, second.name)) == (mine, yours)


@of_each(with_operation("update"))
def test_two_people_changing_the_same_field_are_asked(crud, entrar):
    one, two = (entities.person_who_may(crud.perm("update")) for _ in range(2))
    obj = entities.visible(crud, by=one)
    field, mine = change_for(crud, obj, one)
    yours, url = different(field, obj, mine), crud.url("update", obj)
    opened = [pages.form_of(entrar(user).get(url), "version") for user in (one, two)]
    entrar(one).post(url, opened[0] | {field.name: mine})

    asked = entrar(two).post(url, opened[1] | {field.name: yours})

    page = pages.text(asked)
    assert asked.status_code == 409
    assert said(field, mine) in page
    assert said(field, yours) in page
    obj.refresh_from_db()
    assert getattr(obj, field.name) == mine
    chosen = pages.form_of(asked, "resuelta_al") | {field.name: yours}
    assert entrar(two).post(url, chosen).status_code == 302
    obj.refresh_from_db()
    assert getattr(obj, field.name) == yours


@of_each(with_operation("delete"))
def test_delete_hides_and_history_stays(crud, entrar):
    user = entities.person_who_may(crud.perm("delete"))
    obj, client = entities.visible(crud, by=user), entrar(user)

    response = client.post(crud.url("delete", obj), {"motivo": "Se capturó por error"})

    assert response.status_code == 302, explain(response)
    gone = crud.model.objects.get(pk=obj.pk)
    last = gone.history.order_by("-history_id").first()
    assert (gone.eliminado_por, gone.version) == (user, 2)
    assert (last.history_user_id, last.history_change_reason) == (user.pk, "Se capturó por error")
    assert not crud.model.objects.visibles_para(user).filter(pk=obj.pk).exists()


@of_each(with_operation("delete"))
def test_deleted_record_can_come_back(crud):
    user = entities.person_who_may(crud.perm("delete"))
    obj = entities.visible(crud, by=user).eliminar(by=user)

    obj.restaurar(by=user)

    assert crud.model.objects.visibles_para(user).filter(pk=obj.pk).exists()


@of_each(with_operation("update"))
def test_fields_that_nobody_types_cannot_be_typed(crud, entrar):
    """T03: a canary for every stored field that is not in the form changes nothing."""
    user = entities.person_who_may(crud.perm("update"))
    obj, client = entities.visible(crud, by=user), entrar(user)
    before = snapshot(obj)
    data = pages.form_of(client.get(crud.url("update", obj)), "version")
    canaries = {
        key: canary(field)
        for field in crud.model._meta.concrete_fields
        for key in (field.name, field.attname)
        if key not in data and field.name not in crud.fields
    }

    client.post(crud.url("update", obj), data | canaries)

    after = crud.model.objects.get(pk=obj.pk)
    assert snapshot(after) == before
    assert canaries


def canary(field):
    if isinstance(field, models.DateTimeField):
        return "1999-01-01 00:00"
    if isinstance(field, models.DateField):
        return "01/01/1999"
    return "1" if field.is_relation or "Integer" in type(field).__name__ else "canario"


@of_each([c for c in with_operation("bulk_edit") if c.bulk_fields])
def test_bulk_edit_touches_only_the_chosen_and_can_be_undone(crud, entrar):
    user = entities.person_who_may(crud.perm("bulk_edit"))
    chosen, same, other = entities.many(crud, 3, by=user)
    client, field = entrar(user), crud.model._meta.get_field(crud.bulk_fields[-1])
    value = bulk_value(field, chosen, user)
    before = {obj.pk: stored(field, obj) for obj in (chosen, same, other)}
    send = {"pk": [chosen.pk, same.pk], field.name: value}

    preview = client.post(crud.url("bulk_edit"), send | {"revisar": "1"})
    untouched = [stored(field, obj) for obj in (chosen, same, other)]
    done = client.post(crud.url("bulk_edit"), send | {"aplicar": "1"})

    assert preview.status_code == 200, explain(preview)
    assert untouched == list(before.values())
    assert done.status_code == 302, explain(done)
    assert stored(field, other) == before[other.pk]
    assert stored(field, chosen) != before[chosen.pk]
    assert stored(field, chosen) == stored(field, same)
    lote = Lote.objects.latest("pk")
    _count, left = batches.deshacer(lote, by=user)
    assert left == []
    assert {obj.pk: stored(field, obj) for obj in (chosen, same, other)} == before


def stored(field, obj):
    return getattr(type(obj).objects.get(pk=obj.pk), field.attname)


def bulk_value(field, obj, user):
    """What to type in a field so that it becomes something else."""
    if field.is_relation:
        return str(entities.factory_of(field.related_model)(by=user).pk)
    if field.choices:
        return other_choice(field, obj)
    if isinstance(field, models.BooleanField):
        return "false" if getattr(obj, field.name) else "true"
    if isinstance(field, models.DateField):
        return "05/03/2020"
    return entities.word()[: field.max_length]


@of_each([c for c in with_operation("bulk_edit") if c.bulk_fields])
def test_bulk_edit_ignores_rows_that_are_not_for_the_person(crud, entrar):
    user = entities.person_who_may(crud.perm("bulk_edit"))
    gone = entities.visible(crud, by=user).eliminar(by=user)
    field = crud.model._meta.get_field(crud.bulk_fields[-1])
    before = stored(field, gone)
    send = {"pk": [gone.pk], field.name: bulk_value(field, gone, user), "aplicar": "1"}

    entrar(user).post(crud.url("bulk_edit"), send)

    assert stored(field, gone) == before
    assert not Lote.objects.filter(actualizadas__gt=0).exists()


@of_each([c for c in with_operation("list") if "detail" in c.operations])
def test_every_visible_record_is_found_by_its_name(crud, entrar):
    """What is in the list is in its own search, and in the palette when it is searched there."""
    user = entities.person_who_may(crud.perm("list"))
    obj = entities.visible(crud, by=user)
    if not hasattr(crud.model.objects.all(), "buscar"):
        pytest.skip("not searchable")
    client = entrar(user)

    listed = pages.text(client.get(crud.url("list"), {"q": str(obj)}))
    palette = client.get(reverse("tablero:paleta"), {"q": str(obj)}, headers={"HX-Request": "true"})

    assert crud.url("detail", obj) in listed
    assert palette.status_code == 200
