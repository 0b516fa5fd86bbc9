"""Texts that people paste and that break systems (F43, F44)."""

LARGO = "a" * 1_048_576
RENGLONES = "renglón\n" * 10_000
PLANTADO = "<script>zyx()</script>"

TEXTOS = {
    "blank": "",
    "spaces": " \t\u00a0\u2003 ",
    "emoji": "Feria 🎉👩🏽‍🔬👨‍👩‍👧‍👦",
    "joiner alone": "\u200d",
    "right to left": "مؤسسة \u202egnp.exe",
    "isolates": "\u2066\u2069\u200f",
    "combining stack": "Z" + "\u0301\u0323\u0331" * 40,
    "nul": "antes\x00después",
    "nul alone": "\x00",
    "controls": "".join(map(chr, range(1, 32))) + "\x7f",
    "byte order mark": "\ufeffNombre",
    "composed": "N\u00fa\u00f1ez",
    "decomposed": "Nu\u0301n\u0303ez",
    "apostrophe": "O'Connor",
    "particles": "de la O",
    "one name": "Suharto",
    "han": "李",
    "hundred letters": "Wolfeschlegelstein" * 6,
    "null": "Null",
    "none": "None",
    "nan": "NaN",
    "markup": PLANTADO,
    "attribute": '" onmouseover="zyx()" x=\'',
    "template": "{{ 7|add:7 }}{% load %}",
    "formula": '=HYPERLINK("http://x.invalid")',
    "quotes": "'; DROP TABLE crm_institucion; --",
    "percent": "100% %s %(x)s %00 %c3%28",
    "backslash": "\\\\servidor\\carpeta\\u0000",
    "escape of json": '{"a": [1, null]}\\u0000',
    "path": "../../../etc/passwd",
    "many digits": "9" * 400,
    "negative": "-1",
    "exponent": "1e999",
    "arabic digits": "٣٤٥",
    "superscript": "²",
    "date that never was": "30/02/2024",
    "date of no year": "00/00/0000",
    "far date": "31/12/99999",
    "javascript": "javascript:alert(1)",
    "mail with two": "a@b.mx,c@d.mx",
    "mail in unicode": "ñandú@méxico.mx",
    "search of a phone": "buscar:" + "x" * 300,
}
# What has broken real systems alone in one field, or in one parameter of the address.
PEORES = ("nul", "many digits", "exponent", "superscript", "date of no year")
