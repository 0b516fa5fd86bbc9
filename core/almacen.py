"""Where an attached file is kept: in clear, or encrypted when it holds something of a person."""

from __future__ import annotations

from typing import Any

from django.core.files.storage import Storage, storages

RESERVADOS = "reservados/"


def es_reservado(name: str) -> bool:
    return name.startswith(RESERVADOS)


class AlmacenDeAdjuntos(Storage):
    """Two storages behind one field; the first folder of the name says which.

    A flag in the row alone could disagree with the bytes (a file renamed, a row restored from a
    backup): with the name, whoever opens or deletes the file by any door finds the same storage,
    and a constraint keeps flag and name together.
    """

    @staticmethod
    def de(name: str) -> Storage:
        return storages["reservado" if es_reservado(name) else "default"]

    def _save(self, name: str, content: Any) -> str:
        content.seek(0)  # whoever took its fingerprint left it at the end
        return self.de(name).save(name, content)

    def _open(self, name: str, mode: str = "rb") -> Any:
        return self.de(name).open(name, mode)

    def delete(self, name: str) -> None:
        self.de(name).delete(name)

    def exists(self, name: str) -> bool:
        return self.de(name).exists(name)

    def size(self, name: str) -> int:
        return self.de(name).size(name)


def almacen_de_adjuntos() -> Storage:
    return AlmacenDeAdjuntos()
