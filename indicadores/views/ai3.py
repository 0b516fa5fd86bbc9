"""AI 3: the figure, the counts behind it, each with its list; the close and its adjustments."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from calendario.calculations import acumulado, trimestre, trimestre_de
from core.pagination import fetch, positive
from core.permisos import permiso
from core.views import DetailView
from crm.models import Gestion
from indicadores import actions
from indicadores.calculations import porcentaje_atendidas
from indicadores.forms import AjustarForm, CerrarForm
from indicadores.models import CierreTrimestral, Indicador
from indicadores.queries.ai3 import conteos, gestiones_de, sin_evidencia, trimestres_anteriores
from indicadores.queries.tablero import desglose, tendencia

CONTEOS = {
    "solicitadas": "Solicitadas en el trimestre",
    "atendidas_de_ellas": "De ellas, atendidas",
    "rezago_atendido": "Rezago anterior atendido en el trimestre",
    "pendientes_al_cierre": "Pendientes al cierre",
}
TODOS = CONTEOS | {
    "atendidas_en_periodo": "Atendidas en el trimestre",
    "pendientes_al_inicio": "Pendientes al inicio",
}
POR_PAGINA = 50


def ai3(user) -> Indicador:
    return get_object_or_404(Indicador.objects.visibles_para(user), clave="AI3")


def elegido(request) -> tuple[int, int]:
    """Year and quarter of the query string; the present quarter when it says nothing."""
    anio, numero = trimestre_de(timezone.now())
    anio = positive(request.GET.get("anio"), anio)
    numero = positive(request.GET.get("trimestre"), numero, (1, 2, 3, 4))
    if not 2000 <= anio <= 2100:
        raise Http404
    return anio, numero


def medicion(indicador, periodo, corte):
    """Counts and ratio of a period."""
    counts = conteos(indicador, periodo, corte)
    return counts, porcentaje_atendidas(counts, indicador.metodo)


@permiso("indicadores.view_indicador")
@require_safe
def ai3_detail(request):
    """The figure of a quarter and of the year to date, with what was reported if it is closed."""
    anio, numero = elegido(request)
    corte = timezone.now()
    indicador = Indicador.objects.visibles_para(request.user).filter(clave="AI3").first()
    if indicador is None:
        context = {"title": "Gestiones atendidas (AI 3)"}
        return render(request, "indicadores/sin_programa.html", context)
    counts, razon = medicion(indicador, trimestre(anio, numero), corte)
    _year, hasta_hoy = medicion(indicador, acumulado(anio, numero), corte)
    cierre = indicador.cierres.vivos().filter(anio=anio, trimestre=numero).first()
    index = anio * 4 + numero - 1
    context = {
        "title": "Gestiones atendidas (AI 3)",
        "indicador": indicador,
        "anio": anio,
        "trimestre": numero,
        "razon": razon,
        "acumulado": hasta_hoy,
        "conteos": [
            {"nombre": name, "texto": text, "valor": getattr(counts, name)}
            for name, text in CONTEOS.items()
        ],
        "cierre": cierre,
        "ajustes_pendientes": len(actions.por_registrar(cierre)) if cierre else 0,
        "puede_cerrar": request.user.has_perm("indicadores.add_cierretrimestral")
        and cierre is None
        and trimestre(anio, numero).fin <= corte,
        "anterior": ((index - 1) // 4, (index - 1) % 4 + 1),
        "siguiente": ((index + 1) // 4, (index + 1) % 4 + 1),
        "breadcrumbs": [("Indicadores", reverse("indicadores:indicador_list"))],
    }
    return render(request, "indicadores/ai3.html", context)


@permiso("indicadores.view_indicador")
@require_safe
def ai3_desglose(request):
    """By kind, by type of counterpart, how long it took, how old the backlog is: a panel."""
    anio, numero = elegido(request)
    indicador, corte = ai3(request.user), timezone.now()
    context = {
        "title": f"Desglose del trimestre {numero} de {anio}",
        **desglose(indicador, trimestre(anio, numero), corte),
        "tendencia": tendencia(indicador, trimestres_anteriores(anio, numero), corte),
    }
    partial = request.htmx and not request.htmx.boosted
    name = "indicadores/_desglose.html" if partial else "indicadores/desglose.html"
    return render(request, name, context)


@permiso("indicadores.view_indicador")
@require_safe
def ai3_folios(request, conteo):
    """The gestiones behind one figure; as many as the figure says."""
    if conteo not in TODOS:
        raise Http404
    anio, numero = elegido(request)
    indicador = ai3(request.user)
    rows = gestiones_de(indicador, trimestre(anio, numero), timezone.now(), conteo)
    total = rows.count()
    visible = rows.filter(pk__in=Gestion.objects.visibles_para(request.user).values("pk"))
    estados = dict(Gestion._meta.get_field("estado").choices)
    page = fetch(
        visible.order_by("fecha_solicitud", "pk").values(
            "pk",
            "folio",
            "contrapartes",
            "descripcion",
            "estado",
            "fecha_solicitud",
            "fecha_atencion",
        ),
        positive(request.GET.get("pagina"), 1),
        POR_PAGINA,
    )
    for row in page.rows:
        row["estado_texto"] = estados[row["estado"]]
    context = {
        "title": TODOS[conteo],
        "total": total,
        "page_obj": page,
        "anio": anio,
        "trimestre": numero,
        "page_url": f"?anio={anio}&trimestre={numero}&pagina=",
        "breadcrumbs": [
            (
                "Gestiones atendidas (AI 3)",
                f"{reverse('indicadores:ai3')}?anio={anio}&trimestre={numero}",
            )
        ],
    }
    return render(request, "indicadores/folios.html", context)


@permiso("indicadores.add_cierretrimestral")
@require_http_methods(["GET", "HEAD", "POST"])
def ai3_cerrar(request):
    """Close a quarter, after showing what lacks evidence."""
    anio, numero = elegido(request)
    indicador = ai3(request.user)
    form = CerrarForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            cierre = actions.cerrar_trimestre(indicador, anio=anio, numero=numero, by=request.user)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, f"Se cerró {cierre.periodo}. Lo reportado ya no cambia.")
            return redirect("indicadores:cierretrimestral_detail", cierre.pk)
    counts, razon = medicion(indicador, trimestre(anio, numero), timezone.now())
    context = {
        "title": f"Cerrar el trimestre {numero} de {anio}",
        "form": form,
        "razon": razon,
        "conteos": [(text, getattr(counts, name)) for name, text in CONTEOS.items()],
        "sin_evidencia": sin_evidencia(indicador, anio, numero)[:POR_PAGINA],
        "metodo": indicador.get_metodo_display(),
        "cancel_url": (volver := f"{reverse('indicadores:ai3')}?anio={anio}&trimestre={numero}"),
        "breadcrumbs": [("Gestiones atendidas (AI 3)", volver)],
    }
    status = 422 if form.errors else 200
    return render(request, "indicadores/cerrar.html", context, status=status)


def en_palabras(differences):
    """Before and after as a person reads them."""

    def words(names):
        return ", ".join(TODOS[name] for name in TODOS if name in names)

    return [
        row | {"antes_texto": words(row["antes"]), "despues_texto": words(row["despues"])}
        for row in differences
    ]


class CierreDetailView(DetailView):
    """What was reported, whether it is intact, and what changed afterwards."""

    def get_context_data(self, **kwargs):
        cierre = self.object
        return super().get_context_data(
            integro=cierre.esta_integro,
            conteos=[(text, cierre.conteos.get(name)) for name, text in TODOS.items()],
            folios=cierre.instantanea,
            ajustes=en_palabras(
                cierre.ajustes.vivos().values("folio", "antes", "despues", "motivo")
            ),
            pendientes=en_palabras(actions.por_registrar(cierre)),
            puede_ajustar=self.request.user.has_perm("indicadores.add_ajusteindicador"),
            **kwargs,
        )


@permiso("indicadores.add_ajusteindicador")
@require_http_methods(["GET", "HEAD", "POST"])
def cierre_ajustar(request, pk):
    """Sign what changed since the close as adjustments; the report stays as it was."""
    cierre = get_object_or_404(CierreTrimestral.objects.visibles_para(request.user), pk=pk)
    form = AjustarForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            done = actions.registrar_ajustes(
                cierre, by=request.user, motivo=form.cleaned_data["motivo"]
            )
        except ValidationError as error:
            form.add_error(None, error)
        else:
            texto = (
                "Se registró 1 ajuste" if len(done) == 1 else f"Se registraron {len(done)} ajustes"
            )
            messages.success(request, f"{texto} de {cierre.periodo}.")
            return redirect("indicadores:cierretrimestral_detail", pk)
    context = {
        "title": f"Registrar ajustes de {cierre.periodo}",
        "form": form,
        "pendientes": en_palabras(actions.por_registrar(cierre)),
        "cancel_url": (volver := reverse("indicadores:cierretrimestral_detail", args=[pk])),
        "breadcrumbs": [(str(cierre), volver)],
    }
    status = 422 if form.errors else 200
    return render(request, "indicadores/ajustar.html", context, status=status)
