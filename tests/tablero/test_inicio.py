"""The directory at a glance: counts beside the cut, and counters that equal their lists."""

import re
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from config.entradas import ACCIONES, OTRAS_PAGINAS, PAGINAS
from config.menu import barra_de
from crm.enums import EstatusInstitucion, TipoInstitucion
from crm.models import Institucion
from cuentas.enums import Rol
from tablero.calculations import CORTE_2023, comparar, variacion
from tablero.queries import inicio
from tests.factories.avisos import LatidoFactory
from tests.factories.crm import InstitucionFactory, OcupacionFactory
from tests.factories.cuentas import AreaFactory

pytestmark = pytest.mark.django_db


def test_cut_is_the_programme_s_figure():
    assert CORTE_2023.total == 785
    assert list(CORTE_2023.por_tipo) == list(TipoInstitucion.values)


@pytest.mark.parametrize(
    ("hoy", "texto"),
    [
        (785, "igual que entonces"),
        (786, "1 más que entonces"),
        (0, "785 menos que entonces"),
        (2785, "2,000 más que entonces"),
    ],
)
def test_variation_is_said_in_words(hoy, texto):
    assert variacion(hoy, 785) == texto


def test_bars_share_one_scale():
    barras = comparar({"osc": 704}, CORTE_2023, TipoInstitucion.choices)

    por_clave = {barra.clave: barra for barra in barras}
    assert por_clave["osc"].ancho_hoy == 100
    assert por_clave["gubernamental"].ancho_antes == 50
    assert por_clave["gubernamental"].ancho_hoy == 0


def test_panorama_shows_counts_and_changes(cliente, direccion):
    mia = InstitucionFactory(tipo="osc", responsable=direccion, by=direccion)
    OcupacionFactory(puesto__institucion=mia)

    html = cliente.get(reverse("tablero:panorama")).content.decode()

    assert "60 en 2023" in html
    assert "784 menos que entonces" in html
    assert reverse("crm:institucion_detail", args=[mia.pk]) in html
    assert direccion.nombre_completo in html
    assert "style=" not in html


def test_changes_made_at_once_are_told_together(direccion):
    nuevas = [InstitucionFactory.build(nombre=f"Ateneo {n}") for n in range(5)]
    Institucion.objects.crear_varios(nuevas, by=direccion)
    ahora = timezone.now().replace(second=30)
    Institucion.objects.update(actualizado_en=ahora)

    cambio, *otros = inicio.cambios_recientes(direccion)

    assert (cambio.mas, cambio.de_que, cambio.es_alta) == (4, "instituciones", True)
    assert otros == []


def test_mine_begin_with_those_not_heard_of_for_longest(direccion):
    dias = {"Ateneo B": date(2026, 1, 1), "Ateneo A": None, "Ateneo C": date(2025, 1, 1)}
    for nombre, dia in dias.items():
        InstitucionFactory(nombre=nombre, responsable=direccion, ultimo_contacto_en=dia)

    nombres = [fila["nombre"] for fila in inicio.mis_instituciones(direccion)]

    assert nombres == ["Ateneo C", "Ateneo B", "Ateneo A"]


def test_counts_leave_out_what_was_deleted(direccion):
    InstitucionFactory(tipo="osc")
    InstitucionFactory(tipo="osc").eliminar(by=direccion)

    por_tipo = {barra.clave: barra.hoy for barra in inicio.instituciones_por_tipo(direccion)}

    assert por_tipo["osc"] == 1


def test_every_counter_equals_its_list(cliente, direccion):
    OcupacionFactory()
    InstitucionFactory(estatus=EstatusInstitucion.PROPUESTA)
    InstitucionFactory(correo_institucional="a@ejemplo.mx").confirmar()

    for faltante in inicio.faltantes(direccion):
        lista = cliente.get(faltante.url)

        assert lista.status_code == 200
        assert lista.context["count"].text == faltante.cuenta.text, faltante.texto
        assert lista.context["filter"].active


def test_requesting_area_counts_only_what_it_may_see(persona):
    solicitante = persona(Rol.AREA_SOLICITANTE)
    InstitucionFactory(estatus=EstatusInstitucion.PROPUESTA)
    InstitucionFactory()

    barras = inicio.instituciones_por_tipo(solicitante)

    assert sum(barra.hoy for barra in barras) == 1
    assert len(inicio.cambios_recientes(solicitante)) == 1


@pytest.mark.parametrize("rol", list(Rol))
@pytest.mark.parametrize("pagina", ["inicio", "panorama", "agenda"])
def test_page_opens_for_every_role_within_fifteen_queries(entrar, persona, rol, pagina):
    quien = persona(rol)
    cliente = entrar(quien)
    LatidoFactory()
    for _ in range(3):
        OcupacionFactory(puesto__institucion__responsable=quien)

    with CaptureQueriesContext(connection) as consultas:
        response = cliente.get(reverse(f"tablero:{pagina}"))

    assert response.status_code == 200
    assert len(consultas) <= 15


def test_menu_marks_where_one_is(cliente):
    html = cliente.get(reverse("crm:institucion_list")).content.decode()

    actual = re.findall(r'<a href="([^"]+)" aria-current="page"', html)
    assert set(actual) == {reverse("crm:institucion_list")}


@pytest.mark.parametrize("rol", list(Rol))
def test_bar_has_ten_places_at_most(persona, rol):
    quien = persona(rol, area=AreaFactory())

    barra = barra_de(quien)

    assert 1 < len(barra) <= 10
    # What left the bar is found from the palette, and from the agenda by whoever has one.
    assert "calendario:calculadora" in {entrada.url_name for entrada in OTRAS_PAGINAS}


def test_who_answers_for_personal_data_has_them_at_hand(entrar, persona):
    en_barra = {rol: {e["url"] for e in barra_de(persona(rol))} for rol in Rol}

    arco = reverse("observacion:solicitudarco_list")
    assert arco in en_barra[Rol.TRANSPARENCIA]
    assert arco not in en_barra[Rol.DIRECCION_DVOE]
    lista = entrar(persona(Rol.DIRECCION_DVOE)).get("/observacion/solicitudes-de-observacion/")
    assert f'href="{arco}"' in lista.content.decode()


def test_agenda_leads_to_the_calculator_of_terms(cliente):
    html = cliente.get(reverse("tablero:agenda")).content.decode()

    assert f'href="{reverse("calendario:calculadora")}"' in html


def test_menu_offers_only_what_opens(entrar, persona):
    for rol in Rol:
        cliente = entrar(persona(rol))
        contexto = cliente.get(reverse("tablero:buscar")).context

        for entrada in [*contexto["menu"], *contexto["registrar"]]:
            assert cliente.get(entrada["url"]).status_code == 200, (rol, entrada["text"])


def test_every_page_and_action_of_the_palette_opens(entrar, persona):
    for rol in Rol:
        quien = persona(rol)
        cliente = entrar(quien)
        for entrada in [*PAGINAS, *ACCIONES]:
            if entrada.permitida(quien) and not entrada.url_name.startswith("account_"):
                assert cliente.get(entrada.url).status_code == 200, (rol, entrada.text)
