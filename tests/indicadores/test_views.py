"""The page of AI 3: every figure leads to as many folios; the close asks, and then stays."""

import re
from io import StringIO

import pytest
from django.core.management import call_command

from crm.models import Gestion
from cuentas.enums import Rol
from cuentas.models import Usuario
from indicadores.models import CierreTrimestral
from tests.factories.cuentas import AreaFactory
from tests.factories.seguimiento import GestionFactory
from tests.indicadores.cuarenta import local
from tests.indicadores.test_ai3 import ai3, cerrar, cuarenta  # noqa: F401 fixtures

pytestmark = pytest.mark.django_db
PERIODO = "anio=2024&trimestre=1"


def test_each_figure_equals_its_list(cliente, ai3, cuarenta):  # noqa: F811
    page = cliente.get(f"/indicadores/ai3/?{PERIODO}").content.decode()
    figures = re.findall(r'ai3/folios/(\w+)/\?[^"]*">([\d,]+)<', page)

    assert len(figures) == 4
    for name, value in figures:
        listed = cliente.get(f"/indicadores/ai3/folios/{name}/?{PERIODO}").content.decode()
        assert f'class="count">{value}<' in listed
        assert listed.count('<th scope="row"><a href="/crm/gestiones/') == int(value)


def test_list_says_how_many_one_may_not_see(persona, entrar, ai3, cuarenta, monkeypatch):  # noqa: F811
    """Whoever reads the indicator sees every gestión today; the rule may change, the sum not."""
    real = Usuario.has_perm
    narrow = lambda user, perm, obj=None: (  # noqa: E731
        perm != "crm.view_gestiones_ajenas" and real(user, perm, obj)
    )
    monkeypatch.setattr(Usuario, "has_perm", narrow)
    area = AreaFactory()
    asked = Gestion.objects.filter(fecha_solicitud=local("2024-02-01 10:00"))
    mine = list(asked.values_list("pk", flat=True)[:2])
    Gestion.objects.filter(pk__in=mine).update(area_solicitante=area)
    reader = entrar(persona(Rol.TRANSPARENCIA, area=area))

    page = reader.get(f"/indicadores/ai3/folios/solicitadas/?{PERIODO}").content.decode()

    assert 'class="count">24<' in page
    assert "22 folios de esta cifra son de otras áreas y no puedes verlos" in page
    assert page.count('<th scope="row"><a href="/crm/gestiones/') == 2


def test_list_pages_by_fifty(cliente, ai3):  # noqa: F811
    for _ in range(51):
        GestionFactory(fecha_solicitud=local("2024-02-01 10:00"))
    url = f"/indicadores/ai3/folios/solicitadas/?{PERIODO}"

    first, second = (cliente.get(f"{url}&pagina={n}").content.decode() for n in (1, 2))

    row = '<th scope="row"><a href="/crm/gestiones/'
    assert (first.count(row), second.count(row)) == (50, 1)
    assert "no puedes ver" not in first


def test_trend_names_its_quarters_as_people_do(cliente, ai3):  # noqa: F811
    page = cliente.get(f"/indicadores/ai3/desglose/?{PERIODO}").content.decode()

    assert "T4 2023" in page
    assert "4.º trimestre de 2023" in page
    assert "2023-T4" not in page


def test_breakdown_renders(cliente, ai3, cuarenta):  # noqa: F811
    page = cliente.get(f"/indicadores/ai3/desglose/?{PERIODO}")

    assert page.status_code == 200
    assert "Nueve de cada diez" in page.content.decode()


def test_close_asks_to_have_reviewed(cliente, ai3, cuarenta):  # noqa: F811
    url = f"/indicadores/ai3/cerrar/?{PERIODO}"

    assert cliente.post(url).status_code == 422
    assert cliente.post(url, {"confirmo": "on"}).status_code == 302
    assert CierreTrimestral.objects.get().periodo == "1.er trimestre de 2024"
    again = cliente.post(url, {"confirmo": "on"})
    assert again.status_code == 422
    assert "ya se cerró" in again.content.decode()


def test_adjust_lists_what_changed(cliente, direccion, ai3, cuarenta):  # noqa: F811
    cierre = cerrar(ai3, direccion)
    page = cliente.get(f"/indicadores/cierres-trimestrales/{cierre.pk}/").content.decode()

    assert "falta registrar" in page  # three were attended after the cut
    response = cliente.post(
        f"/indicadores/cierres-trimestrales/{cierre.pk}/ajustar/", {"motivo": "Tardía"}
    )
    assert response.status_code == 302
    assert cierre.ajustes.count() == 3  # group F of the forty


def test_empty_quarter_has_no_value(cliente, ai3):  # noqa: F811
    page = cliente.get("/indicadores/ai3/?anio=2030&trimestre=2").content.decode()

    assert "Sin gestiones solicitadas" in page


def test_who_only_reads_cannot_close(persona, entrar, ai3):  # noqa: F811
    reader = entrar(persona(Rol.AUDITORIA))

    assert reader.get(f"/indicadores/ai3/?{PERIODO}").status_code == 200
    assert reader.get(f"/indicadores/ai3/cerrar/?{PERIODO}").status_code == 403


def test_without_the_programme_the_page_says_what_to_do(cliente, db):
    page = cliente.get("/indicadores/ai3/")

    assert page.status_code == 200
    assert "cargar_programa" in page.content.decode()


def test_the_command_loads_everything_once(db):
    first, second = StringIO(), StringIO()
    call_command("cargar_programa", stdout=first)
    call_command("cargar_programa", stdout=second)

    assert "7 indicadores" in first.getvalue()
    assert "0 registros y 0 indicadores" in second.getvalue()
