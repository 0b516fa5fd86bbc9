"""Who sees what in the directory."""

import pytest
from django.urls import reverse

from crm.enums import EstatusInstitucion
from crm.models import Institucion
from cuentas.enums import Rol
from tests.crm.paginas import ALTA, ficha, texto
from tests.factories.crm import (
    ContactoFactory,
    InstitucionFactory,
    NombreAlternoFactory,
    OcupacionFactory,
    PuestoFactory,
    RelacionInstitucionalFactory,
)
from tests.factories.cuentas import AreaFactory

pytestmark = pytest.mark.django_db


def test_a_requesting_area_sees_what_is_active_and_its_own_proposals(persona, entrar):
    area = AreaFactory()
    yo, colega = (persona(Rol.AREA_SOLICITANTE, area=area) for _ in range(2))
    ajena = persona(Rol.AREA_SOLICITANTE, area=AreaFactory())
    propuesta = EstatusInstitucion.PROPUESTA
    activa = InstitucionFactory()
    propia = InstitucionFactory(estatus=propuesta, by=colega)
    de_otra = InstitucionFactory(estatus=propuesta, by=ajena)
    inactiva = InstitucionFactory(estatus=EstatusInstitucion.INACTIVA)
    cliente = entrar(yo)

    codigos = [cliente.get(ficha(i)).status_code for i in (activa, propia, de_otra, inactiva)]

    assert codigos == [200, 200, 404, 404]
    assert set(Institucion.objects.visibles_para(yo)) == {activa, propia}


def test_what_hangs_from_a_hidden_institution_is_hidden(persona):
    yo = persona(Rol.AREA_SOLICITANTE, area=AreaFactory())
    oculta = InstitucionFactory(estatus=EstatusInstitucion.PROPUESTA)
    ocupacion = OcupacionFactory(puesto=PuestoFactory(institucion=oculta))
    nombre = NombreAlternoFactory(institucion=oculta)
    relacion = RelacionInstitucionalFactory(origen=oculta)

    for registro in (ocupacion, ocupacion.puesto, nombre, relacion):
        assert not type(registro).objects.visibles_para(yo).exists()


@pytest.mark.parametrize(
    ("rol", "ve"),
    [
        (Rol.ENLACE_DVOE, True),
        (Rol.JURIDICO, True),
        (Rol.AUDITORIA, True),
        (Rol.AREA_SOLICITANTE, False),
        (Rol.TRANSPARENCIA, False),
    ],
)
def test_internal_notes_are_internal(rol, ve, persona, entrar):
    institucion = InstitucionFactory(notas="Asunto delicado")
    cliente = entrar(persona(rol))

    paginas = [cliente.get(ficha(institucion)), cliente.get(ficha(institucion, "history"))]
    paginas.append(cliente.get(ficha(institucion, "imprimir")))

    assert "Asunto delicado" in texto(paginas[0]) if ve else True
    if not ve:
        assert all("delicado" not in texto(pagina) for pagina in paginas)
    busqueda = cliente.get(reverse("crm:institucion_list"), {"q": "delicado"})
    assert busqueda.context["rows"] == []


@pytest.mark.parametrize("rol", [Rol.AREA_SOLICITANTE, Rol.TRANSPARENCIA, Rol.JURIDICO])
def test_gender_is_reserved(rol, persona, entrar):
    contacto = ContactoFactory(genero="no_binario")

    html = texto(entrar(persona(rol)).get(ficha(contacto)))

    assert "No binario" not in html


def test_a_requesting_area_proposes(persona, entrar):
    cliente = entrar(persona(Rol.AREA_SOLICITANTE, area=AreaFactory()))

    formulario = texto(cliente.get(reverse("crm:institucion_create")))
    response = cliente.post(reverse("crm:institucion_create"), ALTA | {"notas": "no"})

    institucion = Institucion.objects.get()
    assert response.status_code == 302
    assert 'name="notas"' not in formulario
    assert (institucion.estatus, institucion.notas) == (EstatusInstitucion.PROPUESTA, "")


def test_capture_changes_only_what_is_still_proposed(persona, entrar):
    cliente = entrar(persona(Rol.CAPTURISTA))
    activa = InstitucionFactory()
    propuesta = InstitucionFactory(estatus=EstatusInstitucion.PROPUESTA)

    codigos = [cliente.get(ficha(i, "update")).status_code for i in (activa, propuesta)]

    assert codigos == [403, 200]
