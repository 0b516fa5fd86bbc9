"""The two formats of dominio 2.11, column by column, as their titles are published."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from django.db.models import QuerySet

from convenios.models import Convenio
from convenios.queries import transparencia as t
from convenios.queries.suscripcion import Lapso
from convenios.queries.transparencia import Publicacion

DE_CONVENIOS = (
    "Ejercicio",
    "Fecha de inicio del periodo que se informa",
    "Fecha de término del periodo que se informa",
    "Tipo de convenio (catálogo)",
    "Denominación del convenio",
    "Fecha de firma del convenio",
    "Unidad administrativa responsable de su seguimiento",
    "Persona(s) con quien se celebra el convenio",
    "Objetivo(s) del convenio",
    "Fuente de los recursos que se emplearán",
    "Descripción y/o monto de los recursos entregados",
    "Inicio del periodo de vigencia",
    "Término del periodo de vigencia",
    "Fecha de publicación en DOF u otro medio oficial",
    "Hipervínculo al documento (versión pública)",
    "Hipervínculo al documento con modificaciones",
    "Área(s) responsable(s) que genera(n), posee(n), publica(n) y actualizan la información",
    "Fecha de validación",
    "Fecha de actualización",
    "Nota",
)
DE_PERSONAS = (
    "ID",
    "Nombre(s)",
    "Primer apellido",
    "Segundo apellido",
    "Sexo",
    "Denominación o razón social",
)
DE_DOCUMENTOS = (
    "Ejercicio",
    "Fecha de inicio del periodo que se informa",
    "Fecha de término del periodo que se informa",
    "Tipo de documento",
    "Fecha en la que se firmó o emitió",
    "Tipo de organismo con quien se firmó el documento",
    (
        "Denominación del organismo o nombre completo (en su caso, nombre(s), primer apellido, "
        "segundo apellido)"
    ),
    "Ámbito de competencia del documento",
    "Lugar de competencia",
    "Vigencia del documento: Fecha de inicio",
    "Vigencia del documento: Fecha de término",
    "Objetivo de la firma o emisión del documento",
    "Hipervínculo al documento",
    "Área(s) responsable(s) que genera(n), posee(n), publica(n) y actualiza(n) la información",
    "Fecha de actualización de la información",
    "Fecha de validación de la información",
    "Nota",
)
# One workbook stays readable; an office has some hundreds in force.
MAX_FILAS = 20_000


def convenios_xxxv(rows: QuerySet[Convenio], lapso: Lapso, validacion: dt.date) -> Publicacion:
    """Art. 121, XXXV: coordination and concertation agreements, with a row per counterpart."""
    salida = Publicacion(
        "121-xxxv",
        "Art. 121, fracción XXXV: convenios de coordinación y de concertación",
        lapso,
        DE_CONVENIOS,
        titulos_partes=DE_PERSONAS,
    )
    tipos = t.tipos_decididos(lapso.hasta)
    area = t.area_responsable(lapso)
    for numero, convenio in enumerate(t.publicables(rows, lapso)[:MAX_FILAS], 1):
        salida.convenios.append(convenio)
        salida.partes += personas_de(salida, numero, convenio)
        salida.filas.append(
            (
                lapso.hasta.year,
                lapso.desde,
                lapso.hasta,
                t.tipo_de_convenio(salida, convenio, tipos),
                convenio.denominacion,
                t.dicho(salida, convenio, convenio.fecha_suscripcion, "la fecha de firma"),
                str(convenio.area_solicitante or area),
                numero,
                t.dicho(salida, convenio, convenio.objeto, "el objeto"),
                *t.recursos_de(convenio),
                t.dicho(salida, convenio, convenio.fecha_inicio, "el inicio de la vigencia"),
                t.termino(salida, convenio),
                t.publicado_el(salida, convenio),
                t.version_publica(salida, convenio),
                t.modificaciones(salida, convenio),
                area,
                validacion,
                lapso.hasta,
                t.nota_de(convenio),
            )
        )
    return salida


def personas_de(salida: Publicacion, numero: int, convenio: Any) -> list[tuple[Any, ...]]:
    """A row per counterpart, named as it signed; the former register may have only a text."""
    nombres = [
        f"{parte.denominacion}, a través de {parte.a_traves_de}"
        if parte.a_traves_de
        else parte.denominacion
        for parte in convenio.suyas
    ]
    nombres = nombres or [
        t.dicho(salida, convenio, convenio.contraparte_texto, "con quién se celebra")
    ]
    return [(numero, t.MORAL, t.MORAL, t.MORAL, t.MORAL, nombre) for nombre in nombres]


def documentos_xix(rows: QuerySet[Convenio], lapso: Lapso, validacion: dt.date) -> Publicacion:
    """Art. 128, XIX b): documents signed, one row each."""
    salida = Publicacion(
        "128-xix-b",
        "Art. 128, fracción XIX b): documentos firmados o emitidos",
        lapso,
        DE_DOCUMENTOS,
    )
    area = t.area_responsable(lapso)
    for convenio in t.firmados_en(rows, lapso)[:MAX_FILAS]:
        salida.convenios.append(convenio)
        con_quien = convenio.contrapartes or convenio.contraparte_texto
        salida.filas.append(
            (
                lapso.hasta.year,
                lapso.desde,
                lapso.hasta,
                convenio.get_tipo_display(),
                convenio.fecha_suscripcion,
                t.dicho(salida, convenio, t.organismos_de(convenio), "el tipo de organismo"),
                t.dicho(salida, convenio, con_quien, "con quién se celebra"),
                t.dicho(salida, convenio, t.ambito_de(convenio), "el ámbito de la contraparte"),
                t.dicho(salida, convenio, t.lugar_de(convenio), "la entidad o país"),
                t.dicho(salida, convenio, convenio.fecha_inicio, "el inicio de la vigencia"),
                t.termino(salida, convenio),
                t.dicho(salida, convenio, convenio.objeto, "el objeto"),
                t.version_publica(salida, convenio),
                area,
                lapso.hasta,
                validacion,
                t.nota_de(convenio),
            )
        )
    return salida


FORMATOS: dict[str, Callable[[QuerySet[Convenio], Lapso, dt.date], Publicacion]] = {
    "121-xxxv": convenios_xxxv,
    "128-xix-b": documentos_xix,
}
