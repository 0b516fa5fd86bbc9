"""The days of a programme, and the agenda of one person in their language."""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from typing import Any

from django.utils import timezone

from acompanamiento.enums import (
    CON_AGENDA,
    OCUPAN_LUGAR,
    EstadoParticipacion,
    EstadoVisitante,
)
from acompanamiento.models import ActividadPrograma, Participacion, SolicitudVisitante
from acompanamiento.queries.logistica import (
    cabecera,
    citas_de_viaje,
    momentos_de,
    renglon,
)
from acompanamiento.queries.resolucion import CASA, fecha_en
from core.formats import DIAS, fecha_larga, hora
from core.ics import CONFIRMADA, TENTATIVA, Cita, uid_de
from observacion.enums import ACREDITADAS as OBSERVAN
from observacion.models import SolicitudObservacion

E = EstadoParticipacion
ZONA = "America/Mexico_City"
EN_AGENDA = (E.INSCRITA, E.CONFIRMADA, E.ASISTIO, E.ESPERA)
HASTA_CANDIDATAS = 60
PALABRAS = {
    "es": {
        "titulo": "Agenda personal",
        "espera": "En lista de espera",
        "interpretacion": "Interpretación",
        "nada": "Todavía no hay actividades en esta agenda.",
        "zona": "Las horas son de la Ciudad de México.",
        "llega": "Calcula {} minutos de traslado.",
        "hojas": ["Página", "de"],
    },
    "en": {
        "titulo": "Personal agenda",
        "espera": "On the waiting list",
        "interpretacion": "Interpretation",
        "nada": "There are no activities in this agenda yet.",
        "zona": "All times are Mexico City time.",
        "llega": "Allow {} minutes to get there.",
        "hojas": ["Page", "of"],
    },
    "fr": {
        "titulo": "Agenda personnel",
        "espera": "Sur liste d’attente",
        "interpretacion": "Interprétation",
        "nada": "Il n’y a pas encore d’activités dans cet agenda.",
        "zona": "Les heures sont celles de Mexico.",
        "llega": "Prévoyez {} minutes de trajet.",
        "hojas": ["Page", "sur"],
    },
}


def dias_de(actividades: Iterable[ActividadPrograma]) -> list[dict[str, Any]]:
    """The activities by day, each day with its name."""
    grupos = itertools.groupby(actividades, key=lambda a: a.dia)
    return [
        {
            "dia": dia,
            "nombre": f"{DIAS[dia.weekday()].capitalize()} {fecha_larga(dia)}",
            "actividades": list(suyas),
        }
        for dia, suyas in grupos
    ]


def agenda_de(solicitud: Any) -> list[Participacion]:
    """What a person has ahead and behind, in order, of programmes that were approved."""
    filas = Participacion.objects.de(solicitud).filter(
        estado__in=EN_AGENDA,
        actividad__eliminado_en=None,
        actividad__programa__eliminado_en=None,
        actividad__programa__estado__in=CON_AGENDA,
    )
    return list(filas.select_related("actividad__programa").order_by("actividad__inicio", "pk"))


def datos_agenda(solicitud: SolicitudVisitante) -> dict[str, Any]:
    """The agenda as paper, in the language of the person."""
    idioma = solicitud.idioma if solicitud.idioma in PALABRAS else "es"
    p = PALABRAS[idioma]
    filas = [
        {"dia": f.actividad.dia, "en": f.actividad.inicio, "linea": linea(f, idioma)}
        for f in agenda_de(solicitud)
    ]
    filas += [renglon(momento) for momento in momentos_de(solicitud, idioma)]
    filas.sort(key=lambda fila: fila["en"])
    grupos = itertools.groupby(filas, key=lambda fila: fila["dia"])
    dias = [
        {"nombre": fecha_en(idioma, dia), "actividades": [fila["linea"] for fila in suyas]}
        for dia, suyas in grupos
    ]
    return {
        "casa": CASA,
        "titulo": p["titulo"],
        "pie": solicitud.folio,
        "idioma": idioma,
        "hojas": p["hojas"],
        "persona": solicitud.nombre,
        "organizacion": solicitud.organizacion,
        "pares": cabecera(solicitud, idioma),
        "dias": dias,
        "nada": p["nada"],
        "zona": p["zona"],
    }


def linea(fila: Participacion, idioma: str) -> dict[str, str]:
    """One activity of the paper."""
    actividad, p = fila.actividad, PALABRAS[idioma]
    notas = [p["espera"]] if fila.estado == E.ESPERA else []
    if actividad.interpretacion:
        notas.append(f"{p['interpretacion']}: {actividad.interpretacion}")
    if actividad.traslado_minutos:
        notas.append(str(p["llega"]).format(actividad.traslado_minutos))
    return {
        "horas": horas(actividad),
        "titulo": actividad.titulo_en_idioma(idioma),
        "lugar": ", ".join(x for x in (actividad.sede, actividad.direccion) if x),
        "nota": " · ".join(str(n) for n in notas),
    }


def horas(actividad: ActividadPrograma) -> str:
    inicio, fin = timezone.localtime(actividad.inicio), timezone.localtime(actividad.fin)
    return f"{inicio:%H:%M} – {hora(fin)}"


def citas_de(solicitud: SolicitudVisitante) -> list[Cita]:
    """The agenda for a calendar; who waits for a place has it as tentative."""
    idioma = solicitud.idioma if solicitud.idioma in PALABRAS else "es"
    actividades = [
        Cita(
            uid=uid_de("acompanamiento.participacion", fila.pk, fila.creado_en),
            titulo=fila.actividad.titulo_en_idioma(idioma),
            inicio=fila.actividad.inicio,
            fin=fila.actividad.fin,
            zona=ZONA,
            lugar=", ".join(x for x in (fila.actividad.sede, fila.actividad.direccion) if x),
            descripcion=linea(fila, idioma)["nota"],
            creado_en=fila.creado_en,
            cambiado_en=max(fila.actualizado_en, fila.actividad.actualizado_en),
            secuencia=fila.version + fila.actividad.version,
            estado=TENTATIVA if fila.estado == E.ESPERA else CONFIRMADA,
        )
        for fila in agenda_de(solicitud)
    ]
    return [*actividades, *citas_de_viaje(solicitud, idioma)]


def candidatas(user: Any, actividad: ActividadPrograma, q: str) -> list[dict[str, Any]]:
    """Accredited people of the process who are not in the activity, by what was typed."""
    proceso = actividad.programa.proceso_id
    dentro = Participacion.objects.vivos().filter(actividad=actividad).exclude(estado=E.CANCELADA)
    visitantes = SolicitudVisitante.objects.visibles_para(user).filter(
        convocatoria__proceso=proceso,
        estado__in=[
            EstadoVisitante.APROBADA,
            EstadoVisitante.NOTIFICADA,
            EstadoVisitante.GAFETE_LISTO,
            EstadoVisitante.ACREDITADA_ACTIVA,
        ],
    )
    visitantes = visitantes.exclude(pk__in=dentro.exclude(visitante=None).values("visitante"))
    observan = SolicitudObservacion.objects.visibles_para(user).filter(
        convocatoria__proceso=proceso, estado__in=OBSERVAN
    )
    observan = observan.exclude(pk__in=dentro.exclude(observadora=None).values("observadora"))
    if q:
        visitantes, observan = visitantes.buscar(q), observan.buscar(q)
    else:
        visitantes = visitantes.order_by("apellidos", "nombres", "pk")
        observan = observan.order_by("nombre", "pk")
    filas = [opcion("v", fila, fila.organizacion or "") for fila in visitantes[:HASTA_CANDIDATAS]]
    observadoras = observan.select_related("organizacion")[:HASTA_CANDIDATAS]
    return filas + [opcion("o", fila, str(fila.organizacion or "")) for fila in observadoras]


def opcion(clase: str, persona: Any, organizacion: str) -> dict[str, Any]:
    return {
        "clave": f"{clase}{persona.pk}",
        "nombre": str(persona),
        "folio": persona.folio,
        "organizacion": organizacion,
        "estado": persona.get_estado_display(),
        "clase": "Visitante" if clase == "v" else "Observación",
    }


def personas_con(user: Any, claves: list[str]) -> list[Any]:
    """The people of these keys («v12», «o5»), in order, that this person may see."""
    modelos: dict[str, Any] = {"v": SolicitudVisitante, "o": SolicitudObservacion}
    hallados: dict[str, Any] = {}
    for letra, modelo in modelos.items():
        pks = [int(c[1:]) for c in claves if c[:1] == letra and c[1:].isdigit() and len(c) < 19]
        for persona in modelo.objects.visibles_para(user).filter(pk__in=pks):
            hallados[f"{letra}{persona.pk}"] = persona
    return [hallados[c] for c in claves if c in hallados]


def filas_de(actividad: ActividadPrograma) -> list[Participacion]:
    """Everybody in an activity, in the order they came to it."""
    filas = Participacion.objects.vivos().filter(actividad=actividad)
    filas = filas.select_related("visitante", "observadora__organizacion", "registro_por")
    return list(filas.order_by("creado_en", "pk"))


def con_lugar_por_nombre(actividad: ActividadPrograma) -> list[Participacion]:
    """Who has a place, as they sign: by name."""
    return por_nombre(f for f in filas_de(actividad) if f.estado in OCUPAN_LUGAR)


def por_nombre(filas: Iterable[Participacion]) -> list[Participacion]:
    return sorted(filas, key=lambda f: f.persona.orden)
