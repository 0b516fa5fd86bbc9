"""Every text of the public pages, and its translations: found, written down, compiled.

`python -m tests.mensajes` adds to `locale/*/LC_MESSAGES/django.po` what code and templates say,
takes out what nobody says any more, and compiles. Nothing of gettext needs to be installed.
"""

import ast
import os
import re
from pathlib import Path

import django
import polib
from django.utils.translation.template import templatize

from acompanamiento import enums as visitantes
from acompanamiento.calculations import mrz
from observacion import enums as observacion

ROOT = Path(__file__).resolve().parents[1]
IDIOMAS = ("en", "fr")
CODIGO = ("acompanamiento/forms", "acompanamiento/queries", "acompanamiento/views/publico")
DICEN = {"_", "gettext", "gettext_lazy", "gettext_noop"}
EN_PLANTILLA = re.compile(
    r"""\b(n?gettext|_)\(((?:u?(?:'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"),?\s*)+)"""
)
ENCABEZADO = {
    "Project-Id-Version": "vinculo",
    "MIME-Version": "1.0",
    "Content-Type": "text/plain; charset=utf-8",
    "Content-Transfer-Encoding": "8bit",
}
PLURAL = {"en": "nplurals=2; plural=(n != 1);", "fr": "nplurals=2; plural=(n > 1);"}


def de_codigo(path):
    """What a module asks to translate: (singular, plural or nothing)."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
            continue
        textos = [a.value for a in node.args if isinstance(a, ast.Constant)]
        textos = [texto for texto in textos if isinstance(texto, str)]
        if node.func.id in DICEN and textos:
            yield textos[0], ""
        elif node.func.id == "ngettext":
            yield textos[0], textos[1]


def de_plantilla(path):
    for que, argumentos in EN_PLANTILLA.findall(templatize(path.read_text(encoding="utf-8"))):
        textos = ast.literal_eval(f"[{argumentos.rstrip().rstrip(',')}]")
        yield textos[0], textos[1] if que == "ngettext" else ""


def de_listas():
    """Closed lists whose labels the public pages show, and what the passport's reading names."""
    listas = (
        observacion.Sexo,
        visitantes.Perfil,
        visitantes.TipoPasaporte,
        visitantes.CalidadMigratoria,
        visitantes.MotivoDocumento,
        visitantes.MotivoRechazo,
    )
    for lista in listas:
        yield from ((str(opcion.label), "") for opcion in lista)
    fuente = Path(mrz.__file__).read_text(encoding="utf-8")
    for texto in re.findall(r'"((?:el|la|los|toda la) [a-záéíóúñ ]+)"', fuente):
        yield texto, ""


def mensajes():
    """Every text, with its plural if it has one."""
    todos = dict(de_listas())
    for carpeta in CODIGO:
        for path in sorted((ROOT / carpeta).rglob("*.py")):
            todos |= dict(de_codigo(path))
    for path in sorted((ROOT / "templates" / "publico").rglob("*")):
        if path.suffix in (".html", ".txt"):
            todos |= dict(de_plantilla(path))
    return todos


def archivo(idioma):
    return ROOT / "locale" / idioma / "LC_MESSAGES" / "django.po"


def compilado(catalogo):
    return catalogo.to_binary()


def abrir(idioma):
    path = archivo(idioma)
    if path.exists():
        return polib.pofile(str(path), wrapwidth=98)
    nuevo = polib.POFile(wrapwidth=98)
    nuevo.metadata = ENCABEZADO | {"Language": idioma, "Plural-Forms": PLURAL[idioma]}
    return nuevo


def actualizar(idioma):
    """Add what is said, take out what is not; returns how many still have no translation."""
    anterior = {entrada.msgid: entrada for entrada in abrir(idioma)}
    catalogo = abrir(idioma)
    catalogo.clear()
    for texto, plural in sorted(mensajes().items()):
        entrada = anterior.get(texto) or polib.POEntry(msgid=texto, msgid_plural=plural)
        if plural and not entrada.msgstr_plural:
            entrada.msgstr_plural = {0: "", 1: ""}
        if "%(" in texto and "python-format" not in entrada.flags:
            entrada.flags.append("python-format")
        catalogo.append(entrada)
    archivo(idioma).parent.mkdir(parents=True, exist_ok=True)
    catalogo.save(str(archivo(idioma)))
    archivo(idioma).with_suffix(".mo").write_bytes(compilado(catalogo))
    return len(catalogo.untranslated_entries())


def main():
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    django.setup()
    for idioma in IDIOMAS:
        print(f"{idioma}: faltan {actualizar(idioma)}")  # noqa: T201 a command of its own


if __name__ == "__main__":
    main()
