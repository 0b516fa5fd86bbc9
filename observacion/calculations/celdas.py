"""Small cells: a figure of few people is not told, nor one from which it could be worked out."""

from __future__ import annotations

from collections.abc import Sequence

OCULTA = None


def ocultar(valores: Sequence[int], minimo: int) -> list[int | None]:
    """The cells of a breakdown whose total is known, with those that must not be told as None.

    A cell between 1 and ``minimo - 1`` is hidden. If those hidden could be worked out from the
    total, the smallest of the others (all that are alike) goes too; if there is none, the whole breakdown.
    All hidden cells read alike, so that none says which kind it is (case 49).
    """
    chicas = {i for i, valor in enumerate(valores) if 0 < valor < minimo}
    if not chicas:
        return list(valores)
    ocultas = set(chicas)
    if se_deduce([valores[i] for i in chicas], minimo):
        visibles = [valor for valor in valores if valor >= minimo]
        if not visibles:
            return [OCULTA for _ in valores]
        ocultas |= {i for i, valor in enumerate(valores) if valor == min(visibles)}
    return [OCULTA if i in ocultas else valor for i, valor in enumerate(valores)]


def se_deduce(chicas: Sequence[int], minimo: int) -> bool:
    """Whether their sum alone tells them: only one, or all at the least or the most they can be."""
    suma, cuantas = sum(chicas), len(chicas)
    return cuantas == 1 or suma in (cuantas, cuantas * (minimo - 1))
