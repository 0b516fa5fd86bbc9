"""Loading what the office begins with: notices and the two calls of 2023-2024, literally."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from django.db import transaction

from calendario.models import ProcesoElectoral
from observacion.models import AvisoPrivacidad, Convocatoria, RequisitoConvocatoria

DATOS = Path(__file__).parent.parent / "datos"
MOTIVO = "Carga inicial"
IDIOMAS = ("es", "en", "fr")
SISTEMAS = ("visitantes", "observacion", "red")
DESDE = dt.date(2023, 9, 7)
INSTANTES = ("abre_en", "cierra_en")


@transaction.atomic
def cargar_convocatorias(*, by: Any) -> int:
    """Load the first notices and the calls of 2023-2024; returns how many records were added.

    What is already there, even put away, stays as it is, so that corrections survive. They come
    unpublished: the notices are models that the office must replace first (dominio 2.10). Each
    call says in its notes what was checked and what was not.
    """
    avisos = {sistema: aviso_inicial(sistema, by=by) for sistema in SISTEMAS}
    nuevos = sum(es_nuevo for _aviso, es_nuevo in avisos.values())
    for datos in json.loads((DATOS / "convocatorias_2024.json").read_text(encoding="utf-8")):
        proceso = ProcesoElectoral.objects.vivos().filter(clave=datos.pop("proceso")).first()
        if proceso is None or Convocatoria.objects.filter(clave=datos["clave"]).exists():
            continue
        aviso, _nuevo = avisos[datos.pop("aviso")]
        nuevos += crear_convocatoria(datos, proceso, aviso, by=by)
    return nuevos


def aviso_inicial(sistema: str, *, by: Any) -> tuple[AvisoPrivacidad, bool]:
    """The first version of a notice, and whether it had to be written."""
    hay = AvisoPrivacidad.objects.vivos().filter(sistema=sistema).order_by("numero").first()
    if hay is not None:
        return hay, False
    textos = {}
    for idioma in IDIOMAS:
        archivo = DATOS / f"aviso_{sistema}_{idioma}.txt"
        textos[f"texto_{idioma}"] = (
            archivo.read_text(encoding="utf-8").strip() if archivo.exists() else ""
        )
    aviso = AvisoPrivacidad(sistema=sistema, numero=1, desde=DESDE, **textos)
    return aviso.guardar(by=by, motivo=MOTIVO), True


def crear_convocatoria(
    datos: dict[str, Any], proceso: ProcesoElectoral, aviso: AvisoPrivacidad, *, by: Any
) -> int:
    """A call with the papers it asks for; returns how many records they are."""
    requisitos = datos.pop("requisitos")
    convocatoria = Convocatoria(proceso=proceso, aviso=aviso, **datos)
    zona = ZoneInfo(convocatoria.zona)
    for campo in INSTANTES:
        setattr(convocatoria, campo, dt.datetime.fromisoformat(datos[campo]).replace(tzinfo=zona))
    if "limite_informe" in datos:
        convocatoria.limite_informe = dt.date.fromisoformat(datos["limite_informe"])
    convocatoria.guardar(by=by, motivo=MOTIVO)
    for posicion, requisito in enumerate(requisitos, 1):
        RequisitoConvocatoria(convocatoria=convocatoria, posicion=posicion, **requisito).guardar(
            by=by, motivo=MOTIVO
        )
    return 1 + len(requisitos)
