"""What the office does with its calendar."""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Iterable
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from calendario.clients import BIBLIOTECA, sugerencias
from calendario.enums import TipoInhabil
from calendario.models import DiaInhabil, EnlaceCalendario
from calendario.models.enlace import huella_de

MAX_ENLACES = 10
USO_CADA = dt.timedelta(minutes=10)  # how finely the last use is told


@transaction.atomic
def agregar_sugeridos(anio: int, fechas: Iterable[dt.date], *, by: Any) -> list[DiaInhabil]:
    """Write the chosen suggestions of a year, saying where they came from.

    Days already on the list are left as they are: what the office wrote weighs more.
    """
    elegidas = set(fechas)
    rows = DiaInhabil.objects.vivos().filter(fecha__in=elegidas)
    ya_estan = set(rows.values_list("fecha", flat=True))
    nuevos = [
        DiaInhabil(
            fecha=sugerencia.fecha,
            motivo=sugerencia.motivo,
            tipo=TipoInhabil.OFICIAL,
            fuente=f"{BIBLIOTECA}; revisa el acuerdo",
        )
        for sugerencia in sugerencias(anio)
        if sugerencia.fecha in elegidas - ya_estan
    ]
    return DiaInhabil.objects.crear_varios(nuevos, by=by, motivo="Sugeridos de un año")


@transaction.atomic
def crear_enlace(nombre: str, *, by: Any, de_area: bool = False) -> tuple[EnlaceCalendario, str]:
    """Give a calendar link and its secret, which is said this once and kept nowhere."""
    if de_area and not (by.area_id and by.has_perm("calendario.compartir_enlacecalendario")):
        raise PermissionDenied
    if EnlaceCalendario.objects.vigentes().filter(creado_por=by).count() >= MAX_ENLACES:
        raise ValidationError(
            f"Ya tienes {MAX_ENLACES} enlaces que funcionan: revoca uno que no uses."
        )
    token = secrets.token_urlsafe(32)
    enlace = EnlaceCalendario(
        nombre=nombre,
        persona=None if de_area else by,
        area=by.area if de_area else None,
        huella=huella_de(token),
    )
    enlace.full_clean()
    return enlace.guardar(by=by), token


@transaction.atomic
def revocar_enlace(enlace: EnlaceCalendario, *, by: Any) -> EnlaceCalendario:
    """Whoever has the link reads nothing more from this moment on."""
    if enlace.revocado_en is None:
        enlace.revocado_en = timezone.now()
        enlace.guardar(by=by, motivo="Revocación")
    return enlace


def usar_enlace(enlace: EnlaceCalendario) -> None:
    """Note when it was last read, without writing at every reading."""
    ahora = timezone.now()
    if enlace.ultimo_uso is None or ahora - enlace.ultimo_uso > USO_CADA:
        EnlaceCalendario.objects.filter(pk=enlace.pk).update(ultimo_uso=ahora)
