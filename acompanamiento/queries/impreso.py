"""The application as a sheet to print and sign by hand: the paper bridge (case 39)."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from acompanamiento.models import SolicitudVisitante
from acompanamiento.queries.acuse import hoja
from acompanamiento.queries.momentos import instante
from acompanamiento.queries.resumen import resumen


def datos_del_impreso(solicitud: SolicitudVisitante, idioma: str) -> dict[str, Any]:
    """What the sheet says, in the active language."""
    convocatoria = solicitud.convocatoria
    texto = convocatoria.en_idioma("prohibiciones", idioma)
    prohibiciones = [linea.strip() for linea in texto.splitlines() if linea.strip()]
    return {
        **hoja(),
        "archivo": _("solicitud"),
        "titulo": _("Solicitud de acreditación de persona visitante extranjera"),
        "convocatoria": convocatoria.en_idioma("nombre", idioma),
        "pie": _("Preparada el %(cuando)s")
        % {"cuando": instante(timezone.now(), convocatoria.zona)},
        "partes": [
            {"titulo": parte["titulo"], "filas": [list(fila) for fila in parte["filas"]]}
            for parte in resumen(solicitud, con_salud=False)
            if parte["filas"]
        ],
        "compromiso_titulo": _("Compromiso"),
        "compromiso": compromiso(prohibiciones),
        "prohibiciones": prohibiciones,
        "nombre": solicitud.nombre,
        "firma": _("Firma autógrafa, como en el pasaporte"),
        "lugar": _("Lugar y fecha"),
    }


def compromiso(prohibiciones: list[str]) -> str:
    """What is signed; a call that lists no prohibitions announces none."""
    if not prohibiciones:
        return _(
            "Declaro que mis datos son ciertos, que no tengo nacionalidad mexicana, que cubro mis "
            "gastos y que respetaré las leyes de México."
        )
    return _(
        "Declaro que mis datos son ciertos, que no tengo nacionalidad mexicana, que cubro mis "
        "gastos y que respetaré las leyes de México y las prohibiciones siguientes:"
    )
