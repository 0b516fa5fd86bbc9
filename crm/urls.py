from django.urls import path

from core.permisos import permiso
from core.pickers import ElegirView
from crm.models import Contacto, Gestion, Institucion, Puesto
from crm.views import (
    actos,
    bitacora,
    compromisos,
    evidencias,
    fichas,
    fusiones,
    gestiones,
    minutas,
    reuniones,
)
from crm.views.declaraciones import (
    ContactoCrud,
    EtiquetaCrud,
    InstitucionCrud,
    NombreAlternoCrud,
    OcupacionCrud,
    PuestoCrud,
    RelacionInstitucionalCrud,
    SubtipoCrud,
)
from crm.views.declaraciones_seguimiento import (
    CompromisoCrud,
    GestionCrud,
    InteraccionCrud,
    PuntoAgendaCrud,
    ReunionCrud,
    TipoReunionCrud,
)

app_name = "crm"


def elegir(ruta, modelo):
    """The options of a picker; who may see the records may choose among them."""
    opts = modelo._meta
    view = permiso(f"crm.view_{opts.model_name}")(ElegirView.as_view(model=modelo))
    return path(f"{ruta}/elegir/", view, name=f"{opts.model_name}_elegir")


imprimir = permiso("crm.view_institucion")(
    fichas.InstitucionPrintView.as_view(crud=InstitucionCrud)
)

VERBOS_DE_GESTION = (
    "turnar",
    "iniciar",
    "atender",
    "declarar_improcedente",
    "marcar_duplicada",
    "desistir",
    "cancelar",
    "reabrir",
)


def verbo_de_gestion(verbo):
    """The address of one act on a gestión."""
    view = getattr(gestiones, f"gestion_{verbo}")
    ruta = f"gestiones/<int:pk>/{verbo.replace('_', '-')}/"
    return path(ruta, view, name=f"gestion_{verbo}")


VERBOS_DE_COMPROMISO = ("iniciar", "cumplir", "incumplir", "liberar", "reabrir", "seguir")


def verbo_de_compromiso(verbo):
    """The address of one act on a commitment."""
    view = getattr(compromisos, f"compromiso_{verbo}")
    return path(f"compromisos/<int:pk>/{verbo}/", view, name=f"compromiso_{verbo}")


def verbo_de_reunion(verbo):
    """The address of one act on a meeting."""
    ruta = f"reuniones/<int:pk>/{verbo.replace('_', '-')}/"
    return path(ruta, reuniones.verbo_de_reunion(verbo), name=f"reunion_{verbo}")


urlpatterns = [
    elegir("instituciones", Institucion),
    elegir("contactos", Contacto),
    elegir("puestos", Puesto),
    elegir("gestiones", Gestion),
    path("gestiones/tablero/", evidencias.gestion_tablero, name="gestion_tablero"),
    *[verbo_de_gestion(verbo) for verbo in VERBOS_DE_GESTION],
    path("gestiones/<int:pk>/probar/", evidencias.gestion_probar, name="gestion_probar"),
    path("con-quien/", bitacora.con_quien, name="con_quien"),
    path(
        "interacciones/<int:pk>/completar/",
        bitacora.interaccion_completar,
        name="interaccion_completar",
    ),
    *[verbo_de_reunion(verbo) for verbo in reuniones.TITULOS],
    path(
        "reuniones/<int:pk>/reprogramar/",
        reuniones.reunion_reprogramar,
        name="reunion_reprogramar",
    ),
    path("reuniones/<int:pk>/convidar/", reuniones.reunion_convidar, name="reunion_convidar"),
    path(
        "reuniones/<int:pk>/agregar-punto/",
        reuniones.reunion_agregar_punto,
        name="reunion_agregar_punto",
    ),
    path(
        "reuniones/<int:pk>/lista-asistencia/",
        reuniones.reunion_lista_asistencia,
        name="reunion_lista_asistencia",
    ),
    path("reuniones/<int:pk>/minuta/", minutas.reunion_minuta, name="reunion_minuta"),
    path("reuniones/<int:pk>/invitacion/", minutas.reunion_invitacion, name="reunion_invitacion"),
    path(
        "reuniones/<int:pk>/lista-asistencia/archivo/",
        minutas.reunion_lista_archivo,
        name="reunion_lista_archivo",
    ),
    path("asistencias/<int:pk>/marcar/", reuniones.asistencia_marcar, name="asistencia_marcar"),
    path(
        "compromisos/seguimiento/",
        compromisos.compromiso_seguimiento,
        name="compromiso_seguimiento",
    ),
    *[verbo_de_compromiso(verbo) for verbo in VERBOS_DE_COMPROMISO],
    path("evidencias/<int:pk>/quitar/", evidencias.evidencia_quitar, name="evidencia_quitar"),
    path("instituciones/<int:pk>/aprobar/", actos.institucion_aprobar, name="institucion_aprobar"),
    path(
        "instituciones/<int:pk>/inactivar/",
        actos.institucion_inactivar,
        name="institucion_inactivar",
    ),
    path(
        "instituciones/<int:pk>/reactivar/",
        actos.institucion_reactivar,
        name="institucion_reactivar",
    ),
    path(
        "instituciones/<int:pk>/fusionar/", actos.institucion_fusionar, name="institucion_fusionar"
    ),
    path(
        "instituciones/<int:pk>/extinguir/",
        actos.institucion_extinguir,
        name="institucion_extinguir",
    ),
    path(
        "instituciones/<int:pk>/confirmar/",
        actos.institucion_confirmar,
        name="institucion_confirmar",
    ),
    path("instituciones/<int:pk>/ocupar/", actos.institucion_ocupar, name="institucion_ocupar"),
    path(
        "instituciones/<int:pk>/cronologia/",
        fichas.institucion_cronologia,
        name="institucion_cronologia",
    ),
    path(
        "instituciones/<int:pk>/relaciones/",
        fichas.institucion_relaciones,
        name="institucion_relaciones",
    ),
    path("instituciones/<int:pk>/imprimir/", imprimir, name="institucion_imprimir"),
    path("ocupaciones/<int:pk>/terminar/", actos.ocupacion_terminar, name="ocupacion_terminar"),
    path("ocupaciones/<int:pk>/relevar/", actos.ocupacion_relevar, name="ocupacion_relevar"),
    path("contactos/<int:pk>/fusionar/", fusiones.contacto_fusionar, name="contacto_fusionar"),
    path("contactos/<int:pk>/separar/", fusiones.contacto_separar, name="contacto_separar"),
    *InstitucionCrud.urls(),
    *ContactoCrud.urls(),
    *PuestoCrud.urls(),
    *OcupacionCrud.urls(),
    *NombreAlternoCrud.urls(),
    *RelacionInstitucionalCrud.urls(),
    *SubtipoCrud.urls(),
    *EtiquetaCrud.urls(),
    *GestionCrud.urls(),
    *InteraccionCrud.urls(),
    *ReunionCrud.urls(),
    *PuntoAgendaCrud.urls(),
    *CompromisoCrud.urls(),
    *TipoReunionCrud.urls(),
]
