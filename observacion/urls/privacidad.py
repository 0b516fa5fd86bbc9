from django.urls import path

from observacion.views import privacidad
from observacion.views.privacidad import DepuracionDatosCrud, SolicitudARCOCrud

ARCO, DEPURACIONES = SolicitudARCOCrud.slug(), DepuracionDatosCrud.slug()

urlpatterns = [
    path("consultas-reservadas/", privacidad.consultas, name="consultareservada_list"),
    path(
        f"{ARCO}/<int:pk>/prorrogar/",
        privacidad.solicitudarco_prorrogar,
        name="solicitudarco_prorrogar",
    ),
    *[
        path(f"{ARCO}/<int:pk>/{verbo.replace('_', '-')}/", view, name=f"solicitudarco_{verbo}")
        for verbo, view in privacidad.PASOS.items()
    ],
    path(
        f"{DEPURACIONES}/<int:pk>/retirar/",
        privacidad.depuraciondatos_retirar,
        name="depuraciondatos_retirar",
    ),
    *SolicitudARCOCrud.urls(),
    *DepuracionDatosCrud.urls(),
]
