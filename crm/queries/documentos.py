"""The papers of a meeting: the minutes and the list to sign, as data that layouts print."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

from django.utils import timezone

from core.documents.catalog import Documento
from core.formats import fecha_hora, fecha_larga, hora
from crm.models import Reunion, VersionMinuta
from crm.models.reunion import POR_CELEBRAR, ZONA
from crm.queries.minutas import asistente, contenido_minuta, huella_minuta, instante

CASA = (
    "Instituto Electoral de la Ciudad de México · Dirección de Vinculación con Organismos Externos"
)
PLANTILLAS = Path(__file__).parents[1] / "plantillas"
CAMPOS_COMPROMISO = ("texto", "institucion", "lado", "responsable", "fecha")
RENGLONES_LIBRES = 6  # for who comes without having been called
ALTERADA = "Atención: lo guardado ya no coincide con la huella de la minuta firmada."


def version_vigente(reunion: Reunion) -> VersionMinuta | None:
    """The signed minutes, or None while they can still change."""
    return reunion.versiones.vivos().first() if reunion.esta_bloqueada else None


def datos_minuta(reunion: Reunion, version: VersionMinuta | None = None) -> dict[str, Any]:
    """The minutes as they were signed or, without a version, as they are now."""
    contenido = version.contenido if version else contenido_minuta(reunion)
    puntos = [
        punto_de(punto, por_celebrar=version is None and reunion.estado in POR_CELEBRAR)
        for punto in contenido.get("puntos", [])
    ]
    return (
        encabezado("Minuta de reunión", contenido)
        | firma(contenido, version)
        | {
            "convoca": contenido.get("convoca", ""),
            "modalidad": contenido.get("modalidad", ""),
            "asistencia": [
                persona_de(a) for a in contenido.get("asistencia", []) if a.get("asistio")
            ],
            "puntos": puntos,
            "acuerdos": [
                {"numero": p["numero"], "texto": p["acuerdo"]} for p in puntos if p["acuerdo"]
            ],
            "compromisos": [
                {"numero": str(number)} | {k: str(c.get(k) or "") for k in CAMPOS_COMPROMISO}
                for number, c in enumerate(contenido.get("compromisos", []), 1)
            ],
        }
    )


def datos_lista(reunion: Reunion) -> dict[str, Any]:
    """The attendance list to sign, with blank rows for who comes without having been called."""
    asistencias = reunion.asistencias.vivos().select_related("puesto__institucion", "integrante")
    personas = [persona_de(asistente(a)) for a in asistencias]
    personas += [persona_de({})] * RENGLONES_LIBRES
    contenido = {
        "asunto": reunion.asunto,
        "tipo": str(reunion.tipo),
        "inicio": instante(reunion.inicio),
        "fin": instante(reunion.fin),
        "zona": reunion.zona,
        "lugar": reunion.lugar,
        "instituciones": [str(i) for i in reunion.instituciones.order_by("orden")],
    }
    return encabezado("Lista de asistencia", contenido) | {
        "pie": f"Lista generada el {fecha_hora(timezone.localtime())}",
        "personas": [p | {"numero": str(n)} for n, p in enumerate(personas, 1)],
    }


def encabezado(titulo: str, contenido: dict[str, Any]) -> dict[str, Any]:
    """What both papers say on top."""
    fecha, horas = momento(contenido)
    return {
        "titulo": titulo,
        "casa": CASA,
        "asunto": contenido.get("asunto", ""),
        "tipo": contenido.get("tipo", ""),
        "fecha": fecha,
        "hora": horas,
        "lugar": contenido.get("lugar", ""),
        "instituciones": contenido.get("instituciones", []),
    }


def momento(contenido: dict[str, Any]) -> tuple[str, str]:
    """Date and hours in words; the stored ones are of the office's zone."""
    instants = [
        dt.datetime.strptime(text, "%d/%m/%Y %H:%M").replace(tzinfo=dt.UTC)
        for text in (contenido.get("inicio"), contenido.get("fin"))
        if text
    ]
    if not instants:
        return "", ""
    inicio, *fin = instants
    horas = f"de {inicio:%H:%M} a {hora(fin[0])}" if fin else hora(inicio)
    fuera = contenido.get("zona", ZONA) != ZONA
    return fecha_larga(inicio), f"{horas}, hora de la Ciudad de México" if fuera else horas


def firma(contenido: dict[str, Any], version: VersionMinuta | None) -> dict[str, Any]:
    """Whether these are the signed minutes, and by which hash that can be proved."""
    if version is None:
        return {
            "es_borrador": True,
            "situacion": "Borrador: todavía no se firma.",
            "version": "",
            "huella": "",
            "pie": f"Borrador generado el {fecha_hora(timezone.localtime())}",
        }
    cuando = fecha_hora(timezone.localtime(version.firmada_en))
    integra = huella_minuta(contenido) == version.sha256
    return {
        "es_borrador": False,
        "situacion": f"Versión {version.numero}, firmada el {cuando}." if integra else ALTERADA,
        "version": str(version.numero),
        "huella": version.sha256,
        "pie": f"Versión {version.numero} · SHA-256 {version.sha256}",
    }


def persona_de(asistencia: dict[str, Any]) -> dict[str, str]:
    return {k: str(asistencia.get(k) or "") for k in ("nombre", "cargo", "institucion")}


def punto_de(punto: dict[str, Any], *, por_celebrar: bool) -> dict[str, Any]:
    """A point of the agenda; what nobody spoke about says so once the meeting was held."""
    textos = {k: str(punto.get(k) or "") for k in ("titulo", "minuta", "acuerdo")}
    callado = not (punto.get("tratado") or textos["minuta"] or textos["acuerdo"])
    return textos | {
        "numero": str(punto.get("numero", "")),
        "pendiente": callado and not por_celebrar,
    }


PERSONA = {
    "nombre": "Mtra. Ángela Núñez Ibáñez",
    "cargo": "Directora de Vinculación",
    "institucion": "Universidad de Ejemplo",
}
EJEMPLO_ENCABEZADO = {
    "casa": CASA,
    "asunto": "Primera reunión de coordinación",
    "tipo": "Coordinación",
    "fecha": "5 de marzo de 2024",
    "hora": "de 10:00 a 11:30 h",
    "lugar": "Sala de juntas",
    "instituciones": ["Universidad de Ejemplo", "Instituto de Muestra"],
}


class MinutaWord(Documento):
    clave = "minuta"
    nombre = "Minuta de reunión"
    propia = PLANTILLAS / "minuta.docx"
    ejemplo = EJEMPLO_ENCABEZADO | {
        "titulo": "Minuta de reunión",
        "es_borrador": True,
        "situacion": "Ejemplo con datos inventados.",
        "version": "1",
        "huella": "0" * 64,
        "pie": "Ejemplo con datos inventados",
        "convoca": "Dirección de Vinculación",
        "modalidad": "Presencial",
        "asistencia": [PERSONA, PERSONA | {"nombre": "Lic. José Peña & Asociados <prueba>"}],
        "puntos": [
            {
                "numero": "1",
                "titulo": "Calendario de trabajo",
                "minuta": "Se revisaron las fechas.\nHubo dos propuestas.",
                "acuerdo": "Se aprueba el calendario.",
                "pendiente": False,
            },
            {"numero": "2", "titulo": "Otros", "minuta": "", "acuerdo": "", "pendiente": True},
        ],
        "acuerdos": [{"numero": "1", "texto": "Se aprueba el calendario."}],
        "compromisos": [
            {
                "numero": "1",
                "texto": "Enviar el calendario firmado",
                "institucion": "Universidad de Ejemplo",
                "lado": "Nuestro",
                "responsable": "Dirección de Vinculación",
                "fecha": "12/03/2024",
            }
        ],
    }


class ListaAsistenciaWord(Documento):
    clave = "lista-asistencia"
    nombre = "Lista de asistencia"
    propia = PLANTILLAS / "lista_asistencia.docx"
    ejemplo = EJEMPLO_ENCABEZADO | {
        "titulo": "Lista de asistencia",
        "pie": "Ejemplo con datos inventados",
        "personas": [
            PERSONA | {"numero": "1"},
            {"numero": "2", "nombre": "", "cargo": "", "institucion": ""},
        ],
    }
