"""Every address of the house: its path, its name, its view and who may.

`python -m tests.addresses` writes `tests/snapshots/urls.txt` again.
"""

import os
from dataclasses import dataclass
from pathlib import Path

import django
from django.conf import settings
from django.urls import URLPattern, get_resolver
from django.utils.module_loading import import_string

SNAPSHOT = Path(__file__).parent / "snapshots" / "urls.txt"
NOBODY = "(sin declarar)"


@dataclass(frozen=True)
class Address:
    """One URL pattern of the whole site."""

    path: str
    name: str
    view: str
    permission: str

    def __str__(self):
        return f"{self.path:<60} {self.name:<42} {self.permission:<36} {self.view}".rstrip()


def walk(resolver=None, prefix="", spaces=()):
    for pattern in (resolver or get_resolver()).url_patterns:
        route = prefix + route_of(pattern)
        if isinstance(pattern, URLPattern):
            name = ":".join([*spaces, pattern.name or ""])
            yield Address(f"/{route}", name, view_of(pattern), permission_of(pattern, name))
        else:
            space = (pattern.namespace,) if pattern.namespace else ()
            yield from walk(pattern, route, (*spaces, *space))


def route_of(pattern):
    """The route as it is written, the marks of regular expressions taken off."""
    return str(pattern.pattern).lstrip("^").removesuffix(r"\Z").removesuffix("$")


def view_of(pattern):
    """The view and, for a generic one, the entity it serves."""
    view = getattr(pattern.callback, "view_class", pattern.callback)
    crud = getattr(pattern.callback, "view_initkwargs", {}).get("crud")
    return f"{view.__module__}.{view.__qualname__}" + (f"({crud.__name__})" if crud else "")


def permission_of(pattern, name):
    external = import_string(settings.PERMISOS_EXTERNOS)
    return getattr(pattern.callback, "permiso", None) or external.get(name) or NOBODY


def addresses():
    return sorted(walk(), key=lambda a: (a.path, a.name))


def snapshot():
    return "".join(f"{address}\n" for address in addresses())


def main():
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    django.setup()
    SNAPSHOT.parent.mkdir(exist_ok=True)
    SNAPSHOT.write_text(snapshot(), encoding="utf-8")


if __name__ == "__main__":
    main()
