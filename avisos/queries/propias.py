"""The notices that got stuck are themselves something somebody has to do."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from avisos.enums import Destino
from avisos.models import Aviso
from avisos.queries.fuentes import Fuente
from cuentas.models import Usuario


class DetenidosFuente(Fuente):
    """A mail that bounced or a notice set apart, until a person looks at it."""

    clave = "avisos.detenido"
    nombre = "Avisos que no se entregaron"
    modelo = Aviso
    campo = "debido_en"
    es_instante = True
    permiso = "avisos.view_salud"
    relaciones = ("destinatario", "regla")

    def abiertos(self) -> QuerySet[Any]:
        return Aviso.objects.detenidos().exclude(fuente=self.clave)

    def a_cargo(self, objs: list[Any]) -> dict[int, list[Usuario]]:
        return self.destinatarios(objs, Destino.ADMINISTRACION)

    def texto(self, obj: Any, ahora: Any) -> str:
        para = obj.destinatario or "una dirección de fuera"
        return f"No se pudo entregar un aviso a {para}"

    def detalle(self, obj: Any) -> str:
        return obj.motivo

    def url(self, obj: Any) -> str:
        return reverse("avisos:salud")
