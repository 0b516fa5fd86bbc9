"""Hostile spreadsheets, built in code: no binary file is kept in the repository."""

import io
import struct
import zipfile
import zlib

import openpyxl
import xlsxwriter
import xlwt
from xlwt.CompoundDoc import XlsDoc

ENCABEZADOS = ["Nombre", "Siglas", "Tipo", "Fecha"]
FILA = ["Universidad Uno", "UU", "academica", "05/03/2026"]


def csv_de(filas, sep=",", codec="utf-8", fin="\r\n"):
    """A plain file, quoting what needs it."""

    def celda(texto):
        texto = str(texto)
        return (
            f'"{texto.replace(chr(34), chr(34) * 2)}"' if {sep, '"', "\n"} & set(texto) else texto
        )

    return fin.join(sep.join(map(celda, fila)) for fila in filas).encode(codec)


def xlsx_de(filas, hojas=None, antes=None, despues=None, **opciones):
    """A workbook; `antes` and `despues` receive (book, sheet) to do harm to it."""
    salida = io.BytesIO()
    libro = xlsxwriter.Workbook(salida, {"strings_to_formulas": False, **opciones})
    primera = libro.add_worksheet((hojas or ["Datos"])[0])
    if antes:
        antes(libro, primera)
    for numero, fila in enumerate(filas):
        for columna, valor in enumerate(fila):
            primera.write(numero, columna, valor)
    for nombre in (hojas or [])[1:]:
        libro.add_worksheet(nombre).write(0, 0, "otra")
    if despues:
        despues(libro, primera)
    libro.close()
    return salida.getvalue()


def xls_de(filas, despues=None, hojas=("Datos",)):
    """A book in the old format."""
    libro = xlwt.Workbook()
    primera = libro.add_sheet(hojas[0])
    for numero, fila in enumerate(filas):
        for columna, valor in enumerate(fila):
            primera.write(numero, columna, valor)
    for nombre in hojas[1:]:
        libro.add_sheet(nombre).write(0, 0, "otra")
    if despues:
        despues(libro, primera)
    salida = io.BytesIO()
    libro.save(salida)
    return salida.getvalue()


def con_partes(contenido, **partes):
    """The same zip with parts replaced or added."""
    salida = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(contenido)) as viejo,
        zipfile.ZipFile(salida, "w", zipfile.ZIP_DEFLATED) as nuevo,
    ):
        for nombre in viejo.namelist():
            nuevo.writestr(nombre, partes.pop(nombre, None) or viejo.read(nombre))
        for nombre, datos in partes.items():
            nuevo.writestr(nombre, datos)
    return salida.getvalue()


def bomba(megas=300):
    """A book whose sheet inflates to hundreds of megabytes out of some hundred kilobytes."""
    return con_partes(xlsx_de([ENCABEZADOS, FILA]), **{HOJA: b" " * (megas << 20)})


HOJA = "xl/worksheets/sheet1.xml"


def bomba_mentirosa(megas=300):
    """The same, with a directory that promises a small size."""
    datos = bomba(megas)
    real = struct.pack("<I", megas << 20)
    return datos.replace(real, struct.pack("<I", 1000))


def con_entidades():
    """Billion laughs in the sheet."""
    entidades = "".join(f'<!ENTITY a{i} "{f"&a{i - 1};" * 10}">' for i in range(1, 10))
    xml = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a0 "jaja">{entidades}]><worksheet>&a9;</worksheet>'
    return con_partes(xlsx_de([ENCABEZADOS, FILA]), **{HOJA: xml.encode()})


def con_entidad_externa():
    xml = (
        b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
        b"<workbook>&e;</workbook>"
    )
    return con_partes(xlsx_de([ENCABEZADOS, FILA]), **{"xl/workbook.xml": xml})


def anidado(niveles=1_000_000):
    """A million nested tags."""
    return con_partes(xlsx_de([ENCABEZADOS, FILA]), **{HOJA: b"<a>" * niveles + b"</a>" * niveles})


def lejana():
    """Two cells at opposite corners: dense readers would ask for half a terabyte."""

    def pintar(_libro, hoja):
        hoja.write(1_048_575, 16_383, "lejos")

    return xlsx_de([ENCABEZADOS, FILA], despues=pintar)


def con_formato_hasta_el_final():
    """Formatted but empty rows down to the last one."""

    def pintar(libro, hoja):
        negrita = libro.add_format({"bold": True})
        for numero in range(2, 3000):
            hoja.write_blank(numero, 0, None, negrita)
        hoja.write_blank(1_048_575, 3, None, negrita)

    return xlsx_de([ENCABEZADOS, FILA], despues=pintar)


def con_formulas():
    """Formulas with their stored value, and one without it."""

    def pintar(_libro, hoja):
        hoja.write_formula(1, 0, '="Universidad "&"Dos"', None, "Universidad Dos")
        hoja.write_formula(2, 0, "=1/0", None, "#DIV/0!")

    return xlsx_de([ENCABEZADOS, FILA, FILA], despues=pintar)


def sin_valor_guardado():
    """What openpyxl writes: the formula and no value."""
    libro = openpyxl.Workbook()
    libro.active.append(ENCABEZADOS)
    libro.active.append(['=CONCATENATE("a","b")', "UU", "academica", "05/03/2026"])
    salida = io.BytesIO()
    libro.save(salida)
    return salida.getvalue()


def con_ocultos():
    def pintar(_libro, hoja):
        hoja.set_row(2, None, None, {"hidden": True})
        hoja.set_column(1, 1, None, None, {"hidden": True})

    return xlsx_de([ENCABEZADOS, FILA, FILA, FILA], despues=pintar)


def con_filtro():
    def pintar(_libro, hoja):
        hoja.autofilter(0, 0, 3, 3)
        hoja.filter_column(0, "x == Dos")
        hoja.set_row(1, None, None, {"hidden": True})

    return xlsx_de([ENCABEZADOS, FILA, FILA], despues=pintar)


def con_combinadas():
    def pintar(_libro, hoja):
        hoja.merge_range(1, 2, 3, 2, "academica")

    return xlsx_de([ENCABEZADOS, FILA, FILA, FILA], despues=pintar)


def con_hoja_oculta():
    def pintar(libro, _hoja):
        oculta = libro.add_worksheet("Secreta")
        oculta.write(0, 0, "x")
        oculta.hide()

    return xlsx_de([ENCABEZADOS, FILA], despues=pintar)


def cifrado():
    """The shape of a password-protected .xlsx: an OLE file with an EncryptedPackage."""
    return ole_de("EncryptedPackage", b"\0" * 5000)


def xls_cifrado():
    """An old book whose stream begins with FILEPASS."""
    bof = struct.pack("<HHHHHHII", 0x0809, 16, 0x0600, 5, 0, 0, 0, 0)
    paso = struct.pack("<HHH", 0x002F, 6, 1) + b"\0" * 4
    return ole_de("Workbook", (bof + paso).ljust(5000, b"\0"))


def ole_de(nombre, datos):
    """A minimal compound file with one stream (as xlwt builds it, renamed)."""
    documento = XlsDoc()
    salida = io.BytesIO()
    documento.save(salida, datos)
    viejo, nuevo = "Workbook".encode("utf-16-le"), nombre.encode("utf-16-le")
    contenido = salida.getvalue()
    lugar = contenido.index(viejo)
    entrada = bytearray(contenido[lugar : lugar + 128])
    entrada[:64] = nuevo.ljust(64, b"\0")
    entrada[64:66] = struct.pack("<H", len(nuevo) + 2)
    return contenido[:lugar] + bytes(entrada) + contenido[lugar + 128 :]


def xls_lejano():
    """One value in the last cell of an old book."""

    def pintar(_libro, hoja):
        hoja.write(65_535, 255, "lejos")

    return xls_de([ENCABEZADOS, FILA], despues=pintar)


def xls_con_ocultos():
    def pintar(_libro, hoja):
        hoja.row(2).hidden = True
        hoja.col(1).hidden = True
        hoja.write_merge(4, 5, 0, 1, "juntas")

    return xls_de([ENCABEZADOS, FILA, FILA], despues=pintar)


def con_muchas_partes(cuantas=500):
    return con_partes(
        xlsx_de([ENCABEZADOS, FILA]), **{f"xl/media/image{i}.png": b"x" for i in range(cuantas)}
    )


def truncado():
    return xlsx_de([ENCABEZADOS, FILA])[:-200]


def deflate_roto():
    """A member whose compressed bytes are noise."""
    datos = bytearray(xlsx_de([ENCABEZADOS] + [FILA] * 200))
    for lugar in range(60, 200):
        datos[lugar] ^= 0x5A
    return bytes(datos)


def comprimido():
    return zlib.compress(b"x" * 100)
