"""The report of a quarter: page, workbook and PDF from the same data."""

from __future__ import annotations

import tempfile
from itertools import islice

from django.http import FileResponse, Http404
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from core.documents.pdf import compilar
from core.documents.views import como_archivo
from core.exports import EXCEL
from core.permisos import permiso
from crm.models import Gestion
from indicadores.queries.informe import informe_ai3
from indicadores.resources import escribir_informe, para_imprimir
from indicadores.views.ai3 import ai3, elegido

EN_PANTALLA = 200


@permiso("indicadores.view_indicador")
@require_safe
def ai3_informe(request):
    """The report, in the format of the query string. Figures are of all; folios, those one sees."""
    anio, numero = elegido(request)
    informe = informe_ai3(ai3(request.user), anio, numero)
    folios = informe.folios(Gestion.objects.visibles_para(request.user))
    formatos = {"html": como_pagina, "xlsx": como_libro, "pdf": como_pdf}
    entregar = formatos.get(request.GET.get("formato", "html"))
    if entregar is None:
        raise Http404
    return entregar(request, informe, folios)


def como_pagina(request, informe, folios):
    filas = list(islice(folios, EN_PANTALLA + 1))
    context = {
        "title": informe.titulo,
        "informe": informe,
        "folios": filas[:EN_PANTALLA],
        "hay_mas": len(filas) > EN_PANTALLA,
        "consulta": f"anio={informe.anio}&trimestre={informe.trimestre}",
        "breadcrumbs": [
            (
                "Gestiones atendidas (AI 3)",
                f"{reverse('indicadores:ai3')}?anio={informe.anio}&trimestre={informe.trimestre}",
            )
        ],
    }
    return render(request, "indicadores/informe.html", context)


def como_libro(_request, informe, folios):
    archivo = tempfile.TemporaryFile()  # noqa: SIM115 FileResponse closes it
    escribir_informe(archivo, informe, folios)
    archivo.seek(0)
    nombre = f"informe-ai3-{informe.clave}.xlsx"
    return FileResponse(archivo, as_attachment=True, filename=nombre, content_type=EXCEL)


def como_pdf(_request, informe, folios):
    contenido = compilar("indicadores/informe.typ", para_imprimir(informe, folios))
    return como_archivo(contenido, f"informe-ai3-{informe.clave}.pdf", "application/pdf")
