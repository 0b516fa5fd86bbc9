"""What joining two records of one person would move, complete and leave out."""

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from core.models import Adjunto
from crm.models import Contacto

ARCHIVOS = "core.adjunto"


@dataclass(frozen=True)
class Diferencia:
    """One field in which the two records differ."""

    campo: str
    etiqueta: str
    de_quien_queda: Any
    de_quien_se_une: Any


@dataclass(frozen=True)
class Fusion:
    """The join, before it is done: nothing is moved or dropped that is not said here."""

    se_mueven: list[tuple[str, Any]]
    se_completan: list[Diferencia]
    se_descartan: list[Diferencia]


def relaciones() -> dict[str, Any]:
    """Every relation that names a person, of this app and of those above, by model and field.

    Read from the models themselves, so that a later app is neither forgotten nor imported.
    """
    return {
        f"{relacion.related_model._meta.label_lower}.{relacion.field.name}": relacion
        for relacion in Contacto._meta.related_objects
        if relacion.one_to_many and relacion.related_model is not Contacto
    }


def fusion_de(duplicado: Contacto, en: Contacto) -> Fusion:
    """Tell what joining ``duplicado`` to ``en`` does, without doing it."""
    se_mueven = [
        (clave, obj)
        for clave, relacion in relaciones().items()
        for obj in relacion.related_model.objects.vivos().filter(
            **{relacion.field.name: duplicado.pk}
        )
    ]
    se_mueven += [(ARCHIVOS, adjunto) for adjunto in Adjunto.objects.de(duplicado)]
    diferencias = [
        Diferencia(campo, etiqueta(campo), getattr(en, campo), getattr(duplicado, campo))
        for campo in ("nombres", *Contacto.CAMPOS_QUE_SE_COMPLETAN)
        if getattr(duplicado, campo) not in ("", getattr(en, campo))
    ]
    return Fusion(
        se_mueven,
        [d for d in diferencias if not d.de_quien_queda],
        [d for d in diferencias if d.de_quien_queda],
    )


def destino(clave: str, contacto: Contacto) -> tuple[str, Any]:
    """The attribute of a moved record that names the person, and its new value."""
    if clave == ARCHIVOS:
        return "object_id", contacto.pk
    return relaciones()[clave].field.name, contacto


def movidos_a(clave: str, contacto: Contacto, claves: list[str]) -> Any:
    """The records of one kind that a join moved and are still with this person."""
    if clave == ARCHIVOS:
        return Adjunto.objects.de(contacto).filter(pk__in=claves)
    relacion = relaciones()[clave]
    rows = relacion.related_model.objects.vivos().filter(pk__in=claves)
    return rows.filter(**{relacion.field.name: contacto})


def etiqueta(campo: str) -> str:
    texto = str(getattr(Contacto._meta.get_field(campo), "verbose_name", campo))
    return texto[:1].upper() + texto[1:]


def unido_a(user: Any, pk: int) -> int | None:
    """The record that this one joined, if this person may see it."""
    visibles = Contacto.objects.visibles_para(user)
    return visibles.filter(fusionados=pk).values_list("pk", flat=True).first()


def unidos(user: Any) -> QuerySet[Contacto]:
    """Records that joined one this person may see, and can be separated again."""
    visibles = Contacto.objects.visibles_para(user)
    return Contacto.objects.eliminados().filter(fusionado_en__in=visibles).exclude(fusion=None)
