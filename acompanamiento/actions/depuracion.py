"""Disposal of the personal data of the visitors of a process."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from acompanamiento.models import (
    CartaVisitante,
    Delegacion,
    DocumentoVisitante,
    EnvioEnEspera,
    Incidencia,
    LogisticaVisitante,
    ParadaRuta,
    PasaporteVisitante,
    PasoVisitante,
    SolicitudVisitante,
    Traslado,
)
from core.supresion import borrar, olvidar_palabras, vaciar
from observacion.actions.depuracion import SUPRIMIDO, suprimir_gafetes, suprimir_rastros

VISITANTE_VACIO: dict[str, Any] = {
    "nombres": "",
    "apellidos": "",
    "nombre_latino": "",
    "fecha_nacimiento": None,
    "lugar_nacimiento": "",
    "organizacion": "",
    "cargo": "",
    "correo": "",
    "telefono": "",
    "domicilio": "",
    "emergencia": "",
    "salud": "",
    "idiomas": "",
    "interes": "",
    "entidades": "",
    "prevencion": "",
    "fundamento": "",
    "folio_externo": "",
    "enlace_hash": "",
    "enlace_hasta": None,
}
DE_ELLOS: tuple[tuple[Any, list[str], str], ...] = (
    (DocumentoVisitante, ["archivo"], "documentos"),
    (PasaporteVisitante, [], "pasaportes"),
    (CartaVisitante, [], "cartas"),
    (EnvioEnEspera, ["archivo"], "envíos en espera"),
)
# That there was a trip, its days and who paid it are figures; where and with whom are not.
LOGISTICA_VACIA: dict[str, Any] = {
    "llegada_aerolinea": "",
    "llegada_vuelo": "",
    "llegada_lugar": "",
    "salida_aerolinea": "",
    "salida_vuelo": "",
    "salida_lugar": "",
    "recepcion": "",
    "hotel": "",
    "hotel_direccion": "",
    "habitacion": "",
    "dieta": "",
    "accesibilidad": "",
    "seguro": "",
    "emergencia": "",
}
TRASLADO_VACIO = {
    "punto": SUPRIMIDO,
    "destino": SUPRIMIDO,
    "vehiculo": "",
    "operador": "",
}


def suprimir_visitantes(proceso: Any) -> tuple[dict[str, int], list[tuple[Any, str]]]:
    """Everything that names them. Caller's transaction; returns how many, and the files left."""
    rows = SolicitudVisitante.objects.filter(convocatoria__proceso=proceso, suprimida_en=None)
    pks = list(rows.values_list("pk", flat=True))
    conteos = {"solicitudes": len(pks)}
    sobran: list[tuple[Any, str]] = []
    for modelo, archivos, nombre in DE_ELLOS:
        suyos = list(modelo._base_manager.filter(solicitud__in=pks).values_list("pk", flat=True))
        sobran += borrar(modelo, suyos, archivos)
        conteos[nombre] = len(suyos)
    pasos = PasoVisitante.objects.filter(solicitud__in=pks).values_list("pk", flat=True)
    vaciar(PasoVisitante, pasos, {"motivo": ""})
    conteos |= vaciar_logistica(proceso, pks)
    paradas = ParadaRuta.objects.filter(ruta__actividad__programa__proceso=proceso)
    vaciar(ParadaRuta, paradas.values_list("pk", flat=True), {"nota": ""})
    sobran += vaciar_incidencias(proceso)
    sobran += suprimir_gafetes(SolicitudVisitante, pks)
    sobran += suprimir_rastros(SolicitudVisitante, pks)
    vaciar(SolicitudVisitante, pks, VISITANTE_VACIO | {"suprimida_en": timezone.now()})
    delegaciones = Delegacion.objects.filter(convocatoria__proceso=proceso)
    cartas = CartaVisitante.objects.filter(delegacion__in=delegaciones)
    conteos["cartas"] += cartas.delete()[0]
    de_quien = {"encabeza": "", "correo": "", "enlace_hash": "", "enlace_hasta": None}
    vaciar(Delegacion, delegaciones.values_list("pk", flat=True), de_quien)
    olvidar_palabras(SolicitudVisitante)
    olvidar_palabras(Delegacion)
    return conteos, sobran


def vaciar_incidencias(proceso: Any) -> list[tuple[Any, str]]:
    """What happened stays by kind, place and hour; what was written of people and its photograph go."""
    rows = Incidencia.objects.filter(proceso=proceso)
    almacen = Incidencia._meta.get_field("foto").storage
    fotos = [(almacen, foto) for foto in rows.values_list("foto", flat=True) if foto]
    vaciar(Incidencia, list(rows.values_list("pk", flat=True)), {"nota": SUPRIMIDO, "foto": ""})
    return fotos


def vaciar_logistica(proceso: Any, solicitudes: list[int]) -> dict[str, int]:
    """Trips and transfers stay as days, seats and who paid. Returns how many there were."""
    viajes = LogisticaVisitante.objects.filter(solicitud__in=solicitudes)
    viajes_pks = list(viajes.values_list("pk", flat=True))
    vaciar(LogisticaVisitante, viajes_pks, LOGISTICA_VACIA)
    traslados = list(Traslado.objects.filter(proceso=proceso).values_list("pk", flat=True))
    vaciar(Traslado, traslados, TRASLADO_VACIO)
    conteos = {"viajes": len(viajes_pks), "traslados": len(traslados)}
    return {que: cuantos for que, cuantos in conteos.items() if cuantos}
