"""The life of an instrument: requested, moved, ended; each act is one transaction."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from convenios.actions.compromisos import fechar_compromisos
from convenios.actions.expediente import (
    agregar_documento,
    agregar_instituto,
    congelar,
    guardar_ejemplar,
    guardar_parte,
)
from convenios.actions.gestiones import abrir_de_solicitud, seguir_el_paso
from convenios.actions.turnos import abrir_turno, avisar_turno, cerrar_turno
from convenios.enums import (
    EN_TRAMITE,
    SERIES,
    TURNO_INICIAL,
    RolParte,
    TipoDocumento,
)
from convenios.models import Convenio, DocumentoConvenio, ParteConvenio, PasoConvenio
from convenios.workflows import CONVENIO
from convenios.workflows.convenio import DOCUMENTO_DE
from core.models.folio import folio, siguiente_numero

CIERRAN_CON_MOTIVO = ("rechazar", "declarar_no_procedente", "desistir", "cancelar")
CONGELAN = ("enviar_a_opinion", "enviar_a_validacion")
MAX_NIVELES = 20


@dataclass(frozen=True)
class Papel:
    """The document that a step takes with it."""

    referencia: str = ""
    fecha: dt.date | None = None
    archivo: Any = None

    def __bool__(self) -> bool:
        return bool(self.referencia or self.archivo)


@transaction.atomic
def registrar_convenio(
    convenio: Convenio,
    *,
    by: Any,
    instituciones: Iterable[Any] = (),
    solicitud: Papel | None = None,
) -> Convenio:
    """Register a request: the next folio of its kind and year, its parties and our turn.

    Raises ValidationError when the family would be a cycle.
    """
    hoy = timezone.localdate()
    convenio.fecha_solicitud = convenio.fecha_solicitud or hoy
    if convenio.fecha_solicitud > hoy:
        text = "La solicitud no puede ser de un día que no ha llegado."
        raise ValidationError({"fecha_solicitud": text})
    comprobar_familia(convenio)
    serie = SERIES[convenio.tipo]
    convenio.folio = folio(serie, hoy.year, siguiente_numero(serie, hoy.year))
    convenio.etapa_desde = hoy
    convenio.guardar(by=by)
    agregar_instituto(convenio, by=by)
    for orden, institucion in enumerate(instituciones, start=1):
        parte = ParteConvenio(
            convenio=convenio,
            rol=RolParte.CONTRAPARTE,
            orden=orden,
            institucion=institucion,
            denominacion=institucion.nombre,
        )
        guardar_parte(parte, by=by)
    convenio.refresh_from_db()
    if solicitud:
        agregar_documento(convenio, by=by, tipo=TipoDocumento.SOLICITUD, **vars(solicitud))
    abrir_de_solicitud(convenio, by=by)
    anotar_paso(convenio, "registrar", "Registrar solicitud", by=by, origen="")
    abrir_turno(convenio, by=by, en_manos_de=TURNO_INICIAL[convenio.estado], desde=hoy)
    return convenio.guardar(by=by, motivo="Registro")


def comprobar_familia(convenio: Convenio) -> None:
    """No instrument descends from itself (case 5). Raises ValidationError with the way it does."""
    actual, vistos = convenio.padre, [str(convenio)]
    for _ in range(MAX_NIVELES):
        if actual is None:
            return
        vistos.append(str(actual))
        if actual.pk == convenio.pk and convenio.pk is not None:
            text = f"Elige otro: {' → '.join(vistos)} se cierra sobre sí mismo."
            raise ValidationError({"padre": text})
        actual = actual.padre
    raise ValidationError({"padre": f"La familia no puede pasar de {MAX_NIVELES} niveles."})


@transaction.atomic
def corregir_convenio(convenio: Convenio, *, by: Any) -> Convenio:
    """Write corrected data; the stage and what the workflow writes stay."""
    Convenio.objects.select_for_update().filter(pk=convenio.pk).first()
    comprobar_familia(convenio)
    guardado = convenio.guardar(by=by)
    refrescar_familia(guardado, by=by)
    return guardado


def refrescar_familia(convenio: Convenio, *, by: Any) -> None:
    """What ends with this one ends no later than this one."""
    for hijo in convenio.derivados.vivos().filter(termina_con_padre=True):
        antes = hijo.fin_ultimo
        hijo.refrescar_derivados()
        if hijo.fin_ultimo != antes:
            hijo.guardar(by=by, motivo=f"Cambió la vigencia de {convenio.folio or convenio}")
            refrescar_familia(hijo, by=by)


def anotar_paso(
    convenio: Convenio,
    verbo: str,
    nombre: str,
    *,
    by: Any,
    origen: str,
    motivo: str = "",
    dias: tuple[int, int] = (0, 0),
) -> PasoConvenio:
    """Log a step and give it the papers it took."""
    paso = PasoConvenio(
        convenio=convenio,
        verbo=verbo,
        nombre=nombre,
        origen=origen,
        destino=convenio.estado,
        motivo=motivo,
        dias_habiles=dias[0],
        dias_nuestros=dias[1],
    )
    paso.guardar(by=by)
    tipo = TipoDocumento.SOLICITUD if verbo == "registrar" else DOCUMENTO_DE.get(verbo)
    usados = DocumentoConvenio.objects.vivos().filter(convenio=convenio, paso=None, tipo=tipo)
    for documento in usados:
        documento.paso = paso
        documento.guardar(by=by, motivo=nombre)
    return paso


@transaction.atomic
def mover(
    convenio: Convenio,
    verbo: str,
    *,
    by: Any,
    motivo: str = "",
    papel: Papel | None = None,
    **valores: Any,
) -> Convenio:
    """Take a step of the table with its document; who holds it next and the clock follow.

    Raises PermissionDenied without the permission and ValidationError, in Spanish, when the
    stage, a document or anything else is missing, or somebody else moved it first.
    """
    tomado = Convenio.objects.select_for_update().get(pk=convenio.pk)
    transition = CONVENIO.transitions[verbo]
    if papel and CONVENIO.leaves(transition, tomado) and by.has_perm(transition.permission, tomado):
        agregar_documento(tomado, by=by, tipo=DOCUMENTO_DE[verbo], **vars(papel))
    origen = tomado.estado
    if verbo in CIERRAN_CON_MOTIVO:
        valores["motivo_cierre"] = motivo
    movido = CONVENIO.apply(tomado, verbo, by=by, motivo=motivo, **valores)
    if verbo in CONGELAN:
        congelar(movido, by=by)
    dias = cerrar_turno(movido, by=by)
    paso = anotar_paso(
        movido, verbo, transition.label, by=by, origen=origen, motivo=motivo, dias=dias
    )
    if verbo == "suscribir":
        conservar_ejemplar(movido, paso, by=by)
    seguir_el_paso(movido, paso, by=by)
    entrar_en_etapa(movido, by=by)
    guardado = movido.guardar(by=by, motivo="Turno")
    if guardado.en_tramite:
        avisar_turno(guardado, by=by)
    return guardado


def conservar_ejemplar(convenio: Convenio, paso: PasoConvenio, *, by: Any) -> None:
    """The signed copy, brought with the step or before it, is the final text."""
    ejemplar = paso.documentos.exclude(adjunto=None).order_by("-pk").first()
    if ejemplar is not None:
        guardar_ejemplar(convenio, by=by, adjunto=ejemplar.adjunto)


def entrar_en_etapa(convenio: Convenio, *, by: Any) -> None:
    """The clock of a stage starts when it arrives; what ended is nobody's turn."""
    hoy = timezone.localdate()
    convenio.etapa_desde = hoy
    convenio.dias_previos = 0
    if convenio.estado in EN_TRAMITE:
        abrir_turno(convenio, by=by, en_manos_de=TURNO_INICIAL[convenio.estado], desde=hoy)
        return
    convenio.en_manos_de, convenio.area_en_turno = "", None
    convenio.turno_desde = convenio.etapa_limite = None


@transaction.atomic
def suscribir(
    convenio: Convenio,
    *,
    by: Any,
    papel: Papel,
    fecha_inicio: dt.date | None = None,
    fecha_suscripcion: dt.date | None = None,
) -> Convenio:
    """Sign it: the day is that of the last signature unless the text says another (case 9)."""
    partes = convenio.partes.vivos().exclude(firma_fecha=None)
    ultima = max((parte.firma_fecha for parte in partes), default=None)
    dia = fecha_suscripcion or ultima
    suscrito = mover(
        convenio,
        "suscribir",
        by=by,
        papel=papel,
        fecha_suscripcion=dia,
        fecha_inicio=fecha_inicio or convenio.fecha_inicio or dia,
    )
    fechar_compromisos(suscrito, by=by)
    return suscrito


@transaction.atomic
def concluir(
    convenio: Convenio,
    *,
    by: Any,
    motivo_conclusion: str,
    fecha: dt.date,
    papel: Papel,
    nota: str = "",
) -> Convenio:
    """End it with its motive and its report; an early end is written as such."""
    if fecha > timezone.localdate():
        raise ValidationError({"fecha": "La conclusión no puede ser de un día que no ha llegado."})
    if convenio.fecha_suscripcion and fecha < convenio.fecha_suscripcion:
        text = f"Se suscribió el {convenio.fecha_suscripcion:%d/%m/%Y}: no pudo concluir antes."
        raise ValidationError({"fecha": text})
    valores: dict[str, Any] = {
        "motivo_conclusion": motivo_conclusion,
        "fecha_conclusion": fecha,
        "motivo_cierre": nota,
    }
    if motivo_conclusion in ("terminacion_anticipada", "rescision"):
        valores["fecha_terminacion"] = fecha
    concluido = mover(convenio, "concluir", by=by, motivo=nota, papel=papel, **valores)
    refrescar_familia(concluido, by=by)
    return concluido


@transaction.atomic
def reabrir(convenio: Convenio, *, by: Any, motivo: str) -> Convenio:
    """Take back a conclusion registered by mistake."""
    return mover(
        convenio,
        "reabrir",
        by=by,
        motivo=motivo,
        motivo_conclusion="",
        fecha_conclusion=None,
        fecha_terminacion=None,
        motivo_cierre="",
    )
