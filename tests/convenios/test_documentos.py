"""The opinion of pertinence on paper: what was weighed, answered and decided; with any template."""

import datetime as dt

import pytest

from convenios.actions import opiniones
from convenios.models import OpinionPertinencia
from convenios.queries.documentos import OpinionWord, datos_opinion
from convenios.queries.impresos import InformeConveniosWord
from core.documents.catalog import documentos, reemplazar
from core.documents.checking import revisar
from crm.enums import TipoInstitucion
from cuentas.enums import Rol
from tests.convenios.instrumentos import suscrito
from tests.convenios.vida import Vida
from tests.core.documentos import texto_de_pdf, texto_de_word, una_linea, word
from tests.factories.convenios import ConvenioFactory, OpinionPertinenciaFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def vida(persona):
    vida = Vida(persona, denominacion="Convenio & <marco> #1")
    vida.hasta("opinion_pertinencia")
    return vida


def bajar(cliente, opinion, formato):
    response = cliente.get(f"/convenios/opiniones/{opinion.pk}/documento/?formato={formato}")
    assert response.status_code == 200
    assert "attachment" in response.headers["Content-Disposition"]
    leer = texto_de_word if formato == "docx" else texto_de_pdf
    return una_linea(leer(response.content))


def emitida(vida):
    opinion = vida.leer().opinion_actual()
    opinion.criterios = {
        "competencia": {"valoracion": "cumple", "comentario": "Artículo 86 del Código."},
        "imparcialidad": {"valoracion": "con_reserva", "comentario": "Cuidar la veda."},
    }
    opinion.impacto_monto = 25000
    opinion.recomendaciones = "Dar seguimiento trimestral."
    for texto, estado, respuesta in (
        ("Precisar el plazo", "aceptada", ""),
        ("Quitar la cláusula sexta", "rechazada", "La exige la contraparte."),
    ):
        observacion = opiniones.observar_texto(
            vida.leer(), by=vida.direccion, texto=texto, clausula="Quinta"
        )
        opiniones.responder_observacion(
            observacion, by=vida.enlace, estado=estado, respuesta=respuesta
        )
    return opiniones.opinar(opinion, by=vida.direccion, sentido="favorable_con_observaciones")


@pytest.mark.parametrize("formato", ["docx", "pdf"])
def test_given_opinion_says_everything(cliente, vida, formato):
    institucion = vida.leer().partes_vivas()[1].institucion
    previo = suscrito(el=dt.date(2019, 4, 4), denominacion="Convenio anterior")
    previo.partes.create(institucion=institucion, denominacion=str(institucion), orden=1)
    opinion = emitida(vida)

    texto = bajar(cliente, opinion, formato)

    dichos = [
        opinion.folio,
        "Convenio & <marco> #1",
        "Artículo 86 del Código.",
        "Cumple con reserva",
        "Sin valorar",
        "$25,000.00",
        "Precisar el plazo",
        "Quitar la cláusula sexta",
        "Rechazada",
        "La exige la contraparte.",
        "Dar seguimiento trimestral.",
        "Favorable con observaciones",
        "Convenio anterior: suscrito el",
        str(vida.direccion),
    ]
    assert [d for d in dichos if d not in texto] == []
    assert "Borrador" not in texto


@pytest.mark.parametrize("formato", ["docx", "pdf"])
def test_one_not_given_yet_says_it_is_a_draft(cliente, vida, formato):
    texto = bajar(cliente, vida.leer().opinion_actual(), formato)

    assert "Borrador: todavía no se emite." in texto
    assert "Sin emitir" in texto
    assert "No hay instrumentos suscritos antes con las mismas contrapartes." in texto


def test_every_criterion_is_in_its_order(vida):
    nombres = [c["nombre"] for c in datos_opinion(vida.leer().opinion_actual())["criterios"]]

    assert len(nombres) == 10
    assert nombres[0].startswith("Alineación")


def test_what_was_cancelled_is_no_antecedent(vida):
    institucion = vida.leer().partes_vivas()[1].institucion
    for estado in ("cancelado", "desistido"):
        otro = ConvenioFactory(estado=estado)
        otro.partes.create(institucion=institucion, denominacion="X", orden=1)

    assert datos_opinion(vida.leer().opinion_actual())["antecedentes"] == [
        "No hay instrumentos suscritos antes con las mismas contrapartes."
    ]


def test_office_puts_its_own_template(cliente, direccion, vida):
    propia = word("Folio {{ folio }}", "Sentido: {{ sentido }}")
    reemplazar(OpinionWord, contenido=propia, nombre="opinion.docx", by=direccion)
    opinion = emitida(vida)

    assert f"Folio {opinion.folio} Sentido: Favorable" in bajar(cliente, opinion, "docx")


@pytest.mark.parametrize("documento", [OpinionWord, InformeConveniosWord])
def test_our_templates_pass_their_own_checks(documento):
    assert revisar(documento.propia.read_bytes(), documento.ejemplo) == []
    assert documentos()[documento.clave] is documento


def test_example_has_what_the_document_has(vida):
    datos = datos_opinion(emitida(vida))

    assert set(OpinionWord.ejemplo) == set(datos)
    for nombre, valor in datos.items():
        if isinstance(valor, list) and valor and isinstance(valor[0], dict):
            assert set(OpinionWord.ejemplo[nombre][0]) == set(valor[0])


def test_templates_appear_in_the_office_s_screen(cliente):
    html = cliente.get("/plantillas/").content.decode()

    assert "Opinión de pertinencia" in html
    assert "Informe de suscripción y seguimiento" in html


def test_who_may_not_see_the_instrument_does_not_see_its_opinion(persona, entrar):
    suscrito(TipoInstitucion.OSC, el=dt.date(2024, 4, 4))
    opinion = OpinionPertinenciaFactory()
    ajena = entrar(persona(Rol.AREA_SOLICITANTE))
    url = f"/convenios/opiniones/{opinion.pk}/documento/"

    assert ajena.get(url).status_code == 404
    assert entrar(persona(Rol.JURIDICO)).get(url).status_code == 200
    assert entrar(persona(Rol.JURIDICO)).get(f"{url}?formato=exe").status_code == 404
    assert OpinionPertinencia.objects.count() == 1
