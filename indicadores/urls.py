"""Addresses of the measurement."""

from django.urls import path

from indicadores.views import ai3, informes
from indicadores.views.declaraciones import CierreTrimestralCrud, IndicadorCrud

app_name = "indicadores"
urlpatterns = [
    path("ai3/", ai3.ai3_detail, name="ai3"),
    path("ai3/desglose/", ai3.ai3_desglose, name="ai3_desglose"),
    path("ai3/cerrar/", ai3.ai3_cerrar, name="ai3_cerrar"),
    path("ai3/informe/", informes.ai3_informe, name="ai3_informe"),
    path("ai3/folios/<slug:conteo>/", ai3.ai3_folios, name="ai3_folios"),
    path(
        "cierres-trimestrales/<int:pk>/ajustar/",
        ai3.cierre_ajustar,
        name="cierretrimestral_ajustar",
    ),
    *IndicadorCrud.urls(),
    *CierreTrimestralCrud.urls(),
]
