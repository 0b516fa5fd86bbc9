"""What must hold before each step of dominio 2.2.3. The answer is what the person is told."""

from typing import Any

from convenios.enums import (
    FAVORABLES,
    FIRMAN,
    EstadoObservacion,
    RolParte,
    SentidoOpinion,
    TipoDocumento,
    TipoInstrumento,
)

VALIDACION_PRIMERO = "validacion_primero"  # value of the parameter convenios.orden_revision


def validacion_primero(convenio: Any) -> bool:
    """Whether the office reviews the law before the pertinence; an open choice of its manual."""
    return bool(convenio.orden_revision == VALIDACION_PRIMERO)


def opinion_primero(convenio: Any) -> bool:
    """The usual order: the opinion, then the legal validation."""
    return not validacion_primero(convenio)


def falta_documento(tipo: TipoDocumento) -> Any:
    """A guard: the step takes with it a document of this kind, not used in another step."""

    def guard(convenio: Any) -> str | None:
        if any(documento.tipo == tipo for documento in convenio.documentos_sin_usar()):
            return None
        return f"Falta el documento: {tipo.label[0].lower()}{tipo.label[1:]}."

    return guard


def falta_institucion(convenio: Any) -> str | None:
    if any(parte.rol != RolParte.IECM for parte in convenio.partes_vivas()):
        return None
    return "Agrega con qué institución se celebra."


def parte_por_identificar(convenio: Any) -> str | None:
    """A name that came from a spreadsheet is not yet an institution of the directory."""
    for parte in convenio.partes_vivas():
        if parte.por_identificar:
            return f"Identifica en el directorio a «{parte.denominacion}»."
    return None


def falta_responsable(convenio: Any) -> str | None:
    return None if convenio.responsable_id else "Asigna a la persona a cargo."


def falta_objeto(convenio: Any) -> str | None:
    return None if convenio.objeto.strip() else "Escribe el objeto."


def falta_vigencia(convenio: Any) -> str | None:
    return None if convenio.tipo_vigencia else "Escribe la vigencia propuesta."


def faltan_compromisos(convenio: Any) -> str | None:
    """A letter of intent binds nobody; anything else says what each side will do."""
    if not convenio.genera_compromisos or convenio.compromisos.vivos().exists():
        return None
    return "Captura al menos un compromiso."


def falta_version(convenio: Any) -> str | None:
    return None if convenio.ultima_version() else "Sube el borrador: la versión 1 del texto."


def falta_version_nueva(convenio: Any) -> str | None:
    """What was already reviewed is frozen: a new round needs a new text."""
    ultima = convenio.ultima_version()
    if ultima is None:
        return "Sube el texto del proyecto."
    if ultima.congelada_en is None:
        return None
    return f"La versión {ultima.numero} ya se revisó: sube la que atiende las observaciones."


def falta_opinion(convenio: Any) -> str | None:
    opinion = convenio.opinion_actual()
    if opinion and opinion.sentido:
        return None
    return "Registra el sentido de la opinión de pertinencia."


def opinion_no_favorable(convenio: Any) -> str | None:
    opinion = convenio.opinion_actual()
    if not opinion or not opinion.sentido or opinion.sentido in FAVORABLES:
        return None
    return "La opinión no es favorable: declara no procedente o devuelve a negociación."


def opinion_favorable(convenio: Any) -> str | None:
    opinion = convenio.opinion_actual()
    if not opinion or opinion.sentido in ("", SentidoOpinion.NO_FAVORABLE):
        return None  # without a sense, that is what is missing
    return "Sólo con una opinión no favorable."


def observaciones_pendientes(convenio: Any) -> str | None:
    cuantas = convenio.observaciones.vivos().filter(estado=EstadoObservacion.PENDIENTE).count()
    if not cuantas:
        return None
    que = "1 observación" if cuantas == 1 else f"{cuantas} observaciones"
    return f"Responde antes {que}: acepta o rechaza cada una."


def faltan_observaciones(convenio: Any) -> str | None:
    """It is returned for something: what to correct is written, one by one."""
    if convenio.observaciones.vivos().filter(estado=EstadoObservacion.PENDIENTE).exists():
        return None
    return "Escribe al menos una observación: es lo que hay que corregir."


def falta_personalidad(convenio: Any) -> str | None:
    for parte in convenio.partes_vivas():
        if parte.rol in FIRMAN and not parte.personalidad.strip():
            return f"Falta el documento que acredita la personalidad de {parte.denominacion}."
    return None


def requiere_organo(convenio: Any) -> bool:
    """The agreement with INE and what hangs from it goes to the General Council."""
    tipos = {convenio.tipo}
    if convenio.padre_id:
        tipos.add(convenio.padre.tipo)
    return TipoInstrumento.CONVENIO_GENERAL in tipos


def no_requiere_aprobacion(convenio: Any) -> str | None:
    if convenio.requiere_aprobacion:
        return None
    return "Indica que lo aprueba un órgano, y cuál."


def requiere_aprobacion(convenio: Any) -> str | None:
    if requiere_organo(convenio):
        return "El Convenio General con el INE y sus anexos los aprueba el Consejo General."
    if convenio.requiere_aprobacion:
        return "Se decidió que lo aprueba un órgano: envíalo a aprobación."
    return None


def falta_organo(convenio: Any) -> str | None:
    return None if convenio.organo_aprobador_id else "Elige el órgano que lo aprueba."


def falta_motivo_aprobacion(convenio: Any) -> str | None:
    if convenio.motivo_aprobacion.strip():
        return None
    return "Escribe por qué requiere, o no, la aprobación de un órgano."


def falta_aprobacion(convenio: Any) -> str | None:
    if convenio.aprobaciones.vivos().aprobadas().exists():
        return None
    return "Registra el acuerdo del órgano, con su fecha."


def falta_firma(convenio: Any) -> str | None:
    """With one signature missing it is still being signed (case 10)."""
    firmantes = [parte for parte in convenio.partes_vivas() if parte.rol in FIRMAN]
    faltan = [parte.denominacion for parte in firmantes if not parte.firma_fecha]
    if not faltan:
        return None
    return f"Falta la fecha de firma de {'; '.join(faltan)}."


def falta_parte_firmante(convenio: Any) -> str | None:
    roles = {parte.rol for parte in convenio.partes_vivas()}
    if RolParte.IECM in roles and RolParte.CONTRAPARTE in roles:
        return None
    return "Agrega al Instituto y a la contraparte entre las partes."


def falta_motivo_conclusion(convenio: Any) -> str | None:
    return None if convenio.motivo_conclusion else "Elige el motivo de la conclusión."


def la_solicito(convenio: Any, user: Any) -> str | None:
    """Four eyes: who asked for it neither gives its opinion nor validates it."""
    if convenio.creado_por_id != user.pk and convenio.solicita_id != user.pk:
        return None
    return "Lo hace otra persona: tú registraste la solicitud."


def opino(convenio: Any, user: Any) -> str | None:
    """Four eyes: the legal validation is not given by who gave the opinion."""
    opinion = convenio.opinion_actual()
    if opinion is None or opinion.emitida_por_id != user.pk:
        return None
    return "Valida otra persona: tú emitiste la opinión."
