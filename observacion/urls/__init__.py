from django.urls import path

from core.permisos import permiso
from core.pickers import ElegirView
from observacion.models import IntegranteRed, SolicitudObservacion
from observacion.urls import gafetes, privacidad
from observacion.views import (
    convocatorias,
    cursos,
    estadistica,
    pasos,
    red,
    remision,
    respuestas,
    solicitudes,
)
from observacion.views.declaraciones import (
    AvisoPrivacidadCrud,
    ConvocatoriaCrud,
    CursoCrud,
    IntegranteRedCrud,
)
from observacion.views.declaraciones_solicitudes import SolicitudObservacionCrud
from observacion.views.exportar import ExportarReservadosView
from observacion.workflows import INTEGRANTE, SOLICITUD

app_name = "observacion"

RED, SOLICITUDES = IntegranteRedCrud.slug(), SolicitudObservacionCrud.slug()


exportar_reservados = permiso("observacion.export_solicitudobservacion")(
    ExportarReservadosView.as_view(crud=SolicitudObservacionCrud)
)


def de(base, modelo, nombre, view):
    """The address of something about one record."""
    ruta = f"{base}/<int:pk>/{nombre.replace('_', '-')}/"
    return path(ruta, view, name=f"{modelo}_{nombre}")


def elegir(modelo):
    perm = f"observacion.view_{modelo._meta.model_name}"
    return permiso(perm)(ElegirView.as_view(model=modelo))


def de_solicitud(nombre, view):
    return de(SOLICITUDES, "solicitudobservacion", nombre, view)


def de_sesion(nombre, view):
    return de("sesiones", "sesioncurso", nombre, view)


def de_convocatoria(nombre, view):
    return de("convocatorias", "convocatoria", nombre, view)


def de_requisito(nombre, view):
    return de("requisitos", "requisitoconvocatoria", nombre, view)


urlpatterns = [
    path("estadistica/", estadistica.estadistica, name="estadistica"),
    de_convocatoria("prorrogar", convocatorias.convocatoria_prorrogar),
    de_convocatoria("agregar_requisito", convocatorias.convocatoria_agregar_requisito),
    de_requisito("editar", convocatorias.requisito_editar),
    de_requisito("quitar", convocatorias.requisito_quitar),
    path(
        "requisitos/<int:pk>/mover/<slug:hacia>/",
        convocatorias.requisito_mover,
        name="requisitoconvocatoria_mover",
    ),
    path(f"{RED}/elegir/", elegir(IntegranteRed), name="integrantered_elegir"),
    *[de(RED, "integrantered", v, red.paso_de(v)) for v in INTEGRANTE.transitions],
    de("cursos", "curso", "agregar_sesion", cursos.curso_agregar_sesion),
    path("sesiones/<int:pk>/", cursos.sesion_detalle, name="sesioncurso_detail"),
    de_sesion("editar", cursos.sesion_editar),
    de_sesion("inscribir", cursos.sesion_inscribir),
    de_sesion("pasar_lista", cursos.sesion_pasar_lista),
    de_sesion("llegada", cursos.sesion_llegada),
    de_sesion("lista", cursos.sesion_lista),
    de_sesion("evaluar", cursos.sesion_evaluar),
    de("inscripciones", "inscripcioncurso", "cancelar", cursos.inscripcion_cancelar),
    de("inscripciones", "inscripcioncurso", "constancia", cursos.inscripcion_constancia),
    de("inscripciones", "inscripcioncurso", "comprobante", cursos.inscripcion_comprobante),
    path(
        f"{SOLICITUDES}/elegir/",
        elegir(SolicitudObservacion),
        name="solicitudobservacion_elegir",
    ),
    path(
        f"{SOLICITUDES}/exportar-reservados/",
        exportar_reservados,
        name="solicitudobservacion_exportar_reservados",
    ),
    path(f"{SOLICITUDES}/remitir/", remision.remitir, name="solicitudobservacion_remitir_varias"),
    path(f"{SOLICITUDES}/respuestas/", respuestas.responder, name="solicitudobservacion_responder"),
    path(
        f"{SOLICITUDES}/respuestas/plantilla/",
        respuestas.plantilla_respuestas,
        name="solicitudobservacion_plantilla_respuestas",
    ),
    *[de_solicitud(v, pasos.paso_de(v)) for v in SOLICITUD.transitions],
    de_solicitud("ver_reservados", solicitudes.solicitud_ver_reservados),
    de_solicitud("cambiar_afiliacion", solicitudes.solicitud_cambiar_afiliacion),
    de_solicitud("informar", solicitudes.solicitud_informar),
    de_solicitud("preparar_gafete", pasos.solicitud_preparar_gafete),
    *ConvocatoriaCrud.urls(),
    *AvisoPrivacidadCrud.urls(),
    *IntegranteRedCrud.urls(),
    *CursoCrud.urls(),
    *SolicitudObservacionCrud.urls(),
    *gafetes.urlpatterns,
    *privacidad.urlpatterns,
]
