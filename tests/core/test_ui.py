import datetime as dt

import pytest
from django import forms
from django.template import engines

from core.templatetags import ui

pytestmark = pytest.mark.sin_base


def shown(source, **context):
    return engines["django"].from_string(source).render(context)


def test_dates_print_in_the_zone_of_the_office():
    late = dt.datetime(2026, 3, 6, 2, 30, tzinfo=dt.UTC)  # the evening of the 5th here

    assert shown("{{ x|fecha }}", x=late) == "5 de marzo de 2026"
    assert shown("{{ x|fecha_hora }}", x=late) == "5 mar 2026, 20:30 h"


def test_civil_dates_are_not_moved():
    assert shown("{{ x|fecha_hora }}", x=dt.date(2026, 3, 5)) == "5 mar 2026"


@pytest.mark.parametrize("value", [None, "", "2026-03-05", 3, True])
def test_what_is_not_a_date_prints_nothing(value):
    assert shown("{{ x|fecha }}", x=value) == ""


def test_today_is_said_in_words():
    assert ui.relative(ui.timezone.localdate()) == "hoy"
    assert ui.relative(ui.timezone.localtime()) == "hoy"


@pytest.mark.parametrize(
    ("value", "text"),
    [(12345, "12,345"), ("más de 1,000", "más de 1,000"), (None, ""), (True, True)],
)
def test_numbers_leave_words_alone(value, text):
    assert ui.numero(value) == text


def test_small_filters():
    assert ui.iniciales(None) == ""
    assert ui.tamano(None) == "0 bytes"
    assert ui.capital("organización de la ONU") == "Organización de la ONU"


class ExampleForm(forms.Form):
    nombre = forms.CharField()
    ambito = forms.ChoiceField(choices=[("l", "Local")], widget=forms.RadioSelect)


def test_errors_link_to_something_that_takes_focus():
    form = ExampleForm()

    assert ui.id_de_entrada(form["nombre"]) == "id_nombre"
    assert ui.id_de_entrada(form["ambito"]) == "id_ambito_0"
    assert 'id="id_ambito_0"' in str(form["ambito"])


def test_blank_facts_are_told_apart():
    facts = [{"kind": "empty", "label": "Siglas"}, {"kind": "text", "label": "Nombre"}]

    assert ui.sin_dato(facts) == facts[:1]
