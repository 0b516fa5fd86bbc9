"""Acceptance 5: hostile files by the public door and by the office's, what is kept and how it leaves.

Each file of ``hostiles`` says what must come of it. Refused: words in the person's language, and
nothing is stored. A picture: drawn again by us, without anything it carried. A PDF: stored as it
came, encrypted, never shown but as a drawing of its first page.
"""

import io
import json
import os
import re
import subprocess
import sys

import pytest
from django.conf import settings
from django.core.files.storage import storages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.template.defaultfilters import filesizeformat
from django.urls import reverse
from django.utils import translation
from PIL import Image

from acompanamiento.actions.documentos import INQUIETO
from acompanamiento.forms.publico_papeles import motivo_de_archivo
from acompanamiento.models import DocumentoVisitante
from core.models import Adjunto
from cuentas.enums import Rol
from tests import pages
from tests.acompanamiento import medir_hostiles
from tests.acompanamiento.hostiles import (
    ARCHIVOS,
    BUENOS,
    GUARDA,
    NOMBRES,
    NUESTRA,
    RECHAZA,
    archivo,
    dibujo,
)
from tests.acompanamiento.portal import en_portal
from tests.acompanamiento.vida import convocatoria
from tests.factories.acompanamiento import SolicitudVisitanteFactory

pytestmark = pytest.mark.django_db
TODOS = ARCHIVOS | BUENOS
SEGUNDOS, MEGAS = 2, 200
SANDBOX = "default-src 'none'; sandbox"
RASTROS = (b"ZZGUION", b"ZZFABRICANTE", b"<script", b"<?php", b"PK\x03\x04")
EN_LA_OFICINA = {
    "Elige un archivo en «Archivo».",
    "El archivo debe ser JPG, PNG o PDF.",
    "El archivo no es una imagen JPG o PNG.",
    INQUIETO,
    f"El archivo pesa {filesizeformat(10 << 20)}; el máximo es 10 MB.",
    "La fotografía debe ser JPG o PNG.",
    "La imagen es demasiado grande.",
}
CODIGOS = ("pesado", "foto", "grande", "tipo", "inquieto")


class Enviado(io.BytesIO):
    """A file whose name reaches the server as it is, with no care of the client."""

    def __init__(self, nombre, contenido, tipo):
        super().__init__(contenido)
        self.name, self.content_type = nombre, tipo


class Publica:
    """Somebody with a personal link, in English."""

    def __init__(self):
        self.visita = en_portal("en")
        self.solicitud = self.visita.solicitud()

    def subir(self, clave, archivo):
        data = self.visita.archivos(clave, upload=archivo)
        return self.visita.post(self.visita.url("solicitud_documentos"), data)

    def dicho(self, response):
        return motivos(response)

    def admite(self):
        with translation.override("en"):
            dichos = [str(motivo_de_archivo(Codigo(codigo))) for codigo in CODIGOS]
        return {*dichos, "The submitted file is empty."}

    def servir(self, documento):
        yield self.visita.get(self.visita.url("documento_ver", pk=documento.pk))


def motivos(response):
    """What the summary of errors says."""
    resumen = pages.text(response).partition('class="error-summary')[2].partition("</ul>")[0]
    return re.findall(r"<li>(?:<a[^>]*>)?([^<]*)<", resumen)


class Codigo:
    def __init__(self, code):
        self.code = code


class Oficina:
    """Somebody of the office who attaches a paper that came by another way."""

    def __init__(self, cliente):
        self.cliente = cliente
        self.solicitud = SolicitudVisitanteFactory(convocatoria=convocatoria())

    def subir(self, clave, archivo):
        pedido = self.solicitud.convocatoria.requisitos.get(clave=clave)
        args = [self.solicitud.pk, pedido.pk]
        url = reverse("acompanamiento:solicitudvisitante_documento", args=args)
        return self.cliente.post(url, {"archivo": archivo})

    def dicho(self, response):
        return motivos(response)

    def admite(self):
        return EN_LA_OFICINA

    def servir(self, documento):
        for nombre in ("archivo", "imagen"):
            url = reverse(f"acompanamiento:documentovisitante_{nombre}", args=[documento.pk])
            yield self.cliente.get(url)


@pytest.fixture(params=["publica", "oficina"])
def puerta(request, persona, entrar):
    if request.param == "publica":
        return Publica()
    return Oficina(entrar(persona(Rol.COORDINACION_ACOMPANAMIENTO)))


def almacenados():
    """How many files the storage holds."""
    try:
        return sum(len(storages["default"].listdir(f"adjuntos/{d}")[1]) for d in carpetas())
    except FileNotFoundError:
        return 0


def carpetas():
    return storages["default"].listdir("adjuntos")[0]


@pytest.mark.parametrize("que", TODOS)
def test_each_file_gets_what_it_must(que, puerta):
    nombre, contenido, tipo, esperado = archivo(que)
    antes = almacenados()

    response = puerta.subir("pasaporte", Enviado(nombre, contenido, tipo))

    if esperado == RECHAZA:
        comprobar_rechazo(puerta, response, antes)
        return
    assert response.status_code in (302, 422)  # the other paper of the page may be lacking
    (documento,) = DocumentoVisitante.objects.all()
    comprobar_guardado(documento, contenido, esperado)
    for served in puerta.servir(documento):
        comprobar_servido(served, esperado)


@pytest.mark.parametrize("que", [q for q, uno in TODOS.items() if uno[3] == GUARDA])
def test_a_photograph_is_no_document(que, puerta):
    nombre, contenido, tipo, _ = archivo(que)
    antes = almacenados()

    response = puerta.subir("fotografia", Enviado(nombre, contenido, tipo))

    comprobar_rechazo(puerta, response, antes)


def comprobar_rechazo(puerta, response, antes):
    """Said why, in the words of that door, and nothing is left of it."""
    dicho = puerta.dicho(response)
    assert response.status_code == 422
    assert len(dicho) >= 1
    assert dicho[0] in puerta.admite()
    assert (DocumentoVisitante._base_manager.count(), almacenados()) == (0, antes)


def comprobar_guardado(documento, contenido, esperado):
    """Ours and clean, or theirs untouched; encrypted either way."""
    with documento.archivo.open("rb") as abierto:
        guardado = abierto.read()
    with storages["default"].open(documento.archivo.name) as crudo:
        assert crudo.read(64)[:4] not in (guardado[:4], contenido[:4])
    if esperado == GUARDA:
        assert (documento.tipo_mime, guardado) == ("application/pdf", contenido)
        return
    assert documento.tipo_mime == "image/jpeg"
    assert [rastro for rastro in RASTROS if rastro in guardado] == []
    assert guardado.endswith(b"\xff\xd9")
    with Image.open(io.BytesIO(guardado), formats=["JPEG"]) as imagen:
        imagen.load()
        assert (imagen.mode, dict(imagen.getexif())) == ("RGB", {})
        assert set(imagen.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}


def comprobar_servido(response, esperado):
    """Shown only if we drew it; whatever it is, nobody guesses what it is nor runs it."""
    if response.status_code == 404:  # a PDF that cannot be drawn has no picture
        assert esperado == GUARDA
        return
    como = response.headers.get("Content-Disposition", "inline").partition(";")[0]
    tipo = response.headers["Content-Type"]
    assert response.status_code == 200
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Content-Security-Policy"] == SANDBOX
    assert "no-store" in response.headers["Cache-Control"]
    assert (como, tipo) in {
        ("attachment", "application/octet-stream"),
        ("inline", "image/jpeg") if esperado == NUESTRA else ("attachment", "application/pdf"),
        ("inline", "image/png") if esperado == GUARDA else ("inline", "image/jpeg"),
    }
    if como == "inline":
        assert response.content[:4] in (b"\xff\xd8\xff\xe0", b"\x89PNG")


@pytest.mark.parametrize("que", NOMBRES)
def test_a_name_is_only_a_name(que, puerta):
    response = puerta.subir("pasaporte", Enviado(NOMBRES[que], dibujo(), "image/jpeg"))

    assert response.status_code in (302, 422)
    for documento in DocumentoVisitante.objects.all():
        assert re.fullmatch(r"(?=.{1,255}$)[\w.-]*\w[\w.-]*", documento.nombre_original)
        assert re.fullmatch(r"adjuntos/[0-9a-f]{2}/[0-9a-f]{32}", documento.archivo.name)
        for served in puerta.servir(documento):
            assert set("\r\n\x00\u202e") & set(str(served.headers)) == set()
            comprobar_servido(served, NUESTRA)


@pytest.mark.parametrize("que", ARCHIVOS)
def test_what_is_attached_to_a_record_is_only_ever_downloaded(que, cliente):
    solicitud = SolicitudVisitanteFactory()
    nombre, contenido, tipo, _ = archivo(que)
    url = reverse("core:adjunto_panel", args=["acompanamiento.solicitudvisitante", solicitud.pk])

    response = cliente.post(url, {"archivo": Enviado(nombre, contenido, tipo)})

    assert response.status_code in (302, 422)
    for adjunto in Adjunto.objects.all():
        served = cliente.get(reverse("core:adjunto_descargar", args=[adjunto.pk]))
        assert served.headers["Content-Disposition"].startswith("attachment")
        assert served.headers["Content-Type"] == "application/octet-stream"
        assert served.headers["X-Content-Type-Options"] == "nosniff"
        assert served.headers["Content-Security-Policy"] == SANDBOX


def test_a_comment_does_not_outlive_the_drawing(puerta):
    """The control of the marks looked for: they are in what is sent."""
    contenido = archivo("jpg_comentario")[1]

    puerta.subir("pasaporte", SimpleUploadedFile("foto.jpg", contenido, "image/jpeg"))

    assert b"ZZGUION" in contenido
    assert b"ZZGUION" not in DocumentoVisitante.objects.get().archivo.open("rb").read()


def test_there_are_forty_and_they_differ():
    ligeros = {contenido for _, contenido, _, _ in ARCHIVOS.values() if not callable(contenido)}

    assert len(ligeros) >= 40
    assert len(ARCHIVOS) + len(NOMBRES) >= 70


@pytest.mark.lento
def test_none_takes_two_seconds_nor_two_hundred_megabytes():
    """Each in a process of its own, which ends with what it took."""
    entorno = os.environ | {
        "DJANGO_SETTINGS_MODULE": "tests.settings",
        "PYTHONPATH": str(settings.BASE_DIR),
    }
    orden = [sys.executable, medir_hostiles.__file__]

    hecho = subprocess.run(orden, env=entorno, capture_output=True, check=True, timeout=300)  # noqa: S603

    medido = json.loads(hecho.stdout)
    assert set(medido) == set(TODOS)
    assert {q: m for q, m in medido.items() if m["segundos"] > SEGUNDOS or m["megas"] > MEGAS} == {}


def por_costo(par):
    return max(par[1]["segundos"] / SEGUNDOS, par[1]["megas"] / MEGAS)
