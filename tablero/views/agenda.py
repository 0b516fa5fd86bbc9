"""The calendar: a month, a week or a list, all of it in the address."""

from urllib.parse import urlencode

from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from core.keys import as_key
from core.permisos import autenticado
from crm.models import TipoReunion
from crm.queries.pendientes import EQUIPO, YO
from tablero.queries import agenda as lecturas
from tablero.queries.agenda.eventos import TODO
from tablero.queries.agenda.periodo import LISTA, MES, SEMANA, VISTAS, Periodo, leer_dia


@autenticado
@require_safe
def agenda(request):
    """Every dated thing this person may see; htmx gets only the calendar."""
    hoy, user = timezone.localdate(), request.user
    vista = request.GET.get("vista", MES)
    periodo = Periodo(
        vista if vista in VISTAS else MES, leer_dia(request.GET.get("fecha", ""), hoy)
    )
    existentes = lecturas.capas_de(user)
    pedidas = set(request.GET.getlist("capa")) & {capa.clave for capa in existentes}
    capas = pedidas or {capa.clave for capa in existentes}
    de, tipo = de_quien(request), as_key(request.GET.get("tipo", ""))
    fijos = [("de", de)] if de != TODO else []
    fijos += [("tipo", tipo)] if tipo else []
    fijos += [("capa", clave) for clave in sorted(pedidas)]
    contexto = {
        "title": "Agenda",
        "hoy": hoy,
        "periodo": periodo,
        "agenda": lecturas.agenda(user, periodo, hoy, de=de, capas=capas, tipo=tipo),
        "capas": [(capa, capa.clave in capas) for capa in existentes],
        "de": de,
        "tipo": tipo,
        "tipos": tipos(user),
        "filtrada": bool(fijos),
        "urls": direcciones(periodo, hoy, fijos),
        "puede_conectar": user.has_perm("calendario.add_enlacecalendario"),
        "puede_calcular": user.has_perm("calendario.view_diainhabil"),
        "puede_programar": user.has_perm("crm.add_reunion"),
    }
    fragmento = request.htmx and not request.htmx.history_restore_request
    plantilla = "tablero/_agenda.html" if fragmento else "tablero/agenda.html"
    response = render(request, plantilla, contexto)
    response.headers["Vary"] = "HX-Request, Cookie"
    return response


def de_quien(request):
    """Mine, my team's, or all I may see, which is the default."""
    de = request.GET.get("de", TODO)
    return de if de == YO or (de == EQUIPO and request.user.area_id) else TODO


def tipos(user):
    """The kinds of meeting to choose from."""
    filas = TipoReunion.objects.visibles_para(user)
    return list(filas.order_by("nombre").values_list("pk", "nombre"))


def direcciones(periodo, hoy, fijos):
    """Where each control leads, with everything else as it is."""

    def a(vista, dia):
        return f"?{urlencode([('vista', vista), ('fecha', dia.isoformat()), *fijos])}"

    return {
        "anterior": a(periodo.vista, periodo.anterior),
        "siguiente": a(periodo.vista, periodo.siguiente),
        "hoy": a(periodo.vista, hoy),
        "vistas": [(a(clave, periodo.dia), texto, clave) for clave, texto in VISTAS.items()],
        "semana": a(SEMANA, periodo.dia).split("&fecha=")[0],
        "lista": a(LISTA, periodo.dia).split("&fecha=")[0],
        "fijos": f"&{urlencode(fijos)}" if fijos else "",
    }
