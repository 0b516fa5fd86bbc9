"""What the INE answered, and what writing it down would change, contradict or not find.

The preview walks in memory the same steps, by the same table, that will move each application:
it writes nothing and still says what the database will say.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError

from core.formats import fecha_corta
from core.models import RenglonImportacion
from core.models.lote import Decision, EstadoRenglon
from observacion.enums import ACREDITADAS, SIN_EFECTO, JustificacionNegativa
from observacion.enums import EstadoSolicitudObservacion as E
from observacion.models import SolicitudObservacion
from observacion.workflows import SOLICITUD

ACREDITADA, NEGADA = "acreditada", "negada"
# What an answer may write, with its name on screen.
CAMPOS = {
    "estado": "Estado",
    "folio_externo": "Folio del INE",
    "fecha_sesion": "Fecha de la sesión",
    "acuerdo": "Acuerdo",
    "justificacion": "Justificación",
}
TROZO = 500


@dataclass(frozen=True)
class Respuesta:
    """What the INE answered about one application."""

    folio: str
    folio_externo: str = ""
    resultado: str = ""
    fecha_sesion: dt.date | None = None
    acuerdo: str = ""
    justificacion: str = ""


@dataclass(frozen=True)
class Paso:
    """One transition that an answer asks for."""

    verbo: str
    motivo: str = ""
    valores: dict[str, Any] = field(default_factory=dict)


@dataclass
class Prevista:
    """A row of the file and what would become of it."""

    renglon: RenglonImportacion
    solicitud: SolicitudObservacion | None = None
    pasos: list[Paso] = field(default_factory=list)
    version: int | None = None  # of the application, when something would change

    @property
    def nombre(self) -> str:
        folio = self.renglon.valores["folio"]
        return f"{folio} · {self.solicitud}" if self.solicitud else folio


def pasos_de(solicitud: SolicitudObservacion, respuesta: Respuesta) -> list[Paso]:
    """The steps an answer asks for, in order; none when all it says is already written.

    Raises ValidationError where it contradicts what is written.
    """
    if motivo := contradice(solicitud, respuesta):
        raise ValidationError(motivo)
    if ya_dice(solicitud, respuesta):
        return []
    pasos, folio = [], respuesta.folio_externo
    estado = solicitud.estado
    if estado == E.REMITIDA_INE and folio:
        pasos.append(Paso("admitir", valores={"folio_externo": folio}))
        estado = E.CURSO_PENDIENTE
    if respuesta.resultado == NEGADA:
        porque = respuesta.justificacion or JustificacionNegativa.REQUISITOS
        motivo = f"Respuesta del INE. {respuesta.acuerdo}".strip()
        pasos.append(Paso("negar", motivo, {"justificacion": porque}))
    elif respuesta.resultado == ACREDITADA:
        if estado == E.CURSO_PENDIENTE:
            pasos.append(Paso("acreditar_curso"))
        valores = {"fecha_sesion": respuesta.fecha_sesion, "acuerdo": respuesta.acuerdo}
        pasos.append(
            Paso("acreditar", valores=valores | ({"folio_externo": folio} if folio else {}))
        )
    elif not pasos:
        raise ValidationError("Falta el resultado: «Acreditada» o «Negada».")
    return pasos


def contradice(solicitud: SolicitudObservacion, respuesta: Respuesta) -> str:
    """Where the file says one thing and the application another, and how to settle it."""
    aqui, alla = solicitud.folio_externo, respuesta.folio_externo
    if aqui and alla and aqui != alla:
        return f"Aquí tiene el folio del INE «{aqui}» y el archivo dice «{alla}»."
    estado, resultado = solicitud.estado, respuesta.resultado
    label = solicitud.get_estado_display()
    if resultado == ACREDITADA and estado in SIN_EFECTO:
        return f"El archivo la acredita y aquí está en «{label}»."
    if resultado == NEGADA and estado in (*ACREDITADAS, E.CANCELADA, E.NO_PRESENTADA):
        return f"El archivo la niega y aquí está en «{label}»."
    if resultado == ACREDITADA and estado in ACREDITADAS:
        return otra_sesion(solicitud, respuesta)
    return ""


def otra_sesion(solicitud: SolicitudObservacion, respuesta: Respuesta) -> str:
    """Accredited here and there, in another session or by another agreement."""
    if respuesta.acuerdo and respuesta.acuerdo != solicitud.acuerdo:
        return (
            f"Ya está acreditada con el acuerdo «{solicitud.acuerdo}»"
            f" y el archivo dice «{respuesta.acuerdo}»."
        )
    fecha, otra = solicitud.fecha_sesion, respuesta.fecha_sesion
    if fecha and otra and fecha != otra:
        return f"Ya está acreditada en la sesión del {fecha_corta(fecha)} y el archivo dice {fecha_corta(otra)}."
    return ""


def ya_dice(solicitud: SolicitudObservacion, respuesta: Respuesta) -> bool:
    """Whether all of it was written before: ``contradice`` has been asked already."""
    if respuesta.folio_externo and not solicitud.folio_externo:
        return False
    if respuesta.resultado == ACREDITADA:
        return solicitud.estado in ACREDITADAS
    if respuesta.resultado == NEGADA:
        return solicitud.estado == E.NEGADA
    return bool(respuesta.folio_externo) and solicitud.estado != E.REMITIDA_INE


def andar(solicitud: SolicitudObservacion, pasos: Iterable[Paso], *, by: Any) -> None:
    """Take the steps in memory. Raises what the table itself would raise."""
    for paso in pasos:
        transition = SOLICITUD.transitions[paso.verbo]
        if not by.has_perm(transition.permission, solicitud):
            raise PermissionDenied
        if not SOLICITUD.leaves(transition, solicitud):
            raise ValidationError(SOLICITUD.refusal(transition, solicitud))
        for campo, valor in paso.valores.items():
            setattr(solicitud, campo, valor)
        if reasons := SOLICITUD.reasons(transition, solicitud, by):
            raise ValidationError(reasons)
        solicitud.estado = transition.target


def prever(
    filas: Iterable[tuple[int, list[str]]], entender: Callable[[list[str]], Respuesta], *, by: Any
) -> list[Prevista]:
    """What each row would do, in the order of the file. ``entender`` raises ValidationError."""
    previstas = [leida(numero, celdas, entender) for numero, celdas in filas]
    legibles = [(p, r) for p, r in previstas if r is not None]
    repetidas = las_repetidas(legibles)
    solicitudes = por_folio([r.folio for _p, r in legibles], by=by)
    ajenos = folios_ajenos([r.folio_externo for _p, r in legibles if r.folio_externo])
    for prevista, respuesta in legibles:
        solicitud = prevista.solicitud = solicitudes.get(respuesta.folio)
        prevista.renglon.objeto_id = solicitud.pk if solicitud else None
        if motivo := repetidas.get(prevista.renglon.numero):
            devolver(prevista, motivo)
        elif solicitud is None:
            devolver(prevista, "No hay solicitud con ese folio.")
        elif duena := de_otra(solicitud, respuesta, ajenos):
            motivo = f"El folio del INE «{respuesta.folio_externo}» ya es de {duena}."
            devolver(prevista, motivo)
        else:
            prever_una(prevista, solicitud, respuesta, by=by)
    return [prevista for prevista, _respuesta in previstas]


def leida(
    numero: int, celdas: list[str], entender: Callable[[list[str]], Respuesta]
) -> tuple[Prevista, Respuesta | None]:
    renglon = RenglonImportacion(numero=numero, original=celdas, decision=Decision.OMITIR)
    prevista = Prevista(renglon)
    try:
        respuesta = entender(celdas)
    except ValidationError as error:
        renglon.valores = {"folio": celdas[0]}
        devolver(prevista, *error.messages)
        return prevista, None
    renglon.valores = {"folio": respuesta.folio}
    return prevista, respuesta


def devolver(prevista: Prevista, *motivos: str) -> None:
    prevista.renglon.estado = EstadoRenglon.PROBLEMA
    prevista.renglon.problemas = [["", motivo] for motivo in motivos]


def las_repetidas(legibles: Sequence[tuple[Prevista, Respuesta]]) -> dict[int, str]:
    """The rows that answer twice for one folio, ours or theirs, and why none of them goes in."""
    por_clave = defaultdict(list)
    for prevista, respuesta in legibles:
        numero = prevista.renglon.numero
        por_clave["folio", respuesta.folio].append(numero)
        if respuesta.folio_externo:
            por_clave["folio del INE", respuesta.folio_externo].append(numero)
    motivos: dict[int, str] = {}
    for (que, cual), numeros in por_clave.items():
        if len(numeros) > 1:
            donde = ", ".join(map(str, numeros[:-1])) + f" y {numeros[-1]}"
            motivos |= dict.fromkeys(numeros, f"El {que} «{cual}» viene en las filas {donde}.")
    return motivos


def por_folio(folios: Sequence[str], *, by: Any) -> dict[str, SolicitudObservacion]:
    rows = SolicitudObservacion.objects.visibles_para(by).select_related("convocatoria__proceso")
    trozos = [folios[i : i + TROZO] for i in range(0, len(folios), TROZO)]
    return {s.folio: s for trozo in trozos for s in rows.filter(folio__in=trozo)}


def folios_ajenos(externos: Sequence[str]) -> dict[tuple[int, str], str]:
    """Whose each folio of the INE already is, by process."""
    rows = SolicitudObservacion.objects.vivos()
    trozos = [externos[i : i + TROZO] for i in range(0, len(externos), TROZO)]
    campos = ("proceso_id", "folio_externo", "folio")
    return {
        (proceso, externo): folio
        for trozo in trozos
        for proceso, externo, folio in rows.filter(folio_externo__in=trozo).values_list(*campos)
    }


def de_otra(
    solicitud: SolicitudObservacion,
    respuesta: Respuesta,
    ajenos: dict[tuple[int, str], str],
) -> str:
    """The other application of the process that has this folio of the INE."""
    duena = ajenos.get((solicitud.proceso_id, respuesta.folio_externo), solicitud.folio)
    return "" if duena == solicitud.folio else duena


def prever_una(
    prevista: Prevista, solicitud: SolicitudObservacion, respuesta: Respuesta, *, by: Any
) -> None:
    renglon = prevista.renglon
    antes = palabras(solicitud)
    try:
        prevista.pasos = pasos_de(solicitud, respuesta)
        andar(solicitud, prevista.pasos, by=by)
    except ValidationError as error:
        devolver(prevista, *error.messages)
        return
    except PermissionDenied:
        devolver(prevista, "Este resultado lo registra la coordinación.")
        return
    renglon.estado = EstadoRenglon.CAMBIA if prevista.pasos else EstadoRenglon.IGUAL
    if prevista.pasos:
        prevista.version, despues = solicitud.version, palabras(solicitud)
        renglon.cambios = {
            titulo: [antes[titulo], despues[titulo]]
            for titulo in despues
            if antes[titulo] != despues[titulo]
        }


def palabras(solicitud: SolicitudObservacion) -> dict[str, str]:
    """What an answer writes, as it is read on screen."""
    sesion = solicitud.fecha_sesion
    return {
        CAMPOS["estado"]: solicitud.get_estado_display(),
        CAMPOS["folio_externo"]: solicitud.folio_externo,
        CAMPOS["fecha_sesion"]: fecha_corta(sesion) if sesion else "",
        CAMPOS["acuerdo"]: solicitud.acuerdo,
        CAMPOS["justificacion"]: solicitud.get_justificacion_display(),
    }
