"""Word files made on the spot, and what other programs read in ours."""

import io
import subprocess

from docx import Document


def word(*parrafos, tabla=None):
    """A document with these paragraphs; a list of pieces is one paragraph that Word cut."""
    doc = Document()
    for parrafo in parrafos:
        agregar(doc.add_paragraph(), parrafo)
    if tabla:
        table = doc.add_table(rows=len(tabla), cols=len(tabla[0]))
        for row, textos in zip(table.rows, tabla, strict=True):
            for celda, texto in zip(row.cells, textos, strict=True):
                agregar(celda.paragraphs[0], texto)
    salida = io.BytesIO()
    doc.save(salida)
    return salida.getvalue()


def agregar(parrafo, texto):
    for number, pieza in enumerate([texto] if isinstance(texto, str) else texto):
        parrafo.add_run(pieza).bold = bool(number % 2)


def texto_de_word(contenido):
    """All the text, cells after paragraphs, header and footer included."""
    doc = Document(io.BytesIO(contenido))
    partes = [p.text for p in doc.paragraphs]
    partes += [c.text for t in doc.tables for r in t.rows for c in r.cells]
    for seccion in doc.sections:
        partes += [p.text for p in (*seccion.header.paragraphs, *seccion.footer.paragraphs)]
    return "\n".join(partes)


def texto_de_pdf(contenido):
    """As poppler reads it: what a person copies from the page."""
    command = ["pdftotext", "-raw", "-", "-"]
    done = subprocess.run(command, input=contenido, capture_output=True, check=True)  # noqa: S603
    return done.stdout.decode()


def una_linea(texto):
    return " ".join(texto.split())
