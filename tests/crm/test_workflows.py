"""Every pair of state and transition is allowed or refused, as the table says."""

import datetime
from itertools import product

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.base import ContentFile

from core.attachments import adjuntar
from crm import actions
from crm.enums import EstatusInstitucion
from crm.models import RelacionInstitucional
from crm.workflows import ESTATUS_INSTITUCION
from cuentas.enums import Rol
from tests.factories.crm import InstitucionFactory

pytestmark = pytest.mark.django_db
HOY = datetime.date(2024, 10, 1)


def con_documento(institucion, by=None):
    archivo = ContentFile(b"%PDF-1.4 decreto", name="decreto.pdf")
    adjuntar(institucion, archivo, by=by)
    return institucion


def en_estado(estado, **kwargs):
    if estado == EstatusInstitucion.FUSIONADA:
        kwargs["sucesora"] = InstitucionFactory()
    return con_documento(InstitucionFactory(estatus=estado, **kwargs))


def hacer(verbo, institucion, by):
    datos = {"motivo": "Por decreto", "by": by}
    if verbo in ("fusionar", "extinguir"):
        datos |= {"fecha": HOY, "sucesora": InstitucionFactory()}
    return getattr(actions, verbo)(institucion, **datos)


@pytest.mark.parametrize(
    ("estado", "verbo"), list(product(EstatusInstitucion, ESTATUS_INSTITUCION.transitions))
)
def test_each_pair_is_allowed_or_refused(estado, verbo, direccion):
    institucion = en_estado(estado)
    transicion = ESTATUS_INSTITUCION.transitions[verbo]

    if estado in transicion.sources:
        hacer(verbo, institucion, direccion)
        esperado = transicion.target
    else:
        with pytest.raises(ValidationError):
            hacer(verbo, institucion, direccion)
        esperado = estado

    institucion.refresh_from_db()
    assert institucion.estatus == esperado


def test_every_state_is_reachable():
    alcanzables = {t.target for t in ESTATUS_INSTITUCION.transitions.values()}

    assert alcanzables | {EstatusInstitucion.PROPUESTA} == set(EstatusInstitucion)


@pytest.mark.parametrize("verbo", list(ESTATUS_INSTITUCION.transitions))
@pytest.mark.parametrize("rol", list(Rol))
def test_only_the_roles_of_the_rule_may(verbo, rol, persona):
    transicion = ESTATUS_INSTITUCION.transitions[verbo]
    institucion = en_estado(transicion.sources[0])
    pueden = {Rol.DIRECCION_DVOE}
    if verbo in ("aprobar", "inactivar", "reactivar"):
        pueden.add(Rol.ENLACE_DVOE)

    if rol in pueden:
        assert hacer(verbo, institucion, persona(rol)).estatus == transicion.target
    else:
        with pytest.raises(PermissionDenied):
            hacer(verbo, institucion, persona(rol))


def test_a_closed_embassy_becomes_inactive_with_its_reason(direccion):
    """Case 63: broken relations are not a deletion."""
    embajada = InstitucionFactory(nombre="Embajada del Ecuador en México", pais="EC")

    actions.inactivar(embajada, by=direccion, motivo="Relaciones rotas en abril de 2024")

    embajada.refresh_from_db()
    assert embajada.estatus == EstatusInstitucion.INACTIVA
    assert embajada.motivo_estatus == "Relaciones rotas en abril de 2024"
    assert embajada.history.first().history_change_reason == "Relaciones rotas en abril de 2024"


@pytest.mark.parametrize("verbo", ["inactivar", "reactivar", "fusionar", "extinguir"])
def test_without_reason_nothing_changes(verbo, direccion):
    institucion = en_estado(ESTATUS_INSTITUCION.transitions[verbo].sources[0])

    with pytest.raises(ValidationError) as excinfo:
        ESTATUS_INSTITUCION.apply(institucion, verbo, by=direccion, motivo="  ")

    assert "motivo" in str(excinfo.value)


@pytest.mark.parametrize("verbo", ["fusionar", "extinguir"])
def test_the_end_needs_a_document(verbo, direccion):
    institucion = InstitucionFactory()

    with pytest.raises(ValidationError) as excinfo:
        hacer(verbo, institucion, direccion)

    assert "Adjunta el documento" in str(excinfo.value)


@pytest.mark.parametrize(
    "sucesora", [None, EstatusInstitucion.PROPUESTA, EstatusInstitucion.EXTINTA, "ella misma"]
)
def test_the_successor_must_be_another_active_institution(sucesora, direccion):
    institucion = con_documento(InstitucionFactory())
    if sucesora == "ella misma":
        sucesora = institucion
    elif sucesora:
        sucesora = InstitucionFactory(estatus=sucesora)

    with pytest.raises(ValidationError):
        actions.fusionar(institucion, by=direccion, motivo="x", sucesora=sucesora, fecha=HOY)

    institucion.refresh_from_db()
    assert institucion.estatus == EstatusInstitucion.ACTIVA


def test_a_merger_points_to_the_successor_and_keeps_the_record(direccion):
    institucion, sucesora = con_documento(InstitucionFactory()), InstitucionFactory()

    actions.fusionar(institucion, by=direccion, motivo="Reforma", sucesora=sucesora, fecha=HOY)

    institucion.refresh_from_db()
    relacion = RelacionInstitucional.objects.get(origen=institucion)
    assert (institucion.sucesora, institucion.vigente_hasta) == (sucesora, HOY)
    assert (relacion.destino, relacion.tipo, relacion.desde) == (sucesora, "se_fusiona_en", HOY)


def test_an_extinct_one_may_have_no_successor(direccion):
    institucion = con_documento(InstitucionFactory())

    actions.extinguir(institucion, by=direccion, motivo="Reforma", fecha=HOY)

    institucion.refresh_from_db()
    assert institucion.estatus == EstatusInstitucion.EXTINTA
    assert not RelacionInstitucional.objects.exists()


def test_buttons_come_from_the_table(direccion, persona):
    institucion = InstitucionFactory()

    de_direccion = ESTATUS_INSTITUCION.available(institucion, direccion)
    de_captura = ESTATUS_INSTITUCION.available(institucion, persona(Rol.CAPTURISTA))

    assert [a.transition.name for a in de_direccion] == ["inactivar", "fusionar", "extinguir"]
    assert de_captura == []
