"""What the office does with people and seats."""

import datetime

import pytest
from django.core.exceptions import ValidationError

from crm import actions
from crm.enums import SUBTIPOS, EstatusInstitucion
from crm.models import Contacto, Institucion, Ocupacion, Puesto, Subtipo
from crm.queries.fichas import pendientes_de
from cuentas.enums import Rol
from tests.factories.crm import (
    ContactoFactory,
    InstitucionFactory,
    OcupacionFactory,
    PuestoFactory,
)

pytestmark = pytest.mark.django_db
DIA = datetime.date


@pytest.mark.parametrize(
    ("rol", "estatus"),
    [
        (Rol.CAPTURISTA, EstatusInstitucion.PROPUESTA),
        (Rol.AREA_SOLICITANTE, EstatusInstitucion.PROPUESTA),
        (Rol.COORDINACION_ACOMPANAMIENTO, EstatusInstitucion.PROPUESTA),
        (Rol.ENLACE_DVOE, EstatusInstitucion.ACTIVA),
        (Rol.DIRECCION_DVOE, EstatusInstitucion.ACTIVA),
    ],
)
def test_who_may_not_approve_proposes(rol, estatus, persona):
    """Case 58."""
    institucion = InstitucionFactory.build()

    actions.registrar_institucion(institucion, by=persona(rol))

    assert institucion.estatus == estatus


def test_confirming_notes_the_day(direccion):
    institucion = InstitucionFactory()

    confirmada = actions.confirmar_datos(institucion, by=direccion)

    assert confirmada.confirmada_en == confirmada.ultimo_contacto_en is not None
    assert confirmada.version == 2


def test_seating_somebody_new_writes_person_seat_and_news(direccion):
    institucion = InstitucionFactory()
    puesto = Puesto(institucion=institucion, cargo="Presidencia", tipo="titular")
    persona = Contacto(nombres="Sukarno")

    ocupacion = actions.ocupar(puesto, by=direccion, contacto=persona, desde=DIA(2024, 2, 1))

    institucion.refresh_from_db()
    assert str(ocupacion) == "Sukarno · Presidencia"
    assert institucion.ultimo_contacto_en is not None
    assert institucion.version == 1


def test_a_taken_seat_refuses_and_nothing_is_written(direccion):
    ocupada = OcupacionFactory()

    with pytest.raises(ValidationError):
        actions.ocupar(ocupada.puesto, by=direccion, contacto=Contacto(nombres="Nadie"))

    assert not Contacto.objects.filter(nombres="Nadie").exists()


def test_ending_leaves_the_seat_vacant(direccion):
    ocupacion = OcupacionFactory()

    actions.terminar_ocupacion(ocupacion, by=direccion, hasta=DIA(2024, 8, 31), motivo="Renuncia")

    ocupacion.refresh_from_db()
    assert ocupacion.hasta == DIA(2024, 8, 31)
    assert ocupacion.history.first().history_change_reason == "Renuncia"
    assert not ocupacion.puesto.ocupaciones.en_funciones().exists()


def test_ending_before_it_began_says_why(direccion):
    ocupacion = OcupacionFactory(desde=DIA(2024, 1, 15))

    with pytest.raises(ValidationError) as excinfo:
        actions.terminar_ocupacion(ocupacion, by=direccion, hasta=DIA(2024, 1, 14))

    assert "15/01/2024" in str(excinfo.value)


def test_ending_twice_says_so(direccion):
    ocupacion = OcupacionFactory()
    actions.terminar_ocupacion(ocupacion, by=direccion, hasta=DIA(2024, 8, 31))

    with pytest.raises(ValidationError) as excinfo:
        actions.terminar_ocupacion(ocupacion, by=direccion, hasta=DIA(2024, 9, 30))

    assert "ya terminó" in str(excinfo.value)


def test_relieving_changes_the_person_and_not_the_past(direccion):
    saliente = OcupacionFactory(desde=DIA(2022, 1, 1))
    entrante = ContactoFactory()

    nueva = actions.relevar(
        saliente, by=direccion, contacto=entrante, desde=DIA(2024, 9, 1), correo="p@ejemplo.mx"
    )

    saliente.refresh_from_db()
    assert (saliente.hasta, nueva.desde) == (DIA(2024, 8, 31), DIA(2024, 9, 1))
    assert nueva.puesto == saliente.puesto
    # Who held it on a given day is still who held it then (case 14).
    de_entonces = Ocupacion.objects.vigentes(al=DIA(2023, 5, 5)).get(puesto=saliente.puesto)
    assert de_entonces.contacto == saliente.contacto


def test_relieving_moves_what_names_whoever_leaves(direccion):
    institucion, persona = InstitucionFactory(), ContactoFactory()
    titular = OcupacionFactory(puesto=PuestoFactory(institucion=institucion), contacto=persona)
    enlace = OcupacionFactory(
        puesto=PuestoFactory(institucion=institucion, tipo="enlace"),
        contacto=persona,
        correo="enlace@ejemplo.mx",
    )
    en_otra = OcupacionFactory(contacto=persona)
    entrante = ContactoFactory()

    listado = [p.ocupacion for p in pendientes_de(titular)]
    actions.relevar(
        titular,
        by=direccion,
        contacto=entrante,
        desde=DIA(2024, 9, 1),
        trasladar=[enlace, en_otra],
    )

    assert listado == [enlace]
    nuevas = Ocupacion.objects.en_funciones().filter(contacto=entrante)
    assert {o.puesto_id for o in nuevas} == {titular.puesto_id, enlace.puesto_id}
    assert nuevas.get(puesto=enlace.puesto).correo == "enlace@ejemplo.mx"
    en_otra.refresh_from_db()
    assert en_otra.esta_en_funciones


def test_relieving_is_one_transaction(direccion):
    saliente = OcupacionFactory(desde=DIA(2024, 9, 1))

    with pytest.raises(ValidationError):
        actions.relevar(
            saliente, by=direccion, contacto=Contacto(nombres="Nadie"), desde=DIA(2024, 8, 1)
        )

    saliente.refresh_from_db()
    assert saliente.esta_en_funciones
    assert not Contacto.objects.filter(nombres="Nadie").exists()


def test_nobody_relieves_themselves(direccion):
    ocupacion = OcupacionFactory()

    with pytest.raises(ValidationError):
        actions.relevar(ocupacion, by=direccion, contacto=ocupacion.contacto, desde=DIA(2024, 9, 1))


def test_news_only_move_forward():
    institucion = InstitucionFactory(ultimo_contacto_en=DIA(2024, 5, 1))

    actions.anotar_novedad(institucion.pk, al=DIA(2024, 4, 1))
    antes = Institucion.objects.get(pk=institucion.pk).ultimo_contacto_en
    actions.anotar_novedad(institucion.pk, al=DIA(2024, 6, 1))
    despues = Institucion.objects.get(pk=institucion.pk).ultimo_contacto_en

    assert (antes, despues) == (DIA(2024, 5, 1), DIA(2024, 6, 1))


def test_catalogues_load_once(direccion):
    primera = actions.cargar_catalogos(by=direccion)
    Subtipo.objects.get(clave="ople").eliminar(by=direccion)

    segunda = actions.cargar_catalogos(by=direccion)

    assert (primera, segunda) == (len(SUBTIPOS), 0)
    assert Subtipo.objects.vivos().count() == len(SUBTIPOS) - 1
