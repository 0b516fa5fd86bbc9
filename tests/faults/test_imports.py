"""Imports that die, and people who write meanwhile: real processes, each with its control."""

import os
import random
import shutil
import subprocess
import sys
import time
import uuid
from dataclasses import dataclass
from pathlib import Path

import psycopg
import pytest

RAIZ = Path(__file__).parents[2]
FILAS, BUENAS = 1000, 928  # one in fourteen is bad
ESPERA_MAXIMA = 0.25

pytestmark = [pytest.mark.lento, pytest.mark.sin_base]


@dataclass(frozen=True)
class Base:
    """An installation of its own: a folder and, on PostgreSQL, a database."""

    carpeta: Path
    direccion: str = ""


@pytest.fixture(scope="module")
def sqlite_vacia(tmp_path_factory):
    """A migrated installation to copy from: migrating takes longer than any test."""
    base = Base(tmp_path_factory.mktemp("base"))
    orden(base, "-m", "django", "migrate", "-v0")
    return base


@pytest.fixture
def sqlite(sqlite_vacia, tmp_path):
    shutil.copytree(sqlite_vacia.carpeta, tmp_path / "var")
    return Base(tmp_path / "var")


@pytest.fixture
def postgresql(tmp_path):
    servidor = os.environ.get("DATABASE_URL", "")
    if not servidor.startswith("postgres"):
        pytest.skip("needs DATABASE_URL of a PostgreSQL")
    nombre = f"fallas_{uuid.uuid4().hex[:12]}"
    with psycopg.connect(servidor, autocommit=True) as conexion:
        conexion.execute(f"CREATE DATABASE {nombre}")
        base = Base(tmp_path, f"{servidor.rpartition('/')[0]}/{nombre}")
        orden(base, "-m", "django", "migrate", "-v0")
        yield base
        conexion.execute(f"DROP DATABASE {nombre} WITH (FORCE)")


@pytest.fixture(params=["sqlite", "postgresql"])
def base(request):
    return request.getfixturevalue(request.param)


def entorno(base):
    heredado = {k: v for k, v in os.environ.items() if k not in {"DATABASE_URL", "MEDIA_ROOT"}}
    if base.direccion:
        heredado["DATABASE_URL"] = base.direccion
    return heredado | {
        "VINCULO_VAR": str(base.carpeta),
        "MEDIA_ROOT": str(base.carpeta / "archivos"),
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "CLAVES_CIFRADO": "Y2xhdmUtc29sby1wYXJhLXBydWViYXMtMzItYnl0ZXM=",
        "SECRET_KEY": "clave-de-las-pruebas-de-fallas-" * 2,
        "VINCULO_LOCAL": "1",
    }


def proceso(base, *argumentos):
    return subprocess.Popen(  # noqa: S603 our own interpreter and program
        [sys.executable, *argumentos],
        cwd=RAIZ,
        env=entorno(base),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def orden(base, *argumentos, muere=False):
    """Run to the end; `muere` when it must be killed by SIGKILL on the way."""
    hijo = proceso(base, *argumentos)
    salida, errores = hijo.communicate(timeout=120)
    assert (hijo.returncode == -9) if muere else (hijo.returncode == 0), errores[-2000:]
    return salida.strip()


def programa(base, *argumentos, muere=False):
    return orden(base, "-m", "tests.faults.imports", *map(str, argumentos), muere=muere)


def cifras(texto):
    pares = dict(par.split("=") for par in texto.splitlines()[-1].split())
    return {clave: valor if clave == "estado" else float(valor) for clave, valor in pares.items()}


def completa():
    return {
        "estado": "terminado",
        "instituciones": BUENAS,
        "historia": BUENAS,
        "cambios": BUENAS,
        "aplicadas": BUENAS,
        "nuevas": BUENAS,
        "con_problema": FILAS - BUENAS,
        "renglones": FILAS,
    }


@pytest.mark.parametrize(
    ("punto", "vez"), [("escribir", 1), ("escribir", 3), ("anotar", 2), ("sostener", 5)]
)
def test_killed_run_leaves_whole_batches_and_goes_on(base, punto, vez):
    lote = programa(base, "preparar", FILAS)

    programa(base, "morir_en", lote, punto, vez, muere=True)

    a_medias = cifras(programa(base, "contar", lote))
    assert a_medias["estado"] == "en_curso"
    iguales = ("instituciones", "historia", "cambios", "aplicadas")
    assert len({a_medias[clave] for clave in iguales}) == 1
    assert cifras(programa(base, "vencer", lote)) == completa()


def test_control_without_one_transaction_the_kill_is_seen(sqlite):
    lote = programa(sqlite, "preparar", FILAS)

    programa(sqlite, "sin_transaccion", lote, muere=True)

    a_medias = cifras(programa(sqlite, "contar", lote))
    assert a_medias["instituciones"] > a_medias["aplicadas"]


def test_killed_preview_starts_again_and_counts_each_row_once(base):
    lote = programa(base, "morir_revisando", FILAS, 3, muere=True) or "1"

    final = cifras(programa(base, "vencer_revision", lote))

    assert final["instituciones"] == 0
    assert final["renglones"] == FILAS
    assert (final["nuevas"], final["con_problema"]) == (BUENAS, FILAS - BUENAS)


@pytest.mark.nocturno
def test_killed_at_any_moment_until_it_ends(base):
    lote = programa(base, "preparar", FILAS)
    azar = random.Random(7)  # noqa: S311 to repeat it, not to hide it
    for _ in range(50):
        corredor = proceso(base, "-m", "tests.faults.imports", "vencer", lote)
        time.sleep(azar.uniform(1, 5))
        corredor.kill()
        corredor.communicate()
        a_medias = cifras(programa(base, "contar", lote))
        iguales = ("instituciones", "historia", "cambios", "aplicadas")
        assert len({a_medias[clave] for clave in iguales}) == 1
        if a_medias["estado"] == "terminado":
            break

    assert cifras(programa(base, "vencer", lote)) == completa()


def esperas(base, modo):
    """What writing costs to people while 3,000 rows come in."""
    escritura = proceso(base, "-m", "tests.faults.imports", "escribir", "12")
    assert escritura.stdout.readline() == "listo\n"
    programa(base, "importar_todo", 3000, modo)
    return cifras(escritura.communicate(timeout=60)[0])


def test_nobody_waits_while_a_file_comes_in(sqlite):
    # A busy machine can stall anybody once; a design that stalls does it every time.
    medidas = []
    for _ in range(3):
        medidas.append(esperas(sqlite, "por_lotes"))
        assert medidas[-1]["errores"] == 0
        if medidas[-1]["p99"] <= ESPERA_MAXIMA:
            break

    assert medidas[-1]["p99"] <= ESPERA_MAXIMA, medidas


def test_control_in_one_transaction_everybody_waits(sqlite):
    medida = esperas(sqlite, "de_una_vez")

    assert medida["maximo"] > 3 * ESPERA_MAXIMA
