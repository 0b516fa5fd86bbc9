"""Public pages take turns; whoever works inside never waits for them."""

import io
import threading

import pytest

from core.turnos import FORMADOS, Turnos

pytestmark = pytest.mark.sin_base
ESPERA = 5


class Aplicacion:
    """Holds whoever enters a public page until it is told to let them out."""

    def __init__(self):
        self.dentro, self.mas_a_la_vez = 0, 0
        self.entro, self.salgan = threading.Semaphore(0), threading.Event()
        self.candado = threading.Lock()
        self.vistos = []

    def __call__(self, environ, _start_response):
        if environ["PATH_INFO"].startswith("/publico/"):
            with self.candado:
                self.dentro += 1
                self.mas_a_la_vez = max(self.mas_a_la_vez, self.dentro)
            self.entro.release()
            assert self.salgan.wait(ESPERA)
            with self.candado:
                self.dentro -= 1
            self.vistos.append((environ["wsgi.input"].read(), environ[FORMADOS]))
        return [b"listo"]


def pedir(turnos, ruta, cuerpo=b""):
    return turnos({"PATH_INFO": ruta, "wsgi.input": io.BytesIO(cuerpo)}, None)


def mandar(turnos, cuantas, cuerpo=b"datos"):
    hilos = [
        threading.Thread(target=pedir, args=(turnos, "/publico/es/", cuerpo), daemon=True)
        for _ in range(cuantas)
    ]
    for hilo in hilos:
        hilo.start()
    return hilos


def salir(aplicacion, hilos):
    aplicacion.salgan.set()
    for hilo in hilos:
        hilo.join(ESPERA)
        assert not hilo.is_alive()


def test_a_few_enter_at_a_time_and_all_are_attended():
    aplicacion = Aplicacion()
    turnos = Turnos(aplicacion, prefijo="/publico/", a_la_vez=2)

    hilos = mandar(turnos, 9)
    assert aplicacion.entro.acquire(timeout=ESPERA)
    assert aplicacion.entro.acquire(timeout=ESPERA)
    assert not aplicacion.entro.acquire(timeout=0.2)
    salir(aplicacion, hilos)

    assert aplicacion.mas_a_la_vez == 2
    assert [cuerpo for cuerpo, _formados in aplicacion.vistos] == [b"datos"] * 9
    assert max(formados for _cuerpo, formados in aplicacion.vistos) > 0
    assert turnos.formados == 0


def test_the_office_goes_by_while_they_wait():
    aplicacion = Aplicacion()
    turnos = Turnos(aplicacion, prefijo="/publico/", a_la_vez=1)
    hilos = mandar(turnos, 3)
    assert aplicacion.entro.acquire(timeout=ESPERA)

    assert pedir(turnos, "/mi-dia/") == [b"listo"]

    salir(aplicacion, hilos)


def test_who_sends_slowly_holds_no_place():
    """The body is read before the turn: one that does not arrive stops nobody."""
    aplicacion = Aplicacion()
    aplicacion.salgan.set()
    turnos = Turnos(aplicacion, prefijo="/publico/", a_la_vez=1)
    llego = threading.Event()

    class Lento(io.BytesIO):
        def read(self, *_sizes):
            llego.wait(ESPERA)
            return b""

    lento = threading.Thread(
        target=turnos, args=({"PATH_INFO": "/publico/x", "wsgi.input": Lento()}, None), daemon=True
    )
    lento.start()

    assert pedir(turnos, "/publico/es/", b"rapido") == [b"listo"]

    llego.set()
    lento.join(ESPERA)
    assert aplicacion.vistos[0][0] == b"rapido"


def test_a_turn_that_fails_is_given_back():
    def rota(_environ, _start_response):
        raise RuntimeError

    turnos = Turnos(rota, prefijo="/publico/", a_la_vez=1)

    for _ in range(3):
        with pytest.raises(RuntimeError):
            pedir(turnos, "/publico/es/")
    assert turnos.formados == 0
