"""What whoever reviews needs to see together, and which application follows."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.utils import timezone

from acompanamiento.calculations import diferencias, leer_mrz
from acompanamiento.enums import EstadoDocumento, EstadoVisitante, MotivoDocumento
from acompanamiento.models import PasaporteVisitante, SolicitudVisitante
from acompanamiento.workflows import VISITANTE
from observacion.enums import ClaveRequisito

E = EstadoVisitante
CAMINO = (
    E.RECIBIDA,
    E.EN_REVISION,
    E.APROBADA,
    E.NOTIFICADA,
    E.GAFETE_LISTO,
    E.ACREDITADA_ACTIVA,
    E.CONCLUIDA,
)
DE_RECHAZO = (E.RECIBIDA, E.EN_REVISION, E.RECHAZADA, E.NOTIFICADA_RECHAZO)
JUNTOS = ("documentos__requisito", "pasaportes", "convocatoria__requisitos")
COMUNES = (MotivoDocumento.ILEGIBLE, MotivoDocumento.INCOMPLETO, MotivoDocumento.OTRO_DOCUMENTO)
MOTIVOS = {
    ClaveRequisito.PASAPORTE: (*COMUNES, MotivoDocumento.VENCIDO, MotivoDocumento.NO_COINCIDE),
    ClaveRequisito.FOTOGRAFIA: (MotivoDocumento.FOTO_NO_SIRVE, MotivoDocumento.OTRO_DOCUMENTO),
    ClaveRequisito.SOLICITUD_FIRMADA: (
        MotivoDocumento.SIN_FIRMA,
        MotivoDocumento.FIRMA_DISTINTA,
        *COMUNES,
        MotivoDocumento.NO_COINCIDE,
    ),
}


def motivos_para(clave: str) -> list[tuple[str, str]]:
    """The reasons that make sense for a kind of paper."""
    motivos = MOTIVOS.get(ClaveRequisito(clave), (*COMUNES, MotivoDocumento.NO_COINCIDE))
    return [(motivo.value, str(motivo.label)) for motivo in motivos]


def etapas(solicitud: SolicitudVisitante) -> list[dict[str, Any]]:
    """The road of an application, with where it is; none once it left it."""
    camino = DE_RECHAZO if solicitud.estado in DE_RECHAZO[2:] else CAMINO
    estado = solicitud.estado
    if estado == E.PREVENIDA:
        camino = (*camino[:2], E.PREVENIDA, *camino[2:])
    if estado not in camino:
        return []
    donde = camino.index(E(estado))
    clases = ["done" if n < donde else "current" if n == donde else "next" for n in range(99)]
    return [
        {"nombre": paso.label, "clase": clase} for paso, clase in zip(camino, clases, strict=False)
    ]


def expediente(solicitud: SolicitudVisitante) -> list[dict[str, Any]]:
    """Each requisite of the call with the paper that counts, and how many came before it."""
    vivos = [d for d in solicitud.documentos.all() if d.eliminado_en is None]
    filas = []
    for requisito in solicitud.convocatoria.requisitos.all():
        suyos = [d for d in vivos if d.requisito_id == requisito.pk]
        if requisito.eliminado_en is not None and not suyos:
            continue
        actual = next((d for d in suyos if d.vigente), None)
        filas.append(
            {
                "requisito": requisito,
                "documento": actual,
                "anteriores": [d for d in suyos if not d.vigente],
                "motivos": motivos_para(requisito.clave),
                "es_imagen": actual is not None and actual.tipo_mime == "image/jpeg",
            }
        )
    return filas


def comprobacion(solicitud: SolicitudVisitante, pasaporte: PasaporteVisitante | None) -> list[Any]:
    """What the machine can say of a passport: (right or not, sentence)."""
    if pasaporte is None:
        return [(False, "No hay pasaporte registrado.")]
    hasta = solicitud.salida or solicitud.convocatoria.proceso.jornada
    cubre = pasaporte.vencimiento >= hasta
    dice = "cubre" if cubre else "no cubre"
    vence = (
        f"Vence el {pasaporte.vencimiento:%d/%m/%Y} y {dice} hasta la salida ({hasta:%d/%m/%Y})."
    )
    dichas = [(cubre, vence), *de_la_zona(solicitud, pasaporte)]
    return sorted(dichas, key=lambda dicha: dicha[0] is not False)  # what is wrong comes first


def de_la_zona(solicitud: SolicitudVisitante, pasaporte: PasaporteVisitante) -> list[Any]:
    """What the machine readable zone says against what was typed."""
    if not pasaporte.mrz:
        return [(None, "No se capturó la zona de lectura mecánica: compara a ojo.")]
    try:
        mrz = leer_mrz(pasaporte.mrz, timezone.localdate())
    except ValueError as error:
        return [(False, str(error).replace(" de el ", " del "))]
    distintos = diferencias(
        mrz,
        numero=pasaporte.numero,
        apellidos=solicitud.apellidos,
        nacimiento=solicitud.fecha_nacimiento,
        vencimiento=pasaporte.vencimiento,
    )
    if distintos:
        return [(False, f"La zona de lectura mecánica no coincide en {', '.join(distintos)}.")]
    return [(True, "La zona de lectura mecánica coincide y sus dígitos de control son correctos.")]


def cola(user: Any) -> QuerySet[SolicitudVisitante]:
    """What this person may review: theirs and nobody's, the oldest first."""
    rows = SolicitudVisitante.objects.visibles_para(user)
    mias = Q(estado=E.EN_REVISION) & (Q(responsable=user) | Q(responsable=None))
    return rows.filter(mias | Q(estado=E.RECIBIDA)).order_by("recibida_en", "pk")


def siguiente(user: Any, actual: SolicitudVisitante | None = None) -> SolicitudVisitante | None:
    """The one to review after another; from the beginning when it was the last."""
    rows = cola(user)
    if actual is None:
        return rows.first()
    rows = rows.exclude(pk=actual.pk)
    if actual.recibida_en:
        despues = Q(recibida_en__gt=actual.recibida_en) | Q(
            recibida_en=actual.recibida_en, pk__gt=actual.pk
        )
        return rows.filter(despues).first() or rows.first()
    return rows.first()


def impedimentos(solicitud: SolicitudVisitante, verbo: str, user: Any, **valores: Any) -> list[str]:
    """Why a step is not possible, with what would be written with it. Writes nothing."""
    paso = VISITANTE.transitions[verbo]
    if not VISITANTE.leaves(paso, solicitud):
        return [VISITANTE.refusal(paso, solicitud)]
    if not user.has_perm(paso.permission, solicitud):
        return ["No tienes permiso para este paso."]
    antes = {campo: getattr(solicitud, campo) for campo in valores}
    try:
        for campo, valor in valores.items():
            setattr(solicitud, campo, valor)
        return VISITANTE.reasons(paso, solicitud, user)
    finally:
        for campo, valor in antes.items():
            setattr(solicitud, campo, valor)


def sin_revisar(solicitud: SolicitudVisitante) -> list[Any]:
    """Papers that nobody has accepted nor returned yet."""
    papeles = solicitud.documentos_vigentes()
    return [d for d in papeles if d.estado == EstadoDocumento.POR_REVISAR]


def exigir_sin_devueltos(solicitud: SolicitudVisitante) -> None:
    """Raises ValidationError when a paper was returned: it is not approved by accepting the rest."""
    devueltos = [
        d.requisito.nombre_es
        for d in solicitud.documentos_vigentes()
        if d.estado == EstadoDocumento.POR_CORREGIR
    ]
    if devueltos:
        raise ValidationError(f"Devolviste: {', '.join(devueltos)}. Acéptalo o pide correcciones.")
