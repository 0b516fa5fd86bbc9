"""The screens of calls, notices, members and courses, declared."""

from core.crud import Crud
from core.views import ListView
from crm.views.vistas import VistasMixin
from observacion.filters import (
    ConvocatoriaFilter,
    CursoFilter,
    IntegranteFilter,
)
from observacion.forms.convocatorias import AvisoForm, ConvocatoriaForm
from observacion.forms.cursos import CursoForm
from observacion.forms.red import IntegranteForm
from observacion.models import (
    AvisoPrivacidad,
    Convocatoria,
    Curso,
    IntegranteRed,
)
from observacion.resources import CursoResource, IntegranteResource
from observacion.views.comunes import COMPLETAS, ConMasMixin
from observacion.views.convocatorias import SECCION_TEXTOS, ConvocatoriaDetailView
from observacion.views.cursos import CursoDetailView
from observacion.views.red import IntegranteDetailView


class ConvocatoriaListView(ConMasMixin, VistasMixin, ListView):
    vistas = (
        ("Todas", {}),
        ("Abiertas", {"situacion": "abierta"}),
        ("Por abrir", {"situacion": "por_abrir"}),
        ("Cerradas", {"situacion": "cerrada"}),
    )
    mas = (
        (
            "Avisos de privacidad",
            "observacion:avisoprivacidad_list",
            "shield-check",
            "observacion.view_avisoprivacidad",
        ),
    )


class ConvocatoriaCrud(Crud):
    model = Convocatoria
    icon = "megaphone"
    columns = ["nombre_es", "tipo", "autoridad", "cierra_en", "publicada"]
    ordering = ["-cierra_en", "-pk"]
    filterset_class = ConvocatoriaFilter
    form_class = ConvocatoriaForm
    sections = [
        (
            "De qué es",
            "Para qué proceso, a quién se dirige y quién acredita.",
            ["proceso", "tipo", "clave", "autoridad", "aviso", "publicada"],
        ),
        (
            "Cuándo",
            "Con la hora de su zona. Lo que no está verificado se edita aquí y se anota al final.",
            [
                "abre_en",
                "cierra_en",
                "zona",
                "gracia_minutos",
                "prevencion_horas",
                "limite_sustituciones",
                "limite_informe",
            ],
        ),
        (
            SECCION_TEXTOS,
            "En los tres idiomas, lado a lado. Lo que falte en uno se muestra en español.",
            [
                "nombre_es",
                "nombre_en",
                "nombre_fr",
                "presentacion_es",
                "presentacion_en",
                "presentacion_fr",
                "prohibiciones_es",
                "prohibiciones_en",
                "prohibiciones_fr",
            ],
        ),
        (
            "Contacto y notas",
            "El contacto se publica; las notas no.",
            ["contacto_correo", "contacto_telefono", "notas"],
        ),
    ]
    operations = ("list", "create", "export", "detail", "update", "delete", "history")
    views = {"list": ConvocatoriaListView, "detail": ConvocatoriaDetailView}
    empty_text = "Una convocatoria dice para quién es, hasta cuándo y qué documentos pide."


class AvisoPrivacidadCrud(Crud):
    model = AvisoPrivacidad
    icon = "shield-check"
    columns = ["nombre", "sistema", "desde"]
    filters = ["sistema"]
    ordering = ["sistema", "-numero"]
    form_class = AvisoForm
    sections = [
        (
            "Versión",
            "Cada texto nuevo es otra versión: lo que alguien aceptó no cambia.",
            ["sistema", "numero", "desde"],
        ),
        ("Texto", "Lo que lee la persona antes de aceptar.", ["texto_es", "texto_en", "texto_fr"]),
    ]
    operations = ("list", "create", "detail", "update", "history")
    empty_text = "Aquí va cada versión de lo que se informa sobre los datos personales."


class IntegranteListView(VistasMixin, ListView):
    vistas = (
        ("Activas", {"estado": "activa"}),
        ("Por activar", {"situacion": "por_activar"}),
        ("Inactivas", {"estado": "inactiva"}),
        ("Bajas", {"estado": "baja"}),
        ("Todas", {}),
    )


class IntegranteRedCrud(Crud):
    model = IntegranteRed
    icon = "people"
    columns = [
        "nombre",
        "modalidad",
        "organizacion",
        "estado",
        "alcaldia",
        "distrito",
        "fecha_alta",
    ]
    ordering = ["orden", "pk"]
    filterset_class = IntegranteFilter
    form_class = IntegranteForm
    resource_class = IntegranteResource
    sections = [
        (
            "La persona",
            "Como quiere que se le nombre y se le busque.",
            [
                "nombres",
                "primer_apellido",
                "segundo_apellido",
                "sexo",
                "correo",
                "telefono",
                "canal",
            ],
        ),
        (
            "En la Red",
            "A título individual o por una organización, y en qué participa.",
            [
                "modalidad",
                "organizacion",
                "fecha_alta",
                "alcaldia",
                "distrito",
                "disponibilidad",
                "temas",
                "procesos",
            ],
        ),
        (
            "Aviso de privacidad",
            "Cuál aceptó y cuándo: sin él no puede estar activa.",
            ["aviso", "aviso_fecha", "notas"],
        ),
    ]
    import_keys = ["correo", ("nombres", "primer_apellido", "segundo_apellido")]
    operations = COMPLETAS
    views = {"list": IntegranteListView, "detail": IntegranteDetailView}
    empty_text = (
        "La Red de Observación es permanente: aquí va cada persona que forma parte, sola o por "
        "una organización."
    )


class CursoCrud(Crud):
    model = Curso
    icon = "mortarboard"
    columns = ["nombre", "clase", "proceso", "origen", "organizacion", "horas"]
    ordering = ["-creado_en", "-pk"]
    filterset_class = CursoFilter
    form_class = CursoForm
    resource_class = CursoResource
    sections = [
        (
            "La actividad",
            "De un proceso o de la Red; de la autoridad o de una organización.",
            ["nombre", "clase", "proceso", "origen", "organizacion", "supervisado"],
        ),
        (
            "Contenido",
            "Con qué se acredita.",
            ["calificacion_minima", "horas", "temario"],
        ),
    ]
    import_keys = ["nombre"]
    operations = COMPLETAS
    views = {"detail": CursoDetailView}
    empty_text = (
        "Aquí van los cursos y las demás actividades de la Red, con sesiones y cupo. De los cursos "
        "sale la constancia."
    )
