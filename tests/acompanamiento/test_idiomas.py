"""Three languages, complete in both directions: nothing untranslated, nothing left over."""

import re

import polib
import pytest
from django.utils import translation

from acompanamiento.actions import devolver_documento, mover, prevenir
from acompanamiento.actions.enlaces import renovar_enlace
from acompanamiento.enums import ClaseCarta, EstadoVisitante, MotivoDocumento, MotivoRechazo
from acompanamiento.models import SolicitudVisitante
from acompanamiento.queries.acuse import datos_del_acuse
from acompanamiento.queries.cartas import redactar
from acompanamiento.queries.impreso import datos_del_impreso
from cuentas.enums import Rol
from tests import mensajes, pages
from tests.acompanamiento.portal import Visita, lista, respuestas
from tests.acompanamiento.vida import convocatoria
from tests.factories.acompanamiento import (
    CartaVisitanteFactory,
    DelegacionFactory,
    SolicitudVisitanteFactory,
)
from tests.factories.cuentas import UsuarioFactory

IDIOMAS = ("es", "en", "fr")
MARCAS = re.compile(r"%\(\w+\)[sd]")
PALABRA = re.compile(r"[a-záéíóúüñàâçèêëîïôûœ’]+")
DE_LA_PERSONA = re.compile(r"\S+\.(?:jpg|pdf)|https?://\S+")  # names of files, addresses
ES = {
    "el", "los", "las", "una", "con", "para", "tus", "solicitud", "correo", "enlace", "país",
    "fecha", "gafete", "pasaporte", "del", "por", "más", "aquí", "hasta", "falta", "escribe",
    "elige", "hay", "está", "fue", "sin", "puedes", "nacionalidad", "documento", "convocatoria",
}  # fmt: skip
EN = {
    "the", "your", "you", "and", "with", "application", "passport", "link", "until", "this",
    "write", "choose", "date", "email", "call", "address", "upload",
}  # fmt: skip
FR = {
    "votre", "vous", "vos", "les", "des", "une", "avec", "demande", "lien", "passeport", "dans",
    "est", "pour", "adresse", "appel", "jusqu’au", "nous",
}  # fmt: skip
AJENAS = {"es": EN | FR, "en": ES | FR, "fr": ES | EN - {"date"}}


# ------------------------------------------------------------------------------- catalogues


@pytest.fixture(scope="module")
def dichos():
    return mensajes.mensajes()


@pytest.mark.sin_base
@pytest.mark.parametrize("idioma", mensajes.IDIOMAS)
def test_every_text_has_its_translation_and_none_is_left_over(idioma, dichos):
    catalogo = mensajes.abrir(idioma)

    assert {entrada.msgid for entrada in catalogo} == set(dichos)
    assert [entrada.msgid for entrada in catalogo.untranslated_entries()] == []
    assert [entrada.msgid for entrada in catalogo.fuzzy_entries()] == []


@pytest.mark.sin_base
@pytest.mark.parametrize("idioma", mensajes.IDIOMAS)
def test_translations_fill_the_same_blanks(idioma):
    def blancos(texto):
        return sorted(MARCAS.findall(texto)) + re.findall(r"</?\w+>", texto)

    otros = [
        entrada.msgid
        for entrada in mensajes.abrir(idioma)
        for texto in (entrada.msgstr_plural.values() or [entrada.msgstr])
        if blancos(texto) != blancos(entrada.msgid)
    ]

    assert otros == []


@pytest.mark.sin_base
@pytest.mark.parametrize("idioma", mensajes.IDIOMAS)
def test_what_is_compiled_is_what_is_written(idioma):
    """After changing a text: `python -m tests.mensajes`."""
    compilado = mensajes.archivo(idioma).with_suffix(".mo")

    assert compilado.read_bytes() == mensajes.compilado(mensajes.abrir(idioma))
    assert len(polib.mofile(str(compilado))) == len(mensajes.abrir(idioma))


@pytest.mark.sin_base
def test_a_text_without_translation_would_be_found(tmp_path):
    """The finder itself: in code, in a template and in several lines."""
    codigo, plantilla = tmp_path / "a.py", tmp_path / "b.html"
    codigo.write_text('x = _("Uno")\ny = ngettext("Dos", "Doses", 2)\nz = gettext_lazy("Tres")\n')
    plantilla.write_text(
        '{% load i18n %}{% translate "Cuatro" %}'
        "{% blocktranslate trimmed with a=b %}\n  Cinco\n  {{ a }}\n{% endblocktranslate %}"
    )

    assert dict(mensajes.de_codigo(codigo)) == {"Uno": "", "Dos": "Doses", "Tres": ""}
    assert dict(mensajes.de_plantilla(plantilla)) == {"Cuatro": "", "Cinco %(a)s": ""}


# ------------------------------------------------------------------------------------- pages


def visible(html):
    """The words of a page: no tags, no countries, no name of another language."""
    html = re.sub(r'<option value="[A-Z]{2}".*?</option>', " ", html, flags=re.DOTALL)
    html = re.sub(r"<(script|style).*?</\1>", " ", html, flags=re.DOTALL)
    rotulos = " ".join(re.findall(r'(?:alt|aria-label|placeholder|title)="([^"]*)"', html))
    return re.sub(r"<[^>]+>", " ", html) + " " + rotulos


def ajenas(idioma, texto):
    """What of a text is in another language: words that are no name, and whole texts of ours."""
    texto = DE_LA_PERSONA.sub(" ", texto)
    palabras = set(PALABRA.findall(texto.lower())) & AJENAS[idioma]
    if idioma == "es":
        return palabras
    enteros = {
        entrada.msgid
        for entrada in mensajes.abrir(idioma)
        if len(entrada.msgid) > 14 and "%" not in entrada.msgid and entrada.msgid in texto
        if entrada.msgid != entrada.msgstr
    }
    return palabras | enteros


def recorrido(idioma):
    """Every page of the portal, in the states that change what it says."""
    visita = lista(idioma)
    llamada = visita.solicitud().convocatoria
    convocatoria(cierra_en=llamada.abre_en, abre_en=llamada.abre_en.replace(year=2020))
    yield "portada", visita.get(visita.url("convocatoria_list"))
    yield "convocatoria", visita.get(visita.url("convocatoria_detail", clave=llamada.clave))
    yield "aviso", visita.get(visita.url("convocatoria_aviso", clave=llamada.clave))
    yield "recordar", visita.get(visita.url("enlace_recordar"))
    yield "recordado", visita.post(visita.url("enlace_recordar"), {"correo": "a@example.org"})
    yield "correo mal", visita.post(visita.url("enlace_recordar"), {"correo": "a"})
    yield "no existe", visita.get(visita.url("convocatoria_detail", clave="otra"))
    yield "comenzar mal", visita.post(visita.url("convocatoria_detail", clave=llamada.clave))
    for paso in [*respuestas(), "documentos", "revisar"]:
        yield paso, visita.get(visita.paso(paso))
        if paso != "documentos":
            yield f"{paso} con errores", visita.post(visita.paso(paso))
    yield "aviso propio", visita.get(visita.url("solicitud_aviso"))
    yield from despues(visita)


def despues(visita):
    mexicana = respuestas()["nacionalidad"] | {"nacionalidad_2": "MX"}
    visita.post(visita.paso("nacionalidad"), mexicana)
    yield "mexicana", visita.get(visita.url("solicitud_mexicana"))
    visita.post(visita.paso("nacionalidad"), respuestas()["nacionalidad"])
    visita.enviar()
    yield "acuse", visita.get(visita.url("solicitud_acuse"))
    yield "ya enviada", visita.get(visita.paso("persona"))
    yield "retirar", visita.get(visita.url("solicitud_retirar"))
    coordina = UsuarioFactory(roles=[Rol.COORDINACION_ACOMPANAMIENTO])
    solicitud = mover(visita.solicitud(), "asignar", by=coordina, responsable=coordina)
    for motivo, documento in zip(MotivoDocumento, solicitud.documentos_vigentes(), strict=False):
        devolver_documento(documento, by=coordina, motivo=motivo)
    prevenir(solicitud, by=coordina)
    yield "corregir", visita.get(visita.url("solicitud_corregir"))
    for estado in set(EstadoVisitante) - {EstadoVisitante.BORRADOR}:
        valores = {"estado": estado, "motivo_rechazo": ""}
        if estado in ("rechazada", "notificada_rechazo"):
            valores["motivo_rechazo"] = MotivoRechazo.FIRMA
        valores |= {"fecha_resolucion": solicitud.salida, "clave_resolucion": "X"}
        SolicitudVisitante.objects.filter(pk=solicitud.pk).update(**valores)
        yield estado.value, visita.get(visita.url("solicitud_estado"))
    yield from de_delegacion(visita.idioma, solicitud.convocatoria)


def de_delegacion(idioma, llamada):
    delegacion = DelegacionFactory(convocatoria=llamada, nombre="Exemple")
    persona = SolicitudVisitanteFactory(convocatoria=llamada, delegacion=delegacion)
    visita, token = Visita(idioma), renovar_enlace(delegacion, by=None)
    yield "delegación", visita.get(visita.url("delegacion_detail", token=token))
    sustituir = visita.url("delegacion_sustituir", token=token, pk=persona.pk)
    yield "sustituir", visita.get(sustituir)
    yield "enlace falso", visita.get(visita.url("delegacion_detail", token="x"))


@pytest.mark.django_db
@pytest.mark.parametrize("idioma", IDIOMAS)
def test_no_page_speaks_another_language(idioma):
    found = {}
    for nombre, response in recorrido(idioma):
        html = pages.text(response)
        assert response.status_code in (200, 404, 422), nombre
        assert f'<html lang="{idioma}">' in html, nombre
        assert response.headers["Content-Language"] == idioma
        if restos := ajenas(idioma, visible(html)):
            found[nombre] = restos

    assert found == {}


def textos(valor):
    if isinstance(valor, dict):
        return " ".join(textos(v) for clave, v in valor.items() if clave != "archivo")
    return " ".join(map(textos, valor)) if isinstance(valor, list | tuple) else str(valor)


@pytest.mark.django_db
@pytest.mark.parametrize("idioma", IDIOMAS)
def test_no_paper_nor_letter_speaks_another_language(idioma):
    visita = lista(idioma)
    visita.enviar()
    solicitud = visita.solicitud()

    with translation.override(idioma):
        dichos = {
            "acuse": textos(datos_del_acuse(solicitud)),
            "impreso": textos(datos_del_impreso(solicitud, idioma)),
        }
    for clase in ClaseCarta:
        de_quien = {"solicitud": solicitud}
        if clase == ClaseCarta.DELEGACION:
            de_quien = {"solicitud": None, "delegacion": DelegacionFactory(idioma=idioma)}
        carta = redactar(CartaVisitanteFactory(clase=clase, **de_quien), "huella")
        dichos[clase] = f"{carta.subject} {carta.body} {visible(carta.alternatives[0].content)}"
    restos = {que: ajenas(idioma, texto) for que, texto in dichos.items()}

    assert {que: lo for que, lo in restos.items() if lo} == {}


def test_the_crawl_would_find_what_is_left():
    assert ajenas("en", "Falta un documento o un dato") != set()
    assert ajenas("fr", "Escribe tu correo") != set()
    assert ajenas("es", "Choose a file") != set()
