"""The embedded broker: a message is whole or is not there, and a broken one stops nobody."""

import contextlib
import threading
import time
from queue import Empty

import pytest
from kombu import Connection
from kombu.transport import filesystem

from config.celery import app
from core import broker

pytestmark = pytest.mark.sin_base
MENSAJES = 300


def canal(transport, folder):
    options = {"data_folder_in": str(folder), "data_folder_out": str(folder)}
    options["control_folder"] = str(folder / "control")
    return Connection(transport=transport, transport_options=options).channel()


def test_the_workers_use_it():
    connection = app.connection_for_write(url="filesystem://localhost")

    assert isinstance(connection.transport, broker.Transport)


def test_who_sends_first_makes_the_folders(tmp_path):
    buzon = canal(broker.Transport, tmp_path / "var" / "mensajes")

    buzon._put("celery", "primera")

    assert buzon._get("celery") == "primera"


def test_a_message_comes_back_and_leaves_nothing(tmp_path):
    buzon = canal(broker.Transport, tmp_path)

    buzon._put("celery", {"tarea": "á"})

    assert buzon._get("celery") == {"tarea": "á"}
    assert [uno.name for uno in tmp_path.iterdir() if uno.is_file()] == []
    with pytest.raises(Empty):
        buzon._get("celery")


@pytest.mark.parametrize("contenido", ["", '{"tarea": ', "\x00"])
def test_one_that_cannot_be_read_is_dropped_and_the_next_arrives(tmp_path, contenido):
    (tmp_path / "1_rota.celery.msg").write_text(contenido)
    buzon = canal(broker.Transport, tmp_path)
    buzon._put("celery", "entera")

    assert buzon._get("celery") == "entera"


def test_without_it_the_worker_would_end(tmp_path):
    """The control."""
    (tmp_path / "1_rota.celery.msg").write_text("")

    with pytest.raises(ValueError, match="Expecting value"):
        canal(filesystem.Transport, tmp_path)._get("celery")


def test_who_looks_while_it_is_written_takes_whole_ones(tmp_path):
    buzon, lector = canal(broker.Transport, tmp_path), canal(broker.Transport, tmp_path)
    hilo = threading.Thread(
        target=lambda: [buzon._put("celery", "x" * 50_000) for _ in range(MENSAJES)]
    )
    hilo.start()
    leidos, limite = 0, time.monotonic() + 60
    while leidos < MENSAJES and time.monotonic() < limite:
        with contextlib.suppress(Empty):
            leidos += lector._get("celery") == "x" * 50_000
    hilo.join()

    assert leidos == MENSAJES
