"""The directory's files: institutions, people, seats and who holds them."""

import io

import pytest
from django.urls import reverse

from core.importing.catalog import crud_por_nombre
from core.importing.opening import abrir, decidir
from core.importing.preview import previsualizar
from core.importing.run import confirmar, ejecutar
from crm.models import Contacto, Institucion, Ocupacion
from cuentas.enums import Rol
from tests.corpus.hojas import csv_de
from tests.factories.crm import (
    ContactoFactory,
    InstitucionFactory,
    OcupacionFactory,
    PuestoFactory,
    SubtipoFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def importar(direccion):
    """A file through the workbench, as proposed."""

    def run(entidad, *filas):
        abierto = abrir(crud_por_nombre(entidad), csv_de(filas), f"{entidad}.csv", by=direccion)
        decidir(abierto)
        previsualizar(abierto.lote)
        abierto.lote.refresh_from_db()
        confirmar(abierto.lote, parecidas="omitir")
        ejecutar(abierto.lote)
        abierto.lote.refresh_from_db()
        return abierto.lote

    return run


def cuenta(lote):
    return lote.nuevas, lote.actualizadas, lote.sin_cambio, lote.con_problema


def test_institutions_by_the_headings_people_write(importar):
    SubtipoFactory(clave="ople", nombre="OPLE", tipo="organismo_electoral")
    encabezados = ["Institución", "Acrónimo", "Categoría", "Subtipo", "País", "Estado"]
    fila = ["Instituto Electoral de Prueba", "IEP", "electoral", "ople", "mx", "edomex"]

    lote = importar("instituciones", encabezados, fila)

    institucion = Institucion.objects.get()
    assert cuenta(lote) == (1, 0, 0, 0)
    assert institucion.tipo == "organismo_electoral"
    assert institucion.subtipo.clave == "ople"
    assert institucion.entidad == "Estado de México"


def test_the_same_name_in_another_country_is_another_institution(importar):
    """Cases 15 and 16: the key is name and country, never the acronym."""
    InstitucionFactory(nombre="Tribunal Supremo Electoral", siglas="TSE", pais="GT", entidad="")
    encabezados = ["Nombre", "Siglas", "Tipo", "País"]
    fila = ["Tribunal Supremo Electoral", "TSE", "electoral", "Honduras"]

    importar("instituciones", encabezados, fila)

    assert not Institucion.objects.filter(pais="GT").exclude(tipo="gubernamental").exists()
    assert Institucion.objects.get(pais="GT").version == 1


def test_the_institute_comes_back_with_its_reason(importar):
    encabezados = ["Nombre", "Tipo", "País"]
    iecm = ["Instituto Electoral de la Ciudad de México", "electoral", "México"]

    lote = importar("instituciones", encabezados, iecm)

    assert cuenta(lote) == (0, 0, 0, 1)
    assert "no es contraparte" in str(lote.renglones.get().problemas)


def test_people_by_their_names(importar):
    filas = [
        ["Título", "Nombre(s)", "Apellido paterno", "Apellido materno", "E-mail"],
        ["Dr.", "José", "Núñez", "Peña", "jose@ejemplo.mx"],
        ["", "Sukarno", "", "", ""],
    ]

    primera, segunda = importar("contactos", *filas), importar("contactos", *filas)

    assert (cuenta(primera), cuenta(segunda)) == ((2, 0, 0, 0), (0, 0, 2, 0))
    assert str(Contacto.objects.buscar("sukarno").get()) == "Sukarno"


def test_occupations_name_the_institution_and_the_post(importar):
    puesto = PuestoFactory(cargo="Presidencia", institucion__nombre="Instituto de Prueba")
    PuestoFactory(cargo="Presidencia", institucion__nombre="Otro instituto")
    persona = ContactoFactory(nombres="Ana", primer_apellido="Ríos", segundo_apellido="")
    encabezados = ["Institución", "Cargo", "Contacto", "Inicio", "Correo del puesto"]
    fila = ["Instituto de Prueba", "Presidencia", "Ana Ríos", "15/01/2024", "p@ejemplo.mx"]

    lote = importar("ocupaciones", encabezados, fila)

    ocupacion = Ocupacion.objects.get()
    persona.refresh_from_db()
    assert cuenta(lote) == (1, 0, 0, 0)
    assert (ocupacion.puesto, ocupacion.contacto) == (puesto, persona)
    assert persona.puesto_actual.startswith("Presidencia, ")


def test_two_people_for_one_seat_in_one_file(importar):
    PuestoFactory(cargo="Presidencia", institucion__nombre="Instituto de Prueba")
    for nombre in ("Ana", "Luz"):
        ContactoFactory(nombres=nombre, primer_apellido="Ríos", segundo_apellido="")
    encabezados = ["Institución", "Cargo", "Contacto", "Inicio"]
    filas = [
        ["Instituto de Prueba", "Presidencia", f"{n} Ríos", "1/1/2024"] for n in ("Ana", "Luz")
    ]

    lote = importar("ocupaciones", encabezados, *filas)

    assert Ocupacion.objects.count() == 1
    assert lote.con_problema == 1


@pytest.mark.parametrize(("rol", "con_notas"), [(Rol.TRANSPARENCIA, False), (Rol.AUDITORIA, True)])
def test_exports_leave_out_what_is_reserved(rol, con_notas, persona, entrar):
    InstitucionFactory(notas="Asunto delicado")

    response = entrar(persona(rol)).get(reverse("crm:institucion_export"), {"formato": "csv"})

    archivo = b"".join(response.streaming_content).decode()
    assert ("delicado" in archivo) is con_notas


def test_an_export_comes_back_unchanged(cliente, direccion, importar):
    OcupacionFactory()
    entidades = {
        "instituciones": "institucion",
        "ocupaciones": "ocupacion",
        "contactos": "contacto",
        "puestos": "puesto",
    }
    for entidad, modelo in entidades.items():
        response = cliente.get(reverse(f"crm:{modelo}_export"), {"formato": "csv"})
        archivo = io.BytesIO(b"".join(response.streaming_content)).getvalue()
        abierto = abrir(crud_por_nombre(entidad), archivo, "exportado.csv", by=direccion)
        decidir(abierto)
        previsualizar(abierto.lote)
        abierto.lote.refresh_from_db()

        assert cuenta(abierto.lote) == (0, 0, 1, 0)


def test_a_file_never_writes_the_status(cliente, importar):
    """What only the workflow writes is told in exports and not taken back."""
    InstitucionFactory(nombre="Una", estatus="inactiva")
    response = cliente.get(reverse("crm:institucion_export"), {"formato": "csv"})
    salida = b"".join(response.streaming_content).decode("utf-8-sig")

    lote = importar("instituciones", ["Nombre", "Tipo", "Estatus"], ["Una", "osc", "Extinta"])

    assert "Inactiva" in salida
    assert cuenta(lote) == (0, 1, 0, 0)
    assert Institucion.objects.get().estatus == "inactiva"
