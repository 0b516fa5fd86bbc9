"""Addresses of the programme of accompaniment and of the day's mode."""

from django.urls import path

from acompanamiento.views import actividades, agenda, jornada
from acompanamiento.views import programa as views
from acompanamiento.workflows import PROGRAMA

BASE = f"{views.ProgramaAcompanamientoCrud.slug()}/"


def de_programa(nombre, view):
    ruta = f"{BASE}<int:pk>/{nombre.replace('_', '-')}/"
    return path(ruta, view, name=f"programaacompanamiento_{nombre}")


def de_actividad(nombre, view):
    return path(f"actividades/<int:pk>/{nombre}/", view, name=f"actividadprograma_{nombre}")


def de_participacion(nombre, view):
    return path(f"participaciones/<int:pk>/{nombre}/", view, name=f"participacion_{nombre}")


def de_solicitud(nombre, ruta, view):
    return path(f"solicitudes-de-visitantes/<int:pk>/{ruta}", view, name=nombre)


urlpatterns = [
    *[de_programa(verbo, views.paso_de(verbo)) for verbo in PROGRAMA.transitions],
    de_programa("agregar_actividad", views.agregar_actividad),
    de_programa("informe", views.programa_informe),
    path(
        "actividades/<int:pk>/",
        actividades.actividad_detalle,
        name="actividadprograma_detail",
    ),
    de_actividad("editar", actividades.actividad_editar),
    de_actividad("quitar", actividades.actividad_quitar),
    de_actividad("inscribir", actividades.actividad_inscribir),
    de_actividad("lista", actividades.actividad_lista),
    de_actividad("manifiesto", actividades.actividad_manifiesto),
    de_actividad("cerrar", actividades.actividad_cerrar),
    de_participacion("confirmar", actividades.participacion_confirmar),
    de_participacion("asistio", actividades.participacion_asistio),
    de_participacion("cancelar", actividades.participacion_cancelar),
    de_participacion("deshacer", actividades.participacion_deshacer),
    de_solicitud("solicitudvisitante_agenda", "agenda/", agenda.solicitud_agenda),
    de_solicitud("solicitudvisitante_agenda_pdf", "agenda.pdf", agenda.solicitud_agenda_pdf),
    de_solicitud("solicitudvisitante_agenda_ics", "agenda.ics", agenda.solicitud_agenda_ics),
    path("incidencias/<int:pk>/foto/", views.incidencia_foto, name="incidencia_foto"),
    path("jornada/", jornada.jornada_inicio, name="jornada_inicio"),
    path("jornada/sw.js", jornada.jornada_sw, name="jornada_sw"),
    path("jornada/lista.json", jornada.jornada_lista, name="jornada_lista"),
    path("jornada/codigo/", jornada.jornada_codigo, name="jornada_codigo"),
    path("jornada/cola/", jornada.jornada_cola, name="jornada_cola"),
    path("jornada/foto/<int:pk>/", jornada.jornada_foto, name="jornada_foto"),
    path("jornada/contacto/<int:pk>/", jornada.jornada_contacto, name="jornada_contacto"),
    *views.ProgramaAcompanamientoCrud.urls(),
    *views.IncidenciaCrud.urls(),
]
