from django.urls import path

from avisos import views

app_name = "avisos"
urlpatterns = [
    path("", views.bandeja, name="bandeja"),
    path("preferencias/", views.preferencias, name="preferencias"),
    path("salud/", views.salud, name="salud"),
    path("<int:pk>/hecho/", views.aviso_hecho, name="aviso_hecho"),
    path("<int:pk>/reabrir/", views.aviso_reabrir, name="aviso_reabrir"),
    path("<int:pk>/posponer/", views.aviso_posponer, name="aviso_posponer"),
    path("<int:pk>/reintentar/", views.aviso_reintentar, name="aviso_reintentar"),
    path("<int:pk>/descartar/", views.aviso_descartar, name="aviso_descartar"),
    *views.ReglaAvisoCrud.urls(),
]
