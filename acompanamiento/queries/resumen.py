"""What a person wrote, as they read it before sending and as it is printed to be signed."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from acompanamiento.enums import CalidadMigratoria, Perfil, TipoPasaporte
from acompanamiento.models import SolicitudVisitante
from acompanamiento.queries.momentos import fecha
from acompanamiento.queries.portal import TITULOS
from observacion.enums import Sexo

Filas = list[tuple[str, str]]


def etiqueta(lista: Any, valor: str) -> str:
    return _(str(lista(valor).label)) if valor else ""


def de_persona(s: SolicitudVisitante) -> Filas:
    return [
        (_("Nombres"), s.nombres),
        (_("Apellidos"), s.apellidos),
        (_("Nombre completo en letras latinas"), s.nombre_latino),
        (_("Sexo o género"), etiqueta(Sexo, s.sexo)),
        (_("Fecha de nacimiento"), fecha(s.fecha_nacimiento)),
        (_("Lugar de nacimiento"), s.lugar_nacimiento),
    ]


def de_nacionalidad(s: SolicitudVisitante) -> Filas:
    nacionalidades: Any = s.nacionalidades
    residencia: Any = s.pais_residencia
    return [
        (_("Nacionalidad"), ", ".join(str(pais.name) for pais in nacionalidades)),
        (_("País donde vives"), str(residencia.name or "")),
    ]


def de_pasaporte(s: SolicitudVisitante) -> Filas:
    pasaporte = s.pasaporte()
    if pasaporte is None:
        return []
    return [
        (_("Tipo de pasaporte"), etiqueta(TipoPasaporte, pasaporte.tipo)),
        (_("Número de pasaporte"), pasaporte.numero),
        (_("País que lo emite"), str(pasaporte.pais_emisor.name)),
        (_("Fecha de emisión"), fecha(pasaporte.emision)),
        (_("Fecha de vencimiento"), fecha(pasaporte.vencimiento)),
    ]


def de_institucion(s: SolicitudVisitante) -> Filas:
    return [
        (_("Institución u organización"), s.organizacion),
        (_("Cargo"), s.cargo),
        (_("Perfil"), etiqueta(Perfil, s.perfil)),
    ]


def de_contacto(s: SolicitudVisitante) -> Filas:
    return [
        (_("Correo electrónico"), s.correo),
        (_("Teléfono"), str(s.telefono)),
        (_("Contacto de emergencia"), str(s.emergencia)),
        (_("Idiomas que hablas"), s.idiomas),
        (_("Necesito interpretación al español"), _("Sí") if s.requiere_interpretacion else ""),
        (_("Accesibilidad, salud o dieta"), str(s.salud)),
    ]


def de_viaje(s: SolicitudVisitante) -> Filas:
    return [
        (_("Llegada a México"), fecha(s.llegada)),
        (_("Salida de México"), fecha(s.salida)),
        (_("Calidad migratoria en México"), etiqueta(CalidadMigratoria, s.calidad_migratoria)),
        (_("Etapas o lugares que te interesa conocer"), s.interes),
    ]


PARTES = {
    "persona": de_persona,
    "nacionalidad": de_nacionalidad,
    "pasaporte": de_pasaporte,
    "institucion": de_institucion,
    "contacto": de_contacto,
    "viaje": de_viaje,
}


def resumen(solicitud: SolicitudVisitante, *, con_salud: bool = True) -> list[dict[str, Any]]:
    """Page by page, what was written; what was left empty is not shown, nor health on paper."""
    reservadas = set() if con_salud else {_("Accesibilidad, salud o dieta")}
    return [
        {
            "paso": paso,
            "titulo": _(TITULOS[paso]),
            "filas": [fila for fila in parte(solicitud) if fila[1] and fila[0] not in reservadas],
        }
        for paso, parte in PARTES.items()
    ]
