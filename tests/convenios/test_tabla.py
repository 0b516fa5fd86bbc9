"""Every (stage, step, role) of dominio 2.2.3: allowed or refused as its table says."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from convenios.actions import convenios as actos
from convenios.enums import EN_TRAMITE, EstadoConvenio
from convenios.models import Convenio
from convenios.workflows import CONVENIO
from convenios.workflows.convenio import DOCUMENTO_DE
from core.models import Parametro
from cuentas.enums import Rol
from tests.factories.convenios import ConvenioFactory
from tests.factories.cuentas import UsuarioFactory

E = EstadoConvenio
DVOE = {
    Rol.CAPTURISTA,
    Rol.ENLACE_DVOE,
    Rol.COORDINACION_ACOMPANAMIENTO,
    Rol.DIRECCION_DVOE,
}
OPERAN = DVOE - {Rol.CAPTURISTA}
JURIDICO = {Rol.JURIDICO}
DIRECCION = {Rol.DIRECCION_DVOE}
ORGANO = {Rol.JURIDICO, Rol.SECRETARIA_EJECUTIVA, Rol.DIRECCION_DVOE}
TODAS = set(E) - {E.CANCELADO}

# The sixteen rows as the office reads them, written by hand: from, to, who, document.
FILAS = {
    "admitir": ({E.SOLICITUD}, E.NEGOCIACION, DVOE, "ficha_tecnica"),
    "rechazar": ({E.SOLICITUD}, E.NO_PROCEDENTE, DIRECCION, "respuesta"),
    "proyectar": ({E.NEGOCIACION}, E.PROYECTO, DVOE, "minuta"),
    "enviar_a_opinion": ({E.PROYECTO}, E.OPINION, DVOE, None),
    "emitir_opinion": ({E.OPINION}, E.VALIDACION, OPERAN, "opinion"),
    "declarar_no_procedente": ({E.OPINION}, E.NO_PROCEDENTE, OPERAN, "opinion"),
    "devolver_a_negociacion": ({E.OPINION}, E.NEGOCIACION, OPERAN, "opinion"),
    "observar": ({E.VALIDACION}, E.PROYECTO, JURIDICO, "observaciones"),
    "validar_y_aprobar": ({E.VALIDACION}, E.APROBACION, JURIDICO, "validacion"),
    "validar_y_firmar": ({E.VALIDACION}, E.FIRMA, JURIDICO, "validacion"),
    "aprobar": ({E.APROBACION}, E.FIRMA, ORGANO, "acuerdo"),
    "engrosar": ({E.APROBACION}, E.PROYECTO, ORGANO, "acuerdo"),
    "suscribir": ({E.FIRMA}, E.SUSCRITO, OPERAN, "ejemplar"),
    "concluir": ({E.SUSCRITO}, E.CONCLUIDO, OPERAN, "informe_final"),
    "desistir": (set(EN_TRAMITE), E.DESISTIDO, DVOE | {Rol.AREA_SOLICITANTE}, "comunicacion"),
    "cancelar": (TODAS, E.CANCELADO, DIRECCION, "nota"),
    # The other order of review and the ways back.
    "enviar_a_validacion": ({E.PROYECTO}, E.VALIDACION, DVOE, None),
    "validar_y_opinar": ({E.VALIDACION}, E.OPINION, JURIDICO, "validacion"),
    "opinar_y_aprobar": ({E.OPINION}, E.APROBACION, OPERAN, "opinion"),
    "opinar_y_firmar": ({E.OPINION}, E.FIRMA, OPERAN, "opinion"),
    "regresar_a_solicitud": ({E.NEGOCIACION}, E.SOLICITUD, DIRECCION, None),
    "regresar_a_negociacion": ({E.PROYECTO}, E.NEGOCIACION, DIRECCION, None),
    "retirar_de_opinion": ({E.OPINION}, E.PROYECTO, DIRECCION, None),
    "retirar_de_validacion": ({E.VALIDACION}, E.PROYECTO, DIRECCION, None),
    "retirar_de_aprobacion": ({E.APROBACION}, E.VALIDACION, DIRECCION, None),
    "retirar_de_firma": ({E.FIRMA}, E.VALIDACION, DIRECCION, None),
    "reabrir": ({E.CONCLUIDO}, E.SUSCRITO, DIRECCION, None),
}
OTRO_ORDEN = {"enviar_a_validacion", "validar_y_opinar", "opinar_y_aprobar", "opinar_y_firmar"}


def test_table_has_these_rows_and_no_other():
    found = {
        name: (set(t.sources), t.target, DOCUMENTO_DE.get(name))
        for name, t in CONVENIO.transitions.items()
    }

    assert found == {name: (row[0], row[1], row[3]) for name, row in FILAS.items()}


@pytest.mark.django_db
@pytest.mark.parametrize("rol", list(Rol))
def test_each_role_may_what_its_rows_say(rol):
    user = UsuarioFactory(roles=[rol])
    ajeno = ConvenioFactory.build(creado_por=None)

    for name, (_from, _to, roles, _doc) in FILAS.items():
        permission = CONVENIO.transitions[name].permission
        esperado = rol in roles and rol != Rol.AREA_SOLICITANTE
        assert user.has_perm(permission, ajeno) == esperado, name


@pytest.mark.django_db
def test_area_withdraws_only_its_own():
    user = UsuarioFactory(roles=[Rol.AREA_SOLICITANTE])

    suyo = ConvenioFactory(by=user)

    assert user.has_perm("convenios.desistir_convenio", suyo)
    assert not user.has_perm("convenios.desistir_convenio", ConvenioFactory())


@pytest.fixture
def en_etapa():
    """An instrument put in a stage, skipping its life: what is tested is the way out."""

    def build(estado):
        convenio = ConvenioFactory()
        Convenio.objects.filter(pk=convenio.pk).update(
            estado=estado,
            fecha_suscripcion="2024-02-01",
            motivo_conclusion="vencimiento" if estado == E.CONCLUIDO else "",
        )
        return Convenio.objects.get(pk=convenio.pk)

    return build


@pytest.mark.django_db
@pytest.mark.parametrize("estado", list(E))
def test_steps_of_other_stages_are_refused_and_write_nothing(estado, en_etapa):
    convenio = en_etapa(estado)
    todo = {r for r in Rol if r != Rol.AUDITORIA}
    user = UsuarioFactory(roles=[str(r) for r in todo])

    for name, (sources, _to, _roles, _doc) in FILAS.items():
        if estado in sources and name not in OTRO_ORDEN:
            continue
        with pytest.raises(ValidationError) as error:
            actos.mover(convenio, name, by=user, motivo="Prueba")
        assert "No se puede" in error.value.messages[0]
    assert Convenio.objects.get(pk=convenio.pk).estado == estado


@pytest.mark.django_db
@pytest.mark.parametrize("rol", list(Rol))
def test_roles_without_the_step_get_nothing_done(rol, en_etapa):
    user = UsuarioFactory(roles=[rol])

    for name, (sources, _to, roles, _doc) in FILAS.items():
        if rol in roles:
            continue
        convenio = en_etapa(sorted(sources)[0])
        with pytest.raises((PermissionDenied, ValidationError)):
            actos.mover(convenio, name, by=user, motivo="Prueba")
        assert Convenio.objects.get(pk=convenio.pk).estado == convenio.estado


@pytest.mark.django_db
def test_other_order_of_review_is_a_parameter():
    convenio = ConvenioFactory()
    assert CONVENIO.leaves(CONVENIO.transitions["enviar_a_opinion"], en(convenio, E.PROYECTO))
    Parametro(
        clave="convenios.orden_revision", valor="validacion_primero", desde="2024-01-01"
    ).guardar(by=None)

    otro = en(Convenio.objects.get(pk=convenio.pk), E.PROYECTO)

    assert not CONVENIO.leaves(CONVENIO.transitions["enviar_a_opinion"], otro)
    assert CONVENIO.leaves(CONVENIO.transitions["enviar_a_validacion"], otro)


def en(convenio, estado):
    """In memory only."""
    convenio.estado = estado
    return convenio
