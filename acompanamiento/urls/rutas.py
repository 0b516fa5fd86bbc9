"""Addresses of the routes of polling stations."""

from django.urls import path

from acompanamiento.views import rutas

DE_PARADA = {
    "editar": rutas.parada_editar,
    "quitar": rutas.parada_quitar,
    "mover": rutas.parada_mover,
    "visitada": rutas.parada_visitada,
    "marcar": rutas.parada_marcar,
    "corregir": rutas.parada_corregir,
}

urlpatterns = [
    path("actividades/<int:pk>/ruta/", rutas.actividad_ruta, name="actividadprograma_ruta"),
    path("rutas/<int:pk>/", rutas.ruta_detalle, name="rutacasillas_detail"),
    path("rutas/<int:pk>/hoja/", rutas.ruta_hoja, name="rutacasillas_hoja"),
    path("rutas/<int:pk>/quitar/", rutas.ruta_quitar, name="rutacasillas_quitar"),
    path(
        "rutas/<int:pk>/agregar-casilla/",
        rutas.ruta_agregar_parada,
        name="rutacasillas_agregar_casilla",
    ),
    *[
        path(f"paradas/<int:pk>/{nombre}/", view, name=f"paradaruta_{nombre}")
        for nombre, view in DE_PARADA.items()
    ],
]
