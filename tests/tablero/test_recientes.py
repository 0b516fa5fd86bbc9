"""What somebody touched last, of every kind, each with the address of its own page."""

import pytest
from django.urls import reverse

from cuentas.enums import Rol
from tablero.queries.mi_dia.recientes import CLASES
from tests.entities import factory_of
from tests.factories.cuentas import UsuarioFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("modelo", [clase[0] for clase in CLASES])
def test_each_kind_that_was_touched_is_shown_with_its_own_address(client, modelo):
    direccion = UsuarioFactory(roles=[Rol.DIRECCION_DVOE])
    obj = factory_of(modelo)(by=direccion)
    client.force_login(direccion)

    pagina = client.get(reverse("tablero:recientes"))

    opts = modelo._meta
    url = reverse(f"{opts.app_label}:{opts.model_name}_detail", args=[obj.pk])
    assert f'href="{url}"' in pagina.text
