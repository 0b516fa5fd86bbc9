"""A batch on screen: preview, decisions, progress, result, undo."""

import tempfile
import time

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Case, Value, When
from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.text import capfirst
from django.views.generic import TemplateView, View

from core.exports import EXCEL
from core.importing.catalog import crud_por_modelo
from core.importing.forms import ConfirmarForm, DecisionForm
from core.importing.opening import descartar
from core.importing.presentation import Lector, indice_de_nombre
from core.importing.report import devueltas, escribir_devueltas
from core.importing.run import confirmar, por_aplicar
from core.models import Lote
from core.models.lote import Decision, EstadoLote, EstadoRenglon, TipoLote
from core.pagination import fetch, positive
from core.tasks import enqueue

POR_PAGINA = 25
ORDEN = (
    EstadoRenglon.PROBLEMA,
    EstadoRenglon.PARECIDA,
    EstadoRenglon.ELIMINADA,
    EstadoRenglon.CAMBIA,
    EstadoRenglon.NUEVA,
)
CUENTAS = (
    (EstadoRenglon.NUEVA, "nuevas", "Nuevas"),
    (EstadoRenglon.CAMBIA, "actualizadas", "Con cambios"),
    (EstadoRenglon.IGUAL, "sin_cambio", "Sin cambio"),
    (EstadoRenglon.PROBLEMA, "con_problema", "Con problema"),
    (EstadoRenglon.PARECIDA, "posibles", "Posibles duplicados"),
)


# What needs somebody comes first; what stays the same, last.
PRIMERO = Case(
    *(When(estado=estado, then=Value(puesto)) for puesto, estado in enumerate(ORDEN)),
    default=Value(len(ORDEN)),
)


def asegurar_permiso(user, lote: Lote) -> None:
    """Who works on a batch still holds the permission it needs."""
    if not puede_con(user, lote):
        raise PermissionDenied


def puede_con(user, lote: Lote) -> bool:
    if lote.tipo == TipoLote.TRAMITE:
        return bool(user.has_perm(lote.opciones["permiso"]))
    operacion = "import" if lote.tipo == TipoLote.IMPORTACION else "bulk_edit"
    return bool(crud_por_modelo(lote.modelo).can(user, operacion))


class LoteMixin:
    """The batch of the address, if this person may know it."""

    def get_lote(self) -> Lote:
        visibles = Lote.objects.visibles_para(self.request.user)
        return get_object_or_404(visibles, pk=self.kwargs["pk"])

    @staticmethod
    def breadcrumbs(lote: Lote, crud):
        plural = capfirst(str(crud.verbose_name_plural))
        return [
            (plural, crud.url("list")),
            ("Lotes", reverse("importaciones:lote_list")),
            (str(lote), lote.get_absolute_url()),
        ]


class LoteListView(TemplateView):
    """Imports and bulk edits, the latest first."""

    template_name = "crud/import_index.html"

    def get_context_data(self, **kwargs):
        lotes = Lote.objects.visibles_para(self.request.user).select_related("creado_por")
        pagina = fetch(lotes, positive(self.request.GET.get("pagina"), 1), POR_PAGINA)
        nombres = {}
        for lote in pagina.rows:
            crud = nombres.setdefault(lote.modelo, crud_por_modelo(lote.modelo))
            lote.entidad = capfirst(str(crud.verbose_name_plural))
        return super().get_context_data(
            title="Importaciones y ediciones masivas",
            breadcrumbs=[],
            lotes=pagina.rows,
            page_obj=pagina,
            **kwargs,
        )


class LoteDetailView(LoteMixin, TemplateView):
    """Whatever the batch needs now: its columns, a decision, patience, or nothing more."""

    def get(self, request, *args, **kwargs):
        self.lote = self.get_lote()
        if self.lote.estado == EstadoLote.BORRADOR:
            return redirect("importaciones:columnas", self.lote.pk)
        return super().get(request, *args, **kwargs)

    def get_template_names(self):
        if self.lote.esta_en_trabajo:
            return ["crud/import_progress.html"]
        if self.lote.estado == EstadoLote.REVISADO:
            return ["crud/import_preview.html"]
        return ["crud/import_result.html"]

    def get_context_data(self, **kwargs):
        lote = self.lote
        crud = crud_por_modelo(lote.modelo)
        context = {
            "title": lote.nombre_archivo or lote.motivo or str(lote),
            "lote": lote,
            "crud": crud,
            "cuentas": self.cuentas(),
            "breadcrumbs": self.breadcrumbs(lote, crud),
            "puede": puede_con(self.request.user, lote),
        }
        if not lote.esta_en_trabajo:
            context |= self.filas(crud)
        texto, pagina = crud.resource_class.SIGUIENTE
        importado = lote.tipo == TipoLote.IMPORTACION and lote.estado == EstadoLote.TERMINADO
        if texto and importado:
            context["siguiente"] = {"text": texto, "url": reverse(pagina)}
        return super().get_context_data(**(context | kwargs))

    def cuentas(self):
        elegido = self.request.GET.get("estado", "")
        return [
            {
                "estado": estado,
                "cuenta": getattr(self.lote, campo),
                "texto": texto,
                "elegida": estado == elegido,
            }
            for estado, campo, texto in CUENTAS
            if self.lote.tipo != TipoLote.TRAMITE or estado != EstadoRenglon.NUEVA
        ]

    def filas(self, crud):
        """A page of rows, those that need somebody first."""
        lote, estado = self.lote, self.request.GET.get("estado", "")
        columnas = crud.resource_class().columnas(lote.opciones.get("ocultas", ()))
        renglones = lote.renglones.all()
        if lote.estado == EstadoLote.REVISADO:
            renglones = self.elegidas(renglones, estado)
        else:
            renglones = devueltas(lote)
        page = fetch(renglones, positive(self.request.GET.get("pagina"), 1), POR_PAGINA)
        lector, indice = Lector(columnas, page.rows), indice_de_nombre(lote, columnas)
        return {
            "estado": estado,
            "filas": [lector.fila(r, _celda(r, indice)) for r in page.rows],
            "page_obj": page,
            "page_url": f"?estado={estado}&pagina=",
            "base_url": reverse(f"{crud.label}_list"),
            "confirmar": ConfirmarForm(),
            "por_aplicar": por_aplicar(lote).count(),
            "sin_decidir": lote.renglones.filter(
                decision="", estado__in=[EstadoRenglon.PARECIDA, EstadoRenglon.ELIMINADA]
            ).count(),
            "dejados": self.dejados(crud),
            "son_dejados": lote.cambios.exclude(dejado_por="").count(),
            "con_cambios": lote.estado in Lote.CON_CAMBIOS and lote.cambios.exists(),
            "decisiones": Decision,
        }

    def dejados(self, crud):
        """What was not undone, called as the person who looks may call it."""
        cambios = list(self.lote.cambios.exclude(dejado_por="")[:POR_PAGINA])
        suyos = crud.model.objects.visibles_para(self.request.user)
        objs = suyos.in_bulk([cambio.objeto_id for cambio in cambios])
        for cambio in cambios:
            cambio.nombre = str(objs.get(cambio.objeto_id, f"Registro {cambio.objeto_id}"))
        return cambios

    @staticmethod
    def elegidas(renglones, estado):
        if estado == EstadoRenglon.PARECIDA:
            return renglones.filter(estado__in=[EstadoRenglon.PARECIDA, EstadoRenglon.ELIMINADA])
        if estado in EstadoRenglon.values:
            return renglones.filter(estado=estado)
        return renglones.order_by(PRIMERO, "pk")


def _celda(renglon, indice: int) -> str:
    return renglon.original[indice][:120] if indice < len(renglon.original) else ""


class AvanceView(LoteMixin, View):
    """The bar, asked for every second; when the work ends the page is read again."""

    def get(self, request, pk):
        lote = self.get_lote()
        if not lote.esta_en_trabajo:
            return HttpResponse(headers={"HX-Refresh": "true"})
        return render(request, "crud/_import_progress.html", {"lote": lote})


class AccionView(LoteMixin, View):
    """A button of the batch; each is one verb and goes back to the page of the batch."""

    http_method_names = ["post"]

    def post(self, request, pk):
        lote = self.get_lote()
        asegurar_permiso(request.user, lote)
        return self.hacer(request, lote) or redirect(lote)


class ConfirmarView(AccionView):
    def hacer(self, request, lote):
        form = ConfirmarForm(request.POST)
        parecidas = form.is_valid() and form.cleaned_data["parecidas"]
        if confirmar(lote, parecidas=parecidas or Decision.OMITIR):
            enqueue("core.avanzar_lote", lote_id=lote.pk)


class DecidirView(AccionView):
    """What to do with one possible duplicate."""

    def hacer(self, request, lote):
        form = DecisionForm(request.POST)
        if lote.estado != EstadoLote.REVISADO or not form.is_valid():
            messages.warning(request, "La decisión no se guardó: la importación ya empezó.")
            return None
        datos = form.cleaned_data
        renglon = get_object_or_404(lote.renglones, pk=datos["renglon"])
        posibles = {pk for pk, _ in renglon.posibles}
        renglon.decision = datos["decision"]
        if datos["decision"] in {Decision.USAR, Decision.RESTAURAR}:
            renglon.objeto_id = (
                datos["objeto"] if datos["objeto"] in posibles else min(posibles, default=None)
            )
        else:
            renglon.objeto_id = None
        renglon.save(update_fields=["decision", "objeto_id"])
        return redirect(f"{lote.get_absolute_url()}?estado=parecida#fila-{renglon.pk}")


class ContinuarView(AccionView):
    """Go on with a batch whose runner died or failed."""

    def hacer(self, request, lote):
        if lote.estado == EstadoLote.FALLIDO:
            estado = EstadoLote.EN_CURSO if lote.por_hacer and lote.cambios.exists() else None
            estado = estado or EstadoLote.REVISANDO
            Lote.objects.filter(pk=lote.pk).update(estado=estado, mensaje="")
        elif not lote.esta_interrumpido:
            return
        enqueue("core.avanzar_lote", lote_id=lote.pk)


class DescartarView(AccionView):
    """Forget a file that wrote nothing; what it wrote is undone instead."""

    def hacer(self, request, lote):
        crud = crud_por_modelo(lote.modelo)
        if descartar(lote):
            messages.success(request, f"Se descartó «{lote.nombre_archivo}»; nada cambió.")
            return redirect(crud.url("list"))
        return DeshacerView.empezar(lote)


class DeshacerView(AccionView):
    """Undo the whole batch, in the background."""

    def hacer(self, request, lote):
        return self.empezar(lote)

    @staticmethod
    def empezar(lote):
        listos = Lote.objects.filter(pk=lote.pk, estado__in=Lote.CON_CAMBIOS)
        cuantos = lote.cambios.count()
        if listos.update(
            estado=EstadoLote.DESHACIENDO, turno=None, turno_vence=None, por_hacer=cuantos, avance=0
        ):
            enqueue("core.avanzar_lote", lote_id=lote.pk)


class DevueltasView(LoteMixin, View):
    """The rows that did not get in, as a book."""

    def get(self, request, pk):
        lote = self.get_lote()
        archivo = tempfile.TemporaryFile()  # noqa: SIM115 FileResponse closes it
        escribir_devueltas(archivo, lote)
        archivo.seek(0)
        nombre = f"con-problema-lote-{lote.pk}-{time.strftime('%Y%m%d')}.xlsx"
        return FileResponse(archivo, as_attachment=True, filename=nombre, content_type=EXCEL)
