"""The workbench from the shell, and the entities whose rows point at others."""

import io
import json

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from core.importing.readers import leer
from core.models import Lote
from crm.models import Contacto, Institucion, Ocupacion
from cuentas.enums import Rol
from tests.core.importing.conftest import archivo, fila, motivos
from tests.factories.crm import ContactoFactory, InstitucionFactory, PuestoFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def importa(tmp_path):
    def run(contenido, *opciones, entidad="instituciones", como_json=True):
        ruta = tmp_path / "datos.csv"
        ruta.write_bytes(contenido)
        salida = io.StringIO()
        banderas = [*opciones, "--json"] if como_json else opciones
        call_command("importar", entidad, str(ruta), *banderas, stdout=salida)
        return json.loads(salida.getvalue()) if como_json else salida.getvalue()

    return run


def test_json_says_what_happened(importa):
    resultado = importa(archivo(fila(0), fila(1), fila(2, Tipo="nada")))

    assert resultado == {
        "leidas": 3,
        "nuevas": 2,
        "actualizadas": 0,
        "sin_cambio": 0,
        "con_problema": 1,
        "lote": Lote.objects.get().pk,
    }


def test_simulation_changes_nothing(importa):
    resultado = importa(archivo(fila(0)), "--simular")

    assert resultado["nuevas"] == 1
    assert Institucion.objects.count() == 0


def test_text_output_names_rows_and_reasons(importa):
    texto = importa(archivo(fila(0), fila(1, Tipo="nada")), como_json=False)

    assert "2 filas leídas, 1 nuevas" in texto
    assert "Fila 3, columna «Tipo»: «nada» no está en la lista" in texto


def test_map_by_hand(importa):
    contenido = archivo(["Uno", "osc", "x"], encabezados=["A", "B", "Nombre"])

    importa(contenido, "--mapa", "A=nombre,B=tipo,Nombre=")

    assert Institucion.objects.get().nombre == "Uno"


@pytest.mark.parametrize(
    ("opciones", "entidad", "mensaje"),
    [
        (["--mapa", "Z=nombre"], "instituciones", "El archivo no tiene la columna «Z»"),
        (["--mapa", "Nombre=z"], "instituciones", "No existe el campo «z»"),
        (["--correo-de", "nadie@x.mx"], "instituciones", "No hay una cuenta activa"),
        ([], "planetas", "No se puede importar «planetas»; se puede importar"),
    ],
)
def test_what_is_wrong_is_said_and_leaves_no_batch(importa, opciones, entidad, mensaje):
    with pytest.raises(CommandError, match=mensaje):
        importa(archivo(fila(0)), *opciones, entidad=entidad)

    assert not Lote.objects.exclude(estado="descartado").exists()


def test_person_of_the_import(importa, persona):
    autora = persona(Rol.DIRECCION_DVOE)

    importa(archivo(fila(0)), "--correo-de", autora.correo)

    assert Institucion.objects.get().creado_por == autora


def test_person_without_permission_cannot(importa, persona):
    with pytest.raises(CommandError, match="no tiene permiso"):
        importa(archivo(fila(0)), "--correo-de", persona(Rol.AUDITORIA).correo)


def test_undo_from_the_shell(importa):
    lote = importa(archivo(fila(0), fila(1)))["lote"]
    salida = io.StringIO()

    call_command("deshacer_importacion", str(lote), stdout=salida)

    assert "2 registros volvieron atrás" in salida.getvalue()
    assert Institucion.objects.vivos().count() == 0
    with pytest.raises(CommandError, match="ya no tiene cambios"):
        call_command("deshacer_importacion", str(lote))
    with pytest.raises(CommandError, match="No existe el lote"):
        call_command("deshacer_importacion", "999999")


@pytest.mark.parametrize("formato", ["csv", "xlsx"])
def test_export_from_the_shell_can_be_read_back(importa, tmp_path, formato):
    importa(archivo(fila(0), fila(1)))
    ruta = tmp_path / f"salida.{formato}"

    call_command("exportar", "instituciones", "--formato", formato, "--salida", str(ruta))

    tabla = leer(ruta.read_bytes(), ruta.name)
    assert tabla.encabezados[:3] == ["ID", "Nombre", "Siglas"]
    assert len(tabla.filas) == 2


def test_people_are_recognised_by_their_full_name(importa):
    encabezados = ["Nombre(s)", "Apellido paterno", "Apellido materno", "Correo electrónico"]
    contenido = archivo(
        ["Ana", "Núñez", "Peña", "ana@x.mx"], ["李", "", "", ""], encabezados=encabezados
    )

    primera = importa(contenido, entidad="contactos")
    segunda = importa(contenido, entidad="contactos")

    assert (primera["nuevas"], segunda["nuevas"], segunda["sin_cambio"]) == (2, 0, 2)
    assert Contacto.objects.filter(nombre_para_mostrar="Ana Núñez Peña").count() == 1


def test_occupations_find_seat_and_person(importa):
    puesto = PuestoFactory(institucion=InstitucionFactory(nombre="Cámara"), cargo="Presidencia")
    ana = ContactoFactory(nombres="Ana", primer_apellido="Núñez", segundo_apellido="")
    encabezados = ["Institución", "Cargo", "Contacto", "Desde"]
    contenido = archivo(
        ["CAMARA", "presidencia", ana.nombre_para_mostrar, "05/03/2020"],
        ["Cámara", "Vocalía", ana.nombre_para_mostrar, "05/03/2020"],
        encabezados=encabezados,
    )

    primera = importa(contenido, entidad="ocupaciones")
    segunda = importa(contenido, entidad="ocupaciones")

    assert (primera["nuevas"], primera["con_problema"]) == (1, 1)
    assert segunda["sin_cambio"] == 1
    assert Ocupacion.objects.get().puesto == puesto
    assert "no encontramos «Cámara · Vocalía» en puestos" in " ".join(
        motivos(Lote.objects.latest("pk"))
    )


def test_two_people_for_one_seat_in_the_same_file(importa):
    puesto = PuestoFactory(institucion=InstitucionFactory(nombre="Cámara"), cargo="Presidencia")
    personas = [ContactoFactory(), ContactoFactory()]
    contenido = archivo(
        *[["Cámara", "Presidencia", p.nombre_para_mostrar, "05/03/2020"] for p in personas],
        encabezados=["Institución", "Cargo", "Contacto", "Desde"],
    )

    resultado = importa(contenido, entidad="ocupaciones")

    assert (resultado["nuevas"], resultado["con_problema"]) == (1, 1)
    assert puesto.ocupaciones.get().contacto == personas[0]
