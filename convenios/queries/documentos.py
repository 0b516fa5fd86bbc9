"""The opinion of pertinence as data that a layout prints, in Word or on paper."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.utils import timezone

from convenios.enums import EstadoObservacion
from convenios.models import Convenio, Observacion, OpinionPertinencia
from core.documents.catalog import Documento
from core.formats import fecha_hora, fecha_larga
from crm.queries.documentos import CASA

PLANTILLAS = Path(__file__).parents[1] / "plantillas"
MAX_PREVIOS = 20  # earlier instruments that the paper names


def datos_opinion(opinion: OpinionPertinencia) -> dict[str, Any]:
    """An opinion as it was given or, while it can change, as it is now."""
    convenio = opinion.convenio
    emitida = bool(opinion.sentido)
    observaciones = opinion.observaciones.vivos()
    return {
        "titulo": "Opinión de pertinencia",
        "casa": CASA,
        "pie": pie_de(opinion, emitida=emitida),
        "es_borrador": not emitida,
        "situacion": (
            f"Emitida el {fecha_larga(opinion.fecha_emision)}."
            if opinion.fecha_emision
            else "Borrador: todavía no se emite."
        ),
        "folio": opinion.folio,
        "convenio": convenio.denominacion,
        "numero": convenio.folio or convenio.numero_registro,
        "tipo": convenio.get_tipo_display(),
        "contrapartes": convenio.contrapartes or convenio.contraparte_texto,
        "area": str(convenio.area_solicitante or ""),
        "solicitada": fecha_larga(opinion.fecha_solicitud),
        "version": str(opinion.version_texto or ""),
        "objeto": convenio.objeto,
        "antecedentes": antecedentes(convenio),
        "criterios": [
            {
                "nombre": c["nombre"],
                "valoracion": c["valoracion"] or "Sin valorar",
                "comentario": c["comentario"],
            }
            for c in opinion.criterios_en_orden()
        ],
        "impacto": f"${opinion.impacto_monto:,.2f}" if opinion.impacto_monto is not None else "",
        "observaciones": [observacion_de(n, o) for n, o in enumerate(observaciones, 1)],
        "recomendaciones": opinion.recomendaciones,
        "sentido": opinion.get_sentido_display() if emitida else "Sin emitir",
        "firma": str(opinion.emitida_por or opinion.responsable or ""),
        "cargo": "Dirección de Vinculación con Organismos Externos",
    }


def pie_de(opinion: OpinionPertinencia, *, emitida: bool) -> str:
    if emitida:
        return f"Opinión {opinion.folio}"
    return f"Opinión {opinion.folio} · Borrador generado el {fecha_hora(timezone.localtime())}"


def antecedentes(convenio: Convenio) -> list[str]:
    """What there has been: what it derives from, and what was signed with the same counterparts."""
    dichos = []
    if convenio.padre:
        padre = convenio.padre
        dichos.append(f"Deriva de {padre.folio or padre.numero_registro} {padre.denominacion}.")
    instituciones = convenio.partes.vivos().exclude(institucion=None).values("institucion")
    previos = (
        Convenio.objects.vivos()
        .alguna_vez_suscritos()
        .filter(partes__institucion__in=instituciones, partes__eliminado_en=None)
        .exclude(pk=convenio.pk)
        .distinct()
        .select_related("proceso", "padre")
        .order_by("-fecha_suscripcion", "-pk")
    )
    dichos += [previo_de(previo) for previo in previos[:MAX_PREVIOS]]
    return dichos or ["No hay instrumentos suscritos antes con las mismas contrapartes."]


def previo_de(convenio: Convenio) -> str:
    numero_ = convenio.folio or convenio.numero_registro
    cuando = (
        f"suscrito el {fecha_larga(convenio.fecha_suscripcion)}"
        if convenio.fecha_suscripcion
        else "sin fecha de suscripción en el registro"
    )
    vigencia = convenio.vigencia
    situacion = vigencia.label.lower() if vigencia else convenio.get_estado_display().lower()
    return f"{numero_} {convenio.denominacion}: {cuando}; {situacion}.".strip()


def observacion_de(numero_: int, observacion: Observacion) -> dict[str, str]:
    estado = EstadoObservacion(observacion.estado)
    return {
        "numero": str(numero_),
        "clausula": observacion.clausula,
        "texto": observacion.texto,
        "estado": estado.label,
        "respuesta": observacion.respuesta,
    }


class OpinionWord(Documento):
    clave = "opinion-pertinencia"
    nombre = "Opinión de pertinencia"
    propia = PLANTILLAS / "opinion.docx"
    ejemplo = {
        "titulo": "Opinión de pertinencia",
        "casa": CASA,
        "pie": "Ejemplo con datos inventados",
        "es_borrador": True,
        "situacion": "Borrador: todavía no se emite.",
        "folio": "OP-2024-0001",
        "convenio": "Convenio marco de colaboración",
        "numero": "CM-2024-0001",
        "tipo": "Convenio marco de colaboración",
        "contrapartes": "Universidad de Ejemplo",
        "area": "Dirección Ejecutiva de Educación Cívica",
        "solicitada": "5 de marzo de 2024",
        "version": "Versión 2",
        "objeto": "Colaborar en educación cívica.\nImpartir cursos.",
        "antecedentes": ["CM-2019-0003 Convenio anterior: suscrito el 4 de abril de 2019."],
        "criterios": [
            {
                "nombre": "Competencia del Instituto",
                "valoracion": "Cumple",
                "comentario": "Es atribución del Instituto.",
            }
        ],
        "impacto": "$25,000.00",
        "observaciones": [
            {
                "numero": "1",
                "clausula": "Tercera",
                "texto": "Precisar el plazo.",
                "estado": "Rechazada",
                "respuesta": "El plazo está en la cláusula quinta.",
            }
        ],
        "recomendaciones": "Dar seguimiento trimestral.",
        "sentido": "Favorable con observaciones",
        "firma": "Mtra. Ángela Núñez Ibáñez",
        "cargo": "Dirección de Vinculación con Organismos Externos",
    }
