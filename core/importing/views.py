"""First steps of the workbench: the file and its columns."""

import io

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import FileResponse
from django.shortcuts import redirect
from django.utils.decorators import method_decorator
from django.views.decorators.debug import sensitive_post_parameters
from django.views.generic import TemplateView, View

from core.exports import EXCEL, columnas_para
from core.importing.batch_views import LoteMixin, asegurar_permiso
from core.importing.forms import ArchivoForm, ColumnasForm
from core.importing.opening import abrir, decidir, elegir_hoja, mismo_archivo, reabrir
from core.importing.report import escribir_plantilla
from core.models import Lote
from core.models.lote import EstadoLote
from core.tasks import enqueue
from core.views.mixins import CrudMixin

RECIENTES = 5


class ImportStartView(CrudMixin, View):
    """Choose the file; the template to fill in hangs from the same address."""

    operation = "import"

    def get(self, request):
        if "plantilla" in request.GET:
            return self.plantilla()
        return self.show(ArchivoForm())

    def post(self, request):
        form = ArchivoForm(request.POST, request.FILES)
        if form.is_valid():
            archivo = form.cleaned_data["archivo"]
            try:
                abierto = abrir(self.crud, archivo.read(), archivo.name, by=request.user)
            except ValidationError as error:
                form.add_error("archivo", error)
            else:
                return redirect("importaciones:columnas", abierto.lote.pk)
        return self.show(form, status=422)

    def show(self, form, status=200):
        columnas = columnas_para(self.crud, self.request.user)
        context = self.get_context_data(
            title=f"Importar {self.crud.verbose_name_plural}",
            form=form,
            obligatorias=[c.etiqueta for c in columnas if c.obligatoria],
            columnas=columnas,
            recientes=Lote.objects.visibles_para(self.request.user).filter(
                modelo=self.crud.opts.label_lower
            )[:RECIENTES],
        )
        return self.render_to_response(context, status=status)

    def plantilla(self):
        archivo = io.BytesIO()
        escribir_plantilla(archivo, columnas_para(self.crud, self.request.user))
        archivo.seek(0)
        nombre = f"plantilla-{self.crud.slug()}.xlsx"
        return FileResponse(archivo, as_attachment=True, filename=nombre, content_type=EXCEL)


@method_decorator(sensitive_post_parameters(), name="dispatch")
class ColumnasView(LoteMixin, TemplateView):
    """Which column feeds which field."""

    template_name = "crud/import_columns.html"
    abiertos = (EstadoLote.BORRADOR, EstadoLote.REVISADO, EstadoLote.FALLIDO)

    def get(self, request, *args, **kwargs):
        lote = self.get_lote()
        if lote.estado not in self.abiertos:
            return redirect(lote)
        hoja = request.GET.get("hoja")
        if hoja in lote.opciones.get("hojas", ()):
            return self.show(elegir_hoja(lote, hoja))
        return self.show(reabrir(lote))

    def post(self, request, *args, **kwargs):
        lote = self.get_lote()
        asegurar_permiso(request.user, lote)
        if lote.estado not in self.abiertos:  # a discarded batch has no file any more
            return redirect(lote)
        abierto = reabrir(lote)
        form = ColumnasForm(request.POST, abierto=abierto)
        if not form.is_valid():
            return self.show(abierto, form, status=422)
        ambiguas = abierto.relacion.ambiguas
        abierto.relacion = form.relacion()
        abierto.relacion.ambiguas = ambiguas
        if abierto.relacion.clave not in dict(abierto.opciones_de_clave()):
            # The chosen columns changed what can identify a record.
            abierto.relacion.clave = (abierto.opciones_de_clave() or [("", "")])[0][0]
        try:
            decidir(abierto)
        except ValidationError as error:
            form.add_error(None, error)
            return self.show(abierto, form, status=422)
        enqueue("core.avanzar_lote", lote_id=lote.pk)
        return redirect(lote)

    def show(self, abierto, form=None, status=200):
        lote, crud = abierto.lote, abierto.crud
        anterior = mismo_archivo(lote)
        if anterior and form is None:
            cuando = anterior.creado_en.strftime("%d/%m/%Y")
            messages.warning(
                self.request,
                f"Este mismo archivo ya se importó el {cuando} (lote {anterior.pk}).",
            )
        context = self.get_context_data(
            title=f"Columnas de «{lote.nombre_archivo}»",
            lote=lote,
            crud=crud,
            form=form or ColumnasForm(abierto=abierto),
            avisos=abierto.tabla.avisos,
            faltan=[
                c.etiqueta
                for c in abierto.columnas
                if c.obligatoria and c.nombre not in abierto.relacion.mapa.values()
            ],
            breadcrumbs=self.breadcrumbs(lote, crud),
        )
        return self.render_to_response(context, status=status)
