"""The screens of applications and delegations, declared."""

from acompanamiento.filters import DelegacionFilter, SolicitudVisitanteFilter
from acompanamiento.forms.captura import CAMPOS, DelegacionForm, SolicitudVisitanteForm
from acompanamiento.models import Delegacion, SolicitudVisitante
from acompanamiento.queries.reservados import PERMISO, RESERVADOS
from acompanamiento.resources import SolicitudVisitanteResource
from acompanamiento.views.delegaciones import DelegacionDetailView
from acompanamiento.views.fichas import SolicitudCreateView, SolicitudDetailView
from acompanamiento.views.listas import SolicitudListView
from core.crud import Crud, Panel


class SolicitudVisitanteCrud(Crud):
    model = SolicitudVisitante
    icon = "person-vcard"
    columns = [
        "apellidos",
        "organizacion",
        "nacionalidades",
        "estado",
        "recibida_en",
        "responsable",
        "etapa_desde",
    ]
    subtitle = "folio"
    ordering = ["-recibida_en", "-pk"]
    filterset_class = SolicitudVisitanteFilter
    form_class = SolicitudVisitanteForm
    resource_class = SolicitudVisitanteResource
    fields = CAMPOS
    sections = [
        (
            "La solicitud",
            "A qué convocatoria y por qué vía.",
            ["convocatoria", "via", "tipo_invitacion", "delegacion", "idioma", "responsable"],
        ),
        (
            "La persona",
            "Como está en su pasaporte.",
            [
                "nombres",
                "apellidos",
                "nombre_latino",
                "sexo",
                "fecha_nacimiento",
                "lugar_nacimiento",
                "nacionalidades",
                "pais_residencia",
            ],
        ),
        (
            "Institución y contacto",
            "A quién representa y cómo escribirle.",
            ["organizacion", "institucion", "cargo", "perfil", "correo", "telefono", "idiomas"],
        ),
        (
            "Pasaporte",
            "El que usa ahora. Si lo renueva, se registra otro.",
            ["tipo_pasaporte", "numero_pasaporte", "pais_emisor", "emision", "vencimiento"],
        ),
        (
            "Estancia",
            "Para comprobar la vigencia del pasaporte y acompañar su visita.",
            [
                "llegada",
                "salida",
                "calidad_migratoria",
                "requiere_interpretacion",
                "interes",
                "entidades",
                "folio_externo",
                "acepta",
            ],
        ),
    ]
    bulk_fields = ["responsable", "delegacion", "folio_externo"]
    operations = (
        "list",
        "create",
        "export",
        "bulk_edit",
        "detail",
        "update",
        "delete",
        "history",
    )
    views = {
        "list": SolicitudListView,
        "create": SolicitudCreateView,
        "detail": SolicitudDetailView,
    }
    empty_text = (
        "Aquí llegan las solicitudes de la página pública, las invitaciones y las que se capturan "
        "del papel."
    )

    @classmethod
    def hidden_fields(cls, user):
        return frozenset() if user.has_perm(PERMISO) else frozenset(RESERVADOS)


class DelegacionCrud(Crud):
    model = Delegacion
    icon = "people"
    columns = ["nombre", "convocatoria", "encabeza", "correo", "institucion"]
    filterset_class = DelegacionFilter
    form_class = DelegacionForm
    fields = ["nombre", "convocatoria", "encabeza", "correo", "idioma", "institucion"]
    panels = [
        Panel(
            "Sus personas",
            "acompanamiento:solicitudvisitante_list",
            "delegacion",
            "acompanamiento.view_solicitudvisitante",
            icon="person-vcard",
        )
    ]
    operations = ("list", "create", "export", "detail", "update", "delete", "history")
    views = {"detail": DelegacionDetailView}
    empty_text = (
        "Una misión con quien la encabeza: solicita por el grupo y cada persona tiene su resultado."
    )
