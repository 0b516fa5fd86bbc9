"""Whether the reminders are leaving: what whoever watches over them reads."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import Count, F, Min, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from avisos.enums import EstadoAviso
from avisos.models import Aviso, Latido
from cuentas.models import Usuario

SIN_TOCAR = dt.timedelta(minutes=5)
ATRASO = dt.timedelta(minutes=10)
SEMANA = dt.timedelta(days=7)
TOQUE: dict[str, dt.datetime] = {}  # the last ring this process read


def latido() -> Latido | None:
    return Latido.objects.filter(pk=1).first()


def esta_callado(ahora: dt.datetime | None = None) -> bool:
    """Whether the alarm clock has not rung for five minutes.

    In a house where it never did, they count from the first account: a new one is not alarmed.
    Every page asks. A ring only ever moves forward, so the last one that was read answers «no»
    for the five minutes that follow it, and the database is asked when they are over.
    """
    ahora = ahora or timezone.now()
    if "leido" in TOQUE and ahora - TOQUE["leido"] <= SIN_TOCAR:
        return False
    tocado = Subquery(Latido.objects.filter(pk=1).values("tocado_en"))
    cuentas = Usuario.objects.order_by("pk").values_list(Coalesce(tocado, "creado_en"), flat=True)
    desde = cuentas.first()
    if desde is not None:
        TOQUE["leido"] = desde
    return desde is not None and ahora - desde > SIN_TOCAR


def estado_de_los_avisos(ahora: dt.datetime) -> dict[str, Any]:
    """Last ring, age of the queue, what is late, what failed, and expected against delivered."""
    debidos = Aviso.objects.debidos(ahora)
    cola = debidos.aggregate(cuantos=Count("pk"), desde=Min("entregar_desde"))
    semana = Aviso.objects.filter(debido_en__gt=ahora - SEMANA, debido_en__lte=ahora)
    por_estado = dict(
        semana.order_by()
        .values_list("estado")
        .annotate(cuantos=Count("pk"))
        .values_list("estado", "cuantos")
    )
    entregados = por_estado.get(EstadoAviso.ENTREGADO, 0)
    omitidos = por_estado.get(EstadoAviso.OMITIDO, 0)
    esperados = sum(por_estado.values()) - omitidos
    tarde = semana.filter(
        estado=EstadoAviso.ENTREGADO, entregado_en__gt=F("debido_en") + ATRASO
    ).count()
    return {
        "latido": latido(),
        "callado": esta_callado(ahora),
        "cola": cola["cuantos"],
        "cola_desde": cola["desde"],
        "atrasada": bool(cola["desde"] and ahora - cola["desde"] > ATRASO),
        "esperados": esperados,
        "entregados": entregados,
        "omitidos": omitidos,
        "tarde": tarde,
        "reintentos": Aviso.objects.filter(estado=EstadoAviso.REINTENTO).count(),
        "detenidos": Aviso.objects.detenidos().select_related("regla", "destinatario")[:100],
    }


def hallazgos(ahora: dt.datetime | None = None) -> list[str]:
    """What `manage.py verificar` says of the reminders; nothing when all is well."""
    ahora = ahora or timezone.now()
    dichos = []
    viejos = Aviso.objects.debidos(ahora - dt.timedelta(hours=1)).exclude(
        estado=EstadoAviso.REINTENTO
    )
    if cuantos := viejos.count():
        dichos.append(f"Avisos: {cuantos} debían haberse entregado hace más de una hora.")
    if cuantos := Aviso.objects.detenidos().count():
        dichos.append(f"Avisos: {cuantos} no se pudieron entregar y nadie los ha revisado.")
    ultimo = latido()
    if ultimo and ultimo.problema:
        dichos.append(f"Avisos: la última vuelta tuvo un problema: {ultimo.problema}")
    return dichos
