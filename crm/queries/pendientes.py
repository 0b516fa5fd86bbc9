"""What waits for somebody: whose it is and since when. Mi día and the lists ask the same here.

``de`` is «yo» or «equipo»: what is in my charge, or in that of the people of my area, those who
already left it included, because what they left open is still to be done.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from core.parameters import parametro
from crm.enums import EnManosDe, EstadoReunion
from crm.models import Asistencia, Evidencia
from cuentas.models import Usuario

YO, EQUIPO = "yo", "equipo"
SEMANA = 7
SIN_MOVIMIENTO = "gestiones.dias_sin_movimiento"
DIAS_SIN_MOVIMIENTO = 15


def cargo(user: Any, de: str, campo: str = "responsable") -> Q:
    """In charge of me, or of somebody of my area; nobody's, when I have none."""
    if de == YO:
        return Q(**{campo: user.pk})
    if user.area_id is None:
        return Q(pk__in=[])
    gente = Usuario.objects.filter(area=user.area_id).order_by()
    return Q(**{f"{campo}__in": gente.values("pk")})


def compromisos_de(rows: Any, user: Any, de: str) -> Any:
    """Commitments in charge of me, or of my team or area."""
    mine = cargo(user, de)
    if de == EQUIPO and user.area_id:
        mine |= Q(area=user.area_id)
    return rows.filter(mine)


def gestiones_de(rows: Any, user: Any, de: str) -> Any:
    """Gestiones in charge of me, or of my team."""
    return rows.filter(cargo(user, de))


def reuniones_de(rows: Any, user: Any, de: str) -> Any:
    """Meetings I registered or am called to, or my team."""
    called = Asistencia.objects.vivos().filter(cargo(user, de, "integrante")).order_by()
    return rows.filter(cargo(user, de, "creado_por") | Q(pk__in=called.values("reunion")))


def hoy_o_dia(hoy: dt.date | None) -> dt.date:
    return hoy or timezone.localdate()


def tramo_de(cuando: str, hoy: dt.date | None = None) -> tuple[dt.date | None, dt.date | None]:
    """The days of a stretch, from one to before the other: past, today, the seven that follow."""
    dia = hoy_o_dia(hoy)
    manana = dia + dt.timedelta(days=1)
    fin = manana + dt.timedelta(days=SEMANA)
    tramos = {"vencidos": (None, dia), "hoy": (dia, manana), "semana": (manana, fin)}
    return tramos.get(cuando, (fin, None))


def _entre(rows: Any, campo: str, desde: Any, hasta: Any) -> Any:
    limites = {f"{campo}__gte": desde, f"{campo}__lt": hasta}
    return rows.filter(**{nombre: valor for nombre, valor in limites.items() if valor is not None})


def con_plazo(rows: Any, cuando: str, hoy: dt.date | None = None) -> Any:
    """Those whose date is past, today, or in the seven days that follow."""
    return _entre(rows, "fecha_limite", *tramo_de(cuando, hoy))


def comienzo(dia: dt.date) -> dt.datetime:
    """Midnight of a civil day where the office is."""
    return dt.datetime.combine(dia, dt.time.min, timezone.get_default_timezone())


def horas_de(
    cuando: str, hoy: dt.date | None = None
) -> tuple[dt.datetime | None, dt.datetime | None]:
    """The same stretch, in instants."""
    desde, hasta = tramo_de(cuando, hoy)
    return comienzo(desde) if desde else None, comienzo(hasta) if hasta else None


def por_celebrar(rows: Any, cuando: str, hoy: dt.date | None = None) -> Any:
    """Meetings to be held today, in the seven days that follow, or later."""
    return _entre(rows.por_celebrar(), "inicio", *horas_de(cuando, hoy))


def con_algo_pendiente(rows: Any, falta: str = "algo") -> Any:
    """Meetings that passed and lack something: to say so, to write or to review the minutes."""
    escribir, revisar = EstadoReunion.CELEBRADA, EstadoReunion.MINUTA_EN_REVISION
    abiertas = [EstadoReunion.PROGRAMADA, EstadoReunion.CONVOCADA]
    pasaron = Q(inicio__lt=timezone.now())
    asked = {
        "escribir": Q(estado=escribir),
        "revisar": Q(estado=revisar),
        "registrar": Q(estado__in=abiertas) & pasaron,
    }
    # The states as one list, which both engines look for in the index; an «or» of three they walk.
    algo = Q(estado__in=[*abiertas, escribir, revisar])
    return rows.filter(asked.get(falta, algo & (pasaron | Q(estado__in=[escribir, revisar]))))


def que_esperan(rows: Any, user: Any, quien: str) -> Any:
    """Open gestiones whose turn is ours: of who is in charge, of my area, or of nobody."""
    turno = {"turnos__hasta": None, "turnos__eliminado_en": None}
    rows = rows.abiertas()
    if quien == "area":
        return rows.filter(**turno, turnos__area=user.area_id) if user.area_id else rows.none()
    rows = rows.filter(**turno, turnos__en_manos_de=EnManosDe.NOSOTROS)
    return rows.filter(responsable=None) if quien == "nadie" else gestiones_de(rows, user, quien)


def dias_sin_movimiento() -> int:
    """After how many days without movement an open gestión is said to age; the office's call."""
    return int(parametro(SIN_MOVIMIENTO, por_omision=DIAS_SIN_MOVIMIENTO))


def que_envejecen(rows: Any, dias: int | None = None) -> Any:
    """Open gestiones that nobody has changed, turned or proved for that many days."""
    dias = dias_sin_movimiento() if dias is None else dias
    limite = timezone.now() - dt.timedelta(days=dias)
    tocada = Evidencia.objects.filter(gestion=OuterRef("pk"), creado_en__gte=limite)
    return rows.abiertas().filter(~Exists(tocada), actualizado_en__lt=limite)
