"""Somebody in front of a screen, and what it costs them: keys, touches, and seconds by the model.

The seconds are those of the keystroke-level model (B3.1): 0.28 for a key, 1.30 for a touch or a
click, 0.40 to change hands, 1.35 to decide each thing, and the waits that were measured. A robot
does not hesitate nor read: they are a floor, and reading is not in them.
"""

import io
import os
import subprocess
import sys
import time
from pathlib import Path

from PIL import Image, ImageDraw, ImageFilter

TECLA, TOQUE, MANO, DECIDIR = 0.28, 1.30, 0.40, 1.35
FOLDER = os.environ.get("CAPTURAS", "")


class Mano:
    """Counts what it does on a page; ``teclas`` never include what somebody else wrote."""

    def __init__(self, page):
        self.page = page
        self.cero()

    def cero(self):
        self.teclas = self.toques = self.cambios = self.decisiones = 0
        self.espera, self.escritos, self._con = 0.0, [], "toque"

    def _usar(self, con):
        self.cambios += con != self._con
        self._con = con

    def escribir(self, casilla, texto):
        """Type it, key by key, in a box that is touched first."""
        self._usar("teclas")
        self.teclas += len(texto)
        self.toques += 1
        self.decisiones += 1
        self.escritos.append(casilla)
        self.page.locator(casilla).fill(texto)

    def elegir(self, casilla, valor):
        """Open a list and touch one."""
        self._tocar(2)
        self.escritos.append(casilla)
        self.page.locator(casilla).select_option(valor)

    def tocar(self, que, *, donde=None):
        """A touch, and what it takes the page to answer."""
        self._tocar(1)
        objeto = (donde or self.page).locator(que) if isinstance(que, str) else que
        desde = time.monotonic()
        objeto.click()
        self.page.wait_for_load_state()
        self.espera += time.monotonic() - desde

    def _tocar(self, veces):
        self._usar("toque")
        self.toques += veces
        self.decisiones += 1

    def subir(self, casilla, nombre, contenido, tipo="image/jpeg"):
        """Choose a file: the box, the file, accept."""
        self._tocar(3)
        self.escritos.append(casilla)
        archivo = {"name": nombre, "mimeType": tipo, "buffer": contenido}
        self.page.locator(casilla).set_input_files(archivo)

    def segundos(self):
        return (
            self.teclas * TECLA
            + self.toques * TOQUE
            + self.cambios * MANO
            + self.decisiones * DECIDIR
            + self.espera
        )

    def cuenta(self):
        return (
            f"K {self.teclas}, C {self.toques}, datos {len(self.escritos)}, "
            f"T {self.segundos():.1f} s (de ellos, espera {self.espera:.1f} s)"
        )


class Publico:
    """The person, with a telephone: no account, a personal link."""

    def __init__(self, browser, live_server, **opciones):
        self.context = browser.new_context(
            viewport={"width": 390, "height": 844},
            locale="en-GB",
            base_url=live_server.url,
            **opciones,
        )
        self.page = self.context.new_page()
        self.mano = Mano(self.page)
        self.paginas = set()

    def continuar(self):
        self.paginas.add(self.page.url.partition("?")[0])
        self.mano.tocar("main button.btn-primary")
        ancho = self.page.evaluate("document.documentElement.scrollWidth")
        assert ancho <= 390, self.page.url

    def llenar(self, datos):
        for nombre, valor in datos.items():
            caja = self.page.locator(f"[name={nombre}]").first
            if caja.evaluate("e => e.tagName") == "SELECT":
                self.mano.elegir(f"[name={nombre}]", valor)
            elif caja.get_attribute("type") == "radio":
                self.mano.tocar(f"[name={nombre}][value={valor}]")
                self.mano.escritos.append(nombre)
            else:
                self.mano.escribir(f"[name={nombre}]", valor)

    def bajar(self, enlace, nombre):
        with self.page.expect_download() as papel:
            self.mano.tocar(enlace)
        contenido = papel.value.path().read_bytes()
        guardar(contenido, nombre)
        return contenido


def texto(pdf):
    """What a PDF says."""
    orden = ["pdftotext", "-layout", "-", "-"]
    return subprocess.run(orden, input=pdf, capture_output=True, check=True).stdout.decode()  # noqa: S603


def decir(cuenta):
    """What was measured, for who runs it with ``-s``."""
    sys.stdout.write(f"\n{cuenta}")


def retrato(page, nombre, *, entera=True):
    """A picture of the page to look at, if CAPTURAS names a folder."""
    if FOLDER:
        Path(FOLDER).mkdir(parents=True, exist_ok=True)
        page.wait_for_load_state("networkidle")
        page.screenshot(path=f"{FOLDER}/{nombre}.png", full_page=entera)


def guardar(contenido, nombre):
    """The paper itself, beside the pictures."""
    if FOLDER:
        Path(FOLDER).mkdir(parents=True, exist_ok=True)
        (Path(FOLDER) / nombre).write_bytes(contenido)


def pasaporte(*, borroso=False):
    """A page of a passport, drawn; as it comes out when the hand moves, if asked for."""
    hoja = Image.new("RGB", (1600, 1100), "#e9e4d4")
    lapiz = ImageDraw.Draw(hoja)
    lapiz.rectangle((90, 260, 520, 800), fill="#b8c4cc")
    lapiz.ellipse((210, 360, 400, 560), fill="#7c8b95")
    lapiz.rectangle((170, 600, 440, 800), fill="#7c8b95")
    for renglon, texto in enumerate(("PASSPORT  DEMO", "EXEMPLE", "MARIE CLAIRE", "12AB34567")):
        lapiz.text((600, 260 + renglon * 120), texto, fill="#222", font_size=56)
    lapiz.text((90, 900), "P<FRAEXEMPLE<<MARIE<CLAIRE<<<<<<<<<<<<", fill="#222", font_size=52)
    lapiz.text((90, 980), "12AB345672FRA8503146F3001019<<<<<<<<<<", fill="#222", font_size=52)
    return en_jpg(hoja.filter(ImageFilter.GaussianBlur(18)) if borroso else hoja)


def cara():
    """A head and shoulders, drawn."""
    hoja = Image.new("RGB", (900, 1100), "#dfe7ea")
    lapiz = ImageDraw.Draw(hoja)
    lapiz.ellipse((280, 200, 620, 620), fill="#a9745b")
    lapiz.pieslice((120, 640, 780, 1500), 180, 360, fill="#34586e")
    return en_jpg(hoja)


def hoja_firmada():
    """A printed sheet with a signature, as it is photographed."""
    hoja = Image.new("RGB", (1100, 1500), "#f4f2ec")
    lapiz = ImageDraw.Draw(hoja)
    for alto in range(160, 1100, 48):
        lapiz.line((120, alto, 980, alto), fill="#999", width=4)
    lapiz.arc((420, 1180, 700, 1330), 160, 20, fill="#1d3b8b", width=7)
    lapiz.line((440, 1290, 730, 1220), fill="#1d3b8b", width=7)
    return en_jpg(hoja)


def en_jpg(imagen):
    salida = io.BytesIO()
    imagen.save(salida, "JPEG", quality=85)
    return salida.getvalue()
