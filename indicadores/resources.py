"""The report of a quarter as a workbook and as what the PDF prints."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, BinaryIO

import xlsxwriter
from django.utils import timezone

from core.formats import fecha_corta, numero
from core.sheets import SEGURO
from crm.queries.documentos import CASA
from indicadores.calculations import SIN_VALOR
from indicadores.queries.informe import Informe

EN_PAPEL = 400  # folios that a person reads on paper; all of them are in the workbook
SIN_EVIDENCIA = "Sin evidencia"
COLUMNAS = [
    ("Folio", "folio", 16),
    ("Tipo", "tipo_texto", 30),
    ("Contrapartes", "contrapartes", 40),
    ("Fecha de solicitud", "fecha_solicitud", 18),
    ("Fecha de atención", "fecha_atencion", 18),
    ("Estado", "estado_texto", 18),
    ("Evidencia de la solicitud", "evidencia_solicitud", 30),
    ("Evidencia de la atención", "evidencia_atencion", 30),
    ("Cuenta en", "cuenta_en", 60),
]
AJUSTES = [
    ("Folio", "folio", 16),
    ("Se reportó en", "antes", 40),
    ("Ahora está en", "despues", 40),
    ("Motivo", "motivo", 40),
    ("Registró", "quien", 30),
    ("Cuándo", "cuando", 18),
]


def escribir_informe(archivo: BinaryIO, informe: Informe, folios: Iterable[dict[str, Any]]) -> None:
    """The workbook, row by row: numbers are numbers, dates are dates, text is never a formula."""
    with xlsxwriter.Workbook(archivo, {"constant_memory": True, **SEGURO}) as libro:
        formatos = {
            "titulo": libro.add_format({"bold": True}),
            "fecha": libro.add_format({"num_format": "dd/mm/yyyy hh:mm"}),
            "porcentaje": libro.add_format({"num_format": "0.00 %"}),
            "entero": libro.add_format({"num_format": "#,##0"}),
        }
        resumen(libro.add_worksheet("Resumen"), informe, formatos)
        hoja_de(libro.add_worksheet("Gestiones"), COLUMNAS, folios, formatos)
        if informe.cierre:
            hoja_de(libro.add_worksheet("Ajustes"), AJUSTES, informe.ajustes, formatos)


def resumen(hoja: Any, informe: Informe, formatos: dict[str, Any]) -> None:
    hoja.set_column(0, 0, 44)
    hoja.set_column(1, 2, 22)
    filas: list[tuple[Any, ...]] = [
        (informe.titulo,),
        (informe.situacion,),
        ("Indicador", informe.indicador.nombre),
        ("Método", informe.metodo_texto),
        ("Corte", informe.corte),
        *razon_de("Porcentaje", informe.razon),
        *razon_de(informe.rotulo_acumulado, informe.acumulado),
        *[(linea["texto"], linea["valor"]) for linea in informe.lineas],
        ("Por tipo de gestión", "Solicitadas", "De ellas, atendidas"),
        *[(t["texto"], t["solicitadas"], t["atendidas"]) for t in informe.por_tipo],
    ]
    if informe.cierre:
        filas.append(("Huella SHA-256 del cierre", informe.cierre.sha256))
    for fila, valores in enumerate(filas):
        for columna, valor in enumerate(valores):
            formato = formatos["titulo"] if fila == 0 else None
            escribir(hoja, fila, columna, valor, formatos, formato)


def razon_de(texto: str, razon: Any) -> list[tuple[Any, ...]]:
    """A ratio as three rows: the value a sheet can compute with, and what it comes from."""
    porcentaje = razon.porcentaje
    valor = float(porcentaje / 100) if porcentaje is not None else SIN_VALOR
    return [
        (texto, valor),
        (f"{texto}: numerador", razon.numerador),
        (f"{texto}: denominador", razon.denominador),
    ]


def hoja_de(hoja: Any, columnas: list, filas: Iterable[dict[str, Any]], formatos: Any) -> None:
    for columna, (titulo, _clave, ancho) in enumerate(columnas):
        hoja.set_column(columna, columna, ancho)
        hoja.write_string(0, columna, titulo, formatos["titulo"])
    hoja.freeze_panes(1, 0)
    for fila, datos in enumerate(filas, 1):
        for columna, (_titulo, clave, _ancho) in enumerate(columnas):
            escribir(hoja, fila, columna, datos[clave], formatos)


def escribir(
    hoja: Any, fila: int, columna: int, valor: Any, formatos: Any, formato: Any = None
) -> None:
    if valor is None or valor == "":
        return
    if isinstance(valor, str):
        hoja.write_string(fila, columna, valor[:32_767], formato)
    elif isinstance(valor, float):
        hoja.write_number(fila, columna, valor, formatos["porcentaje"])
    elif isinstance(valor, int):
        hoja.write_number(fila, columna, valor, formatos["entero"])
    else:
        local = timezone.localtime(valor).replace(tzinfo=None)
        hoja.write_datetime(fila, columna, local, formatos["fecha"])


def para_imprimir(informe: Informe, folios: Iterable[dict[str, Any]]) -> dict[str, Any]:
    """What the PDF says, every figure already written as people read it."""
    primeros = [fila for fila, _ in zip(map(en_papel, folios), range(EN_PAPEL), strict=False)]
    huella = f" · SHA-256 {informe.cierre.sha256}" if informe.cierre else ""
    return {
        "titulo": informe.titulo,
        "casa": CASA,
        "pie": f"AI 3 · {informe.periodo}{huella}",
        "situacion": informe.situacion,
        "cerrado": informe.cierre is not None,
        "indicador": informe.indicador.nombre,
        "formula": informe.indicador.formula,
        "metodo": informe.metodo_texto,
        "razon": razon_texto(informe.porcentaje, informe.razon),
        "rotulo_acumulado": informe.rotulo_acumulado,
        "acumulado": razon_texto(informe.porcentaje_acumulado, informe.acumulado),
        "conteos": [x | {"valor": numero(x["valor"])} for x in informe.lineas],
        "por_tipo": [
            t | {k: numero(t[k]) for k in ("solicitadas", "atendidas")} for t in informe.por_tipo
        ],
        "ajustes": [
            {k: a[k] for k in ("folio", "antes", "despues", "motivo")} for a in informe.ajustes
        ],
        "folios": primeros,
        "sobre_la_lista": sobre_la_lista(informe, len(primeros)),
    }


def razon_texto(porcentaje: str, razon: Any) -> str:
    return f"{porcentaje} ({numero(razon.numerador)} de {numero(razon.denominador)})"


def sobre_la_lista(informe: Informe, cuantos: int) -> str:
    """What the list is, and where the rest of it is."""
    partes = []
    if informe.sobre_los_folios:
        partes.append(informe.sobre_los_folios)
    if cuantos == EN_PAPEL:
        partes.append(f"Aquí van las primeras {EN_PAPEL}; todas están en el libro de Excel.")
    if not cuantos:
        partes.append("No hay gestiones que mostrar.")
    return " ".join(partes)


def en_papel(fila: dict[str, Any]) -> dict[str, str]:
    def dia(valor):
        return fecha_corta(timezone.localtime(valor)) if valor else ""

    return {
        "folio": fila["folio"],
        "contrapartes": fila["contrapartes"],
        "solicitada": dia(fila["fecha_solicitud"]),
        "atendida": dia(fila["fecha_atencion"]),
        "evidencia_solicitud": fila["evidencia_solicitud"] or SIN_EVIDENCIA,
        "evidencia_atencion": fila["evidencia_atencion"]
        or (SIN_EVIDENCIA if fila["fecha_atencion"] else ""),
    }
