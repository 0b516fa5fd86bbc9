"""After restoring a backup: the disposals executed since it was made, applied again (dominio 2.10).

The register of disposals goes back with the rest of the base, so the list comes from outside.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.dateparse import parse_date

from acompanamiento.actions.depuracion import suprimir_visitantes
from calendario.models import ProcesoElectoral
from core.supresion import a_fondo, borrar_archivos
from observacion.actions.depuracion import Suprimir, exigir_vencida, suprimir_observacion
from observacion.enums import EstadoDepuracion, SistemaDatos
from observacion.models import DepuracionDatos

COLUMNAS = ("sistema", "proceso", "acta", "ejecutada")
PERMISO = "observacion.ejecutar_depuraciondatos"
MOTIVO = "Se aplicó otra vez, después de restaurar un respaldo"
SUPRIMEN: dict[str, Suprimir] = {
    SistemaDatos.VISITANTES: suprimir_visitantes,
    SistemaDatos.OBSERVACION: suprimir_observacion,
}


@dataclass(frozen=True)
class Reaplicada:
    """One of the list: what left this time, and whether the register already had it."""

    depuracion: DepuracionDatos
    conteos: dict[str, int]
    ya_constaba: bool


def ejecutadas() -> list[dict[str, str]]:
    """The list to keep with the records of disposal, outside the backups."""
    rows = DepuracionDatos.objects.vivos().filter(estado=EstadoDepuracion.EJECUTADA)
    return [
        {
            "sistema": una.sistema,
            "proceso": una.proceso.clave,
            "acta": una.acta,
            "ejecutada": timezone.localdate(una.ejecutada_en).isoformat(),
        }
        for una in rows.select_related("proceso").order_by("ejecutada_en", "pk")
    ]


def reaplicar(lista: Iterable[Mapping[str, str]], *, by: Any) -> list[Reaplicada]:
    """Take away again what each disposal of the list took: all of them, or none.

    To do it twice is the same as once. Raises PermissionDenied when ``by`` does not execute
    disposals, and ValidationError, with the line, when one is not understood or not yet due.
    """
    if by is None or not by.has_perm(PERMISO):
        raise PermissionDenied("Las depuraciones las ejecuta la dirección.")
    with transaction.atomic():
        a_fondo()
        return [
            reaplicar_una(renglon, numero, by=by) for numero, renglon in enumerate(lista, start=2)
        ]


def reaplicar_una(renglon: Mapping[str, str], numero: int, *, by: Any) -> Reaplicada:
    sistema, acta = leer(renglon, "sistema", numero), leer(renglon, "acta", numero)
    clave = leer(renglon, "proceso", numero)
    dia = dia_de(renglon, numero)
    if sistema not in SUPRIMEN:
        raise ValidationError(f"Renglón {numero}: no se depura el sistema «{sistema}».")
    proceso = ProcesoElectoral.objects.vivos().filter(clave=clave).first()
    if proceso is None:
        raise ValidationError(f"Renglón {numero}: no existe el proceso «{clave}».")
    try:
        exigir_vencida(proceso)
    except ValidationError as error:
        raise ValidationError(f"Renglón {numero}: {error.messages[0]}") from error
    conteos, sobran = SUPRIMEN[sistema](proceso)
    transaction.on_commit(lambda: borrar_archivos(sobran))
    depuracion, ya_constaba = constancia(sistema, proceso, acta, dia)
    if not ya_constaba:
        depuracion.estado, depuracion.conteos = EstadoDepuracion.EJECUTADA, conteos
        depuracion.ejecutada_en, depuracion.ejecutada_por = timezone.now(), by
        depuracion.guardar(by=by, motivo=MOTIVO)
    return Reaplicada(depuracion, conteos, ya_constaba)


def constancia(sistema: str, proceso: Any, acta: str, dia: dt.date) -> tuple[DepuracionDatos, bool]:
    """Its row in the register: the executed one, the proposal that was waiting, or a new one."""
    suyas = DepuracionDatos.objects.vivos().filter(sistema=sistema, proceso=proceso)
    for una in suyas.filter(estado=EstadoDepuracion.EJECUTADA, acta=acta):
        if timezone.localdate(una.ejecutada_en) >= dia:
            return una, True
    propuesta = suyas.filter(estado=EstadoDepuracion.PROPUESTA).first()
    return propuesta or DepuracionDatos(sistema=sistema, proceso=proceso, acta=acta), False


def leer(renglon: Mapping[str, str], columna: str, numero: int) -> str:
    valor = (renglon.get(columna) or "").strip()
    if not valor:
        raise ValidationError(f"Renglón {numero}: falta «{columna}».")
    return valor


def dia_de(renglon: Mapping[str, str], numero: int) -> dt.date:
    texto = leer(renglon, "ejecutada", numero)
    try:
        dia = parse_date(texto)
    except ValueError:
        dia = None
    if dia is None:
        raise ValidationError(f"Renglón {numero}: escribe la fecha como 2027-03-15.")
    return dia
