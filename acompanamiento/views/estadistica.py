"""Statistics of the visitors of a call."""

from django.views.decorators.http import require_safe

from acompanamiento.queries.estadistica import estadistica_visitantes
from core.permisos import permiso
from observacion.enums import TipoConvocatoria
from observacion.views.estadistica import mostrar


@permiso("acompanamiento.view_estadistica")
@require_safe
def estadistica(request):
    """The figures of a call, on the page, in Excel or as PDF."""
    return mostrar(
        request,
        tipo=TipoConvocatoria.VISITANTES,
        calcular=estadistica_visitantes,
        lista="acompanamiento:solicitudvisitante_list",
        ve_lista=request.user.has_perm("acompanamiento.view_solicitudvisitante"),
        titulo="Estadística de visitantes",
    )
