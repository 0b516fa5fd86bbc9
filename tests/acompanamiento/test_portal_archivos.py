"""Files that people upload: what is not what it says is refused, what is kept is ours."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from tests import pages
from tests.acompanamiento.portal import en_portal
from tests.acompanamiento.vida import imagen

pytestmark = pytest.mark.django_db
EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
GPS = 0x8825


def archivo(nombre, contenido, tipo="image/jpeg"):
    return SimpleUploadedFile(nombre, contenido, content_type=tipo)


def gigante():
    """A few bytes that open into more than sixty million points."""
    salida = io.BytesIO()
    Image.new("1", (9000, 9000)).save(salida, "PNG")
    return salida.getvalue()


HOSTILES = {
    "an executable that says PDF": archivo("pasaporte.pdf", b"MZ\x90\x00" + b"\x00" * 200),
    "a page that says picture": archivo("foto.jpg", b"<html><script>alert(1)</script></html>"),
    "a drawing with code": archivo("foto.svg", b"<svg xmlns='x'><script/></svg>", "image/svg+xml"),
    "a known virus": archivo("foto.jpg", EICAR),
    "a huge picture": archivo("foto.png", gigante(), "image/png"),
    "a cut picture": archivo("foto.jpg", imagen().read()[:300]),
    "nothing": archivo("foto.jpg", b""),
    "a moving picture": archivo("foto.gif", b"GIF89a" + b"\x00" * 60, "image/gif"),
    "a compressed folder": archivo("pasaporte.pdf", b"PK\x03\x04" + b"\x00" * 60),
}


@pytest.mark.parametrize("que", HOSTILES)
@pytest.mark.parametrize("clave", ["pasaporte", "fotografia"])
def test_hostile_files_are_refused_with_words(que, clave):
    visita = en_portal("en")

    upload = HOSTILES[que]
    upload.seek(0)
    response = visita.post(
        visita.url("solicitud_documentos"), visita.archivos(clave, upload=upload)
    )

    assert response.status_code == 422
    assert "There is a problem" in pages.text(response)
    assert visita.solicitud().documentos_vigentes() == []


def test_what_does_is_kept_although_the_rest_does_not():
    visita = en_portal()
    data = visita.archivos("pasaporte") | visita.archivos(
        "fotografia", upload=archivo("foto.jpg", EICAR)
    )

    response = visita.post(visita.url("solicitud_documentos"), data)

    assert "La fotografía debe ser JPG o PNG." in pages.text(response)
    assert "pasaporte.jpg" in pages.text(response)
    assert len(visita.solicitud().documentos_vigentes()) == 1


def test_the_place_where_a_photograph_was_taken_is_gone():
    exif = Image.Exif()
    exif[GPS] = {1: "N", 2: (19.0, 25.0, 0.0)}
    exif[0x010F] = "ZZFABRICANTE"
    visita = en_portal()

    visita.post(
        visita.url("solicitud_documentos"),
        visita.archivos("fotografia", upload=imagen("foto.jpg", exif=exif)),
    )
    documento = visita.solicitud().documentos_vigentes()[0]
    guardado = documento.archivo.open("rb").read()

    assert b"ZZFABRICANTE" not in guardado
    assert not Image.open(io.BytesIO(guardado)).getexif()


def test_a_dark_picture_is_kept_with_a_warning():
    visita = en_portal("en")
    data = visita.archivos("pasaporte") | visita.archivos(
        "fotografia", upload=imagen("foto.jpg", lado=200, color="black")
    )

    response = visita.post(visita.url("solicitud_documentos"), data)
    html = pages.text(visita.get(response.url))

    assert response.url == visita.url("solicitud_documentos")
    assert "It looks dark" in html
    assert "It is small" in html
    assert visita.post(response.url).url == visita.url("solicitud_revisar")


def test_pictures_are_shown_and_the_rest_only_saved():
    visita = en_portal()
    data = visita.archivos("fotografia") | visita.archivos(
        "pasaporte", upload=archivo("pasaporte.pdf", b"%PDF-1.4 prueba", "application/pdf")
    )
    visita.post(visita.url("solicitud_documentos"), data)

    for documento in visita.solicitud().documentos_vigentes():
        response = visita.get(visita.url("documento_ver", pk=documento.pk))
        como = response.headers["Content-Disposition"].partition(";")[0]
        assert como == ("inline" if documento.tipo_mime == "image/jpeg" else "attachment")
        assert response.headers["X-Content-Type-Options"] == "nosniff"
        assert "sandbox" in response.headers["Content-Security-Policy"]
