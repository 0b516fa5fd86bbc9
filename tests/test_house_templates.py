"""House rules of templates: small, compiled, used, nothing inline, no decision hidden."""

import re
from pathlib import Path

import pytest
from django.template import engines
from django.template.loader import get_template

ROOT = Path(__file__).resolve().parents[1]
TEMPLATES = ROOT / "templates"
NAMES = sorted(p.relative_to(TEMPLATES).as_posix() for p in TEMPLATES.rglob("*") if p.is_file())
PAGES = [name for name in NAMES if name.endswith(".html")]
MAX_LINES, MAX_BASE_LINES = 120, 150
# Third parties and Django look these up by a name of their own.
FOUND_BY_OTHERS = re.compile(
    r"^(account|mfa|allauth|registration|django|email)s?/|^(403|404|429|500|503)\.html$"
)
OPERATION = re.compile(
    r"^\w+/\w+_(list|create|import|export|bulk_edit|detail|form|delete|history)\.html$"
)

pytestmark = pytest.mark.sin_base


def source(name):
    return (TEMPLATES / name).read_text(encoding="utf-8")


def of_each_page():
    return pytest.mark.parametrize("name", PAGES)


@of_each_page()
def test_template_compiles(name):
    get_template(name)


def test_a_number_alone_has_no_commas():
    """With them, no link, option or mark of a record past the thousandth would find it."""
    plantilla = engines["django"].from_string("{{ pk }} {% firstof pk %} {{ pk|numero }}")

    assert plantilla.render({"pk": 12345}) == "12345 12345 12,345"


@of_each_page()
def test_template_is_small(name):
    limit = MAX_BASE_LINES if name.startswith("base") else MAX_LINES

    assert len(source(name).splitlines()) <= limit


@of_each_page()
def test_nothing_is_inline(name):
    """The policy of contents would refuse it in the browser; here it is refused earlier."""
    if name.startswith(("email", "emails")):
        pytest.skip("mail is not a page")
    text = source(name)

    assert not re.search(r"<script(?![^>]*\bsrc=)[^>]*>", text), "inline script"
    assert not re.search(r"<style|\sstyle=", text), "inline style"
    assert not re.search(r"\son\w+=", text), "inline handler"
    assert not re.search(r"(src|href)=[\"'](https?:)?//", text), "somebody else's server"
    assert not re.search(r"\|\s*safe(seq)?\b|autoescape off", text), "unescaped"


@of_each_page()
def test_template_is_used(name):
    """By a view, by another template, or by the name of an operation."""
    if FOUND_BY_OTHERS.match(name) or OPERATION.match(name) or name.startswith("crud/"):
        return
    code = "".join(p.read_text() for app in apps() for p in (ROOT / app).rglob("*.py"))
    others = "".join(source(other) for other in NAMES if other != name)

    composed = f'"{Path(name).stem.lstrip("_")}"'  # fragment(request, "cronologia")
    page = f'page = "{Path(name).stem.rpartition("_")[2]}"'  # an operation shown its own way
    named = f'"{name}"' in code + others or f"'{name}'" in others
    assert named or composed in code or page in code


def apps():
    return (
        "core",
        "cuentas",
        "avisos",
        "calendario",
        "programa",
        "crm",
        "convenios",
        "observacion",
        "acompanamiento",
        "indicadores",
        "tablero",
        "config",
    )


@pytest.mark.parametrize("name", [n for n in PAGES if OPERATION.match(n)])
def test_operation_template_belongs_to_an_entity(name):
    app, file = name.split("/")
    model = file.partition("_")[0]

    assert (ROOT / app).is_dir()
    code = "".join(p.read_text() for p in (ROOT / app).rglob("*.py"))
    in_a_file = any(model in p.stem.replace("_", "") for p in (ROOT / app).rglob("*.py"))
    assert in_a_file or re.search(rf"^class {model}\(", code, re.IGNORECASE | re.MULTILINE)


@pytest.mark.parametrize("name", NAMES)
def test_tags_of_ours_are_the_only_ones(name):
    """A tag library beyond Django's and ours is a dependency that somebody must have decided."""
    known = {
        "static",
        "i18n",
        "l10n",
        "allauth",
        "account",
        "django_htmx",
        "humanize",
        "tz",
        "cache",
    }
    loaded = set(" ".join(re.findall(r"{% load ([\w ]+) %}", source(name))).split()) - {"from"}

    assert loaded - known - {"ui", "element", "slot"} == set()


def test_templates_are_escaped_by_default():
    assert engines["django"].engine.autoescape
