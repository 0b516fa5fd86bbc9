"""What an instrument counts for in AI 3: its requests, opened and closed with its own papers.

One request of signature (AI3.6); one of accompaniment when an area of the institute asked for it
(AI3.7); one for each opinion (AI3.8). Dominio 2.5.1; case 13.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.utils import timezone

from convenios.models import Convenio, DocumentoConvenio, OpinionPertinencia, PasoConvenio
from crm.actions.gestiones import atender, concluir_sin_atender, registrar_gestion
from crm.enums import ABIERTAS, MedioGestion, TipoEvidencia, TipoGestion
from crm.models import Evidencia, Gestion, Institucion
from crm.workflows import GESTION

# Step → what it does to the requests of the instrument; the opinion's own closes apart.
ATIENDEN = ("suscribir",)
IMPROCEDENTES = ("rechazar", "declarar_no_procedente")
DE_OPINION = (
    "emitir_opinion",
    "opinar_y_aprobar",
    "opinar_y_firmar",
    "declarar_no_procedente",
    "devolver_a_negociacion",
)


def abrir(convenio: Convenio, tipo: TipoGestion, *, by: Any, desde: dt.date) -> Gestion:
    """Register a request of a kind for an instrument, in charge of the same person."""
    hoy = timezone.localdate()
    momento = timezone.now()
    if desde < hoy:
        mediodia = dt.datetime.combine(desde, dt.time(12))
        momento = timezone.make_aware(mediodia)
    gestion = Gestion(
        tipo=tipo,
        medio=MedioGestion.OFICIO,
        area_solicitante=convenio.area_solicitante,
        responsable=convenio.responsable,
        fecha_solicitud=momento,
        descripcion=f"{tipo.label}: {convenio.denominacion}"[:8000],
    )
    partes = convenio.partes.vivos().exclude(institucion=None).values("institucion")
    contrapartes = list(Institucion.objects.filter(pk__in=partes))
    return registrar_gestion(gestion, by=by, instituciones=contrapartes)


def abrir_de_solicitud(convenio: Convenio, *, by: Any) -> None:
    """The request of signature, unless one was chosen; writes it on the instrument in memory."""
    if convenio.gestion_id is None:
        desde = convenio.fecha_solicitud or timezone.localdate()
        convenio.gestion = abrir(convenio, TipoGestion.CONVENIO_SUSCRIPCION, by=by, desde=desde)
    for documento in convenio.documentos.vivos().filter(tipo="solicitud"):
        probar(convenio.gestion, TipoEvidencia.SOLICITUD, documento, by=by)


def abrir_de_acompanamiento(convenio: Convenio, *, by: Any) -> None:
    """When an area of the institute asked for it, accompanying it is another request (AI3.7)."""
    if convenio.area_solicitante_id is None or convenio.acompanamiento_id is not None:
        return
    tipo = TipoGestion.ACOMPANAMIENTO_NEGOCIACION
    convenio.acompanamiento = abrir(convenio, tipo, by=by, desde=timezone.localdate())
    for documento in convenio.documentos.vivos().filter(tipo="solicitud"):
        probar(convenio.acompanamiento, TipoEvidencia.SOLICITUD, documento, by=by)


def abrir_de_opinion(opinion: OpinionPertinencia, *, by: Any) -> None:
    """The request of an opinion; its proof is the text that was sent."""
    tipo = TipoGestion.OPINION_PERTINENCIA
    gestion = abrir(opinion.convenio, tipo, by=by, desde=opinion.fecha_solicitud)
    opinion.gestion = gestion
    referencia = f"Turno del proyecto, opinión {opinion.folio}"
    adjunto = opinion.version_texto.adjunto if opinion.version_texto else None
    Evidencia(
        gestion=gestion,
        tipo=TipoEvidencia.SOLICITUD,
        referencia=referencia,
        fecha=opinion.fecha_solicitud,
        adjunto=adjunto,
    ).guardar(by=by)


def probar(
    gestion: Gestion | None, tipo: TipoEvidencia, documento: DocumentoConvenio, *, by: Any
) -> None:
    """The same paper proves the request: it is cited, not copied."""
    if gestion is None or gestion.estado not in ABIERTAS:
        return
    Evidencia(
        gestion=gestion,
        tipo=tipo,
        referencia=documento.referencia,
        fecha=documento.fecha,
        adjunto=documento.adjunto,
    ).guardar(by=by)


def seguir_el_paso(convenio: Convenio, paso: PasoConvenio, *, by: Any) -> None:
    """Open, attend or end the requests of an instrument as its step says. Caller's transaction."""
    if paso.verbo == "admitir":
        abrir_de_acompanamiento(convenio, by=by)
    if paso.verbo in DE_OPINION:
        opinion = convenio.opiniones.vivos().select_related("gestion").order_by("-pk").first()
        if opinion and opinion.gestion:
            resultado = f"Opinión {opinion.folio}: {opinion.get_sentido_display().lower()}"
            atender_con(opinion.gestion, paso, by=by, resultado=resultado)
    for gestion in (convenio.gestion, convenio.acompanamiento):
        if gestion is not None:
            terminar(gestion, paso, by=by)


def terminar(gestion: Gestion, paso: PasoConvenio, *, by: Any) -> None:
    """What a final step does to a request that is still open."""
    if gestion.estado not in ABIERTAS:
        return
    if paso.verbo in ATIENDEN:
        atender_con(gestion, paso, by=by, resultado="El convenio se suscribió.")
    elif paso.verbo in IMPROCEDENTES:
        concluir_sin_atender(
            gestion,
            "declarar_improcedente",
            by=by,
            motivo=paso.motivo or paso.nombre,
            con_respuesta=True,
            fecha=paso.en,
        )
    elif paso.verbo in ("desistir", "cancelar"):
        concluir_sin_atender(gestion, paso.verbo, by=by, motivo=paso.motivo or paso.nombre)


def atender_con(gestion: Gestion, paso: PasoConvenio, *, by: Any, resultado: str) -> None:
    """Attend it with the papers of the step; what lacks its proof stays open, and says so."""
    if gestion.estado not in ABIERTAS:
        return
    for documento in paso.documentos.all():
        probar(gestion, TipoEvidencia.ATENCION, documento, by=by)
    if not GESTION.reasons(GESTION.transitions["atender"], gestion):
        atender(gestion, by=by, fecha=paso.en, resultado=resultado)
