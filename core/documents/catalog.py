"""Which Word documents the house writes, and with which template each one."""

from __future__ import annotations

import datetime as dt
import hashlib
import logging
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone

from core.attachments import safe_name
from core.documents.checking import revisar
from core.documents.word import llenar
from core.models import PlantillaDocumento

logger = logging.getLogger(__name__)


class Documento:
    """A kind of Word document. Whoever writes it declares it: what it is, our template for it
    and an example of its data, against which other templates are checked."""

    clave = ""
    nombre = ""
    propia: Path
    ejemplo: dict[str, Any]

    @classmethod
    def vigente(cls) -> PlantillaDocumento | None:
        """The office's own template in force today, if there is one."""
        return PlantillaDocumento.objects.vigente(cls.clave)

    @classmethod
    def plantilla(cls) -> bytes:
        """The template in use. Raises ValidationError when the stored one is not the uploaded."""
        row = cls.vigente()
        return contenido_de(row) if row else cls.propia.read_bytes()

    @classmethod
    def escribir(cls, datos: dict[str, Any]) -> bytes:
        """The document with these data."""
        return llenar(cls.plantilla(), datos)


def documentos() -> dict[str, type[Documento]]:
    """Every kind, by its key."""
    return {cls.clave: cls for cls in sorted(Documento.__subclasses__(), key=lambda c: c.nombre)}


def contenido_de(row: PlantillaDocumento) -> bytes:
    """The stored file. Raises ValidationError when it is missing or somebody touched it."""
    try:
        with row.archivo.open("rb") as archivo:
            contenido = archivo.read()
    except OSError as error:
        logger.warning("template %s is not in the storage", row.pk)
        raise ValidationError(
            f"Falta el archivo de la plantilla «{row}»: súbela otra vez."
        ) from error
    if hashlib.sha256(contenido).hexdigest() != row.sha256:
        logger.warning("template %s does not match its hash", row.pk)
        raise ValidationError(f"La plantilla «{row}» no es la que se subió: súbela otra vez.")
    return contenido


@transaction.atomic
def reemplazar(
    documento: type[Documento],
    *,
    contenido: bytes,
    nombre: str,
    by: Any,
    desde: dt.date | None = None,
) -> PlantillaDocumento:
    """Put the office's template in use from a day on; the former ones remain.

    Raises ValidationError with every mistake of the template, by name and place.
    """
    if fallas := revisar(contenido, documento.ejemplo):
        raise ValidationError(fallas)
    row = PlantillaDocumento(
        clave=documento.clave,
        nombre=safe_name(nombre),
        archivo=ContentFile(contenido, name="plantilla.docx"),
        tamano=len(contenido),
        sha256=hashlib.sha256(contenido).hexdigest(),
        desde=desde or timezone.localdate(),
    )
    return row.guardar(by=by, motivo=f"Plantilla de «{documento.nombre}»")
