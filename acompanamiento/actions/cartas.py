"""Letters to the person, in their language, through the ledger that loses and repeats none."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from acompanamiento.enums import ClaseCarta
from acompanamiento.models import CartaVisitante, Delegacion, SolicitudVisitante
from core.tasks import enqueue


def escribir(solicitud: SolicitudVisitante, clase: str) -> CartaVisitante | None:
    """Owe a letter of a class; sent right after the commit, and swept each minute."""
    return deber(solicitud, solicitud=solicitud, clase=clase)


def escribir_delegacion(delegacion: Delegacion) -> CartaVisitante | None:
    """Owe who heads a delegation the link of its page."""
    return deber(delegacion, delegacion=delegacion, clase=ClaseCarta.DELEGACION)


def deber(obj: Any, **datos: Any) -> CartaVisitante | None:
    """Nothing is owed to who left no address."""
    if not obj.correo:
        return None
    carta = CartaVisitante.objects.create(**datos, enviar_desde=timezone.now())
    enqueue("acompanamiento.enviar_cartas")
    return carta
