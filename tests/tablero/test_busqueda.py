"""Search page and palette: what is found, and by whom."""

import pytest
from django.urls import reverse

from crm.enums import EstatusInstitucion
from cuentas.enums import Rol
from tablero.queries.busqueda import buscar_todo, leer_prefijo
from tests.factories.crm import ContactoFactory, InstitucionFactory, OcupacionFactory
from tests.factories.seguimiento import (
    CompromisoFactory,
    GestionFactory,
    InteraccionFactory,
    ReunionFactory,
)

pytestmark = pytest.mark.django_db

DIRECCIONES = ["tablero:buscar", "tablero:paleta"]
HOSTILES = [
    "a\x00b",
    "\ufeff",
    "\u202eevil",
    "👩‍👩‍👧",
    "%00",
    "'; DROP TABLE crm_institucion; --",
    "<script>alert(1)</script>",
    "x" * 5000,
    "Z̷͉͝a̸l̵g̶o̵",
    "李 明",
    "@",
    ">",
    "#",
    "@ > #",
]


@pytest.fixture
def unam():
    return InstitucionFactory(nombre="Universidad Nacional Autónoma de México", siglas="UNAM")


@pytest.mark.parametrize("direccion_url", DIRECCIONES)
def test_anonymous_goes_to_sign_in(client, direccion_url):
    response = client.get(reverse(direccion_url), {"q": "unam"})

    assert response.status_code == 302
    assert "unam" not in response.content.decode()


@pytest.mark.parametrize("direccion_url", DIRECCIONES)
@pytest.mark.parametrize("q", HOSTILES)
def test_hostile_queries_get_a_page(cliente, unam, direccion_url, q):
    response = cliente.get(reverse(direccion_url), {"q": q})

    assert response.status_code == 200
    assert "<script>alert" not in response.content.decode()
    assert "\x00" not in response.content.decode()


def test_page_groups_what_answers(cliente, unam):
    ocupacion = OcupacionFactory(
        puesto__institucion=unam, contacto__nombres="Ximena", contacto__primer_apellido="Núñez"
    )

    html = cliente.get(reverse("tablero:buscar"), {"q": "unam"}).content.decode()

    assert reverse("crm:institucion_detail", args=[unam.pk]) in html
    assert reverse("crm:puesto_detail", args=[ocupacion.puesto_id]) in html
    html = cliente.get(reverse("tablero:buscar"), {"q": "XIMENA NUNEZ"}).content.decode()
    assert reverse("crm:contacto_detail", args=[ocupacion.contacto_id]) in html
    assert "UNAM" in html  # what the person does, beside the name


def test_typing_error_is_told(cliente, unam):
    html = cliente.get(reverse("tablero:buscar"), {"q": "univercidad"}).content.decode()

    assert "Se buscó también «universidad»" in html


def test_iecm_is_explained_instead_of_listed(cliente, unam):
    for q in ("IEDF", "iecm", "Instituto Electoral del Distrito Federal"):
        html = cliente.get(reverse("tablero:buscar"), {"q": q}).content.decode()

        assert "no es contraparte" in html


def test_nothing_found_says_what_to_do(cliente):
    html = cliente.get(reverse("tablero:buscar"), {"q": "qqqqq"}).content.decode()

    assert "No encontramos «qqqqq»" in html


def test_palette_is_options_and_nothing_around(cliente, unam):
    html = cliente.get(reverse("tablero:paleta"), {"q": "unam"}).content.decode()

    assert "<html" not in html
    assert 'id="paleta-institucion-1"' in html
    assert f'data-url="{reverse("crm:institucion_detail", args=[unam.pk])}"' in html


def test_palette_before_typing_offers_what_one_changed_and_may_do(entrar, direccion, unam):
    unam.guardar(by=direccion)

    html = entrar(direccion).get(reverse("tablero:paleta")).content.decode()

    assert "Lo último que cambiaste" in html
    assert "Registrar institución" in html


def test_actions_are_found_by_their_beginnings_and_permission(entrar, persona):
    lectura = entrar(persona(Rol.AUDITORIA))
    escritura = entrar(persona(Rol.ENLACE_DVOE))

    q = {"q": "reg inst"}

    assert "Registrar institución" in escritura.get(reverse("tablero:paleta"), q).content.decode()
    assert "Registrar institución" not in lectura.get(reverse("tablero:paleta"), q).content.decode()


@pytest.mark.parametrize(
    ("q", "esperado"),
    [
        ("@ximena", ("personas", "ximena")),
        ("> importar", ("acciones", " importar")),
        ("#12", ("folios", "12")),
        ("unam", ("", "unam")),
        (None, ("", "")),
    ],
)
def test_leer_prefijo(q, esperado):
    assert leer_prefijo(q) == esperado


def test_prefixes_narrow_the_search(direccion, unam):
    ContactoFactory(nombres="Unamuno")

    assert [g.clave for g in buscar_todo(direccion, "@unam", 5).grupos] == ["contacto"]
    assert [g.clave for g in buscar_todo(direccion, ">importar", 5).grupos] == ["acciones"]
    assert "folio" in buscar_todo(direccion, "#3", 5).nota


@pytest.mark.parametrize("rol", list(Rol))
def test_canary_is_seen_only_by_who_may_see_it(entrar, persona, rol):
    """A proposed institution and its words: no result, no count, no suggestion (T31)."""
    canario = InstitucionFactory(
        nombre="Xoloitzcanario Secreto", siglas="", estatus=EstatusInstitucion.PROPUESTA
    )
    cliente = entrar(persona(rol))
    visible = rol != Rol.AREA_SOLICITANTE

    for url in DIRECCIONES:
        for q in ("xoloitzcanario", "xoloitzcanari", "xoloitzcamario"):
            html = cliente.get(reverse(url), {"q": q}).content.decode()
            assert (reverse("crm:institucion_detail", args=[canario.pk]) in html) == visible
            if not visible:
                assert "Xoloitzcanario" not in html
                assert "«xoloitzcanario»" not in html.replace(f"No encontramos «{q}»", "")


def test_people_do_not_tell_of_institutions_one_may_not_know(entrar, persona):
    OcupacionFactory(
        puesto__institucion__nombre="Xoloitzcanario Secreto",
        puesto__institucion__siglas="XOLO",
        puesto__institucion__estatus=EstatusInstitucion.PROPUESTA,
        contacto__nombres="Yolotzin",
    )
    cliente = entrar(persona(Rol.AREA_SOLICITANTE))

    for q in ("xolo", "xoloitzcanario", "yolotzin", "presidencia"):
        html = cliente.get(reverse("tablero:buscar"), {"q": q}).content.decode()
        assert "/crm/contactos/" not in html.split("<main")[1]
        assert "/crm/puestos/" not in html.split("<main")[1]


def test_search_costs_the_same_with_many_rows(cliente, django_assert_max_num_queries):
    for numero in range(30):
        OcupacionFactory(puesto__institucion__nombre=f"Ateneo {numero}")
    cliente.get(reverse("tablero:buscar"), {"q": "ateneo"})

    with django_assert_max_num_queries(24):  # two for each kind of record, however many answer
        cliente.get(reverse("tablero:buscar"), {"q": "ateneo"})


@pytest.mark.parametrize("q", ["#1", "#0001", "#GES", "GES-"])
def test_gestiones_are_found_by_folio(direccion, q):
    gestion = GestionFactory()

    grupos = buscar_todo(direccion, q, 5).grupos

    found = next(grupo for grupo in grupos if grupo.clave == "gestion")
    assert [r.texto for r in found.resultados] == [gestion.folio]


def test_what_happened_is_found_by_what_it_was_about(direccion):
    ReunionFactory(asunto="Zafarrancho anual")
    CompromisoFactory(texto="Zafarrancho por escrito")
    InteraccionFactory(resumen="Zafarrancho por teléfono")

    keys = {grupo.clave for grupo in buscar_todo(direccion, "zafarrancho", 5).grupos}

    assert {"reunion", "compromiso", "interaccion"} <= keys


def test_folios_of_others_are_not_found(persona):
    GestionFactory()

    assert buscar_todo(persona(Rol.AREA_SOLICITANTE), "#1", 5).grupos == []
