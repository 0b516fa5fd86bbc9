"""Names of the former register that are not yet institutions: who is each one."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from convenios.actions.registro import deshacer_identificacion, identificar_parte
from convenios.forms.registro import IdentificarForm
from convenios.models import ParteConvenio
from convenios.queries.registro import (
    candidatas,
    escritas_como,
    identificaciones,
    nombres_por_identificar,
    por_identificar,
)
from core.pagination import count_rows, fetch, positive
from core.permisos import exigir, permiso

PERMISO = "convenios.identificar_parteconvenio"
POR_PAGINA = 25
CONVENIOS = 10
LISTA = "convenios:partes_por_identificar"


def lista_url(request):
    """The page of the list from which somebody came."""
    pagina = positive(request.POST.get("pagina") or request.GET.get("pagina"), 1)
    return reverse(LISTA) + (f"?pagina={pagina}" if pagina > 1 else "")


@permiso(PERMISO)
@require_safe
def partes_por_identificar(request):
    """Each name with how many instruments it is in, the most frequent first."""
    filas = nombres_por_identificar(request.user)
    page = fetch(filas, positive(request.GET.get("pagina"), 1), POR_PAGINA)
    if page.number > 1 and not page.rows:  # the last one of the page was identified
        return redirect(LISTA)
    context = {
        "title": "Contrapartes por identificar",
        "breadcrumbs": [("Convenios", reverse("convenios:convenio_list"))],
        "filas": page.rows,
        "identificadas": identificaciones(request.user),
        "page_obj": page,
        "count": count_rows(filas),
        "empty": {
            "title": "No hay nombres por identificar",
            "text": "Todas las contrapartes están en el directorio.",
            "action": {"text": "Ir a convenios", "url": reverse("convenios:convenio_list")},
        },
    }
    return render(request, "convenios/registro_list.html", context)


@permiso(PERMISO)
@require_safe
def parte_candidatas(request, pk):
    """Institutions that a name could be, each one a button."""
    parte = get_object_or_404(por_identificar(request.user), pk=pk)
    context = {
        "parte": parte,
        "candidatas": candidatas(request.user, parte.denominacion),
        "pagina": positive(request.GET.get("pagina"), 1),
    }
    return render(request, "convenios/_registro_candidatas.html", context)


@permiso(PERMISO)
@require_http_methods(["GET", "HEAD", "POST"])
def parte_identificar(request, pk):
    """Choose the institution; every party with that same name is it."""
    parte = get_object_or_404(ParteConvenio.objects.visibles_para(request.user), pk=pk)
    exigir(request.user, PERMISO, parte)
    if not parte.por_identificar:
        messages.info(request, f"«{parte.denominacion}» ya está identificada.")
        return redirect(lista_url(request))
    form = IdentificarForm(request.POST or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        return identificar(request, parte, form.cleaned_data["institucion"])
    suyas = escritas_como(por_identificar(request.user), parte.denominacion)
    cuantos = suyas.count()
    registrar = f"{reverse('crm:institucion_create')}?{urlencode({'nombre': parte.denominacion})}"
    context = {
        "title": f"Identificar a «{parte.denominacion}»",
        "breadcrumbs": [
            ("Convenios", reverse("convenios:convenio_list")),
            ("Contrapartes por identificar", reverse(LISTA)),
        ],
        "parte": parte,
        "form": form,
        "candidatas": candidatas(request.user, parte.denominacion),
        "partes": suyas.select_related("convenio").order_by("pk")[:CONVENIOS],
        "cuantos": cuantos,
        "restan": cuantos - CONVENIOS,
        "pagina": positive(request.GET.get("pagina"), 1),
        "cancel_url": lista_url(request),
        "registrar_url": registrar if request.user.has_perm("crm.add_institucion") else "",
    }
    status = 422 if form.errors else 200
    return render(request, "convenios/registro_identificar.html", context, status=status)


def identificar(request, parte, institucion):
    nombre = parte.denominacion
    cuantas = identificar_parte(parte, by=request.user, institucion=institucion, de_todas=True)
    if cuantas:
        donde = "un convenio" if cuantas == 1 else f"{cuantas:,} convenios"
        messages.success(request, f"«{nombre}» es «{institucion}» en {donde}.")
    visibles = ParteConvenio.objects.visibles_para(request.user)
    quedan = escritas_como(visibles.por_identificar(), nombre)
    if otra := quedan.select_related("convenio").first():
        text = f"En «{otra.convenio}» ya aparece «{institucion}»: revisa ahí sus partes."
        messages.warning(request, text)
    return redirect(lista_url(request))


@permiso(PERMISO)
@require_POST
def parte_deshacer(request, pk):
    """It was somebody else: the name waits again to be identified, wherever it was told with it."""
    parte = get_object_or_404(ParteConvenio.objects.visibles_para(request.user), pk=pk)
    exigir(request.user, PERMISO, parte)
    nombre = parte.denominacion
    if cuantas := deshacer_identificacion(parte, by=request.user):
        donde = "un convenio" if cuantas == 1 else f"{cuantas:,} convenios"
        messages.success(request, f"«{nombre}» vuelve a estar por identificar en {donde}.")
    else:
        messages.info(request, f"«{nombre}» ya no se puede deshacer: cambió después.")
    return redirect(lista_url(request))
