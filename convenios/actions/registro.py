"""What comes from a former register: many instruments at once, with the parties it names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction
from django.db.models import Prefetch

from convenios.actions.expediente import resumen
from convenios.calculations.registro import contrapartes
from convenios.enums import RolParte
from convenios.models import Convenio, ParteConvenio
from convenios.queries.registro import (
    IDENTIFICADA,
    escritas_como,
    instituciones_llamadas,
    recien_identificadas,
)
from core.search import normalizar
from crm.models import Institucion
from crm.validators import es_iecm

# In its days the institute had another name; the register does not say under which it signed.
EL_INSTITUTO = str(RolParte.IECM.label)


@transaction.atomic
def registrar_historicos(
    convenios: Sequence[Convenio], *, by: Any, motivo: str = ""
) -> list[Convenio]:
    """Write many with their parties: a name that is exactly one institution's is that one.

    Any other name stays as it was written, for somebody to identify.
    """
    nombrados = {id(convenio): contrapartes(convenio.contraparte_texto) for convenio in convenios}
    nombres = {normalizar(una.nombre) for unas in nombrados.values() for una in unas}
    directorio = instituciones_llamadas(nombres)
    partes: list[ParteConvenio] = []
    for convenio in convenios:
        propias = partes_de(convenio, nombrados[id(convenio)], directorio)
        convenio.contrapartes, convenio.categorias = resumen(propias)
        partes += propias
    Convenio.objects.crear_varios(convenios, by=by, motivo=motivo)
    for parte in partes:
        parte.convenio_id = parte.convenio.pk
    ParteConvenio.objects.crear_varios(partes, by=by, motivo=motivo)
    return list(convenios)


def partes_de(
    convenio: Convenio, nombradas: Sequence[Any], directorio: Mapping[str, Institucion]
) -> list[ParteConvenio]:
    """The institute and each counterpart, in the order of the text; each institution once."""
    partes = [
        ParteConvenio(convenio=convenio, rol=RolParte.IECM, orden=0, denominacion=EL_INSTITUTO)
    ]
    vistas: set[int] = set()
    for una in nombradas:
        institucion = directorio.get(normalizar(una.nombre))
        if es_iecm(una.nombre, "", "MX") or (institucion and institucion.pk in vistas):
            continue
        if institucion:
            vistas.add(institucion.pk)
        partes.append(
            ParteConvenio(
                convenio=convenio,
                orden=len(partes),
                institucion=institucion,
                denominacion=una.nombre,
                a_traves_de=una.unidad,
            )
        )
    return partes


@transaction.atomic
def identificar_parte(
    parte: ParteConvenio, *, by: Any, institucion: Institucion, de_todas: bool = False
) -> int:
    """Say which institution a name of the former register is; returns how many parties it was.

    The name written there stays as it was signed. ``de_todas``: every party with that same name,
    whatever its case, accents and punctuation. An instrument that already has the institution
    keeps the name as a doubt.
    """
    partes = ParteConvenio.objects.por_identificar()
    partes = escritas_como(partes, parte.denominacion) if de_todas else partes.filter(pk=parte.pk)
    suyas = ParteConvenio.objects.vivos().filter(institucion=institucion)
    ocupadas = set(suyas.values_list("convenio_id", "rol"))
    halladas = []
    for una in partes.select_for_update(of=("self",)).order_by("pk"):
        if (una.convenio_id, una.rol) not in ocupadas:
            ocupadas.add((una.convenio_id, una.rol))
            una.institucion = institucion
            halladas.append(una)
    ParteConvenio.objects.guardar_varios(halladas, ["institucion"], by=by, motivo=IDENTIFICADA)
    refrescar_varios([una.convenio_id for una in halladas], by=by)
    return len(halladas)


@transaction.atomic
def deshacer_identificacion(parte: ParteConvenio, *, by: Any) -> int:
    """The name is a doubt again, in every party that was told with it; returns how many.

    One that somebody changed afterwards stays as it is.
    """
    rows = ParteConvenio.objects.vivos().filter(institucion=parte.institucion_id)
    rows = escritas_como(recien_identificadas(rows), parte.denominacion)
    vueltas = list(rows.select_for_update(of=("self",)).order_by("pk"))
    for una in vueltas:
        una.institucion = None
    motivo = "Se deshizo la identificación"
    ParteConvenio.objects.guardar_varios(vueltas, ["institucion"], by=by, motivo=motivo)
    refrescar_varios([una.convenio_id for una in vueltas], by=by)
    return len(vueltas)


def refrescar_varios(claves: Sequence[int], *, by: Any) -> None:
    """The counterparts and their kinds of many, as the lists read them."""
    vivas = ParteConvenio.objects.vivos().select_related("institucion")
    rows = Convenio.objects.filter(pk__in=claves).select_related("padre")
    cambiados = []
    for convenio in rows.prefetch_related(Prefetch("partes", vivas, to_attr="propias")):
        nuevo = resumen(convenio.propias)
        if nuevo != (convenio.contrapartes, convenio.categorias):
            convenio.contrapartes, convenio.categorias = nuevo
            cambiados.append(convenio)
    campos = ["contrapartes", "categorias"]
    Convenio.objects.guardar_varios(cambiados, campos, by=by, motivo="Partes")
