"""The bar: what each person uses every day."""

from config.entradas.entrada import Entrada

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
        "Convenios",
        "convenios:convenio_list",
        "file-earmark-text",
        "convenios.view_convenio",
        "instrumentos acuerdos marco anexo adenda vigencia firma",
        "v",
    ),
    Entrada(
        "Visitantes",
        "acompanamiento:solicitudvisitante_list",
        "passport",
        "acompanamiento.view_solicitudvisitante",
        "personas visitantes extranjeras acreditación pasaporte expediente",
        "e",
    ),
    Entrada(
        "Observación",
        "observacion:solicitudobservacion_list",
        "eye",
        "observacion.view_solicitudobservacion",
        "personas observadoras electorales solicitudes acreditación",
        "s",
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
    Entrada(
        "Solicitudes ARCO",
        "observacion:solicitudarco_list",
        "shield-lock",
        "observacion.view_solicitudarco",
        "datos personales acceso rectificación cancelación oposición",
        salvo="observacion.view_solicitudobservacion",
    ),
]
