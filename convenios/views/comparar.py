"""What changed between two versions of a text."""

from __future__ import annotations

from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from convenios.models import VersionConvenio
from convenios.queries.comparar import DANADO, Incomparable, comparar, leer
from convenios.views.comunes import migas
from core.permisos import permiso


@permiso("convenios.view_versionconvenio")
@require_safe
def version_comparar(request, pk, otra):
    """The older against the newer, whichever order they are asked in."""
    rows = VersionConvenio.objects.visibles_para(request.user).select_related("adjunto", "convenio")
    una = get_object_or_404(rows, pk=pk)
    dos = get_object_or_404(rows.filter(convenio=una.convenio_id), pk=otra)
    vieja, nueva = sorted((una, dos), key=lambda version: version.numero)
    resultado, motivo = None, ""
    try:
        resultado = comparar(parrafos(vieja), parrafos(nueva))
    except Incomparable as error:
        motivo = str(error)
    convenio = una.convenio
    context = {
        "title": f"{vieja.etiqueta} y {nueva.etiqueta.lower()}",
        "versiones": [vieja, nueva],
        "nueva": nueva,
        "otras": rows.filter(convenio=convenio).exclude(pk__in=(vieja.pk, nueva.pk)),
        "resultado": resultado,
        "cuentas": dict(resultado.cuentas) if resultado else {},
        "mismo_archivo": vieja.adjunto.sha256 == nueva.adjunto.sha256,
        "motivo": motivo,
        "breadcrumbs": migas(convenio),
    }
    return render(request, "convenios/comparar.html", context)


def parrafos(version):
    """The text of a version. Raises Incomparable, also when its file is not in the storage."""
    try:
        with version.adjunto.archivo.open("rb") as archivo:
            return leer(archivo, version.adjunto.nombre_original)
    except OSError as error:
        raise Incomparable(DANADO) from error
