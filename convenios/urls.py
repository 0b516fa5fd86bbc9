from django.urls import path

from convenios.models import Convenio
from convenios.views import (
    comparar,
    expediente,
    fichas,
    informe,
    opiniones_doc,
    pasos,
    registro,
    revision,
    tablero,
    transparencia,
)
from convenios.views.declaraciones import ConvenioCrud
from convenios.workflows import CONVENIO
from core.permisos import permiso
from core.pickers import ElegirView

app_name = "convenios"

elegir = permiso("convenios.view_convenio")(ElegirView.as_view(model=Convenio))


def de_convenio(nombre, view):
    """The address of something about one instrument."""
    ruta = f"convenios/<int:pk>/{nombre.replace('_', '-')}/"
    return path(ruta, view, name=f"convenio_{nombre}")


urlpatterns = [
    path("convenios/elegir/", elegir, name="convenio_elegir"),
    path("convenios/tablero/", tablero.convenio_tablero, name="convenio_tablero"),
    de_convenio("movimientos", tablero.convenio_movimientos),
    path(
        "convenios/<int:pk>/mover-a/<str:estado>/", pasos.convenio_mover_a, name="convenio_mover_a"
    ),
    *[de_convenio(verbo, pasos.paso_de(verbo)) for verbo in CONVENIO.transitions],
    de_convenio("texto", fichas.convenio_texto),
    de_convenio("compromisos", fichas.convenio_compromisos),
    de_convenio("familia", fichas.convenio_familia),
    de_convenio("recorrido", fichas.convenio_recorrido),
    de_convenio("turnar", expediente.convenio_turnar),
    de_convenio("documentar", expediente.convenio_documentar),
    de_convenio("subir_version", expediente.convenio_subir_version),
    de_convenio("agregar_parte", expediente.convenio_agregar_parte),
    de_convenio("avisar_no_renovacion", expediente.convenio_avisar_no_renovacion),
    de_convenio("registrar_evento", expediente.convenio_registrar_evento),
    de_convenio("observar_texto", revision.convenio_observar_texto),
    de_convenio("comprometer", revision.convenio_comprometer),
    de_convenio("programar", revision.convenio_programar),
    path("partes/por-identificar/", registro.partes_por_identificar, name="partes_por_identificar"),
    path("partes/<int:pk>/candidatas/", registro.parte_candidatas, name="parteconvenio_candidatas"),
    path("partes/<int:pk>/deshacer/", registro.parte_deshacer, name="parteconvenio_deshacer"),
    path(
        "partes/<int:pk>/identificar/", registro.parte_identificar, name="parteconvenio_identificar"
    ),
    path("partes/<int:pk>/editar/", expediente.parte_editar, name="parteconvenio_editar"),
    path("partes/<int:pk>/firmar/", expediente.parte_firmar, name="parteconvenio_firmar"),
    path("partes/<int:pk>/quitar/", expediente.parte_quitar, name="parteconvenio_quitar"),
    path("opiniones/<int:pk>/editar/", revision.opinion_editar, name="opinionpertinencia_editar"),
    path(
        "observaciones/<int:pk>/responder/",
        revision.observacion_responder,
        name="observacion_responder",
    ),
    path("programas/<int:pk>/editar/", revision.programa_editar, name="programatrabajo_editar"),
    path(
        "programas/<int:pk>/agregar-actividad/",
        revision.programa_agregar_actividad,
        name="programatrabajo_agregar_actividad",
    ),
    path(
        "actividades/<int:pk>/editar/", revision.actividad_editar, name="actividadprograma_editar"
    ),
    path("informe/", informe.informe, name="informe"),
    path("control/", informe.control, name="control"),
    path("transparencia/", transparencia.transparencia, name="transparencia"),
    path(
        "opiniones/<int:pk>/documento/",
        opiniones_doc.opinion_documento,
        name="opinionpertinencia_documento",
    ),
    path(
        "versiones/<int:pk>/comparar/<int:otra>/",
        comparar.version_comparar,
        name="versionconvenio_comparar",
    ),
    *ConvenioCrud.urls(),
]
