"""What the disposal of a process would take away today, before anybody confirms it."""

from __future__ import annotations

from typing import Any

from django.contrib.contenttypes.models import ContentType

from acompanamiento.models import (
    CartaVisitante,
    DocumentoVisitante,
    EnvioEnEspera,
    LogisticaVisitante,
    PasaporteVisitante,
    SolicitudVisitante,
    Traslado,
)
from core.models import Adjunto
from observacion.enums import SistemaDatos
from observacion.models import DepuracionDatos, Gafete, InformeObservacion, SolicitudObservacion


def se_suprimiria(depuracion: DepuracionDatos) -> dict[str, int]:
    """People, and of them what is deleted or left without names; nothing is written."""
    proceso = depuracion.proceso
    personas: Any
    if depuracion.sistema == SistemaDatos.VISITANTES:
        personas = SolicitudVisitante.objects.filter(convocatoria__proceso=proceso)
        propios = {
            "documentos": DocumentoVisitante,
            "pasaportes": PasaporteVisitante,
            "cartas": CartaVisitante,
            "envíos en espera": EnvioEnEspera,
            "viajes": LogisticaVisitante,
        }
    else:
        personas = SolicitudObservacion.objects.filter(proceso=proceso)
        propios = {"informes": InformeObservacion}
    personas = personas.filter(suprimida_en=None)
    pks = personas.values("pk")
    conteos = {"solicitudes": personas.count()}
    for nombre, modelo in propios.items():
        conteos[nombre] = modelo._base_manager.filter(solicitud__in=pks).count()
    if depuracion.sistema == SistemaDatos.VISITANTES:
        cartas = CartaVisitante.objects.filter(delegacion__convocatoria__proceso=proceso)
        conteos["cartas"] += cartas.count()
        conteos["traslados"] = Traslado.objects.filter(proceso=proceso).count()
    return conteos | de_la_casa(personas.model, pks)


def de_la_casa(modelo: Any, pks: Any) -> dict[str, int]:
    """Their badges and what was attached to them."""
    suyos = {"content_type": ContentType.objects.get_for_model(modelo), "object_id__in": pks}
    return {
        "gafetes": Gafete.objects.filter(**suyos).count(),
        "archivos": Adjunto.objects.filter(**suyos).count(),
    }
