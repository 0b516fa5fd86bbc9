"""Mi día, where everybody arrives, and the directory at a glance."""

from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from core.formats import DIAS, fecha_larga
from core.permisos import autenticado, permiso
from tablero.calculations import CORTE_2023, variacion
from tablero.queries import inicio as lecturas
from tablero.queries.mi_dia import EQUIPO, YO, mi_dia
from tablero.queries.mi_dia.recientes import recientes


@autenticado
@require_safe
def inicio(request):
    """What to do today: mine, or my team's with `?de=equipo`."""
    hoy, user = timezone.localdate(), request.user
    de = EQUIPO if request.GET.get("de") == EQUIPO and user.area_id else YO
    contexto = {
        "title": "Mi día",
        "hoy_texto": f"{DIAS[hoy.weekday()]} {fecha_larga(hoy)}".capitalize(),
        "es_de_equipo": de == EQUIPO,
        "dia": mi_dia(user, de, hoy),
        "mias": lecturas.mis_instituciones(user),
        "ve_panorama": user.has_perm("crm.view_institucion"),
    }
    return render(request, "tablero/mi_dia.html", contexto)


@autenticado
@require_safe
def lo_reciente(request):
    """What this person touched last: Mi día asks for it when it comes into view."""
    fragmento = request.htmx and not request.htmx.history_restore_request
    plantilla = "tablero/_recientes.html" if fragmento else "tablero/recientes.html"
    contexto = {"title": "Recientes", "recientes": recientes(request.user)}
    response = render(request, plantilla, contexto)
    response.headers["Vary"] = "HX-Request, Cookie"
    return response


@permiso("crm.view_institucion")
@require_safe
def panorama(request):
    """How many institutions of each type, what changed, what the data still lack."""
    barras = lecturas.instituciones_por_tipo(request.user)
    total = sum(barra.hoy for barra in barras)
    contexto = {
        "title": "Panorama del directorio",
        "barras": barras,
        "corte": CORTE_2023,
        "total": total,
        "variacion_total": variacion(total, CORTE_2023.total),
        "cambios": lecturas.cambios_recientes(request.user),
        "faltantes": lecturas.faltantes(request.user),
    }
    return render(request, "tablero/panorama.html", contexto)
