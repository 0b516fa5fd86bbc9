"""The plan's screens: it is read by everybody and corrected by the direction."""

from core.crud import Crud, Panel
from programa.models import AccionPOA, ActividadInstitucional, LineaAccion, ObjetivoPlan

LECTURA = ("list", "export", "detail", "update", "history")


class ObjetivoPlanCrud(Crud):
    model = ObjetivoPlan
    columns = ["numero", "texto"]
    fields = ["numero", "texto"]
    ordering = ["numero"]
    operations = LECTURA
    icon = "bullseye"
    panels = [
        Panel(
            "Líneas de acción", "programa:lineaaccion_list", "objetivo", "programa.view_lineaaccion"
        )
    ]


class LineaAccionCrud(Crud):
    model = LineaAccion
    columns = ["clave", "texto", "es_alineada"]
    filters = ["objetivo", "es_alineada"]
    fields = ["clave", "objetivo", "texto", "politica", "es_alineada", "nota"]
    ordering = ["clave"]
    operations = LECTURA
    icon = "signpost-2"


class ActividadInstitucionalCrud(Crud):
    model = ActividadInstitucional
    columns = ["clave", "enunciado", "indicador"]
    fields = ["clave", "enunciado", "objetivo_especifico", "indicador", "meta"]
    ordering = ["clave"]
    operations = LECTURA
    icon = "clipboard-check"
    panels = [
        Panel("Acciones", "programa:accionpoa_list", "actividad", "programa.view_accionpoa"),
    ]


class AccionPOACrud(Crud):
    model = AccionPOA
    columns = ["clave", "texto", "ro"]
    filters = ["actividad"]
    fields = ["actividad", "numero", "texto", "ro"]
    ordering = ["actividad__clave", "numero"]
    operations = LECTURA
    icon = "list-check"
