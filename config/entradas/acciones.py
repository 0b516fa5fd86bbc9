"""What people can do from anywhere."""

from config.entradas.entrada import Entrada

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
    Entrada(
        "Recibir solicitud de visitante",
        "acompanamiento:solicitudvisitante_create",
        "passport",
        "acompanamiento.add_solicitudvisitante",
        "papel expediente",
    ),
    Entrada(
        "Recibir solicitud de observación",
        "observacion:solicitudobservacion_create",
        "eye",
        "observacion.add_solicitudobservacion",
        "papel observadora",
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
