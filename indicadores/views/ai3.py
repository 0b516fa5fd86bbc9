"""AI 3: the figure, the counts behind it, each with its list; the close and its adjustments."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from calendario.calculations import nombre_trimestre, trimestre, trimestre_de
from core.pagination import fetch, positive
from core.permisos import permiso
from core.views import DetailView
from crm.enums import EstadoGestion
from crm.models import Gestion
from indicadores import actions
from indicadores.calculations import razon_de, sumandos
from indicadores.enums import Conteo
from indicadores.forms import AjustarForm, CerrarForm
from indicadores.models import CierreTrimestral, Indicador
from indicadores.queries.ai3 import (
    acumulada,
    contar,
    conteos,
    gestiones_de,
    sin_evidencia,
    trimestres_anteriores,
)
from indicadores.queries.folios import en_palabras
from indicadores.queries.tablero import desglose, tendencia

PRINCIPALES = (
    Conteo.SOLICITADAS,
    Conteo.ATENDIDAS_DE_ELLAS,
    Conteo.REZAGO_ATENDIDO,
    Conteo.PENDIENTES_AL_CIERRE,
)
POR_PAGINA = 50
LADOS = ("antes", "despues")
MUESTRA = 500  # folios of a close that its page lists
TITULO = "Gestiones atendidas (AI 3)"
COLUMNAS = (
    "pk",
    "folio",
    "contrapartes",
    "descripcion",
    "estado",
    "fecha_solicitud",
    "fecha_atencion",
)


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


@permiso("indicadores.view_indicador")
@require_safe
def ai3_detail(request):
    """The figure of a quarter and of the year to date, with what was reported if it is closed."""
    anio, numero = elegido(request)
    corte = timezone.now()
    indicador = Indicador.objects.visibles_para(request.user).filter(clave="AI3").first()
    if indicador is None:
        context = {"title": TITULO}
        return render(request, "indicadores/sin_programa.html", context)
    nombres = (*PRINCIPALES, *sumandos(indicador.metodo))
    counts = contar(indicador, trimestre(anio, numero), corte, tuple(dict.fromkeys(nombres)))
    cierres = indicador.cierres.vivos().select_related("indicador").defer("instantanea")
    cierre = cierres.filter(anio=anio, trimestre=numero).first()
    index = anio * 4 + numero - 1
    context = {
        "title": TITULO,
        "indicador": indicador,
        "anio": anio,
        "trimestre": numero,
        "periodo": nombre_trimestre(anio, numero),
        "razon": razon_de(counts, indicador.metodo),
        "acumulado": acumulada(
            indicador, anio, numero, corte, del_trimestre=counts, metodo=indicador.metodo
        ),
        "conteos": [{"nombre": c.value, "texto": c.label, "valor": counts[c]} for c in PRINCIPALES],
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
        "title": f"Desglose del {nombre_trimestre(anio, numero)}",
        **desglose(indicador, trimestre(anio, numero), corte),
        "tendencia": tendencia(indicador, trimestres_anteriores(anio, numero), corte),
    }
    partial = request.htmx and not request.htmx.boosted
    name = "indicadores/_desglose.html" if partial else "indicadores/desglose.html"
    return render(request, name, context)


@permiso("indicadores.view_indicador")
@require_safe
def ai3_folios(request, conteo):
    """The gestiones behind one figure: those one may see, and how many one may not."""
    if conteo not in Conteo:
        raise Http404
    anio, numero = elegido(request)
    indicador, periodo, corte = ai3(request.user), trimestre(anio, numero), timezone.now()
    total = contar(indicador, periodo, corte, [conteo])[conteo]
    suyas = Gestion.objects.visibles_para(request.user)
    rows = gestiones_de(indicador, periodo, corte, conteo, suyas)
    ve_todas = request.user.has_perm("crm.view_gestiones_ajenas")
    page = fetch(rows.values(*COLUMNAS), positive(request.GET.get("pagina"), 1), POR_PAGINA)
    for row in page.rows:
        row["estado_texto"] = EstadoGestion(row["estado"]).label
    consulta = f"anio={anio}&trimestre={numero}"
    context = {
        "title": Conteo(conteo).label,
        "total": total,
        "ocultas": 0 if ve_todas else total - rows.count(),
        "page_obj": page,
        "periodo": nombre_trimestre(anio, numero),
        "page_url": f"?{consulta}&pagina=",
        "breadcrumbs": [(TITULO, f"{reverse('indicadores:ai3')}?{consulta}")],
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
            messages.success(request, f"Se cerró el {cierre.periodo}. Lo reportado ya no cambia.")
            return redirect("indicadores:cierretrimestral_detail", cierre.pk)
    counts = vars(conteos(indicador, trimestre(anio, numero), timezone.now()))
    context = {
        "title": f"Cerrar el {nombre_trimestre(anio, numero)}",
        "form": form,
        "razon": razon_de(counts, indicador.metodo),
        "conteos": [(c.label, counts[c]) for c in PRINCIPALES],
        "sin_evidencia": sin_evidencia(indicador, anio, numero)[:POR_PAGINA],
        "metodo": indicador.get_metodo_display(),
        "cancel_url": (volver := f"{reverse('indicadores:ai3')}?anio={anio}&trimestre={numero}"),
        "breadcrumbs": [(TITULO, volver)],
    }
    status = 422 if form.errors else 200
    return render(request, "indicadores/cerrar.html", context, status=status)


def con_palabras(differences):
    """Before and after as a person reads them."""
    return [
        row | {f"{name}_texto": row[name] and en_palabras(row[name]) for name in LADOS}
        for row in differences
    ]


class CierreDetailView(DetailView):
    """What was reported, whether it is intact, and what changed afterwards."""

    def get_context_data(self, **kwargs):
        cierre, suyas = self.object, Gestion.objects.visibles_para(self.request.user)
        contados = list(cierre.instantanea)
        mostrados = sorted(contados)[:MUESTRA]
        folios = list(suyas.filter(folio__in=mostrados).order_by("folio").values("pk", "folio"))
        return super().get_context_data(
            integro=cierre.esta_integro,
            conteos=[(c.label, cierre.conteos.get(c.value)) for c in Conteo],
            contados=len(contados),
            folios=folios,
            ocultas=len(mostrados) - len(folios),
            faltan=max(len(contados) - MUESTRA, 0),
            ajustes=con_palabras(
                cierre.ajustes.vivos().values("folio", "antes", "despues", "motivo")
            ),
            pendientes=con_palabras(actions.por_registrar(cierre)),
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
            messages.success(request, f"{texto} del {cierre.periodo}.")
            return redirect("indicadores:cierretrimestral_detail", pk)
    context = {
        "title": f"Registrar ajustes del {cierre.periodo}",
        "form": form,
        "pendientes": con_palabras(actions.por_registrar(cierre)),
        "cancel_url": (volver := reverse("indicadores:cierretrimestral_detail", args=[pk])),
        "breadcrumbs": [(str(cierre), volver)],
    }
    status = 422 if form.errors else 200
    return render(request, "indicadores/ajustar.html", context, status=status)
