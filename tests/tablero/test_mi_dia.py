"""Mi día: what it says, in what order, with which act, and counters that equal their lists."""

import datetime as dt
import itertools

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from core.models import Parametro
from core.pagination import CAP
from crm.actions import gestiones as actos
from crm.enums import EnManosDe, EstadoGestion, EstadoReunion, TipoEvidencia
from crm.models import Compromiso, Gestion, Reunion, Turno
from crm.queries.pendientes import EQUIPO, SIN_MOVIMIENTO, YO, con_algo_pendiente
from cuentas.enums import Rol
from tablero.queries.mi_dia import lectura, mi_dia
from tablero.queries.mi_dia.recientes import recientes
from tablero.queries.mi_dia.tramos import POR_SECCION, en_palabras
from tests.factories.crm import InstitucionFactory
from tests.factories.cuentas import AreaFactory
from tests.factories.seguimiento import (
    AsistenciaFactory,
    CompromisoFactory,
    GestionFactory,
    ReunionFactory,
)

pytestmark = pytest.mark.django_db
HOY = dt.date(2026, 3, 4)


@pytest.fixture(autouse=True)
def _a_mediodia():
    """What is to be held today at 23:00 has not passed, whatever hour these run at."""
    dia = timezone.localtime().replace(hour=12, minute=0)
    with time_machine.travel(dia):
        yield


def en_dias(dias):
    return timezone.localdate() + dt.timedelta(days=dias)


def a_las(dias, hora=12):
    zona = timezone.get_default_timezone()
    return dt.datetime.combine(en_dias(dias), dt.time(hora), zona)


def secciones(user, de=YO):
    return {s.clave: s for s in mi_dia(user, de, timezone.localdate()).secciones}


@pytest.fixture
def equipo(persona):
    """Two people of an area and somebody of another."""
    area = AreaFactory()
    yo = persona(Rol.DIRECCION_DVOE, area=area)
    return yo, persona(Rol.ENLACE_DVOE, area=area), persona(Rol.ENLACE_DVOE, area=AreaFactory())


def sembrar(yo, companera, ajena):
    """Something of each kind, date and state for each person."""
    for quien, dias in itertools.product((yo, companera, ajena), (-3, -1, 0, 1, 7, 8)):
        CompromisoFactory(responsable=quien, fecha_limite=en_dias(dias), institucion=None)
        GestionFactory(responsable=quien, fecha_limite=en_dias(dias))
        ReunionFactory(inicio=a_las(dias, 23 if dias >= 0 else 9), by=quien)
    CompromisoFactory(responsable=None, area=yo.area, fecha_limite=en_dias(0))
    for estado in (EstadoReunion.CELEBRADA, EstadoReunion.MINUTA_EN_REVISION):
        AsistenciaFactory(
            reunion=ReunionFactory(inicio=a_las(-5), estado=estado, by=ajena),
            contacto=None,
            integrante=yo,
        )
    turnada = GestionFactory(responsable=ajena)
    actos.turnar(turnada, by=yo, en_manos_de=EnManosDe.AREA, area=yo.area)
    GestionFactory(responsable=None)
    vieja = GestionFactory(responsable=yo)
    Gestion.objects.filter(pk=vieja.pk).update(actualizado_en=a_las(-40))
    GestionFactory(responsable=yo, fecha_limite=en_dias(-1), estado=EstadoGestion.CANCELADA)
    CompromisoFactory(responsable=yo, fecha_limite=en_dias(-1)).eliminar(by=yo)


@pytest.mark.parametrize("de", [YO, EQUIPO])
def test_every_counter_equals_the_list_behind_it(entrar, equipo, de):
    sembrar(*equipo)
    yo = equipo[0]
    cliente = entrar(yo)

    contadas = 0
    for seccion in secciones(yo, de).values():
        for lista in seccion.listas:
            respuesta = cliente.get(lista.tramo.url)
            assert respuesta.status_code == 200
            assert respuesta.context["count"].text == lista.cuenta.text, lista.tramo.url
            assert respuesta.context["filter"].active, lista.tramo.url
            contadas += bool(lista.cuenta.value)
        assert seccion.cuenta.value == sum(lista.cuenta.value for lista in seccion.listas)

    assert contadas >= 10


def test_each_thing_is_where_its_date_and_turn_say(equipo):
    sembrar(*equipo)

    cuentas = {c: s.cuenta.value for c, s in secciones(equipo[0]).items()}
    de_equipo = {c: s.cuenta.value for c, s in secciones(equipo[0], EQUIPO).items()}

    # mine: 2 commitments and 2 gestiones late; one of each today; two days of three kinds ahead;
    # 6 + 1 gestiones in my hands, 1 turned to my area, 2 past meetings and 2 without their minutes
    assert cuentas == {"vencidos": 4, "hoy": 3, "semana": 6, "esperan": 12, "envejecen": 1}
    # with a colleague; today, besides, what is my area's; and the one that nobody has
    assert de_equipo == {"vencidos": 8, "hoy": 7, "semana": 12, "esperan": 21, "envejecen": 1}


def test_page_shows_them_with_their_counts_and_their_lists(entrar, equipo):
    sembrar(*equipo)
    cliente = entrar(equipo[0])

    for direccion in ("/", "/?de=equipo"):
        respuesta = cliente.get(direccion)
        html = respuesta.content.decode()
        for seccion in respuesta.context["dia"].secciones:
            assert f'id="{seccion.clave}"' in html
            for lista in seccion.con_algo:
                assert f'href="{lista.tramo.url.replace("&", "&amp;")}">{lista.texto}</a>' in html
            for renglon in seccion.renglones:
                assert f'href="{renglon.accion.url}">{renglon.accion.texto}<' in html


def test_every_act_that_is_offered_opens(entrar, equipo, persona):
    sembrar(*equipo)
    solicitante = persona(Rol.AREA_SOLICITANTE, area=equipo[0].area)
    captura = persona(Rol.CAPTURISTA, area=equipo[0].area)
    for quien in (equipo[0], solicitante, captura):
        cliente = entrar(quien)
        for seccion in secciones(quien, EQUIPO).values():
            for renglon in seccion.renglones:
                assert cliente.get(renglon.url).status_code == 200
                assert cliente.get(renglon.accion.url).status_code == 200, renglon


def test_the_act_is_the_one_that_comes_next(direccion):
    def accion(seccion):
        (renglon,) = secciones(direccion)[seccion].renglones
        return renglon.accion.texto

    compromiso = CompromisoFactory(responsable=direccion, fecha_limite=en_dias(-1))
    assert accion("vencidos") == "Cumplir"
    compromiso.eliminar(by=direccion)
    gestion = GestionFactory(responsable=direccion, fecha_limite=en_dias(-1))
    assert accion("vencidos") == "Iniciar"
    actos.iniciar(gestion, by=direccion)
    assert accion("vencidos") == "Atender"
    Gestion.objects.update(estado=EstadoGestion.ATENDIDA, fecha_atencion=timezone.now())
    reunion = ReunionFactory(inicio=a_las(-1), by=direccion)
    for estado, texto in (
        (EstadoReunion.PROGRAMADA, "Registrar"),
        (EstadoReunion.CELEBRADA, "Escribir minuta"),
        (EstadoReunion.MINUTA_EN_REVISION, "Revisar minuta"),
    ):
        type(reunion).objects.update(estado=estado)
        assert accion("esperan") == texto
    type(reunion).objects.update(estado=EstadoReunion.PROGRAMADA, inicio=a_las(1))
    assert accion("semana") == "Preparar"


def test_what_was_said_above_is_not_said_again(direccion):
    """Late and in my hands: once among the rows, twice among the counts."""
    GestionFactory(responsable=direccion, fecha_limite=en_dias(-1))

    vistas = secciones(direccion)

    assert [len(vistas[c].renglones) for c in ("vencidos", "esperan")] == [1, 0]
    assert (vistas["esperan"].cuenta.value, vistas["esperan"].repetidos) == (1, 1)


def test_sections_show_eight_and_count_them_all(direccion):
    for dias in range(1, 31):
        CompromisoFactory(responsable=direccion, fecha_limite=en_dias(-dias), institucion=None)

    vencidos = secciones(direccion)["vencidos"]

    assert (len(vencidos.renglones), vencidos.cuenta.value) == (POR_SECCION, 30)
    assert vencidos.renglones[0].cuando == en_dias(-30)


def test_counts_stop_at_the_cap(entrar, direccion):
    nuevos = [
        Compromiso(texto=f"c{n}", responsable=direccion, fecha_limite=en_dias(-1))
        for n in range(CAP + 1)
    ]
    Compromiso.objects.crear_varios(nuevos, by=direccion)

    vencidos = secciones(direccion)["vencidos"]
    lista = entrar(direccion).get(vencidos.listas[0].tramo.url)

    assert vencidos.cuenta.text == "más de 1,000"
    assert vencidos.listas[0].texto == "más de 1,000 compromisos"
    assert lista.context["count"].text == "más de 1,000"


def test_what_ages_follows_the_office_s_number_and_any_movement(direccion):
    gestion = GestionFactory(responsable=direccion)
    Gestion.objects.update(actualizado_en=a_las(-20))
    assert secciones(direccion)["envejecen"].cuenta.value == 1

    Parametro(clave=SIN_MOVIMIENTO, valor=30, desde=dt.date(2020, 1, 1)).guardar(by=None)
    assert secciones(direccion)["envejecen"].cuenta.value == 0

    Parametro.objects.update(valor=10)
    assert secciones(direccion)["envejecen"].cuenta.value == 1
    actos.agregar_evidencia(gestion, by=direccion, tipo=TipoEvidencia.SOLICITUD, referencia="OF/1")
    assert secciones(direccion)["envejecen"].cuenta.value == 0


def test_what_waits_is_told_by_the_turn_in_course(direccion):
    gestion = GestionFactory(responsable=direccion)
    Turno.objects.update(desde=a_las(-12))
    (renglon,) = secciones(direccion)["esperan"].renglones
    assert renglon.nota.startswith("Espera desde hace 12 días (")

    institucion = InstitucionFactory()
    actos.turnar(gestion, by=direccion, en_manos_de=EnManosDe.CONTRAPARTE, institucion=institucion)

    assert secciones(direccion)["esperan"].cuenta.value == 0


def test_an_empty_day_says_what_comes_next(cliente, direccion):
    vacio = cliente.get("/").content.decode()
    ReunionFactory(asunto="Foro lejano", inicio=a_las(30), by=direccion)
    con_algo = cliente.get("/").content.decode()

    assert "No tienes pendientes" in vacio
    assert "Lo siguiente: " not in vacio
    assert "Foro lejano</a>" in con_algo.split("Lo siguiente: ")[1]


def test_who_has_no_area_has_no_team(cliente, direccion):
    html = cliente.get("/?de=equipo").content.decode()

    assert "Mi equipo" not in html
    assert all(s.cuenta.value == 0 for s in secciones(direccion, EQUIPO).values())


@pytest.mark.parametrize("rol", list(Rol))
def test_nobody_is_told_of_what_they_may_not_see(persona, rol):
    quien = persona(rol, area=AreaFactory())
    CompromisoFactory(responsable=quien, fecha_limite=en_dias(-1), institucion=None)
    GestionFactory(responsable=quien, fecha_limite=en_dias(-1))

    listas = secciones(quien)["vencidos"].listas

    esperados = {
        modelo
        for modelo, clase in (("compromiso", Compromiso), ("gestion", Gestion))
        if clase.objects.visibles_para(quien).exists()
    }
    assert {fila.clave[0] for lista in listas for fila in lista.filas} == esperados


def test_recent_is_what_i_touched_last_first(direccion, persona):
    otra = persona(Rol.ENLACE_DVOE)
    CompromisoFactory(texto="ajeno", by=otra)
    InstitucionFactory(nombre="Ateneo", by=direccion)
    CompromisoFactory(texto="mío", by=direccion, institucion=None)
    ReunionFactory(asunto="última", by=direccion)

    assert [r.texto for r in recientes(direccion)] == ["última", "mío", "Ateneo"]


@pytest.mark.parametrize(
    ("falta", "esperadas"),
    [
        ("registrar", {"ayer programada", "ayer convocada"}),
        ("escribir", {"ayer celebrada", "mañana celebrada"}),
        ("revisar", {"ayer minuta_en_revision", "mañana minuta_en_revision"}),
    ],
)
def test_what_a_meeting_lacks_follows_from_its_state_and_its_date(direccion, falta, esperadas):
    for dia, estado in itertools.product(("ayer", "mañana"), EstadoReunion):
        inicio = a_las(-1 if dia == "ayer" else 1)
        ReunionFactory(asunto=f"{dia} {estado.value}", inicio=inicio, estado=estado, by=direccion)
    todas = Reunion.objects.visibles_para(direccion)

    assert {r.asunto for r in con_algo_pendiente(todas, falta)} == esperadas
    assert esperadas <= {r.asunto for r in con_algo_pendiente(todas)}
    assert con_algo_pendiente(todas).count() == 6


def test_recent_comes_on_its_own_and_has_a_page_without_scripts(entrar, persona):
    quien = persona(Rol.CAPTURISTA)
    CompromisoFactory(texto="recién cambiado", by=quien, institucion=None)
    cliente = entrar(quien)

    dia = cliente.get("/").content.decode()
    pagina = cliente.get("/recientes/").content.decode()
    trozo = cliente.get("/recientes/", headers={"HX-Request": "true"}).content.decode()

    assert 'hx-get="/recientes/"' in dia
    assert '<a href="/recientes/">' in dia
    assert "recién cambiado" not in dia
    assert "recién cambiado" in pagina
    assert "<main" in pagina
    assert "recién cambiado" in trozo
    assert "<main" not in trozo


def test_order_between_days_and_instants_is_that_of_the_office(direccion):
    """A meeting of 11 p.m. here is of tomorrow in universal time, and of today in the day."""
    CompromisoFactory(responsable=direccion, fecha_limite=en_dias(2), institucion=None)
    ReunionFactory(inicio=a_las(2, 23), by=direccion)
    GestionFactory(responsable=direccion, fecha_limite=en_dias(1))
    ReunionFactory(inicio=a_las(1, 9), by=direccion)

    renglones = secciones(direccion)["semana"].renglones

    assert [r.que.split()[0] for r in renglones] == ["Reunión", "Gestión", "Reunión", "Compromiso"]


@pytest.mark.parametrize("de", ["yo", "equipo"])
def test_queries_do_not_grow_with_what_there_is(entrar, equipo, de):
    cliente = entrar(equipo[0])
    sembrar(*equipo)

    def consultas():
        with CaptureQueriesContext(connection) as hechas:
            cliente.get(f"/?de={de}")
        return len(hechas)

    consultas()
    pocas = consultas()
    for _ in range(5):
        sembrar(*equipo)

    # One more, and only one, when something has to be counted apart.
    assert consultas() <= pocas + 1 <= 15


@pytest.mark.parametrize(
    ("cuando", "texto"),
    [
        (HOY, "Vence hoy (mié 4 mar)"),
        (HOY - dt.timedelta(days=1), "Venció ayer (mar 3 mar)"),
        (HOY + dt.timedelta(days=3), "Vence en 3 días (sáb 7 mar)"),
        (dt.date(2025, 12, 31), "Venció hace 2 meses (31 dic 2025)"),
        (dt.datetime(2026, 3, 5, 4, 30, tzinfo=dt.UTC), "Vence hoy (mié 4 mar, 22:30 h)"),
    ],
)
def test_dates_are_said_in_words_beside_the_date(cuando, texto):
    assert en_palabras(cuando, HOY, ("Venció", "Vence")) == texto


def test_states_are_written_in_the_statement_and_nothing_else_is():
    valores = ("programada", "2026-03-04", "x' OR 1=1 --", 7, "Ñandú", "")

    sql, quedan = lectura._con_estados("a = %s AND b IN (%s, %s, %s, %s, %s)", valores)

    assert sql == "a = 'programada' AND b IN (%s, %s, %s, %s, %s)"
    assert quedan == valores[1:]
