"""What the dates of the follow-up say to the reminders: whose they are and how they read."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from typing import Any

from django.db.models import F, Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from avisos.queries import Fuente
from avisos.queries.fuentes import por_area
from crm.enums import EstadoReunion
from crm.models import Asistencia, Compromiso, Gestion, Reunion, Turno
from crm.queries.invitacion import invitacion, metodo_de
from cuentas.models import Usuario

RETROACTIVA = dt.timedelta(days=30)


def personas_de(area_id: int | None) -> list[Usuario]:
    return list(Usuario.objects.activos().filter(area=area_id)) if area_id else []


def quien(obj: Any) -> list[Usuario]:
    """Who registered it, if it was a person."""
    return [obj.creado_por] if obj.creado_por else []


def recortar(texto: str, largo: int = 120) -> str:
    limpio = " ".join(texto.split())
    return limpio if len(limpio) <= largo else f"{limpio[: largo - 1]}…"


class DeFechaLimite(Fuente):
    """A record with someone in charge and a date."""

    campo_persona = "responsable"

    def a_cargo(self, objs: list[Any]) -> dict[int, list[Usuario]]:
        """Who is in charge; if nobody, the area; if none, who registered it."""
        sueltos = [obj for obj in objs if not obj.responsable_id]
        areas = self.del_area(sueltos) if sueltos else {}
        return {
            obj.pk: [obj.responsable] if obj.responsable_id else areas[obj.pk] or quien(obj)
            for obj in objs
        }


class CompromisosFuente(DeFechaLimite):
    clave = "crm.compromiso"
    nombre = "Compromisos"
    modelo = Compromiso
    relaciones = ("responsable", "creado_por", "institucion")

    def abiertos(self) -> QuerySet[Any]:
        return Compromiso.objects.abiertos().filter(fecha_limite__isnull=False)

    def del_area(self, objs: list[Any]) -> dict[int, list[Usuario]]:
        return por_area({obj.pk: obj.area_id for obj in objs})

    def que_es(self, obj: Any) -> str:
        return f"El compromiso «{recortar(obj.texto)}»"

    def detalle(self, obj: Any) -> str:
        return str(obj.institucion or "")

    def asunto(self, obj: Any) -> str:
        return "un compromiso por cumplir"

    def url(self, obj: Any) -> str:
        return reverse("crm:compromiso_detail", args=[obj.pk])


class GestionesFuente(DeFechaLimite):
    clave = "crm.gestion"
    nombre = "Gestiones"
    modelo = Gestion
    relaciones = ("responsable", "creado_por")

    def abiertos(self) -> QuerySet[Any]:
        return Gestion.objects.vivos().abiertas().filter(fecha_limite__isnull=False)

    def del_area(self, objs: list[Any]) -> dict[int, list[Usuario]]:
        turnos = Turno.objects.en_curso().filter(gestion__in=objs).order_by()
        tienen = dict(turnos.values_list("gestion", "area"))
        return por_area({obj.pk: tienen.get(obj.pk) for obj in objs})

    def que_es(self, obj: Any) -> str:
        return f"La gestión {obj.folio}"

    def detalle(self, obj: Any) -> str:
        return recortar(f"{obj.contrapartes}: {obj.descripcion}".strip(": "), 200)

    def asunto(self, obj: Any) -> str:
        return f"la gestión {obj.folio}"

    def url(self, obj: Any) -> str:
        return reverse("crm:gestion_detail", args=[obj.pk])


class TurnosFuente(GestionesFuente):
    """A gestión that was sent to an area: told when it happens, with a date or without."""

    clave = "crm.turno"
    nombre = "Gestiones turnadas a tu área"

    def abiertos(self) -> QuerySet[Any]:
        return Gestion.objects.vivos().abiertas()


class ReunionesFuente(Fuente):
    clave = "crm.reunion"
    nombre = "Reuniones"
    modelo = Reunion
    campo = "inicio"
    es_instante = True
    relaciones = ("creado_por",)

    def abiertos(self) -> QuerySet[Any]:
        return Reunion.objects.por_celebrar()

    def a_cargo(self, objs: list[Any]) -> dict[int, list[Usuario]]:
        """Those of ours who take part, or who registered it."""
        integrantes = defaultdict(list)
        rows = Asistencia.objects.vivos().exclude(integrante=None).filter(reunion__in=objs)
        for asistencia in rows.select_related("integrante"):
            integrantes[asistencia.reunion_id].append(asistencia.integrante)
        return {obj.pk: integrantes[obj.pk] or quien(obj) for obj in objs}

    def del_area(self, objs: list[Any]) -> dict[int, list[Usuario]]:
        return por_area({o.pk: o.creado_por.area_id if o.creado_por else None for o in objs})

    def texto(self, obj: Any, ahora: dt.datetime) -> str:
        dias = (self.cuando(obj) - timezone.localdate(ahora)).days
        hora = f"{timezone.localtime(obj.inicio):%H:%M}"
        cuando = {0: f"es hoy a las {hora}", 1: f"es mañana a las {hora}"}.get(dias)
        if cuando is None and dias > 1:
            cuando = f"es en {dias} días, el {self.cuando(obj):%d/%m/%Y} a las {hora}"
        return f"{self.que_es(obj)} {cuando or 'ya pasó: anota si se celebró'}"

    def que_es(self, obj: Any) -> str:
        return f"La reunión «{recortar(obj.asunto)}»"

    def detalle(self, obj: Any) -> str:
        return recortar(" · ".join(filter(None, [obj.contrapartes, obj.lugar])), 200)

    def asunto(self, obj: Any) -> str:
        return "una reunión próxima"

    def url(self, obj: Any) -> str:
        return reverse("crm:reunion_detail", args=[obj.pk])


class InvitacionesFuente(ReunionesFuente):
    """The invitation to a meeting, which mail programs put in the calendar."""

    clave = "crm.invitacion"
    nombre = "Invitaciones a reuniones"

    def abiertos(self) -> QuerySet[Any]:
        return Reunion.objects.vivos()

    def asunto(self, obj: Any) -> str:
        cancelada = obj.estado == EstadoReunion.CANCELADA
        que = "se canceló una reunión" if cancelada else "invitación a una reunión"
        return f"{que} del {self.cuando(obj):%d/%m/%Y}"

    def adjunto(self, aviso: Any, obj: Any) -> tuple[str, bytes, str] | None:
        metodo = metodo_de(obj)
        return ("invitacion.ics", invitacion(obj, metodo), f"text/calendar; method={metodo}")


class MinutasFuente(ReunionesFuente):
    """A meeting that was held and whose minutes are not signed."""

    clave = "crm.minuta"
    nombre = "Minutas por terminar"

    def abiertos(self) -> QuerySet[Any]:
        faltan = [EstadoReunion.CELEBRADA, EstadoReunion.MINUTA_EN_REVISION]
        # What was captured as history, long after it happened, asks nobody for minutes.
        reciente = Q(inicio__gte=F("creado_en") - RETROACTIVA)
        return Reunion.objects.vivos().filter(reciente, estado__in=faltan)

    def a_cargo(self, objs: list[Any]) -> dict[int, list[Usuario]]:
        return {obj.pk: quien(obj) for obj in objs}

    def texto(self, obj: Any, ahora: dt.datetime) -> str:
        dias = (timezone.localdate(ahora) - self.cuando(obj)).days
        return f"Falta terminar la minuta de «{recortar(obj.asunto)}», de hace {dias} días"

    def asunto(self, obj: Any) -> str:
        return "una minuta por terminar"
