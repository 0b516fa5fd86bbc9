"""The screens of what happens with the institutions, declared."""

from core.crud import Crud
from crm.filters.seguimiento import (
    CompromisoFilter,
    GestionFilter,
    InteraccionFilter,
    ReunionFilter,
)
from crm.forms.bitacora import InteraccionForm
from crm.forms.gestiones import GestionForm
from crm.forms.reuniones import CompromisoForm, MinutaForm, ReunionForm
from crm.models import (
    Compromiso,
    Gestion,
    Interaccion,
    PuntoAgenda,
    Reunion,
    TipoReunion,
)
from crm.resources import CompromisoResource, GestionResource, ReunionResource
from crm.views.bitacora import BitacoraView, InteraccionDetailView
from crm.views.compromisos import CompromisoDetailView
from crm.views.gestiones import GestionCreateView, GestionDetailView
from crm.views.reuniones import CompromisoDeReunionView, PuntoUpdateView, ReunionDetailView
from crm.views.vistas import CompromisoListView, GestionListView, ReunionListView


class GestionCrud(Crud):
    model = Gestion
    icon = "inbox"
    columns = [
        "folio",
        "contrapartes",
        "tipo",
        "estado",
        "responsable",
        "fecha_solicitud",
        "fecha_limite",
    ]
    ordering = ["-fecha_solicitud"]
    filterset_class = GestionFilter
    form_class = GestionForm
    resource_class = GestionResource
    sections = [
        (
            "Lo que se pide",
            "Quién lo pide, por qué medio y cuándo.",
            [
                "tipo",
                "instituciones",
                "area_solicitante",
                "medio",
                "fecha_solicitud",
                "descripcion",
            ],
        ),
        (
            "Atención",
            "A cargo de quién queda y para cuándo.",
            [
                "responsable",
                "plazo_cantidad",
                "tipo_dias",
                "asunto_electoral",
                "fecha_limite",
                "accion",
            ],
        ),
    ]
    bulk_fields = ["responsable", "fecha_limite"]
    import_keys = ["folio"]
    operations = ("list", "create", "import", "export", "bulk_edit", "detail", "update", "history")
    views = {
        "list": GestionListView,
        "create": GestionCreateView,
        "detail": GestionDetailView,
    }
    empty_text = "Aquí van las solicitudes que la DVOE atiende. De ellas sale el indicador AI 3."


class InteraccionCrud(Crud):
    model = Interaccion
    icon = "chat-left-text"
    columns = ["asunto", "tipo", "contrapartes", "fecha", "creado_por"]
    ordering = ["-fecha"]
    filterset_class = InteraccionFilter
    form_class = InteraccionForm
    sections = [
        (
            "Qué pasó",
            "Lo necesario para acordarse.",
            ["tipo", "fecha", "asunto", "resumen", "instituciones", "contactos", "integrantes"],
        ),
        ("Más datos", "", ["modalidad", "lugar", "acciones", "reservada"]),
    ]
    operations = ("list", "create", "export", "detail", "update", "delete", "history")
    views = {"create": BitacoraView, "detail": InteraccionDetailView}
    empty_text = "Llamadas, correos, visitas y reuniones: lo que pasa con cada institución."


class ReunionCrud(Crud):
    model = Reunion
    icon = "calendar-event"
    columns = ["asunto", "tipo", "contrapartes", "estado", "inicio", "modalidad"]
    ordering = ["-inicio"]
    filterset_class = ReunionFilter
    form_class = ReunionForm
    resource_class = ReunionResource
    sections = [
        (
            "La reunión",
            "Con quién, cuándo y dónde.",
            [
                "asunto",
                "tipo",
                "instituciones",
                "inicio",
                "fin",
                "zona",
                "modalidad",
                "lugar",
                "liga",
            ],
        ),
        ("Más datos", "", ["convoca", "acciones"]),
    ]
    import_keys = ["asunto"]
    views = {"list": ReunionListView, "detail": ReunionDetailView}
    empty_text = "Aquí se programan las reuniones y quedan sus minutas."


class PuntoAgendaCrud(Crud):
    model = PuntoAgenda
    icon = "list-ol"
    columns = ["titulo", "reunion", "tratado"]
    filters = ["tratado"]
    fields = ["titulo", "tratado", "minuta", "acuerdo"]
    form_class = MinutaForm
    operations = ("list", "update")
    ordering = ["-pk"]
    views = {"update": PuntoUpdateView}


class CompromisoCrud(Crud):
    model = Compromiso
    icon = "hand-thumbs-up"
    columns = ["texto", "lado", "institucion", "responsable", "estado", "fecha_limite"]
    ordering = ["fecha_limite"]
    filterset_class = CompromisoFilter
    form_class = CompromisoForm
    resource_class = CompromisoResource
    sections = [
        (
            "Compromiso",
            "Qué se hará y de quién es.",
            ["texto", "lado", "institucion", "responsable", "area", "puesto"],
        ),
        ("Cuándo", "«A solicitud» no vence.", ["tipo_fecha", "fecha_limite", "dias"]),
    ]
    bulk_fields = ["responsable", "area", "fecha_limite"]
    import_keys = ["texto"]
    views = {
        "list": CompromisoListView,
        "create": CompromisoDeReunionView,
        "detail": CompromisoDetailView,
    }
    empty_text = "Lo que cada parte dijo que haría. Lo abierto aparece en la siguiente reunión."


class TipoReunionCrud(Crud):
    model = TipoReunion
    icon = "tags"
    columns = ["nombre"]
    fields = ["nombre"]
    import_keys = ["nombre"]
