"""Addresses of the plan."""

from programa import views

app_name = "programa"
urlpatterns = [
    *views.ActividadInstitucionalCrud.urls(),
    *views.AccionPOACrud.urls(),
    *views.LineaAccionCrud.urls(),
    *views.ObjetivoPlanCrud.urls(),
]
