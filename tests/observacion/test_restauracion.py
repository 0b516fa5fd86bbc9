"""Acceptance 8: what a backup still holds after a disposal, and how it leaves again once restored."""

import contextlib
import csv
import datetime as dt
import io
import os
import shutil
import sqlite3
import subprocess

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone

from acompanamiento.actions import presentar
from acompanamiento.actions.reaplicar import SUPRIMEN
from acompanamiento.models import DocumentoVisitante, SolicitudVisitante
from cuentas.enums import Rol
from observacion.actions.depuracion import ejecutar_depuracion, proponer_depuracion
from observacion.enums import SistemaDatos
from observacion.models import DepuracionDatos, SolicitudObservacion
from tests.acompanamiento.vida import borrador, convocatoria, imagen
from tests.factories.calendario import ProcesoElectoralFactory
from tests.factories.cuentas import UsuarioFactory
from tests.factories.observacion import (
    ConvocatoriaFactory,
    DepuracionDatosFactory,
    SolicitudObservacionFactory,
)

CLARO, CIFRADO = "ZZCLARO", "ZZCIFRADO"
EN_CLARO = ("nombres", "apellidos", "organizacion")
CIFRADOS = ("telefono", "domicilio", "emergencia", "salud")


class Respaldo:
    """A copy of the base, by the means of its engine, and of the files: both of one moment."""

    def __init__(self, carpeta):
        self.base = carpeta / "respaldo"
        with self.copia() as hacer:
            hacer()
        self.archivos = dict(archivos())

    def contenido(self):
        return self.base.read_bytes()

    @contextlib.contextmanager
    def copia(self):
        if connection.vendor == "sqlite":
            connection.ensure_connection()
            with contextlib.closing(sqlite3.connect(self.base)) as copia:
                yield lambda: connection.connection.backup(copia)
        else:
            orden = ["pg_dump", "--clean", "--if-exists", "--file", str(self.base)]
            yield lambda: con_postgres(orden)

    def restaurar(self):
        if connection.vendor == "sqlite":
            connection.ensure_connection()
            with contextlib.closing(sqlite3.connect(self.base)) as copia:
                copia.backup(connection.connection)
        else:
            connection.close()
            con_postgres(["psql", "-q", "-v", "ON_ERROR_STOP=1", "-f", str(self.base)])
        almacen = storages["default"]
        for nombre, contenido in self.archivos.items():
            if not almacen.exists(nombre):
                almacen.save(nombre, ContentFile(contenido))


def con_postgres(orden):
    datos = connection.settings_dict
    entorno = {
        "PGHOST": datos["HOST"],
        "PGPORT": str(datos["PORT"] or ""),
        "PGUSER": datos["USER"],
        "PGPASSWORD": datos["PASSWORD"],
        "PGDATABASE": datos["NAME"],
    }
    if shutil.which(orden[0]) is None:
        pytest.skip(f"{orden[0]} is not installed")
    subprocess.run(orden, env=os.environ | entorno, check=True, capture_output=True)  # noqa: S603


def archivos():
    """Name and bytes, as they are on disk, of every paper."""
    almacen = storages["default"]
    for nombre in DocumentoVisitante._base_manager.values_list("archivo", flat=True):
        if almacen.exists(nombre):
            with almacen.open(nombre) as archivo:
                yield nombre, archivo.read()


@pytest.fixture
def terminado():
    return ProcesoElectoralFactory(
        clave="PELO-2020", inicio=dt.date(2020, 9, 7), jornada=dt.date(2021, 6, 6), fin="2021-09-01"
    )


@pytest.fixture
def propone():
    return UsuarioFactory(roles=[Rol.TRANSPARENCIA])


@pytest.fixture
def dirige():
    return UsuarioFactory(roles=[Rol.DIRECCION_DVOE])


@pytest.fixture
def una_visita(terminado):
    return presentar(
        borrador(
            convocatoria=convocatoria(proceso=terminado),
            correo="zzclaro@example.org",
            **dict.fromkeys(EN_CLARO, CLARO),
            **dict.fromkeys(CIFRADOS, CIFRADO),
        )
    )


def suprimir(sistema, proceso, propone, dirige):
    proceso.refresh_from_db()
    propuesta = DepuracionDatosFactory.build(proceso=proceso, sistema=sistema, acta="ACTA-7/2026")
    propuesta = proponer_depuracion(propuesta, by=propone)
    return ejecutar_depuracion(propuesta, SUPRIMEN[sistema], by=dirige)


def lista(carpeta):
    """What the installation in force says, kept outside the backup."""
    salida = io.StringIO()
    call_command("reaplicar_depuraciones", "--listar", stdout=salida)
    archivo = carpeta / "depuraciones.csv"
    archivo.write_text(salida.getvalue(), encoding="utf-8")
    return archivo


def reaplicar(archivo, by):
    salida = io.StringIO()
    call_command("reaplicar_depuraciones", str(archivo), "--correo-de", by.correo, stdout=salida)
    return salida.getvalue()


@pytest.mark.django_db(transaction=True)
def test_what_a_backup_holds_leaves_again_after_restoring_it(
    terminado, propone, dirige, una_visita, tmp_path
):
    pasaporte = una_visita.pasaporte().numero
    respaldo = Respaldo(tmp_path)
    suprimir(SistemaDatos.VISITANTES, terminado, propone, dirige)
    guardada = lista(tmp_path)
    assert not list(archivos())
    assert SolicitudVisitante.objects.get().nombres == ""

    # What the backup still holds: names in clear; the rest, and the files, only with the key.
    assert CLARO.encode() in respaldo.contenido()
    assert CIFRADO.encode() not in respaldo.contenido()
    assert pasaporte.encode() not in respaldo.contenido()
    assert len(respaldo.archivos) == 3
    assert not any(b"JFIF" in contenido for contenido in respaldo.archivos.values())

    respaldo.restaurar()
    vuelta = SolicitudVisitante.objects.get()
    assert (vuelta.nombres, vuelta.telefono) == (CLARO, CIFRADO)
    assert vuelta.pasaporte().numero == pasaporte
    assert b"JFIF" in vuelta.documentos.first().archivo.open("rb").read()
    assert not DepuracionDatos.objects.exists()

    dicho = reaplicar(guardada, dirige)

    quedo, hecha = SolicitudVisitante.objects.get(), DepuracionDatos.objects.get()
    assert [getattr(quedo, campo) for campo in (*EN_CLARO, *CIFRADOS)] == [""] * 7
    assert (quedo.pasaportes.count(), quedo.documentos.count(), list(archivos())) == (0, 0, [])
    assert (quedo.folio, quedo.estado) == (una_visita.folio, una_visita.estado)
    assert (hecha.estado, hecha.acta, hecha.ejecutada_por) == ("ejecutada", "ACTA-7/2026", dirige)
    assert hecha.conteos["solicitudes"] == 1
    assert "se suprimieron 1 solicitudes" in dicho
    assert CLARO.encode() not in Respaldo(tmp_path).contenido()


@pytest.mark.django_db(transaction=True)
def test_those_of_observers_too_and_twice_is_once(terminado, propone, dirige, tmp_path):
    llamada = ConvocatoriaFactory(proceso=terminado, tipo="observacion")
    SolicitudObservacionFactory(convocatoria=llamada, nombres=CLARO, clave_elector=CIFRADO)
    respaldo = Respaldo(tmp_path)
    suprimir(SistemaDatos.OBSERVACION, terminado, propone, dirige)
    guardada = lista(tmp_path)
    respaldo.restaurar()

    reaplicar(guardada, dirige)
    otra_vez = reaplicar(guardada, dirige)

    assert SolicitudObservacion.objects.get().nombres == "Datos suprimidos"
    assert DepuracionDatos.objects.count() == 1
    assert "se suprimieron 0 solicitudes (ya constaba)" in otra_vez


@pytest.mark.django_db
def test_a_proposal_that_was_waiting_is_the_one_that_is_executed(
    terminado, propone, dirige, una_visita, tmp_path
):
    terminado.refresh_from_db()
    propuesta = DepuracionDatosFactory.build(proceso=terminado, sistema=SistemaDatos.VISITANTES)
    propuesta = proponer_depuracion(propuesta, by=propone)
    archivo = escribir(tmp_path)

    reaplicar(archivo, dirige)

    propuesta.refresh_from_db()
    assert (propuesta.estado, propuesta.creado_por) == ("ejecutada", propone)
    assert propuesta.history.latest().history_change_reason.startswith("Se aplicó otra vez")


def escribir(carpeta, **cambios):
    fila = {
        "sistema": "visitantes",
        "proceso": "PELO-2020",
        "acta": "ACTA-7/2026",
        "ejecutada": timezone.localdate().isoformat(),
    }
    archivo = carpeta / "lista.csv"
    with archivo.open("w", encoding="utf-8-sig", newline="") as salida:
        tabla = csv.DictWriter(salida, fila)
        tabla.writeheader()
        tabla.writerow(fila | cambios)
    return archivo


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("cambios", "dicho"),
    [
        ({"proceso": "OTRO"}, "Renglón 2: no existe el proceso «OTRO»."),
        ({"sistema": "contactos"}, "Renglón 2: no se depura el sistema «contactos»."),
        ({"acta": ""}, "Renglón 2: falta «acta»."),
        ({"ejecutada": "ayer"}, "Renglón 2: escribe la fecha como 2027-03-15."),
        ({"ejecutada": "2026-02-31"}, "Renglón 2: escribe la fecha como 2027-03-15."),
    ],
)
def test_a_line_that_is_not_understood_stops_it_all(
    terminado, dirige, una_visita, tmp_path, cambios, dicho
):
    with pytest.raises(CommandError, match=dicho):
        reaplicar(escribir(tmp_path, **cambios), dirige)

    assert SolicitudVisitante.objects.get().nombres == CLARO


@pytest.mark.django_db
def test_a_process_that_is_not_over_is_not_touched(dirige, tmp_path):
    abierto = ProcesoElectoralFactory(clave="PELO-2020", fin=None)
    presentar(borrador(convocatoria=convocatoria(proceso=abierto), nombres=CLARO))

    with pytest.raises(CommandError, match="sigue abierto"):
        reaplicar(escribir(tmp_path), dirige)

    assert SolicitudVisitante.objects.get().nombres == CLARO


@pytest.mark.django_db
def test_who_does_not_execute_disposals_does_not_apply_them_again(
    terminado, propone, una_visita, tmp_path
):
    with pytest.raises(CommandError, match="las ejecuta la dirección"):
        reaplicar(escribir(tmp_path), propone)

    assert SolicitudVisitante.objects.get().nombres == CLARO


@pytest.mark.django_db
def test_without_a_list_or_a_person_it_says_what_lacks(tmp_path):
    (tmp_path / "mala.csv").write_text("a,b\n", encoding="utf-8")

    with pytest.raises(CommandError, match="Falta la lista"):
        call_command("reaplicar_depuraciones")
    with pytest.raises(CommandError, match="--correo-de"):
        call_command("reaplicar_depuraciones", str(tmp_path / "mala.csv"))
    by = UsuarioFactory(roles=[Rol.DIRECCION_DVOE])
    for archivo in ("mala.csv", "no-existe.csv"):
        with pytest.raises(CommandError):
            reaplicar(tmp_path / archivo, by)


def test_pictures_sent_say_what_they_are():
    """The control of what is looked for in the files: a picture says JFIF."""
    assert b"JFIF" in imagen().read()
