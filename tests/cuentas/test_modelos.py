"""What the data of accounts may never be."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from cuentas import actions
from cuentas.enums import Rol
from cuentas.models import Area, OrganoColegiado, Usuario
from tests.factories.cuentas import AreaFactory, OrganoColegiadoFactory, UsuarioFactory

pytestmark = pytest.mark.django_db


def test_the_address_is_unique_whatever_its_case():
    UsuarioFactory(correo="ana@ejemplo.mx")
    otra = Usuario(correo="ANA@Ejemplo.mx", nombres="A", primer_apellido="B")

    with pytest.raises(ValidationError, match="Ya existe una cuenta con ese correo"):
        otra.full_clean(exclude=["password"])
    with pytest.raises(IntegrityError), transaction.atomic():
        otra.guardar(by=None)


def test_stored_names_and_search():
    ana = UsuarioFactory(nombres=" Ana  María ", primer_apellido="Núñez", segundo_apellido="")

    assert ana.nombre_completo == str(ana) == "Ana María Núñez"
    assert ana.get_short_name() == "Ana"
    assert list(Usuario.objects.buscar("nunez ana")) == [ana]


@pytest.mark.parametrize("roles", ["administracion", ["inventado"], ["juridico", "juridico"]])
def test_roles_are_a_list_of_known_ones(roles):
    persona = Usuario(correo="a@b.mx", nombres="A", primer_apellido="B", roles=roles)

    with pytest.raises(ValidationError) as error:
        persona.full_clean(exclude=["password"])

    assert "roles" in error.value.message_dict


def test_history_keeps_no_secret():
    campos = {f.name for f in Usuario.history.model._meta.get_fields()}

    assert campos.isdisjoint({"password", "last_login", "epoca_sesiones", "busqueda"})


def test_con_rol_is_exact():
    administra = UsuarioFactory(roles=[Rol.ADMINISTRACION.value, Rol.JURIDICO.value])
    UsuarioFactory(roles=[Rol.ENLACE_DVOE.value])

    assert list(Usuario.objects.con_rol(Rol.ADMINISTRACION)) == [administra]


def test_an_area_does_not_depend_on_itself_or_its_own():
    madre = AreaFactory()
    hija = AreaFactory(padre=madre)
    nieta = AreaFactory(padre=hija)
    madre.padre = nieta

    with pytest.raises(ValidationError, match="Elige otra área superior"):
        madre.full_clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        Area.objects.filter(pk=madre.pk).update(padre=madre.pk)


@pytest.mark.parametrize("factory", [AreaFactory, OrganoColegiadoFactory])
def test_dates_of_existence(factory):
    vigente = factory(vigente_desde=date(2020, 1, 1), vigente_hasta=date(2024, 12, 31))
    siempre = factory()
    modelo = type(vigente)

    assert set(modelo.objects.vigentes(date(2024, 12, 31))) == {vigente, siempre}
    assert set(modelo.objects.vigentes(date(2025, 1, 1))) == {siempre}
    with pytest.raises(ValidationError, match="igual o posterior"):
        factory.build(vigente_desde=date(2024, 1, 2), vigente_hasta=date(2024, 1, 1)).full_clean()


def test_what_others_point_at_stays():
    madre = AreaFactory()
    AreaFactory(padre=madre)
    provisional = OrganoColegiadoFactory()
    OrganoColegiadoFactory(antecede_a=provisional)

    assert madre.impedimentos_para_eliminar() == [
        "Otras áreas dependen de ella (1): reubícalas antes."
    ]
    assert provisional.impedimentos_para_eliminar() != []


def test_the_catalogue_loads_once():
    total = actions.cargar_areas(by=None)

    assert total == Area.objects.count() + OrganoColegiado.objects.count() == 6 + 33 + 5
    assert actions.cargar_areas(by=None) == 0
    assert Area.objects.get(siglas="DVOE").padre.siglas == "SE"
    covoe = OrganoColegiado.objects.get(siglas="COVOE")
    assert covoe.antecede_a.antecede_a.siglas == "COVIN"
