"""A place or an action: its words, where it goes and the permission it asks."""

from dataclasses import dataclass
from functools import cache

from django.urls import reverse


@cache
def _direccion(url_name):
    """Resolved once: every page asks for twenty."""
    return reverse(url_name)


@dataclass(frozen=True)
class Entrada:
    """A place or an action: its words, where it goes and the permission it needs."""

    text: str
    url_name: str
    icon: str
    permission: str = ""  # blank: anybody who signed in
    otras: str = ""  # other words people look for it with
    key: str = ""  # «G» and this letter go there
    salvo: str = ""  # whoever has this permission reaches it from another place of the bar

    @property
    def url(self):
        return _direccion(self.url_name)

    def permitida(self, user):
        return not self.permission or user.has_perm(self.permission)
