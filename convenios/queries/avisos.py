"""What the dates of the instruments say to the reminders: whose they are and how they read."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import F, Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from avisos.queries import Fuente
from avisos.queries.fuentes import con_rol, por_area
from convenios.enums import EnManosDe, EstadoConvenio
from convenios.models import Convenio
from cuentas.enums import Rol
from cuentas.models import Usuario

RETROACTIVA = dt.timedelta(days=30)


def personas_en_turno(convenio: Convenio) -> list[Usuario]:
    """Who has it in their hands; nobody of ours while the counterpart does."""
    if convenio.en_manos_de == EnManosDe.CONTRAPARTE:
        return []
    if convenio.en_manos_de == EnManosDe.JURIDICO:
        return con_rol(Rol.JURIDICO)
    if convenio.area_en_turno_id or convenio.en_manos_de == EnManosDe.AREA:
        area = convenio.area_en_turno_id or convenio.area_solicitante_id
        return list(Usuario.objects.activos().filter(area=area)) if area else []
    return [convenio.responsable] if convenio.responsable else []


class DeConvenio(Fuente):
    """An instrument with a date, and somebody in charge of it."""

    modelo = Convenio
    campo_persona = "responsable"
    relaciones = ("responsable", "creado_por")

    def a_cargo(self, objs: list[Any]) -> dict[int, list[Usuario]]:
        """Who is in charge, or else who registered it."""
        personas = {obj.pk: obj.responsable or obj.creado_por for obj in objs}
        return {pk: [persona] if persona else [] for pk, persona in personas.items()}

    def del_area(self, objs: list[Any]) -> dict[int, list[Usuario]]:
        return por_area({obj.pk: obj.area_solicitante_id for obj in objs})

    def que_es(self, obj: Any) -> str:
        return f"El convenio {obj.folio or obj.numero_registro}"

    def detalle(self, obj: Any) -> str:
        return str(obj)[:200]

    def asunto(self, obj: Any) -> str:
        return f"el convenio {obj.folio or obj.numero_registro}"

    def url(self, obj: Any) -> str:
        return reverse("convenios:convenio_detail", args=[obj.pk])


class VencimientosFuente(DeConvenio):
    """The last day an instrument can be in force."""

    clave = "convenios.vencimiento"
    nombre = "Vencimiento de convenios"
    campo = "fin_ultimo"

    def abiertos(self) -> QuerySet[Any]:
        # What came already expired from the former register wakes nobody.
        reciente = Q(fin_ultimo__gte=F("creado_en") - RETROACTIVA)
        vivos = Convenio.objects.vivos().filter(estado=EstadoConvenio.SUSCRITO)
        return vivos.filter(reciente, fin_ultimo__isnull=False)


class AvisosNoRenovacionFuente(DeConvenio):
    """Until when one may say that an instrument will not renew itself."""

    clave = "convenios.no_renovacion"
    nombre = "Límite para avisar que no se renueva"
    campo = "aviso_limite"

    def abiertos(self) -> QuerySet[Any]:
        vivos = Convenio.objects.vivos().filter(estado=EstadoConvenio.SUSCRITO)
        return vivos.filter(aviso_limite__isnull=False)

    def texto(self, obj: Any, ahora: dt.datetime) -> str:
        limite = f"{self.cuando(obj):%d/%m/%Y}"
        return f"{self.que_es(obj)} se renueva solo: para evitarlo hay que avisar el {limite}"


class EtapasFuente(DeConvenio):
    """The term of a stage, while it is ours."""

    clave = "convenios.etapa"
    nombre = "Convenios detenidos en una etapa"
    campo = "etapa_limite"

    def abiertos(self) -> QuerySet[Any]:
        return Convenio.objects.vivos().en_tramite().filter(etapa_limite__isnull=False)

    def texto(self, obj: Any, ahora: dt.datetime) -> str:
        dias = (timezone.localdate(ahora) - self.cuando(obj)).days
        etapa = obj.get_estado_display().lower()
        if dias > 0:
            return f"{self.que_es(obj)} rebasó el plazo de {etapa}, que era el {self.cuando(obj):%d/%m/%Y}"
        return f"{self.que_es(obj)} debe salir de {etapa} el {self.cuando(obj):%d/%m/%Y}"


class TurnosFuente(DeConvenio):
    """An instrument that passed to somebody's hands: told when it happens."""

    clave = "convenios.turno"
    nombre = "Convenios que pasan a tus manos"
    campo = "turno_desde"

    def abiertos(self) -> QuerySet[Any]:
        return Convenio.objects.vivos().en_tramite()
