"""Addresses of the calendar."""

from django.urls import path

from calendario.views import plazos
from calendario.views.declaraciones import DiaInhabilCrud, ProcesoElectoralCrud

app_name = "calendario"
urlpatterns = [
    path("", plazos.calculadora, name="calculadora"),
    path("dias-inhabiles/proponer/", plazos.sugerir, name="diainhabil_sugerir"),
    *DiaInhabilCrud.urls(),
    *ProcesoElectoralCrud.urls(),
]
