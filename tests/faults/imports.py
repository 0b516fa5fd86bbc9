"""Programs that the fault tests run as processes of their own, on a base of their own.

`python -m tests.faults.imports ORDER …` with DJANGO_SETTINGS_MODULE and VINCULO_VAR set.
"""

import os
import signal
import sys
import time
from contextlib import nullcontext
from types import SimpleNamespace

import django

django.setup()

from django.db import OperationalError, connection, transaction  # noqa: E402
from django.utils import timezone  # noqa: E402

from core.importing import leases, pace, preview, proof, run  # noqa: E402
from core.importing.catalog import crud_por_nombre  # noqa: E402
from core.importing.opening import abrir, decidir  # noqa: E402
from core.models import Lote, Parametro  # noqa: E402
from crm.models import Institucion  # noqa: E402
from tests.corpus.hojas import csv_de  # noqa: E402

MALA = 14  # one row in fourteen is bad: 7 %


def contenido(cuantas):
    filas = [["Nombre", "Siglas", "Tipo", "País", "Entidad"]]
    filas += [
        [f"Instituto de Prueba {n}", f"IP{n}", "nada" if n % MALA == 0 else "osc", "MX", "Jalisco"]
        for n in range(cuantas)
    ]
    return csv_de(filas)


def abrir_lote(cuantas):
    abierto = abrir(crud_por_nombre("instituciones"), contenido(cuantas), "a.csv", by=None)
    decidir(abierto)
    return abierto.lote


def morir():
    os.kill(os.getpid(), signal.SIGKILL)


def preparar(cuantas):
    """Leave a previewed and confirmed batch, ready to run."""
    lote = abrir_lote(int(cuantas))
    preview.previsualizar(lote)
    lote.refresh_from_db()
    run.confirmar(lote)
    sys.stdout.write(f"{lote.pk}\n")


def ejecutar(lote_id):
    """Run to the end, or to the kill."""
    run.ejecutar(Lote.objects.get(pk=lote_id))


def morir_en(lote_id, punto, vez):
    """Run, and die by SIGKILL the n-th time the named step of a batch has just been done."""
    cuenta = {"veces": 0}
    clase, nombre = {
        "escribir": (run.Corrida, "escribir_nuevas"),
        "anotar": (run, "anotar"),
        "sostener": (leases, "sostener"),
    }[punto]
    original = getattr(clase, nombre)

    def envuelto(*args, **kwargs):
        resultado = original(*args, **kwargs)
        cuenta["veces"] += 1
        if cuenta["veces"] == int(vez):
            morir()
        return resultado

    setattr(clase, nombre, envuelto)
    ejecutar(lote_id)


def morir_revisando(cuantas, vez):
    """Die while the preview is writing its rows."""
    cuenta = iter(range(int(vez)))
    original = preview.Revision.guardar

    def guardar(self, casos, avance):
        original(self, casos, avance)
        if next(cuenta, None) is None:
            morir()

    preview.Revision.guardar = guardar
    preview.previsualizar(abrir_lote(int(cuantas)))


def vencer_revision(lote_id):
    """Let the dead runner's turn expire, and preview again."""
    Lote.objects.filter(pk=lote_id).update(turno_vence=timezone.now())
    preview.previsualizar(Lote.objects.get(pk=lote_id))
    contar(lote_id)


def sin_transaccion(lote_id):
    """Control: the same run with each step on its own, killed between the rows and their trail."""
    pace.transaction = proof.transaction = SimpleNamespace(atomic=nullcontext)
    morir_en(lote_id, "anotar", 2)


def vencer(lote_id):
    """Let the dead runner's turn expire, go on, and tell what the base holds."""
    Lote.objects.filter(pk=lote_id).update(turno_vence=timezone.now())
    run.ejecutar(Lote.objects.get(pk=lote_id))
    contar(lote_id)


def contar(lote_id):
    lote = Lote.objects.get(pk=lote_id)
    cifras = {
        "estado": lote.estado,
        "instituciones": Institucion.objects.count(),
        "historia": Institucion.history.count(),
        "cambios": lote.cambios.count(),
        "aplicadas": lote.renglones.filter(aplicado=True).count(),
        "nuevas": lote.nuevas,
        "con_problema": lote.con_problema,
        "renglones": lote.renglones.count(),
    }
    sys.stdout.write(" ".join(f"{clave}={valor}" for clave, valor in cifras.items()) + "\n")


def importar_todo(cuantas, modo):
    """Preview and run in one process; `de_una_vez` is the control: all in one transaction."""
    if modo == "de_una_vez":
        with transaction.atomic():
            recorrer(cuantas)
    else:
        recorrer(cuantas)


def recorrer(cuantas):
    lote = abrir_lote(int(cuantas))
    preview.previsualizar(lote)
    lote.refresh_from_db()
    run.confirmar(lote)
    run.ejecutar(lote)


def escribir(segundos):
    """Write like a web request, fifty times a second, and tell how long each one waited."""
    esperas, errores = [], 0
    fin = time.monotonic() + float(segundos)
    sys.stdout.write("listo\n")
    sys.stdout.flush()
    numero = 0
    while time.monotonic() < fin:
        numero += 1
        inicio = time.monotonic()
        try:
            with transaction.atomic():
                Parametro.objects.filter(clave="prueba").count()
                with connection.cursor() as cursor:
                    cursor.execute(
                        "UPDATE core_lote SET motivo = %s WHERE id = 0", [f"espera {numero}"]
                    )
        except OperationalError:
            errores += 1
        esperas.append(time.monotonic() - inicio)
        time.sleep(0.02)
    esperas.sort()
    p99 = esperas[int(len(esperas) * 0.99)]
    sys.stdout.write(
        f"escrituras={len(esperas)} errores={errores} p99={p99:.3f} maximo={esperas[-1]:.3f}\n"
    )


if __name__ == "__main__":
    globals()[sys.argv[1]](*sys.argv[2:])
