"""The opinion, the legal validation and the approval as objects; each act is one transaction."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from calendario.calculations import HABILES
from calendario.queries.plazos import plazo
from convenios.actions.convenios import Papel, mover
from convenios.actions.gestiones import abrir_de_opinion
from convenios.enums import (
    EN_TRAMITE,
    EstadoConvenio,
    EstadoObservacion,
    ResultadoAprobacion,
    ResultadoValidacion,
)
from convenios.models import (
    AprobacionOrgano,
    Convenio,
    Observacion,
    OpinionPertinencia,
    ValidacionJuridica,
)
from convenios.queries.reloj import normas
from convenios.workflows.guardas import la_solicito
from core.models.folio import folio, siguiente_numero

SERIE = "OP"


@transaction.atomic
def enviar_a_opinion(convenio: Convenio, *, by: Any, responsable: Any = None) -> Convenio:
    """Freeze the text and open the opinion of this round, with its folio and its date."""
    enviado = mover(convenio, "enviar_a_opinion", by=by)
    abrir_opinion(enviado, by=by, responsable=responsable)
    return enviado


def abrir_opinion(convenio: Convenio, *, by: Any, responsable: Any = None) -> OpinionPertinencia:
    """The opinion on the newest text; what the former round said of each criterion is kept."""
    hoy = timezone.localdate()
    anterior = convenio.opiniones.vivos().order_by("-pk").first()
    norma = normas(hoy)[EstadoConvenio.OPINION]
    opinion = OpinionPertinencia(
        convenio=convenio,
        folio=folio(SERIE, hoy.year, siguiente_numero(SERIE, hoy.year)),
        version_texto=convenio.ultima_version(),
        fecha_solicitud=hoy,
        fecha_limite=plazo(hoy, norma, HABILES).fecha if norma else None,
        responsable=responsable,
        criterios=anterior.criterios if anterior else {},
    )
    abrir_de_opinion(opinion, by=by)
    return opinion.guardar(by=by)


@transaction.atomic
def opinar(opinion: OpinionPertinencia, *, by: Any, sentido: str = "") -> OpinionPertinencia:
    """Write what was weighed; with its sense, it is given by somebody, today.

    Raises ValidationError when who writes asked for the instrument (four eyes), or it is closed.
    """
    convenio = Convenio.objects.select_for_update().get(pk=opinion.convenio_id)
    if convenio.estado != EstadoConvenio.OPINION:
        raise ValidationError("La opinión ya se emitió: no cambia.")
    if sentido:
        if reason := la_solicito(convenio, by):
            raise ValidationError(reason)
        opinion.emitida_por, opinion.fecha_emision = by, timezone.localdate()
    else:
        opinion.emitida_por = opinion.fecha_emision = None
    opinion.sentido = sentido
    opinion.full_clean(exclude=["convenio", "folio"])
    return opinion.guardar(by=by, motivo=opinion.get_sentido_display() or "Análisis")


@transaction.atomic
def observar_texto(convenio: Convenio, *, by: Any, texto: str, clausula: str = "") -> Observacion:
    """Write one thing to correct, on the newest text and the opinion in course if there is one."""
    if convenio.estado not in EN_TRAMITE:
        raise ValidationError("Ya no está en trámite: su texto no se observa.")
    en_opinion = convenio.estado == EstadoConvenio.OPINION
    observacion = Observacion(
        convenio=convenio,
        opinion=convenio.opinion_actual() if en_opinion else None,
        version_texto=convenio.ultima_version(),
        texto=texto,
        clausula=clausula,
    )
    observacion.full_clean(exclude=["convenio"])
    return observacion.guardar(by=by)


@transaction.atomic
def responder_observacion(
    observacion: Observacion, *, by: Any, estado: str, respuesta: str = ""
) -> Observacion:
    """Accept it or reject it; a rejection says why."""
    if estado == EstadoObservacion.RECHAZADA and not respuesta.strip():
        raise ValidationError({"respuesta": "Escribe por qué no se acepta."})
    observacion.estado = estado
    observacion.respuesta = respuesta
    observacion.full_clean(exclude=["convenio"])
    return observacion.guardar(by=by, motivo=observacion.get_estado_display())


@transaction.atomic
def validar(
    convenio: Convenio,
    verbo: str,
    *,
    by: Any,
    papel: Papel,
    requiere_aprobacion: bool | None = None,
    organo: Any = None,
    motivo_aprobacion: str = "",
) -> Convenio:
    """The legal area returns it with observations, or validates it and says who approves it."""
    valores: dict[str, Any] = {}
    if verbo != "observar":
        valores = {
            "requiere_aprobacion": requiere_aprobacion,
            "organo_aprobador": organo,
            "motivo_aprobacion": motivo_aprobacion,
        }
    version = convenio.ultima_version()
    movido = mover(convenio, verbo, by=by, papel=papel, **valores)
    ValidacionJuridica(
        convenio=movido,
        version_texto=version,
        ronda=movido.validaciones.count() + 1,
        resultado=(
            ResultadoValidacion.CON_OBSERVACIONES
            if verbo == "observar"
            else ResultadoValidacion.VALIDADO
        ),
        oficio=papel.referencia,
        fecha=papel.fecha or timezone.localdate(),
        responsable=by,
    ).guardar(by=by)
    if verbo == "validar_y_opinar":
        abrir_opinion(movido, by=by)
    return movido


@transaction.atomic
def resolver(
    convenio: Convenio,
    verbo: str,
    *,
    by: Any,
    organo: Any,
    clave: str,
    fecha: dt.date,
    sesion: str = "",
    motivo: str = "",
    archivo: Any = None,
) -> Convenio:
    """What the body resolved: approved, or back to be rewritten."""
    if fecha > timezone.localdate():
        raise ValidationError({"fecha": "La sesión no puede ser de un día que no ha llegado."})
    aprobado = verbo == "aprobar"
    aprobacion = AprobacionOrgano(
        convenio=convenio,
        organo=organo,
        resultado=ResultadoAprobacion.APROBADO if aprobado else ResultadoAprobacion.ENGROSE,
        clave_acuerdo=clave,
        sesion=sesion,
        fecha=fecha,
    )
    aprobacion.full_clean(exclude=["convenio"])
    aprobacion.guardar(by=by)
    papel = Papel(referencia=clave, fecha=fecha, archivo=archivo)
    return mover(convenio, verbo, by=by, motivo=motivo, papel=papel)
