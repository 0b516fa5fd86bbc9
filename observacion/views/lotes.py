"""Batches of badges: what goes to the printer together, once."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe
from django.views.generic import View

from core.crud import Crud
from core.documents.views import como_archivo
from core.keys import is_key
from core.permisos import permiso
from core.views import DetailView, FilteredMixin, ListView
from crm.views.actos import registro
from crm.views.vistas import VistasMixin
from observacion.actions import gafetes as actions
from observacion.enums import EstadoLote
from observacion.models import Gafete, LoteGafetes
from observacion.queries.gafetes import FORMATOS, pdf

IMPRIMIR = "observacion.imprimir_lotegafetes"
TOPE = 1000


class LoteListView(VistasMixin, ListView):
    vistas = (
        ("Todos", {}),
        ("Por imprimir", {"estado": "preparado"}),
        ("Impresos", {"estado": "impreso"}),
    )
    otras = (("Gafetes", "observacion:gafete_list"),)


class LoteDetailView(DetailView):
    """How many, whether it was printed and by whom, and its PDF."""

    def get_context_data(self, **kwargs):
        lote, user = self.object, self.request.user
        suyos = Gafete.objects.visibles_para(user).filter(lote=lote)
        return super().get_context_data(
            gafetes=suyos.order_by("pk")[:200],
            cuantos=suyos.count(),
            impreso=lote.estado == EstadoLote.IMPRESO,
            puede_imprimir=user.has_perm(IMPRIMIR, lote),
            **kwargs,
        )


class LoteGafetesCrud(Crud):
    model = LoteGafetes
    icon = "printer"
    columns = ["folio", "tipo", "proceso", "estado", "impreso_en", "impreso_por"]
    ordering = ["-creado_en", "-pk"]
    filters = ["estado", "tipo", "proceso"]
    fields = ["tipo", "proceso"]
    sections = [("", "", ["tipo", "proceso", "impreso_en", "impreso_por", "creado_en"])]
    operations = ("list", "detail", "history")
    views = {"list": LoteListView, "detail": LoteDetailView}
    empty_text = (
        "Un lote reúne los gafetes que van juntos a la impresora, para que ninguno se repita."
    )


class ArmarLoteView(FilteredMixin, View):
    """The chosen badges that no batch has, or every one that is missing."""

    operation = "list"

    def get(self, request):
        """Chosen in the list: the batch is confirmed in a page of its own."""
        gafetes = self.elegidos()
        context = self.get_context_data(
            title=f"Armar un lote con {len(gafetes)}" if gafetes else "Armar un lote",
            gafetes=gafetes[:200],
            cuantos=len(gafetes),
            keys=[gafete.pk for gafete in gafetes],
            cancel_url=self.crud.url("list"),
        )
        return self.render_to_response(context)

    def get_template_names(self):
        return ["observacion/lote_armar.html"]

    def post(self, request):
        try:
            lote = actions.armar_lote(self.elegidos(), by=request.user)
        except ValidationError as error:
            messages.error(request, error.messages[0])
            return redirect(self.crud.url("list"))
        messages.success(request, f"Se armó el lote {lote.folio}.")
        return redirect("observacion:lotegafetes_detail", lote.pk)

    def elegidos(self):
        data = self.request.POST or self.request.GET
        rows = self.filtered(self.get_filterset()).filter(anulado_en=None, lote=None)
        keys = [key for key in data.getlist("pk") if is_key(key)]
        if keys and not data.get("todos"):
            rows = rows.filter(pk__in=keys[:TOPE])
        return list(rows.select_related("proceso")[:TOPE])


@permiso(IMPRIMIR)
@require_safe
def lote_pdf(request, pk):
    """The sheet for the printer; what was annulled meanwhile is left out."""
    lote = registro(request, LoteGafetes, pk, IMPRIMIR)
    formato = request.GET.get("formato", "carta")
    formato = formato if formato in FORMATOS else "carta"
    gafetes = Gafete.objects.visibles_para(request.user).validos().filter(lote=lote)
    contenido = pdf(gafetes.select_related("proceso").order_by("pk"), formato=formato)
    return como_archivo(contenido, f"{lote.folio}-{formato}.pdf", "application/pdf")


@permiso(IMPRIMIR)
@require_POST
def lote_marcar_impreso(request, pk):
    """Exactly once: the second time says who did and when."""
    lote = registro(request, LoteGafetes, pk, IMPRIMIR)
    try:
        actions.marcar_impreso(lote, by=request.user)
    except ValidationError as error:
        messages.error(request, error.messages[0])
    else:
        messages.success(request, f"El lote {lote.folio} quedó como impreso.")
    return redirect("observacion:lotegafetes_detail", pk)
