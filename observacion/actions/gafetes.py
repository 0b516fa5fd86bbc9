"""Badges: issued once, printed once, handed in person, and void as soon as another replaces them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone

from core.imagenes import recortar
from core.models.folio import folio, siguiente_numero
from observacion.enums import EstadoLote, MotivoReimpresion
from observacion.models import Gafete, LoteGafetes

PROPORCION = 3 / 2.5  # of the photograph the calls ask for, height over width
ANCHO_FOTO = 360  # pixels: 25 mm at more than 300 dpi
SERIE_LOTE = "LG"


@dataclass(frozen=True)
class Datos:
    """What a badge shows."""

    tipo: str
    proceso: Any
    folio: str
    nombre: str
    desde: dt.date
    hasta: dt.date
    organizacion: str = ""
    pais: str = ""
    foto: Any = None


@transaction.atomic
def emitir(titular: Any, datos: Datos, *, by: Any) -> Gafete:
    """The badge of a person in a process; after others that were annulled, another generation.

    Raises ValidationError when they have a valid one or its dates cannot be.
    """
    if Gafete.objects.de(titular).validos().filter(proceso=datos.proceso).exists():
        raise ValidationError("Esta persona ya tiene un gafete válido en el proceso.")
    campos = vars(datos) | {"nombre": datos.nombre[:200], "organizacion": datos.organizacion[:300]}
    foto = campos.pop("foto")
    gafete = Gafete(titular=titular, **campos)
    if anterior := Gafete.objects.filter(folio=datos.folio).order_by("-generacion").first():
        gafete.generacion = anterior.generacion + 1
        gafete.motivo_reimpresion = MotivoReimpresion.CORRECCION
    if foto:
        with foto.open("rb") as original:
            gafete.foto.save("foto.jpg", retrato(original), save=False)
    gafete.full_clean(exclude=["content_type", "proceso", "folio"])
    return gafete.guardar(by=by)


def retrato(original: Any) -> ContentFile:
    return recortar(original, proporcion=1 / PROPORCION, ancho=ANCHO_FOTO)


@transaction.atomic
def anular(gafete: Gafete, *, by: Any, motivo: str) -> Gafete:
    """From now on it is worth nothing; the public page says so at once."""
    tomado = Gafete.objects.select_for_update().get(pk=gafete.pk)
    if tomado.anulado_en:
        raise ValidationError("Este gafete ya no tenía validez.")
    if not motivo.strip():
        raise ValidationError({"motivo": "Escribe el motivo: queda en el historial."})
    tomado.anulado_en = timezone.now()
    tomado.motivo_anulacion = motivo[:300]
    return tomado.guardar(by=by, motivo=motivo)


@transaction.atomic
def reimprimir(gafete: Gafete, *, by: Any, motivo: str, datos: Datos | None = None) -> Gafete:
    """Another generation with the same folio; the former is void from this instant (case 46).

    Raises ValidationError without a motive of the list, or when it was already replaced.
    """
    if motivo not in MotivoReimpresion.values:
        raise ValidationError({"motivo": "Elige el motivo de la reimpresión."})
    texto = f"Reimpresión: {MotivoReimpresion(motivo).label.lower()}"
    anterior = anular(gafete, by=by, motivo=texto)
    campos = ("tipo", "proceso", "folio", "nombre", "organizacion", "pais", "desde", "hasta")
    nuevos = {campo: getattr(datos or anterior, campo) for campo in campos}
    nuevo = Gafete(
        titular=anterior.titular,
        generacion=anterior.generacion + 1,
        motivo_reimpresion=motivo,
        **nuevos,
    )
    foto = datos.foto if datos else anterior.foto
    if foto:
        with foto.open("rb") as original:
            nuevo.foto.save("foto.jpg", retrato(original), save=False)
    nuevo.full_clean(exclude=["content_type", "proceso", "folio"])
    return nuevo.guardar(by=by, motivo=texto)


@transaction.atomic
def armar_lote(gafetes: Any, *, by: Any) -> LoteGafetes:
    """Gather badges that no batch has, so that none is printed twice (P-50).

    Raises ValidationError when nothing is left to print, or they are of several kinds.
    """
    pks = [gafete.pk for gafete in gafetes]
    tomados = list(
        Gafete.objects.select_for_update().validos().filter(pk__in=pks, lote=None).order_by("pk")
    )
    if not tomados:
        raise ValidationError("Ninguno está por imprimir: ya están en un lote.")
    if len({(gafete.tipo, gafete.proceso_id) for gafete in tomados}) > 1:
        raise ValidationError("Un lote lleva gafetes de un solo tipo y un solo proceso.")
    anio = timezone.localdate().year
    lote = LoteGafetes(
        folio=folio(SERIE_LOTE, anio, siguiente_numero(SERIE_LOTE, anio)),
        proceso_id=tomados[0].proceso_id,
        tipo=tomados[0].tipo,
    )
    lote.guardar(by=by)
    for gafete in tomados:
        gafete.lote = lote
    Gafete.objects.guardar_varios(tomados, ["lote"], by=by, motivo=f"Lote {lote.folio}")
    return lote


@transaction.atomic
def marcar_impreso(lote: LoteGafetes, *, by: Any) -> LoteGafetes:
    """The batch went to paper. Raises ValidationError the second time."""
    tomado = LoteGafetes.objects.select_for_update().get(pk=lote.pk)
    if tomado.estado == EstadoLote.IMPRESO:
        cuando = f"{timezone.localtime(tomado.impreso_en):%d/%m/%Y a las %H:%M} h"
        quien = tomado.impreso_por or "el sistema"
        raise ValidationError(f"Este lote ya se imprimió el {cuando}; lo hizo {quien}.")
    tomado.estado = EstadoLote.IMPRESO
    tomado.impreso_en, tomado.impreso_por = timezone.now(), by
    return tomado.guardar(by=by, motivo="Impresión")


@transaction.atomic
def entregar(gafete: Gafete, *, by: Any, acuse: Any) -> Gafete:
    """Handed in person against a receipt. Raises ValidationError when void or already handed."""
    tomado = Gafete.objects.select_for_update().get(pk=gafete.pk)
    if tomado.anulado_en:
        raise ValidationError("Este gafete no tiene validez: entrega el que lo reemplazó.")
    if tomado.entregado_en:
        cuando = f"{timezone.localtime(tomado.entregado_en):%d/%m/%Y a las %H:%M} h"
        raise ValidationError(f"Ya se entregó el {cuando}.")
    tomado.entregado_en, tomado.entregado_por, tomado.acuse = timezone.now(), by, acuse
    return tomado.guardar(by=by, motivo="Entrega")


@transaction.atomic
def devolver(gafete: Gafete, *, by: Any) -> Gafete:
    """It came back to the office."""
    if gafete.entregado_en is None:
        raise ValidationError("No se ha entregado: no hay qué devolver.")
    gafete.devuelto_en = timezone.now()
    return gafete.guardar(by=by, motivo="Devolución")
