"""The MIR and the closed quarters, declared."""

from core.crud import Crud
from indicadores.forms import IndicadorForm
from indicadores.models import CierreTrimestral, Indicador
from indicadores.views.ai3 import CierreDetailView


class IndicadorCrud(Crud):
    model = Indicador
    icon = "speedometer2"
    columns = ["nombre", "nivel", "actividad", "tipo", "frecuencia", "meta"]
    subtitle = "clave"
    filters = ["nivel", "tipo", "frecuencia"]
    form_class = IndicadorForm
    ordering = ["pk"]
    operations = ("list", "export", "detail", "update", "history")
    sections = [
        (
            "Lo que dice el Programa",
            "Se cargó literalmente de la MIR.",
            [
                "nivel",
                "actividad",
                "resumen",
                "nombre",
                "tipo",
                "formula",
                "frecuencia",
                "medio",
                "supuestos",
            ],
        ),
        (
            "Lo que decide la oficina",
            "El Programa no lo dice: está vacío hasta que alguien lo capture.",
            [
                "metodo",
                "cuenta_con_respuesta",
                "linea_base",
                "meta",
                "umbral_verde",
                "umbral_amarillo",
            ],
        ),
    ]


class CierreTrimestralCrud(Crud):
    model = CierreTrimestral
    icon = "lock"
    columns = ["periodo", "metodo", "numerador", "denominador", "corte", "creado_por"]
    fields = ["indicador", "metodo", "numerador", "denominador", "corte", "sha256"]
    filters = ["anio"]
    ordering = ["-anio", "-trimestre"]
    operations = ("list", "export", "detail", "history")
    views = {"detail": CierreDetailView}
    empty_text = "Al cerrar un trimestre, lo reportado queda fijo y aparece aquí."
