"""House rules that a linter does not know: models, names, files, addresses, permissions."""

import ast
import re
import subprocess
from functools import cache
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.db import models
from django.test import Client
from django.utils.module_loading import import_string
from rules.permissions import permissions

from core.models import Entidad
from core.permisos import AUTENTICADO, PUBLICO
from tests import addresses, entities

pytestmark = pytest.mark.sin_base

ROOT = Path(__file__).resolve().parents[1]
OURS = (
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
    "demo",
)
WORDS_WE_SAY = {"nombre", "tipo"}
MAX_LINES, MAX_TEST_LINES = 300, 400
# Who writes its own save, and why. Empty, and meant to stay so.
MAY_OVERRIDE_SAVE: set[str] = set()
# A number given once is never given again, whatever becomes of what it numbers.
# The key of a rule is how the actions of its app call it: it is put out of use, never deleted.
FOREVER = {
    "crm_gestion_folio_unico",
    "avisos_reglaaviso_clave_unica",
    "convenios_convenio_folio_unico",
    "convenios_opinionpertinencia_folio_unico",
    "convenios_versionconvenio_numero",
    "observacion_lotegafetes_folio_unico",
    "observacion_gafete_codigo_unico",
    "observacion_gafete_generacion_unica",
    "observacion_inscripcioncurso_codigo",
    "observacion_inscripcioncurso_constancia",
    "observacion_solicitudobservacion_folio_unico",
    "acompanamiento_solicitudvisitante_folio_unico",
    "acompanamiento_solicitudvisitante_enlace",
    "observacion_solicitudarco_folio_unico",
    "acompanamiento_delegacion_enlace",
}
FORBIDDEN_WORDS = re.compile(
    r"\b(inválid[oa]s?|por favor|error 500|usuarios?|ups|oops|formato incorrecto)\b", re.IGNORECASE
)
# «correo del usuario» is a word of the protocol, not of a page
NOT_FOR_PEOPLE = re.compile(r"cuentas\.|postgres|SQLite")


@cache
def tracked():
    """Files of the repository, new ones included, that still exist."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    found = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)  # noqa: S603
    return [Path(name) for name in found.stdout.splitlines() if (ROOT / name).exists()]


def sources(*, tests=False):
    return [
        p
        for p in tracked()
        if p.suffix == ".py"
        and "migrations" not in p.parts
        and (p.parts[0] in OURS or (tests and p.parts[0] == "tests"))
    ]


def read(path):
    return (ROOT / path).read_text(encoding="utf-8")


@cache
def tree(path):
    return ast.parse(read(path))


def our_models():
    found = [
        m for app in OURS if apps.is_installed(app) for m in apps.get_app_config(app).get_models()
    ]
    return sorted(
        (m for m in found if not hasattr(m, "instance_type")), key=lambda m: m._meta.label
    )


def of_each_model(wanted=lambda model: True):
    chosen = [m for m in our_models() if wanted(m)]
    return pytest.mark.parametrize("model", chosen, ids=[m._meta.label for m in chosen])


def own_fields(model):
    fields = [*model._meta.local_fields, *model._meta.local_many_to_many]
    return [f for f in fields if not f.auto_created and f.name != "id"]


# ------------------------------------------------------------------------------------- models


@of_each_model()
def test_every_field_has_a_label_in_lower_case(model):
    unlabelled = [f.name for f in own_fields(model) if not from_base(model, f) and not labelled(f)]
    capitals = [f.name for f in own_fields(model) if starts_with_capital(str(f.verbose_name))]

    assert unlabelled == []
    assert capitals == []


def from_base(model, field):
    """Fields that Django's own bases bring, with Django's labels."""
    foreign = [b for b in model.__mro__ if b.__module__.startswith("django.")]
    return any(field.name in {f.name for f in b._meta.local_fields} for b in foreign if has_meta(b))


def has_meta(cls):
    return hasattr(cls, "_meta")


def labelled(field):
    if field.name in {"content_type", "object_id"}:  # the two halves of a generic relation
        return True
    return bool(field._verbose_name)


def starts_with_capital(label):
    first = label.split()[0]
    return first[0].isupper() and not first.isupper()


@of_each_model()
def test_model_says_its_name_and_its_plural(model):
    attrs = model._meta.original_attrs

    assert {"verbose_name", "verbose_name_plural"} <= set(attrs)
    assert not starts_with_capital(attrs["verbose_name"])
    assert not starts_with_capital(attrs["verbose_name_plural"])


@of_each_model()
def test_relations_say_how_they_are_read_from_the_other_side(model):
    silent = [
        f.name for f in own_fields(model) if f.is_relation and not f.remote_field.related_name
    ]

    assert silent == []


@of_each_model()
def test_model_has_a_sentence_a_factory_and_a_glossary_line(model):
    assert not (model.__doc__ or "").startswith(f"{model.__name__}("), "no docstring"
    assert model in entities.FACTORIES, "no factory"
    assert f"`{model.__name__}`" in read("docs/glosario.md"), "no line in docs/glosario.md"


@of_each_model()
def test_constraints_are_named_and_explained(model):
    app, name = model._meta.app_label, model._meta.model_name
    inherited = "%(app_label)s"
    found = model._meta.constraints

    wrong = [c.name for c in found if not c.name.startswith((f"{app}_{name}", inherited))]
    default = models.BaseConstraint.default_violation_error_message
    silent = [c.name for c in found if c.violation_error_message == default]

    assert wrong == []
    assert [c for c in silent if name != "palabra"] == []  # nobody types words of search


@of_each_model(lambda m: issubclass(m, Entidad))
def test_uniqueness_is_among_the_living(model):
    """A deleted record must not keep its name from the one that replaces it."""
    eternal = [f.name for f in own_fields(model) if f.unique and not f.primary_key]
    unconditional = [
        c.name
        for c in model._meta.constraints
        if isinstance(c, models.UniqueConstraint) and "eliminado_en" not in str(c.condition)
        if c.name not in FOREVER
    ]

    assert eternal == []
    assert unconditional == []


@of_each_model()
def test_text_that_people_type_has_a_limit(model):
    texts = [f for f in own_fields(model) if isinstance(f, models.TextField) and f.editable]

    assert [f.name for f in texts if f.max_length is None and issubclass(model, Entidad)] == []


@of_each_model(lambda m: issubclass(m, Entidad))
def test_naming_field_is_stored(model):
    assert isinstance(model._meta.get_field(model.CAMPO_NOMBRE), models.Field)


def test_migrations_have_names():
    automatic = [p for p in tracked() if re.search(r"migrations/\d{4}_auto", str(p))]

    assert automatic == []


# -------------------------------------------------------------------------------------- files


def test_files_are_small():
    limits = {
        p: MAX_TEST_LINES if p.parts[0] == "tests" else MAX_LINES for p in sources(tests=True)
    }
    sizes = {str(p): len(read(p).splitlines()) for p in limits}

    assert {p: n for p, n in sizes.items() if n > limits[Path(p)]} == {}


def test_no_drawers_for_everything():
    drawers = {"utils", "helpers", "services", "misc", "common", "base", "signals", "receivers"}

    assert [str(p) for p in sources() if p.stem in drawers] == []


def names_used(path):
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Name):
            yield node.id
        elif isinstance(node, ast.Attribute):
            yield node.attr
        elif isinstance(node, ast.ImportFrom):
            yield from (alias.name for alias in node.names)


@pytest.mark.parametrize("name", ["receiver", "mark_safe", "post_save", "pre_save", "csrf_exempt"])
def test_nobody_uses(name):
    # A field has a method of the same name as the signal; writing many rows asks it.
    known = {"core/models/insercion.py"} if name == "pre_save" else set()
    found = [str(p) for p in sources() if name in names_used(p)]
    assert set(found) - known == set()


def test_no_model_overrides_save():
    found = {
        f"{path}:{node.name}"
        for path in sources()
        if "models" in path.parts
        for node in ast.walk(tree(path))
        if isinstance(node, ast.FunctionDef) and node.name == "save"
    }

    assert found == MAY_OVERRIDE_SAVE


def test_views_start_from_what_the_person_may_see():
    """Or from a record that was reached that way, or from oneself."""
    reached = r"visibles_para\(|none\(|de\(|por_invitacion\(|get\(pk=request\.user\.pk\)"
    raw = re.compile(rf"\.objects\.(?!{reached})")
    doors = [p for p in sources() if "views" in str(p) and p.parts[0] in set(OURS) - {"core"}]
    found = [
        f"{path}:{number}: {line.strip()}"
        for path in doors
        for number, line in enumerate(read(path).splitlines(), 1)
        if raw.search(line)
    ]

    assert found == []


def test_select_related_names_what_it_follows():
    """Empty, it follows every required relation and hides the N+1 it should show."""
    found = [str(p) for p in sources() if re.search(r"select_related\(\s*\)", read(p))]

    assert found == []


def test_words_that_people_never_read():
    """Texts say «persona», say what to do, and never «inválido»."""
    found = [
        f"{path}:{node.lineno}: {node.value}"
        for path in sources()
        for node in texts(path)
        if FORBIDDEN_WORDS.search(node.value) and not NOT_FOR_PEOPLE.search(node.value)
    ]
    pages = [p for p in tracked() if p.suffix in {".html", ".txt"} and p.parts[0] == "templates"]
    found += [str(p) for p in pages if FORBIDDEN_WORDS.search(visible_words(read(p)))]

    assert found == []


def texts(path):
    """String constants that read as sentences: with a space; docstrings apart."""
    docs = {
        node.body[0].value
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree(path)):
        is_text = isinstance(node, ast.Constant) and isinstance(node.value, str)
        if is_text and node not in docs and " " in node.value:
            yield node


def visible_words(template):
    return re.sub(r"{[%{#].*?[%}#]}|<[^>]+>", " ", template, flags=re.DOTALL)


# ------------------------------------------------------------------------------ settings, doors


def test_every_variable_is_in_the_example_and_nothing_else():
    reading = re.compile(r"""(?:env\.\w+|environ\.get|env)\(\s*["']([A-Z][A-Z_]+)["']""")
    code = "".join(read(p) for p in tracked() if p.parts[0] == "config" and p.suffix == ".py")
    compose = read("docker-compose.yml")
    used = set(reading.findall(code)) | set(re.findall(r"\$\{([A-Z_]+)", compose))
    listed = set(re.findall(r"^#?([A-Z][A-Z_]+)=", read(".env.example"), re.MULTILINE))

    assert used - listed == set()
    assert {n for n in listed - used if n not in compose} == set()


def test_addresses_are_those_of_the_snapshot():
    """After a deliberate change: `python -m tests.addresses`."""
    assert addresses.snapshot() == addresses.SNAPSHOT.read_text(encoding="utf-8")


def test_every_address_declares_who_may():
    closed_list = {PUBLICO, AUTENTICADO, *permissions}
    found = {a.name: a.permission for a in addresses.addresses()}

    assert {n: p for n, p in found.items() if p not in closed_list} == {}


def test_external_declarations_name_addresses_that_exist():
    names = {a.name for a in addresses.addresses()}

    assert set(import_string(settings.PERMISOS_EXTERNOS)) - names == set()


def test_every_permission_that_code_names_exists():
    """A misspelt permission closes a door for everybody, silently."""
    named = re.compile(
        r"""["'](?:(core|crm|cuentas|calendario|programa|indicadores|tablero)\.([a-z]+_[a-z_]+))["']"""
    )
    verbs = {p.partition(".")[2].partition("_")[0] for p in permissions}
    found = {
        f"{app}.{name}"
        for path in sources()
        for app, name in named.findall(read(path))
        if name.partition("_")[0] in verbs
    }

    assert found - set(permissions) - {t.name for t in tasks()} == set()


def tasks():
    return import_string("config.celery.app").tasks.values()


@pytest.mark.django_db
def test_only_what_is_public_opens_for_the_anonymous():
    """The default is closed, also for addresses nobody thought of."""
    client = Client(raise_request_exception=False)
    opened = []
    for address in addresses.addresses():
        url = re.sub(r"<int:\w+>", "1", re.sub(r"<str:modelo>", "crm.etiqueta", address.path))
        response = client.get(re.sub(r"<\w+:\w+>|\(\?P<.*?\)", "x", url))
        if response.status_code == 200 and address.permission != PUBLICO:
            opened.append(address.path)

    assert opened == []
