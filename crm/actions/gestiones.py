"""Registering, turning and concluding gestiones; each act is one transaction."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import transaction
from django.utils import timezone

from avisos.actions import Hecho, avisar
from core.attachments import adjuntar
from core.models.folio import folio, siguiente_numero
from crm.actions.plazos import fijar_limite
from crm.enums import ABIERTAS, ACCION_DE_GESTION, EnManosDe, TipoEvidencia
from crm.models import Evidencia, Gestion, Turno
from crm.queries.avisos import TurnosFuente, personas_de
from crm.workflows import GESTION
from crm.workflows.gestion import reportada
from programa.models import AccionPOA

SERIE = "GES"


@transaction.atomic
def registrar_gestion(
    gestion: Gestion,
    *,
    by: Any,
    instituciones: Any = (),
    registro: dt.datetime | None = None,
) -> Gestion:
    """Give the next folio of the year of registration and leave the gestión in our hands.

    The action of the programme is the one its kind answers to, unless another was chosen.
    ``registro`` is for what another system registered before; now, when not given.
    """
    gestion.fecha_registro = registro or timezone.now()
    anio = timezone.localdate(gestion.fecha_registro).year
    gestion.folio = folio(SERIE, anio, siguiente_numero(SERIE, anio))
    if gestion.accion_id is None and gestion.tipo in ACCION_DE_GESTION:
        clave = ACCION_DE_GESTION[gestion.tipo]
        gestion.accion = AccionPOA.objects.vivos().filter(clave=clave).first()
    gestion.contrapartes = nombres(instituciones)
    fijar_limite(gestion)
    gestion.guardar(by=by)
    gestion.instituciones.set(instituciones)
    pasar_turno(gestion, by=by, en_manos_de=EnManosDe.NOSOTROS, desde=gestion.fecha_registro)
    return gestion


def nombres(instituciones: Any) -> str:
    """The counterparts as a list reads them."""
    return "; ".join(str(institucion) for institucion in instituciones)[:400]


@transaction.atomic
def corregir_gestion(gestion: Gestion, *, by: Any, instituciones: Any) -> Gestion:
    """Write corrected data; state, folio and dates of registration and attention stay."""
    gestion.contrapartes = nombres(instituciones)
    if gestion.estado in ABIERTAS:
        fijar_limite(gestion)
    gestion.guardar(by=by)
    gestion.instituciones.set(instituciones)
    return gestion


@transaction.atomic
def agregar_evidencia(
    gestion: Gestion,
    *,
    by: Any,
    tipo: TipoEvidencia,
    referencia: str = "",
    fecha: dt.date | None = None,
    archivo: Any = None,
) -> Evidencia:
    """Prove the request or its attention with a file, the number of a document, or both."""
    adjunto = adjuntar(gestion, archivo, by=by, descripcion=tipo.label) if archivo else None
    evidencia = Evidencia(
        gestion=gestion, tipo=tipo, referencia=referencia, fecha=fecha, adjunto=adjunto
    )
    evidencia.full_clean(exclude=["referencia"])
    return evidencia.guardar(by=by)


@transaction.atomic
def pasar_turno(
    gestion: Gestion,
    *,
    by: Any,
    en_manos_de: EnManosDe,
    area: Any = None,
    institucion: Any = None,
    desde: dt.datetime | None = None,
    nota: str = "",
) -> Turno:
    """Close the turn in course and open the next: whose turn it is, since when."""
    instante = desde or timezone.now()
    terminar_turno(gestion, by=by, hasta=instante)
    turno = Turno(
        gestion=gestion,
        en_manos_de=en_manos_de,
        area=area,
        institucion=institucion,
        desde=instante,
        nota=nota,
    )
    turno.full_clean()
    return turno.guardar(by=by)


def terminar_turno(gestion: Gestion, *, by: Any, hasta: dt.datetime) -> None:
    """Nobody holds it any more."""
    for turno in gestion.turnos.en_curso().select_for_update():
        turno.hasta = max(hasta, turno.desde)
        turno.guardar(by=by)


@transaction.atomic
def turnar(
    gestion: Gestion,
    *,
    by: Any,
    en_manos_de: EnManosDe,
    area: Any = None,
    institucion: Any = None,
    nota: str = "",
    desde: dt.datetime | None = None,
) -> Gestion:
    """Send it to an area or the counterpart; the clock counts with them from now on."""
    turnada = GESTION.apply(gestion, "turnar", by=by, motivo=nota)
    pasar_turno(
        turnada,
        by=by,
        en_manos_de=en_manos_de,
        area=area,
        institucion=institucion,
        nota=nota,
        desde=desde,
    )
    avisar_turno(turnada, area, by=by, nota=nota)
    return turnada


def avisar_turno(gestion: Gestion, area: Any, *, by: Any, nota: str) -> None:
    """Tell the people of the area it was sent to, in the same transaction."""
    personas = [p for p in personas_de(area.pk if area else None) if p != by]
    avisar(
        TurnosFuente(),
        "crm-gestion-turnada",
        Hecho(
            gestion,
            texto=f"Te turnaron la gestión {gestion.folio}",
            detalle=nota or gestion.contrapartes,
            personas=personas,
        ),
    )


@transaction.atomic
def iniciar(gestion: Gestion, *, by: Any) -> Gestion:
    """Take it in our hands and begin to attend it."""
    iniciada = GESTION.apply(gestion, "iniciar", by=by)
    pasar_turno(iniciada, by=by, en_manos_de=EnManosDe.NOSOTROS)
    return iniciada


@transaction.atomic
def atender(gestion: Gestion, *, by: Any, fecha: dt.datetime, resultado: str) -> Gestion:
    """Conclude it: the date it was attended and its result. Needs both evidences (case 33)."""
    atendida = GESTION.apply(
        gestion, "atender", by=by, fecha_atencion=fecha, resultado=resultado, con_respuesta=True
    )
    terminar_turno(atendida, by=by, hasta=fecha)
    return atendida


@transaction.atomic
def concluir_sin_atender(
    gestion: Gestion,
    verbo: str,
    *,
    by: Any,
    motivo: str,
    con_respuesta: bool = False,
    fecha: dt.datetime | None = None,
) -> Gestion:
    """Declare it improper, withdrawn or registered by mistake. A formal answer has a date."""
    concluida = GESTION.apply(
        gestion,
        verbo,
        by=by,
        motivo=motivo,
        motivo_cierre=motivo,
        con_respuesta=con_respuesta,
        fecha_atencion=fecha if con_respuesta else None,
    )
    terminar_turno(concluida, by=by, hasta=timezone.now())
    return concluida


@transaction.atomic
def marcar_duplicada(gestion: Gestion, *, by: Any, original: Gestion) -> Gestion:
    """Point to the original; only that one counts (case 32)."""
    duplicada = GESTION.apply(
        gestion,
        "marcar_duplicada",
        by=by,
        motivo=f"Duplicada de {original.folio}",
        original=original,
    )
    terminar_turno(duplicada, by=by, hasta=timezone.now())
    return duplicada


@transaction.atomic
def reabrir(gestion: Gestion, *, by: Any, motivo: str) -> Gestion:
    """Attend it again. After its quarter closed only who may adjust it can (case 34)."""
    verbo = "reabrir_con_ajuste" if reportada(gestion) else "reabrir"
    abierta = GESTION.apply(
        gestion,
        verbo,
        by=by,
        motivo=motivo,
        motivo_cierre="",
        fecha_atencion=None,
        con_respuesta=False,
    )
    pasar_turno(abierta, by=by, en_manos_de=EnManosDe.NOSOTROS)
    return abierta
