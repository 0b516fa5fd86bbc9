"""The screens of observers' applications, declared."""

from core.crud import Crud
from core.views import ListView
from crm.views.vistas import VistasMixin
from observacion.filters import SolicitudFilter
from observacion.forms.solicitudes import SolicitudForm
from observacion.models import SolicitudObservacion
from observacion.resources import SolicitudResource
from observacion.views.comunes import COMPLETAS, ConMasMixin
from observacion.views.solicitudes import (
    SECCION_RESERVADA,
    SolicitudCreateView,
    SolicitudDetailView,
)


class SolicitudListView(ConMasMixin, VistasMixin, ListView):
    vistas = (
        ("Por atender", {"grupo": "por_atender"}),
        ("En el INE", {"grupo": "en_ine"}),
        ("Acreditadas", {"grupo": "acreditadas"}),
        ("Sin acreditar", {"grupo": "sin_acreditar"}),
        ("Todas", {}),
    )
    mas = (
        (
            "Red de Observación",
            "observacion:integrantered_list",
            "people",
            "observacion.view_integrantered",
        ),
        ("Cursos y actividades", "observacion:curso_list", "mortarboard", "observacion.view_curso"),
        (
            "Convocatorias",
            "observacion:convocatoria_list",
            "megaphone",
            "observacion.view_convocatoria",
        ),
        (
            "Remitir al INE",
            "observacion:solicitudobservacion_remitir_varias",
            "send",
            "observacion.remitir_solicitudobservacion",
        ),
        (
            "Registrar respuestas del INE",
            "observacion:solicitudobservacion_responder",
            "inbox",
            "observacion.acreditar_solicitudobservacion",
        ),
        (
            "Descargar con datos reservados",
            "observacion:solicitudobservacion_exportar_reservados",
            "shield-lock",
            "observacion.export_solicitudobservacion",
        ),
        (
            "Estadística",
            "observacion:estadistica",
            "bar-chart",
            "observacion.view_estadistica",
        ),
        (
            "Solicitudes ARCO",
            "observacion:solicitudarco_list",
            "shield-lock",
            "observacion.view_solicitudarco",
        ),
    )


class SolicitudObservacionCrud(Crud):
    model = SolicitudObservacion
    icon = "person-badge"
    columns = ["nombre", "estado", "modalidad", "organizacion", "alcaldia", "fecha_recepcion"]
    subtitle = "folio"
    ordering = ["-fecha_recepcion", "-pk"]
    filterset_class = SolicitudFilter
    form_class = SolicitudForm
    resource_class = SolicitudResource
    sections = [
        (
            "La solicitud",
            "A qué convocatoria, cuándo y dónde se recibió.",
            ["convocatoria", "fecha_recepcion", "origen", "folio_externo"],
        ),
        (
            "La persona",
            "La edad se cuenta al día de la elección.",
            [
                "nombres",
                "primer_apellido",
                "segundo_apellido",
                "sexo",
                "fecha_nacimiento",
                "correo",
                "entidad",
                "alcaldia",
                "distrito",
                "integrante",
            ],
        ),
        (
            "Cómo observa",
            "La modalidad es única por persona y proceso.",
            ["modalidad", "organizacion", "modalidad_voto"],
        ),
        (
            "Declaraciones",
            "Lo que manifiesta bajo protesta. Sin todas, no se puede remitir al INE.",
            [
                "es_ciudadania_mexicana",
                "declara_sin_dirigencia",
                "declara_sin_candidatura",
                "declara_sin_programas",
                "declara_sin_militancia",
                "aviso",
            ],
        ),
        (
            SECCION_RESERVADA,
            "Se guardan cifrados. Por la clave de elector se sabe si ya solicitó.",
            ["clave_elector", "telefono", "discapacidad", "pueblo_indigena"],
        ),
    ]
    import_keys = ["folio"]
    operations = COMPLETAS
    views = {
        "list": SolicitudListView,
        "create": SolicitudCreateView,
        "detail": SolicitudDetailView,
    }
    empty_text = "Aquí va cada solicitud para observar un proceso, desde su sello hasta el informe."
