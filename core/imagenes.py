"""Pictures that people upload: opened with care, written again by us, with nothing else inside."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from PIL import Image, ImageOps, ImageStat, UnidentifiedImageError
from PIL.JpegImagePlugin import JpegImageFile

FORMATOS = ("JPEG", "PNG")
MAX_PIXELES = 60_000_000  # a 50-megapixel telephone fits; a decompression bomb does not
# A JPG comes already reduced; what cannot is opened whole, at four bytes a point: 160 MB.
MAX_ENTEROS = 40_000_000  # a sheet scanned at 600 points an inch fits
MAX_VALORES = 75_000_000  # of a JPG drawn in several passes: it is held whole, at two bytes each
MAX_PASADAS = 100  # a progressive picture takes ten
BANDA = 64  # rows at a time
HOLGURA = 1.25
ORIENTACION = 0x0112
GIRO = Image.Transpose
GIROS = {
    2: GIRO.FLIP_LEFT_RIGHT,
    3: GIRO.ROTATE_180,
    4: GIRO.FLIP_TOP_BOTTOM,
    5: GIRO.TRANSPOSE,
    6: GIRO.ROTATE_270,
    7: GIRO.TRANSVERSE,
    8: GIRO.ROTATE_90,
}
SOS, RELLENO = 0xDA, 0xFF
SIN_LARGO = {0x00, 0x01, RELLENO, *range(0xD0, 0xDA)}
GRANDE = "La imagen es demasiado grande."
OSCURA, CLARA = 50, 225  # mean brightness, of 255
BOMBAS = (Image.DecompressionBombError, Image.DecompressionBombWarning)
FALLAS = (UnidentifiedImageError, OSError, ValueError, SyntaxError)


@dataclass(frozen=True)
class Imagen:
    """A picture of ours: the bytes, its size and what a person should look at again."""

    archivo: ContentFile
    ancho: int
    alto: int
    avisos: tuple[str, ...] = ()


def reescribir(archivo: Any, *, lado_maximo: int = 2000, calidad: int = 85) -> Imagen:
    """The picture straightened, reduced and encoded again, without metadata (EXIF, GPS).

    ``lado_maximo`` is in pixels, more or less: a JPG is halved while it is read, which costs a
    fifth of doing it afterwards, and what comes out a little larger stays. Raises
    ValidationError when it is no JPG or PNG that opens, or takes too much to open.
    ``avisos`` are codes: «oscura», «clara», «chica»; they never block.
    """
    try:
        with Image.open(archivo, formats=FORMATOS) as abierta:
            exigir_cabe(abierta, archivo)
            escala = min(1, lado_maximo / max(abierta.size))
            abierta.draft("RGB", (int(abierta.width * escala), int(abierta.height * escala)))
            giro = GIROS.get(abierta.getexif().get(ORIENTACION))
            nueva = encoger(abierta, lado_maximo)
    except BOMBAS as error:
        raise ValidationError(GRANDE, code="grande") from error
    except FALLAS as error:
        raise ValidationError("El archivo no es una imagen JPG o PNG.", code="tipo") from error
    if giro is not None:
        nueva = nueva.transpose(giro)
    nueva.info = {}  # a comment of the original would be written again
    avisos = revisar(nueva)
    if max(nueva.size) > lado_maximo * HOLGURA:
        nueva.thumbnail((lado_maximo, lado_maximo), Image.Resampling.BICUBIC, reducing_gap=1.5)
    salida = io.BytesIO()
    nueva.save(salida, "JPEG", quality=calidad)
    return Imagen(ContentFile(salida.getvalue()), nueva.width, nueva.height, avisos)


def reconocer(archivo: Any) -> None:
    """Refuse at once what is no picture, or takes too much to draw; the rest is told by drawing it.

    Raises ValidationError, as ``reescribir``.
    """
    try:
        with Image.open(archivo, formats=FORMATOS) as abierta:
            exigir_cabe(abierta, archivo)
    except BOMBAS as error:
        raise ValidationError(GRANDE, code="grande") from error
    except FALLAS as error:
        raise ValidationError("El archivo no es una imagen JPG o PNG.", code="tipo") from error
    finally:
        archivo.seek(0)


def exigir_cabe(abierta: Image.Image, archivo: Any) -> None:
    """Raise ValidationError before drawing what would take more memory or time than it may."""
    puntos = abierta.width * abierta.height
    cabe = puntos <= (MAX_PIXELES if isinstance(abierta, JpegImageFile) else MAX_ENTEROS)
    if cabe and isinstance(abierta, JpegImageFile):
        pasan = pasadas(abierta, archivo)
        cabe = pasan == 1 or (pasan <= MAX_PASADAS and puntos * abierta.layers <= MAX_VALORES)
    if not cabe:
        raise ValidationError(GRANDE, code="grande")


def pasadas(jpg: JpegImageFile, archivo: Any) -> int:
    """In how many passes a JPG is drawn: one, unless each brings only a part of every point."""
    donde = archivo.tell()
    archivo.seek(0)
    datos = archivo.read()
    archivo.seek(donde)
    inicio = 2
    while (inicio := datos.find(b"\xff", inicio)) >= 0 and inicio + 4 < len(datos):
        marca = datos[inicio + 1]
        if marca == SOS:
            if datos[inicio + 4] == jpg.layers and "progressive" not in jpg.info:
                return 1
            return datos.count(bytes([0xFF, SOS]), inicio)
        # A filler or a lone byte is stepped over; a segment, by its length.
        largo = int.from_bytes(datos[inicio + 2 : inicio + 4]) if marca not in SIN_LARGO else 0
        inicio += 1 if marca == RELLENO else 2 + largo
    return 1


def encoger(imagen: Image.Image, lado: int) -> Image.Image:
    """In plain colour and near that side, in bands: a copy of it whole would be as large again."""
    imagen.load()
    veces = max(1, max(imagen.size) // lado)
    if veces == 1:
        return sobre_blanco(imagen)
    ancho, alto = imagen.size
    menor = Image.new("RGB", (-(-ancho // veces), -(-alto // veces)))
    for arriba in range(0, alto, BANDA * veces):
        abajo = min(alto, arriba + BANDA * veces)
        banda = sobre_blanco(imagen.crop((0, arriba, ancho, abajo)))
        menor.paste(banda.reduce(veces), (0, arriba // veces))
    return menor


def sobre_blanco(imagen: Image.Image) -> Image.Image:
    """The same in plain colour; what was transparent becomes paper."""
    if imagen.mode == "RGB":
        return imagen
    if imagen.mode not in ("RGBA", "LA", "P"):
        return imagen.convert("RGB")
    con_alfa = imagen.convert("RGBA")
    fondo = Image.new("RGB", con_alfa.size, "white")
    fondo.paste(con_alfa, mask=con_alfa.getchannel("A"))
    return fondo


def revisar(imagen: Image.Image, lado_minimo: int = 400) -> tuple[str, ...]:
    """What a person may want to take again."""
    avisos = []
    muestra = imagen.resize((64, 64), Image.Resampling.NEAREST)
    brillo = ImageStat.Stat(muestra.convert("L")).mean[0]
    if brillo < OSCURA:
        avisos.append("oscura")
    if brillo > CLARA:
        avisos.append("clara")
    if min(imagen.size) < lado_minimo:
        avisos.append("chica")
    return tuple(avisos)


def recortar(archivo: Any, *, proporcion: float, ancho: int) -> ContentFile:
    """The centre of a picture at a proportion (width over height), for a badge."""
    with Image.open(archivo, formats=FORMATOS) as abierta:
        imagen = abierta.convert("RGB")
    alto = round(ancho / proporcion)
    justa = ImageOps.fit(imagen, (ancho, alto), centering=(0.5, 0.35))
    salida = io.BytesIO()
    justa.save(salida, "JPEG", quality=88)
    return ContentFile(salida.getvalue())
