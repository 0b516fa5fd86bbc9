"""The report as the sheets of a workbook."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from convenios.queries.informe import CIFRAS
from convenios.queries.suscripcion import EN_TABLAS, ROTULOS, InformeConvenios
from core.workbooks import Hoja

DE_COMPROMISOS = {
    "total": "Todos",
    "abiertos": "Abiertos",
    "vencidos": "De ellos, vencidos",
    "cumplidos": "Cumplidos",
    "incumplidos": "Incumplidos",
    "no_exigibles": "No exigibles",
}
DE_PROGRAMA = {
    "ejercicio": "Ejercicio",
    "nombre": "Programa de trabajo",
    "folio": "Número",
    "convenio": "Instrumento",
    "actividades": "Actividades",
    "realizadas": "Realizadas",
    "en_proceso": "En proceso",
    "pendientes": "Pendientes",
    "vencidas": "Vencidas",
    "avance": "Avance (%)",
}
DE_SUSCRITO = {
    "numero": "Número",
    "tipo_texto": "Tipo",
    "denominacion": "Denominación",
    "con_quien": "Contrapartes",
    "fecha_suscripcion": "Suscripción",
}
DE_TRAMITE = DE_SUSCRITO | {
    "fecha_suscripcion": "Fecha de solicitud",
    "etapa": "Etapa",
    "en_manos": "En manos de",
    "etapa_desde": "En la etapa desde",
}


def hojas(informe: InformeConvenios) -> list[Hoja]:
    """Summary, tables and the lists behind the figures of the period."""
    arriba = [(informe.titulo,), (informe.situacion,)]
    columnas = [ROTULOS[cifra] for cifra in EN_TABLAS]
    return [
        Hoja(
            "Resumen",
            ["Cifra", "Instrumentos"],
            [(linea["texto"], linea["valor"]) for linea in informe.lineas],
            anchos=(44, 16),
            arriba=[*arriba, *[(regla,) for regla in informe.reglas]],
        ),
        Hoja(
            "Por categoría",
            ["Categoría de la contraparte", *columnas],
            con_suma(informe),
            anchos=(36, *[14] * len(columnas)),
            arriba=[*arriba, (informe.nota_categorias,)],
        ),
        Hoja(
            "Por tipo",
            ["Tipo de instrumento", *columnas],
            [fila_de(tipo) for tipo in informe.tipos],
            anchos=(52, *[14] * len(columnas)),
            arriba=arriba,
        ),
        Hoja(
            "Por año",
            ["Año de suscripción", "Suscritos"],
            por_anio(informe),
            anchos=(28, 14),
            arriba=arriba,
            miles=False,
        ),
        Hoja(
            "Compromisos",
            ["De quién", *DE_COMPROMISOS.values()],
            [(c["texto"], *[c[name] for name in DE_COMPROMISOS]) for c in informe.compromisos],
            anchos=(24, *[16] * len(DE_COMPROMISOS)),
            arriba=arriba,
        ),
        tabla("Programas de trabajo", DE_PROGRAMA, informe.avances(), miles=False),
        tabla("Suscritos en el periodo", DE_SUSCRITO, informe.renglones("en_periodo")),
        tabla("En trámite", DE_TRAMITE, en_tramite(informe)),
    ]


def fila_de(linea: dict[str, Any]) -> tuple[Any, ...]:
    return (linea["texto"], *[linea[cifra] for cifra in EN_TABLAS])


def con_suma(informe: InformeConvenios) -> Iterator[tuple[Any, ...]]:
    """The categories, what they add up to, and how many instruments there really are."""
    for categoria in informe.categorias:
        yield fila_de(categoria)
    suma = {c: informe.totales[c] + informe.de_mas[c] for c in CIFRAS}
    yield fila_de({"texto": "Suma de las categorías"} | suma)
    yield fila_de({"texto": "Instrumentos"} | informe.totales)


def por_anio(informe: InformeConvenios) -> Iterator[tuple[Any, ...]]:
    for anio in informe.anios:
        yield anio["anio"], anio["suscritos"]
    if sin_fecha := informe.totales["sin_fecha"]:
        yield "Sin fecha en el registro", sin_fecha


def en_tramite(informe: InformeConvenios) -> Iterator[dict[str, Any]]:
    for fila in informe.renglones("tramite"):
        yield fila | {"fecha_suscripcion": fila["fecha_solicitud"]}


def tabla(
    nombre: str, columnas: dict[str, str], filas: Iterator[dict[str, Any]], *, miles: bool = True
) -> Hoja:
    """A list whose columns are keys of its rows."""
    anchos = [
        44 if clave in ("denominacion", "con_quien", "convenio") else 20 for clave in columnas
    ]
    valores = ([fila[clave] for clave in columnas] for fila in filas)
    return Hoja(nombre, list(columnas.values()), valores, anchos=anchos, miles=miles)
