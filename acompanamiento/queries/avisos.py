"""What the dates of the visitors say to the reminders: whose they are and how they read."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from acompanamiento.enums import DESISTIBLES, POR_RESOLVER, EstadoDocumento, EstadoVisitante
from acompanamiento.models import DocumentoVisitante, PasaporteVisitante, SolicitudVisitante
from avisos.queries import Fuente
from avisos.queries.fuentes import con_rol, por_area
from core.formats import fecha_hora
from cuentas.enums import Rol
from cuentas.models import Usuario
from observacion.models import RequisitoConvocatoria

E = EstadoVisitante


class DeSolicitud(Fuente):
    """A date of an application, and who reviews it."""

    modelo = SolicitudVisitante
    campo_persona = "responsable"
    relaciones = ("responsable", "creado_por", "convocatoria")

    def a_cargo(self, objs: list[Any]) -> dict[int, list[Usuario]]:
        """Who reviews it, who invited the person, or else the coordination."""
        coordinan = con_rol(Rol.COORDINACION_ACOMPANAMIENTO)
        personas = {obj.pk: obj.responsable or obj.creado_por for obj in objs}
        return {pk: [persona] if persona else coordinan for pk, persona in personas.items()}

    def del_area(self, objs: list[Any]) -> dict[int, list[Usuario]]:
        personas = {obj.pk: obj.responsable or obj.creado_por for obj in objs}
        return por_area({pk: p.area_id if p else None for pk, p in personas.items()})

    def cual(self, obj: Any) -> str:
        return f"la solicitud {obj.folio}" if obj.folio else "una invitación sin completar"

    def asunto(self, obj: Any) -> str:
        return self.cual(obj)

    def url(self, obj: Any) -> str:
        return reverse("acompanamiento:solicitudvisitante_detail", args=[obj.pk])


class PrevencionesFuente(DeSolicitud):
    """Until when a person may correct what was returned."""

    clave = "visitantes.prevencion"
    nombre = "Prevenciones de visitantes por vencer"
    campo = "limite_prevencion"
    es_instante = True

    def abiertos(self) -> QuerySet[Any]:
        return SolicitudVisitante.objects.vivos().filter(
            estado=E.PREVENIDA, limite_prevencion__isnull=False
        )

    def que_es(self, obj: Any) -> str:
        return f"El plazo para corregir de {self.cual(obj)}"


class PasaportesFuente(DeSolicitud):
    """A passport that expires before its person leaves: told as the arrival comes (case 38)."""

    clave = "visitantes.pasaporte"
    nombre = "Pasaportes que vencen antes de la salida"
    campo = "llegada"

    def abiertos(self) -> QuerySet[Any]:
        vencen = PasaporteVisitante.objects.vivos().filter(
            solicitud=OuterRef("pk"), es_vigente=True, vencimiento__lt=OuterRef("salida")
        )
        return SolicitudVisitante.objects.presentadas().filter(
            Exists(vencen), estado__in=DESISTIBLES, llegada__isnull=False
        )

    def texto(self, obj: Any, ahora: dt.datetime) -> str:
        llegada = f"{obj.llegada:%d/%m/%Y}"
        return f"El pasaporte de {self.cual(obj)} vence antes de la salida; llega el {llegada}"


class IncompletasFuente(DeSolicitud):
    """An application without all its papers, or with some returned, as its call is about to close."""

    clave = "visitantes.incompleta"
    nombre = "Expedientes de visitantes incompletos"
    campo = "cierra_en"  # of its call
    es_instante = True

    def abiertos(self) -> QuerySet[Any]:
        papeles = DocumentoVisitante.objects.vivos().filter(vigente=True)
        devueltos = papeles.filter(solicitud=OuterRef("pk"), estado=EstadoDocumento.POR_CORREGIR)
        entregado = papeles.filter(requisito=OuterRef("pk"), solicitud=OuterRef(OuterRef("pk")))
        faltantes = RequisitoConvocatoria.objects.vivos().filter(
            ~Exists(entregado), convocatoria=OuterRef("convocatoria"), obligatorio=True
        )
        invitadas = Q(estado=E.BORRADOR, creado_por__isnull=False)
        rows = SolicitudVisitante.objects.vivos().filter(Q(estado__in=POR_RESOLVER) | invitadas)
        return rows.filter(Exists(devueltos) | Exists(faltantes)).annotate(
            cierra_en=F("convocatoria__cierra_en")
        )

    def texto(self, obj: Any, ahora: dt.datetime) -> str:
        cierre = fecha_hora(timezone.localtime(obj.cierra_en))
        cual = self.cual(obj)
        return f"{cual[0].upper()}{cual[1:]} está incompleta y la convocatoria cierra el {cierre}"
