"""What the dates say of an instrument on a day (dominio 2.2.4; cases 6 to 9)."""

import calendar
import datetime as dt
from dataclasses import dataclass

UN_DIA = dt.timedelta(days=1)
POR_VENCER = 90  # days, when nobody decided another threshold
FECHA, INDEFINIDA, CONDICION, PROCESO = (
    "fecha_determinada",
    "indefinida",
    "por_condicion",
    "por_proceso_electoral",
)
AUTOMATICA = "automatica"


@dataclass(frozen=True)
class Terminos:
    """What was agreed about time, and what happened afterwards that changes it."""

    tipo: str = ""
    inicio: dt.date | None = None
    fin: dt.date | None = None  # agreed end, last day included
    renovacion: str = "ninguna"
    periodo_meses: int | None = None
    maximo_periodos: int | None = None  # none: without limit
    aviso_dias: int = 0  # natural days before the end of the period
    aviso_dado: dt.date | None = None  # when somebody said it would not be renewed
    terminacion: dt.date | None = None  # early termination, last day in force
    fin_evento: dt.date | None = None  # when the condition was met, or the process ended
    fin_padre: dt.date | None = None  # only for what ends with its parent


def sumar_meses(inicio: dt.date, meses: int) -> dt.date:
    """The day before the same date ``meses`` later: the last day of a period that starts then.

    When the month has no such day, its last one (civil computation from date to date).
    """
    anio, mes = divmod(inicio.year * 12 + inicio.month - 1 + meses, 12)
    ultimo = calendar.monthrange(anio, mes + 1)[1]
    if inicio.day > ultimo:
        return dt.date(anio, mes + 1, ultimo)
    return dt.date(anio, mes + 1, inicio.day) - UN_DIA


def fin_de_periodo(terminos: Terminos, numero: int) -> dt.date | None:
    """The last day of the original period (0) or of a renewal (1, 2…)."""
    if terminos.fin is None or numero == 0:
        return terminos.fin
    return sumar_meses(terminos.fin + UN_DIA, numero * (terminos.periodo_meses or 0))


def se_renueva(terminos: Terminos) -> bool:
    """Whether it goes on by itself when its period ends."""
    return bool(terminos.renovacion == AUTOMATICA and terminos.fin and terminos.periodo_meses)


def periodo_en_curso(terminos: Terminos, al: dt.date) -> int:
    """How many tacit renewals there have been on a day, whatever the notice given."""
    numero, tope = 0, terminos.maximo_periodos
    while (fin := fin_de_periodo(terminos, numero)) is not None and fin < al:
        if tope is not None and numero >= tope:
            break
        numero += 1
    return numero


def _limite(terminos: Terminos, fin: dt.date) -> dt.date:
    return fin - dt.timedelta(days=terminos.aviso_dias)


def _periodo_de_aviso(terminos: Terminos) -> int:
    """The period that the notice given ends: a late one ends the next."""
    dado = terminos.aviso_dado
    if dado is None:
        raise ValueError("No se ha dado aviso.")
    numero = periodo_en_curso(terminos, dado)
    fin = fin_de_periodo(terminos, numero)
    if fin is not None and dado > _limite(terminos, fin):
        numero += 1
    tope = terminos.maximo_periodos
    return numero if tope is None else min(numero, tope)


def _fin_pactado(terminos: Terminos) -> dt.date | None:
    """The last end that what is agreed and noticed today leads to; none when it has no end."""
    if terminos.tipo in (CONDICION, PROCESO):
        return terminos.fin_evento
    if terminos.tipo != FECHA:
        return None
    if not se_renueva(terminos):
        return terminos.fin
    if terminos.aviso_dado is not None:
        return fin_de_periodo(terminos, _periodo_de_aviso(terminos))
    if terminos.maximo_periodos is not None:
        return fin_de_periodo(terminos, terminos.maximo_periodos)
    return None


def _menor(*fechas: dt.date | None) -> dt.date | None:
    return min((fecha for fecha in fechas if fecha is not None), default=None)


def fin_ultimo(terminos: Terminos) -> dt.date | None:
    """The last day it can be in force if nothing else happens; none while it has no end.

    It depends on what was captured and not on today, so that it can be indexed.
    """
    return _menor(_fin_pactado(terminos), terminos.terminacion, terminos.fin_padre)


def fin_efectivo(terminos: Terminos, al: dt.date) -> dt.date | None:
    """The end as it stands on a day: that agreed plus tacit renewals, or an earlier termination.

    None when it is indefinite, or hangs on something that has not happened.
    """
    if not se_renueva(terminos):
        return fin_ultimo(terminos)
    en_curso = fin_de_periodo(terminos, periodo_en_curso(terminos, al))
    return _menor(en_curso, fin_ultimo(terminos))


def limite_de_aviso(terminos: Terminos, al: dt.date) -> dt.date | None:
    """Until when one may say that it will not be renewed: the next such day on or after ``al``.

    None when it does not renew by itself, notice was given or no renewal is left.
    """
    if not se_renueva(terminos) or terminos.aviso_dado or terminos.terminacion:
        return None
    numero = periodo_en_curso(terminos, al)
    fin = fin_de_periodo(terminos, numero)
    if fin is not None and _limite(terminos, fin) < al:
        numero += 1
        fin = fin_de_periodo(terminos, numero)
    tope = terminos.maximo_periodos
    if fin is None or (tope is not None and numero >= tope):
        return None
    return _limite(terminos, fin)


def vigencia(terminos: Terminos, al: dt.date, *, por_vencer: int = POR_VENCER) -> str:
    """What is said of a signed instrument on a day.

    One that renews by itself is not about to expire (case 8): its notice date is what matters.
    """
    if terminos.inicio is not None and al < terminos.inicio:
        return "por_iniciar"
    ultimo = fin_ultimo(terminos)
    if ultimo is not None and ultimo < al:
        return "vencida"
    if ultimo is not None and (ultimo - al).days <= por_vencer:
        return "por_vencer"
    if ultimo is not None or terminos.tipo in (CONDICION, PROCESO) or se_renueva(terminos):
        return "vigente"
    return "indefinida" if terminos.tipo == INDEFINIDA else "sin_dato"


def dias_restantes(terminos: Terminos, al: dt.date) -> int | None:
    """Natural days left on a day, negative once past; none when it has no end (case 6)."""
    fin = fin_efectivo(terminos, al)
    return None if fin is None else (fin - al).days
