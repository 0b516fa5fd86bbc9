from django.urls import path

from tablero.views import agenda, busqueda, dia, feed

app_name = "tablero"
urlpatterns = [
    path("", dia.inicio, name="inicio"),
    path("agenda/", agenda.agenda, name="agenda"),
    path("agenda/conectar/", feed.conectar, name="conectar"),
    path("agenda/enlaces/<int:pk>/revocar/", feed.revocar, name="enlacecalendario_revocar"),
    path("agenda/feed/<str:token>.ics", feed.feed, name="feed"),
    path("recientes/", dia.lo_reciente, name="recientes"),
    path("panorama/", dia.panorama, name="panorama"),
    path("buscar/", busqueda.buscar, name="buscar"),
    path("buscar/paleta/", busqueda.paleta, name="paleta"),
]
