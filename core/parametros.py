"""What the office decides, in a screen: each value with its date, and those it had before."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.module_loading import import_string
from django.views.decorators.http import require_http_methods, require_safe

from core.forms import ExplainMixin, FechaField, TextoField
from core.models import Parametro
from core.permisos import permiso


@dataclass(frozen=True)
class Definicion:
    """One thing the office may decide: its words, what may be written, what holds meanwhile."""

    clave: str
    nombre: str
    ayuda: str
    campo: forms.Field
    por_omision: object
    opciones: dict[str, str] = field(default_factory=dict)

    def en_palabras(self, valor: object) -> str:
        """A value as people read it."""
        return self.opciones.get(str(valor), str(valor))


def numero(clave, nombre, por_omision, ayuda="", *, desde=1, hasta=365) -> Definicion:
    """A whole number between two."""
    campo = forms.IntegerField(label="Valor", min_value=desde, max_value=hasta)
    return Definicion(clave, nombre, ayuda, campo, por_omision)


def opcion(clave, nombre, opciones, por_omision, ayuda="") -> Definicion:
    """One of a few; none is chosen beforehand where what holds meanwhile is none of them."""
    vacia = [] if por_omision in opciones else [("", "Elige una opción")]
    campo = forms.ChoiceField(label="Valor", choices=[*vacia, *opciones.items()])
    return Definicion(clave, nombre, ayuda, campo, por_omision, opciones)


def texto(clave, nombre, por_omision, ayuda="") -> Definicion:
    """Words."""
    return Definicion(clave, nombre, ayuda, TextoField(label="Valor", max_length=200), por_omision)


def definiciones() -> dict[str, Definicion]:
    """What this installation lets the office decide, in order."""
    return {d.clave: d for d in import_string(settings.PARAMETROS)}


class ParametroForm(ExplainMixin, forms.Form):
    """A new value from a date; the past keeps its own."""

    desde = FechaField(label="Vigente desde", initial=timezone.localdate)
    procedencia = TextoField(
        label="Qué lo dispone",
        max_length=300,
        help_text="Norma, acuerdo u oficio. Por ejemplo «Manual de convenios, numeral 4».",
    )
    field_order = ("valor", "desde", "procedencia")
    clave = ""

    def clean_desde(self):
        desde = self.cleaned_data["desde"]
        rows = Parametro.objects.vivos().filter(clave=self.clave, desde=desde)
        if rows.exists():
            raise forms.ValidationError("Ya hay un valor desde esa fecha: elige otra.")
        return desde


def forma_de(definicion: Definicion) -> type[ParametroForm]:
    """The form of one, with the field of its values."""
    return type(
        "ValorForm", (ParametroForm,), {"valor": definicion.campo, "clave": definicion.clave}
    )


def vigentes(al: dt.date) -> dict[str, Parametro]:
    """The value in force of each, in one query."""
    rows = Parametro.objects.vivos().filter(desde__lte=al).order_by("desde")
    return {row.clave: row for row in rows}


@permiso("core.view_parametro")
@require_safe
def lista(request):
    """Every value in force, and what disposes it."""
    en_vigor = vigentes(timezone.localdate())
    filas = []
    for definicion in definiciones().values():
        row = en_vigor.get(definicion.clave)
        valor = row.valor if row else definicion.por_omision
        filas.append({"definicion": definicion, "row": row, "valor": definicion.en_palabras(valor)})
    return render(request, "core/parametros.html", {"title": "Plazos y criterios", "filas": filas})


@permiso("core.change_parametro")
@require_http_methods(["GET", "HEAD", "POST"])
def detalle(request, clave):
    """A new value for one, and those it has had."""
    definicion = definiciones().get(clave)
    if definicion is None:
        raise Http404
    form = forma_de(definicion)(request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        nuevo = Parametro(
            clave=clave, valor=data["valor"], desde=data["desde"], procedencia=data["procedencia"]
        )
        nuevo.guardar(by=request.user, motivo="Nuevo valor")
        messages.success(request, f"Se guardó: {definicion.nombre}.")
        return redirect("core:parametro_list")
    rows = Parametro.objects.visibles_para(request.user).filter(clave=clave).order_by("-desde")
    valores = [{"row": row, "valor": definicion.en_palabras(row.valor)} for row in rows]
    context = {
        "title": definicion.nombre,
        "definicion": definicion,
        "form": form,
        "valores": valores,
        "cancel_url": reverse("core:parametro_list"),
        "breadcrumbs": [("Plazos y criterios", reverse("core:parametro_list"))],
    }
    return render(request, "core/parametro.html", context, status=422 if form.errors else 200)
