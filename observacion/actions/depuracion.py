"""Disposal of personal data by process: proposed by one person, executed by another.

What stays is what the statistics are made of: states, dates of resolutions, sex, age, countries,
kinds and missions. The folio stays too: it is the key of the file on paper, which has its own
disposal (dominio 2.10).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models.functions import Length
from django.utils import timezone

from avisos.models import Aviso
from core.models import Adjunto, CambioLote, Lote, Parametro, RenglonImportacion
from core.supresion import a_fondo, borrar, borrar_archivos, olvidar_palabras, vaciar
from observacion.enums import EstadoDepuracion
from observacion.models import (
    AfiliacionObservacion,
    DepuracionDatos,
    Gafete,
    InformeObservacion,
    SolicitudObservacion,
)

DIAS = "observacion.retencion_dias"
POR_OMISION = 30
SUPRIMIDO = "Datos suprimidos"
Suprimir = Callable[[Any], tuple[dict[str, int], list[tuple[Any, str]]]]

# What was said leaves; that something was said is a figure of the statistics.
QUEDA_QUE_DIJERON = ("discapacidad", "pueblo_indigena")
OBSERVACION_VACIA: dict[str, Any] = {
    "nombres": SUPRIMIDO,
    "primer_apellido": "",
    "segundo_apellido": "",
    "nombre": SUPRIMIDO,
    "fecha_nacimiento": None,
    "clave_elector": "",
    "huella_clave": "",
    "correo": "",
    "telefono": "",
    "prevencion": "",
    "folio_externo": "",
    "integrante": None,
}


def se_conserva_hasta(proceso: Any) -> dt.date | None:
    """Until when the data of a process must be kept; none while it is not over."""
    if proceso.fin is None:
        return None
    rows = Parametro.objects.vivos().filter(clave=DIAS, desde__lte=timezone.localdate())
    valor = rows.order_by("-desde").values_list("valor", flat=True).first()
    return proceso.fin + dt.timedelta(days=int(valor) if valor is not None else POR_OMISION)


def exigir_vencida(proceso: Any) -> None:
    """Raise ValidationError while the data must still be kept."""
    hasta = se_conserva_hasta(proceso)
    if hasta is None:
        raise ValidationError(f"{proceso} sigue abierto: captura cuándo terminó.")
    if timezone.localdate() <= hasta:
        raise ValidationError(f"Los datos de {proceso} se conservan hasta el {hasta:%d/%m/%Y}.")


@transaction.atomic
def proponer_depuracion(depuracion: DepuracionDatos, *, by: Any) -> DepuracionDatos:
    """Ask for it, with its record of disposal. Raises ValidationError before its time."""
    exigir_vencida(depuracion.proceso)
    depuracion.full_clean(exclude=["conteos"])
    return depuracion.guardar(by=by, motivo="Propuesta")


@transaction.atomic
def retirar_depuracion(depuracion: DepuracionDatos, *, by: Any, motivo: str) -> DepuracionDatos:
    """It will not be done."""
    tomada = tomar(depuracion)
    if not motivo.strip():
        raise ValidationError({"motivo": "Escribe el motivo: queda en el historial."})
    tomada.estado = EstadoDepuracion.RETIRADA
    return tomada.guardar(by=by, motivo=motivo)


def tomar(depuracion: DepuracionDatos) -> DepuracionDatos:
    tomada = DepuracionDatos.objects.select_for_update().get(pk=depuracion.pk)
    if tomada.estado != EstadoDepuracion.PROPUESTA:
        raise ValidationError("Esta depuración ya se resolvió.")
    return tomada


def ejecutar_depuracion(
    depuracion: DepuracionDatos, suprimir: Suprimir, *, by: Any
) -> DepuracionDatos:
    """Take the data away. Nobody executes what they proposed. There is no way back.

    Raises ValidationError when it is not due, was resolved, or ``by`` proposed it.
    """
    with transaction.atomic():
        tomada = tomar(depuracion)
        if tomada.creado_por_id == by.pk:
            raise ValidationError("La propusiste tú: la ejecuta otra persona.")
        exigir_vencida(tomada.proceso)
        a_fondo()
        tomada.conteos, sobran = suprimir(tomada.proceso)
        tomada.estado = EstadoDepuracion.EJECUTADA
        tomada.ejecutada_en, tomada.ejecutada_por = timezone.now(), by
        tomada.guardar(by=by, motivo="Ejecución")
        transaction.on_commit(lambda: borrar_archivos(sobran))
    return tomada


def suprimir_observacion(proceso: Any) -> tuple[dict[str, int], list[tuple[Any, str]]]:
    """Those of the observers of a process. Caller's transaction."""
    rows = SolicitudObservacion.objects.filter(proceso=proceso, suprimida_en=None)
    conservar_edades(list(rows.select_related("convocatoria__proceso")))
    pks = list(rows.values_list("pk", flat=True))
    informes = InformeObservacion.objects.filter(solicitud__in=pks).values_list("pk", flat=True)
    cambios = AfiliacionObservacion.objects.filter(solicitud__in=pks).values_list("pk", flat=True)
    textos = {"desarrollo": "", "hallazgos": "", "recomendaciones": ""}
    vaciar(InformeObservacion, informes, textos)
    vaciar(AfiliacionObservacion, cambios, {"motivo": ""})
    sobran = suprimir_gafetes(SolicitudObservacion, pks)
    sobran += suprimir_rastros(SolicitudObservacion, pks)
    vaciar(SolicitudObservacion, pks, OBSERVACION_VACIA | {"suprimida_en": timezone.now()})
    for campo in QUEDA_QUE_DIJERON:
        dijeron = SolicitudObservacion.objects.filter(pk__in=pks).annotate(largo=Length(campo))
        con_dato = list(dijeron.filter(largo__gt=0).values_list("pk", flat=True))
        vaciar(SolicitudObservacion, con_dato, {campo: SUPRIMIDO})
    olvidar_palabras(SolicitudObservacion)
    return {"solicitudes": len(pks)}, sobran


def conservar_edades(solicitudes: list[SolicitudObservacion]) -> None:
    for solicitud in solicitudes:
        solicitud.edad_conservada = solicitud.edad_en_jornada
    SolicitudObservacion.objects.bulk_update(solicitudes, ["edad_conservada"], batch_size=200)


def suprimir_gafetes(modelo: Any, pks: list[int]) -> list[tuple[Any, str]]:
    """Their badges stay as a number and a validity; the photograph and the name leave."""
    de_ellos = Gafete.objects.filter(
        content_type=ContentType.objects.get_for_model(modelo), object_id__in=pks
    )
    gafetes = list(de_ellos.values_list("pk", "foto"))
    almacen = Gafete._meta.get_field("foto").storage
    acuses = [pk for pk in de_ellos.values_list("acuse", flat=True) if pk]
    vacio = {"nombre": SUPRIMIDO, "organizacion": "", "foto": "", "motivo_anulacion": ""}
    vaciar(Gafete, [pk for pk, _ in gafetes], vacio | {"acuse": None})
    olvidar_palabras(Gafete)
    sobran = [(almacen, foto) for _, foto in gafetes if foto]
    return sobran + borrar(Adjunto, acuses, ["archivo"])


def suprimir_rastros(modelo: Any, pks: list[int]) -> list[tuple[Any, str]]:
    """What was attached, imported or told of them elsewhere in the house."""
    tipo = ContentType.objects.get_for_model(modelo)
    adjuntos = Adjunto.objects.filter(content_type=tipo, object_id__in=pks)
    sobran = borrar(Adjunto, adjuntos.values_list("pk", flat=True), ["archivo"])
    app = modelo._meta.app_label
    Aviso.objects.filter(fuente__startswith=f"{app}.", objeto_id__in=pks).delete()
    lotes = Lote.objects.filter(modelo=modelo._meta.label_lower)
    RenglonImportacion.objects.filter(lote__in=lotes).delete()
    CambioLote.objects.filter(lote__in=lotes).delete()
    almacen = Lote._meta.get_field("archivo").storage
    nombres = [nombre for nombre in lotes.values_list("archivo", flat=True) if nombre]
    lotes.update(archivo="", nombre_archivo=SUPRIMIDO)
    return sobran + [(almacen, nombre) for nombre in nombres]
