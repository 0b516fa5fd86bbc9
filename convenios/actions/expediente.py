"""Papers, texts and parties of an instrument; each act is one transaction."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from convenios.enums import EstadoConvenio, RolParte, TipoDocumento
from convenios.models import Convenio, DocumentoConvenio, ParteConvenio, VersionConvenio
from core.attachments import adjuntar

INSTITUTO = "Instituto Electoral de la Ciudad de México"
SOLO_IECM = "El IECM no es contraparte de sí mismo: ya está entre las partes."


@transaction.atomic
def agregar_documento(
    convenio: Convenio,
    *,
    by: Any,
    tipo: str,
    referencia: str = "",
    fecha: dt.date | None = None,
    archivo: Any = None,
) -> DocumentoConvenio:
    """Put a paper in the file: a file, the number of a letter, or both."""
    etiqueta = TipoDocumento(tipo).label
    adjunto = adjuntar(convenio, archivo, by=by, descripcion=etiqueta) if archivo else None
    documento = DocumentoConvenio(
        convenio=convenio, tipo=tipo, referencia=referencia, fecha=fecha, adjunto=adjunto
    )
    documento.full_clean(exclude=["convenio"])
    return documento.guardar(by=by)


@transaction.atomic
def subir_version(
    convenio: Convenio, *, by: Any, archivo: Any, cambios: str = ""
) -> VersionConvenio:
    """Keep a new text with the next number. Raises ValidationError once it was signed."""
    tomado = Convenio.objects.select_for_update().get(pk=convenio.pk)
    if not tomado.en_tramite:
        text = "El texto suscrito no cambia: registra una adenda o un convenio modificatorio."
        raise ValidationError(text)
    adjunto = adjuntar(tomado, archivo, by=by, descripcion="Texto del convenio")
    return _version(tomado, by=by, adjunto=adjunto, cambios=cambios)


def _version(
    convenio: Convenio, *, by: Any, adjunto: Any, cambios: str, final: bool = False
) -> Any:
    ultimo = convenio.versiones.aggregate(n=Max("numero"))["n"] or 0
    version = VersionConvenio(
        convenio=convenio,
        numero=ultimo + 1,
        adjunto=adjunto,
        etapa=convenio.estado,
        cambios=cambios,
        es_final=final,
        congelada_en=timezone.now() if final else None,
    )
    version.full_clean(exclude=["convenio", "adjunto"])
    return version.guardar(by=by, motivo=cambios)


def guardar_ejemplar(convenio: Convenio, *, by: Any, adjunto: Any) -> VersionConvenio:
    """Keep the signed copy as the final text: nobody replaces it (case 57). Caller's transaction."""
    return _version(convenio, by=by, adjunto=adjunto, cambios="Ejemplar suscrito", final=True)


def congelar(convenio: Convenio, *, by: Any) -> None:
    """The text that goes to review stops changing."""
    version = convenio.ultima_version()
    if version is not None and version.congelada_en is None:
        version.congelada_en = timezone.now()
        version.guardar(by=by, motivo="Se envió a revisión")


def agregar_instituto(convenio: Convenio, *, by: Any) -> ParteConvenio:
    """The institute is always a party; who represents it is written afterwards."""
    parte = ParteConvenio(convenio=convenio, rol=RolParte.IECM, orden=0, denominacion=INSTITUTO)
    return parte.guardar(by=by)


@transaction.atomic
def guardar_parte(parte: ParteConvenio, *, by: Any) -> ParteConvenio:
    """Write a party, and the names the lists show. What was signed is only completed.

    Raises ValidationError when the instrument was signed and the party would be another.
    """
    convenio = Convenio.objects.select_for_update().get(pk=parte.convenio_id)
    if not parte.denominacion and parte.institucion:
        parte.denominacion = parte.institucion.nombre
    if not parte.orden:
        ultimo = convenio.partes.vivos().aggregate(n=Max("orden"))["n"] or 0
        parte.orden = ultimo + 1
    if convenio.fecha_suscripcion and not convenio.es_historico:
        comprobar_suscrita(parte)
    parte.full_clean(exclude=["convenio"])
    parte.guardar(by=by)
    refrescar_partes(convenio, by=by)
    return parte


def comprobar_suscrita(parte: ParteConvenio) -> None:
    """What was signed does not change of party (case 14); a reserve of memory is completed."""
    antes = ParteConvenio.objects.filter(pk=parte.pk).first()
    firmado = ("institucion_id", "rol", "representante", "cargo", "denominacion")
    distinto = antes is None or any(
        getattr(antes, campo) and getattr(antes, campo) != getattr(parte, campo)
        for campo in firmado
    )
    if distinto:
        raise ValidationError("Ya se suscribió: las partes y quienes firmaron no cambian.")


def refrescar_partes(convenio: Convenio, *, by: Any) -> None:
    """The counterparts and their kinds as a list reads them."""
    partes = convenio.partes.vivos().select_related("institucion")
    contrapartes, categorias = resumen(partes)
    if (convenio.contrapartes, convenio.categorias) != (contrapartes, categorias):
        convenio.contrapartes, convenio.categorias = contrapartes, categorias
        convenio.guardar(by=by, motivo="Partes")


def resumen(partes: Iterable[ParteConvenio]) -> tuple[str, str]:
    """The names of the counterparts, and the kinds of those that are in the directory."""
    otras = [parte for parte in partes if parte.rol != RolParte.IECM]
    nombres = [
        f"{p.denominacion}, a través de {p.a_traves_de}" if p.a_traves_de else p.denominacion
        for p in otras
    ]
    tipos = {p.institucion.tipo for p in otras if p.institucion and p.rol == RolParte.CONTRAPARTE}
    return "; ".join(nombres)[:600], " ".join(sorted(tipos))


@transaction.atomic
def quitar_parte(parte: ParteConvenio, *, by: Any) -> None:
    """Take out a party added by mistake. Raises ValidationError once it was signed."""
    convenio = Convenio.objects.select_for_update().get(pk=parte.convenio_id)
    if convenio.fecha_suscripcion or parte.firma_fecha:
        raise ValidationError("Ya se firmó: las partes no cambian.")
    if parte.rol == RolParte.IECM:
        raise ValidationError("El Instituto siempre es parte.")
    parte.eliminar(by=by)
    refrescar_partes(convenio, by=by)


@transaction.atomic
def firmar_parte(
    parte: ParteConvenio, *, by: Any, fecha: dt.date, modalidad: str, tantos: int | None = None
) -> ParteConvenio:
    """Note when and how a party signed. Raises ValidationError before approval or in the future."""
    convenio = Convenio.objects.select_for_update().get(pk=parte.convenio_id)
    if convenio.estado != EstadoConvenio.FIRMA:
        etapa = convenio.get_estado_display()
        raise ValidationError(f"Todavía no está en firma: está en «{etapa}».")
    if fecha > timezone.localdate():
        raise ValidationError({"fecha": "La firma no puede ser de un día que no ha llegado."})
    if convenio.fecha_solicitud and fecha < convenio.fecha_solicitud:
        raise ValidationError({"fecha": "La firma no puede ser anterior a la solicitud."})
    parte.firma_fecha = fecha
    parte.firma_modalidad = modalidad
    parte.tantos = tantos
    return parte.guardar(by=by, motivo="Firma")
