"""Machinery that has pages of its own."""

from django.urls import path

from core import attachments, health, parametros
from core.documents import views as documents

app_name = "core"
urlpatterns = [
    path("salud", health.salud, name="salud"),
    path("archivos/<int:pk>/", attachments.descargar, name="adjunto_descargar"),
    path("archivos/<int:pk>/quitar/", attachments.quitar, name="adjunto_quitar"),
    path("archivos/de/<str:modelo>/<int:pk>/", attachments.panel, name="adjunto_panel"),
    path("plazos/", parametros.lista, name="parametro_list"),
    path("plazos/<str:clave>/", parametros.detalle, name="parametro_detail"),
    path("plantillas/", documents.lista, name="plantilladocumento_list"),
    path("plantillas/<str:clave>/", documents.detalle, name="plantilladocumento_detail"),
    path("plantillas/<str:clave>/subir/", documents.subir, name="plantilladocumento_subir"),
    path(
        "plantillas/<str:clave>/archivo/",
        documents.descargar,
        name="plantilladocumento_descargar",
    ),
    path(
        "plantillas/subidas/<int:pk>/archivo/",
        documents.descargar_anterior,
        name="plantilladocumento_archivo",
    ),
    path("plantillas/subidas/<int:pk>/quitar/", documents.quitar, name="plantilladocumento_quitar"),
]
