"""Closed lists of the observation. The value is stored; the label is what people read."""

from django.db.models import TextChoices


class Idioma(TextChoices):
    """The languages of the public pages."""

    ES = "es", "Español"
    EN = "en", "Inglés"
    FR = "fr", "Francés"


class TipoConvocatoria(TextChoices):
    VISITANTES = "visitantes", "Personas visitantes extranjeras"
    OBSERVACION = "observacion", "Personas observadoras electorales"


class Autoridad(TextChoices):
    """Who accredits (dominio 2.7.1)."""

    INE = "ine", "INE"
    IECM = "iecm", "IECM"


class SituacionConvocatoria(TextChoices):
    """What the clock says of a call; never stored."""

    POR_ABRIR = "por_abrir", "Por abrir"
    ABIERTA = "abierta", "Abierta"
    EN_GRACIA = "en_gracia", "Cerrada; se reciben las ya comenzadas"
    CERRADA = "cerrada", "Cerrada"


class ClaveRequisito(TextChoices):
    """What a call asks to be uploaded (dominio 2.6.3 and 2.7.1)."""

    PASAPORTE = "pasaporte", "Pasaporte"
    FOTOGRAFIA = "fotografia", "Fotografía"
    SOLICITUD_FIRMADA = "solicitud_firmada", "Solicitud con firma autógrafa"
    CREDENCIAL = "credencial", "Credencial para votar"
    IMPARCIALIDAD = "imparcialidad", "Manifestación de imparcialidad"
    CARTA = "carta", "Carta de la organización"
    OTRO = "otro", "Otro documento"


class SistemaDatos(TextChoices):
    """The systems of personal data of dominio 2.10."""

    CONTACTOS = "contactos", "Contactos institucionales"
    RED = "red", "Red de Observación"
    OBSERVACION = "observacion", "Solicitudes de observación electoral"
    VISITANTES = "visitantes", "Personas visitantes extranjeras"
    EXTERIOR = "exterior", "Ciudadanía residente en el extranjero"


class Sexo(TextChoices):
    """As the statistics of dominio 2.6.4 break it down."""

    MUJER = "mujer", "Mujer"
    HOMBRE = "hombre", "Hombre"
    NO_BINARIA = "no_binaria", "No binaria"
    NO_ESPECIFICADO = "no_especificado", "Sin especificar"


class Modalidad(TextChoices):
    INDIVIDUAL = "individual", "Individual"
    ORGANIZACION = "organizacion", "Por organización"


class EstadoIntegrante(TextChoices):
    """Membership of the network (dominio 2.6.2); it is not an accreditation."""

    INVITADA = "invitada", "Con invitación"
    REGISTRADA = "registrada", "En registro"
    ACTIVA = "activa", "Activa"
    INACTIVA = "inactiva", "Inactiva"
    BAJA = "baja", "Baja"


class EstadoSolicitudObservacion(TextChoices):
    """Where an observer's application is (dominio 2.6.6)."""

    RECIBIDA = "recibida", "Recibida"
    PREVENIDA = "prevenida", "Con prevención"
    NO_PRESENTADA = "no_presentada", "Por no presentada"
    REMITIDA_INE = "remitida_ine", "Remitida al INE"
    CURSO_PENDIENTE = "curso_pendiente", "Curso pendiente"
    CURSO_ACREDITADO = "curso_acreditado", "Curso acreditado"
    ACREDITADA = "acreditada", "Acreditada"
    NEGADA = "negada", "Negada"
    GAFETE_ENTREGADO = "gafete_entregado", "Gafete entregado"
    CANCELADA = "cancelada", "Cancelada"
    INFORME_ENTREGADO = "informe_entregado", "Informe entregado"


# An accreditation that is in force, or was when the person observed.
ACREDITADAS = (
    EstadoSolicitudObservacion.ACREDITADA,
    EstadoSolicitudObservacion.GAFETE_ENTREGADO,
    EstadoSolicitudObservacion.INFORME_ENTREGADO,
)
# What no longer takes the place of another application of the same person.
SIN_EFECTO = (
    EstadoSolicitudObservacion.NO_PRESENTADA,
    EstadoSolicitudObservacion.NEGADA,
    EstadoSolicitudObservacion.CANCELADA,
)


class OrigenSolicitud(TextChoices):
    """Where it was handed in (dominio 2.6.4)."""

    PORTAL = "portal", "Portal"
    JUNTA = "junta", "Juntas del INE"
    OPL = "opl", "IECM"


class ModalidadVoto(TextChoices):
    """Special ways of voting that may also be observed (dominio 2.6.4)."""

    NINGUNA = "ninguna", "Ninguna en especial"
    VPPP = "vppp", "Voto de personas en prisión preventiva"
    ANTICIPADO = "anticipado", "Voto anticipado"
    VMRE = "vmre", "Voto desde el extranjero"


class JustificacionNegativa(TextChoices):
    """Why an accreditation is refused or cancelled (dominio 2.6.3)."""

    REQUISITOS = "requisitos", "No reúne los requisitos"
    DIRIGENCIA = "dirigencia", "Dirigencia partidista en los tres años anteriores"
    CANDIDATURA = "candidatura", "Candidatura en los tres años anteriores"
    PROGRAMAS = "programas_sociales", "Servicio público vinculado con programas sociales"
    MILITANCIA = "militancia", "Representación o militancia de partido"
    CURSO = "curso", "No acreditó el curso"
    EDAD = "edad", "No cumple 18 años el día de la elección"
    A_PETICION = "a_peticion", "A petición de la persona"
    INCUMPLIMIENTO = "incumplimiento", "Incumplimiento de sus obligaciones"
    OTRA = "otra", "Otra"


class ClaseActividad(TextChoices):
    """What the network is called to (dominio 2.6.2); only a course is passed and accredits."""

    CURSO = "curso", "Curso"
    TALLER = "taller", "Taller"
    CONFERENCIA = "conferencia", "Conferencia"
    CONVERSATORIO = "conversatorio", "Conversatorio"
    FORO = "foro", "Foro"
    ESPACIO = "espacio_de_trabajo", "Espacio de trabajo"


class OrigenCurso(TextChoices):
    """Who gives it (dominio 2.6.5, case 45)."""

    AUTORIDAD = "autoridad", "La autoridad electoral"
    ORGANIZACION = "organizacion", "La organización"


class EstadoInscripcion(TextChoices):
    INSCRITA = "inscrita", "Inscrita"
    ESPERA = "lista_espera", "En lista de espera"
    ASISTIO = "asistio", "Asistió"
    NO_ASISTIO = "no_asistio", "No asistió"
    ACREDITO = "acredito", "Acreditó"
    CANCELADA = "cancelada", "Cancelada"


OCUPAN_LUGAR = (
    EstadoInscripcion.INSCRITA,
    EstadoInscripcion.ASISTIO,
    EstadoInscripcion.NO_ASISTIO,
    EstadoInscripcion.ACREDITO,
)


class TipoGafete(TextChoices):
    VISITANTE = "visitante", "Persona visitante extranjera"
    OBSERVACION = "observacion", "Persona observadora electoral"
    STAFF = "staff", "Personal del Instituto"
    ACOMPANANTE = "acompanante", "Acompañante"


class MotivoReimpresion(TextChoices):
    EXTRAVIO = "extravio", "Extravío"
    DANO = "dano", "Daño"
    CORRECCION = "correccion", "Corrección"


class EstadoLote(TextChoices):
    PREPARADO = "preparado", "Por imprimir"
    IMPRESO = "impreso", "Impreso"


class SituacionGafete(TextChoices):
    """What a badge is worth on a day; never stored."""

    VIGENTE = "vigente", "Vigente"
    POR_ENTREGAR = "por_entregar", "Por entregar"
    NO_VIGENTE = "no_vigente", "Fuera de vigencia"
    ANULADO = "anulado", "Sin validez"


class EstadoDepuracion(TextChoices):
    PROPUESTA = "propuesta", "Propuesta"
    EJECUTADA = "ejecutada", "Ejecutada"
    RETIRADA = "retirada", "Retirada"


class DerechoARCO(TextChoices):
    ACCESO = "acceso", "Acceso"
    RECTIFICACION = "rectificacion", "Rectificación"
    CANCELACION = "cancelacion", "Cancelación"
    OPOSICION = "oposicion", "Oposición"


class EstadoARCO(TextChoices):
    RECIBIDA = "recibida", "Recibida"
    EN_TRAMITE = "en_tramite", "En trámite"
    PROCEDENTE = "procedente", "Procedente"
    IMPROCEDENTE = "improcedente", "No procedente"
    CUMPLIDA = "cumplida", "Cumplida"
