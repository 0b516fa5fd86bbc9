"""What will be published of the instruments: seen first, with what is missing, then as files."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import Http404, QueryDict, StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from calendario.calculations import trimestre_de
from convenios.forms.informe import TransparenciaForm
from convenios.models import Convenio
from convenios.queries.formatos import FORMATOS
from convenios.views.informe import como_libro, migas
from core.pagination import fetch, positive
from core.permisos import permiso
from core.workbooks import lineas_csv

CAMPOS = ("obligacion", "periodo", "anio", "validacion")
POR_PAGINA = 25
TITULO = "Transparencia de convenios"


def elegido(request):
    """What was asked for, or the last quarter that ended."""
    if "obligacion" in request.GET:
        return TransparenciaForm(request.GET)
    anio, numero = trimestre_de(timezone.now())
    indice = anio * 4 + numero - 2
    datos = QueryDict(mutable=True)
    datos.update(
        {"obligacion": "121-xxxv", "periodo": str(indice % 4 + 1), "anio": str(indice // 4)}
    )
    return TransparenciaForm(datos)


@permiso("convenios.publicar_convenio")
@require_safe
def transparencia(request):
    """The format, in the shape of the query string."""
    form = elegido(request)
    if not form.is_valid():
        context = {"title": TITULO, "form": form, "breadcrumbs": migas()}
        return render(request, "convenios/transparencia.html", context, status=422)
    datos = form.cleaned_data
    rows = Convenio.objects.visibles_para(request.user)
    publicacion = FORMATOS[datos["obligacion"]](rows, datos["lapso"], datos["validacion"])
    formatos = {"html": como_pagina, "xlsx": como_excel, "csv": como_csv, "personas": como_csv}
    entregar = formatos.get(request.GET.get("formato", "html"))
    if entregar is None:
        raise Http404
    return entregar(request, form, publicacion)


def como_pagina(request, form, publicacion):
    page = fetch(publicacion.filas, positive(request.GET.get("pagina"), 1), POR_PAGINA)
    inicio = page.start_index - 1 if page.rows else 0
    datos = form.cleaned_data | {"anio": publicacion.lapso.hasta.year}
    pedido = {name: en_consulta(datos[name]) for name in CAMPOS}
    consulta = urlencode(pedido)
    context = {
        "title": TITULO,
        "form": form,
        "publicacion": publicacion,
        "faltas": publicacion.por_falta().items(),
        "filas": [
            {"convenio": convenio, "celdas": list(zip(publicacion.titulos, fila, strict=True))}
            for convenio, fila in zip(publicacion.convenios[inicio:], page.rows, strict=False)
        ],
        "page_obj": page,
        "page_url": f"?{consulta}&pagina=",
        "consulta": consulta,
        "breadcrumbs": migas(),
    }
    return render(request, "convenios/transparencia.html", context)


def en_consulta(valor):
    return f"{valor:%d/%m/%Y}" if hasattr(valor, "strftime") else valor


def como_excel(_request, _form, publicacion):
    return como_libro(publicacion.hojas(), f"{archivo_de(publicacion)}.xlsx")


def como_csv(request, _form, publicacion):
    """The table or, with `formato=personas`, the table of parties that hangs from it."""
    tabla = (publicacion.titulos, publicacion.filas)
    nombre = archivo_de(publicacion)
    if request.GET["formato"] == "personas":
        if not publicacion.titulos_partes:
            raise Http404
        tabla = (publicacion.titulos_partes, publicacion.partes)
        nombre = f"{nombre}-personas"
    response = StreamingHttpResponse(lineas_csv(*tabla), "text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{nombre}.csv"'
    return response


def archivo_de(publicacion):
    return f"transparencia-{publicacion.clave}-{publicacion.lapso.clave}"
