"""Writes the Word templates of the instruments, so that their layout is read as text."""

from pathlib import Path

from django.core.management.base import BaseCommand
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Cm, Pt

from convenios.queries.documentos import PLANTILLAS
from convenios.queries.suscripcion import EN_TABLAS, ROTULOS
from crm.management.commands.escribir_plantillas import (
    GRIS,
    anchos,
    hoja,
    renglones,
    sin_datos,
    tabla,
)

ROTULOS_OPINION = {
    "folio": "Folio",
    "convenio": "Instrumento",
    "numero": "Número",
    "tipo": "Tipo",
    "contrapartes": "Contrapartes",
    "area": "Área solicitante",
    "solicitada": "Solicitada el",
    "version": "Texto revisado",
    "impacto": "Impacto presupuestal",
}


class Command(BaseCommand):
    help = "Escribe las plantillas de Word propias de convenios (informe y opinión)."

    def add_arguments(self, parser):
        parser.add_argument("carpeta", nargs="?", type=Path, default=PLANTILLAS)

    def handle(self, *args, carpeta, **options):
        informe().save(carpeta / "informe.docx")
        opinion().save(carpeta / "opinion.docx")
        self.stdout.write(f"Se escribieron en {carpeta}")


def informe():
    doc = hoja()
    doc.add_paragraph("{{ situacion }}").runs[0].bold = True
    tabla(
        doc, "c in cifras", [("Cifra", "{{ c.texto }}", 12), ("Instrumentos", "{{ c.valor }}", 5)]
    )
    apretar(doc, numeros_desde=1)
    pequeno(doc, "{%p for r in reglas %}", "{{ r }}", "{%p endfor %}")
    doc.add_heading("Por categoría de la contraparte", 2)
    cifras(doc, "c in categorias", "Categoría", "{{ c.texto }}")
    pequeno(doc, "{{ nota_categorias }}")
    doc.add_heading("Por tipo de instrumento", 2)
    cifras(doc, "c in tipos", "Tipo", "{{ c.texto }}")
    doc.add_heading("Por año de suscripción", 2)
    con_lista(doc, "anios", "Nada se ha suscrito con fecha registrada.", [
        ("Año", "{{ x.anio }}", 5), ("Suscritos", "{{ x.suscritos }}", 5),
    ], numeros_desde=1)  # fmt: skip
    doc.add_heading("Compromisos", 2)
    tabla(doc, "c in compromisos", [
        ("De quién", "{{ c.texto }}", 3.4), ("Todos", "{{ c.total }}", 1.9),
        ("Abiertos", "{{ c.abiertos }}", 2.1), ("De ellos, vencidos", "{{ c.vencidos }}", 2.3),
        ("Cumplidos", "{{ c.cumplidos }}", 2.3), ("Incumplidos", "{{ c.incumplidos }}", 2.5),
        ("No exigibles", "{{ c.no_exigibles }}", 2.3),
    ])  # fmt: skip
    apretar(doc, numeros_desde=1)
    doc.add_heading("Programas de trabajo", 2)
    con_lista(doc, "programas", "Sin programas de trabajo.", [
        ("Programa", "{{ x.nombre }}", 4.6), ("Instrumento", "{{ x.convenio }}", 5),
        ("Actividades", "{{ x.actividades }}", 2.2), ("Realizadas", "{{ x.realizadas }}", 2),
        ("Vencidas", "{{ x.vencidas }}", 1.8), ("Avance", "{{ x.avance }}", 1.7),
    ], numeros_desde=2)  # fmt: skip
    doc.add_heading("Suscritos en el periodo", 2)
    con_lista(doc, "suscritos", "Nada se suscribió en el periodo.", [
        ("Número", "{{ x.numero }}", 3), ("Denominación", "{{ x.denominacion }}", 6.4),
        ("Contrapartes", "{{ x.contrapartes }}", 5), ("Suscripción", "{{ x.fecha }}", 2.8),
    ])  # fmt: skip
    doc.add_heading("En trámite", 2)
    con_lista(doc, "tramite", "Nada está en trámite.", [
        ("Número", "{{ x.numero }}", 3), ("Denominación", "{{ x.denominacion }}", 5.6),
        ("Etapa", "{{ x.etapa }}", 3.2), ("En manos de", "{{ x.en_manos }}", 3),
        ("Desde", "{{ x.desde }}", 2.4),
    ])  # fmt: skip
    pequeno(doc, "{{ sobre_las_listas }}")
    return doc


def cifras(doc, cada, titulo, dato):
    """A row of figures for each category or kind."""
    tabla(
        doc,
        cada,
        [
            (titulo, dato, 5.7),
            *[(ROTULOS[cifra], f"{{{{ c.{cifra} }}}}", 2.3) for cifra in EN_TABLAS],
        ],
    )
    apretar(doc, numeros_desde=1)


def con_lista(doc, nombre, vacio, columnas, numeros_desde=None):
    """A table of a list or, when there is nothing in it, what is said in its place."""
    doc.add_paragraph(f"{{%p if {nombre} %}}")
    tabla(doc, f"x in {nombre}", columnas)
    apretar(doc, numeros_desde=numeros_desde)
    sin_datos(doc, vacio)


def apretar(doc, numeros_desde=None):
    """The last table, in a smaller letter; from a column on, numbers against their right."""
    for row in doc.tables[-1].rows:
        for indice, celda in enumerate(row.cells):
            for parrafo in celda.paragraphs:
                if numeros_desde is not None and indice >= numeros_desde:
                    parrafo.alignment = WD_ALIGN_PARAGRAPH.RIGHT
                for run in parrafo.runs:
                    run.font.size = Pt(9)


def pequeno(doc, *textos):
    """Notes, in the small grey of the house."""
    for texto in textos:
        run = doc.add_paragraph().add_run(texto)
        run.font.size, run.font.color.rgb = Pt(9), GRIS


def opinion():
    doc = hoja()
    doc.add_paragraph("{{ situacion }}").runs[0].bold = True
    table = doc.add_table(rows=0, cols=2)
    for campo, rotulo in ROTULOS_OPINION.items():
        renglones(table, f"if {campo}", [rotulo, f"{{{{ {campo} }}}}"], "if")
    anchos(table, [4, 13])
    for row in table.rows:
        for run in row.cells[0].paragraphs[0].runs:
            run.font.color.rgb = GRIS
    parte(doc, "Objeto", "objeto", "Sin objeto escrito.")
    doc.add_heading("Antecedentes", 2)
    for texto in ("{%p for a in antecedentes %}", "{{ a }}", "{%p endfor %}"):
        doc.add_paragraph(texto)
    doc.add_heading("Análisis por criterio", 2)
    tabla(doc, "c in criterios", [
        ("Criterio", "{{ c.nombre }}", 5), ("Valoración", "{{ c.valoracion }}", 3.2),
        ("Comentario", "{{ c.comentario }}", 8.8),
    ])  # fmt: skip
    doc.add_heading("Observaciones al texto", 2)
    doc.add_paragraph("{%p if observaciones %}")
    tabla(doc, "o in observaciones", [
        ("Núm.", "{{ o.numero }}", 1.4), ("Cláusula", "{{ o.clausula }}", 2.6),
        ("Observación", "{{ o.texto }}", 5.6), ("Estado", "{{ o.estado }}", 2.4),
        ("Respuesta", "{{ o.respuesta }}", 5),
    ])  # fmt: skip
    apretar(doc)
    sin_datos(doc, "Sin observaciones.")
    parte(doc, "Recomendaciones", "recomendaciones", "Sin recomendaciones.")
    doc.add_heading("Sentido de la opinión", 2)
    doc.add_paragraph("{{ sentido }}").runs[0].bold = True
    firma(doc)
    return doc


def parte(doc, titulo, campo, vacio):
    """A heading with its text."""
    doc.add_heading(titulo, 2)
    doc.add_paragraph(f"{{%p if {campo} %}}")
    doc.add_paragraph(f"{{{{ {campo} }}}}")
    sin_datos(doc, vacio)


def firma(doc):
    """A line to sign on, with who signs."""
    linea = doc.add_paragraph("_" * 42)
    linea.paragraph_format.space_before = Cm(1.6)
    for parrafo in (linea, doc.add_paragraph("{{ firma }}"), doc.add_paragraph("{{ cargo }}")):
        parrafo.paragraph_format.keep_with_next = True
        parrafo.paragraph_format.space_after = Pt(2)
