"""Papers of an application: received, written again, reviewed one by one."""

from __future__ import annotations

import hashlib
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import transaction
from django.template.defaultfilters import filesizeformat
from django.utils import timezone

from acompanamiento.enums import EstadoDocumento, EstadoVisitante, MotivoDocumento
from acompanamiento.models import DocumentoVisitante, SolicitudVisitante
from core.attachments import PDF, PDF_INQUIETO, safe_name, sniff
from core.imagenes import reconocer, reescribir
from observacion.enums import ClaveRequisito
from observacion.models import RequisitoConvocatoria

MAX_BYTES = 10 * 1024 * 1024
IMAGENES = ("image/jpeg", "image/png")
INQUIETO = "El PDF trae contraseña, formularios o archivos dentro. Imprímelo como PDF nuevo, o sube una foto."
SE_CAMBIAN_EN = (EstadoVisitante.BORRADOR, EstadoVisitante.PREVENIDA)


def preparar(requisito: RequisitoConvocatoria, upload: Any) -> tuple[ContentFile, str]:
    """The bytes that will be kept and their type. Raises ValidationError with a code."""
    if upload.size > MAX_BYTES:
        pesa = filesizeformat(upload.size)
        raise ValidationError(f"El archivo pesa {pesa}; el máximo es 10 MB.", code="pesado")
    tipo = sniff(upload)
    if tipo in IMAGENES:
        return reescribir(upload).archivo, "image/jpeg"
    if tipo == PDF and requisito.clave != ClaveRequisito.FOTOGRAFIA:
        upload.seek(0)
        return ContentFile(upload.read()), PDF
    if tipo == PDF_INQUIETO:
        raise ValidationError(INQUIETO, code="inquieto")
    if requisito.clave == ClaveRequisito.FOTOGRAFIA:
        raise ValidationError("La fotografía debe ser JPG o PNG.", code="foto")
    raise ValidationError("El archivo debe ser JPG, PNG o PDF.", code="tipo")


def se_reconoce(upload: Any) -> None:
    """The same refusals for a signed sheet by its size and first bytes, without drawing it again.

    Raises ValidationError with a code, as ``preparar``, which will tell the rest.
    """
    if upload.size > MAX_BYTES:
        raise ValidationError("El archivo pesa demasiado.", code="pesado")
    tipo = sniff(upload)
    if tipo in IMAGENES:
        reconocer(upload)
    elif tipo == PDF_INQUIETO:
        raise ValidationError(INQUIETO, code="inquieto")
    elif tipo != PDF:
        raise ValidationError("El archivo debe ser JPG, PNG o PDF.", code="tipo")


def recibir_documento(
    solicitud: SolicitudVisitante, requisito: RequisitoConvocatoria, upload: Any, *, by: Any
) -> DocumentoVisitante:
    """Keep a paper, encrypted; the former one of that requisite stays as history.

    ``by`` is None when the person uploads it. Raises ValidationError when the file does not do,
    or the application is not waiting for papers.
    """
    # Drawing a picture again takes long: done before, nobody waits for it with the row taken.
    preparado = preparar(requisito, upload)
    return guardar_documento(solicitud, requisito, upload.name, preparado, by=by)


@transaction.atomic
def guardar_documento(
    solicitud: SolicitudVisitante,
    requisito: RequisitoConvocatoria,
    nombre: str,
    preparado: tuple[ContentFile, str],
    *,
    by: Any,
) -> DocumentoVisitante:
    archivo, tipo = preparado
    tomada = SolicitudVisitante.objects.select_for_update().get(pk=solicitud.pk)
    if by is None and tomada.estado not in SE_CAMBIAN_EN:
        raise ValidationError("Esta solicitud ya no espera documentos.", code="cerrada")
    for anterior in tomada.documentos.vivos().filter(requisito=requisito, vigente=True):
        anterior.vigente = False
        anterior.guardar(by=by, motivo="Se subió otro")
    extension = "pdf" if tipo == PDF else "jpg"
    contenido = archivo.read()
    nuevo = DocumentoVisitante(
        solicitud=tomada,
        requisito=requisito,
        nombre_original=safe_name(nombre),
        tipo_mime=tipo,
        tamano=len(contenido),
        sha256=hashlib.sha256(contenido).hexdigest(),
        recibido_en=timezone.now(),
    )
    nuevo.archivo.save(f"documento.{extension}", ContentFile(contenido), save=False)
    return nuevo.guardar(by=by)


@transaction.atomic
def aceptar_documento(documento: DocumentoVisitante, *, by: Any) -> DocumentoVisitante:
    """It does. Raises ValidationError when the application is not in review."""
    exigir_revision(documento)
    documento.estado = EstadoDocumento.ACEPTADO
    documento.motivo = documento.nota = ""
    return documento.guardar(by=by, motivo="Aceptado")


@transaction.atomic
def devolver_documento(
    documento: DocumentoVisitante, *, by: Any, motivo: str, nota: str = ""
) -> DocumentoVisitante:
    """It has to be sent again, and why. Raises ValidationError without a reason of the list."""
    exigir_revision(documento)
    if motivo not in MotivoDocumento.values:
        raise ValidationError({"motivo": "Elige por qué se devuelve."})
    documento.estado = EstadoDocumento.POR_CORREGIR
    documento.motivo, documento.nota = motivo, nota
    return documento.guardar(by=by, motivo="Por corregir")


def exigir_revision(documento: DocumentoVisitante) -> None:
    if documento.solicitud.estado != EstadoVisitante.EN_REVISION:
        raise ValidationError("Los documentos se revisan mientras la solicitud está en revisión.")
    if not documento.vigente:
        raise ValidationError("Ya hay un documento más reciente: revisa ese.")
