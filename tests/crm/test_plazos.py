"""The limit of a gestión follows its term, until somebody writes another date (case 28)."""

import datetime as dt

import pytest

from avisos.models import Aviso, ReglaAviso
from calendario.calculations import Reglas
from calendario.models import DiaInhabil, ProcesoElectoral
from calendario.queries import reglas
from crm.actions.gestiones import corregir_gestion, registrar_gestion
from crm.actions.plazos import recalcular_plazos
from crm.enums import EstadoGestion
from crm.models import Gestion
from tests.factories.avisos import ReglaAvisoFactory
from tests.factories.calendario import DiaInhabilFactory, ProcesoElectoralFactory
from tests.factories.cuentas import UsuarioFactory
from tests.factories.seguimiento import GestionFactory

pytestmark = pytest.mark.django_db
LUNES = dt.datetime(2024, 5, 13, 16, tzinfo=dt.UTC)  # 10:00 in the office
MARTES_20, LUNES_20 = dt.date(2024, 5, 21), dt.date(2024, 5, 20)


@pytest.fixture(autouse=True)
def _empty_calendar(db):
    DiaInhabil.objects.all().delete()
    ProcesoElectoral.objects.all().delete()


def con_plazo(by, **kwargs):
    """Five working days from Monday 13 May 2024: Monday 20."""
    given = {"plazo_cantidad": 5, "tipo_dias": "habiles", "fecha_solicitud": LUNES} | kwargs
    return registrar_gestion(GestionFactory.build(**given), by=by)


def declarar_inhabil(dia=dt.date(2024, 5, 15)):
    return DiaInhabilFactory(fecha=dia)


def releer(gestion):
    return Gestion.objects.get(pk=gestion.pk)


def test_a_term_gives_the_limit_and_says_how(direccion):
    gestion = releer(con_plazo(direccion))

    assert (gestion.fecha_limite, gestion.limite_calculado) == (LUNES_20, LUNES_20)
    assert gestion.limite_es_calculado
    assert gestion.limite_en is None
    assert gestion.plazo_nota.startswith("Se cuentan 5 días hábiles")


def test_a_term_in_hours_keeps_its_hour(direccion):
    gestion = releer(con_plazo(direccion, plazo_cantidad=24, tipo_dias="horas"))

    assert gestion.fecha_limite == dt.date(2024, 5, 14)
    assert gestion.limite_en == LUNES + dt.timedelta(days=1)


def test_an_electoral_matter_runs_from_moment_to_moment(direccion):
    ProcesoElectoralFactory(
        inicio=dt.date(2023, 9, 7), jornada=dt.date(2024, 6, 2), fin=dt.date(2024, 9, 28)
    )

    gestion = releer(con_plazo(direccion, asunto_electoral=True))

    assert gestion.fecha_limite == dt.date(2024, 5, 18)
    assert gestion.limite_en == LUNES + dt.timedelta(days=5)


def test_without_term_nothing_is_computed(direccion):
    gestion = releer(con_plazo(direccion, plazo_cantidad=None, tipo_dias=""))

    assert (gestion.fecha_limite, gestion.limite_calculado, gestion.plazo_nota) == (None, None, "")


def test_correcting_the_term_moves_the_limit(direccion):
    gestion = releer(con_plazo(direccion))
    gestion.plazo_cantidad = 6

    corregir_gestion(gestion, by=direccion, instituciones=[])

    assert releer(gestion).fecha_limite == MARTES_20


def test_correcting_something_else_keeps_the_limit_computed(direccion):
    gestion = releer(con_plazo(direccion))
    gestion.descripcion = "Otra cosa"

    corregir_gestion(gestion, by=direccion, instituciones=[])

    assert releer(gestion).limite_es_calculado


def test_emptying_the_date_computes_it_again(direccion):
    gestion = releer(con_plazo(direccion, fecha_limite=dt.date(2024, 6, 30)))
    gestion.fecha_limite = None

    corregir_gestion(gestion, by=direccion, instituciones=[])

    assert releer(gestion).fecha_limite == LUNES_20


def test_taking_the_term_away_leaves_the_date_to_the_person(direccion):
    gestion = releer(con_plazo(direccion))
    gestion.plazo_cantidad = None

    corregir_gestion(gestion, by=direccion, instituciones=[])

    found = releer(gestion)
    assert (found.fecha_limite, found.limite_calculado, found.plazo_nota) == (LUNES_20, None, "")


def test_correcting_a_closed_one_keeps_its_limit(direccion):
    gestion = cerrada(con_plazo(direccion))
    declarar_inhabil()
    gestion.descripcion = "Otra cosa"

    corregir_gestion(gestion, by=direccion, instituciones=[])

    assert releer(gestion).fecha_limite == LUNES_20


# The calendar changes ----------------------------------------------------------------------------


def cerrada(gestion):
    Gestion.objects.filter(pk=gestion.pk).update(
        estado=EstadoGestion.ATENDIDA, fecha_atencion=LUNES + dt.timedelta(days=2)
    )
    return releer(gestion)


def test_a_day_declared_later_moves_what_is_open_and_tells_who(direccion):
    responsable = UsuarioFactory()
    gestion = con_plazo(direccion, responsable=responsable)
    declarar_inhabil()

    movidos = recalcular_plazos()

    assert [(m.folio, m.antes, m.despues, m.personas) for m in movidos] == [
        (gestion.folio, LUNES_20, MARTES_20, (responsable.pk,))
    ]
    assert releer(gestion).fecha_limite == MARTES_20


def test_history_says_why_it_moved(direccion):
    gestion = con_plazo(direccion)
    declarar_inhabil()

    recalcular_plazos()

    ultimo = releer(gestion).history.first()
    assert ultimo.history_change_reason == "Cambió el calendario: se volvió a calcular el plazo"
    assert (ultimo.history_user, ultimo.version) == (None, gestion.version + 1)


def test_whoever_registered_is_told_when_nobody_has_it_in_charge(direccion):
    con_plazo(direccion)
    declarar_inhabil()

    assert recalcular_plazos()[0].personas == (direccion.pk,)


def test_a_day_taken_off_the_list_moves_it_back(direccion):
    dia = declarar_inhabil()
    gestion = con_plazo(direccion)
    dia.eliminar(by=direccion)

    recalcular_plazos()

    assert releer(gestion).fecha_limite == LUNES_20


def test_what_is_closed_never_moves(direccion):
    gestion = cerrada(con_plazo(direccion))
    declarar_inhabil()

    assert recalcular_plazos() == []
    assert releer(gestion).fecha_limite == LUNES_20


def test_a_date_written_by_hand_never_moves(direccion):
    a_mano = con_plazo(direccion, fecha_limite=dt.date(2024, 6, 30))
    igual = con_plazo(direccion, fecha_limite=LUNES_20)  # by chance, the computed one
    declarar_inhabil()

    assert recalcular_plazos() == []
    assert releer(a_mano).fecha_limite == dt.date(2024, 6, 30)
    assert releer(igual).fecha_limite == LUNES_20


def test_a_date_changed_by_a_bulk_edit_is_by_hand(direccion):
    gestion = releer(con_plazo(direccion))
    gestion.fecha_limite = dt.date(2024, 6, 30)
    Gestion.objects.guardar_varios([gestion], ["fecha_limite"], by=direccion)
    declarar_inhabil()

    assert recalcular_plazos() == []
    assert not releer(gestion).limite_es_calculado


def test_repeating_it_writes_nothing(direccion):
    gestion = con_plazo(direccion)
    declarar_inhabil()
    recalcular_plazos()
    version = releer(gestion).version

    assert recalcular_plazos() == []
    assert releer(gestion).version == version


def test_days_that_do_not_touch_the_term_move_nothing(direccion):
    gestion = con_plazo(direccion)
    declarar_inhabil(dt.date(2024, 5, 21))

    assert recalcular_plazos() == []
    assert releer(gestion).version == gestion.version


def test_a_run_that_began_with_an_older_calendar_does_not_write_it(direccion, monkeypatch):
    """Two runs at once: the rules that count are those read with the rows locked."""
    gestion = con_plazo(direccion)
    vieja = Reglas(inhabiles={dt.date(2024, 5, 15): "ya se quitó"})
    leidas = iter([vieja, reglas()])
    monkeypatch.setattr("crm.actions.plazos.reglas", lambda: next(leidas))

    assert recalcular_plazos() == []
    assert releer(gestion).fecha_limite == LUNES_20


def test_nothing_is_locked_when_nothing_changes(direccion, django_assert_num_queries):
    con_plazo(direccion)

    with django_assert_num_queries(2):  # the calendar and the open terms
        recalcular_plazos()


def test_a_term_that_has_no_answer_does_not_stop_the_others(direccion):
    rota = con_plazo(direccion)
    Gestion.objects.filter(pk=rota.pk).update(plazo_cantidad=9000)
    gestion = con_plazo(direccion)
    declarar_inhabil()

    assert [m.folio for m in recalcular_plazos()] == [gestion.folio]


def test_queries_do_not_grow_with_the_rows(direccion, django_assert_max_num_queries):
    for _ in range(30):
        con_plazo(direccion)
    declarar_inhabil()

    with django_assert_max_num_queries(16):
        movidos = recalcular_plazos()

    assert len(movidos) == 30


@pytest.mark.django_db(transaction=True)
def test_declaring_a_day_recomputes_after_commit(direccion, settings):
    # A test that commits empties the tables first, the rules of the migrations included.
    if not ReglaAviso.objects.filter(clave="crm-gestion-limite").exists():
        ReglaAvisoFactory(clave="crm-gestion-limite", fuente="crm.turno", al_ocurrir=True)
    gestion = con_plazo(direccion)

    declarar_inhabil()

    assert releer(gestion).fecha_limite == MARTES_20
    assert Aviso.objects.get(canal="app").destinatario == direccion


# Doors -------------------------------------------------------------------------------------------

PEDIDO = {
    "tipo": "opinion_pertinencia",
    "medio": "oficio",
    "fecha_solicitud": "13/05/2024 10:00",
    "descripcion": "Opinión sobre un convenio",
}


def test_the_form_computes_and_the_record_explains(cliente):
    response = cliente.post(
        "/crm/gestiones/crear/", PEDIDO | {"plazo_cantidad": "5", "tipo_dias": "habiles"}
    )

    text = cliente.get(response.url).text
    assert Gestion.objects.get().fecha_limite == LUNES_20
    assert "Cómo se contó el plazo" in text
    assert "Se cuentan 5 días hábiles" in text


def test_the_form_sent_again_as_it_was_keeps_the_limit_computed(cliente):
    datos = PEDIDO | {"plazo_cantidad": "5", "tipo_dias": "habiles"}
    url = cliente.post("/crm/gestiones/crear/", datos).url

    cliente.post(f"{url}editar/", datos | {"fecha_limite": "20/05/2024", "version": "1"})

    assert Gestion.objects.get().limite_es_calculado


def test_the_form_asks_what_the_term_counts(cliente):
    response = cliente.post("/crm/gestiones/crear/", PEDIDO | {"plazo_cantidad": "5"})

    assert response.status_code == 422
    assert "Elige qué cuenta el plazo: días naturales, hábiles u horas." in response.text
    assert not Gestion.objects.exists()


def test_the_form_says_when_a_term_has_no_answer(cliente):
    response = cliente.post(
        "/crm/gestiones/crear/", PEDIDO | {"plazo_cantidad": "5000", "tipo_dias": "habiles"}
    )

    assert response.status_code == 422
    assert "El plazo debe ser de 1 a 3,660." in response.text
