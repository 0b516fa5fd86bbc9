"""What a record page shows beside its own fields."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from crm.models import Contacto, Institucion, Ocupacion, Puesto, RelacionInstitucional
from crm.models.reflejo import PRIMERO

MAXIMO_OCUPACIONES = 200
MAXIMO_DEPENDIENTES = 20


@dataclass(frozen=True)
class Pendiente:
    """An open thing that names a person and can pass to whoever follows in the seat."""

    ocupacion: Ocupacion
    texto: str


def pendientes_de(ocupacion: Ocupacion) -> list[Pendiente]:
    """Other seats of the same institution that the same person holds."""
    otras = (
        Ocupacion.objects.en_funciones()
        .filter(contacto=ocupacion.contacto_id, puesto__institucion=ocupacion.puesto.institucion_id)
        .exclude(pk=ocupacion.pk)
        .select_related("puesto")
    )
    return [Pendiente(o, f"{o.puesto.get_tipo_display()}: {o.puesto.cargo}") for o in otras]


def ocupaciones_de(user: Any, institucion: Institucion) -> list[Ocupacion]:
    """Who holds and held its seats, those in office first; one query."""
    rows = Ocupacion.objects.visibles_para(user).filter(puesto__institucion=institucion)
    ocupaciones = list(rows.select_related("puesto", "contacto")[:MAXIMO_OCUPACIONES])
    return titulares_primero(ocupaciones)


def puestos_de(user: Any, contacto: Contacto) -> list[Ocupacion]:
    """What posts a person holds and held, where this person may see; one query."""
    rows = Ocupacion.objects.visibles_para(user).filter(contacto=contacto)
    rows = rows.select_related("puesto__institucion", "contacto")
    return titulares_primero(list(rows[:MAXIMO_OCUPACIONES]))


def titulares_primero(ocupaciones: list[Ocupacion]) -> list[Ocupacion]:
    """In office first, and among them titular seats; the rest by date, as they came."""
    return sorted(
        ocupaciones,
        key=lambda o: (o.hasta is not None, not o.hasta and PRIMERO.get(o.puesto.tipo, 2)),
    )


def puestos_vacantes(user: Any, institucion: Institucion) -> QuerySet[Puesto]:
    """Seats that exist and nobody holds."""
    # Correlated: «not in» would first list every occupied seat of the directory.
    ocupado = Exists(Ocupacion.objects.en_funciones().filter(puesto=OuterRef("pk")))
    vigentes = Puesto.objects.visibles_para(user).vigentes().filter(institucion=institucion)
    return vigentes.exclude(ocupado).order_by("orden")


def relaciones_de(user: Any, institucion: Institucion) -> dict[str, Any]:
    """Its parent, its children, and its dated ties; what the person may not see is left out."""
    visibles = Institucion.objects.visibles_para(user)
    dependientes = visibles.filter(institucion_padre=institucion).order_by("orden")
    relaciones = RelacionInstitucional.objects.visibles_para(user).de(institucion)
    return {
        "padre": visibles.filter(pk=institucion.institucion_padre_id).first(),
        "dependientes": dependientes[:MAXIMO_DEPENDIENTES],
        "total_dependientes": dependientes.count(),
        "antecesoras": visibles.filter(sucesora=institucion).order_by("orden"),
        "relaciones": relaciones.select_related("origen", "destino"),
    }
