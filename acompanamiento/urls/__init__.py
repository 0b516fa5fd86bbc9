from django.urls import path

from acompanamiento.models import Delegacion
from acompanamiento.urls import logistica, programa, rutas
from acompanamiento.views import (
    archivos,
    delegaciones,
    depuracion,
    documentos,
    estadistica,
    invitar,
    pasos,
    revision,
)
from acompanamiento.views.declaraciones import DelegacionCrud, SolicitudVisitanteCrud
from acompanamiento.views.exportar import ExportarReservadosView
from acompanamiento.views.varias import VariasView
from acompanamiento.workflows import VISITANTE
from core.permisos import permiso
from core.pickers import ElegirView

app_name = "acompanamiento"

elegir = permiso("acompanamiento.view_delegacion")(ElegirView.as_view(model=Delegacion))
varias = permiso("acompanamiento.view_solicitudvisitante")(
    VariasView.as_view(crud=SolicitudVisitanteCrud)
)
invitar_view = permiso(invitar.INVITAR)(invitar.InvitarView.as_view(crud=SolicitudVisitanteCrud))
exportar = permiso("acompanamiento.export_solicitudvisitante")(
    ExportarReservadosView.as_view(crud=SolicitudVisitanteCrud)
)
BASE = f"{SolicitudVisitanteCrud.slug()}/"


def de_solicitud(nombre, view):
    """The address of something about one application."""
    ruta = f"{BASE}<int:pk>/{nombre.replace('_', '-')}/"
    return path(ruta, view, name=f"solicitudvisitante_{nombre}")


def de_documento(nombre, view):
    """The address of something about one paper."""
    return path(f"documentos/<int:pk>/{nombre}/", view, name=f"documentovisitante_{nombre}")


urlpatterns = [
    path(
        "depuraciones/<int:pk>/suprimir/",
        depuracion.depuraciondatos_ejecutar,
        name="depuraciondatos_ejecutar",
    ),
    path("estadistica/", estadistica.estadistica, name="estadistica"),
    path("delegaciones/elegir/", elegir, name="delegacion_elegir"),
    path("delegaciones/<int:pk>/enlace/", delegaciones.delegacion_enlace, name="delegacion_enlace"),
    path("revisar/", revision.revisar_siguiente, name="revisar_siguiente"),
    path(f"{BASE}invitar/", invitar_view, name="solicitudvisitante_invitar"),
    path(f"{BASE}varias/<str:verbo>/", varias, name="solicitudvisitante_varias"),
    path(f"{BASE}exportar-reservados/", exportar, name="solicitudvisitante_exportar_reservados"),
    *[de_solicitud(verbo, pasos.paso_de(verbo)) for verbo in VISITANTE.transitions],
    de_solicitud("revisar", revision.revisar),
    de_solicitud("tomar", revision.tomar_para_revisar),
    path(
        f"{BASE}<int:pk>/decidir/<str:verbo>/",
        revision.decidir,
        name="solicitudvisitante_decidir",
    ),
    de_solicitud("ver_reservados", archivos.ver_reservados),
    de_solicitud("editar_reservados", archivos.editar_reservados),
    de_solicitud("pasaporte", archivos.registrar_pasaporte),
    path(
        f"{BASE}<int:pk>/documentos/<int:requisito>/",
        archivos.agregar_documento,
        name="solicitudvisitante_documento",
    ),
    de_solicitud("reenviar_enlace", invitar.solicitudvisitante_reenviar_enlace),
    de_solicitud("reenviar_carta", invitar.carta_reenviar),
    de_solicitud("reponer_gafete", invitar.solicitudvisitante_reponer_gafete),
    de_solicitud("resolucion", documentos.resolucion),
    de_solicitud("constancia", documentos.constancia),
    de_documento("archivo", archivos.documento_archivo),
    de_documento("imagen", archivos.documento_imagen),
    de_documento("aceptar", revision.documento_aceptar),
    de_documento("devolver", revision.documento_devolver),
    *SolicitudVisitanteCrud.urls(),
    *DelegacionCrud.urls(),
    *programa.urlpatterns,
    *logistica.urlpatterns,
    *rutas.urlpatterns,
]
