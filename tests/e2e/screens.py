"""The screens worth looking at, with something on each: what barriers and pictures share."""

from dataclasses import dataclass

from core.importing.opening import abrir, decidir
from core.importing.preview import previsualizar
from core.importing.run import confirmar, ejecutar
from crm.models import Institucion
from crm.views.declaraciones import InstitucionCrud
from tests.corpus.hojas import csv_de
from tests.factories.crm import (
    ContactoFactory,
    InstitucionFactory,
    NombreAlternoFactory,
    OcupacionFactory,
    PuestoFactory,
)

LIST = "/crm/instituciones/"


@dataclass(frozen=True)
class Records:
    """The records that the addresses name."""

    institution: Institucion
    opened: int
    previewed: int
    finished: int


def prepare(person) -> Records:
    """A small directory, and three files of the workbench: uploaded, previewed, imported."""
    institution = InstitucionFactory(
        nombre="Instituto Electoral de Núñez",
        siglas="IEN",
        correo_institucional="contacto@ien.example",
        sitio_web="https://ien.example",
        responsable=person,
        by=person,
    )
    for name in ("Universidad de Ejemplo", "Cámara de Comercio de Prueba", "Fundación Ñandú"):
        InstitucionFactory(nombre=name, by=person)
    NombreAlternoFactory(institucion=institution, by=person)
    seat = PuestoFactory(institucion=institution, cargo="Presidencia", by=person)
    OcupacionFactory(puesto=seat, contacto=ContactoFactory(by=person), by=person)
    opened, previewed, finished = (uploaded(person, n) for n in range(3))
    for lote in (previewed, finished):
        previsualizar(lote)
        lote.refresh_from_db()
    confirmar(finished)
    ejecutar(finished)
    return Records(institution, opened.pk, previewed.pk, finished.pk)


def uploaded(person, number):
    """A file with new rows, one that changes, one repeated almost equal and two that are wrong."""
    rows = [
        ["Nombre", "Siglas", "Tipo", "País", "Entidad"],
        [f"Escuela de Prueba {number}", "EP", "academica", "México", "Jalisco"],
        ["Instituto Electoral de Núñez", "IENU", "gubernamental", "México", "Ciudad de México"],
        ["Universidad de Ejemplos", "UE", "academica", "México", "Jalisco"],
        [f"Sin tipo {number}", "ST", "planeta", "México", "Jalisco"],
        ["", "SN", "osc", "Narnia", "Jalisco"],
    ]
    opened = abrir(InstitucionCrud, csv_de(rows), f"instituciones-{number}.csv", by=person)
    decidir(opened)
    return opened.lote


def addresses(records: Records) -> dict[str, str]:
    record = f"{LIST}{records.institution.pk}/"
    return {
        "inicio": "/",
        "lista": LIST,
        "lista con filtros": f"{LIST}?tipo=gubernamental&filtros=1&q=instituto",
        "lista vacia": f"{LIST}?q=nada+asi",
        "ficha": record,
        "ficha para imprimir": f"{record}imprimir/",
        "formulario": f"{record}editar/",
        "historial": f"{record}historial/",
        "dar de baja": f"{record}eliminar/",
        "ocupar": f"{record}ocupar/",
        "extinguir": f"{record}extinguir/",
        "editar varias": f"{LIST}editar-varias/?pk={records.institution.pk}",
        "importar": f"{LIST}importar/",
        "columnas": f"/importaciones/{records.opened}/columnas/",
        "vista previa con problemas": f"/importaciones/{records.previewed}/",
        "importado": f"/importaciones/{records.finished}/",
        "lotes": "/importaciones/",
        "contactos": "/crm/contactos/",
        "puestos": "/crm/puestos/",
        "equipo": "/cuentas/personas/",
        "roles": "/cuentas/roles/",
        "perfil": "/cuentas/perfil/",
        "buscar": "/buscar/?q=nunez",
        "sin resultados": "/buscar/?q=zzzyyy",
        "no existe": "/crm/instituciones/987654/",
    }
