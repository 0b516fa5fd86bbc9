"""Spanish dates as people write them: one date out, or one sentence saying what to correct."""

import calendar
import datetime as dt
import re
import unicodedata
from collections.abc import Iterable

from django.core.exceptions import ValidationError

DMA, MDA = "dma", "mda"
AMBIGUO, MIXTO = "ambiguo", "mixto"
MESES = [
    "enero",
    "febrero",
    "marzo",
    "abril",
    "mayo",
    "junio",
    "julio",
    "agosto",
    "septiembre",
    "octubre",
    "noviembre",
    "diciembre",
]
DIAS = ["lunes", "martes", "miercoles", "jueves", "viernes", "sabado", "domingo"]
EJEMPLO = "05/03/2026"
ANIO_MIN, ANIO_MAX = 1800, 2200

_NOMBRES = {mes: i for i, mes in enumerate(MESES, 1)}
_NOMBRES |= {mes[:3]: i for i, mes in enumerate(MESES, 1)}
_NOMBRES |= {"sept": 9, "setiembre": 9, "jan": 1, "apr": 4, "aug": 8, "dec": 12}
_NOMBRES |= {name.lower(): i for i, name in enumerate(calendar.month_name) if name}
_NUMEROS = re.compile(r"(\d{1,2})\s*[/.\-\s]\s*(\d{1,2})\s*[/.\-\s]\s*(\d+)")
_ISO = re.compile(r"(\d{4})[/.\-](\d{1,2})[/.\-](\d{1,2})")
_COMPACTA = re.compile(r"((?:18|19|20|21)\d{2})(\d{2})(\d{2})")
_CON_MES = re.compile(
    r"(\d{1,2})(?:o|\.o|º|\.º|ero|er)?[\s/.\-]*(?:de\s+)?([a-z]+)\.?[\s/.\-,]*(?:del?\s+)?(\d+)"
)
_MES_ANTES = re.compile(r"([a-z]+)\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(?:del?\s+)?(\d+)")
_HORA = re.compile(
    r"[t\s,]+\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?\s*([ap]\.?\s*m\.?)?\s*(z|[+-]\d{2}:?\d{2})?(\s*h(rs?)?\.?)?$"
)
_EN_DIAS = re.compile(r"(en|hace)\s+(\d{1,4})\s+dias?")
_SIN_DIA = re.compile(r"(\d{1,2}|[a-z]+)[\s/.\-]+(?:del?\s+)?\d{4}")
_SERIE = re.compile(r"\d{1,7}(\.\d+)?")


class FechaError(ValidationError):
    """The text is not a date; the message says which one and what to write instead."""


def _plano(texto: str) -> str:
    texto = unicodedata.normalize("NFKD", texto.replace("º", "o").replace("°", "o"))
    limpio = "".join(c for c in texto if not unicodedata.combining(c)).casefold()
    return " ".join(limpio.replace("\u2010", "-").replace("–", "-").replace("\u2212", "-").split())


def interpretar_fecha(
    texto: str,
    *,
    orden: str = DMA,
    hoy: dt.date | None = None,
    serie: bool = False,
    base_1904: bool = False,
) -> dt.date:
    """Read one date. With `hoy`, also «mañana» or «en 10 días»; with `serie`, Excel's numbers."""
    original = texto.strip()
    plano = _sin_adornos(_plano(original))
    relativa = _relativa(plano, hoy) if hoy else None
    if relativa:
        return relativa
    if serie and _SERIE.fullmatch(plano) and not _COMPACTA.fullmatch(plano):
        return _desde_serie(plano, base_1904)
    partes = _partes(plano, orden)
    if partes is None:
        raise FechaError(_motivo(original, plano))
    return _construir(original, *partes)


def _sin_adornos(plano: str) -> str:
    plano = _HORA.sub("", plano)
    for dia in DIAS:
        for prefijo in (dia, dia[:3] + "."):
            if plano.startswith((prefijo + " ", prefijo + ",")):
                return plano[len(prefijo) :].lstrip(", ")
    return plano.replace("primero de", "1 de")


def _relativa(plano: str, hoy: dt.date) -> dt.date | None:
    saltos = {"hoy": 0, "manana": 1, "pasado manana": 2, "ayer": -1}
    if plano in saltos:
        return hoy + dt.timedelta(days=saltos[plano])
    if hallado := _EN_DIAS.fullmatch(plano):
        dias = int(hallado[2])
        return hoy + dt.timedelta(days=dias if hallado[1] == "en" else -dias)
    nombre = plano.removeprefix("el ").removeprefix("proximo ")
    if nombre in DIAS:
        return hoy + dt.timedelta(days=(DIAS.index(nombre) - hoy.weekday() - 1) % 7 + 1)
    return None


def _partes(plano: str, orden: str) -> tuple[str, int, int] | None:
    """Year as written, month, day; the year stays text so that its digits can be counted."""
    if hallado := _ISO.fullmatch(plano) or _COMPACTA.fullmatch(plano):
        return hallado[1], int(hallado[2]), int(hallado[3])
    if hallado := _NUMEROS.fullmatch(plano):
        uno, dos = int(hallado[1]), int(hallado[2])
        return (hallado[3], dos, uno) if orden == DMA else (hallado[3], uno, dos)
    if (hallado := _CON_MES.fullmatch(plano)) and hallado[2] in _NOMBRES:
        return hallado[3], _NOMBRES[hallado[2]], int(hallado[1])
    if (hallado := _MES_ANTES.fullmatch(plano)) and hallado[1] in _NOMBRES:
        return hallado[3], _NOMBRES[hallado[1]], int(hallado[2])
    return None


def _motivo(original: str, plano: str) -> str:
    corto = original if len(original) <= 40 else original[:39] + "…"
    if re.fullmatch(r"\d{4}", plano):
        return f"{corto} es sólo un año: escribe también el día y el mes, por ejemplo {EJEMPLO}"
    if _SIN_DIA.fullmatch(plano):
        return f"a «{corto}» le falta el día: escribe la fecha completa, por ejemplo {EJEMPLO}"
    return f"«{corto}» no es una fecha: escribe día/mes/año, por ejemplo {EJEMPLO}"


def _construir(original: str, anio: str, mes: int, dia: int) -> dt.date:
    if len(anio) == 2:
        siglo = "19" if int(anio) > 50 else "20"
        raise FechaError(
            f"{original} tiene el año con 2 cifras: escribe el año con 4 cifras,"
            f" por ejemplo {siglo}{anio}"
        )
    numero = int(anio) if len(anio) <= 4 else 0
    if not ANIO_MIN <= numero <= ANIO_MAX:
        raise FechaError(
            f"{original} tiene el año {anio}: revisa que sea el correcto, con 4 cifras"
        )
    if not 1 <= mes <= 12:
        raise FechaError(_sin_mes(original, mes, dia))
    if dia == 0:
        raise FechaError(f"{original} no existe: el día va de 1 a 31")
    dias = calendar.monthrange(numero, mes)[1]
    if dia > dias:
        raise FechaError(f"{original} no existe: {MESES[mes - 1]} de {numero} tiene {dias} días")
    return dt.date(numero, mes, dia)


def _sin_mes(original: str, mes: int, dia: int) -> str:
    if 1 <= dia <= 12 and 12 < mes <= 31:
        return (
            f"{original} no existe: el mes sería {mes}. Si el mes está escrito primero,"
            " escribe antes el día o elige el otro orden para la columna"
        )
    return f"{original} no existe: el mes va de 1 a 12"


def _desde_serie(plano: str, base_1904: bool) -> dt.date:
    numero = int(float(plano))
    if ANIO_MIN <= numero <= ANIO_MAX:
        raise FechaError(_motivo(plano, plano))
    if base_1904:
        origen = dt.date(1904, 1, 1)
    elif numero <= 60:
        # Excel believes in 29 February 1900 (60), so what it shows below 61 is not reliable.
        raise FechaError(
            f"{plano} es para Excel un día anterior al 1 de marzo de 1900, que Excel cuenta mal:"
            f" escribe la fecha como texto, por ejemplo {EJEMPLO}"
        )
    else:
        origen = dt.date(1899, 12, 30)
    if numero > 110_000:
        raise FechaError(_motivo(plano, plano))
    return origen + dt.timedelta(days=numero)


def parece_fecha(texto: str) -> bool:
    """Whether the text is written as a date, or is Excel's number for one; it may be wrong."""
    plano = _sin_adornos(_plano(texto.strip()))
    return _partes(plano, DMA) is not None or re.fullmatch(r"\d{5}(\.0+)?", plano) is not None


def orden_de(textos: Iterable[str]) -> str:
    """What a column of numeric dates says about its order: dma, mda, ambiguo or mixto."""
    vistos = {DMA: False, MDA: False}
    numericas = False
    for texto in textos:
        hallado = _NUMEROS.fullmatch(_sin_adornos(_plano(texto)))
        if not hallado:
            continue
        uno, dos = int(hallado[1]), int(hallado[2])
        numericas = numericas or uno != dos
        vistos[DMA] = vistos[DMA] or uno > 12 >= dos
        vistos[MDA] = vistos[MDA] or dos > 12 >= uno
    if all(vistos.values()):
        return MIXTO
    if vistos[MDA]:
        return MDA
    return AMBIGUO if numericas and not vistos[DMA] else DMA
