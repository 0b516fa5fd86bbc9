"""What a mail server may do to a letter, and what becomes of its notice (F06, F10)."""

import datetime as dt
from collections import Counter

import pytest
from django.core import mail

from avisos.calculations import ESCALERA, MAX_FALLAS
from avisos.models import Aviso
from crm.enums import TipoFecha
from crm.queries.avisos import CompromisosFuente
from cuentas.enums import Rol
from tests.avisos.conftest import LIMITE, el
from tests.avisos.servidor import CALLA, CORTA, Servidor
from tests.factories.seguimiento import CompromisoFactory

pytestmark = pytest.mark.django_db
URGENTE, RESUMEN, DETENIDO = "crm-compromiso-1", "crm-compromiso-7", "avisos-detenido"


@pytest.fixture
def servidor(settings):
    servidor = Servidor()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", servidor.puerto
    settings.EMAIL_HOST_USER, settings.EMAIL_HOST_PASSWORD = "vinculo", "secreta"
    settings.EMAIL_TIMEOUT = 0.2
    yield servidor
    servidor.cerrar()


@pytest.fixture
def administra(persona):
    return persona(Rol.ADMINISTRACION)


def el_correo():
    return Aviso.objects.get(regla__clave=URGENTE, canal="correo")


def tareas(administra):
    rows = Aviso.objects.filter(destinatario=administra, fuente="avisos.detenido", canal="app")
    return [(a.estado, a.texto) for a in rows]


def nombres(servidor):
    return [carta["Message-ID"] for carta in servidor.cartas]


ENTREGADO, REINTENTO, RECHAZADO = "entregado", "reintento", "rechazado"


@pytest.mark.parametrize(
    ("guion", "estado", "dudoso", "dice"),
    [
        ({}, ENTREGADO, False, ""),
        ({"saludo": "421 vuelve luego"}, REINTENTO, False, "421"),
        ({"MAIL": "421 me voy"}, REINTENTO, False, "421"),
        ({"RCPT": "450 en lista gris"}, REINTENTO, False, "450"),
        ({"punto": "451 no pude"}, REINTENTO, False, "451"),
        ({"MAIL": "452 sin espacio"}, REINTENTO, False, "452"),
        ({"RCPT": "550 no existe"}, RECHAZADO, False, "550"),
        ({"punto": "554 no lo quiero"}, RECHAZADO, False, "554"),
        ({"AUTH": "535 quién eres"}, REINTENTO, False, "535"),
        ({"saludo": CALLA}, REINTENTO, False, "No hay conexión"),
        ({"punto": CORTA}, REINTENTO, True, "Se cortó"),
        ({"QUIT": CALLA}, ENTREGADO, False, ""),
        ({"punto": CALLA}, REINTENTO, True, "Se cortó"),
    ],
    ids=lambda value: (
        " ".join(f"{k} {v}" for k, v in value.items()) if isinstance(value, dict) else ""
    ),
)
def test_each_behaviour_of_a_server_has_its_outcome(
    compromiso, administra, solo, vuelta, servidor, guion, estado, dudoso, dice
):
    solo(URGENTE, DETENIDO)
    servidor.guion = guion

    vuelta(el(9, 7, 1))

    aviso = el_correo()
    assert (aviso.estado, aviso.posible_duplicado) == (estado, dudoso)
    assert dice in aviso.motivo
    servidor.guion = {}
    vuelta(el(9, 7, 2))
    vuelta(el(9, 7, 3))
    if estado == RECHAZADO:
        assert el_correo().estado == RECHAZADO
        texto = f"No se pudo entregar un aviso a {compromiso.responsable}"
        assert tareas(administra) == [("entregado", texto)]
        return
    # Whoever keeps what it refuses, as a server that died after the dot, has it under one name.
    assert el_correo().estado == ENTREGADO
    assert len(set(nombres(servidor))) == 1
    assert len(servidor.cartas) == 1 + ("punto" in guion)
    dicho = servidor.cartas[-1].get_payload()[0].get_payload(decode=True).decode()
    assert ("te haya llegado ya" in dicho) is dudoso
    assert tareas(administra) == []


def test_the_ladder_goes_on_for_two_days_and_then_a_person_is_told(
    compromiso, administra, solo, vuelta, servidor
):
    solo(URGENTE, DETENIDO)
    servidor.guion = {"RCPT": "450 en lista gris"}
    inicio = cuando = el(9, 7, 1)
    vuelta(cuando)
    esperas = []
    while el_correo().estado == REINTENTO:
        siguiente = el_correo().entregar_desde
        esperas.append((siguiente - cuando).total_seconds() / 60)
        tratos = servidor.conversaciones
        vuelta(siguiente - dt.timedelta(seconds=1))
        assert servidor.conversaciones == tratos  # never before its time
        cuando = siguiente
        vuelta(cuando)

    assert esperas == [*ESCALERA, *[ESCALERA[-1]] * (len(esperas) - len(ESCALERA))]
    assert dt.timedelta(hours=47) <= cuando - inicio <= dt.timedelta(hours=49)
    assert el_correo().estado == RECHAZADO
    vuelta(cuando + dt.timedelta(minutes=1))
    assert [estado for estado, _ in tareas(administra)] == ["entregado"]


@pytest.fixture
def cien(quien):
    return [
        CompromisoFactory(
            responsable=quien, tipo_fecha=TipoFecha.FIJA, fecha_limite=LIMITE, texto=f"Paso {n}"
        )
        for n in range(100)
    ]


@pytest.fixture
def veneno(monkeypatch, cien):
    """Whatever is said of this one cannot be written."""
    malo = cien[13]
    dicho = CompromisosFuente.texto

    def texto(self, obj, ahora):
        if obj.pk == malo.pk:
            raise ValueError("No se puede escribir")
        return dicho(self, obj, ahora)

    monkeypatch.setattr(CompromisosFuente, "texto", texto)
    return malo


def hasta_cuarentena(vuelta, cuando, **filtros):
    """Rounds by its own clock until it is set apart; how many failures it took."""
    while (aviso := Aviso.objects.get(**filtros)).estado == "reintento":
        cuando = max(cuando + dt.timedelta(seconds=1), aviso.entregar_desde)
        vuelta(cuando)
    vuelta(cuando + dt.timedelta(minutes=1))
    assert (aviso.estado, aviso.fallas) == ("cuarentena", MAX_FALLAS)
    assert "No se puede escribir" in aviso.motivo


@pytest.mark.lento
def test_poison_among_a_hundred_stops_only_itself(veneno, administra, solo, vuelta):
    solo(RESUMEN, DETENIDO)
    cuando = el(3, 6, 59)
    vuelta(cuando)
    Aviso.objects.filter(canal="resumen").delete()

    vuelta(el(3, 7, 1))

    assert Aviso.objects.filter(canal="app", estado="entregado").count() == 99
    hasta_cuarentena(vuelta, el(3, 7, 1), canal="app", objeto_id=veneno.pk)
    assert [estado for estado, _ in tareas(administra)] == ["entregado"]


@pytest.mark.lento
def test_a_line_that_spoils_a_summary_leaves_the_others_in_it(veneno, administra, solo, vuelta):
    solo(RESUMEN, DETENIDO)

    vuelta(el(3, 7, 1))

    assert Aviso.objects.filter(canal="resumen", estado="entregado").count() == 99
    assert len(mail.outbox) == 1  # one letter, not one for each line
    assert sum(f"Paso {n}»" in mail.outbox[0].body for n in range(100)) == 99
    hasta_cuarentena(vuelta, el(3, 7, 1), canal="resumen", objeto_id=veneno.pk)
    assert len(mail.outbox) == 1


def test_what_spoils_a_whole_letter_sets_its_lines_apart_together(
    quien, administra, solo, vuelta, monkeypatch
):
    solo(RESUMEN, DETENIDO)
    for _ in range(3):
        CompromisoFactory(responsable=quien, tipo_fecha=TipoFecha.FIJA, fecha_limite=LIMITE)
    monkeypatch.setattr("avisos.clients.correo.por_servidor", lambda mensaje: 1 / 0)
    cuando = el(3, 7, 1)

    for _ in range(MAX_FALLAS):
        vuelta(cuando)
        cuando = Aviso.objects.filter(canal="resumen").first().entregar_desde

    lineas = Aviso.objects.filter(canal="resumen")
    assert {(a.estado, a.fallas) for a in lineas} == {("cuarentena", MAX_FALLAS)}


def test_a_server_that_does_not_answer_costs_a_round_one_try(settings, quien, solo, vuelta):
    """The others wait without asking, and what needs no server leaves."""
    solo("crm-compromiso-1")
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1  # nobody listens there
    for _ in range(12):
        CompromisoFactory(responsable=quien, tipo_fecha=TipoFecha.FIJA, fecha_limite=LIMITE)

    vuelta(el(9, 9))

    estados = Counter(Aviso.objects.values_list("canal", "estado"))
    assert estados == {
        ("app", "entregado"): 12,
        ("correo", "reintento"): 1,
        ("correo", "pendiente"): 11,
    }
