"""Placeholders drawn by us where a photograph or a paper would be: nobody's face, nobody's data."""

import io
import unicodedata
from itertools import cycle

from PIL import Image, ImageDraw

FONDOS = ("#e9dfe7", "#dfe7e9", "#e7e9df", "#e9e4df", "#dfe9e2", "#e3dfe9")
FIGURAS = ("#6b1e5e", "#1e4d6b", "#4d6b1e", "#6b4a1e", "#1e6b55", "#3b1e6b")
RETRATO, HOJA = (500, 600), (850, 1100)
CALIDAD = 70


def retratos(cuantos):
    """So many different silhouettes, as the bytes of a JPEG."""
    pares = zip(cycle(FONDOS), cycle(FIGURAS), range(cuantos), strict=False)
    return [retrato(fondo, figura, n) for fondo, figura, n in pares]


def retrato(fondo, figura, numero):
    imagen = Image.new("RGB", RETRATO, fondo)
    lapiz = ImageDraw.Draw(imagen)
    ancho, alto = RETRATO
    corrida = (numero % 5 - 2) * 6
    lapiz.ellipse((150 + corrida, 110, 350 + corrida, 350), fill=figura)
    lapiz.ellipse((70, 380, ancho - 70, alto + 260), fill=figura)
    lapiz.rectangle((0, alto - 44, ancho, alto), fill=fondo)
    lapiz.text((20, alto - 36), f"FOTO DE EJEMPLO {numero + 1}", fill="#1f1f1f", font_size=24)
    return en_jpeg(imagen)


def con_letras_basicas(texto):
    """Without accents: the only font that Pillow brings lacks them."""
    return unicodedata.normalize("NFKD", texto).encode("ascii", "ignore").decode()


def hoja(titulo, renglones):
    """A sheet that says what it stands for."""
    imagen = Image.new("RGB", HOJA, "#fbfaf7")
    lapiz = ImageDraw.Draw(imagen)
    lapiz.rectangle((40, 40, HOJA[0] - 40, HOJA[1] - 40), outline="#b9b2ba", width=3)
    lapiz.text((80, 80), con_letras_basicas(titulo), fill="#6b1e5e", font_size=38)
    for numero, renglon in enumerate(renglones):
        lapiz.text(
            (80, 180 + numero * 52), con_letras_basicas(renglon), fill="#1f1f1f", font_size=28
        )
    lapiz.text((80, HOJA[1] - 110), "Documento de ejemplo, sin valor", fill="#595959", font_size=24)
    return en_jpeg(imagen)


def en_jpeg(imagen):
    salida = io.BytesIO()
    imagen.save(salida, "JPEG", quality=CALIDAD)
    return salida.getvalue()
