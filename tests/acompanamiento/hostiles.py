"""Hostile files, made here: what each pretends, and what must come of it."""

import functools
import io
import struct
import zipfile
import zlib

from PIL import Image, PngImagePlugin

from tests.acompanamiento.hostiles_pdf import CIFRADO, PDFS, pdf

RECHAZA, NUESTRA, GUARDA = "se rechaza", "imagen nuestra", "PDF que sólo se descarga"
EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
GUION = b"<script>alert('ZZGUION')</script>"
LUGAR = 0x8825


def dibujo(formato="JPEG", modo="RGB", lado=500, **guardar):
    salida = io.BytesIO()
    Image.new(modo, (lado, lado)).save(salida, formato, **guardar)
    return salida.getvalue()


def trozo(tipo, datos):
    """A PNG chunk, with its own sum."""
    suma = struct.pack(">I", zlib.crc32(tipo + datos))
    return struct.pack(">I", len(datos)) + tipo + datos + suma


def png_con(*trozos):
    """A good PNG with more chunks after its header."""
    bueno = dibujo("PNG")
    return bueno[:33] + b"".join(trozos) + bueno[33:]


def png_liso(ancho, alto, tipo=2):
    """Few bytes that open into a plain picture of that size, of 8 bits."""
    canales = {0: 1, 2: 3, 6: 4}[tipo]
    motor = zlib.compressobj(9)
    renglon = bytes(1 + ancho * canales)
    renglones = [motor.compress(renglon) for _ in range(alto)]
    cabeza = struct.pack(">IIBBBBB", ancho, alto, 8, tipo, 0, 0, 0)
    cuerpo = b"".join(renglones) + motor.flush()
    return (
        b"\x89PNG\r\n\x1a\n" + trozo(b"IHDR", cabeza) + trozo(b"IDAT", cuerpo) + trozo(b"IEND", b"")
    )


def jpg_que_dice(ancho, alto):
    """A small JPG whose header says another size."""
    datos = bytearray(dibujo())
    donde = datos.index(b"\xff\xc0")
    datos[donde + 5 : donde + 9] = struct.pack(">HH", alto, ancho)
    return bytes(datos)


def jpg_de_pasadas(lado, veces):
    """A progressive JPG whose last pass is drawn over and over."""
    datos = dibujo("JPEG", "L", lado, progressive=True)
    ultima = datos.rindex(b"\xff\xda")
    return datos[:-2] + datos[ultima:-2] * veces + datos[-2:]


def jpg_con(marca, datos):
    """A good JPG with a segment of its own after the start."""
    bueno = dibujo()
    return bueno[:2] + marca + struct.pack(">H", len(datos) + 2) + datos + bueno[2:]


def comprimido(**archivos):
    salida = io.BytesIO()
    with zipfile.ZipFile(salida, "w", zipfile.ZIP_DEFLATED) as caja:
        for nombre, contenido in archivos.items():
            caja.writestr(nombre.replace("__", "/").replace("_", "."), contenido)
    return salida.getvalue()


def exif():
    datos = Image.Exif()
    datos[LUGAR] = {1: "N", 2: (19.0, 25.0, 0.0), 3: "W", 4: (99.0, 8.0, 0.0)}
    datos[0x010F] = "ZZFABRICANTE"
    return datos


def textos_png():
    info = PngImagePlugin.PngInfo()
    info.add_text("Comment", "ZZGUION" + GUION.decode())
    return info


def animada(formato):
    otra = Image.new("RGB", (500, 500), "red")
    return dibujo(formato, save_all=True, append_images=[otra])


def xxe():
    hoja = b'<!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/passwd">]><a>&e;</a>'
    return comprimido(xl__workbook_xml=hoja, _Content_Types__xml=b"<Types/>")


CUADRADO = b"<svg xmlns='http://www.w3.org/2000/svg'>"
CERO = b"\x00" * 400
UN_LADO = 12_000  # 144 million points
# name: (name of the file, bytes, declared type, what must come of it)
ARCHIVOS = {
    # What is not what it says
    "gif_y_js": ("foto.jpg", b"GIF89a=1/*" + CERO + b"*/;alert(1)", "image/jpeg", RECHAZA),
    "svg_con_guion": ("foto.svg", CUADRADO + GUION + b"</svg>", "image/svg+xml", RECHAZA),
    "svg_dice_jpg": ("foto.jpg", CUADRADO + GUION + b"</svg>", "image/jpeg", RECHAZA),
    "svg_con_xxe": (
        "foto.png",
        (
            b'<?xml version="1.0"?><!DOCTYPE s [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
            b"<svg xmlns='http://www.w3.org/2000/svg'>&x;</svg>"
        ),
        "image/png",
        RECHAZA,
    ),
    "html_dice_jpg": ("foto.jpg", b"<html>" + GUION + b"</html>", "image/jpeg", RECHAZA),
    "html_dice_pdf": ("hoja.pdf", b"<!doctype html>" + GUION, "application/pdf", RECHAZA),
    "php_dice_jpg": ("foto.jpg", b"<?php system($_GET['c']); ?>", "image/jpeg", RECHAZA),
    "php_doble": ("foto.php.jpg", b"GIF89a<?php phpinfo(); ?>" + CERO, "image/jpeg", RECHAZA),
    "exe_dice_pdf": ("hoja.pdf", b"MZ\x90\x00" + CERO, "application/pdf", RECHAZA),
    "elf_dice_jpg": ("foto.jpg", b"\x7fELF\x02\x01\x01" + CERO, "image/jpeg", RECHAZA),
    "guion_de_consola": ("foto.png", b"#!/bin/sh\nrm -rf /\n", "image/png", RECHAZA),
    "eicar": ("foto.jpg", EICAR, "image/jpeg", RECHAZA),
    "eicar_dice_pdf": ("hoja.pdf", EICAR, "application/pdf", RECHAZA),
    "pdf_tras_basura": ("hoja.pdf", b"x" * 20 + pdf(), "application/pdf", RECHAZA),
    "html_y_pdf": ("hoja.pdf", b"<html>" + GUION + pdf(), "application/pdf", RECHAZA),
    "zip_dice_pdf": ("hoja.pdf", comprimido(a_txt=b"a"), "application/pdf", RECHAZA),
    "bomba_zip": (
        "hoja.pdf",
        lambda: comprimido(a_txt=bytes(40 << 20)),
        "application/pdf",
        RECHAZA,
    ),
    "docm_con_macro": (
        "carta.docm",
        comprimido(word__document_xml=b"<w/>", word__vbaProject_bin=CERO),
        "application/pdf",
        RECHAZA,
    ),
    "xlsx_con_xxe": ("lista.xlsx", xxe(), "application/pdf", RECHAZA),
    # Formats that are pictures, but not ours
    "gif_que_se_mueve": ("foto.gif", animada("GIF"), "image/gif", RECHAZA),
    "tiff_dice_jpg": ("foto.jpg", dibujo("TIFF"), "image/jpeg", RECHAZA),
    "webp_dice_jpg": ("foto.jpg", dibujo("WEBP"), "image/jpeg", RECHAZA),
    "bmp_dice_jpg": ("foto.jpg", dibujo("BMP"), "image/jpeg", RECHAZA),
    "ico_dice_png": ("foto.png", dibujo("ICO", lado=64), "image/png", RECHAZA),
    "heic_dice_jpg": (
        "foto.jpg",
        b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic" + CERO,
        "image/jpeg",
        RECHAZA,
    ),
    "eps_dice_jpg": ("foto.jpg", b"%!PS-Adobe-3.0 EPSF-3.0\n(x) run\n", "image/jpeg", RECHAZA),
    # Broken or empty
    "vacio": ("foto.jpg", b"", "image/jpeg", RECHAZA),
    "un_byte": ("foto.jpg", b"\xff", "image/jpeg", RECHAZA),
    "todo_ff": ("foto.jpg", b"\xff" * 5000, "image/jpeg", RECHAZA),
    "todo_cero": ("hoja.pdf", CERO, "application/pdf", RECHAZA),
    "jpg_cortado": ("foto.jpg", dibujo()[:400], "image/jpeg", RECHAZA),
    "png_cortado": ("foto.png", dibujo("PNG")[:60], "image/png", RECHAZA),
    "png_suma_falsa": ("foto.png", dibujo("PNG")[:-20] + CERO, "image/png", RECHAZA),
    "jpg_sin_fin": ("foto.jpg", b"\xff\xd8\xff\xe0" + CERO, "image/jpeg", RECHAZA),
    # Made to exhaust
    "bomba_png": ("foto.png", lambda: png_liso(UN_LADO, UN_LADO, 0), "image/png", RECHAZA),
    "bomba_png_justa": ("foto.png", lambda: png_liso(7700, 7700, 6), "image/png", RECHAZA),
    "bomba_png_larga": ("foto.png", lambda: png_liso(1, 3_000_000, 0), "image/png", NUESTRA),
    "bomba_jpg": ("foto.jpg", jpg_que_dice(65_000, 65_000), "image/jpeg", RECHAZA),
    "jpg_dice_mas": ("foto.jpg", jpg_que_dice(7000, 7000), "image/jpeg", NUESTRA),
    "bomba_progresiva": (
        "foto.jpg",
        lambda: dibujo("JPEG", "RGB", 7000, progressive=True, subsampling=0),
        "image/jpeg",
        RECHAZA,
    ),
    "bomba_de_pasadas": ("foto.jpg", lambda: jpg_de_pasadas(5000, 2000), "image/jpeg", RECHAZA),
    "png_texto_bomba": (
        "foto.png",
        lambda: png_con(trozo(b"zTXt", b"Comment\x00\x00" + zlib.compress(bytes(90 << 20), 9))),
        "image/png",
        RECHAZA,
    ),
    "png_perfil_bomba": (
        "foto.png",
        lambda: png_con(trozo(b"iCCP", b"icc\x00\x00" + zlib.compress(bytes(90 << 20), 9))),
        "image/png",
        RECHAZA,
    ),
    "pesado": ("foto.jpg", lambda: dibujo() + bytes(10 << 20), "image/jpeg", RECHAZA),
    # Pictures that carry something: what is kept is drawn again, without it
    "jpg_y_zip": ("foto.jpg", dibujo() + comprimido(ZZGUION_txt=GUION), "image/jpeg", NUESTRA),
    "jpg_y_js": ("foto.jpg", dibujo() + b"/*ZZGUION*/alert(1)", "image/jpeg", NUESTRA),
    "jpg_comentario": (
        "foto.jpg",
        jpg_con(b"\xff\xfe", b"ZZGUION" + GUION),
        "image/jpeg",
        NUESTRA,
    ),
    "jpg_con_lugar": ("foto.jpg", dibujo(exif=exif()), "image/jpeg", NUESTRA),
    "jpg_xmp": (
        "foto.jpg",
        jpg_con(b"\xff\xe1", b"http://ns.adobe.com/xap/1.0/\x00ZZGUION" + GUION),
        "image/jpeg",
        NUESTRA,
    ),
    "jpg_php_exif": (
        "foto.php",
        jpg_con(b"\xff\xfe", b"ZZGUION<?php ?>"),
        "text/x-php",
        NUESTRA,
    ),
    "jpg_cmyk": ("foto.jpg", dibujo("JPEG", "CMYK"), "image/jpeg", NUESTRA),
    "jpg_de_dos": ("foto.jpg", animada("MPO"), "image/jpeg", NUESTRA),
    "png_dice_jpg": ("foto.jpg", dibujo("PNG", exif=exif()), "image/jpeg", NUESTRA),
    "png_texto_html": ("foto.png", dibujo("PNG", pnginfo=textos_png()), "image/png", NUESTRA),
    "png_que_se_mueve": ("foto.png", animada("PNG"), "image/png", RECHAZA),
    "png_16_bits": ("foto.png", dibujo("PNG", "I;16"), "image/png", NUESTRA),
    "png_y_html": ("foto.png", dibujo("PNG") + b"ZZGUION" + GUION, "image/png", NUESTRA),
    "png_dice_html": ("foto.html", dibujo("PNG"), "text/html", NUESTRA),
    # Documents that do things when they are opened, and those that only are long or broken
    **{
        nombre: ("hoja.pdf", contenido, "application/pdf", RECHAZA if hace else GUARDA)
        for nombre, (contenido, hace) in PDFS.items()
    },
    "pdf_cifrado": ("hoja.pdf", CIFRADO, "application/pdf", RECHAZA),
    "pdf_dice_jpg": ("foto.jpg", pdf(), "image/jpeg", GUARDA),
}
BUENOS = {
    "jpg": ("foto.jpg", dibujo(), "image/jpeg", NUESTRA),
    "png": ("foto.png", dibujo("PNG"), "image/png", NUESTRA),
    "png_con_fondo": ("foto.png", dibujo("PNG", "RGBA"), "image/png", NUESTRA),
    "jpg_progresivo": (
        "foto.jpg",
        lambda: dibujo(progressive=True, lado=2400),
        "image/jpeg",
        NUESTRA,
    ),
    "jpg_50_megapixeles": ("foto.jpg", lambda: dibujo("JPEG", "L", 7100), "image/jpeg", NUESTRA),
    "png_hasta_el_tope": ("hoja.png", lambda: png_liso(6300, 6300, 6), "image/png", NUESTRA),
    "jpg_progresivo_hasta_el_tope": (
        "foto.jpg",
        lambda: dibujo(lado=4990, progressive=True, subsampling=0),
        "image/jpeg",
        NUESTRA,
    ),
    "jpg_de_muchas_pasadas": ("foto.jpg", lambda: jpg_de_pasadas(4000, 80), "image/jpeg", NUESTRA),
    "pdf": ("pasaporte.pdf", pdf(), "application/pdf", GUARDA),
}


@functools.cache
def archivo(que):
    """Name, bytes, declared type and what must come of it; the heavy ones are made when asked for."""
    nombre, contenido, tipo, esperado = (ARCHIVOS | BUENOS)[que]
    return nombre, contenido() if callable(contenido) else contenido, tipo, esperado


# Whatever the name says, what is kept is a name and nothing else.
NOMBRES = {
    "sube_carpetas": "../../../../etc/passwd.jpg",
    "sube_en_windows": "..\\..\\windows\\system32\\foto.jpg",
    "nulo": "foto.php\x00.jpg",
    "al_reves": "foto\u202egpj.exe.jpg",
    "largo": "f" * 300 + ".jpg",
    "control": "foto\r\nSet-Cookie: a=b\t.jpg",
    "doble_extension": "pasaporte.pdf.exe",
    "comillas": 'foto"; filename="otro.html',
    "etiquetas": "<img src=x onerror=alert(1)>.jpg",
    "signos": "¿¡?!.",
    "solo_puntos": "....jpg",
    "sin_nombre": ".jpg",
    "reservado": "CON",
    "de_lado": "\u2066\u2067.jpg",
}
