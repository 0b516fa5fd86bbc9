"""Word templates of the office: checked whole before they are used, and unable to run code."""

import io
import zipfile

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from docx import Document
from jinja2 import TemplateError

from core.documents.catalog import contenido_de, reemplazar
from core.documents.checking import revisar
from core.documents.pdf import compilar, limpiar
from core.documents.word import llenar
from core.models import PlantillaDocumento
from crm.management.commands.escribir_plantillas import lista_asistencia, minuta
from crm.queries.documentos import ListaAsistenciaWord, MinutaWord
from cuentas.enums import Rol
from tests.core.documentos import texto_de_pdf, texto_de_word, una_linea, word

EJEMPLO = {
    "asunto": "Asunto",
    "urgente": True,
    "instituciones": ["Una", "Otra"],
    "personas": [{"nombre": "Ana", "cargo": "Titular"}],
}
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
URL = "/plantillas/minuta/"


@pytest.mark.parametrize("documento", [MinutaWord, ListaAsistenciaWord])
def test_our_templates_have_no_mistakes(documento):
    assert revisar(documento.propia.read_bytes(), documento.ejemplo) == []


@pytest.mark.parametrize(
    ("documento", "hacer"), [(MinutaWord, minuta), (ListaAsistenciaWord, lista_asistencia)]
)
def test_our_templates_are_what_the_command_writes(documento, hacer):
    salida = io.BytesIO()
    hacer().save(salida)

    with zipfile.ZipFile(salida) as nueva, zipfile.ZipFile(documento.propia) as guardada:
        for parte in ("word/document.xml", "word/footer1.xml", "word/styles.xml"):
            assert nueva.read(parte) == guardada.read(parte)


BIEN = [
    word("Reunión: {{ asunto }}", "{{ instituciones|join('; ') }}"),
    word(["Reunión: {", "{ asu", "nto }", "}"]),  # as Word cuts it after a correction
    word("{%p if urgente %}", "Urge", "{%p else %}", "No urge", "{%p endif %}"),
    word("{% for p in personas %}{{ loop.index }}. {{ p.nombre }}{% endfor %}"),
    word("{{ asunto|default(“nada”) }}"),  # the quotes Word puts by itself
    word(tabla=[["{%tr for p in personas %}", ""], ["{{ p.nombre }}", "{{ p.cargo }}"],
                ["{%tr endfor %}", ""]]),
    word("{# una nota para quien edita #}{{ asunto }}", "Llaves sueltas: {a} y 100 %"),
]  # fmt: skip


@pytest.mark.parametrize("contenido", BIEN)
def test_what_is_right_passes(contenido):
    assert revisar(contenido, EJEMPLO) == []


MAL = [
    (word("x", "Reunión: {{ asumto }}"), ["«{{ asumto }}»", "«asunto»?", "párrafo 2"]),
    (word(["Reunión: {{ asu", "mto }}"]), ["«{{ asumto }}»", "párrafo 1"]),
    (word("Reunión: {{ asunto }"), ["«{{ asunto }»", "no está bien cerrado"]),
    (word("{{ asunto } y {{ urgente }}"), ["no está bien cerrado", "asunto"]),
    (word("Reunión: { asunto }"), ["«{{ asunto }}»", "llave"]),
    (word("{{ personas.nombre }}"), ["es una lista", "recórrela", "lista"][1:]),
    (word("{{ instituciones }}"), ["es una lista"]),
    (word("{{ asunto.texto }}"), ["no tiene partes"]),
    (word("{% for p in personas %}{{ p.nombr }}{% endfor %}"), ["«.nombr»", "«nombre»?"]),
    (word("{% for p in gente %}{{ p.lo_que_sea }}{% endfor %}"), ["«gente»"]),
    (word("{{ p.nombre }}"), ["«p»"]),
    (word("{%p if urgente %}", "Urge"), ["«{%p if urgente %}»", "le falta su «{% endif %}»"]),
    (word("{% endfor %}"), ["no hay ningún «for»"]),
    (word("{% if urgente %}{% endfor %}"), ["lo que está abierto es «{% if urgente %}»"]),
    (word("{% include 'x' %}"), ["no conocemos la instrucción «include»"]),
    (word("{{ asunto|mayusculas }}"), ["el filtro «mayusculas»"]),
    (word("{{ asunto + }}"), ["«{{ asunto + }}»", "no se entiende"]),
    (word("{%tr for p in personas %}", "{%tr endfor %}"), ["solo sirve dentro de una tabla"]),
    (
        word(tabla=[["Nombre", "{{ asumto }}"]]),
        ["tabla 1, fila 1, celda 2 («{{ asumto }}»)"],
    ),
    (
        word(tabla=[["{% for p in personas %}", "{% endfor %}"]]),
        ["empieza en una celda y termina en otra"],
    ),
    (
        word(tabla=[["{%tr for p in personas %}", "{%tr endfor %}"]]),
        ["cada uno va en su propia fila"],
    ),
]


@pytest.mark.parametrize(("contenido", "dice"), MAL)
def test_mistakes_are_told_by_name_and_place(contenido, dice):
    fallas = revisar(contenido, EJEMPLO)

    assert len(fallas) >= 1
    for texto in dice:
        assert any(texto in falla for falla in fallas), fallas


def test_every_mistake_is_told_once():
    contenido = word("{{ asumto }}", "{{ instituciones }}", "{%p if urgente %}")

    assert len(revisar(contenido, EJEMPLO)) == 3


PELIGROS = [
    "{{ asunto.__class__.__mro__[1].__subclasses__() }}",
    "{{ ''.__class__ }}",
    "{{ asunto.format(personas) }}",
    "{{ 'a' * 1000000000 }}",
    "{{ 2 ** 100000 }}",
    "{% for x in range(100000) %}x{% endfor %}",
    "{% set x = asunto %}",
    "{{ cycler.__init__.__globals__ }}",
    "{{ asunto|attr('__class__') }}",
    "{% for a in instituciones %}" * 4 + "x" + "{% endfor %}" * 4,
]


@pytest.mark.parametrize("texto", PELIGROS)
def test_a_template_cannot_run_code_nor_fill_the_memory(texto):
    assert revisar(word(texto), EJEMPLO) != []
    with pytest.raises((TemplateError, AttributeError)):
        llenar(word(texto), EJEMPLO)


def test_code_hidden_outside_the_text_is_refused():
    """In the properties of the file, which are filled in too."""
    doc = Document(io.BytesIO(word("{{ asunto }}")))
    doc.core_properties.subject = "{{ 'a' * 999999999 }}"
    salida = io.BytesIO()
    doc.save(salida)

    assert revisar(salida.getvalue(), EJEMPLO) != []


def con_parte(contenido, parte, antes, despues):
    """The same file with a part changed or added."""
    salida = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(contenido)) as entra,
        zipfile.ZipFile(salida, "w", zipfile.ZIP_DEFLATED) as sale,
    ):
        for nombre in entra.namelist():
            datos = entra.read(nombre)
            sale.writestr(nombre, datos.replace(antes, despues) if nombre == parte else datos)
        if parte not in entra.namelist():
            sale.writestr(parte, despues)
    return salida.getvalue()


BOMBA = b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><w:document/>'
FUERA = b'<Relationship Id="r9" Type="image" Target="http://x.mx/a" TargetMode="External"/>'
CAJAS = [
    (b"", "No es un documento"),
    (b"PK\x03\x04 roto", "No es un documento"),
    (con_parte(word("x"), "word/vbaProject.bin", b"", b"macro"), "macros"),
    (con_parte(word("x"), "word/grande.bin", b"", b"0" * 43_000_000), "pesa demasiado"),
    (con_parte(word("x"), "word/footer9.xml", b"", BOMBA), "dañado por dentro"),
    (
        con_parte(word("x"), "word/_rels/document.xml.rels", b"</Relationships>",
                  FUERA + b"</Relationships>"),
        "de otro lugar",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("contenido", "dice"), CAJAS, ids=[c[1] for c in CAJAS])
def test_files_that_are_not_templates(contenido, dice):
    (falla,) = revisar(contenido, EJEMPLO)

    assert dice in falla


def test_data_are_always_text():
    hostil = 'a & b <w:p> {{ asunto }} #read("x") \x0b\ud800=1+1'
    contenido = llenar(word("{{ asunto }}"), EJEMPLO | {"asunto": hostil})

    assert texto_de_word(contenido).strip() == 'a & b <w:p> {{ asunto }} #read("x") =1+1'


def test_pdf_data_are_text_and_any_script_prints():
    datos = ListaAsistenciaWord.ejemplo | {"asunto": '#read("/x") $x$ ñÁ'}
    plantilla = "crm/lista_asistencia.typ"

    assert '#read("/x") $x$ ñÁ' in una_linea(texto_de_pdf(compilar(plantilla, datos)))
    assert compilar(plantilla, datos) == compilar(plantilla, datos)
    assert compilar(plantilla, datos | {"asunto": "北京 🎉"}).startswith(b"%PDF")


def test_clean_keeps_line_breaks_and_composes():
    assert limpiar({"a": ["A\u0301\r\nb\x00\u202e"]}) == {"a": ["Á\nb"]}


@pytest.mark.django_db
def test_replacing_puts_the_office_s_template_in_use(direccion):
    row = reemplazar(
        MinutaWord, contenido=word("Oficio {{ asunto }}"), nombre="a.docx", by=direccion
    )

    assert MinutaWord.vigente() == row
    assert "Oficio Primera reunión" in texto_de_word(MinutaWord.escribir(MinutaWord.ejemplo))
    row.eliminar(by=direccion)
    assert MinutaWord.plantilla() == MinutaWord.propia.read_bytes()


@pytest.mark.django_db
def test_the_future_and_the_past_have_their_own(direccion):
    values = {"contenido": word("{{ asunto }}"), "by": direccion}
    ayer = reemplazar(MinutaWord, nombre="a.docx", desde="2024-01-01", **values)
    reemplazar(MinutaWord, nombre="b.docx", desde="2999-01-01", **values)

    assert MinutaWord.vigente() == ayer
    assert PlantillaDocumento.objects.vigente("minuta", al="2023-12-31") is None


@pytest.mark.django_db
def test_a_template_somebody_touched_is_not_used(direccion):
    row = reemplazar(MinutaWord, contenido=word("{{ asunto }}"), nombre="a.docx", by=direccion)
    PlantillaDocumento.objects.filter(pk=row.pk).update(sha256="0" * 64)
    row.refresh_from_db()

    with pytest.raises(ValidationError, match="no es la que se subió"):
        contenido_de(row)


def subir(cliente, contenido, nombre="oficina.docx"):
    archivo = SimpleUploadedFile(nombre, contenido, DOCX)
    return cliente.post(f"{URL}subir/", {"archivo": archivo, "desde": ""})


@pytest.mark.django_db
def test_a_typo_is_refused_on_the_screen_with_name_and_place(cliente):
    response = subir(cliente, word("Minuta", "Sobre {{ asumto }}"))

    page = response.content.decode()
    assert response.status_code == 422
    assert "asumto" in page
    assert "párrafo 2" in page
    assert not PlantillaDocumento.objects.exists()


@pytest.mark.django_db
def test_the_whole_screen(cliente):
    assert subir(cliente, word("Sobre {{ asunto }}")).status_code == 302
    row = PlantillaDocumento.objects.get()
    page = cliente.get(URL).content.decode()
    ejemplo = cliente.get(f"{URL}archivo/?ejemplo=1")

    assert "oficina.docx" in page
    assert "oficina.docx" in cliente.get("/plantillas/").content.decode()
    assert texto_de_word(ejemplo.content).startswith("Sobre Primera reunión")
    assert cliente.get(f"{URL}archivo/").content == contenido_de(row)
    assert cliente.get(f"/plantillas/subidas/{row.pk}/archivo/").content == contenido_de(row)
    assert cliente.post(f"/plantillas/subidas/{row.pk}/quitar/").status_code == 302
    assert MinutaWord.vigente() is None
    assert cliente.get("/plantillas/otra/").status_code == 404


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("rol", "ver", "cambiar"),
    [
        (Rol.ADMINISTRACION, 200, 422),
        (Rol.AUDITORIA, 200, 403),
        (Rol.ENLACE_DVOE, 403, 403),
    ],
)
def test_who_may(persona, entrar, rol, ver, cambiar):
    cliente = entrar(persona(rol))

    assert cliente.get(URL).status_code == ver
    assert cliente.post(f"{URL}subir/").status_code == cambiar


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("nombre", "contenido"), [("a.pdf", b"%PDF"), ("a.docx", b"0" * 5_300_000), ("a.docx", b"x")]
)
def test_other_files_are_refused_with_words(cliente, nombre, contenido):
    assert subir(cliente, contenido, nombre).status_code == 422
