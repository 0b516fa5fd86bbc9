"""Places and seats changed at once: the activity never offers more than its vehicle takes."""

import threading

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from acompanamiento.actions import participacion, programa, rutas
from acompanamiento.actions.programa import guardar_actividad
from acompanamiento.actions.rutas import guardar_ruta
from acompanamiento.models import ActividadPrograma, RutaCasillas
from tests.factories.programa_visitantes import RecorridoFactory, RutaCasillasFactory


def a_la_vez():
    """One widens an activity while another changes to a smaller vehicle; how it all ended."""
    if connection.vendor != "postgresql":
        pytest.skip("needs writers at the same time")
    recorrido = RecorridoFactory(cupo=4)
    ruta = RutaCasillasFactory(actividad=recorrido, capacidad=8)
    barrera, negadas = threading.Barrier(2), []

    def intentar(hacer):
        barrera.wait()
        try:
            hacer()
        except ValidationError as error:
            negadas.append(error.messages)
        finally:
            connection.close()

    def ampliar():
        actividad = ActividadPrograma.objects.get(pk=recorrido.pk)
        actividad.cupo = 8
        guardar_actividad(actividad, by=None)

    def cambiar():
        chica = RutaCasillas.objects.get(pk=ruta.pk)
        chica.capacidad = 5
        guardar_ruta(chica, by=None)

    hilos = [threading.Thread(target=intentar, args=[hacer]) for hacer in (ampliar, cambiar)]
    for hilo in hilos:
        hilo.start()
    for hilo in hilos:
        hilo.join()
    recorrido.refresh_from_db()
    ruta.refresh_from_db()
    return recorrido.cupo, ruta.capacidad, len(negadas)


@pytest.mark.django_db(transaction=True)
def test_two_at_once_never_leave_more_places_than_seats():
    cupo, capacidad, negadas = a_la_vez()

    assert cupo <= capacidad
    assert negadas == 1


@pytest.mark.django_db(transaction=True)
def test_without_the_turn_they_would(monkeypatch):
    """The control: both look before either writes."""
    ambas = threading.Barrier(2, timeout=20)
    exigir = programa.exigir_vehiculo

    def sin_turno(pk):
        return ActividadPrograma.objects.select_related("programa").get(pk=pk)

    def despacio(actividad, ruta):
        exigir(actividad, ruta)
        ambas.wait()

    for modulo in (participacion, rutas):
        monkeypatch.setattr(modulo, "tomar", sin_turno)
    for modulo in (programa, rutas):
        monkeypatch.setattr(modulo, "exigir_vehiculo", despacio)

    cupo, capacidad, negadas = a_la_vez()

    assert (cupo, capacidad, negadas) == (8, 5, 0)
