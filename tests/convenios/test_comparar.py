"""Two texts: what was added and taken away, what cannot be read, and nothing that hangs."""

import io
import itertools
import time
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from convenios.actions import expediente
from convenios.models import Convenio
from convenios.queries.comparar import (
    MAX_BYTES,
    MAX_PARRAFOS,
    Incomparable,
    comparar,
    leer,
    pasos,
)
from cuentas.enums import Rol
from tests.convenios.vida import PDF
from tests.core.documentos import word
from tests.factories.convenios import ConvenioFactory

ANTES = ["PRIMERA. Objeto.", "SEGUNDA. El plazo será de treinta días.", "TERCERA. Firma."]
DESPUES = [
    "PRIMERA. Objeto.",
    "SEGUNDA. El plazo será de sesenta días hábiles.",
    "TERCERA. Firma.",
    "CUARTA. Se agrega la protección de datos personales.",
]
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'


def de_xml(cuerpo):
    """A Word file that is only its text."""
    salida = io.BytesIO()
    with zipfile.ZipFile(salida, "w", zipfile.ZIP_DEFLATED) as caja:
        caja.writestr(
            "word/document.xml", f"<w:document {W} {MC}><w:body>{cuerpo}</w:body></w:document>"
        )
    salida.seek(0)
    return salida


def deshacer(resultado):
    """Both texts, put together again from what the comparison shows."""
    viejo, nuevo = [], []
    for bloque in resultado.bloques:
        if bloque.tipo == "igual":
            viejo += bloque.parrafos
            nuevo += bloque.parrafos
            continue
        de_antes = "".join(t for clase, t in bloque.trozos if clase != "agregado").strip()
        de_ahora = "".join(t for clase, t in bloque.trozos if clase != "quitado").strip()
        viejo += [de_antes] if de_antes else []
        nuevo += [de_ahora] if de_ahora else []
    return viejo, nuevo


def test_words_within_the_paragraph_that_changed():
    resultado = comparar(ANTES, DESPUES)

    assert [b.tipo for b in resultado.bloques] == ["igual", "cambio", "igual", "nuevo"]
    assert resultado.bloques[1].trozos == [
        ("igual", "SEGUNDA. El plazo será de "),
        ("quitado", "treinta"),
        ("igual", " "),
        ("agregado", "sesenta"),
        ("igual", " días "),
        ("agregado", "hábiles"),
        ("igual", "."),
    ]
    assert resultado.completa


def test_same_text_has_nothing_to_show():
    assert comparar(ANTES, list(ANTES)).iguales
    assert comparar([], []).iguales
    assert not comparar(ANTES, ANTES[:2]).iguales


@pytest.mark.parametrize(
    ("antes", "despues"),
    [
        (ANTES, DESPUES),
        (DESPUES, ANTES),
        ([], ANTES),
        (ANTES, []),
        (ANTES, [ANTES[2], ANTES[0], ANTES[1]]),
        (["N/A"] * 5, ["N/A"] * 9),
        (["Cláusula uno, dos y tres.", "Otra cosa"], ["Otra cosa", "Cláusula uno y tres."]),
    ],
)
def test_nothing_is_lost_or_invented(antes, despues):
    viejo, nuevo = deshacer(comparar(antes, despues))

    assert sin_espacios(viejo) == sin_espacios(antes)
    assert sin_espacios(nuevo) == sin_espacios(despues)


def sin_espacios(parrafos):
    """The letters alone: the space beside a change is shown once, whoever's it was."""
    return ["".join(parrafo.split()) for parrafo in parrafos]


def test_words_do_not_stick_together():
    for antes, despues in (("Uno dos", "dos"), ("dos", "Uno dos"), ("días hábiles.", "días.")):
        (bloque,) = comparar([antes], [despues]).bloques

        assert "".join(t for _, t in bloque.trozos) in ("Uno dos", "días hábiles.")


def test_steps_cover_both_texts_in_order():
    cubierto = [(i1, i2, j1, j2) for _, i1, i2, j1, j2 in pasos(ANTES, DESPUES)]

    assert cubierto[0][0] == cubierto[0][2] == 0
    assert cubierto[-1][1::2] == (len(ANTES), len(DESPUES))
    for anterior, siguiente in itertools.pairwise(cubierto):
        assert anterior[1::2] == siguiente[0::2]


def test_word_is_read_with_its_tables_and_its_pieces():
    contenido = word("Uno dos", ["Tres ", "cua", "tro"], tabla=[["Celda & <marca>", "Otra"]])

    assert leer(io.BytesIO(contenido), "x.DOCX") == [
        "Uno dos",
        "Tres cuatro",
        "Celda & <marca>",
        "Otra",
    ]


def test_under_review_what_was_deleted_is_out_and_what_was_inserted_is_in():
    texto = (
        "<w:p><w:r><w:t>Queda</w:t></w:r><w:del><w:r><w:delText>fuera</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:tab/><w:t>entra</w:t></w:r></w:ins></w:p>"
    )

    assert leer(de_xml(texto), "x.docx") == ["Queda entra"]


def test_a_text_box_is_read_once():
    caja = "<w:txbxContent><w:p><w:r><w:t>En la caja</w:t></w:r></w:p></w:txbxContent>"
    texto = (
        "<w:p><w:r><mc:AlternateContent><mc:Choice>"
        f"{caja}</mc:Choice><mc:Fallback>{caja}</mc:Fallback></mc:AlternateContent>"
        "<w:t>Afuera</w:t></w:r></w:p>"
    )

    assert leer(de_xml(texto), "x.docx") == ["En la caja", "Afuera"]


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "cp1252"])
def test_plain_text_of_any_origin(codec):
    assert leer(io.BytesIO("Ñandú\r\n\r\nCláusula".encode(codec)), "a.txt") == [
        "Ñandú",
        "Cláusula",
    ]


@pytest.mark.parametrize(
    ("contenido", "nombre", "dicho"),
    [
        (PDF, "firmado.pdf", "es PDF: sólo se comparan textos de Word"),
        (b"x", "hoja.xlsx", "es .xlsx"),
        (b"no es zip", "a.docx", "está dañado"),
        (word("a")[:-200], "a.docx", "está dañado"),
        (b"x" * (MAX_BYTES + 1), "a.txt", "demasiado largo"),
        (b"p\n" * (MAX_PARRAFOS + 1), "a.txt", "demasiado largo"),
    ],
    ids=["pdf", "xlsx", "not-zip", "cut", "heavy", "many"],
)
def test_what_cannot_be_read_says_so(contenido, nombre, dicho):
    with pytest.raises(Incomparable, match=dicho):
        leer(io.BytesIO(contenido), nombre)


def test_a_bomb_is_not_unpacked():
    enorme = de_xml("<w:p><w:r><w:t>" + "a" * (MAX_BYTES + 10) + "</w:t></w:r></w:p>")

    with pytest.raises(Incomparable, match="demasiado largo"):
        leer(enorme, "a.docx")


def test_a_bomb_that_lies_about_its_size_is_not_unpacked_either():
    """The directory says ten bytes; the content is gigabytes of zeros squeezed."""
    contenido = bytearray(de_xml("a" * (MAX_BYTES + 10)).getvalue())
    central = contenido.rfind(b"PK\x01\x02")
    contenido[central + 24 : central + 28] = (10).to_bytes(4, "little")

    with pytest.raises(Incomparable, match="está dañado"):
        leer(io.BytesIO(bytes(contenido)), "a.docx")


def test_an_entity_that_multiplies_is_refused():
    salida = io.BytesIO()
    with zipfile.ZipFile(salida, "w") as caja:
        dtd = '<!DOCTYPE d [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'
        caja.writestr("word/document.xml", f"{dtd}<w:document {W}>&b;</w:document>")
    salida.seek(0)

    with pytest.raises(Incomparable, match="está dañado"):
        leer(salida, "a.docx")


@pytest.mark.parametrize(
    ("antes", "despues"),
    [
        (["N/A"] * MAX_PARRAFOS, ["n/a", *["N/A"] * (MAX_PARRAFOS - 1), "fin"]),
        ([f"Cláusula {n}" for n in range(3000)], [f"Cláusula {n}." for n in range(3000)]),
        ([f"{n % 40} y {n}" for n in range(3000)], [f"{n} y {n % 40}" for n in range(3000)]),
        (["a b " * 250_000], ["b a " * 250_000]),
        (["de la " * 1400] * 100, ["de la que " * 900] * 100),
    ],
    ids=["repeated", "each", "shuffled", "one-huge", "long-ones"],
)
def test_time_is_bounded(antes, despues):
    empezo = time.monotonic()

    comparar(antes, despues)

    assert time.monotonic() - empezo < 10


# ---------------------------------------------------------------------------------- the page


def subir(convenio, contenido, nombre, by):
    archivo = SimpleUploadedFile(nombre, contenido)
    return expediente.subir_version(convenio, by=by, archivo=archivo, cambios="Cambios")


@pytest.fixture
def versiones(direccion):
    convenio = ConvenioFactory()
    return [
        subir(convenio, word(*ANTES), "v1.docx", direccion),
        subir(convenio, "\n".join(DESPUES).encode(), "v2.txt", direccion),
        subir(convenio, PDF, "v3.pdf", direccion),
    ]


def url(una, otra):
    return f"/convenios/versiones/{una.pk}/comparar/{otra.pk}/"


@pytest.mark.django_db
def test_page_shows_what_changed_whichever_order(cliente, versiones):
    una, dos, _ = versiones

    for pagina in (cliente.get(url(una, dos)), cliente.get(url(dos, una))):
        html = pagina.content.decode()
        assert '<span class="visually-hidden">[se quitó: </span>treinta' in html
        assert "Subrayado: se agregó" in html
        assert "1 párrafo sin cambios" in html
        assert f"/archivos/{una.adjunto_id}/" in html


@pytest.mark.django_db
def test_page_says_what_cannot_be_compared_and_gives_the_files(cliente, versiones):
    una, _, tres = versiones

    html = cliente.get(url(una, tres)).content.decode()

    assert "sólo se comparan textos de Word (.docx) o .txt" in html
    assert f"/archivos/{una.adjunto_id}/" in html
    assert f"/archivos/{tres.adjunto_id}/" in html


@pytest.mark.django_db
def test_page_escapes_what_the_texts_say(cliente, direccion):
    convenio = ConvenioFactory()
    una = subir(convenio, b"Hola <script>alert(1)</script>", "a.txt", direccion)
    dos = subir(convenio, b"Adios <script>alert(2)</script>", "b.txt", direccion)

    assert "<script>alert" not in cliente.get(url(una, dos)).content.decode()


@pytest.mark.django_db
def test_same_file_twice_is_said(cliente, direccion):
    convenio = ConvenioFactory()
    contenido = word(*ANTES)  # written once: a Word file has its time inside
    una, dos = (subir(convenio, contenido, "a.docx", direccion) for _ in range(2))

    assert "Los dos archivos son el mismo" in cliente.get(url(una, dos)).content.decode()


@pytest.mark.django_db
def test_a_file_that_is_gone_does_not_break_the_page(cliente, versiones):
    una, dos, _ = versiones
    una.adjunto.archivo.delete(save=False)

    html = cliente.get(url(una, dos)).content.decode()

    assert "está dañado" in html


@pytest.mark.django_db
def test_versions_of_two_instruments_are_not_compared(cliente, versiones, direccion):
    otra = subir(ConvenioFactory(), b"x", "x.txt", direccion)

    assert cliente.get(url(versiones[0], otra)).status_code == 404


@pytest.mark.django_db
def test_versions_of_what_one_may_not_see_do_not_exist(persona, entrar, versiones):
    una, dos, _ = versiones
    ajena = persona(Rol.AREA_SOLICITANTE)
    cliente = entrar(ajena)

    assert cliente.get(url(una, dos)).status_code == 404
    Convenio.objects.filter(pk=una.convenio_id).update(solicita=ajena)
    assert cliente.get(url(una, dos)).status_code == 200
