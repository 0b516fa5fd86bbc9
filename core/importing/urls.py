"""Batches have an address of their own; where they start hangs from each entity."""

from django.urls import path

from core.importing import batch_views, views
from core.permisos import autenticado

app_name = "importaciones"
urlpatterns = [
    path("", autenticado(batch_views.LoteListView.as_view()), name="lote_list"),
    path("<int:pk>/", autenticado(batch_views.LoteDetailView.as_view()), name="lote_detail"),
    path("<int:pk>/columnas/", autenticado(views.ColumnasView.as_view()), name="columnas"),
    path("<int:pk>/avance/", autenticado(batch_views.AvanceView.as_view()), name="avance"),
    path("<int:pk>/decidir/", autenticado(batch_views.DecidirView.as_view()), name="decidir"),
    path("<int:pk>/confirmar/", autenticado(batch_views.ConfirmarView.as_view()), name="confirmar"),
    path("<int:pk>/continuar/", autenticado(batch_views.ContinuarView.as_view()), name="continuar"),
    path("<int:pk>/descartar/", autenticado(batch_views.DescartarView.as_view()), name="descartar"),
    path("<int:pk>/deshacer/", autenticado(batch_views.DeshacerView.as_view()), name="deshacer"),
    path("<int:pk>/devueltas/", autenticado(batch_views.DevueltasView.as_view()), name="devueltas"),
]
