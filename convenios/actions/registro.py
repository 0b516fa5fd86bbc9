"""What comes from a former register: many instruments at once, with the parties it names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction

from convenios.actions.expediente import resumen
from convenios.calculations.registro import contrapartes
from convenios.enums import RolParte
from convenios.models import Convenio, ParteConvenio
from convenios.queries.registro import instituciones_llamadas
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
