"""What the dates of calls and observers say to the reminders: whose they are and how they read."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse
from django.utils import timezone

from avisos.queries import Fuente
from avisos.queries.fuentes import con_rol, por_area
from core.formats import fecha_hora
from cuentas.enums import Rol
from cuentas.models import Usuario
from observacion.enums import EstadoSolicitudObservacion
from observacion.models import Convocatoria, SolicitudObservacion

E = EstadoSolicitudObservacion


class DeConvocatoria(Fuente):
    """A date of a call: it is the coordination's."""

    modelo = Convocatoria
    relaciones = ("proceso", "creado_por")
    # Everybody may see a call; its dates are told only to who attends them.
    permiso = "observacion.view_solicitudobservacion"

    def a_cargo(self, objs: list[Any]) -> dict[int, list[Usuario]]:
        coordinan = con_rol(Rol.COORDINACION_ACOMPANAMIENTO)
        return dict.fromkeys((obj.pk for obj in objs), coordinan)

    def del_area(self, objs: list[Any]) -> dict[int, list[Usuario]]:
        return por_area({o.pk: o.creado_por.area_id if o.creado_por else None for o in objs})

    def detalle(self, obj: Any) -> str:
        return str(obj)[:200]

    def asunto(self, obj: Any) -> str:
        return f"la convocatoria {obj.clave}"

    def url(self, obj: Any) -> str:
        return reverse("observacion:convocatoria_detail", args=[obj.pk])


class CierresFuente(DeConvocatoria):
    """A public call that is about to close."""

    clave = "observacion.cierre"
    nombre = "Cierre de convocatorias"
    campo = "cierra_en"
    es_instante = True

    def abiertos(self) -> QuerySet[Any]:
        return Convocatoria.objects.publicadas().filter(cierra_en__gte=timezone.now())

    def texto(self, obj: Any, ahora: dt.datetime) -> str:
        cierre = fecha_hora(timezone.localtime(obj.cierra_en))
        return f"La convocatoria «{obj.clave}» cierra el {cierre}"


class InformesFuente(DeConvocatoria):
    """The last day to hand in the reports of a call, while some are missing."""

    clave = "observacion.informe"
    nombre = "Informes de observación por entregar"
    campo = "limite_informe"

    def abiertos(self) -> QuerySet[Any]:
        faltan = SolicitudObservacion.objects.vivos().filter(
            convocatoria=OuterRef("pk"), estado=E.GAFETE_ENTREGADO
        )
        return Convocatoria.objects.vivos().filter(Exists(faltan), limite_informe__isnull=False)

    def que_es(self, obj: Any) -> str:
        return f"El plazo de los informes de observación de «{obj.clave}»"


class PrevencionesFuente(Fuente):
    """What an observer was asked for, and until when."""

    clave = "observacion.prevencion"
    nombre = "Prevenciones de observación por vencer"
    modelo = SolicitudObservacion
    campo = "limite_prevencion"
    es_instante = True
    campo_persona = "creado_por"
    relaciones = ("creado_por",)

    def abiertos(self) -> QuerySet[Any]:
        return SolicitudObservacion.objects.vivos().filter(
            estado=E.PREVENIDA, limite_prevencion__isnull=False
        )

    def a_cargo(self, objs: list[Any]) -> dict[int, list[Usuario]]:
        """Who received it, or else the coordination."""
        coordinan = con_rol(Rol.COORDINACION_ACOMPANAMIENTO)
        return {obj.pk: [obj.creado_por] if obj.creado_por else coordinan for obj in objs}

    def del_area(self, objs: list[Any]) -> dict[int, list[Usuario]]:
        return por_area({o.pk: o.creado_por.area_id if o.creado_por else None for o in objs})

    def que_es(self, obj: Any) -> str:
        return f"La prevención de la solicitud {obj.folio}"

    def asunto(self, obj: Any) -> str:
        return f"la solicitud {obj.folio}"

    def url(self, obj: Any) -> str:
        return reverse("observacion:solicitudobservacion_detail", args=[obj.pk])
