"""Every place and action that people can go to, in Spanish, with the permission it asks."""

from dataclasses import dataclass
from functools import cache

from django.urls import reverse


@cache
def _direccion(url_name):
    """Resolved once: every page asks for twenty."""
    return reverse(url_name)


@dataclass(frozen=True)
class Entrada:
    """A place or an action: its words, where it goes and the permission it needs."""

    text: str
    url_name: str
    icon: str
    permission: str = ""  # blank: anybody who signed in
    otras: str = ""  # other words people look for it with
    key: str = ""  # «G» and this letter go there

    @property
    def url(self):
        return _direccion(self.url_name)

    def permitida(self, user):
        return not self.permission or user.has_perm(self.permission)


# Ten at most: what is asked now and then is reached from the screen it belongs to.
BARRA = [
    Entrada("Mi día", "tablero:inicio", "sun", otras="inicio tablero pendientes hoy", key="i"),
    Entrada(
        "Agenda",
        "tablero:agenda",
        "calendar-week",
        "crm.view_compromiso",
        "calendario mes semana fechas",
        "a",
    ),
    Entrada(
        "Instituciones",
        "crm:institucion_list",
        "building",
        "crm.view_institucion",
        "directorio",
        "d",
    ),
    Entrada(
        "Contactos", "crm:contacto_list", "people", "crm.view_contacto", "personas directorio", "c"
    ),
    Entrada(
        "Reuniones", "crm:reunion_list", "calendar-event", "crm.view_reunion", "agenda minuta", "r"
    ),
    Entrada(
        "Bitácora",
        "crm:interaccion_list",
        "chat-left-text",
        "crm.view_interaccion",
        "llamadas correos",
        "b",
    ),
    Entrada("Compromisos", "crm:compromiso_list", "hand-thumbs-up", "crm.view_compromiso", "", "o"),
    Entrada(
        "Convenios",
        "convenios:convenio_list",
        "file-earmark-text",
        "convenios.view_convenio",
        "instrumentos acuerdos marco anexo adenda vigencia firma",
        "v",
    ),
    Entrada("Gestiones", "crm:gestion_list", "inbox", "crm.view_gestion", "solicitudes AI3", "g"),
    Entrada(
        "Indicadores",
        "indicadores:ai3",
        "speedometer2",
        "indicadores.view_indicador",
        "AI3 MIR",
        "n",
    ),
]

# Reached from other screens and from search, not from the bar.
OTRAS_PAGINAS = [
    Entrada("Equipo", "cuentas:usuario_list", "person-badge", "cuentas.view_usuario", "cuentas"),
    Entrada(
        "Tablero de convenios",
        "convenios:convenio_tablero",
        "kanban",
        "convenios.view_convenio",
        "etapas trámite turno espera",
    ),
    Entrada(
        "Informe de convenios",
        "convenios:informe",
        "file-earmark-bar-graph",
        "convenios.view_informe",
        "suscripción seguimiento vigentes concluidos comisión",
    ),
    Entrada(
        "Transparencia de convenios",
        "convenios:transparencia",
        "megaphone",
        "convenios.publicar_convenio",
        "publicar obligaciones SIPOT artículo 121 128",
    ),
    Entrada(
        "Contrapartes por identificar",
        "convenios:partes_por_identificar",
        "question-circle",
        "convenios.identificar_parteconvenio",
        "convenios registro histórico dudas nombres",
    ),
    Entrada(
        "Calculadora de plazos",
        "calendario:calculadora",
        "calendar3",
        "calendario.view_diainhabil",
        "calendario vencimiento términos días hábiles",
    ),
    Entrada("Áreas", "cuentas:area_list", "diagram-2", "cuentas.view_area", "organigrama"),
    Entrada(
        "Conectar mi calendario",
        "tablero:conectar",
        "calendar-plus",
        "calendario.add_enlacecalendario",
        otras="ics google outlook teléfono suscripción feed enlace",
    ),
    Entrada(
        "Plazos y criterios",
        "core:parametro_list",
        "sliders",
        "core.change_parametro",
        "parámetros normas días hábiles orden opinión validación",
    ),
    Entrada(
        "Plantillas de documentos",
        "core:plantilladocumento_list",
        "file-earmark-word",
        "core.view_plantilladocumento",
        "word minuta formato machote",
    ),
    Entrada(
        "Panorama del directorio",
        "tablero:panorama",
        "bar-chart-steps",
        "crm.view_institucion",
        "instituciones por tipo corte 2023 datos por completar cambios",
    ),
    Entrada("Gestiones por turno", "crm:gestion_tablero", "kanban", "crm.view_gestion", "espera"),
    Entrada("Puestos", "crm:puesto_list", "diagram-3", "crm.view_puesto", "cargos titulares"),
    Entrada("Etiquetas", "crm:etiqueta_list", "tags", "crm.view_etiqueta"),
    Entrada("Subtipos", "crm:subtipo_list", "list-nested", "crm.change_subtipo", "catálogo"),
    Entrada("Tipos de reunión", "crm:tiporeunion_list", "tags", "crm.view_tiporeunion"),
    Entrada(
        "Importaciones",
        "importaciones:lote_list",
        "cloud-upload",
        "crm.import_institucion",
        "lotes cambios masivos deshacer excel",
    ),
    Entrada(
        "Órganos colegiados",
        "cuentas:organocolegiado_list",
        "bank",
        "cuentas.change_organocolegiado",
        "comisiones consejo junta",
    ),
    Entrada(
        "Indicadores de la MIR",
        "indicadores:indicador_list",
        "speedometer",
        "indicadores.view_indicador",
    ),
    Entrada(
        "Cierres trimestrales",
        "indicadores:cierretrimestral_list",
        "lock",
        "indicadores.view_cierretrimestral",
    ),
    Entrada(
        "Programa: actividades",
        "programa:actividadinstitucional_list",
        "clipboard-check",
        "programa.view_actividadinstitucional",
    ),
    Entrada(
        "Programa: acciones", "programa:accionpoa_list", "list-check", "programa.view_accionpoa"
    ),
    Entrada(
        "Plan: líneas de acción",
        "programa:lineaaccion_list",
        "signpost-2",
        "programa.view_lineaaccion",
    ),
    Entrada(
        "Plan: objetivos", "programa:objetivoplan_list", "bullseye", "programa.view_objetivoplan"
    ),
    Entrada(
        "Días inhábiles",
        "calendario:diainhabil_list",
        "calendar-x",
        "calendario.view_diainhabil",
        "feriados festivos descanso vacaciones",
    ),
    Entrada(
        "Procesos electorales",
        "calendario:procesoelectoral_list",
        "calendar-range",
        "calendario.view_procesoelectoral",
        "PELO jornada",
    ),
    Entrada("Roles y permisos", "cuentas:roles", "shield-check", "cuentas.view_rol"),
    Entrada("Tus avisos", "avisos:bandeja", "bell", otras="recordatorios pendientes campana"),
    Entrada("Cómo te avisamos", "avisos:preferencias", "bell-slash", otras="correo resumen"),
    Entrada(
        "Reglas de aviso",
        "avisos:reglaaviso_list",
        "alarm",
        "avisos.view_reglaaviso",
        "recordatorios días antes",
    ),
    Entrada(
        "Salud de los avisos",
        "avisos:salud",
        "heart-pulse",
        "avisos.view_salud",
        "cola correo rebotado planificador",
    ),
    Entrada("Accesos", "cuentas:acceso_list", "door-open", "cuentas.view_acceso", "ingresos"),
    Entrada("Tu perfil", "cuentas:perfil", "person", otras="contraseña sesiones atajos"),
    Entrada("Ocupaciones", "crm:ocupacion_list", "person-workspace", "crm.view_ocupacion"),
    Entrada("Nombres alternos", "crm:nombrealterno_list", "input-cursor", "crm.view_nombrealterno"),
    Entrada(
        "Relaciones entre instituciones",
        "crm:relacioninstitucional_list",
        "share",
        "crm.view_relacioninstitucional",
    ),
]

REGISTRAR = [
    Entrada(
        "Registrar lo que pasó",
        "crm:interaccion_create",
        "chat-left-text",
        "crm.add_interaccion",
        "reunión llamada correo bitácora",
    ),
    Entrada(
        "Registrar solicitud de convenio",
        "convenios:convenio_create",
        "file-earmark-plus",
        "convenios.add_convenio",
        "instrumento nuevo",
    ),
    Entrada("Programar reunión", "crm:reunion_create", "calendar-plus", "crm.add_reunion"),
    Entrada("Registrar gestión", "crm:gestion_create", "inbox", "crm.add_gestion", "solicitud"),
    Entrada(
        "Registrar compromiso", "crm:compromiso_create", "hand-thumbs-up", "crm.add_compromiso"
    ),
    Entrada(
        "Registrar institución", "crm:institucion_create", "building-add", "crm.add_institucion"
    ),
    Entrada("Registrar contacto", "crm:contacto_create", "person-plus", "crm.add_contacto"),
    Entrada("Registrar puesto", "crm:puesto_create", "node-plus", "crm.add_puesto"),
    Entrada("Registrar ocupación", "crm:ocupacion_create", "person-workspace", "crm.add_ocupacion"),
    Entrada("Registrar etiqueta", "crm:etiqueta_create", "tag", "crm.add_etiqueta"),
]

OTRAS_ACCIONES = [
    Entrada(
        "Importar instituciones",
        "crm:institucion_import",
        "upload",
        "crm.import_institucion",
        "excel csv cargar subir",
    ),
    Entrada("Importar contactos", "crm:contacto_import", "upload", "crm.import_contacto", "excel"),
    Entrada(
        "Exportar instituciones",
        "crm:institucion_export",
        "download",
        "crm.export_institucion",
        "excel csv descargar bajar",
    ),
    Entrada("Exportar contactos", "crm:contacto_export", "download", "crm.export_contacto"),
    Entrada("Invitar a una persona", "cuentas:usuario_create", "envelope", "cuentas.add_usuario"),
    Entrada("Cambiar mi contraseña", "account_change_password", "key", otras="clave acceso"),
    Entrada("Salir", "account_logout", "box-arrow-right", otras="cerrar sesión"),
]

PAGINAS = [*BARRA, *OTRAS_PAGINAS]
ACCIONES = [*REGISTRAR, *OTRAS_ACCIONES]
