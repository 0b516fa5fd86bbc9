"""Addresses of how visitors arrive, sleep and move."""

from django.urls import path

from acompanamiento.views import logistica

DE_SOLICITUD = {
    "logistica": logistica.solicitud_logistica,
    "editar_logistica": logistica.editar_logistica,
    "ver_logistica_reservada": logistica.ver_logistica_reservada,
    "editar_logistica_reservada": logistica.editar_logistica_reservada,
    "agregar_traslado": logistica.agregar_traslado,
}

urlpatterns = [
    *[
        path(
            f"solicitudes-de-visitantes/<int:pk>/{nombre.replace('_', '-')}/",
            view,
            name=f"solicitudvisitante_{nombre}",
        )
        for nombre, view in DE_SOLICITUD.items()
    ],
    path("traslados/<int:pk>/editar/", logistica.traslado_editar, name="traslado_editar"),
    path("traslados/<int:pk>/quitar/", logistica.traslado_quitar, name="traslado_quitar"),
    path(
        "programas-de-acompanamiento/<int:pk>/llegadas/",
        logistica.programa_llegadas,
        name="programaacompanamiento_llegadas",
    ),
]
