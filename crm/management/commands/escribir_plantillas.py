"""Writes our own Word templates, so that their layout is read and changed as text."""

from collections.abc import Iterable
from pathlib import Path

from django.core.management.base import BaseCommand
from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_ROW_HEIGHT_RULE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from crm.queries.documentos import PLANTILLAS

TINTA, GRIS = RGBColor(0x4A, 0x19, 0x42), RGBColor(0x55, 0x50, 0x5A)
LETTER = (Cm(21.59), Cm(27.94))
FIRMA = Cm(1.5)


class Command(BaseCommand):
    help = "Escribe las plantillas de Word propias (minuta y lista de asistencia)."

    def add_arguments(self, parser):
        parser.add_argument("carpeta", nargs="?", type=Path, default=PLANTILLAS)

    def handle(self, *args, carpeta, **options):
        minuta().save(carpeta / "minuta.docx")
        lista_asistencia().save(carpeta / "lista_asistencia.docx")
        self.stdout.write(f"Se escribieron en {carpeta}")


def minuta():
    doc = hoja()
    doc.add_paragraph("{{ situacion }}").runs[0].bold = True
    campos = ["asunto", "tipo", "fecha", "hora", "modalidad", "lugar", "convoca"]
    fichas(doc, campos)
    doc.add_heading("Asistencia", 2)
    doc.add_paragraph("{%p if asistencia %}")
    tabla(doc, "a in asistencia", [("Nombre", "{{ a.nombre }}", 6), ("Cargo", "{{ a.cargo }}", 5.5),
                                   ("Institución", "{{ a.institucion }}", 5.5)])  # fmt: skip
    sin_datos(doc, "Sin asistencia registrada.")
    doc.add_heading("Orden del día", 2)
    puntos(doc)
    doc.add_heading("Compromisos", 2)
    doc.add_paragraph("{%p if compromisos %}")
    tabla(doc, "c in compromisos", [
        ("Núm.", "{{ c.numero }}", 1.7), ("Compromiso", "{{ c.texto }}", 4.5),
        ("Institución", "{{ c.institucion }}", 3.1), ("De quién", "{{ c.lado }}", 2.1),
        ("A cargo de", "{{ c.responsable }}", 2.8), ("Fecha", "{{ c.fecha }}", 2.8),
    ])  # fmt: skip
    sin_datos(doc, "Sin compromisos.")
    doc.add_paragraph("{%p if asistencia %}")
    doc.add_heading("Firmas", 2)
    persona = "{{ a.nombre }}\n{{ a.cargo }}\n{{ a.institucion }}"
    tabla(doc, "a in asistencia", [("Nombre y cargo", persona, 9), ("Firma", "", 8)], alto=FIRMA)
    doc.add_paragraph("{%p endif %}")
    return doc


def sin_datos(doc, texto: str):
    """What is said in place of a table that would be empty."""
    for parte in ("{%p else %}", texto, "{%p endif %}"):
        doc.add_paragraph(parte)


def puntos(doc):
    """Each point with what was said and what was agreed."""
    doc.add_paragraph("{%p for p in puntos %}")
    titulo = doc.add_paragraph()
    titulo.add_run("{{ p.numero }}. {{ p.titulo }}").bold = True
    titulo.paragraph_format.keep_with_next = True
    for condicion, texto in (
        ("p.minuta", "{{ p.minuta }}"),
        ("p.acuerdo", "Acuerdo. {{ p.acuerdo }}"),
        ("p.pendiente", "No se trató; pasa a la siguiente reunión."),
    ):
        doc.add_paragraph(f"{{%p if {condicion} %}}")
        doc.add_paragraph(texto)
        doc.add_paragraph("{%p endif %}")
    doc.add_paragraph("{%p endfor %}")


def lista_asistencia():
    doc = hoja()
    seccion = doc.sections[0]
    seccion.orientation = WD_ORIENT.LANDSCAPE
    seccion.page_height, seccion.page_width = LETTER
    fichas(doc, ["asunto", "tipo", "fecha", "hora", "lugar"])
    tabla(doc, "p in personas", [
        ("Núm.", "{{ p.numero }}", 1.7), ("Nombre", "{{ p.nombre }}", 6),
        ("Cargo", "{{ p.cargo }}", 5), ("Institución", "{{ p.institucion }}", 5),
        ("Firma", "", 6),
    ], alto=Cm(1.2))  # fmt: skip
    return doc


def hoja():
    """A letter page with the house on top, and the foot with its page number."""
    doc = Document()
    doc.core_properties.title = "{{ titulo }}"
    doc.core_properties.author = "{{ casa }}"
    doc.core_properties.comments = ""
    doc.core_properties.language = "es-MX"
    seccion = doc.sections[0]
    seccion.page_width, seccion.page_height = LETTER
    seccion.left_margin = seccion.right_margin = Cm(2.2)
    estilos(doc)
    arriba = seccion.header.paragraphs[0].add_run("{{ casa }}")
    pie = seccion.footer.paragraphs[0]
    abajo = pie.add_run("{{ pie }} · Página ")
    numero = pie.add_run("1")
    for run in (arriba, abajo, numero):
        run.font.size, run.font.color.rgb = Pt(8), GRIS
    pagina = OxmlElement("w:fldSimple")
    pagina.set(qn("w:instr"), "PAGE")
    numero._r.addprevious(pagina)
    pagina.append(numero._r)
    doc.add_heading("{{ titulo }}", 1)
    return doc


def estilos(doc):
    normal = doc.styles["Normal"]
    normal.font.name, normal.font.size = "Calibri", Pt(11)
    idioma = OxmlElement("w:lang")
    idioma.set(qn("w:val"), "es-MX")
    normal.element.get_or_add_rPr().append(idioma)
    for level, size in ((1, 18), (2, 13)):
        estilo = doc.styles[f"Heading {level}"]
        estilo.font.name, estilo.font.size, estilo.font.color.rgb = "Calibri", Pt(size), TINTA
        fuentes = estilo.element.rPr.rFonts
        for name in list(fuentes.attrib):
            del fuentes.attrib[name]
        for name in ("w:ascii", "w:hAnsi", "w:cs"):
            fuentes.set(qn(name), "Calibri")


def fichas(doc, campos: Iterable[str]):
    """A row per fact; those without value are left out."""
    table = doc.add_table(rows=0, cols=2)
    for campo in campos:
        renglones(table, f"if {campo}", [campo.capitalize(), f"{{{{ {campo} }}}}"], "if")
    union = '{{ instituciones|join("; ") }}'
    renglones(table, "if instituciones", ["Instituciones", union], "if")
    anchos(table, [3.4, 13.6])
    for row in table.rows:
        for run in row.cells[0].paragraphs[0].runs:
            run.font.color.rgb = GRIS
    doc.add_paragraph()


def tabla(doc, cada: str, columnas: list[tuple[str, str, float]], alto=None):
    """A table whose header repeats on each page, with a row for each element of a list."""
    table = doc.add_table(rows=1, cols=len(columnas), style="Table Grid")
    encabezado = table.rows[0]
    for celda, (titulo, _dato, _ancho) in zip(encabezado.cells, columnas, strict=True):
        celda.paragraphs[0].add_run(titulo).bold = True
    marcar(encabezado, "w:tblHeader")
    datos = renglones(table, f"for {cada}", [dato for _titulo, dato, _ancho in columnas], "for")
    marcar(datos, "w:cantSplit")
    if alto:
        datos.height, datos.height_rule = alto, WD_ROW_HEIGHT_RULE.AT_LEAST
    anchos(table, [ancho for _titulo, _dato, ancho in columnas])
    doc.add_paragraph()


def renglones(table, instruccion: str, datos: list[str], cierre: str):
    """Opening mark, row and closing mark; the marks' rows disappear when it is filled."""
    table.add_row().cells[0].text = f"{{%tr {instruccion} %}}"
    row = table.add_row()
    for celda, dato in zip(row.cells, datos, strict=True):
        primero, *otros = dato.split("\n")
        celda.text = primero
        for texto in otros:
            celda.add_paragraph(texto)
    table.add_row().cells[0].text = f"{{%tr end{cierre} %}}"
    return row


def marcar(row, name: str):
    row._tr.get_or_add_trPr().append(OxmlElement(name))


def anchos(table, centimetros: list[float]):
    table.autofit = False
    for columna, ancho in zip(table.columns, centimetros, strict=True):
        columna.width = Cm(ancho)
    for row in table.rows:
        for celda, ancho in zip(row.cells, centimetros, strict=True):
            celda.width = Cm(ancho)
        for celda in row.cells:
            for parrafo in celda.paragraphs:
                parrafo.paragraph_format.space_after = Pt(2)
