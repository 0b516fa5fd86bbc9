"""Choices that several forms share."""

from core.pickers import RegistroField
from observacion.models import IntegranteRed, SolicitudObservacion

ALCALDIAS = (
    "Álvaro Obregón",
    "Azcapotzalco",
    "Benito Juárez",
    "Coyoacán",
    "Cuajimalpa de Morelos",
    "Cuauhtémoc",
    "Gustavo A. Madero",
    "Iztacalco",
    "Iztapalapa",
    "La Magdalena Contreras",
    "Miguel Hidalgo",
    "Milpa Alta",
    "Tláhuac",
    "Tlalpan",
    "Venustiano Carranza",
    "Xochimilco",
)


def elegir_integrante(**kwargs):
    return RegistroField(IntegranteRed, "observacion:integrantered_elegir", **kwargs)


def elegir_solicitud(**kwargs):
    return RegistroField(SolicitudObservacion, "observacion:solicitudobservacion_elegir", **kwargs)
