from django.db.models import TextChoices


class TipoInstitucion(TextChoices):
    """The six kinds of the programme, in the order in which it counts them."""

    GUBERNAMENTAL = "gubernamental", "Gubernamental"
    ACADEMICA = "academica", "Académica"
    ORGANISMO_ELECTORAL = "organismo_electoral", "Organismo electoral"
    ORGANISMO_INTERNACIONAL = "organismo_internacional", "Organismo internacional"
    OSC = "osc", "Sociedad civil"
    PRIVADA = "privada", "Privada"


class Ambito(TextChoices):
    LOCAL = "local", "Local"
    NACIONAL = "nacional", "Nacional"
    SUBNACIONAL = "subnacional", "Subnacional"
    INTERNACIONAL = "internacional", "Internacional"
    EXTRANJERO = "extranjero", "Extranjero"


class EstatusInstitucion(TextChoices):
    PROPUESTA = "propuesta", "Propuesta"
    ACTIVA = "activa", "Activa"
    INACTIVA = "inactiva", "Inactiva"
    EXTINTA = "extinta", "Extinta"
    FUSIONADA = "fusionada", "Fusionada"


class LineaTrabajo(TextChoices):
    """The four lines of work of the DVOE (dominio 2.0.1)."""

    ORGANISMOS_NACIONALES = "organismos_nacionales", "Organismos nacionales"
    INE_OPLE = "ine_ople", "INE y OPLE"
    COMUNIDAD_EXTRANJERO = "comunidad_extranjero", "Comunidad chilanga en el extranjero"
    COOPERACION = "cooperacion_internacional", "Cooperación internacional"


class FuenteAlta(TextChoices):
    SISCOI = "siscoi", "SISCOI"
    CAPTURA = "captura", "Captura"
    IMPORTACION = "importacion", "Importación"


class TipoNombreAlterno(TextChoices):
    DENOMINACION_ANTERIOR = "denominacion_anterior", "Denominación anterior"
    SIGLAS = "siglas", "Siglas"
    TRADUCCION = "traduccion", "Traducción"
    ERROR_FRECUENTE = "error_frecuente", "Error frecuente"


class TipoRelacion(TextChoices):
    DEPENDE_DE = "depende_de", "Depende de"
    SUCEDE_A = "sucede_a", "Sucede a"
    MIEMBRO_DE = "miembro_de", "Es parte de"
    SE_FUSIONA_EN = "se_fusiona_en", "Se fusiona en"


class TipoPuesto(TextChoices):
    TITULAR = "titular", "Titular"
    ENLACE = "enlace", "Enlace"
    SECRETARIA = "secretaria", "Secretaría o apoyo de la titularidad"
    REPRESENTACION = "representacion", "Representación"
    OTRO = "otro", "Otro puesto"


class Genero(TextChoices):
    MUJER = "mujer", "Mujer"
    HOMBRE = "hombre", "Hombre"
    NO_BINARIO = "no_binario", "No binario"
    OTRO = "otro", "Otra identidad"
    RESERVADO = "reservado", "Prefiere no decirlo"


# INEGI's official names. «México» is a country and a state (dominio, case 19): the state
# is only ever written «Estado de México», and nothing is inferred from equal text.
ENTIDADES = (
    "Aguascalientes",
    "Baja California",
    "Baja California Sur",
    "Campeche",
    "Coahuila de Zaragoza",
    "Colima",
    "Chiapas",
    "Chihuahua",
    "Ciudad de México",
    "Durango",
    "Guanajuato",
    "Guerrero",
    "Hidalgo",
    "Jalisco",
    "Estado de México",
    "Michoacán de Ocampo",
    "Morelos",
    "Nayarit",
    "Nuevo León",
    "Oaxaca",
    "Puebla",
    "Querétaro",
    "Quintana Roo",
    "San Luis Potosí",
    "Sinaloa",
    "Sonora",
    "Tabasco",
    "Tamaulipas",
    "Tlaxcala",
    "Veracruz de Ignacio de la Llave",
    "Yucatán",
    "Zacatecas",
)

# The short names people write, to the official ones.
ENTIDADES_CORTAS = {
    "cdmx": "Ciudad de México",
    "coahuila": "Coahuila de Zaragoza",
    "edomex": "Estado de México",
    "michoacan": "Michoacán de Ocampo",
    "veracruz": "Veracruz de Ignacio de la Llave",
}

# dominio 2.1, «subtipo»: (clave, nombre, tipo). The office may add its own in the screens.
SUBTIPOS = (
    ("alcaldia", "Alcaldía", TipoInstitucion.GUBERNAMENTAL),
    (
        "dependencia_cdmx",
        "Dependencia de la Ciudad de México",
        TipoInstitucion.GUBERNAMENTAL,
    ),
    ("dependencia_federal", "Dependencia federal", TipoInstitucion.GUBERNAMENTAL),
    ("congreso", "Congreso", TipoInstitucion.GUBERNAMENTAL),
    ("consulado", "Consulado", TipoInstitucion.GUBERNAMENTAL),
    ("embajada", "Embajada", TipoInstitucion.GUBERNAMENTAL),
    ("organismo_autonomo", "Organismo autónomo", TipoInstitucion.GUBERNAMENTAL),
    ("ople", "Organismo público local electoral", TipoInstitucion.ORGANISMO_ELECTORAL),
    ("tribunal_electoral", "Tribunal electoral", TipoInstitucion.ORGANISMO_ELECTORAL),
    (
        "emb_extranjera",
        "Organismo electoral extranjero",
        TipoInstitucion.ORGANISMO_ELECTORAL,
    ),
    ("universidad_publica", "Universidad pública", TipoInstitucion.ACADEMICA),
    ("universidad_privada", "Universidad privada", TipoInstitucion.ACADEMICA),
    ("centro_investigacion", "Centro de investigación", TipoInstitucion.ACADEMICA),
    ("agencia_onu", "Agencia de la ONU", TipoInstitucion.ORGANISMO_INTERNACIONAL),
    ("federacion_migrante", "Federación migrante", TipoInstitucion.OSC),
    ("camara", "Cámara", TipoInstitucion.PRIVADA),
)


class TipoGestion(TextChoices):
    """Kinds of request that count for AI 3 (dominio 2.5.1)."""

    CONVENIO_SUSCRIPCION = "convenio_suscripcion", "Suscripción de convenio"
    ACOMPANAMIENTO_NEGOCIACION = "acompanamiento_negociacion", "Acompañamiento en la negociación"
    OPINION_PERTINENCIA = "opinion_pertinencia", "Opinión de pertinencia"
    ATENCION_SIVOPLE = "atencion_sivople", "Atención de SIVOPLE"
    REUNION_COORDINACION_INE = "reunion_coordinacion_ine", "Reunión de coordinación con el INE"
    SEGUIMIENTO_COMPROMISO_INE = (
        "seguimiento_compromiso_ine",
        "Seguimiento de compromiso con el INE",
    )
    VINCULACION_OPLE = "vinculacion_ople", "Vinculación con OPLE"
    SEGUIMIENTO_SESION = "seguimiento_sesion", "Seguimiento de sesión"
    OTRA = "otra", "Otra"


# The action of the programme each kind answers to (dominio 2.5.1); «otra» is chosen by hand.
ACCION_DE_GESTION: dict[str, str] = {
    TipoGestion.CONVENIO_SUSCRIPCION: "AI3.6",
    TipoGestion.ACOMPANAMIENTO_NEGOCIACION: "AI3.7",
    TipoGestion.OPINION_PERTINENCIA: "AI3.8",
    TipoGestion.ATENCION_SIVOPLE: "AI3.4",
    TipoGestion.REUNION_COORDINACION_INE: "AI3.3",
    TipoGestion.SEGUIMIENTO_COMPROMISO_INE: "AI3.3",
    TipoGestion.VINCULACION_OPLE: "AI3.5",
    TipoGestion.SEGUIMIENTO_SESION: "AI3.1",
}


class MedioGestion(TextChoices):
    OFICIO = "oficio", "Oficio"
    CORREO = "correo", "Correo"
    SIVOPLE = "sivople", "SIVOPLE"
    VERBAL = "verbal", "Verbal con constancia"


class EstadoGestion(TextChoices):
    REGISTRADA = "registrada", "Registrada"
    TURNADA = "turnada", "Turnada"
    EN_ATENCION = "en_atencion", "En atención"
    ATENDIDA = "atendida", "Atendida"
    IMPROCEDENTE = "improcedente", "Improcedente"
    DUPLICADA = "duplicada", "Duplicada"
    DESISTIDA = "desistida", "Desistida"
    CANCELADA = "cancelada_por_error", "Cancelada por error"


ABIERTAS = (EstadoGestion.REGISTRADA, EstadoGestion.TURNADA, EstadoGestion.EN_ATENCION)


class EnManosDe(TextChoices):
    """Whose turn it is."""

    NOSOTROS = "nosotros", "La DVOE"
    AREA = "area", "Otra área del Instituto"
    CONTRAPARTE = "contraparte", "La contraparte"


class TipoEvidencia(TextChoices):
    SOLICITUD = "solicitud", "De la solicitud"
    ATENCION = "atencion", "De la atención"


class TipoInteraccion(TextChoices):
    """What happened with an institution (dominio 2.1, Bitácora)."""

    REUNION = "reunion", "Reunión"
    LLAMADA = "llamada", "Llamada"
    CORREO = "correo", "Correo"
    VIDEOCONFERENCIA = "videoconferencia", "Videoconferencia"
    VISITA = "visita", "Visita"
    OFICIO = "oficio", "Oficio"
    EVENTO = "evento", "Evento"
    GIRA = "gira", "Gira"
    NOTA = "nota", "Nota"


class Modalidad(TextChoices):
    PRESENCIAL = "presencial", "Presencial"
    VIRTUAL = "virtual", "Virtual"
    HIBRIDA = "hibrida", "Híbrida"


class EstadoReunion(TextChoices):
    PROGRAMADA = "programada", "Programada"
    CONVOCADA = "convocada", "Convocada"
    CELEBRADA = "celebrada", "Celebrada"
    MINUTA_EN_REVISION = "minuta_en_revision", "Minuta en revisión"
    MINUTA_FIRMADA = "minuta_firmada", "Minuta firmada"
    CANCELADA = "cancelada", "Cancelada"


class LadoCompromiso(TextChoices):
    """Who is bound."""

    NUESTRO = "nuestro", "Nuestro"
    CONTRAPARTE = "contraparte", "De la contraparte"
    CONJUNTO = "conjunto", "Conjunto"


class TipoFecha(TextChoices):
    FIJA = "fija", "En una fecha"
    RELATIVA = "relativa", "Días después de la reunión"
    PERIODICA = "periodica", "Cada cierto tiempo"
    A_SOLICITUD = "a_solicitud", "A solicitud"


class EstadoCompromiso(TextChoices):
    PENDIENTE = "pendiente", "Pendiente"
    EN_PROCESO = "en_proceso", "En proceso"
    CUMPLIDO = "cumplido", "Cumplido"
    INCUMPLIDO = "incumplido", "Incumplido"
    NO_EXIGIBLE = "no_exigible", "No exigible"


COMPROMISO_ABIERTO = (EstadoCompromiso.PENDIENTE, EstadoCompromiso.EN_PROCESO)


class Repeticion(TextChoices):
    SEMANAL = "semanal", "Cada semana"
    QUINCENAL = "quincenal", "Cada dos semanas"
    MENSUAL = "mensual", "Cada mes, el mismo día"
    MENSUAL_DIA = "mensual_dia", "Cada mes, el mismo día de la semana"
