"""«Informe de suscripción y seguimiento» and the control list: page, Word, PDF and workbooks."""

from __future__ import annotations

import tempfile
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import FileResponse, Http404, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe
from jinja2 import TemplateError

from calendario.calculations import trimestre_de
from convenios.forms.informe import InformeForm
from convenios.models import Convenio
from convenios.queries.control import hoja_de_control
from convenios.queries.impresos import InformeConveniosWord, datos_informe
from convenios.queries.libros import hojas
from convenios.queries.suscripcion import EN_TABLAS, ROTULOS, informe_de
from core.documents.pdf import compilar
from core.documents.views import como_archivo
from core.exports import EXCEL
from core.permisos import permiso
from core.workbooks import escribir_libro

CAMPOS = ("periodo", "anio", "desde", "hasta", "al")
EN_PANTALLA = 30  # work programmes shown; all of them are in the workbook


def elegido(request):
    """The form of the period: as asked for, or the present quarter."""
    if "periodo" in request.GET:
        return InformeForm(request.GET)
    anio, numero = trimestre_de(timezone.now())
    datos = QueryDict(mutable=True)
    datos.update({"periodo": str(numero), "anio": str(anio)})
    return InformeForm(datos)


def migas():
    return [("Convenios", reverse("convenios:convenio_list"))]


def como_libro(hojas, nombre):
    """Sheets as an answer that the browser saves."""
    archivo = tempfile.TemporaryFile()  # noqa: SIM115 FileResponse closes it
    escribir_libro(archivo, hojas)
    archivo.seek(0)
    return FileResponse(archivo, as_attachment=True, filename=nombre, content_type=EXCEL)


@permiso("convenios.view_informe")
@require_safe
def informe(request):
    """The report, in the format of the query string."""
    form = elegido(request)
    if not form.is_valid():
        context = {
            "title": "Informe de suscripción y seguimiento",
            "form": form,
            "breadcrumbs": migas(),
        }
        return render(request, "convenios/informe.html", context, status=422)
    rows = Convenio.objects.visibles_para(request.user)
    datos = informe_de(rows, form.cleaned_data["lapso"], form.cleaned_data["al"])
    formatos = {"html": como_pagina, "docx": como_word, "pdf": como_pdf, "xlsx": como_excel}
    entregar = formatos.get(request.GET.get("formato", "html"))
    if entregar is None:
        raise Http404
    return entregar(request, form, datos)


def como_pagina(request, form, datos):
    enlaces = Enlaces(datos)
    pedido = {name: request.GET[name] for name in CAMPOS if request.GET.get(name)}
    programas = list(datos.avances_en(EN_PANTALLA))
    context = {
        "title": datos.titulo,
        "informe": datos,
        "form": form,
        "cifras": [linea | {"url": enlaces.de(linea["nombre"])} for linea in datos.lineas],
        "columnas": [ROTULOS[cifra] for cifra in EN_TABLAS],
        "categorias": [enlaces.fila(fila, "categoria") for fila in datos.categorias],
        "sumas": sumas_de(datos),
        "tipos": [enlaces.fila(fila, "tipo") for fila in datos.tipos],
        "anios": [
            anio | {"url": enlaces.de("suscritos", anio=anio["anio"])} for anio in datos.anios
        ],
        "sin_fecha": enlaces.celda("sin_fecha", datos.totales["sin_fecha"]),
        "programas": programas,
        "consulta": urlencode(pedido),
        "breadcrumbs": migas(),
    }
    return render(request, "convenios/informe.html", context)


def sumas_de(datos):
    """What the categories add up to, and how many instruments there really are."""
    sumados = {c: datos.totales[c] + datos.de_mas[c] for c in EN_TABLAS}
    return [
        {"texto": texto, "celdas": [(ROTULOS[c], cifras[c]) for c in EN_TABLAS]}
        for texto, cifras in (("Suma de las categorías", sumados), ("Instrumentos", datos.totales))
    ]


class Enlaces:
    """From each figure to the list of the instruments it counted."""

    def __init__(self, datos):
        self.datos = datos
        self.lista = reverse("convenios:convenio_list")

    def de(self, cifra, **mas):
        """The address of a list: its figure, the day of the cut and, if it has one, its period."""
        pedido = {"situacion": "suscritos" if cifra == "en_periodo" else cifra}
        if cifra == "en_periodo":
            lapso = self.datos.lapso
            pedido |= {"suscrito_desde": dia(lapso.desde), "suscrito_hasta": dia(lapso.hasta)}
        return f"{self.lista}?{urlencode(pedido | {'al': dia(self.datos.al)} | mas)}"

    def celda(self, cifra, valor, **mas):
        return {"rotulo": ROTULOS.get(cifra, ""), "valor": valor, "url": self.de(cifra, **mas)}

    def fila(self, fila, campo):
        """A row of a table with a link in each of its figures."""
        mas = {campo: fila["clave"]}
        return {
            "texto": fila["texto"],
            "celdas": [self.celda(cifra, fila[cifra], **mas) for cifra in EN_TABLAS],
        }


def dia(fecha):
    return f"{fecha:%d/%m/%Y}"


def como_word(request, _form, datos):
    try:
        contenido = InformeConveniosWord.escribir(datos_informe(datos))
    except (ValidationError, TemplateError) as error:
        texto = getattr(error, "messages", [f"La plantilla no se puede llenar: {error}"])[0]
        messages.error(request, texto)
        return redirect("convenios:informe")
    return como_archivo(contenido, f"{archivo_de(datos)}.docx")


def como_pdf(_request, _form, datos):
    contenido = compilar("convenios/informe.typ", datos_informe(datos))
    return como_archivo(contenido, f"{archivo_de(datos)}.pdf", "application/pdf")


def como_excel(_request, _form, datos):
    return como_libro(hojas(datos), f"{archivo_de(datos)}.xlsx")


def archivo_de(datos):
    return f"informe-convenios-{datos.lapso.clave}"


@permiso("convenios.export_convenio")
@require_safe
def control(request):
    """«Control de convenios»: every instrument that may be seen, in a workbook."""
    hoy = timezone.localdate()
    rows = Convenio.objects.visibles_para(request.user)
    return como_libro([hoja_de_control(rows, hoy)], f"control-convenios-{hoy.isoformat()}.xlsx")
