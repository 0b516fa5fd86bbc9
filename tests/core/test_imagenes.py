"""Pictures that people upload, written again by us."""

import io

import pytest
from django.core.exceptions import ValidationError
from PIL import Image, ImageChops, ImageOps, ImageStat

from core.imagenes import recortar, reescribir

pytestmark = pytest.mark.sin_base


def foto(ancho=1200, alto=900, modo="RGB", formato="JPEG", **guardar):
    salida = io.BytesIO()
    Image.new(modo, (ancho, alto), "teal").save(salida, formato, **guardar)
    salida.seek(0)
    return salida


def con_gps():
    exif = Image.Exif()
    exif[0x010F] = "ZZCANARIO"
    exif.get_ifd(0x8825)[1] = "N"
    return foto(exif=exif.tobytes())


def test_where_it_was_taken_is_gone():
    original = con_gps()
    assert b"ZZCANARIO" in original.getvalue()

    nueva = reescribir(original)

    assert b"ZZCANARIO" not in nueva.archivo.read()


def test_what_lay_on_its_side_stands():
    exif = Image.Exif()
    exif[0x0112] = 6  # turned a quarter

    nueva = reescribir(foto(1200, 900, exif=exif.tobytes()))

    assert (nueva.ancho, nueva.alto) == (900, 1200)


def test_a_big_one_is_reduced_and_a_small_one_stays():
    grande, chica = reescribir(foto(6000, 4000)), reescribir(foto(600, 500))

    assert max(grande.ancho, grande.alto) <= 2500
    assert (chica.ancho, chica.alto) == (600, 500)


def test_what_was_transparent_is_paper():
    nueva = reescribir(foto(500, 500, "RGBA", "PNG"))

    assert Image.open(nueva.archivo).mode == "RGB"


@pytest.mark.parametrize("orientacion", range(1, 9))
def test_it_is_turned_as_the_telephone_says(orientacion):
    exif, salida = Image.Exif(), io.BytesIO()
    exif[0x0112] = orientacion
    original = Image.linear_gradient("L").resize((400, 300))
    original.paste(255, (0, 0, 200, 80))
    original.save(salida, "PNG", exif=exif)
    derecha = ImageOps.exif_transpose(Image.open(salida)).convert("RGB")

    nueva = Image.open(reescribir(salida).archivo)

    assert nueva.size == derecha.size
    assert parecida(nueva, derecha)


@pytest.mark.parametrize("modo", ["RGB", "RGBA", "P", "L"])
def test_what_is_drawn_in_bands_is_whole(modo):
    original = Image.radial_gradient("L").resize((4301, 2903)).convert(modo)
    salida = io.BytesIO()
    original.save(salida, "PNG")

    nueva = Image.open(reescribir(salida, lado_maximo=1000).archivo)

    assert max(nueva.size) <= 1250
    assert parecida(nueva, original.convert("RGB").resize(nueva.size))


def parecida(una, otra):
    """The same to the eye: JPG changes each point a little."""
    return max(ImageStat.Stat(ImageChops.difference(una, otra)).mean) < 2


@pytest.mark.parametrize(
    "contenido",
    [b"", b"hola", b"<html>", b"\xff\xd8\xff\xe0 y nada", b"GIF89a....", b"\x89PNG\r\n\x1a\n"],
)
def test_what_is_no_picture_is_refused(contenido):
    with pytest.raises(ValidationError):
        reescribir(io.BytesIO(contenido))


def test_a_bomb_is_refused_before_it_opens():
    bomba = foto(20_000, 20_000, "1", "PNG")

    with pytest.raises(ValidationError):
        reescribir(bomba)


@pytest.mark.parametrize(
    ("color", "lado", "dicho"),
    [("black", 800, "oscura"), ("white", 800, "clara"), ("teal", 200, "chica")],
)
def test_what_may_be_taken_again_is_said(color, lado, dicho):
    salida = io.BytesIO()
    Image.new("RGB", (lado, lado), color).save(salida, "JPEG")

    assert reescribir(io.BytesIO(salida.getvalue())).avisos == (dicho,)


def test_a_portrait_has_the_shape_of_the_badge():
    recorte = Image.open(recortar(foto(1200, 900), proporcion=2.5 / 3, ancho=300))

    assert recorte.size == (300, 360)
