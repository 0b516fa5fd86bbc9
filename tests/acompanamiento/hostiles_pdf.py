"""PDF written by hand: quiet ones, and those that ask the reader to do something."""

import zlib

PAGINA = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 300] /Resources << >> >>"


def pdf(catalogo=b"", *, mas=(), hojas=1, cola=b""):
    """A document of so many empty pages, with what is added to its catalogue and its objects."""
    numeros = range(3, 3 + hojas)
    hijos = b" ".join(b"%d 0 R" % n for n in numeros)
    objetos = [
        b"<< /Type /Catalog /Pages 2 0 R " + catalogo + b" >>",
        b"<< /Type /Pages /Kids [" + hijos + b"] /Count %d >>" % hojas,
        *([PAGINA] * hojas),
        *mas,
    ]
    return escribir(objetos, cola)


def escribir(objetos, cola=b""):
    salida, lugares = bytearray(b"%PDF-1.7\n"), []
    for numero, cuerpo in enumerate(objetos, start=1):
        lugares.append(len(salida))
        salida += b"%d 0 obj\n" % numero + cuerpo + b"\nendobj\n"
    inicio = len(salida)
    salida += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objetos) + 1)
    salida += b"".join(b"%010d 00000 n \n" % lugar for lugar in lugares)
    salida += b"trailer << /Size %d /Root 1 0 R " % (len(objetos) + 1)
    salida += cola + b">>\nstartxref\n%d\n%%%%EOF\n" % inicio
    return bytes(salida)


def corriente(datos, extra=b""):
    return b"<< %s /Length %d >>\nstream\n" % (extra, len(datos)) + datos + b"\nendstream"


def comprimida(datos, extra=b""):
    return corriente(zlib.compress(datos), extra + b" /Filter /FlateDecode")


def escondido(accion):
    """The action in a compressed stream of objects, where nobody who only reads bytes sees it."""
    dentro = b"5 0 " + accion
    tren = comprimida(dentro, b"/Type /ObjStm /N 1 /First 4")
    return pdf(b"/OpenAction 5 0 R", mas=[tren])


ABRE = b"/OpenAction << /S /%s %s >>"
JS = ABRE % (b"JavaScript", b"/JS (app.alert\\(1\\))")
CIFRADO = pdf(
    mas=[b"<< /Filter /Standard /V 1 /R 2 /O <%s> /U <%s> /P -4 >>" % (b"00" * 32, b"00" * 32)],
    cola=b"/Encrypt 4 0 R /ID [<00> <00>] ",
)
ADJUNTO = pdf(
    b"/Names << /EmbeddedFiles << /Names [(a.exe) 4 0 R] >> >>",
    mas=[
        b"<< /Type /Filespec /F (a.exe) /EF << /F 5 0 R >> >>",
        corriente(b"MZ\x90", b"/Type /EmbeddedFile"),
    ],
)
LAZO = pdf().replace(b"/Root 1 0 R", b"/Root 1 0 R /Prev 9")
HOJA_ENORME = pdf().replace(b"[0 0 300 300]", b"[0 0 2000000 2000000]")


def bomba():
    """A page whose few kilobytes open into seventy megabytes of strokes."""
    trazos = comprimida(b"0 0 m 9 9 l S\n" * 5_000_000)
    return pdf(mas=[trazos]).replace(b"/Resources << >>", b"/Contents 4 0 R")


EN_CIRCULO = pdf().replace(b"/Kids [3 0 R]", b"/Kids [2 0 R]")
# name: (bytes, whether it asks the reader to do something)
PDFS = {
    "pdf_y_js": (pdf(JS), True),
    "pdf_js_con_otro_nombre": (pdf(JS.replace(b"/JavaScript", b"/J#61vaScript")), True),
    "pdf_js_comprimido": (escondido(b"<< /S /JavaScript /JS (app.alert\\(1\\)) >>"), True),
    "pdf_lanza": (pdf(ABRE % (b"Launch", b"/F (cmd.exe)")), True),
    "pdf_con_adjunto": (ADJUNTO, True),
    "pdf_con_xfa": (pdf(b"/AcroForm << /XFA (<xdp/>) >>"), True),
    "pdf_multimedia": (pdf(mas=[b"<< /Type /Annot /Subtype /RichMedia >>"]), True),
    "pdf_y_html": (pdf() + b"<html><script>alert(1)</script></html>", False),
    "pdf_10000_hojas": (lambda: pdf(hojas=10_000), False),
    "pdf_en_lazo": (LAZO, False),
    "pdf_en_circulo": (EN_CIRCULO, False),
    "pdf_hoja_enorme": (HOJA_ENORME, False),
    "pdf_bomba": (bomba, False),
    "pdf_cortado": (pdf()[:120], False),
}
