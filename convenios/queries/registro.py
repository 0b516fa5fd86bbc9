"""Who the names of the former register are, and which ones nobody has told yet."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.db.models import Count, Exists, F, Max, Min, OuterRef, QuerySet
from django.utils import timezone

from calendario.models import ProcesoElectoral
from convenios.models import ParteConvenio
from core.search import normalizar
from crm.enums import TipoNombreAlterno
from crm.models import Institucion, NombreAlterno
from crm.queries.parecidos import instituciones_parecidas

TROZO = 400
CANDIDATAS = 4
TOPE = 300
AMBIGUO = 0
RECIENTES, HACE_POCO = 10, dt.timedelta(days=30)
IDENTIFICADA = "Identificada en el directorio"  # the reason that its history says


def instituciones_llamadas(nombres: Iterable[str]) -> dict[str, Institucion]:
    """The institution of each normalised name, official or former, when only one is called so.

    An acronym is no name (case 16): it neither identifies nor makes another name doubtful.
    """
    buscados = {nombre for nombre in nombres if nombre}
    claves: dict[str, int] = {}
    for nombre, clave in [*_oficiales(sorted(buscados)), *_alternos(buscados)]:
        if claves.setdefault(nombre, clave) != clave:
            claves[nombre] = AMBIGUO
    instituciones = Institucion.objects.in_bulk(set(claves.values()) - {AMBIGUO})
    return {nombre: instituciones[clave] for nombre, clave in claves.items() if clave}


def _oficiales(nombres: list[str]) -> Iterable[tuple[str, int]]:
    vivas = Institucion.objects.vivos()
    for inicio in range(0, len(nombres), TROZO):
        trozo = nombres[inicio : inicio + TROZO]
        yield from vivas.filter(nombre_normalizado__in=trozo).values_list(
            "nombre_normalizado", "pk"
        )


def _alternos(nombres: set[str]) -> Iterable[tuple[str, int]]:
    filas = NombreAlterno.objects.vivos().filter(institucion__eliminado_en=None)
    filas = filas.exclude(tipo=TipoNombreAlterno.SIGLAS)
    for texto, clave in filas.values_list("texto", "institucion_id").iterator():
        if (nombre := normalizar(texto)) in nombres:
            yield nombre, clave


def procesos_por_nombre() -> dict[str, int]:
    """Each name and key of an electoral process, normalised; 0 where two share it."""
    claves: dict[str, int] = {}
    for pk, *textos in ProcesoElectoral.objects.vivos().values_list("pk", "nombre", "clave"):
        for nombre in {normalizar(texto) for texto in textos} - {""}:
            if claves.setdefault(nombre, pk) != pk:
                claves[nombre] = AMBIGUO
    return claves


def por_identificar(user: Any) -> QuerySet:
    """The parties with a name that is not yet an institution, of what this person may see."""
    return ParteConvenio.objects.visibles_para(user).por_identificar()


def nombres_por_identificar(user: Any) -> QuerySet:
    """Each such name with how many instruments it is in, the most frequent first."""
    filas = por_identificar(user).values("denominacion")
    cuenta = filas.annotate(cuantos=Count("convenio", distinct=True), parte=Min("pk"))
    return cuenta.order_by("-cuantos", "parte")


def escritas_como(rows: QuerySet, nombre: str) -> QuerySet:
    """Of some parties, those with that name, whatever its case, accents and punctuation."""
    buscado = normalizar(nombre)
    nombres = rows.order_by().values_list("denominacion", flat=True).distinct()
    return rows.filter(denominacion__in={uno for uno in nombres if normalizar(uno) == buscado})


def recien_identificadas(rows: QuerySet) -> QuerySet:
    """Of some parties, those to which nothing happened after somebody said who they are."""
    suya = ParteConvenio.history.model.objects.filter(
        id=OuterRef("pk"), version=OuterRef("version"), history_change_reason=IDENTIFICADA
    )
    return rows.filter(Exists(suya), institucion__isnull=False)


def identificaciones(user: Any) -> QuerySet:
    """The last names that were identified, each with its institution and in how many parties.

    Of the last month only: to ask the history of every party ever identified would cost the page.
    """
    visibles = ParteConvenio.objects.visibles_para(user)
    filas = recien_identificadas(visibles.filter(actualizado_en__gte=timezone.now() - HACE_POCO))
    filas = filas.values("denominacion", "institucion", nombre=F("institucion__nombre"))
    cuenta = filas.annotate(cuantos=Count("pk"), parte=Min("pk"), cuando=Max("actualizado_en"))
    return cuenta.order_by("-cuando", "parte")[:RECIENTES]


def candidatas(user: Any, nombre: str) -> list[Institucion]:
    """Institutions that the name could be: those that look alike, then those that answer to it.

    Here an acronym may suggest, because a person decides.
    """
    halladas = instituciones_parecidas(user, nombre, "MX")
    visibles = Institucion.objects.visibles_para(user)
    halladas += list(visibles.buscar(nombre, tope=TOPE)[:CANDIDATAS])
    return list(dict.fromkeys(halladas))[:CANDIDATAS]
