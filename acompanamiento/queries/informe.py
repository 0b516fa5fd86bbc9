"""The figures of the final report of a programme: who came, from where, and to what."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.db.models import Count
from django.db.models.functions import Left

from acompanamiento.enums import (
    ACREDITADAS,
    ASISTENTES,
    EstadoParticipacion,
    Perfil,
    TipoIncidencia,
)
from acompanamiento.models import (
    ActividadPrograma,
    Incidencia,
    Participacion,
    ProgramaAcompanamiento,
    SolicitudVisitante,
)
from acompanamiento.queries.estadistica import (
    POR_NACIONALIDAD,
    contar,
    por_continente,
    por_mision,
)
from acompanamiento.queries.rutas import por_parada
from core.columns import country_name
from core.formats import dia_corto
from observacion.enums import Sexo
from observacion.queries.cortes import (
    Corte,
    Estadistica,
    Fila,
    Grupo,
    celda_minima,
    corte,
    por_ciento,
    por_opcion,
    por_valor,
)

# Case 52: who never collected the badge was accredited, and is not counted as having come.
DE_QUIENES = "Sobre las personas que recibieron su gafete."


def informe_de(programa: ProgramaAcompanamiento) -> Estadistica:
    """Every figure of the report, counted at this instant."""
    solicitudes = SolicitudVisitante.objects.presentadas()
    solicitudes = solicitudes.filter(convocatoria__proceso=programa.proceso_id)
    llegaron = solicitudes.filter(estado__in=ASISTENTES)
    paises = contar(llegaron.annotate(primera=Left("nacionalidades", 2)), "primera")
    minimo, sin_liga = celda_minima(), dict[str, Any]()
    nota = f"{DE_QUIENES} {POR_NACIONALIDAD}"
    cortes = [
        corte("Continente", por_continente(paises), base=sin_liga, nota=nota),
        corte("País", por_valor(paises, "pais", country_name), base=sin_liga, nota=nota),
        corte(
            "Categoría",
            por_opcion(contar(llegaron, "perfil"), Perfil.choices),
            base=sin_liga,
            nota=DE_QUIENES,
        ),
        corte(
            "Sexo o género",
            por_opcion(contar(llegaron, "sexo"), Sexo.choices),
            base=sin_liga,
            minimo=minimo,
            nota=DE_QUIENES,
        ),
        corte(
            "Misión u organización",
            por_mision(contar(llegaron, "organizacion")),
            base=sin_liga,
            nota=DE_QUIENES,
        ),
        por_actividad(programa),
        por_incidencia(programa),
    ]
    if casillas := por_parada(programa):
        cortes.append(casillas)
    return Estadistica(
        titulo=f"Informe final: {programa}",
        de_que=f"{programa.proceso}. Versión {programa.edicion} del programa.",
        totales=totales(programa, solicitudes),
        cortes=cortes,
        minimo=minimo,
    )


def totales(programa: ProgramaAcompanamiento, solicitudes: Any) -> list[Fila]:
    """Applied, accredited, came, and took part in something."""
    por_estado = contar(solicitudes, "estado")
    presentadas = sum(por_estado.values())
    asistio = Participacion.objects.vivos().filter(
        actividad__programa=programa,
        actividad__eliminado_en=None,
        estado=EstadoParticipacion.ASISTIO,
    )
    cuentas = asistio.aggregate(
        visitantes=Count("visitante", distinct=True),
        observadoras=Count("observadora", distinct=True),
    )
    filas = [
        ("Solicitudes de visitantes", presentadas),
        ("Acreditadas", sum(por_estado.get(e, 0) for e in ACREDITADAS)),
        ("Recibieron su gafete", sum(por_estado.get(e, 0) for e in ASISTENTES)),
        ("Asistieron a alguna actividad", cuentas["visitantes"]),
    ]
    hechas = [Fila(texto, n, por_ciento(n, presentadas)) for texto, n in filas]
    return [*hechas, Fila("Observadoras que asistieron", cuentas["observadoras"], "")]


def por_actividad(programa: ProgramaAcompanamiento) -> Corte:
    actividades = ActividadPrograma.objects.vivos().filter(programa=programa).con_lugares()
    grupos = [Grupo(f"{dia_corto(a.dia)}, {a.titulo}", a.asistieron) for a in actividades]
    nota = "Una persona cuenta en cada actividad a la que llegó."
    return corte("Asistencia por actividad", grupos, base={}, nota=nota)


def por_incidencia(programa: ProgramaAcompanamiento) -> Corte:
    rows = Incidencia.objects.vivos().filter(
        proceso=programa.proceso_id,
        ocurrida_en__date__gte=programa.desde,
        ocurrida_en__date__lte=programa.hasta,
    )
    grupos = [g for g in por_opcion(contar(rows, "tipo"), TipoIncidencia.choices) if g.valor]
    return replace(corte("Incidencias por tipo", grupos, base={}), unidad="Incidencias")
