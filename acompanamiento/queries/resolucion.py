"""The resolution and the constancia as paper: in Spanish, and in the language of the person."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.urls import reverse
from django.utils import formats, translation

from acompanamiento.enums import ACREDITADAS, MotivoRechazo
from acompanamiento.models import SolicitudVisitante
from core.formats import fecha_larga
from core.mail import absolute
from core.qr import svg
from observacion.models import Gafete

CASA = "Instituto Electoral de la Ciudad de México"
PALABRAS = {
    "es": {
        "resolucion": "Resolución de la solicitud",
        "constancia": "Constancia de acreditación",
        "folio": "Folio",
        "persona": "Persona",
        "organizacion": "Institución u organización",
        "convocatoria": "Convocatoria",
        "fecha": "Fecha de la resolución",
        "clave": "Clave",
        "sentido": "Sentido",
        "motivo": "Motivo",
        "fundamento": "Fundamento",
        "aprobada": "Se otorga la acreditación como persona visitante extranjera.",
        "rechazada": "No se otorga la acreditación como persona visitante extranjera.",
        "consta": "Se hace constar que {nombre} contó con acreditación como persona visitante "
        "extranjera para presenciar el proceso «{proceso}», cuya jornada fue el {jornada}.",
        "verifica": "Comprueba este documento con el código o en la dirección:",
        "vale": "En caso de duda prevalece el texto en español.",
    },
    "en": {
        "resolucion": "Decision on the application",
        "constancia": "Certificate of accreditation",
        "folio": "Reference",
        "persona": "Person",
        "organizacion": "Institution or organization",
        "convocatoria": "Call",
        "fecha": "Date of the decision",
        "clave": "Decision number",
        "sentido": "Outcome",
        "motivo": "Reason",
        "fundamento": "Grounds",
        "aprobada": "Accreditation as a foreign visitor is granted.",
        "rechazada": "Accreditation as a foreign visitor is not granted.",
        "consta": "This is to certify that {nombre} was accredited as a foreign visitor to witness "
        "the process “{proceso}”, whose election day was {jornada}.",
        "verifica": "Check this document with the code or at the address:",
        "vale": "In case of doubt the Spanish text prevails.",
    },
    "fr": {
        "resolucion": "Décision sur la demande",
        "constancia": "Attestation d’accréditation",
        "folio": "Référence",
        "persona": "Personne",
        "organizacion": "Institution ou organisation",
        "convocatoria": "Appel",
        "fecha": "Date de la décision",
        "clave": "Numéro de la décision",
        "sentido": "Résultat",
        "motivo": "Motif",
        "fundamento": "Fondement",
        "aprobada": "L’accréditation en tant que visiteur étranger est accordée.",
        "rechazada": "L’accréditation en tant que visiteur étranger n’est pas accordée.",
        "consta": "Il est attesté que {nombre} a été accrédité(e) en tant que visiteur étranger pour "
        "assister au processus « {proceso} », dont le scrutin a eu lieu le {jornada}.",
        "verifica": "Vérifiez ce document avec le code ou à l’adresse :",
        "vale": "En cas de doute, le texte espagnol prévaut.",
    },
}
MOTIVOS = {
    "en": {
        MotivoRechazo.EXTEMPORANEA: "Received after the deadline",
        MotivoRechazo.INCOMPLETA: "Documents incomplete within the deadline",
        MotivoRechazo.SIN_FIRMA: "Without handwritten signature",
        MotivoRechazo.FIRMA: "The signature does not match",
        MotivoRechazo.MEXICANA: "Mexican nationality",
        MotivoRechazo.PASAPORTE: "Passport not valid",
        MotivoRechazo.CONVOCATORIA: "Does not meet the call",
        MotivoRechazo.SANCION: "Earlier sanction",
        MotivoRechazo.OTRO: "Other reason",
    },
    "fr": {
        MotivoRechazo.EXTEMPORANEA: "Reçue après la date limite",
        MotivoRechazo.INCOMPLETA: "Documents incomplets dans le délai",
        MotivoRechazo.SIN_FIRMA: "Sans signature manuscrite",
        MotivoRechazo.FIRMA: "La signature ne correspond pas",
        MotivoRechazo.MEXICANA: "Nationalité mexicaine",
        MotivoRechazo.PASAPORTE: "Passeport non valide",
        MotivoRechazo.CONVOCATORIA: "Ne remplit pas les conditions de l’appel",
        MotivoRechazo.SANCION: "Sanction antérieure",
        MotivoRechazo.OTRO: "Autre motif",
    },
}


def fecha_en(idioma: str, dia: dt.date | None) -> str:
    """A date with its month in words, in a language."""
    if dia is None:
        return ""
    if idioma == "es":
        return fecha_larga(dia)
    with translation.override(idioma):
        return str(formats.date_format(dia, "j F Y"))


def idiomas_de(solicitud: SolicitudVisitante) -> list[str]:
    """Spanish, which prevails, and that of the person."""
    return ["es"] if solicitud.idioma == "es" else ["es", solicitud.idioma]


def bloque(solicitud: SolicitudVisitante, idioma: str) -> dict[str, Any]:
    """The resolution in one language."""
    p, rechazo = PALABRAS[idioma], solicitud.motivo_rechazo
    motivos = MOTIVOS.get(idioma, {m: str(m.label) for m in MotivoRechazo})
    acreditada = solicitud.estado in ACREDITADAS or not rechazo
    pares = [
        (p["folio"], solicitud.folio),
        (p["persona"], solicitud.nombre),
        (p["organizacion"], solicitud.organizacion),
        (p["convocatoria"], solicitud.convocatoria.en_idioma("nombre", idioma)),
        (p["fecha"], fecha_en(idioma, solicitud.fecha_resolucion)),
        (p["clave"], solicitud.clave_resolucion),
        (p["sentido"], p["aprobada"] if acreditada else p["rechazada"]),
        (p["motivo"], motivos[MotivoRechazo(rechazo)] if rechazo else ""),
        (p["fundamento"], solicitud.fundamento if rechazo else ""),
    ]
    return {"idioma": idioma, "titulo": p["resolucion"], "pares": pares}


def datos_resolucion(solicitud: SolicitudVisitante) -> dict[str, Any]:
    """What the paper of a resolution says."""
    idiomas = idiomas_de(solicitud)
    return {
        "casa": CASA,
        "titulo": PALABRAS["es"]["resolucion"],
        "pie": solicitud.folio,
        "bloques": [bloque(solicitud, idioma) for idioma in idiomas],
        "vale": PALABRAS[idiomas[-1]]["vale"] if len(idiomas) > 1 else "",
        "firma": str(solicitud.resolvio or ""),
    }


def gafete_para_constancia(solicitud: SolicitudVisitante) -> Gafete | None:
    """The badge whose code proves it: the valid one, or the last that was handed."""
    return solicitud.gafete() or Gafete.objects.de(solicitud).order_by("-generacion").first()


def datos_constancia(solicitud: SolicitudVisitante) -> dict[str, Any]:
    """What a constancia says, with the code that checks it."""
    gafete, proceso = gafete_para_constancia(solicitud), solicitud.convocatoria.proceso
    bloques = []
    for idioma in idiomas_de(solicitud):
        p = PALABRAS[idioma]
        texto = p["consta"].format(
            nombre=solicitud.nombre_en_gafete,
            proceso=proceso.nombre,
            jornada=fecha_en(idioma, proceso.jornada),
        )
        pares = [
            (p["folio"], solicitud.folio),
            (p["organizacion"], solicitud.organizacion),
            (p["clave"], solicitud.clave_resolucion),
        ]
        bloques.append(
            {
                "idioma": idioma,
                "titulo": p["constancia"],
                "texto": texto,
                "pares": pares,
                "verifica": p["verifica"],
            }
        )
    direccion = absolute(reverse("verificar:gafete", args=[gafete.codigo])) if gafete else ""
    return {
        "casa": CASA,
        "titulo": PALABRAS["es"]["constancia"],
        "pie": solicitud.folio,
        "bloques": bloques,
        "direccion": direccion,
        "codigo": gafete.codigo if gafete else "",
        "qr": svg(direccion) if gafete else "",
    }
