"""The hostile corpus: each file is read, or refused with a sentence that says what to do."""

import io
import resource
import time
import unicodedata
import zipfile

import msoffcrypto
import pytest

from core.importing.readers import leer
from core.importing.tables import ArchivoError, con_apostrofo
from tests.corpus import hojas as h

BASE = [h.ENCABEZADOS, h.FILA]
CONOCIDOS = {"nombre", "siglas", "tipo", "fecha"}
MEGA = 1 << 20

RECHAZADOS = [
    ("vacio", lambda: b"", "El archivo está vacío (0 bytes)"),
    ("solo_bom", lambda: b"\xef\xbb\xbf", "El archivo está vacío: no tiene ninguna celda"),
    ("solo_comas", lambda: b",,,\r\n,,,\r\n", "no tiene ninguna celda con datos"),
    ("solo_encabezados", lambda: h.csv_de([h.ENCABEZADOS]), "sólo tiene encabezados (fila 1)"),
    ("demasiado_grande", lambda: b"a" * (10 * MEGA + 1), "el máximo es 10 MB"),
    ("bomba_zip", h.bomba, "ocupa más de 100 MB"),
    ("bomba_que_miente", h.bomba_mentirosa, "El archivo está dañado"),
    ("mil_millones_de_risas", h.con_entidades, "no se abrió por seguridad"),
    ("entidad_externa", h.con_entidad_externa, "no se abrió por seguridad"),
    ("un_millon_de_niveles", h.anidado, "está vacío"),
    ("celda_en_la_esquina", h.lejana, "tiene 16,384 columnas; el máximo es 200"),
    ("xls_celda_en_la_esquina", h.xls_lejano, "tiene 256 columnas; el máximo es 200"),
    ("muchas_partes", h.con_muchas_partes, "partes internas; el máximo es 200"),
    ("truncado", h.truncado, "El archivo está dañado"),
    ("deflate_roto", h.deflate_roto, "El archivo está dañado"),
    ("xlsx_con_contrasena", h.cifrado, "está protegido con contraseña"),
    ("xls_con_contrasena", h.xls_cifrado, "está protegido con contraseña"),
    ("ole_ajeno", lambda: h.ole_de("WordDocument", b"x" * 5000), "no es una hoja de cálculo"),
    ("ole_roto", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x07" * 900, "dañado"),
    ("pdf", lambda: b"%PDF-1.7 x", "El archivo es un PDF"),
    ("imagen", lambda: b"\x89PNG\r\n", "El archivo es una imagen"),
    ("programa", lambda: b"MZ\x90\x00", "El archivo es un programa"),
    ("html_llamado_xls", lambda: b"<html><table><tr><td>x", "por dentro es una página web"),
    ("xml_2003", lambda: b'<?xml version="1.0"?><Workbook/>', "página web o XML"),
    ("zip_cualquiera", lambda: h.con_partes(_zip("notas.txt")), "está comprimido (.zip)"),
    ("ods", lambda: h.con_partes(_zip("content.xml")), "El archivo es .ods"),
    ("xlsb", lambda: h.con_partes(_zip("xl/workbook.bin")), "El archivo es .xlsb"),
    ("word", lambda: h.con_partes(_zip("word/document.xml")), "documento de Word"),
    ("201_columnas", lambda: h.csv_de([["x"] * 201] * 2), "tiene 201 columnas"),
    ("50001_filas", lambda: h.csv_de([["a", "b"]] * 50_002), "50,001 filas con datos"),
    ("un_millon_de_filas", lambda: b"a,b\r\n" * 1_000_000, "el máximo es 50,000"),
]


def _zip(nombre):
    salida = io.BytesIO()
    with zipfile.ZipFile(salida, "w") as archivo:
        archivo.writestr(nombre, "x")
    return salida.getvalue()


@pytest.mark.parametrize(
    ("fabricar", "mensaje"), [caso[1:] for caso in RECHAZADOS], ids=[c[0] for c in RECHAZADOS]
)
def test_refused_with_a_reason_in_time_and_memory(fabricar, mensaje):
    contenido = fabricar()
    antes, inicio = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.process_time()

    with pytest.raises(ArchivoError) as error:
        leer(contenido, "archivo")

    assert mensaje in error.value.message
    assert time.process_time() - inicio < 2
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - antes < 200 * 1024


LEIDOS = [
    ("utf8", lambda: h.csv_de(BASE), ""),
    ("utf8_bom", lambda: h.csv_de(BASE, codec="utf-8-sig"), ""),
    ("utf16_bom", lambda: h.csv_de(BASE, codec="utf-16"), ""),
    ("utf16_sin_marca", lambda: h.csv_de(BASE, codec="utf-16-le"), ""),
    ("punto_y_coma", lambda: h.csv_de(BASE, sep=";"), ""),
    ("tabulador", lambda: h.csv_de(BASE, sep="\t"), ""),
    ("barra", lambda: h.csv_de(BASE, sep="|"), ""),
    ("sep_declarado", lambda: b"sep=;\r\n" + h.csv_de(BASE, sep=";"), "de la fila 2"),
    ("fin_de_linea_mac", lambda: h.csv_de(BASE, fin="\r"), ""),
    ("xlsx", lambda: h.xlsx_de(BASE), ""),
    ("xls", lambda: h.xls_de(BASE), ""),
    ("1904", lambda: h.xlsx_de(BASE, date_1904=True), ""),
    ("encabezado_en_fila_4", lambda: h.csv_de([["Directorio 2026"], [], [""], *BASE]), "fila 4"),
    ("dos_hojas", lambda: h.xlsx_de(BASE, hojas=["Datos", "Notas"]), "tiene 2 hojas"),
    ("xls_dos_hojas", lambda: h.xls_de(BASE, hojas=["Datos", "Notas"]), "tiene 2 hojas"),
    ("hoja_oculta", h.con_hoja_oculta, "hojas ocultas: «Secreta»"),
    ("formato_hasta_el_final", h.con_formato_hasta_el_final, ""),
    ("filas_y_columnas_ocultas", h.con_ocultos, "columnas ocultas (B)"),
    ("filtro", h.con_filtro, "quizá por un filtro"),
    ("combinadas", h.con_combinadas, "celdas combinadas (C2:C4)"),
    ("xls_ocultas_y_combinadas", h.xls_con_ocultos, "celdas combinadas (A5:B6)"),
    ("encabezado_repetido", lambda: h.csv_de([[*h.ENCABEZADOS, "nombre"], [*h.FILA, "x"]]),
     "«nombre» está repetido (columna E)"),
    ("sin_encabezado", lambda: h.csv_de([h.ENCABEZADOS, [*h.FILA, "x"]]), "columna E tiene datos"),
    ("nul_y_control", lambda: h.csv_de([h.ENCABEZADOS, ["Uni\x00versidad\x07 Uno", *h.FILA[1:]]]),
     "caracteres invisibles o de control en 1 celda"),
    ("escritura_invertida", lambda: h.csv_de([h.ENCABEZADOS, ["Universidad\u202e Uno", *h.FILA[1:]]]),
     "caracteres invisibles"),
    ("mojibake", lambda: h.csv_de([*BASE, ["InstituciÃ³n", "", "", ""]]), "ya venían dañados"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("fabricar", "aviso"), [caso[1:] for caso in LEIDOS], ids=[c[0] for c in LEIDOS]
)
def test_read_and_explained(fabricar, aviso):
    tabla = leer(fabricar(), "archivo", conocidos=CONOCIDOS)

    assert tabla.encabezados[:4] == h.ENCABEZADOS
    assert tabla.filas[0].celdas[:4] == h.FILA
    if aviso:
        assert aviso in " ".join(tabla.avisos)
    else:
        assert tabla.avisos == []


def test_windows_1252_is_read_and_said():
    tabla = leer(h.csv_de([["Nombre"], ["Peña"], ["Muñoz"]], codec="cp1252"), "a.csv")

    assert [fila.celdas for fila in tabla.filas] == [["Peña"], ["Muñoz"]]
    assert "Windows (1252)" in tabla.avisos[0]


def test_rows_keep_the_number_the_spreadsheet_shows():
    tabla = leer(h.csv_de([["A", "B"], ["1", "2"], ["", ""], ["x\ny", "4"], ["5", "6"]]), "a.csv")

    assert [fila.numero for fila in tabla.filas] == [2, 4, 5]


def test_formulas_give_their_stored_value_and_are_announced():
    tabla = leer(h.con_formulas(), "a.xlsx")

    assert tabla.filas[0].celdas[0] == "Universidad Dos"
    assert "2 celdas tienen una fórmula; se usó su valor guardado" in " ".join(tabla.avisos)
    assert tabla.filas[1].problemas[0][0] == 0


def test_formula_without_stored_value_is_a_problem_of_its_row():
    tabla = leer(h.sin_valor_guardado(), "a.xlsx")

    assert "fórmula sin valor guardado" in tabla.filas[0].problemas[0][1]


def test_numbers_come_back_as_they_were_typed():
    tabla = leer(h.xlsx_de([["Folio", "Peso", "Sí"], [9999, 1.5, True]]), "a.xlsx")

    assert tabla.filas[0].celdas == ["9999", "1.5", "sí"]


def test_one_megabyte_of_text_is_a_problem_of_its_row():
    tabla = leer(h.csv_de([h.ENCABEZADOS, ["x" * MEGA, *h.FILA[1:]], h.FILA]), "a.csv")

    assert tabla.filas[0].problemas == [
        (0, "el texto tiene 1,048,576 caracteres; el máximo es 32,000")
    ]
    assert tabla.filas[1].problemas == []


def test_unclosed_quote_is_suspected():
    contenido = h.csv_de([h.ENCABEZADOS]) + b'\r\n"Universidad,' + b"\r\nfila,1,2,3" * 4000

    tabla = leer(contenido, "a.csv")

    assert "comillas de cierre" in tabla.filas[0].problemas[0][1]


def test_another_sheet_may_be_chosen():
    tabla = leer(h.xlsx_de(BASE, hojas=["Notas", "Datos"]), "a.xlsx", hoja="Notas")

    assert tabla.hoja == "Notas"
    assert tabla.hojas == ["Notas", "Datos"]
    with pytest.raises(ArchivoError, match="no tiene una hoja «Nada»"):
        leer(h.xlsx_de(BASE), "a.xlsx", hoja="Nada")


@pytest.mark.parametrize(
    "texto",
    [
        "O'Connor",
        "de la O",
        "李",
        "Null",
        "👩‍👧‍👦",
        "e\u0301",
        "x" * 100,
        "محمد",
        "a" + "\u0301" * 40,
    ],
)
def test_names_survive_in_nfc(texto):
    tabla = leer(h.csv_de([["Nombre"], [texto]]), "a.csv")

    assert tabla.filas[0].celdas == [unicodedata.normalize("NFC", texto)]
    assert tabla.avisos == []


@pytest.mark.parametrize("texto", ["=1+1", "+52 55 1234", "-5", "@x", "'=1+1", "'hola", "a=b"])
def test_protected_text_comes_back(texto):
    tabla = leer(h.csv_de([["Nombre"], [con_apostrofo(texto)]]), "a.csv")

    assert tabla.filas[0].celdas == [texto]


def test_a_real_encrypted_book_is_recognised():
    abierto, cifrado = io.BytesIO(h.xlsx_de(BASE)), io.BytesIO()
    msoffcrypto.OfficeFile(abierto).encrypt("clave", cifrado)

    with pytest.raises(ArchivoError, match="protegido con contraseña"):
        leer(cifrado.getvalue(), "a.xlsx")
