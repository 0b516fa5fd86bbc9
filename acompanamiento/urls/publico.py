"""The pages anybody may open, in three languages."""

from django.urls import path

from acompanamiento.views.publico import delegaciones, entrada, envio, estado, papeles, pasos

app_name = "publico"


def de_solicitud(ruta, view, nombre):
    """A page of a personal link."""
    return path(f"<str:idioma>/solicitud/<str:token>/{ruta}", view, name=f"solicitud_{nombre}")


urlpatterns = [
    path("", entrada.inicio, name="inicio"),
    path("<str:idioma>/", entrada.convocatoria_list, name="convocatoria_list"),
    path("<str:idioma>/enlace/", entrada.enlace_recordar, name="enlace_recordar"),
    de_solicitud("", estado.solicitud_retomar, "retomar"),
    de_solicitud("documentos/", papeles.solicitud_documentos, "documentos"),
    de_solicitud("revisar/", envio.solicitud_revisar, "revisar"),
    de_solicitud("solicitud.pdf", envio.solicitud_impresa, "impresa"),
    de_solicitud("mexicana/", pasos.solicitud_mexicana, "mexicana"),
    de_solicitud("aviso/", estado.solicitud_aviso, "aviso"),
    de_solicitud("acuse/", envio.solicitud_acuse, "acuse"),
    de_solicitud("acuse.pdf", envio.solicitud_acuse_pdf, "acuse_pdf"),
    de_solicitud("constancia.pdf", envio.solicitud_constancia, "constancia"),
    de_solicitud("estado/", estado.solicitud_estado, "estado"),
    de_solicitud("corregir/", estado.solicitud_corregir, "corregir"),
    de_solicitud("retirar/", estado.solicitud_retirar, "retirar"),
    path(
        "<str:idioma>/solicitud/<str:token>/archivos/<int:pk>/",
        papeles.documento_ver,
        name="documento_ver",
    ),
    de_solicitud("<str:paso>/", pasos.solicitud_paso, "paso"),
    path(
        "<str:idioma>/delegacion/<str:token>/",
        delegaciones.delegacion_detail,
        name="delegacion_detail",
    ),
    path(
        "<str:idioma>/delegacion/<str:token>/agregar/",
        delegaciones.delegacion_agregar,
        name="delegacion_agregar",
    ),
    path(
        "<str:idioma>/delegacion/<str:token>/sustituir/<int:pk>/",
        delegaciones.delegacion_sustituir,
        name="delegacion_sustituir",
    ),
    path("<str:idioma>/<slug:clave>/", entrada.convocatoria_detail, name="convocatoria_detail"),
    path("<str:idioma>/<slug:clave>/aviso/", entrada.convocatoria_aviso, name="convocatoria_aviso"),
]
