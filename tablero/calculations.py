"""The historical cut and what today's counts say beside it: plain values, no Django."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Corte:
    """A count taken once by another system: shown for reference, never a rule."""

    texto: str
    fuente: str
    por_tipo: dict[str, int]

    @property
    def total(self):
        return sum(self.por_tipo.values())


# dominio 1.10: SISCOI's figures in the programme («instituciones con relación»).
CORTE_2023 = Corte(
    texto="corte de agosto de 2023",
    fuente="SISCOI, corte agosto 2023, citado en el programa de vinculación.",
    por_tipo={
        "gubernamental": 352,
        "academica": 175,
        "organismo_electoral": 153,
        "organismo_internacional": 37,
        "osc": 60,
        "privada": 8,
    },
)


def variacion(hoy, antes):
    """The change since the earlier count, in words."""
    if hoy == antes:
        return "igual que entonces"
    cuantas = f"{abs(hoy - antes):,}"
    return f"{cuantas} más que entonces" if hoy > antes else f"{cuantas} menos que entonces"


@dataclass(frozen=True)
class Barra:
    """One kind in the comparison: what it counts and how long its two bars are."""

    clave: str
    texto: str
    hoy: int
    antes: int
    ancho_hoy: float
    ancho_antes: float

    @property
    def variacion(self):
        return variacion(self.hoy, self.antes)


def comparar(por_tipo, corte, textos, ancho=100):
    """Bars of today's counts beside the cut's, all on one scale of ``ancho``."""
    maximo = max(*por_tipo.values(), *corte.por_tipo.values(), 1)
    barras = []
    for clave, texto in textos:
        hoy, antes = por_tipo.get(clave, 0), corte.por_tipo.get(clave, 0)
        largos = (round(hoy * ancho / maximo, 1), round(antes * ancho / maximo, 1))
        barras.append(Barra(clave, texto, hoy, antes, *largos))
    return barras
