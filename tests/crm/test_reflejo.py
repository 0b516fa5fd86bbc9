"""People and seats say who holds what now, whoever writes."""

import datetime

import pytest

from crm import actions
from crm.models import Contacto, Institucion, Ocupacion, Puesto
from tests.factories.crm import (
    ContactoFactory,
    InstitucionFactory,
    OcupacionFactory,
    PuestoFactory,
)

pytestmark = pytest.mark.django_db


def dicen(ocupacion):
    persona = Contacto.objects.get(pk=ocupacion.contacto_id)
    puesto = Puesto.objects.get(pk=ocupacion.puesto_id)
    return persona.puesto_actual, puesto.ocupante


def sentada(**kwargs):
    return OcupacionFactory(
        puesto__cargo="Presidencia",
        puesto__institucion__siglas="OEA",
        contacto__nombres="Ana",
        contacto__primer_apellido="Ríos",
        contacto__segundo_apellido="",
        **kwargs,
    )


def test_both_say_it():
    assert dicen(sentada()) == ("Presidencia, OEA", "Ana Ríos")


def test_people_are_found_by_where_they_work():
    ocupacion = sentada()

    assert Contacto.objects.buscar("ana oea").get() == ocupacion.contacto


def test_ending_empties_both(direccion):
    ocupacion = sentada()

    actions.terminar_ocupacion(ocupacion, by=direccion, hasta=datetime.date(2024, 8, 31))

    assert dicen(ocupacion) == ("", "")


def test_titular_comes_first():
    persona = ContactoFactory()
    puesto = PuestoFactory(tipo="enlace", cargo="Enlace", institucion__siglas="X")
    OcupacionFactory(contacto=persona, puesto=puesto)
    titular = PuestoFactory(cargo="Titularidad", institucion__siglas="X")
    OcupacionFactory(contacto=persona, puesto=titular)

    persona.refresh_from_db()
    assert persona.puesto_actual == "Titularidad, X; Enlace, X"


@pytest.mark.parametrize("en_bloque", [False, True])
def test_renaming_reaches_both(en_bloque, direccion):
    ocupacion = sentada()
    institucion, persona = ocupacion.puesto.institucion, ocupacion.contacto
    institucion.siglas, persona.primer_apellido = "SRE", "Mena"

    if en_bloque:
        Institucion.objects.guardar_varios([institucion], ["siglas"], by=direccion)
        Contacto.objects.guardar_varios([persona], ["primer_apellido"], by=direccion)
    else:
        institucion.guardar(by=direccion)
        persona.guardar(by=direccion)

    ocupacion.refresh_from_db()
    assert dicen(ocupacion) == ("Presidencia, SRE", "Ana Mena")
    assert str(ocupacion) == "Ana Mena · Presidencia"


def test_correcting_the_person_of_an_occupation_frees_the_former(direccion):
    ocupacion = sentada()
    antes, despues = ocupacion.contacto, ContactoFactory()
    ocupacion.contacto = despues

    ocupacion.guardar(by=direccion)

    antes.refresh_from_db()
    despues.refresh_from_db()
    assert (antes.puesto_actual, despues.puesto_actual) == ("", "Presidencia, OEA")


def test_many_at_once_cost_the_same(direccion, django_assert_max_num_queries):
    def nuevas(cuantas):
        return [
            Ocupacion(puesto=PuestoFactory(), contacto=ContactoFactory()) for _ in range(cuantas)
        ]

    pocas, muchas = nuevas(2), nuevas(20)
    with django_assert_max_num_queries(16):
        Ocupacion.objects.crear_varios(pocas, by=direccion)
    with django_assert_max_num_queries(16):
        Ocupacion.objects.crear_varios(muchas, by=direccion)

    assert all(all(dicen(o)) for o in muchas)


def test_it_makes_no_new_version_nor_history():
    ocupacion = sentada()

    persona = Contacto.objects.get(pk=ocupacion.contacto_id)

    assert (persona.version, persona.history.count()) == (1, 1)


def test_history_does_not_tell_derived_fields(cliente):
    institucion = InstitucionFactory(nombre="Uno")
    institucion.nombre = "Dos"
    institucion.guardar(by=None)

    html = cliente.get(f"/crm/instituciones/{institucion.pk}/historial/").content.decode()

    assert "Dos" in html
    assert "normalizado" not in html
