"""What anybody with a code in front may know: whether it is worth, and whose it is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils import formats, timezone, translation

from core.formats import fecha_larga
from observacion.enums import SituacionGafete, TipoGafete
from observacion.models import Gafete
from observacion.queries import constancias

LARGO = 40
S, T = SituacionGafete, TipoGafete
TEXTOS: dict[str, dict[str, Any]] = {
    "es": {
        "titulo": "Verificar un gafete o una constancia",
        "pide": "Escribe el código que está junto al QR, o escanéalo con la cámara.",
        "codigo": "Código",
        "boton": "Verificar",
        "otro": "Verificar otro código",
        S.VIGENTE: "Válido",
        S.POR_ENTREGAR: "Todavía no es válido",
        S.NO_VIGENTE: "No vigente",
        S.ANULADO: "Sin validez",
        "constancia": "Constancia válida",
        "nada": "No encontramos este código",
        "nada_texto": "Revisa que esté completo, con mayúsculas y minúsculas tal como aparecen.",
        "nombre": "Nombre",
        "tipo": "Tipo",
        "curso": "Curso",
        "fecha": "Fecha",
        "vigencia": "Vigencia",
        "al": "al",
        "consultado": "Consultado el",
        "tipos": {
            T.VISITANTE: "Persona visitante extranjera",
            T.OBSERVACION: "Persona observadora electoral",
            T.STAFF: "Personal del Instituto",
            T.ACOMPANANTE: "Acompañante",
        },
    },
    "en": {
        "titulo": "Check a badge or a certificate",
        "pide": "Type the code beside the QR, or scan it with your camera.",
        "codigo": "Code",
        "boton": "Check",
        "otro": "Check another code",
        S.VIGENTE: "Valid",
        S.POR_ENTREGAR: "Not valid yet",
        S.NO_VIGENTE: "Out of its dates",
        S.ANULADO: "Not valid: revoked",
        "constancia": "Valid certificate",
        "nada": "We did not find this code",
        "nada_texto": "Check that it is complete, with capital and small letters as they appear.",
        "nombre": "Name",
        "tipo": "Type",
        "curso": "Course",
        "fecha": "Date",
        "vigencia": "Valid from",
        "al": "to",
        "consultado": "Checked on",
        "tipos": {
            T.VISITANTE: "Foreign visitor",
            T.OBSERVACION: "Election observer",
            T.STAFF: "Staff of the Institute",
            T.ACOMPANANTE: "Escort",
        },
    },
    "fr": {
        "titulo": "Vérifier un badge ou une attestation",
        "pide": "Saisissez le code placé à côté du QR, ou scannez-le avec l’appareil photo.",
        "codigo": "Code",
        "boton": "Vérifier",
        "otro": "Vérifier un autre code",
        S.VIGENTE: "Valide",
        S.POR_ENTREGAR: "Pas encore valide",
        S.NO_VIGENTE: "Hors de ses dates",
        S.ANULADO: "Non valide : révoqué",
        "constancia": "Attestation valide",
        "nada": "Ce code est introuvable",
        "nada_texto": "Vérifiez qu’il est complet, avec majuscules et minuscules telles quelles.",
        "nombre": "Nom",
        "tipo": "Type",
        "curso": "Cours",
        "fecha": "Date",
        "vigencia": "Valable du",
        "al": "au",
        "consultado": "Consulté le",
        "tipos": {
            T.VISITANTE: "Personne visiteuse étrangère",
            T.OBSERVACION: "Personne observatrice électorale",
            T.STAFF: "Personnel de l’Institut",
            T.ACOMPANANTE: "Accompagnateur",
        },
    },
}
ICONOS = {
    S.VIGENTE: ("check-circle-fill", "ok"),
    S.POR_ENTREGAR: ("hourglass-split", "warn"),
    S.NO_VIGENTE: ("calendar-x", "bad"),
    S.ANULADO: ("x-octagon-fill", "bad"),
}


@dataclass(frozen=True)
class Verificacion:
    """The answer to a code: a word, how it looks, and the few facts that go with it."""

    palabra: str
    icono: str
    tono: str
    hechos: tuple[tuple[str, str], ...] = ()
    gafete: Gafete | None = None


def dia(fecha: Any, idioma: str) -> str:
    if idioma == "es":
        return fecha_larga(fecha)
    with translation.override(idioma):
        return str(formats.date_format(fecha, "j F Y"))


def verificar(codigo: str, idioma: str) -> Verificacion | None:
    """What a code is worth now; nothing when there is none like it."""
    if not codigo or len(codigo) > LARGO or not codigo.isascii():
        return None
    t = TEXTOS[idioma]
    gafete = Gafete.objects.vivos().filter(codigo=codigo).first()
    if gafete is not None:
        situacion = gafete.situacion()
        icono, tono = ICONOS[situacion]
        vigencia = f"{dia(gafete.desde, idioma)} {t['al']} {dia(gafete.hasta, idioma)}"
        hechos = (
            (t["nombre"], gafete.nombre),
            (t["tipo"], t["tipos"][gafete.tipo]),
            (t["vigencia"], vigencia),
        )
        return Verificacion(t[situacion], icono, tono, hechos, gafete)
    datos = constancias.por_codigo(codigo)
    if datos is None:
        return None
    hechos = (
        (t["nombre"], datos["nombre"]),
        (t["curso"], datos["curso"]),
        (t["fecha"], dia(datos["fecha"], idioma)),
    )
    return Verificacion(t["constancia"], "check-circle-fill", "ok", hechos)


def ahora_en_palabras() -> str:
    """The instant of the answer, with its zone: a screenshot of yesterday shows that it is one."""
    return f"{timezone.localtime():%d/%m/%Y, %H:%M:%S} h (Ciudad de México)"
