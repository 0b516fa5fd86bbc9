"""What the directory accepts, as plain functions on values."""

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator

from core.search import normalizar
from crm.enums import ENTIDADES, ENTIDADES_CORTAS

NOMBRES_IECM = {
    "instituto electoral de la ciudad de mexico",
    "instituto electoral de la ciudad de mexico iecm",
    "iecm instituto electoral de la ciudad de mexico",
    "instituto electoral del distrito federal",
    "instituto electoral del distrito federal iedf",
    "iecm",
    "iedf",
}
SIGLAS_IECM = {"iecm", "iedf"}

ENTIDAD_POR_NOMBRE = {normalizar(nombre): nombre for nombre in ENTIDADES} | ENTIDADES_CORTAS

solo_web = URLValidator(
    schemes=["http", "https"],
    message="Escribe una dirección web completa que empiece con https:// o http://",
)


def es_iecm(nombre: str, siglas: str, pais: str) -> bool:
    """Tell whether these data name the institute itself, by name or by acronym in Mexico.

    Acronyms repeat (dominio, case 16): alone they prove nothing, so the name must also
    speak of an electoral institute.
    """
    limpio = normalizar(nombre)
    if pais not in ("", "MX"):
        return False
    if limpio in NOMBRES_IECM:
        return True
    return normalizar(siglas) in SIGLAS_IECM and limpio.startswith("instituto electoral")


def validar_contraparte(nombre: str, siglas: str, pais: str) -> None:
    """Refuse the institute as its own counterpart (dominio, case 20)."""
    if es_iecm(nombre, siglas, pais):
        raise ValidationError(
            {
                "nombre": "El IECM no es contraparte de sí mismo: no se registra en el "
                "directorio. Si buscas un área del Instituto, está en Áreas."
            }
        )


def entidad_oficial(entidad: str, pais: str) -> str:
    """Return INEGI's name of a Mexican state; foreign states stay as written."""
    if not entidad or pais != "MX":
        return entidad
    oficial = ENTIDAD_POR_NOMBRE.get(normalizar(entidad))
    if oficial is None:
        raise ValidationError(
            {
                "entidad": f"No encontramos «{entidad}» entre las 32 entidades de México. "
                "Escribe el nombre completo, por ejemplo «Estado de México»."
            }
        )
    return oficial
