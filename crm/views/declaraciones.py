"""The screens of each noun, declared."""

from core.crud import Crud, Panel
from crm.filters.directorio import (
    ContactoFilter,
    InstitucionFilter,
    NombreAlternoFilter,
    OcupacionFilter,
    PuestoFilter,
    RelacionInstitucionalFilter,
    SubtipoFilter,
)
from crm.forms.registros import (
    ContactoForm,
    InstitucionForm,
    NombreAlternoForm,
    OcupacionForm,
    PuestoForm,
    RelacionInstitucionalForm,
)
from crm.models import (
    Contacto,
    Etiqueta,
    Institucion,
    NombreAlterno,
    Ocupacion,
    Puesto,
    RelacionInstitucional,
    Subtipo,
)
from crm.resources import (
    ContactoResource,
    EtiquetaResource,
    InstitucionResource,
    NombreAlternoResource,
    OcupacionResource,
    PuestoResource,
    RelacionInstitucionalResource,
    SubtipoResource,
)
from crm.rules import campos_reservados
from crm.views.altas import HijaCreateView, HijaUpdateView
from crm.views.fichas import ContactoDetailView, InstitucionDetailView


class ConReserva:
    """Leaves out, in every door, the fields the rules keep for some people."""

    @classmethod
    def hidden_fields(cls, user):
        return campos_reservados(user, cls.opts.label_lower)


class InstitucionCrud(ConReserva, Crud):
    model = Institucion
    icon = "buildings"
    columns = ["nombre", "tipo", "estatus", "entidad", "pais", "responsable"]
    subtitle = "siglas"
    ordering = ["orden"]
    filterset_class = InstitucionFilter
    form_class = InstitucionForm
    sections = [
        (
            "Identidad",
            "Con estos datos se encuentra y se distingue de otras.",
            ["nombre", "siglas", "tipo", "subtipo", "ambito", "institucion_padre"],
        ),
        (
            "Lugar",
            "De la entidad dependen los conteos por estado.",
            ["pais", "entidad", "municipio_alcaldia", "domicilio"],
        ),
        (
            "Cómo comunicarse",
            "Los medios de la institución; los de cada puesto van con su ocupación.",
            ["correo_institucional", "telefono_conmutador", "sitio_web", "redes"],
        ),
        (
            "Seguimiento de la DVOE",
            "Quién la atiende y de dónde viene el dato.",
            [
                "linea_trabajo",
                "responsable",
                "etiquetas",
                "vigente_desde",
                "vigente_hasta",
                "fuente_alta",
                "fecha_corte",
                "notas",
            ],
        ),
    ]
    bulk_fields = ["tipo", "subtipo", "ambito", "linea_trabajo", "responsable", "fecha_corte"]
    import_keys = [("nombre", "pais")]
    resource_class = InstitucionResource
    panels = [
        Panel(
            "Interacciones",
            "crm:interaccion_list",
            "institucion",
            "crm.view_interaccion",
            icon="chat-left-text",
        ),
        Panel(
            "Reuniones",
            "crm:reunion_list",
            "institucion",
            "crm.view_reunion",
            icon="calendar-event",
        ),
        Panel(
            "Compromisos",
            "crm:compromiso_list",
            "institucion",
            "crm.view_compromiso",
            icon="hand-thumbs-up",
        ),
        Panel("Gestiones", "crm:gestion_list", "institucion", "crm.view_gestion", icon="inbox"),
        Panel(
            "Convenios",
            "convenios:convenio_list",
            "institucion",
            "convenios.view_convenio",
            icon="file-earmark-text",
            add=(
                "Registrar convenio",
                "convenios:convenio_create",
                "instituciones",
                "convenios.add_convenio",
            ),
        ),
        Panel(
            "Otros nombres",
            "crm:nombrealterno_list",
            "institucion",
            "crm.view_nombrealterno",
            icon="card-text",
            side="aside",
        ),
    ]
    views = {"detail": InstitucionDetailView}
    empty_text = "Aquí van las instituciones con las que el Instituto se vincula."


class ContactoCrud(ConReserva, Crud):
    model = Contacto
    icon = "person"
    columns = ["nombre_para_mostrar", "puesto_actual", "correo", "telefono"]
    subtitle = "tratamiento"
    ordering = ["orden"]
    filterset_class = ContactoFilter
    form_class = ContactoForm
    sections = [
        (
            "Nombre",
            "Como la persona lo escribe; se muestra tal cual.",
            [
                "tratamiento",
                "nombres",
                "primer_apellido",
                "segundo_apellido",
                "nombre_preferido",
            ],
        ),
        ("Cómo comunicarse", "", ["correo", "telefono", "idiomas"]),
        ("Reservado", "Sólo si hace falta.", ["genero", "notas"]),
    ]
    bulk_fields = ["idiomas"]
    import_keys = [("nombres", "primer_apellido", "segundo_apellido"), "correo"]
    resource_class = ContactoResource
    views = {"detail": ContactoDetailView}
    empty_text = "Aquí van las personas de otras instituciones, con los puestos que ocupan."


class PuestoCrud(Crud):
    model = Puesto
    icon = "person-badge"
    columns = ["cargo", "institucion", "ocupante", "tipo", "es_enlace_convenio"]
    subtitle = "area"
    ordering = ["orden"]
    filterset_class = PuestoFilter
    form_class = PuestoForm
    sections = [
        ("Puesto", "El asiento, que permanece cuando cambia la persona.", PuestoForm.Meta.fields)
    ]
    bulk_fields = ["tipo", "es_enlace_convenio", "es_servicio_publico", "vigente"]
    import_keys = [("institucion", "cargo", "area")]
    resource_class = PuestoResource
    panels = [
        Panel("Quién lo ha ocupado", "crm:ocupacion_list", "puesto", "crm.view_ocupacion"),
    ]
    views = {"create": HijaCreateView, "update": HijaUpdateView}
    empty_text = "Un puesto es un lugar en una institución: titularidad, enlace…"


class OcupacionCrud(Crud):
    model = Ocupacion
    icon = "person-check"
    columns = [
        "nombre",
        "puesto__institucion",
        "puesto__tipo",
        "desde",
        "hasta",
        "correo",
    ]
    ordering = ["puesto__institucion__orden", "-desde"]
    filterset_class = OcupacionFilter
    form_class = OcupacionForm
    sections = [
        ("Ocupación", "Qué persona está en qué puesto, y cuándo.", OcupacionForm.Meta.fields)
    ]
    bulk_fields = ["telefono"]
    import_keys = [("puesto", "contacto", "desde")]
    resource_class = OcupacionResource
    views = {"create": HijaCreateView, "update": HijaUpdateView}


class NombreAlternoCrud(Crud):
    model = NombreAlterno
    icon = "card-text"
    columns = ["texto", "tipo", "institucion", "desde", "hasta"]
    ordering = ["texto"]
    filterset_class = NombreAlternoFilter
    form_class = NombreAlternoForm
    sections = [("Nombre", "Se encuentra también por este nombre.", NombreAlternoForm.Meta.fields)]
    bulk_fields = ["tipo"]
    import_keys = [("institucion", "texto")]
    resource_class = NombreAlternoResource
    views = {"create": HijaCreateView, "update": HijaUpdateView}


class RelacionInstitucionalCrud(Crud):
    model = RelacionInstitucional
    icon = "diagram-3"
    columns = ["nombre", "tipo", "desde", "hasta"]
    ordering = ["nombre"]
    filterset_class = RelacionInstitucionalFilter
    form_class = RelacionInstitucionalForm
    sections = [("Relación", "", RelacionInstitucionalForm.Meta.fields)]
    bulk_fields = ["tipo"]
    import_keys = [("origen", "tipo", "destino")]
    resource_class = RelacionInstitucionalResource
    views = {"create": HijaCreateView, "update": HijaUpdateView}


class SubtipoCrud(Crud):
    model = Subtipo
    icon = "tags"
    columns = ["nombre", "tipo", "clave"]
    filterset_class = SubtipoFilter
    fields = ["clave", "nombre", "tipo"]
    bulk_fields = ["tipo"]
    import_keys = ["clave"]
    resource_class = SubtipoResource


class EtiquetaCrud(Crud):
    model = Etiqueta
    icon = "tag"
    columns = ["nombre", "descripcion"]
    fields = ["nombre", "descripcion"]
    bulk_fields = ["descripcion"]
    import_keys = ["nombre"]
    resource_class = EtiquetaResource
