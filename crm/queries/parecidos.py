"""Who resembles whom, so that nobody is registered twice."""

from typing import Any

from django.db.models import Q, QuerySet
from rapidfuzz import fuzz, process

from core.search import VACIAS, normalizar
from crm.models import Contacto, Institucion

PARECIDO_MINIMO = 88
CANDIDATAS = 2000
MAXIMO_PARECIDAS = 3


def instituciones_parecidas(
    user: Any, nombre: str, pais: str, *, excepto: int | None = None
) -> list[Institucion]:
    """Institutions of the country whose name is nearly this one, the nearest first.

    Acronyms take no part: they repeat (dominio, case 16).
    """
    rows = Institucion.objects.visibles_para(user).filter(pais=pais).exclude(pk=excepto)
    return _parecidos(rows, nombre)


def contactos_parecidos(user: Any, nombre: str, *, excepto: int | None = None) -> list[Contacto]:
    """People whose name is nearly this one. The same name may be two people (case 48)."""
    rows = Contacto.objects.visibles_para(user).exclude(pk=excepto)
    # «José Núñez» may be «José Núñez Peña»: one surname less is the usual double.
    varias = len(normalizar(nombre).split()) > 1
    return _parecidos(rows, nombre, fuzz.token_set_ratio if varias else fuzz.token_sort_ratio)


def _parecidos(rows: QuerySet, nombre: str, medida: Any = fuzz.token_sort_ratio) -> list[Any]:
    texto = normalizar(nombre)
    palabras = sorted(set(texto.split()) - VACIAS, key=len, reverse=True)[:3]
    if not palabras:
        return []
    alguna = Q()
    for palabra in palabras:
        # A typing error spares one of the two halves of the word.
        mitad = max(3, (len(palabra) + 1) // 2)
        alguna |= Q(busqueda__contains=palabra[:mitad]) | Q(busqueda__contains=palabra[-mitad:])
    campo = rows.model.CAMPO_NOMBRE
    candidatas = dict(rows.filter(alguna).values_list("pk", campo)[:CANDIDATAS])
    exactas = rows.filter(busqueda__contains=f" | {texto} | ").values_list("pk", campo)
    candidatas |= dict(exactas[:MAXIMO_PARECIDAS])
    cercanas = process.extract(
        texto,
        {pk: normalizar(valor) for pk, valor in candidatas.items()},
        scorer=medida,
        score_cutoff=PARECIDO_MINIMO,
        limit=MAXIMO_PARECIDAS,
    )
    claves = [pk for pk, _ in exactas[:MAXIMO_PARECIDAS]] + [pk for _t, _p, pk in cercanas]
    objetos = rows.in_bulk(claves[: MAXIMO_PARECIDAS * 2])
    return [objetos[pk] for pk in dict.fromkeys(claves) if pk in objetos][:MAXIMO_PARECIDAS]
