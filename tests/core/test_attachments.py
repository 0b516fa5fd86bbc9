"""Files of a record: what is received, who sees it, and that nothing is interpreted."""

import hashlib

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from core.attachments import MAX_BYTES, AdjuntoForm, safe_name
from core.models import Adjunto
from cuentas.enums import Rol
from tests import pages
from tests.factories.core import AdjuntoFactory
from tests.factories.crm import EtiquetaFactory

pytestmark = pytest.mark.django_db

PDF = b"%PDF-1.7\n1 0 obj\n"
PNG = b"\x89PNG\r\n\x1a\n" + b"\x00" * 32


def upload(name, content):
    return SimpleUploadedFile(name, content)


def panel(obj):
    return f"/archivos/de/crm.etiqueta/{obj.pk}/"


def test_file_is_stored_with_its_hash_and_its_author(cliente, direccion):
    obj = EtiquetaFactory()

    response = cliente.post(panel(obj), {"archivo": upload("acta.pdf", PDF), "descripcion": "Acta"})

    adjunto = Adjunto.objects.de(obj).get()
    assert response.status_code == 302
    assert (adjunto.creado_por, adjunto.tamano) == (direccion, len(PDF))
    assert adjunto.sha256 == hashlib.sha256(PDF).hexdigest()
    assert "acta" not in adjunto.archivo.name


def test_download_is_never_interpreted(cliente):
    adjunto = AdjuntoFactory()

    response = cliente.get(f"/archivos/{adjunto.pk}/")

    assert pages.body(response) == b"hola"
    assert response.headers["Content-Type"] == "application/octet-stream"
    assert response.headers["Content-Disposition"].startswith("attachment")
    assert "sandbox" in response.headers["Content-Security-Policy"]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("virus.exe", b"MZ\x90\x00"),
        ("foto.png", PDF),
        ("acta.pdf", b"<html><script>x()</script>"),
        ("pagina.html", b"<html>"),
        ("nota.txt", b"a\x00b"),
        ("sin_extension", PDF),
    ],
)
def test_name_and_content_must_agree_and_be_allowed(name, content):
    form = AdjuntoForm({}, {"archivo": upload(name, content)})

    assert not form.is_valid()
    assert "El archivo debe ser PDF" in form.errors["archivo"][0]


@pytest.mark.parametrize(
    ("name", "content"), [("acta.PDF", PDF), ("f.png", PNG), ("n.csv", b"a,b")]
)
def test_allowed_kinds_are_accepted(name, content):
    assert AdjuntoForm({}, {"archivo": upload(name, content)}).is_valid()


def test_too_heavy_says_how_much_it_weighs():
    file = upload("acta.pdf", PDF)
    file.size = MAX_BYTES + 1

    form = AdjuntoForm({}, {"archivo": file})

    assert "el máximo es 10 MB" in form.errors["archivo"][0]


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\Windows\\acta final.pdf", "acta_final.pdf"),
        ("acta\u202efdp.exe", "actafdp.exe"),
        ("...", "archivo"),
        ("x" * 400 + ".pdf", ("x" * 400 + ".pdf")[-255:]),
    ],
)
def test_name_is_only_a_name(name, safe):
    assert safe_name(name) == safe


def test_refused_file_comes_back_with_its_reason(cliente):
    response = cliente.post(panel(EtiquetaFactory()), {"archivo": upload("a.exe", b"MZ")})

    assert response.status_code == 422
    assert "El archivo debe ser" in pages.text(response)


def test_htmx_gets_the_fragment(cliente, htmx):
    page = pages.text(cliente.get(panel(EtiquetaFactory()), headers=htmx))

    assert "<html" not in page
    assert 'id="adjuntos"' in page


def test_who_only_reads_adds_and_removes_nothing(entrar, persona):
    adjunto, reader = AdjuntoFactory(), entrar(persona(Rol.AUDITORIA))

    answers = [
        reader.post(panel(adjunto.objeto), {"archivo": upload("acta.pdf", PDF)}),
        reader.post(f"/archivos/{adjunto.pk}/quitar/"),
    ]

    assert [a.status_code for a in answers] == [403, 403]
    assert 'type="file"' not in pages.text(reader.get(panel(adjunto.objeto)))
    assert Adjunto.objects.vivos().count() == 1


def test_removed_file_is_gone_for_people_and_kept_as_evidence(cliente):
    adjunto = AdjuntoFactory()

    response = cliente.post(f"/archivos/{adjunto.pk}/quitar/")

    assert response.url == panel(adjunto.objeto)
    assert cliente.get(f"/archivos/{adjunto.pk}/").status_code == 404
    assert Adjunto.objects.get(pk=adjunto.pk).archivo.storage.exists(adjunto.archivo.name)


@pytest.mark.parametrize(
    "model", ["auth.permission", "sessions.session", "nada", "a.b.c", "crm.nada"]
)
def test_only_entities_have_files(cliente, model):
    assert cliente.get(f"/archivos/de/{model}/1/").status_code == 404


def test_files_of_a_deleted_record_are_gone_with_it(cliente, direccion):
    adjunto = AdjuntoFactory()
    adjunto.objeto.eliminar(by=direccion)

    assert cliente.get(f"/archivos/{adjunto.pk}/").status_code == 404
