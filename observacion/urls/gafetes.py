"""Addresses of badges and their batches."""

from django.urls import path

from core.permisos import permiso
from observacion.views import gafetes, lotes

armar = permiso("observacion.add_lotegafetes")(lotes.ArmarLoteView.as_view(crud=gafetes.GafeteCrud))

urlpatterns = [
    path("gafetes/armar-lote/", armar, name="lotegafetes_armar"),
    path("gafetes/<int:pk>/foto/", gafetes.gafete_foto, name="gafete_foto"),
    path("gafetes/<int:pk>/reimprimir/", gafetes.gafete_reimprimir, name="gafete_reimprimir"),
    path("gafetes/<int:pk>/anular/", gafetes.gafete_anular, name="gafete_anular"),
    path("gafetes/<int:pk>/entregar/", gafetes.gafete_entregar, name="gafete_entregar"),
    path("gafetes/<int:pk>/devolver/", gafetes.gafete_devolver, name="gafete_devolver"),
    path("lotes/<int:pk>/pdf/", lotes.lote_pdf, name="lotegafetes_pdf"),
    path(
        "lotes/<int:pk>/marcar-impreso/",
        lotes.lote_marcar_impreso,
        name="lotegafetes_marcar_impreso",
    ),
    *gafetes.GafeteCrud.urls(),
    *lotes.LoteGafetesCrud.urls(),
]
