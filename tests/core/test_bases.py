"""Threads of a web process share a few connections; elsewhere each keeps its own."""

import threading

import pytest
from django.conf import settings
from django.db import connection
from django.db.utils import ConnectionHandler

from core.bases import SQLITE, preparada

POSTGRES = {"ENGINE": "django.db.backends.postgresql", "NAME": "x"}
HILOS, CONEXIONES = 12, 2


@pytest.mark.sin_base
def test_each_engine_is_asked_for_its_own():
    lite = preparada({"ENGINE": "django.db.backends.sqlite3", "NAME": "x"}, conexiones=3)
    sola = preparada(POSTGRES)
    web = preparada(POSTGRES | {"OPTIONS": {"sslmode": "require"}}, conexiones=3)

    assert lite["OPTIONS"] == SQLITE
    assert (sola["OPTIONS"]["pool"], sola["CONN_MAX_AGE"]) == (False, 60)
    assert web["OPTIONS"]["pool"]["max_size"] == 3
    assert web["OPTIONS"]["sslmode"] == "require"
    assert web["CONN_MAX_AGE"] == 0


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_many_threads_wait_for_a_few_connections():
    nombre = connection.settings_dict["NAME"]
    base = preparada(settings.DATABASES["default"], conexiones=CONEXIONES)
    base["OPTIONS"]["pool"] = {"min_size": 1, "max_size": CONEXIONES}
    conexiones = ConnectionHandler({"default": base | {"NAME": nombre}})
    vistos, candado = set(), threading.Lock()

    def preguntar():
        suya = conexiones["default"]
        with suya.cursor() as cursor:
            cursor.execute("SELECT pg_backend_pid() FROM pg_sleep(0.02)")
            with candado:
                vistos.add((threading.get_ident(), cursor.fetchone()[0]))
        suya.close()

    hilos = [threading.Thread(target=preguntar) for _ in range(HILOS)]
    for hilo in hilos:
        hilo.start()
    for hilo in hilos:
        hilo.join(20)
    conexiones["default"].close_pool()

    assert len({hilo for hilo, _pid in vistos}) == HILOS
    assert len({pid for _hilo, pid in vistos}) <= CONEXIONES
