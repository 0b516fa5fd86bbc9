"""Merging what two people wrote: unit by unit, with the form of a record."""

import pytest
from django.http import QueryDict

from core.concurrency import opened_version, original_of, reconcile, resend
from crm.models import Etiqueta, Institucion
from crm.views.declaraciones import EtiquetaCrud, InstitucionCrud
from tests.factories.crm import EtiquetaFactory, InstitucionFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def view(direccion):
    def build(crud):
        class View:
            def build_form(self, data=None, instance=None):
                return crud.form_class(data, instance=instance, user=direccion, crud=crud)

        return View()

    return build


def sent(**values):
    data = QueryDict(mutable=True)
    for name, value in values.items():
        data.setlist(name, value if isinstance(value, list) else [str(value)])
    return data


def edited(direccion, **values):
    """A tag at version 2, whose first version said «antes»."""
    obj = EtiquetaFactory(nombre="Antes", descripcion="antes", by=direccion)
    for name, value in values.items():
        setattr(obj, name, value)
    return obj.guardar(by=direccion)


@pytest.mark.parametrize(
    ("text", "number"), [("2", 2), ("", None), ("x", None), ("²", None), ("9" * 9, None)]
)
def test_version_is_a_small_plain_number(text, number):
    assert opened_version({"version": text}) == number


def test_same_version_is_taken_as_it_came(view, direccion):
    obj = EtiquetaFactory(by=direccion)
    data = sent(nombre="X", version=1)

    assert reconcile(view(EtiquetaCrud), obj, data) == (data, [])


def test_a_version_history_does_not_have_is_taken_as_it_came(view, direccion):
    obj = edited(direccion, nombre="Otra")
    data = sent(nombre="X", version=99)

    assert original_of(obj, 99) is None
    assert reconcile(view(EtiquetaCrud), obj, data) == (data, [])


def test_what_one_did_not_touch_keeps_what_others_wrote(view, direccion):
    obj = edited(direccion, descripcion="de otra persona")

    data, conflicts = reconcile(
        view(EtiquetaCrud), obj, sent(nombre="Mía", descripcion="antes", version=1)
    )

    assert conflicts == []
    assert (data["nombre"], data["descripcion"]) == ("Mía", "de otra persona")


def test_same_field_is_asked_with_the_three_values(view, direccion):
    obj = edited(direccion, nombre="Suya")

    data, conflicts = reconcile(
        view(EtiquetaCrud), obj, sent(nombre="Mía", descripcion="antes", version=1)
    )

    [conflict] = conflicts
    texts = [conflict[key]["text"] for key in ("original", "saved", "mine")]
    assert texts == ["Antes", "Suya", "Mía"]
    assert conflict["label"] == "Nombre"
    names = [name for name, _value in resend(obj, data, conflicts)]
    assert {"en_conflicto", "mio_nombre", "resuelta_al", "descripcion"} <= set(names)
    assert "nombre" not in names


def test_both_wrote_the_same_is_no_conflict(view, direccion):
    obj = edited(direccion, nombre="Igual")

    _data, conflicts = reconcile(
        view(EtiquetaCrud), obj, sent(nombre="Igual", descripcion="antes", version=1)
    )

    assert conflicts == []


def test_left_blank_is_told_as_blank(view, direccion):
    obj = edited(direccion, descripcion="ahora")

    _data, [conflict] = reconcile(
        view(EtiquetaCrud), obj, sent(nombre="Antes", descripcion="", version=1)
    )

    assert conflict["mine"]["text"] == "(vacío)"


def test_answered_at_this_version_goes_in(view, direccion):
    obj = edited(direccion, nombre="Suya")
    data = sent(nombre="Mía", version=1, en_conflicto=["nombre"], resuelta_al=2)

    assert reconcile(view(EtiquetaCrud), obj, data) == (data, [])


def test_unanswered_is_asked_again_without_losing_what_was_typed(view, direccion):
    obj = edited(direccion, nombre="Suya")
    data = sent(
        descripcion="antes", version=1, en_conflicto=["nombre"], mio_nombre="Mía", resuelta_al=2
    )

    _data, [conflict] = reconcile(view(EtiquetaCrud), obj, data)

    assert conflict["mine"]["text"] == "Mía"


def test_changed_again_while_answering_is_asked_again(view, direccion):
    obj = edited(direccion, nombre="Suya")
    obj.nombre = "Tercera"
    obj.guardar(by=direccion)
    data = sent(
        nombre="Mía", descripcion="antes", version=1, en_conflicto=["nombre"], resuelta_al=2
    )

    _data, [conflict] = reconcile(view(EtiquetaCrud), obj, data)

    assert conflict["saved"]["text"] == "Tercera"


def test_labels_that_two_people_add_both_stay(view, direccion):
    one, two = EtiquetaFactory(), EtiquetaFactory()
    obj = InstitucionFactory(by=direccion)
    form = view(InstitucionCrud).build_form(instance=obj)
    data = sent(**{n: form[n].value() or "" for n in form.fields if n != "etiquetas"})
    data.setlist("etiquetas", [str(one.pk)])
    obj.etiquetas.add(two)
    obj.guardar(by=direccion)

    merged, conflicts = reconcile(view(InstitucionCrud), obj, data)

    assert conflicts == []
    assert set(merged.getlist("etiquetas")) == {str(one.pk), str(two.pk)}


def test_relations_and_choices_are_asked_in_words(view, direccion):
    obj = InstitucionFactory(by=direccion, tipo="academica")
    form = view(InstitucionCrud).build_form(instance=obj)
    values = {n: form[n].value() or "" for n in form.fields if n not in ("etiquetas", "tipo")}
    obj.tipo = "osc"
    obj.guardar(by=direccion)

    _data, conflicts = reconcile(view(InstitucionCrud), obj, sent(**values, tipo="privada"))

    [conflict] = [c for c in conflicts if c["field"] == "tipo"]
    labels = dict(Institucion._meta.get_field("tipo").flatchoices)
    texts = [conflict[key]["text"] for key in ("original", "saved", "mine")]
    assert texts == [labels["academica"], labels["osc"], labels["privada"]]


def test_repeated_name_is_said_in_words(cliente):
    EtiquetaFactory(nombre="Prioritaria")

    response = cliente.post("/crm/etiquetas/crear/", {"nombre": "prioritaria"})

    assert response.status_code == 422
    assert "Ya existe una etiqueta con ese nombre." in response.content.decode()


def test_name_repeated_between_the_check_and_the_write_is_said_too(cliente, monkeypatch):
    """The window that only two people at once can open."""
    EtiquetaFactory(nombre="Prioritaria")
    monkeypatch.setattr(Etiqueta, "full_clean", lambda self, **kwargs: None)

    response = cliente.post("/crm/etiquetas/crear/", {"nombre": "Prioritaria"})

    assert response.status_code == 422
    assert "Ya existe una etiqueta con ese nombre." in response.content.decode()
    assert Etiqueta.objects.count() == 1
