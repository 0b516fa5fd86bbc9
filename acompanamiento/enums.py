"""Closed lists of the foreign visitors. The value is stored; the label is what people read."""

from django.db.models import TextChoices


class EstadoVisitante(TextChoices):
    """Where a visitor's application is (dominio 2.7.3)."""

    BORRADOR = "borrador", "Borrador"
    RECIBIDA = "recibida", "Recibida"
    EN_REVISION = "en_revision", "En revisión"
    PREVENIDA = "prevenida", "Con prevención"
    APROBADA = "aprobada", "Aprobada"
    RECHAZADA = "rechazada", "Rechazada"
    NOTIFICADA = "notificada", "Aprobación notificada"
    NOTIFICADA_RECHAZO = "notificada_rechazo", "Rechazo notificado"
    GAFETE_LISTO = "gafete_listo", "Gafete listo"
    ACREDITADA_ACTIVA = "acreditada_activa", "Acreditación activa"
    CANCELADA = "cancelada", "Cancelada"
    DESISTIDA = "desistida", "Desistida"
    CONCLUIDA = "concluida", "Concluida"


POR_RESOLVER = (
    EstadoVisitante.RECIBIDA,
    EstadoVisitante.EN_REVISION,
    EstadoVisitante.PREVENIDA,
)
# Before the badge is in the person's hands, whoever asked may take it back.
DESISTIBLES = (
    EstadoVisitante.BORRADOR,
    *POR_RESOLVER,
    EstadoVisitante.APROBADA,
    EstadoVisitante.NOTIFICADA,
    EstadoVisitante.GAFETE_LISTO,
)
# The accreditation was granted, whether or not the badge was collected (case 52).
ACREDITADAS = (
    EstadoVisitante.APROBADA,
    EstadoVisitante.NOTIFICADA,
    EstadoVisitante.GAFETE_LISTO,
    EstadoVisitante.ACREDITADA_ACTIVA,
    EstadoVisitante.CONCLUIDA,
)
RECHAZADAS = (EstadoVisitante.RECHAZADA, EstadoVisitante.NOTIFICADA_RECHAZO)
ASISTENTES = (EstadoVisitante.ACREDITADA_ACTIVA, EstadoVisitante.CONCLUIDA)


class Via(TextChoices):
    CONVOCATORIA = "convocatoria", "Convocatoria"
    INVITACION_IECM = "invitacion_iecm", "Invitación del IECM"
    INVITACION_INE = "invitacion_ine", "Invitación del INE"
    MISION = "mision", "Misión"


class TipoInvitacion(TextChoices):
    ABIERTA = "convocatoria_abierta", "Convocatoria abierta"
    ESPECIAL = "invitacion_especial", "Invitación especial"
    MISION = "mision_organismo", "Misión de un organismo"
    DELEGACION = "delegacion", "Delegación"


class Perfil(TextChoices):
    """The categories of the published statistics (dominio 2.7.1)."""

    ONG = "ong", "Organizaciones no gubernamentales"
    ACADEMIA = "academia", "Comunidad académica y estudiantil"
    DEMOCRACIA = "democracia", "Organismos especializados en democracia"
    AUTORIDAD = "autoridad_electoral", "Personal de autoridades electorales"
    PARLAMENTO = "parlamento", "Integrantes de parlamentos"
    PARTIDO = "partido", "Integrantes de partidos políticos"
    DIPLOMACIA = "diplomacia", "Cuerpo diplomático acreditado en México"
    OTRO = "otro", "Otro"


class TipoPasaporte(TextChoices):
    ORDINARIO = "ordinario", "Ordinario"
    DIPLOMATICO = "diplomatico", "Diplomático"
    OFICIAL = "oficial", "Oficial o de servicio"
    OTRO = "otro", "Otro documento de viaje"


class CalidadMigratoria(TextChoices):
    VISITANTE = "visitante", "Visitante sin permiso para actividades remuneradas"
    RESIDENTE = "residente", "Residente en México"
    DIPLOMATICA = "diplomatica", "Visa diplomática u oficial"
    OTRA = "otra", "Otra"


class EstadoDocumento(TextChoices):
    POR_REVISAR = "por_revisar", "Por revisar"
    ACEPTADO = "aceptado", "Aceptado"
    POR_CORREGIR = "por_corregir", "Por corregir"


class MotivoDocumento(TextChoices):
    """Why a document is returned; each one is explained to the person in their language."""

    ILEGIBLE = "ilegible", "No se lee bien"
    INCOMPLETO = "incompleto", "Faltan páginas o está recortado"
    VENCIDO = "vencido", "Está vencido o vence antes de la salida"
    NO_COINCIDE = "no_coincide", "No coincide con los datos de la solicitud"
    SIN_FIRMA = "sin_firma", "Falta la firma autógrafa"
    FIRMA_DISTINTA = "firma_distinta", "La firma no coincide con la del pasaporte"
    OTRO_DOCUMENTO = "otro_documento", "Es otro documento"
    FOTO_NO_SIRVE = "foto_no_sirve", "La fotografía no es reciente o no deja ver el rostro"


class MotivoRechazo(TextChoices):
    """Closed list of dominio 2.7.3."""

    EXTEMPORANEA = "extemporanea", "Presentada fuera de plazo"
    INCOMPLETA = "documentacion_incompleta", "Documentación incompleta en el plazo"
    SIN_FIRMA = "sin_firma_autografa", "Sin firma autógrafa"
    FIRMA = "firma_no_coincide", "La firma no coincide"
    MEXICANA = "nacionalidad_mexicana", "Nacionalidad mexicana"
    PASAPORTE = "pasaporte_no_vigente", "Pasaporte no vigente"
    CONVOCATORIA = "incumple_convocatoria", "No cumple la convocatoria"
    SANCION = "sancion_previa", "Sanción previa"
    OTRO = "otro", "Otro motivo"


class ClaseCarta(TextChoices):
    """What a letter to the person is for."""

    INVITACION = "invitacion", "Invitación con enlace personal"
    ENLACE = "enlace", "Enlace para continuar"
    DELEGACION = "enlace_delegacion", "Enlace de la delegación"
    ACUSE = "acuse", "Acuse de recibo"
    REENVIO = "reenvio", "Envío que hay que repetir"
    PREVENCION = "prevencion", "Correcciones que se piden"
    CORRECCION = "correccion_recibida", "Acuse de la corrección"
    APROBACION = "aprobacion", "Aprobación"
    RECHAZO = "rechazo", "Rechazo"
    GAFETE = "gafete_listo", "Gafete listo para recoger"
    CONSTANCIA = "constancia", "Constancia"


class EstadoPrograma(TextChoices):
    """Where a programme of accompaniment is (dominio 2.8)."""

    BORRADOR = "borrador", "Borrador"
    EN_REVISION = "en_revision", "En revisión"
    APROBADO = "aprobado", "Aprobado"
    EN_EJECUCION = "en_ejecucion", "En ejecución"
    CONCLUIDO = "concluido", "Concluido"
    INFORME = "informe_final_aprobado", "Informe final aprobado"


# People are enrolled in what was approved and is not over.
SE_INSCRIBE = (EstadoPrograma.APROBADO, EstadoPrograma.EN_EJECUCION)
CON_AGENDA = (*SE_INSCRIBE, EstadoPrograma.CONCLUIDO, EstadoPrograma.INFORME)


class TipoActividad(TextChoices):
    BIENVENIDA = "bienvenida", "Bienvenida"
    INFORMATIVA = "sesion_informativa", "Sesión informativa"
    PANEL = "panel", "Panel"
    INSTALACIONES = "visita_instalaciones", "Visita a instalaciones"
    GAFETES = "entrega_gafetes", "Entrega de gafetes"
    CASILLAS = "recorrido_casillas", "Recorrido por casillas"
    PRENSA = "centro_prensa", "Centro de prensa"
    COMPUTOS = "computos", "Cómputos"
    EVALUACION = "evaluacion", "Evaluación"


class EstadoParticipacion(TextChoices):
    INSCRITA = "inscrita", "Inscrita"
    CONFIRMADA = "confirmada", "Confirmada"
    ASISTIO = "asistio", "Asistió"
    NO_ASISTIO = "no_asistio", "No asistió"
    ESPERA = "lista_espera", "En lista de espera"
    CANCELADA = "cancelada", "Cancelada"


OCUPAN_LUGAR = (
    EstadoParticipacion.INSCRITA,
    EstadoParticipacion.CONFIRMADA,
    EstadoParticipacion.ASISTIO,
    EstadoParticipacion.NO_ASISTIO,
)
POR_LLEGAR = (EstadoParticipacion.INSCRITA, EstadoParticipacion.CONFIRMADA)


class TipoIncidencia(TextChoices):
    ACCESO = "acceso", "Acceso negado o con demora"
    CASILLA = "casilla", "Casilla no instalada o cambiada"
    TRASLADO = "traslado", "Traslado"
    SALUD = "salud", "Salud"
    SEGURIDAD = "seguridad", "Seguridad"
    CONDUCTA = "conducta", "Conducta contraria a las normas"
    GAFETE = "gafete", "Gafete extraviado o sin validez"
    OTRA = "otra", "Otra"


class QuienCubre(TextChoices):
    """Who pays: visitors pay their own expenses unless somebody said otherwise (dominio 2.8)."""

    PROPIO = "propio", "La persona"
    IECM = "iecm", "El IECM"
    ORGANISMO = "organismo", "Su organismo"


class ClaseTraslado(TextChoices):
    LLEGADA = "llegada", "De su llegada al hotel"
    SALIDA = "salida", "Del hotel a su salida"
    ACTIVIDAD = "actividad", "A una actividad"
    OTRO = "otro", "Otro"


class TipoCasilla(TextChoices):
    BASICA = "basica", "Básica"
    CONTIGUA = "contigua", "Contigua"
    ESPECIAL = "especial", "Especial"
    EXTRAORDINARIA = "extraordinaria", "Extraordinaria"


class EstadoParada(TextChoices):
    """What became of a stop on the day (case 53)."""

    PREVISTA = "prevista", "Por visitar"
    VISITADA = "visitada", "Visitada"
    NO_INSTALADA = "no_instalada", "No instalada"
    CAMBIADA = "cambiada", "Cambió de lugar"


# What the planned address did not tell has an incident with its hour.
CON_INCIDENCIA = (EstadoParada.NO_INSTALADA, EstadoParada.CAMBIADA)
