"""A register as offices keep it: titles, merged headings, dates in words, repeats, mistakes."""

import datetime as dt
import io
import random
from collections import Counter
from dataclasses import dataclass, field

import xlsxwriter

from core.dates import MESES

SEMILLA = 850
FILAS = 850
TITULOS = [
    "Número",
    "Nombre del convenio",
    "Institución contraparte",
    "Fecha de firma",
    "Inicio",
    "Término",
    "Estatus",
    "Observaciones",
]
CONOCIDAS = [
    "Instituto Nacional de Ensayo",
    "Universidad Autónoma de Ensayo",
    "Secretaría de Educación y Cultura de Ensayo",
    "Comisión de Derechos de Ensayo, A.C.",
]
DUDOSAS = ["INE", "UNAM", "TSE", "Fundación Sin Registro", "Colegio de Ensayo y Asociados"]
EN_PALABRAS = [
    ("Indefinida", "indefinida"),
    ("Vigencia indefinida", "indefinida"),
    ("Al término del proceso", "por_condicion"),
    ("Al término del PELO 2020-2021", "por_proceso_electoral"),
    ("Hasta concluir el objeto", "por_condicion"),
    ("3 años", ""),
    ("Ver cláusula décima", ""),
    ("diciembre de 2015", ""),
]
DESCONOCIDAS = ["", "s/f", "S/D", "No se tiene"]
ESTATUS = ["Concluido", "CONCLUIDO ", "Terminado", "vencido", "Vigente", "activo"]
MALAS = ["31/02/2014", "15/13/2012", "12 de marzo de 13", "marzo 2013", "12/03/2103"]


@dataclass
class Renglon:
    """A row and the truth about it, known without reading it: dates, kind, and whether it fits."""

    celdas: list
    firma: dt.date | None = None
    fin: dt.date | None = None
    tipo_vigencia: str = ""
    dudas: list[str] = field(default_factory=list)
    problema: str = ""


def escrita(azar, fecha):
    """A date as a cell, in one of the ways people write it."""
    return azar.choice(
        [
            fecha,
            fecha.strftime("%d/%m/%Y"),
            fecha.strftime("%d-%m-%Y"),
            f"{fecha.day} de {MESES[fecha.month - 1]} de {fecha.year}",
            f"  {fecha.day} de {MESES[fecha.month - 1].upper()} DE {fecha.year}",
        ]
    )


def contraparte(azar):
    """A counterpart cell, and the names nobody can match."""
    suerte = azar.random()
    if suerte < 0.1:
        return "", []
    if suerte < 0.6:
        conocida = azar.choice(CONOCIDAS)
        return azar.choice([conocida, conocida.upper(), f" {conocida} "]), []
    if suerte < 0.7:
        dudosa = azar.choice(DUDOSAS)
        return f"{azar.choice(CONOCIDAS)};\n{dudosa}", [dudosa]
    if suerte < 0.8:
        return f"{azar.choice(CONOCIDAS)}, a través de la Unidad Norte", []
    dudosa = azar.choice(DUDOSAS)
    return dudosa, [dudosa]


def renglon(azar, numero):
    firma = dt.date(1999, 3, 1) + dt.timedelta(days=azar.randrange(9000))
    nombre, dudas = contraparte(azar)
    uno = Renglon([f"CONV/{numero:04d}", f"Convenio de apoyo {numero}", nombre], dudas=dudas)
    if azar.random() < 0.12:
        uno.celdas.append(azar.choice(DESCONOCIDAS))
    else:
        uno.firma = firma
        uno.celdas.append(escrita(azar, firma))
    uno.celdas.append("")
    suerte = azar.random()
    if suerte < 0.5:
        uno.fin = firma + dt.timedelta(days=azar.choice([365, 730, 1095]))
        uno.tipo_vigencia = "fecha_determinada"
        uno.celdas.append(escrita(azar, uno.fin))
    elif suerte < 0.85:
        texto, uno.tipo_vigencia = azar.choice(EN_PALABRAS)
        uno.celdas.append(texto)
    else:
        uno.celdas.append(azar.choice(DESCONOCIDAS))
    uno.celdas += [azar.choice(ESTATUS), azar.choice(["", "Revisar", "*"])]
    return uno


def estropear(azar, renglones):
    """Mistakes on distinct rows: wrong dates, ends before starts, no number, repeats, in process."""
    elegidos = azar.sample(range(1, len(renglones)), 50)
    for puesto, indice in enumerate(elegidos):
        uno = renglones[indice]
        uno.problema = ("fecha", "antes", "numero", "repetida", "tramite")[puesto % 5]
        if uno.problema == "fecha":
            uno.celdas[3] = azar.choice(MALAS)
        elif uno.problema == "antes":
            uno.celdas[3], uno.celdas[5] = "12/03/2013", "31/12/2012"
        elif uno.problema == "numero":
            uno.celdas[0] = ""
        elif uno.problema == "repetida":
            uno.celdas[0] = renglones[0].celdas[0]
        else:
            uno.celdas[6] = azar.choice(["En trámite", "Por firmar", "Desistido"])


def registro():
    """The rows, and how many go wrong for each reason; the same ones every time."""
    azar = random.Random(SEMILLA)  # noqa: S311 invented data, not a secret
    renglones = [renglon(azar, numero) for numero in range(1, FILAS + 1)]
    estropear(azar, renglones)
    return renglones, Counter(uno.problema for uno in renglones)


def libro(renglones):
    """The workbook: a merged title, the office, an empty row, merged groups, then the headings."""
    salida = io.BytesIO()
    with xlsxwriter.Workbook(salida, {"default_date_format": "dd/mm/yyyy"}) as nuevo:
        hoja, centro = nuevo.add_worksheet("REGISTRO"), nuevo.add_format({"align": "center"})
        hoja.merge_range(0, 0, 0, 7, "REGISTRO HISTÓRICO DE CONVENIOS 1999-2023", centro)
        hoja.merge_range(1, 0, 1, 7, "Corte al 31 de diciembre de 2023", centro)
        hoja.merge_range(3, 0, 3, 3, "Datos del instrumento", centro)
        hoja.merge_range(3, 4, 3, 5, "Vigencia", centro)
        for columna, titulo in enumerate(TITULOS):
            hoja.write(4, columna, titulo)
        for numero, uno in enumerate(renglones, 5):
            for columna, valor in enumerate(uno.celdas):
                if isinstance(valor, dt.date):
                    hoja.write_datetime(numero, columna, dt.datetime.combine(valor, dt.time()))
                else:
                    hoja.write(numero, columna, valor)
    return salida.getvalue()
