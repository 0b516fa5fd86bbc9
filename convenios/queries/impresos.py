"""The report as data that a layout prints, every figure already written as people read it."""

from __future__ import annotations

import datetime as dt
from itertools import islice
from typing import Any

from convenios.queries.documentos import PLANTILLAS
from convenios.queries.suscripcion import EN_TABLAS, InformeConvenios
from core.documents.catalog import Documento
from core.formats import fecha_corta, numero
from crm.queries.documentos import CASA

EN_PAPEL = 200  # rows that a person reads on paper; all of them are in the workbook
SIN_DATO = "Sin dato"


def datos_informe(informe: InformeConvenios) -> dict[str, Any]:
    """What the report prints, every figure already written as people read it."""
    return {
        "titulo": informe.titulo,
        "casa": CASA,
        "pie": f"{informe.lapso.nombre}, {informe.corte}",
        "situacion": informe.situacion,
        "cifras": [
            {"texto": linea["texto"], "valor": numero(linea["valor"])} for linea in informe.lineas
        ],
        "reglas": list(informe.reglas),
        "categorias": [*map(en_palabras, informe.categorias), *cierre_de(informe)],
        "nota_categorias": informe.nota_categorias,
        "tipos": [en_palabras(tipo) for tipo in informe.tipos],
        "anios": [
            {"anio": str(a["anio"]), "suscritos": numero(a["suscritos"]), "ancho": str(a["ancho"])}
            for a in informe.anios
        ],
        "compromisos": [
            {k: v if isinstance(v, str) else numero(v) for k, v in c.items()}
            for c in informe.compromisos
        ],
        "programas": [programa_de(p) for p in informe.avances_en(EN_PAPEL)],
        "suscritos": [suscrito_de(f) for f in islice(informe.renglones("en_periodo"), EN_PAPEL)],
        "tramite": [tramite_de(f) for f in islice(informe.renglones("tramite"), EN_PAPEL)],
        "sobre_las_listas": sobre_las_listas(informe),
    }


def sobre_las_listas(informe: InformeConvenios) -> str:
    """Where the rest is, when a list does not fit on paper."""
    largas = [informe.totales["en_periodo"], informe.totales["tramite"]]
    if max([*largas, informe.programas["programas"]]) <= EN_PAPEL:
        return ""
    return f"Cada lista lleva hasta {EN_PAPEL} renglones; completas están en el libro de Excel."


def en_palabras(linea: dict[str, Any]) -> dict[str, str]:
    return {"texto": linea["texto"]} | {cifra: numero(linea[cifra]) for cifra in EN_TABLAS}


def cierre_de(informe: InformeConvenios) -> list[dict[str, str]]:
    """What the categories add up to, beside how many instruments there really are (case 3)."""
    suma = {c: informe.totales[c] + informe.de_mas[c] for c in EN_TABLAS}
    return [
        en_palabras({"texto": "Suma de las categorías"} | suma),
        en_palabras({"texto": "Instrumentos"} | informe.totales),
    ]


def programa_de(programa: dict[str, Any]) -> dict[str, str]:
    cuentas = ("actividades", "realizadas", "en_proceso", "pendientes", "vencidas")
    avance = programa["avance"]
    return {
        "nombre": f"{programa['nombre']} ({programa['ejercicio']})",
        "convenio": f"{programa['folio']} {programa['convenio']}".strip(),
        "avance": "Sin actividades" if avance is None else f"{avance} %",
    } | {name: numero(programa[name]) for name in cuentas}


def suscrito_de(fila: dict[str, Any]) -> dict[str, str]:
    return {
        "numero": fila["numero"],
        "denominacion": fila["denominacion"],
        "contrapartes": fila["con_quien"],
        "fecha": dia(fila["fecha_suscripcion"]),
    }


def tramite_de(fila: dict[str, Any]) -> dict[str, str]:
    return {
        "numero": fila["numero"],
        "denominacion": fila["denominacion"],
        "etapa": fila["etapa"],
        "en_manos": fila["en_manos"] or SIN_DATO,
        "desde": dia(fila["etapa_desde"]),
    }


def dia(valor: dt.date | None) -> str:
    return fecha_corta(valor) if valor else SIN_DATO


CIFRAS_EJEMPLO = dict.fromkeys(EN_TABLAS, "12")


class InformeConveniosWord(Documento):
    clave = "informe-convenios"
    nombre = "Informe de suscripción y seguimiento"
    propia = PLANTILLAS / "informe.docx"
    ejemplo = {
        "titulo": "Informe de suscripción y seguimiento de convenios",
        "casa": CASA,
        "pie": "Ejemplo con datos inventados",
        "situacion": "1.er trimestre de 2024, con corte al 31 de marzo de 2024",
        "cifras": [{"texto": "Vigentes", "valor": "12"}],
        "reglas": ["Cada instrumento cuenta una vez."],
        "categorias": [{"texto": "Académica"} | CIFRAS_EJEMPLO],
        "nota_categorias": "Un instrumento con dos categorías cuenta en cada una.",
        "tipos": [{"texto": "Convenio marco de colaboración"} | CIFRAS_EJEMPLO],
        "anios": [{"anio": "2024", "suscritos": "22", "ancho": "100"}],
        "compromisos": [
            {
                "clave": "nuestro",
                "texto": "Del Instituto",
                "total": "9",
                "abiertos": "3",
                "vencidos": "1",
                "cumplidos": "5",
                "incumplidos": "1",
                "no_exigibles": "0",
            }
        ],
        "programas": [
            {
                "nombre": "Programa de trabajo (2024)",
                "convenio": "CM-2024-0001 Convenio de ejemplo",
                "avance": "40 %",
                "actividades": "5",
                "realizadas": "2",
                "en_proceso": "1",
                "pendientes": "2",
                "vencidas": "1",
            }
        ],
        "suscritos": [
            {
                "numero": "CM-2024-0001",
                "denominacion": "Convenio de ejemplo",
                "contrapartes": "Universidad de Ejemplo & Asociados <prueba>",
                "fecha": "5 mar 2024",
            }
        ],
        "tramite": [
            {
                "numero": "CM-2024-0002",
                "denominacion": "Otro convenio de ejemplo",
                "etapa": "Negociación",
                "en_manos": "La contraparte",
                "desde": "8 ene 2024",
            }
        ],
        "sobre_las_listas": "Completas están en el libro de Excel.",
    }
