"""Closed lists of convenios. The value is stored; the label is what people read."""

from django.db.models import TextChoices


class TipoInstrumento(TextChoices):
    """Kinds of instrument (dominio 2.2.1); the work programme is an object of its own."""

    CONVENIO_MARCO = "convenio_marco", "Convenio marco de colaboración"
    CONVENIO_GENERAL = (
        "convenio_general_coordinacion",
        "Convenio General de Coordinación y Colaboración (INE–OPLE)",
    )
    APOYO_COLABORACION = "convenio_apoyo_colaboracion", "Convenio de Apoyo y Colaboración"
    ESPECIFICO = "convenio_especifico", "Convenio específico"
    ANEXO_TECNICO = "anexo_tecnico", "Anexo Técnico"
    ANEXO_FINANCIERO = "anexo_financiero", "Anexo Financiero"
    ADENDA = "adenda", "Adenda"
    MODIFICATORIO = "convenio_modificatorio", "Convenio modificatorio"
    CARTA_INTENCION = "carta_intencion", "Carta de intención"
    MEMORANDUM = "memorandum_entendimiento", "Memorándum de entendimiento"
    TERMINACION = "convenio_terminacion", "Convenio de terminación"
    COORDINACION = "convenio_coordinacion", "Convenio de coordinación"
    CONCERTACION = "convenio_concertacion", "Convenio de concertación"
    BASES = "bases_colaboracion", "Bases de colaboración"
    INTERINSTITUCIONAL = "acuerdo_interinstitucional", "Acuerdo interinstitucional"
    COMODATO = "contrato_comodato", "Contrato de comodato"
    CONFIDENCIALIDAD = "convenio_confidencialidad", "Convenio de confidencialidad"
    OTRO = "otro", "Otro instrumento"


# The series of the folio of each kind: CM-2024-0001.
SERIES: dict[str, str] = {
    TipoInstrumento.CONVENIO_MARCO: "CM",
    TipoInstrumento.CONVENIO_GENERAL: "CGC",
    TipoInstrumento.APOYO_COLABORACION: "CAC",
    TipoInstrumento.ESPECIFICO: "CE",
    TipoInstrumento.ANEXO_TECNICO: "AT",
    TipoInstrumento.ANEXO_FINANCIERO: "AF",
    TipoInstrumento.ADENDA: "AD",
    TipoInstrumento.MODIFICATORIO: "CMO",
    TipoInstrumento.CARTA_INTENCION: "CI",
    TipoInstrumento.MEMORANDUM: "ME",
    TipoInstrumento.TERMINACION: "CT",
    TipoInstrumento.COORDINACION: "CCO",
    TipoInstrumento.CONCERTACION: "CCN",
    TipoInstrumento.BASES: "BC",
    TipoInstrumento.INTERINSTITUCIONAL: "AI",
    TipoInstrumento.COMODATO: "CDA",
    TipoInstrumento.CONFIDENCIALIDAD: "CCF",
    TipoInstrumento.OTRO: "OI",
}
CON_PADRE = (
    TipoInstrumento.ANEXO_TECNICO,
    TipoInstrumento.ANEXO_FINANCIERO,
    TipoInstrumento.ADENDA,
    TipoInstrumento.MODIFICATORIO,
    TipoInstrumento.TERMINACION,
)
CON_ORDINAL = (TipoInstrumento.ANEXO_TECNICO, TipoInstrumento.ANEXO_FINANCIERO)
SIN_COMPROMISOS = (TipoInstrumento.CARTA_INTENCION,)


class EstadoConvenio(TextChoices):
    """Where an instrument is (dominio 2.2.3). Its validity follows from dates and is not here."""

    SOLICITUD = "solicitud", "Solicitud"
    NEGOCIACION = "negociacion", "Negociación"
    PROYECTO = "proyecto", "Proyecto"
    OPINION = "opinion_pertinencia", "Opinión de pertinencia"
    VALIDACION = "validacion_juridica", "Validación jurídica"
    APROBACION = "aprobacion", "Aprobación"
    FIRMA = "firma", "Firma"
    SUSCRITO = "suscrito", "Suscrito"
    CONCLUIDO = "concluido", "Concluido"
    NO_PROCEDENTE = "no_procedente", "No procedente"
    DESISTIDO = "desistido", "Desistido"
    CANCELADO = "cancelado", "Cancelado por error"


EN_TRAMITE = (
    EstadoConvenio.SOLICITUD,
    EstadoConvenio.NEGOCIACION,
    EstadoConvenio.PROYECTO,
    EstadoConvenio.OPINION,
    EstadoConvenio.VALIDACION,
    EstadoConvenio.APROBACION,
    EstadoConvenio.FIRMA,
)
SUSCRITOS = (EstadoConvenio.SUSCRITO, EstadoConvenio.CONCLUIDO)


class Vigencia(TextChoices):
    """What the dates say of a signed instrument on a day; never stored."""

    POR_INICIAR = "por_iniciar", "Por iniciar"
    VIGENTE = "vigente", "Vigente"
    POR_VENCER = "por_vencer", "Por vencer"
    INDEFINIDA = "indefinida", "Vigencia indefinida"
    VENCIDA = "vencida", "Vencido"
    SIN_DATO = "sin_dato", "Sin dato de vigencia"


class TipoVigencia(TextChoices):
    FECHA = "fecha_determinada", "Hasta una fecha"
    INDEFINIDA = "indefinida", "Indefinida"
    CONDICION = "por_condicion", "Hasta que ocurra algo"
    PROCESO = "por_proceso_electoral", "Hasta el fin de un proceso electoral"


class Renovacion(TextChoices):
    NINGUNA = "ninguna", "No se renueva"
    AUTOMATICA = "automatica", "Automática, salvo aviso"
    POR_ACUERDO = "por_acuerdo", "Por acuerdo de las partes"


class MotivoConclusion(TextChoices):
    VENCIMIENTO = "vencimiento", "Vencimiento"
    CUMPLIMIENTO = "cumplimiento_objeto", "Cumplimiento del objeto"
    TERMINACION = "terminacion_anticipada", "Terminación anticipada"
    RESCISION = "rescision", "Rescisión"
    SUSTITUCION = "sustitucion", "Sustitución por otro instrumento"
    EXTINCION = "extincion_contraparte", "Extinción de la contraparte"


class RolParte(TextChoices):
    IECM = "iecm", "El Instituto"
    CONTRAPARTE = "contraparte", "Contraparte"
    TESTIGO = "testigo_de_honor", "Testigo de honor"
    ADHERENTE = "adherente", "Adherente"
    INTERVINIENTE = "interviniente", "Interviniente"


# Who must sign for the instrument to be signed (cases 9 and 10).
FIRMAN = (RolParte.IECM, RolParte.CONTRAPARTE, RolParte.ADHERENTE)


class ModalidadFirma(TextChoices):
    AUTOGRAFA = "autografa", "Autógrafa"
    ELECTRONICA = "electronica", "Electrónica"


class EnManosDe(TextChoices):
    """Whose turn it is; with the counterpart our clock stops."""

    NOSOTROS = "nosotros", "La DVOE"
    AREA = "area", "El área solicitante"
    JURIDICO = "juridico", "Jurídico (UTAJ)"
    ORGANO = "organo", "El órgano que aprueba"
    CONTRAPARTE = "contraparte", "La contraparte"


# While any of these holds it, our clock runs.
NUESTRAS = tuple(manos for manos in EnManosDe if manos != EnManosDe.CONTRAPARTE)
# Who holds an instrument when it enters a stage; the turn can be passed afterwards.
TURNO_INICIAL: dict[str, str] = {
    EstadoConvenio.SOLICITUD: EnManosDe.NOSOTROS,
    EstadoConvenio.NEGOCIACION: EnManosDe.NOSOTROS,
    EstadoConvenio.PROYECTO: EnManosDe.NOSOTROS,
    EstadoConvenio.OPINION: EnManosDe.NOSOTROS,
    EstadoConvenio.VALIDACION: EnManosDe.JURIDICO,
    EstadoConvenio.APROBACION: EnManosDe.ORGANO,
    EstadoConvenio.FIRMA: EnManosDe.NOSOTROS,
}


class TipoDocumento(TextChoices):
    """What each step of dominio 2.2.3 asks for."""

    SOLICITUD = "solicitud", "Oficio o correo de solicitud"
    FICHA_TECNICA = "ficha_tecnica", "Ficha técnica"
    RESPUESTA = "respuesta", "Oficio de respuesta motivado"
    MINUTA = "minuta", "Minuta de negociación"
    OPINION = "opinion", "Opinión de pertinencia firmada"
    OBSERVACIONES = "observaciones", "Oficio con observaciones"
    VALIDACION = "validacion", "Oficio de validación jurídica"
    ACUERDO = "acuerdo", "Acuerdo o acta de sesión"
    EJEMPLAR = "ejemplar", "Ejemplar con todas las firmas"
    INFORME_FINAL = "informe_final", "Informe final, convenio de terminación o aviso"
    COMUNICACION = "comunicacion", "Comunicación del desistimiento"
    NOTA = "nota", "Nota motivada"
    VERSION_PUBLICA = "version_publica", "Versión pública"
    PUBLICACION = "publicacion", "Publicación en el DOF u otro medio oficial"
    OTRO = "otro", "Otro documento"


class CriterioOpinion(TextChoices):
    """What an opinion weighs (dominio 2.2.5)."""

    ALINEACION = "alineacion", "Alineación al Plan y a la actividad institucional"
    COMPETENCIA = "competencia", "Competencia del Instituto"
    INTERES = "interes", "Interés institucional y personas beneficiarias"
    ANTECEDENTES = "antecedentes", "Antecedentes y convenios previos"
    COMPROMISOS = "compromisos", "Compromisos que asume el Instituto y área que los atiende"
    PRESUPUESTO = "presupuesto", "Impacto presupuestal"
    IMPARCIALIDAD = "imparcialidad", "Riesgo para la imparcialidad"
    DATOS = "datos_personales", "Protección de datos personales"
    VIGENCIA = "vigencia", "Vigencia propuesta"
    PERSONALIDAD = "personalidad", "Personalidad jurídica de la contraparte"


class Valoracion(TextChoices):
    CUMPLE = "cumple", "Cumple"
    CON_RESERVA = "con_reserva", "Cumple con reserva"
    NO_CUMPLE = "no_cumple", "No cumple"
    NO_APLICA = "no_aplica", "No aplica"


class SentidoOpinion(TextChoices):
    FAVORABLE = "favorable", "Favorable"
    CON_OBSERVACIONES = "favorable_con_observaciones", "Favorable con observaciones"
    NO_FAVORABLE = "no_favorable", "No favorable"


FAVORABLES = (SentidoOpinion.FAVORABLE, SentidoOpinion.CON_OBSERVACIONES)


class EstadoObservacion(TextChoices):
    PENDIENTE = "pendiente", "Pendiente"
    ACEPTADA = "aceptada", "Aceptada"
    RECHAZADA = "rechazada", "Rechazada"


class ResultadoValidacion(TextChoices):
    VALIDADO = "validado", "Validado"
    CON_OBSERVACIONES = "con_observaciones", "Devuelto con observaciones"


class ResultadoAprobacion(TextChoices):
    APROBADO = "aprobado", "Aprobado"
    ENGROSE = "engrose", "Devuelto para engrose"


class PrioridadCompromiso(TextChoices):
    ALTA = "alta", "Alta"
    MEDIA = "media", "Media"
    BAJA = "baja", "Baja"


class EstadoActividad(TextChoices):
    PENDIENTE = "pendiente", "Pendiente"
    EN_PROCESO = "en_proceso", "En proceso"
    REALIZADA = "realizada", "Realizada"
    CANCELADA = "cancelada", "Cancelada"
