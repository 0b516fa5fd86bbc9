from django.urls import path

from tablero import views

app_name = "tablero"
urlpatterns = [
    path("", views.inicio, name="inicio"),
    path("buscar/", views.buscar, name="buscar"),
    path("buscar/paleta/", views.paleta, name="paleta"),
]
