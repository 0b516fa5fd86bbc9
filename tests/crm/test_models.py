"""What the directory's data may never be, and how they are found."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from crm.enums import EstatusInstitucion, TipoInstitucion
from crm.models import Contacto, Etiqueta, Institucion, Ocupacion, RelacionInstitucional
from crm.validators import ENTIDAD_POR_NOMBRE, es_iecm
from tests.factories.crm import (
    ContactoFactory,
    EtiquetaFactory,
    InstitucionFactory,
    NombreAlternoFactory,
    OcupacionFactory,
    PuestoFactory,
    RelacionInstitucionalFactory,
    SubtipoFactory,
)

pytestmark = pytest.mark.django_db
DIA = datetime.date


def errores(excinfo):
    return " ".join(excinfo.value.messages)


# The institute itself is not a counterpart (case 20) ------------------------------------------


@pytest.mark.parametrize(
    ("nombre", "siglas", "pais", "esperado"),
    [
        ("Instituto Electoral de la Ciudad de México", "", "MX", True),
        ("INSTITUTO ELECTORAL DE LA CIUDAD DE MEXICO", "IECM", "MX", True),
        ("Instituto Electoral del Distrito Federal", "IEDF", "MX", True),
        ("Instituto Electoral de CDMX", "I.E.C.M.", "MX", True),
        ("IECM", "", "MX", True),
        # The acronym alone proves nothing (case 16), nor does it abroad.
        ("Instituto de Estudios Críticos de México", "IECM", "MX", False),
        ("Instituto Electoral de Cundinamarca", "IECM", "CO", False),
        ("Tribunal Electoral de la Ciudad de México", "TECDMX", "MX", False),
        ("Instituto Electoral del Estado de México", "IEEM", "MX", False),
    ],
)
def test_the_institute_is_recognised(nombre, siglas, pais, esperado):
    assert es_iecm(nombre, siglas, pais) is esperado


def test_the_institute_is_refused_with_a_clear_message():
    iecm = Institucion(nombre="Instituto Electoral de la Ciudad de México", tipo="gubernamental")

    with pytest.raises(ValidationError) as excinfo:
        iecm.full_clean()

    assert "no es contraparte" in errores(excinfo)


# Names and acronyms (cases 16, 17, 18, F44) ---------------------------------------------------


def test_acronyms_repeat_freely():
    InstitucionFactory(nombre="Consejo Nacional Electoral de Ecuador", siglas="CNE", pais="EC")
    otra = InstitucionFactory(
        nombre="Consejo Nacional Electoral de Venezuela", siglas="CNE", pais="VE"
    )

    otra.full_clean()

    assert Institucion.objects.filter(siglas="CNE").count() == 2


def test_the_official_name_is_kept_and_the_normalised_one_is_derived():
    nombre = "Cámara Nacional «Ñandú», A.C."

    institucion = InstitucionFactory(nombre=nombre)

    institucion.refresh_from_db()
    assert institucion.nombre == nombre
    assert institucion.nombre_normalizado == "camara nacional nandu ac"


@pytest.mark.parametrize("q", ["iedf", "distrito federal", "instituto del distrito"])
def test_an_institution_is_found_by_its_alternate_names(q):
    institucion = InstitucionFactory(nombre="Organismo de Prueba")
    NombreAlternoFactory(institucion=institucion, texto="Instituto del Distrito Federal (IEDF)")

    assert list(Institucion.objects.vivos().buscar(q)) == [institucion]


def test_a_removed_alternate_name_no_longer_finds_it(direccion):
    nombre = NombreAlternoFactory(texto="Denominación perdida")

    nombre.eliminar(by=direccion)

    assert not Institucion.objects.buscar("perdida").exists()


@pytest.mark.parametrize(
    ("nombres", "primero", "segundo", "mostrado"),
    [
        ("Ana María", "Núñez", "de la Cruz", "Ana María Núñez de la Cruz"),
        ("Ursula", "von der Leyen", "", "Ursula von der Leyen"),
        ("Sukarno", "", "", "Sukarno"),
        ("小龙", "李", "", "小龙 李"),
        ("Null", "Null", "", "Null Null"),
        ("Sinéad", "O'Connor", "", "Sinéad O'Connor"),
        ("أحمد", "زكي", "", "أحمد زكي"),
        ("Zoë👩‍👩‍👧", "Ñ̃", "", "Zoë👩‍👩‍👧 Ñ̃"),
    ],
)
def test_names_of_any_shape_and_script_are_kept(nombres, primero, segundo, mostrado):
    contacto = ContactoFactory.build(
        nombres=nombres, primer_apellido=primero, segundo_apellido=segundo
    )

    contacto.full_clean()
    contacto.guardar(by=None)

    contacto.refresh_from_db()
    assert (contacto.nombres, contacto.nombre_para_mostrar) == (nombres, mostrado)
    assert Contacto.objects.buscar(mostrado).get() == contacto


def test_a_preferred_name_is_what_is_shown():
    contacto = ContactoFactory(nombres="小龙", primer_apellido="李", nombre_preferido="李小龙")

    assert str(contacto) == "李小龙"


def test_people_are_ordered_by_surname_with_n_before_enie():
    for apellido in ("Ñáñez", "Ortiz", "Nzinga", "de la Cruz"):
        ContactoFactory(primer_apellido=apellido, segundo_apellido="")

    assert [c.primer_apellido for c in Contacto.objects.order_by("orden")] == [
        "de la Cruz",
        "Nzinga",
        "Ñáñez",
        "Ortiz",
    ]


# Place (case 19) ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("escrita", "guardada"),
    [
        ("michoacan", "Michoacán de Ocampo"),
        ("CDMX", "Ciudad de México"),
        ("Estado de México", "Estado de México"),
    ],
)
def test_mexican_states_take_their_official_name(escrita, guardada):
    institucion = InstitucionFactory.build(entidad=escrita)

    institucion.full_clean()

    assert institucion.entidad == guardada


def test_mexico_is_not_taken_for_the_state_of_mexico():
    with pytest.raises(ValidationError) as excinfo:
        InstitucionFactory.build(entidad="México").full_clean()

    assert "Estado de México" in errores(excinfo)


def test_foreign_states_stay_as_written():
    institucion = InstitucionFactory.build(pais="US", entidad="California")

    institucion.full_clean()

    assert institucion.entidad == "California"


def test_the_thirty_two_states_are_there():
    assert len(set(ENTIDAD_POR_NOMBRE.values())) == 32


@pytest.mark.parametrize("sitio", ["ftp://ejemplo.mx", "javascript:alert(1)", "data:text/html,x"])
def test_only_web_addresses_are_links(sitio):
    with pytest.raises(ValidationError):
        InstitucionFactory.build(sitio_web=sitio).full_clean()


# Structure ------------------------------------------------------------------------------------


def test_a_chain_of_dependence_has_no_cycles():
    abuela = InstitucionFactory()
    madre = InstitucionFactory(institucion_padre=abuela)
    hija = InstitucionFactory(institucion_padre=madre)

    abuela.institucion_padre = hija
    with pytest.raises(ValidationError) as excinfo:
        abuela.full_clean()

    assert "ya depende de ésta" in errores(excinfo)


def test_an_institution_cannot_depend_on_itself():
    institucion = InstitucionFactory()

    with pytest.raises(IntegrityError), transaction.atomic():
        Institucion.objects.filter(pk=institucion.pk).update(institucion_padre=institucion.pk)


def test_a_subtype_of_another_type_is_refused():
    subtipo = SubtipoFactory(tipo=TipoInstitucion.ACADEMICA, nombre="Universidad")

    with pytest.raises(ValidationError) as excinfo:
        InstitucionFactory.build(tipo=TipoInstitucion.OSC, subtipo=subtipo).full_clean()

    assert "no corresponde" in errores(excinfo)


def test_merged_without_successor_is_refused_by_the_database():
    institucion = InstitucionFactory()

    with pytest.raises(IntegrityError), transaction.atomic():
        Institucion.objects.filter(pk=institucion.pk).update(estatus=EstatusInstitucion.FUSIONADA)


@pytest.mark.parametrize("factory", [NombreAlternoFactory, RelacionInstitucionalFactory])
def test_dates_are_in_order(factory):
    registro = factory()
    registro.desde, registro.hasta = DIA(2024, 5, 2), DIA(2024, 5, 1)

    with pytest.raises(ValidationError) as excinfo:
        registro.full_clean()

    assert "posterior" in errores(excinfo)


def test_a_relation_needs_two_institutions():
    institucion = InstitucionFactory()
    relacion = RelacionInstitucional(origen=institucion, destino=institucion, tipo="miembro_de")

    with pytest.raises(ValidationError) as excinfo:
        relacion.full_clean()

    assert "dos instituciones distintas" in errores(excinfo)


def test_a_relation_reads_as_a_sentence():
    relacion = RelacionInstitucionalFactory(
        origen__nombre="COPPPAL", destino__nombre="OEA", tipo="miembro_de"
    )

    assert str(relacion) == "COPPPAL es parte de OEA"


def test_tags_do_not_repeat_in_another_case():
    EtiquetaFactory(nombre="migración")

    with pytest.raises(ValidationError):
        Etiqueta(nombre="Migración").full_clean()


def test_history_keeps_the_tags(direccion):
    institucion = InstitucionFactory()
    institucion.etiquetas.add(EtiquetaFactory(nombre="voto"))

    assert institucion.history.first().etiquetas.count() == 1


# Seats, not people ----------------------------------------------------------------------------


def test_one_seat_has_one_person_at_a_time():
    ocupacion = OcupacionFactory(desde=DIA(2024, 1, 1))
    otra = OcupacionFactory.build(
        puesto=ocupacion.puesto, contacto=ContactoFactory(), desde=DIA(2024, 6, 1)
    )

    with pytest.raises(ValidationError) as excinfo:
        otra.full_clean()

    assert "Se encima" in errores(excinfo)


def test_one_seat_has_one_person_whoever_writes():
    ocupacion = OcupacionFactory()

    with pytest.raises(IntegrityError), transaction.atomic():
        OcupacionFactory(puesto=ocupacion.puesto)


@pytest.mark.parametrize(
    ("desde", "hasta", "libre"),
    [
        (DIA(2021, 1, 1), DIA(2021, 12, 31), True),
        (DIA(2025, 1, 1), None, True),
        (DIA(2021, 1, 1), DIA(2022, 1, 1), False),
        (DIA(2023, 12, 31), DIA(2024, 2, 1), False),
        (None, DIA(2022, 6, 1), False),
        (None, None, False),
    ],
)
def test_past_occupations_do_not_overlap(desde, hasta, libre):
    primera = OcupacionFactory(desde=DIA(2022, 1, 1), hasta=DIA(2023, 12, 31))
    otra = OcupacionFactory.build(
        puesto=primera.puesto, contacto=ContactoFactory(), desde=desde, hasta=hasta
    )

    if libre:
        otra.full_clean()
    else:
        with pytest.raises(ValidationError):
            otra.full_clean()


def test_a_person_may_hold_posts_in_several_institutions():
    persona = ContactoFactory()

    OcupacionFactory(contacto=persona)
    OcupacionFactory(contacto=persona)

    assert persona.ocupaciones.en_funciones().count() == 2


def test_occupations_follow_the_name_of_the_person_and_the_post():
    ocupacion = OcupacionFactory(puesto__cargo="Presidencia")
    ocupacion.contacto.primer_apellido = "Ibarra"
    ocupacion.contacto.guardar(by=None)
    ocupacion.puesto.cargo = "Dirección"
    ocupacion.puesto.guardar(by=None)

    ocupacion.refresh_from_db()

    assert str(ocupacion) == "Ana María Ibarra de la Cruz · Dirección"
    assert ocupacion.version == 1


@pytest.mark.parametrize(
    ("al", "vigente"),
    [
        (DIA(2024, 1, 14), False),
        (DIA(2024, 1, 15), True),
        (DIA(2024, 3, 1), True),
        (DIA(2024, 3, 2), False),
    ],
)
def test_occupations_in_force_count_both_ends(al, vigente):
    OcupacionFactory(desde=DIA(2024, 1, 15), hasta=DIA(2024, 3, 1))

    assert Ocupacion.objects.vigentes(al=al).exists() is vigente


def test_without_titular_means_nobody_in_office():
    con, sin = InstitucionFactory(), InstitucionFactory()
    OcupacionFactory(puesto=PuestoFactory(institucion=con))
    OcupacionFactory(
        puesto=PuestoFactory(institucion=sin), desde=DIA(2020, 1, 1), hasta=DIA(2021, 1, 1)
    )
    OcupacionFactory(puesto=PuestoFactory(institucion=sin, tipo="enlace"))

    assert list(Institucion.objects.sin_titular()) == [sin]
    assert list(Institucion.objects.con_titular()) == [con]


# What must stay -------------------------------------------------------------------------------


def test_what_is_in_use_is_not_removed(direccion):
    ocupacion = OcupacionFactory()
    padre = InstitucionFactory(institucion_padre=None)
    InstitucionFactory(institucion_padre=padre)
    subtipo = SubtipoFactory()
    InstitucionFactory(subtipo=subtipo)
    en_uso = [ocupacion.puesto.institucion, ocupacion.puesto, ocupacion.contacto, padre, subtipo]

    for registro in en_uso:
        with pytest.raises(ValidationError):
            registro.eliminar(by=direccion)


def test_what_is_free_may_go(direccion):
    for registro in (InstitucionFactory(), PuestoFactory(), ContactoFactory(), SubtipoFactory()):
        registro.eliminar(by=direccion)

        assert registro.eliminado_en is not None
