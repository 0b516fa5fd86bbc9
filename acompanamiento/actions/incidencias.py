"""What happened in the field, and the queue of a telephone that had no network."""

from __future__ import annotations

import base64
import binascii
import datetime as dt
import hashlib
import io
import json
import uuid
from dataclasses import asdict, dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from acompanamiento.actions.entradas import TARDA, registrar_llegada
from acompanamiento.models import ActividadPrograma, Incidencia
from acompanamiento.queries.jornada import proceso_de_hoy
from core.imagenes import reescribir
from core.models import ClaveIdempotencia

LARGO_MENSAJE = 300
LADO_FOTO = 1600


@dataclass(frozen=True)
class Resultado:
    """What the telephone is told of one thing it sent: «hecho», «ya» or «rechazado», and why."""

    resultado: str
    mensaje: str


@transaction.atomic
def registrar_incidencia(incidencia: Incidencia, *, by: Any, foto: Any = None) -> Incidencia:
    """Write what happened, with a picture of ours (straight, small, without place or device)."""
    if incidencia.actividad:
        incidencia.proceso = incidencia.actividad.programa.proceso
    elif incidencia.proceso_id is None:
        incidencia.proceso = proceso_de_hoy(timezone.localdate())
    if incidencia.proceso_id is None:
        raise ValidationError("No hay un proceso electoral registrado: avisa a la coordinación.")
    incidencia.ocurrida_en = min(incidencia.ocurrida_en, timezone.now())
    incidencia.full_clean(exclude=["proceso", "actividad"])
    if foto is not None:
        archivo = reescribir(foto, lado_maximo=LADO_FOTO).archivo
        archivo.name = "incidencia.jpg"
        incidencia.foto = archivo
    return incidencia.guardar(by=by, motivo="Incidencia")


@transaction.atomic
def atender_envio(envio: dict[str, Any], *, by: Any) -> Resultado:
    """Do once what a telephone sends; the same key again answers the same (F30).

    Raises ValidationError when the key was used for something else, or is no key.
    """
    clave = clave_de(envio)
    datos = {k: v for k, v in envio.items() if k != "clave"}
    texto = json.dumps(datos, sort_keys=True, ensure_ascii=False)
    huella = hashlib.sha256(texto.encode()).hexdigest()
    recibida, nueva = ClaveIdempotencia.objects.get_or_create(
        clave=clave, defaults={"creado_por": by, "huella": huella}
    )
    if not nueva:
        if recibida.huella != huella or recibida.creado_por_id != by.pk:
            raise ValidationError("Esa clave ya se usó para otro registro.", code="otra")
        return Resultado(**json.loads(recibida.destino))
    try:
        with transaction.atomic():
            resultado = hacer(clave, datos, by=by)
    except ValidationError as error:
        resultado = Resultado("rechazado", " ".join(error.messages)[:LARGO_MENSAJE])
    destino = json.dumps(asdict(resultado), ensure_ascii=False)
    ClaveIdempotencia.objects.filter(pk=clave).update(destino=destino)
    return resultado


def clave_de(envio: dict[str, Any]) -> uuid.UUID:
    try:
        return uuid.UUID(str(envio.get("clave")))
    except ValueError as error:
        raise ValidationError("El registro llegó sin su clave.") from error


def hacer(clave: uuid.UUID, datos: dict[str, Any], *, by: Any) -> Resultado:
    """The thing itself, by its kind."""
    if datos.get("clase") == "llegada":
        return llegada_de(datos, by=by)
    if datos.get("clase") == "incidencia":
        return incidencia_de(clave, datos, by=by)
    raise ValidationError("No sabemos qué es ese registro: actualiza la página.")


def momento_de(datos: dict[str, Any]) -> dt.datetime:
    """When the telephone says it was; its clock is not believed if it is ahead."""
    try:
        momento = parse_datetime(str(datos.get("cuando", "")))
    except ValueError:
        momento = None
    if momento is None or timezone.is_naive(momento):
        return timezone.now()
    return momento


def actividad_de(datos: dict[str, Any], *, by: Any) -> ActividadPrograma | None:
    """The activity named, among those this person may see."""
    pk = str(datos.get("actividad") or "")
    if not pk.isdigit() or len(pk) > 18:
        return None
    rows = ActividadPrograma.objects.visibles_para(by).select_related("programa__proceso")
    return rows.filter(pk=int(pk)).first()


def llegada_de(datos: dict[str, Any], *, by: Any) -> Resultado:
    if not by.has_perm("acompanamiento.change_participacion"):
        raise ValidationError("Tu cuenta no registra llegadas.")
    actividad = actividad_de(datos, by=by)
    if actividad is None:
        raise ValidationError("Esa actividad ya no está en el programa.")
    llegada = registrar_llegada(
        actividad, str(datos.get("codigo", ""))[:40], by=by, cuando=momento_de(datos)
    )
    return Resultado("ya" if llegada.ya else "hecho", llegada.mensaje[:LARGO_MENSAJE])


def incidencia_de(clave: uuid.UUID, datos: dict[str, Any], *, by: Any) -> Resultado:
    if not by.has_perm("acompanamiento.add_incidencia"):
        raise ValidationError("Tu cuenta no registra incidencias.")
    cuando = momento_de(datos)
    if timezone.now() - cuando > TARDA:
        raise ValidationError("Ese registro es de hace más de dos días: captúralo de nuevo.")
    incidencia = Incidencia(
        clave=clave,
        tipo=str(datos.get("tipo", "")),
        lugar=str(datos.get("lugar", "")).strip(),
        nota=str(datos.get("nota", "")).strip(),
        ocurrida_en=cuando,
        actividad=actividad_de(datos, by=by),
    )
    registrar_incidencia(incidencia, by=by, foto=foto_de(datos))
    return Resultado("hecho", "Se registró la incidencia.")


def foto_de(datos: dict[str, Any]) -> io.BytesIO | None:
    """The picture that came as base64, or none."""
    if not datos.get("foto"):
        return None
    try:
        return io.BytesIO(base64.b64decode(str(datos["foto"]), validate=True))
    except (binascii.Error, ValueError) as error:
        raise ValidationError("La fotografía llegó incompleta: tómala de nuevo.") from error
