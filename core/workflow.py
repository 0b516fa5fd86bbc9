"""State machines as tables.

The table says what leads where, who may, and what must hold. ``Workflow.apply`` is the only
writer of a state field; ``Workflow.available`` draws the buttons from the same table, blocked
ones with their reason.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models, transaction

Guard = Callable[[Any], str | None]  # the reason that blocks, in Spanish, or nothing
PersonGuard = Callable[[Any, Any], str | None]  # the same, when it depends on who asks


@dataclass(frozen=True)
class Transition:
    """One row of the table: a verb that leads from some states to another."""

    name: str
    label: str
    sources: Sequence[str]
    target: str
    permission: str
    guards: Sequence[Guard] = ()
    icon: str = "arrow-right"
    requires_reason: bool = False
    danger: bool = False
    people: Sequence[PersonGuard] = ()  # rules as «four eyes», said before they are broken
    applies: Callable[[Any], bool] | None = None  # rows that only some records have
    without_account: bool = False  # also moved by who holds a link, or by the clock: by=None


@dataclass(frozen=True)
class Accion:
    """A transition as a button: allowed, or blocked with the reasons."""

    transition: Transition
    reasons: list[str] = field(default_factory=list)

    @property
    def allowed(self) -> bool:
        return not self.reasons


class Workflow:
    """The transitions of one state field."""

    def __init__(self, state_field: str, transitions: Sequence[Transition]) -> None:
        self.state_field = state_field
        self.transitions = {transition.name: transition for transition in transitions}

    def state(self, obj: models.Model) -> str:
        return str(getattr(obj, self.state_field))

    def leaves(self, transition: Transition, obj: models.Model) -> bool:
        """Whether this row of the table leads anywhere from where the object is."""
        if self.state(obj) not in transition.sources:
            return False
        return transition.applies is None or transition.applies(obj)

    def reasons(
        self, transition: Transition, obj: models.Model, by: Any = None, ask: Guard | None = None
    ) -> list[str]:
        """Why the transition is blocked for this object now; empty when it may go.

        ``ask`` answers for a guard, where several rows share one and it need not be asked again.
        """
        said = [ask(guard) if ask else guard(obj) for guard in transition.guards]
        if by is not None:
            said += [guard(obj, by) for guard in transition.people]
        return [reason for reason in said if reason]

    def available(self, obj: models.Model, user: Any) -> list[Accion]:
        """The buttons this person sees on this object, blocked ones with their reason."""
        ask = cache(lambda guard: guard(obj))
        return [
            Accion(transition, self.reasons(transition, obj, user, ask))
            for transition in self.transitions.values()
            if self.leaves(transition, obj) and user.has_perm(transition.permission, obj)
        ]

    @transaction.atomic
    def apply(self, obj: Any, name: str, *, by: Any, motivo: str = "", **values: Any) -> Any:
        """Move ``obj`` through transition ``name`` and write ``values`` with it.

        Locks the row, so that two people cannot both move it. Raises PermissionDenied without
        the permission and ValidationError, in Spanish, when the state or a guard forbids it.
        ``by`` is None for who holds a personal link and for the clock, where the row allows it.
        """
        transition = self.transitions[name]
        locked = type(obj).objects.select_for_update().get(pk=obj.pk)
        may = (
            transition.without_account if by is None else by.has_perm(transition.permission, locked)
        )
        if not may:
            raise PermissionDenied
        if not self.leaves(transition, locked):
            raise ValidationError(self.refusal(transition, locked))
        if transition.requires_reason and not motivo.strip():
            raise ValidationError({"motivo": "Escribe el motivo: queda en el historial."})
        for key, value in values.items():
            setattr(locked, key, value)
        if reasons := self.reasons(transition, locked, by):
            raise ValidationError(reasons)
        setattr(locked, self.state_field, transition.target)
        return locked.guardar(by=by, motivo=motivo or transition.label)

    def refusal(self, transition: Transition, obj: models.Model) -> str:
        label = getattr(obj, f"get_{self.state_field}_display")()
        return f"No se puede {transition.label.lower()}: ahora está en «{label}»."
