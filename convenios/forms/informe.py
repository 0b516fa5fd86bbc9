"""Which period is reported, and on what day."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from calendario.calculations import fin_de_trimestre, nombre_trimestre, trimestre
from calendario.calculations.trimestres import ORDINALES
from convenios.queries.suscripcion import Lapso
from core.formats import rango
from core.forms import ExplainMixin, FechaField

TRIMESTRES = [(str(n), f"{ordinal} trimestre") for n, ordinal in enumerate(ORDINALES, 1)]
ANIO, FECHAS = "anio", "fechas"
PRIMER_ANIO, ULTIMO_ANIO = 1999, 2099


def de_trimestre(anio, numero):
    """A quarter as a span of civil days."""
    inicio = trimestre(anio, numero).inicio.date()
    nombre = nombre_trimestre(anio, numero)
    return Lapso(inicio, fin_de_trimestre(anio, numero), nombre, f"{anio}-T{numero}")


def de_anio(anio):
    """A whole year."""
    desde, hasta = de_trimestre(anio, 1).desde, de_trimestre(anio, 4).hasta
    return Lapso(desde, hasta, f"año {anio}", str(anio))


class InformeForm(ExplainMixin, forms.Form):
    """A quarter, a year or any two days; and the day the figures are of."""

    periodo = forms.ChoiceField(
        label="Periodo", choices=[*TRIMESTRES, (ANIO, "Todo el año"), (FECHAS, "Entre dos fechas")]
    )
    anio = forms.IntegerField(
        label="Año", min_value=PRIMER_ANIO, max_value=ULTIMO_ANIO, required=False
    )
    desde = FechaField(label="Desde", required=False)
    hasta = FechaField(label="Hasta", required=False)
    al = FechaField(
        label="Fecha de corte",
        required=False,
        help_text="Si la dejas vacía, el último día del periodo, u hoy si todavía no termina.",
    )

    def clean(self):
        data = super().clean()
        if self.errors:
            return data
        data["lapso"] = lapso = self.lapso(data)
        hoy = timezone.localdate()
        if data["al"] and data["al"] > hoy:
            raise ValidationError({"al": "El corte no puede ser de un día que no ha llegado."})
        if lapso and lapso.desde > hoy:
            raise ValidationError({"periodo": "Ese periodo todavía no empieza."})
        if lapso:
            data["al"] = data["al"] or lapso.corte(hoy)
        return data

    def lapso(self, data):
        """The period asked for. Adds its own errors when something of it is missing."""
        if data["periodo"] == FECHAS:
            return self.entre_fechas(data["desde"], data["hasta"])
        anio = data["anio"] or timezone.localdate().year
        return (
            de_anio(anio) if data["periodo"] == ANIO else de_trimestre(anio, int(data["periodo"]))
        )

    def entre_fechas(self, desde, hasta):
        if desde is None:
            self.add_error("desde", "Escribe desde qué día, o elige un trimestre o un año.")
        if hasta is None:
            self.add_error("hasta", "Escribe hasta qué día, o elige un trimestre o un año.")
        if desde and hasta and hasta < desde:
            self.add_error("hasta", "Escribe una fecha igual o posterior a «Desde».")
        if self.errors:
            return None
        return Lapso(desde, hasta, rango(desde, hasta), f"{desde.isoformat()}-{hasta.isoformat()}")


class TransparenciaForm(ExplainMixin, forms.Form):
    """Which format is published, of which period, and when it was validated."""

    obligacion = forms.ChoiceField(
        label="Formato",
        choices=[
            ("121-xxxv", "Art. 121, fracción XXXV: convenios (trimestral)"),
            ("128-xix-b", "Art. 128, fracción XIX b): documentos firmados (anual)"),
        ],
    )
    periodo = forms.ChoiceField(label="Periodo", choices=[*TRIMESTRES, (ANIO, "Todo el año")])
    anio = forms.IntegerField(label="Ejercicio", min_value=PRIMER_ANIO, max_value=ULTIMO_ANIO)
    validacion = FechaField(
        label="Fecha de validación", required=False, help_text="Si la dejas vacía, hoy."
    )

    def clean(self):
        data = super().clean()
        if self.errors:
            return data
        periodo = ANIO if data["obligacion"] == "128-xix-b" else data["periodo"]
        es_anual = periodo == ANIO
        lapso = de_anio(data["anio"]) if es_anual else de_trimestre(data["anio"], int(periodo))
        if lapso.desde > timezone.localdate():
            raise ValidationError({"anio": "Ese periodo todavía no empieza."})
        data["lapso"] = lapso
        data["validacion"] = data["validacion"] or timezone.localdate()
        return data
