"""Loading the programme literally."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

from django.db import transaction

from programa.models import AccionPOA, ActividadInstitucional, LineaAccion, ObjetivoPlan

DATOS = Path(__file__).parent / "datos"
MOTIVO = "Carga literal del Programa 2024"
# The four lines the programme cites, with the general policy of each (dominio §1.2).
ALINEADAS = {
    "2.3": "Administración de procesos electorales locales",
    "3.4": "Fomento a la cultura democrática",
    "5.1": "Transparencia proactiva",
    "5.4": "Transparencia proactiva",
}


def leer(nombre: str) -> list[dict[str, str]]:
    with (DATOS / f"{nombre}.csv").open(encoding="utf-8", newline="") as archivo:
        return list(csv.DictReader(archivo))


@transaction.atomic
def cargar_programa(*, by: Any) -> int:
    """Load the plan's lines and the programme's activities and actions, as the sources say.

    What is already there is left as it is, so that corrections survive. Returns how many
    records were added. Sources: Programa Específico de Vinculación 2024 and Plan General de
    Desarrollo 2023-2026 (dominio §1.7, §1.8, §1.13).
    """
    before = total()
    for fila in leer("lineas"):
        objetivo = ObjetivoPlan.objects.vivos().filter(numero=fila["objetivo"]).first()
        objetivo = objetivo or ObjetivoPlan(
            numero=int(fila["objetivo"]), texto=fila["texto_objetivo"]
        ).guardar(by=by, motivo=MOTIVO)
        if not LineaAccion.objects.filter(clave=fila["clave"]).exists():
            LineaAccion(
                clave=fila["clave"],
                objetivo=objetivo,
                texto=fila["texto"],
                nota=fila["nota"],
                politica=ALINEADAS.get(fila["clave"], ""),
                es_alineada=fila["clave"] in ALINEADAS,
            ).guardar(by=by, motivo=MOTIVO)
    for fila in leer("actividades"):
        if not ActividadInstitucional.objects.filter(clave=fila["clave"]).exists():
            ActividadInstitucional(**fila).guardar(by=by, motivo=MOTIVO)
    actividades = {a.clave: a for a in ActividadInstitucional.objects.vivos()}
    for fila in leer("acciones"):
        actividad = actividades[fila.pop("actividad")]
        numero = int(fila.pop("numero"))
        if not AccionPOA.objects.filter(actividad=actividad, numero=numero).exists():
            AccionPOA(actividad=actividad, numero=numero, **fila).guardar(by=by, motivo=MOTIVO)
    return total() - before


def total() -> int:
    models = (ObjetivoPlan, LineaAccion, ActividadInstitucional, AccionPOA)
    return sum(model.objects.count() for model in models)
