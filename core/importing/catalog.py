"""Which entities can be imported, found by name."""

from collections.abc import Iterator
from importlib import import_module

from django.conf import settings
from django.core.exceptions import ValidationError

from core.crud import Crud
from core.importing.values import en_lista


def cruds() -> Iterator[type[Crud]]:
    """Every declared entity. The URLs are what declares them, so they are loaded first."""
    import_module(settings.ROOT_URLCONF)
    pendientes = list(Crud.__subclasses__())
    while pendientes:
        crud = pendientes.pop(0)
        pendientes += crud.__subclasses__()
        yield crud


def importables() -> list[type[Crud]]:
    return [crud for crud in cruds() if crud.import_keys and "import" in crud.operations]


def crud_por_nombre(nombre: str) -> type[Crud]:
    """The importable entity called «instituciones». Raises ValidationError with the choices."""
    encontrados = importables()
    for crud in encontrados:
        if nombre.lower() in {crud.slug(), crud.opts.model_name, crud.opts.label_lower}:
            return crud
    opciones = en_lista(sorted(crud.slug() for crud in encontrados) or ["(nada)"])
    raise ValidationError(f"No se puede importar «{nombre}»; se puede importar {opciones}.")


def crud_por_modelo(etiqueta: str) -> type[Crud]:
    """The entity of a batch, by its model label."""
    return next(crud for crud in cruds() if crud.opts.label_lower == etiqueta)
