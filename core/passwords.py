"""What a password may be: long, not known, not about the person or the house."""

import gzip
from functools import cache
from pathlib import Path

from django.contrib.auth import password_validation
from django.core.exceptions import ValidationError

from core.search import normalizar

MINIMUM = 10
# What anybody would try first here. Compared without accents, case, spaces or digits.
CONTEXT = (
    "iecm",
    "iedf",
    "dvoe",
    "vinculo",
    "vinculacion",
    "institutoelectoral",
    "ciudaddemexico",
    "cdmx",
    "organismosexternos",
    "secretariaejecutiva",
    "contrasena",
    "password",
    "mexico",
    "eleccion",
)


@cache
def common() -> frozenset[str]:
    """Django's list of 20,000 passwords from breaches, read once per process."""
    path = Path(password_validation.__file__).with_name("common-passwords.txt.gz")
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return frozenset(line.strip() for line in lines)


def letters(text: str) -> str:
    return "".join(c for c in normalizar(text) if c.isalpha())


class LengthValidator:
    def validate(self, password, user=None):
        if len(password) < MINIMUM:
            raise ValidationError(
                f"La contraseña debe tener {MINIMUM} caracteres o más. Ahora tiene {len(password)}.",
                code="password_too_short",
            )

    def get_help_text(self):
        return f"{MINIMUM} caracteres o más; una frase de varias palabras es fácil de recordar."


class CommonValidator:
    def validate(self, password, user=None):
        # A trailing year or exclamation mark does not make a breached password a new one.
        forms = {password.lower(), password.lower().strip("0123456789.!¡?*#-_ ")}
        if forms & common():
            raise ValidationError(
                "Esa contraseña aparece en listas de contraseñas robadas. Elige otra.",
                code="password_too_common",
            )

    def get_help_text(self):
        return "Que no sea una contraseña conocida."


class ContextValidator:
    """Refuses what remains a name of the house once digits and signs are taken away."""

    def validate(self, password, user=None):
        bare = letters(password)
        rest = bare
        for word in CONTEXT:
            rest = rest.replace(word, "")
        if len(rest) < 4 and rest != bare:
            raise ValidationError(
                "La contraseña se parece al nombre del instituto o del sistema. Elige otra.",
                code="password_context",
            )

    def get_help_text(self):
        return "Que no sea el nombre o las siglas del instituto."


class PersonalValidator:
    """Refuses the person's own names or address."""

    def validate(self, password, user=None):
        if user is None:
            return
        fields = (user.correo.split("@")[0], user.nombres, user.primer_apellido)
        parts = [letters(part) for text in fields for part in text.replace(".", " ").split()]
        rest = bare = letters(password)
        for part in filter(lambda p: len(p) > 2, parts):
            rest = rest.replace(part, "")
        if len(rest) < 4 and rest != bare:
            raise ValidationError(
                "La contraseña se parece a tu nombre o a tu correo. Elige otra.",
                code="password_personal",
            )

    def get_help_text(self):
        return "Que no sea tu nombre ni tu correo."
