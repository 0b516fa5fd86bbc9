"""A file becomes a batch: stored, read, its columns matched; then its decisions are kept."""

import hashlib
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile

from core.importing.catalog import crud_por_modelo
from core.importing.mapping import (
    Relacion,
    conocidos,
    opciones_de_clave,
    proponer,
    revisar,
    revisar_fechas,
)
from core.importing.preview import tabla_de_lote
from core.importing.readers import leer
from core.importing.tables import Tabla
from core.models import Lote
from core.models.lote import EstadoLote
from core.resources import ID, Columna

MUESTRA = 3
RECUERDO = 10


@dataclass
class Abierto:
    """A batch with its file read and the columns its entity can take."""

    lote: Lote
    crud: type
    columnas: list[Columna]
    tabla: Tabla
    relacion: Relacion

    def opciones_de_clave(self) -> list[tuple[str, str]]:
        return opciones_de_clave(self.relacion, self.columnas, self.crud.import_keys)

    def errores(self) -> list[str]:
        return revisar(self.relacion, self.columnas, self.crud.import_keys)


def abrir(crud, contenido: bytes, nombre: str, *, by, hoja: str = "") -> Abierto:
    """Read a file and propose how its columns match. Raises ArchivoError if it cannot be read."""
    ocultas = sorted(crud.hidden_fields(by)) if by is not None else []
    columnas = crud.resource_class().columnas(ocultas)
    tabla = leer(contenido, nombre, hoja=hoja, conocidos=conocidos(columnas))
    relacion = proponer(tabla, columnas, crud.import_keys)
    recordar(relacion, tabla, columnas, crud, by)
    lote = Lote(
        modelo=crud.opts.label_lower,
        estado=EstadoLote.BORRADOR,
        creado_por=by,
        nombre_archivo=nombre[-255:],
        sha256=hashlib.sha256(contenido).hexdigest(),
        leidas=len(tabla.filas),
        opciones={"ocultas": ocultas, **_de_tabla(tabla), **relacion.como_json()},
    )
    lote.archivo.save("archivo", ContentFile(contenido), save=False)
    lote.save()
    return Abierto(lote, crud, columnas, tabla, relacion)


def recordar(relacion: Relacion, tabla: Tabla, columnas: list[Columna], crud, by) -> None:
    """Take the matching this person confirmed the last time for these same headings."""
    if by is None:
        return
    suyos = Lote.objects.filter(
        creado_por=by, modelo=crud.opts.label_lower, estado=EstadoLote.TERMINADO
    )
    for anterior in suyos.order_by("-pk")[:RECUERDO]:
        previa = Relacion.de_json(anterior.opciones)
        sabidas = {columna.nombre for columna in columnas} | {ID}
        mismas = anterior.opciones.get("encabezados") == tabla.encabezados
        if mismas and set(previa.mapa.values()) <= sabidas:
            relacion.mapa, relacion.vaciar = previa.mapa, previa.vaciar
            relacion.clave = previa.clave
            revisar_fechas(relacion, tabla, columnas)
            return


def reabrir(lote: Lote) -> Abierto:
    """The batch as its last saved decisions left it."""
    crud = crud_por_modelo(lote.modelo)
    columnas = crud.resource_class().columnas(lote.opciones.get("ocultas", ()))
    tabla = tabla_de_lote(lote, columnas)
    return Abierto(lote, crud, columnas, tabla, Relacion.de_json(lote.opciones))


def elegir_hoja(lote: Lote, hoja: str, fila: int | None = None) -> Abierto:
    """Read another sheet, or take the headings from another row, and propose again."""
    lote.opciones |= {"hoja": hoja, "fila_encabezado": fila}
    abierto = reabrir(lote)
    abierto.relacion = proponer(abierto.tabla, abierto.columnas, abierto.crud.import_keys)
    lote.leidas = len(abierto.tabla.filas)
    lote.opciones |= _de_tabla(abierto.tabla) | abierto.relacion.como_json()
    lote.save(update_fields=["opciones", "leidas"])
    return abierto


def decidir(abierto: Abierto) -> None:
    """Save the decisions and hand the batch to the preview. Raises ValidationError if wrong."""
    if errores := abierto.errores():
        raise ValidationError(errores)
    lote = abierto.lote
    opciones = lote.opciones | abierto.relacion.como_json()
    campos = set(abierto.relacion.mapa.values())
    opciones["avisos"] = [*abierto.tabla.avisos, *abierto.crud.resource_class().avisos(campos)]
    libres = (EstadoLote.BORRADOR, EstadoLote.REVISADO, EstadoLote.FALLIDO)
    listo = Lote.objects.filter(pk=lote.pk, estado__in=libres, cambios=None).update(
        estado=EstadoLote.REVISANDO, opciones=opciones, turno=None, turno_vence=None, mensaje=""
    )
    if not listo:
        raise ValidationError("Este lote ya se está procesando o ya terminó.")
    lote.refresh_from_db()


def mismo_archivo(lote: Lote) -> Lote | None:
    """An earlier import of this very file into the same entity."""
    return (
        Lote.objects.filter(sha256=lote.sha256, modelo=lote.modelo, estado=EstadoLote.TERMINADO)
        .exclude(pk=lote.pk)
        .order_by("-pk")
        .first()
    )


def descartar(lote: Lote) -> bool:
    """Give up a batch that wrote nothing. One that wrote is undone instead."""
    sin_cambios = Lote.objects.filter(pk=lote.pk, cambios=None).exclude(
        estado__in=[EstadoLote.TERMINADO, EstadoLote.DESHECHO]
    )
    if not sin_cambios.update(estado=EstadoLote.DESCARTADO, turno=None, turno_vence=None):
        return False
    lote.renglones.all().delete()
    lote.archivo.delete(save=False)
    Lote.objects.filter(pk=lote.pk).update(archivo="")
    return True


def _de_tabla(tabla: Tabla) -> dict:
    return {
        "encabezados": tabla.encabezados,
        "fila_encabezado": tabla.fila_encabezado,
        "hoja": tabla.hoja,
        "hojas": tabla.hojas,
        "avisos": tabla.avisos,
        "muestra": [fila.celdas for fila in tabla.filas[:MUESTRA]],
    }
