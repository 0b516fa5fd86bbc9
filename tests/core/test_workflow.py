"""A table of transitions: who, from where, and why not."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from core.workflow import Transition, Workflow
from crm.models import Institucion
from cuentas.enums import Rol
from tests.factories.crm import InstitucionFactory

pytestmark = pytest.mark.django_db


def falta_sitio(obj):
    return None if obj.sitio_web else "Falta el sitio web."


TABLE = Workflow(
    "estatus",
    [
        Transition("aprobar", "Aprobar", ["propuesta"], "activa", "crm.aprobar_institucion"),
        Transition(
            "inactivar",
            "Inactivar",
            ["activa"],
            "inactiva",
            "crm.inactivar_institucion",
            guards=[falta_sitio],
            requires_reason=True,
        ),
    ],
)


def test_transition_writes_state_version_and_history(direccion):
    obj = InstitucionFactory(estatus="propuesta")

    moved = TABLE.apply(obj, "aprobar", by=direccion, motivo_estatus="Completa")

    last = moved.history.latest("history_id")
    assert (moved.estatus, moved.version, moved.motivo_estatus) == ("activa", 2, "Completa")
    assert (last.history_user_id, last.history_change_reason) == (direccion.pk, "Aprobar")


def test_without_permission_nobody_moves_it(persona):
    obj = InstitucionFactory(estatus="propuesta")

    with pytest.raises(PermissionDenied):
        TABLE.apply(obj, "aprobar", by=persona(Rol.AUDITORIA))


def test_from_another_state_it_says_where_it_is(direccion):
    obj = InstitucionFactory(estatus="activa")

    with pytest.raises(ValidationError, match="No se puede aprobar: ahora está en «Activa»"):
        TABLE.apply(obj, "aprobar", by=direccion)


def test_state_is_read_again_under_the_lock(direccion):
    """Two people press the same button: the second is told."""
    obj = InstitucionFactory(estatus="propuesta")
    stale = Institucion.objects.get(pk=obj.pk)
    TABLE.apply(obj, "aprobar", by=direccion)

    with pytest.raises(ValidationError, match="ahora está"):
        TABLE.apply(stale, "aprobar", by=direccion)


def test_reason_is_asked_where_the_table_says(direccion):
    obj = InstitucionFactory(estatus="activa", sitio_web="https://a.mx")

    with pytest.raises(ValidationError) as refused:
        TABLE.apply(obj, "inactivar", by=direccion, motivo="  ")

    assert refused.value.message_dict == {"motivo": ["Escribe el motivo: queda en el historial."]}


def test_guard_blocks_with_its_reason_and_lets_pass(direccion):
    obj = InstitucionFactory(estatus="activa")

    with pytest.raises(ValidationError, match="Falta el sitio web"):
        TABLE.apply(obj, "inactivar", by=direccion, motivo="Cerró")
    moved = TABLE.apply(obj, "inactivar", by=direccion, motivo="Cerró", sitio_web="https://a.mx")

    assert moved.estatus == "inactiva"


def test_buttons_are_those_of_the_state_and_the_person(direccion, persona):
    obj = InstitucionFactory(estatus="activa")

    [button] = TABLE.available(obj, direccion)

    assert (button.transition.name, button.allowed) == ("inactivar", False)
    assert button.reasons == ["Falta el sitio web."]
    assert TABLE.available(obj, persona(Rol.AUDITORIA)) == []
