"""Whether a badge or a constancia is true, for anybody who has it in front."""

from django.urls import path

from observacion.views import verificar

app_name = "verificar"

urlpatterns = [
    path("", verificar.inicio, name="inicio"),
    path("<str:codigo>/", verificar.gafete, name="gafete"),
]
