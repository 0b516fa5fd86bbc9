"""Loading the MIR, closing a quarter, and telling what changed afterwards."""

from __future__ import annotations

import csv
import datetime as dt
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from calendario.calculations import nombre_trimestre, trimestre
from core.models import Parametro
from crm.workflows.gestion import CERRADO_HASTA
from indicadores.calculations import huella, porcentaje_atendidas
from indicadores.models import AjusteIndicador, CierreTrimestral, Indicador
from indicadores.queries.ai3 import TODOS, conteos
from indicadores.queries.cierres import diferencias, fotografia
from programa.models import ActividadInstitucional

MIR = Path(__file__).parent / "datos" / "mir.csv"


@transaction.atomic
def cargar_mir(*, by: Any) -> int:
    """Load the seven indicators as the programme says (dominio §1.9); returns how many were new."""
    actividades = {a.clave: a for a in ActividadInstitucional.objects.vivos()}
    count = 0
    with MIR.open(encoding="utf-8", newline="") as archivo:
        filas = list(csv.DictReader(archivo))
    for fila in filas:
        if Indicador.objects.filter(clave=fila["clave"]).exists():
            continue
        actividad = actividades.get(fila["actividad"])
        resumen = fila["resumen"] or (actividad.enunciado if actividad else "")
        values = fila | {"actividad": actividad, "resumen": resumen}
        Indicador(**values).guardar(by=by, motivo="Carga literal del Programa 2024")
        count += 1
    return count


@transaction.atomic
def cerrar_trimestre(
    indicador: Indicador, *, anio: int, numero: int, by: Any, corte: dt.datetime | None = None
) -> CierreTrimestral:
    """Freeze what is reported for a quarter; from here on it never changes.

    Raises ValidationError when the quarter has not ended, an earlier cut is asked, or somebody
    closed it already.
    """
    periodo = trimestre(anio, numero)
    corte = corte or timezone.now()
    if corte < periodo.fin:
        raise ValidationError(
            f"El {nombre_trimestre(anio, numero)} todavía no termina: ciérralo a partir del "
            f"{timezone.localtime(periodo.fin):%d/%m/%Y}."
        )
    Indicador.objects.select_for_update().get(pk=indicador.pk)  # one close at a time
    counts = conteos(indicador, periodo, corte)
    metodo = indicador.metodo
    razon = porcentaje_atendidas(counts, metodo)
    cierre = CierreTrimestral(
        indicador=indicador,
        anio=anio,
        trimestre=numero,
        periodo=nombre_trimestre(anio, numero),
        corte=corte,
        metodo=metodo,
        numerador=razon.numerador,
        denominador=razon.denominador,
        conteos={name: getattr(counts, name) for name in TODOS},
        instantanea=fotografia(indicador, anio, numero, corte),
    )
    cierre.sha256 = huella(cierre.contenido)
    try:
        with transaction.atomic():
            cierre.guardar(by=by, motivo="Cierre del trimestre")
    except IntegrityError as error:
        raise ValidationError(f"El {cierre.periodo} ya se cerró.") from error
    marcar_cerrado(periodo.fin, by=by)
    return cierre


def marcar_cerrado(fin: dt.datetime, *, by: Any) -> None:
    """Tell, as dated data, up to when quarters are closed; gestiones read it to be reopened."""
    today = timezone.localdate()
    row = Parametro.objects.vivos().filter(clave=CERRADO_HASTA, desde=today).first()
    last = Parametro.objects.vivos().filter(clave=CERRADO_HASTA).order_by("-desde").first()
    if last and dt.datetime.fromisoformat(last.valor) >= fin:
        return
    row = row or Parametro(clave=CERRADO_HASTA, desde=today)
    row.valor = fin.isoformat()
    row.guardar(by=by, motivo="Cierre del trimestre")


def por_registrar(cierre: CierreTrimestral) -> list[dict[str, Any]]:
    """Differences that no adjustment tells yet."""
    told = {a.folio: a.despues for a in cierre.ajustes.vivos().order_by("pk")}
    return [d for d in diferencias(cierre, timezone.now()) if told.get(d["folio"]) != d["despues"]]


@transaction.atomic
def registrar_ajustes(cierre: CierreTrimestral, *, by: Any, motivo: str) -> list[AjusteIndicador]:
    """Sign the differences as adjustments, with their reason; the report stays as it was.

    Raises ValidationError without a reason or without differences.
    """
    if not motivo.strip():
        raise ValidationError({"motivo": "Escribe el motivo del ajuste."})
    pending = por_registrar(cierre)
    if not pending:
        raise ValidationError("No hay diferencias por registrar.")
    return [
        AjusteIndicador(cierre=cierre, motivo=motivo, **difference).guardar(by=by)
        for difference in pending
    ]
