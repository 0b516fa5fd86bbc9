"""The calculator of terms, and the suggestions of a year."""

import datetime as dt

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from calendario.actions import agregar_sugeridos
from calendario.forms.plazos import CalculadoraForm
from calendario.forms.sugerencias import AnioForm, SugerenciasForm
from calendario.models import DiaInhabil
from calendario.queries import plazo
from core.formats import DIAS
from core.permisos import permiso

TOPE = 100  # days shown one by one


@permiso("calendario.view_diainhabil")
@require_safe
def calculadora(request):
    """When a term ends and why; it writes nothing, so that its address can be shared."""
    form = CalculadoraForm(request.GET) if "cantidad" in request.GET else CalculadoraForm()
    vencimiento = None
    if form.is_bound and form.is_valid():
        data = form.cleaned_data
        try:
            vencimiento = plazo(**data)
        except ValueError as error:
            form.add_error(None, str(error))
    context = {
        "title": "Calculadora de plazos",
        "form": form,
        "vencimiento": vencimiento,
        "no_contaron": no_contaron(vencimiento) if vencimiento else [],
        "tope": TOPE,
    }
    status = 422 if form.errors else 200
    return render(request, "calendario/calculadora.html", context, status=status)


def no_contaron(vencimiento):
    """The days left out, each with its weekday and reason."""
    dias = [*vencimiento.saltados, *vencimiento.aplazados]
    return [{"fecha": d, "dia": DIAS[d.weekday()], "motivo": motivo} for d, motivo in dias]


@permiso("calendario.add_diainhabil")
@require_http_methods(["GET", "HEAD", "POST"])
def sugerir(request):
    """What the library knows of a year; only what somebody marks is written."""
    anios = AnioForm(request.GET)
    context = {
        "title": "Proponer los días inhábiles de un año",
        "breadcrumbs": [("Días inhábiles", reverse("calendario:diainhabil_list"))],
        "anios": anios,
    }
    if not anios.is_valid():
        return render(request, "calendario/sugerir.html", context, status=422)
    anio = anios.cleaned_data["anio"]
    rows = DiaInhabil.objects.visibles_para(request.user).filter(fecha__year=anio)
    ya_estan = set(rows.values_list("fecha", flat=True))
    data = request.POST if request.method == "POST" else None
    form = SugerenciasForm(data, anio=anio, ya_estan=ya_estan)
    if form.is_valid():
        fechas = [dt.date.fromisoformat(texto) for texto in form.cleaned_data["fechas"]]
        nuevos = agregar_sugeridos(anio, fechas, by=request.user)
        messages.success(request, agregados(len(nuevos)))
        return redirect("calendario:diainhabil_list")
    context |= {"anio": anio, "form": form, "todos": ya_estan.issuperset(fechas_de(form))}
    status = 422 if form.errors else 200
    return render(request, "calendario/sugerir.html", context, status=status)


def fechas_de(form):
    return {dt.date.fromisoformat(value) for value, _texto in form.fields["fechas"].choices}


def agregados(cuantos):
    if cuantos == 0:
        return "Esos días ya estaban en la lista."
    verbo = "Se agregó 1 día." if cuantos == 1 else f"Se agregaron {cuantos} días."
    return f"{verbo} Los plazos abiertos se vuelven a calcular."
