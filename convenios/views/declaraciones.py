"""The screens of instruments, declared."""

from django.urls import reverse

from convenios.filters import ConvenioFilter
from convenios.forms.convenios import ConvenioForm
from convenios.models import Convenio
from convenios.resources import ConvenioResource
from convenios.views.fichas import ConvenioCreateView, ConvenioDetailView
from core.crud import Crud
from core.views import ListView
from crm.views.vistas import VistasMixin


class ConvenioListView(VistasMixin, ListView):
    vistas = (
        ("Todos", {}),
        ("En trámite", {"situacion": "tramite"}),
        ("Vigentes", {"situacion": "vigentes"}),
        ("Por vencer", {"situacion": "por_vencer"}),
        ("Vencidos sin concluir", {"situacion": "vencidos"}),
        ("A mi cargo", {"de": "mios"}),
    )
    otras = (("Tablero", "convenios:convenio_tablero"),)

    mas = (
        ("Informe", "convenios:informe", "file-earmark-bar-graph", "convenios.view_informe"),
        ("Control en Excel", "convenios:control", "table", "convenios.export_convenio"),
        ("Transparencia", "convenios:transparencia", "megaphone", "convenios.publicar_convenio"),
        (
            "Contrapartes por identificar",
            "convenios:partes_por_identificar",
            "question-circle",
            "convenios.identificar_parteconvenio",
        ),
    )

    def actions(self):
        return super().actions() + [
            {"text": text, "url": reverse(name), "icon": icon}
            for text, name, icon, permission in self.mas
            if self.request.user.has_perm(permission)
        ]


class ConvenioCrud(Crud):
    model = Convenio
    icon = "file-earmark-text"
    columns = [
        "denominacion",
        "contrapartes",
        "estado",
        "responsable",
        "fecha_suscripcion",
        "fin_ultimo",
    ]
    subtitle = "folio"
    ordering = ["-creado_en", "-pk"]
    filterset_class = ConvenioFilter
    form_class = ConvenioForm
    resource_class = ConvenioResource
    sections = [
        (
            "La solicitud",
            "Con qué tipo de instrumento, con quién y para qué.",
            [
                "tipo",
                "denominacion",
                "objeto",
                "padre",
                "ordinal",
                "area_solicitante",
                "solicita",
                "responsable",
                "fecha_solicitud",
            ],
        ),
        (
            "Vigencia",
            "Lo que dice, o dirá, el texto. Para pasar a proyecto hace falta.",
            [
                "tipo_vigencia",
                "fecha_inicio",
                "fecha_fin",
                "termino_texto",
                "proceso",
                "fecha_evento_fin",
                "termina_con_padre",
                "renovacion",
                "periodo_meses",
                "maximo_periodos",
                "aviso_dias",
            ],
        ),
        (
            "Programa y contenido",
            "A qué del programa contribuye y qué cláusulas especiales lleva.",
            [
                "accion",
                "lineas",
                "temas",
                "compromete_recursos",
                "monto",
                "recursos",
                "datos_personales",
                "idiomas",
                "idioma_prevalece",
            ],
        ),
    ]
    bulk_fields = ["responsable", "area_solicitante"]
    import_keys = ["numero_registro"]
    operations = (
        "list",
        "create",
        "import",
        "export",
        "bulk_edit",
        "detail",
        "update",
        "delete",
        "history",
    )
    views = {
        "list": ConvenioListView,
        "create": ConvenioCreateView,
        "detail": ConvenioDetailView,
    }
    empty_text = (
        "Aquí va cada convenio, desde que alguien lo pide hasta que termina su último compromiso."
    )
