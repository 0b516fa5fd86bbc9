"""Reminders of agreements (dominio 4.3): expiry, notice of non-renewal, stage, turn."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from avisos.actions import planear
from avisos.models import Aviso, ReglaAviso
from avisos.queries import fuentes
from calendario.models import DiaInhabil
from convenios.actions import turnos
from convenios.actions.plazos import recalcular_plazos
from convenios.enums import EnManosDe, EstadoConvenio
from convenios.models import Convenio
from tests.avisos.conftest import el
from tests.convenios.vida import Vida
from tests.factories.convenios import ConvenioFactory
from tests.factories.cuentas import UsuarioFactory

pytestmark = pytest.mark.django_db
SUSCRITO = {
    "estado": EstadoConvenio.SUSCRITO,
    "fecha_suscripcion": dt.date(2023, 1, 1),
    "fecha_inicio": dt.date(2023, 1, 1),
    "tipo_vigencia": "fecha_determinada",
    "creado_en": el(1, mes=1),
}


def por_vencer():
    return ConvenioFactory(
        **SUSCRITO, fecha_fin=dt.date(2024, 6, 9), responsable=UsuarioFactory(roles=["enlace_dvoe"])
    )


def de_la_regla(clave):
    return Aviso.objects.filter(regla__clave=clave, canal="app")


@pytest.mark.parametrize(
    ("clave", "cuando"),
    [
        ("convenios-vence-30", el(10, 9)),
        ("convenios-vence-7", el(2, 9, mes=6)),
        ("convenios-vencido", el(10, 9, mes=6)),
    ],
)
def test_expiry_is_told_to_who_is_in_charge(clave, cuando, solo):
    convenio = por_vencer()
    solo(clave)

    planear(fuentes()["convenios.vencimiento"], cuando, cuando)

    assert [a.destinatario_id for a in de_la_regla(clave)] == [convenio.responsable_id]


def test_nobody_is_told_of_what_came_already_expired(solo):
    ConvenioFactory(**SUSCRITO, fecha_fin=dt.date(2023, 6, 9), es_historico=True)
    solo("convenios-vencido")

    planear(fuentes()["convenios.vencimiento"], el(10, 9), el(10, 9))

    assert not de_la_regla("convenios-vencido").exists()


def test_date_of_notice_is_told_fifteen_days_before(solo):
    fin = timezone.localdate() + dt.timedelta(days=45)
    convenio = ConvenioFactory(
        **SUSCRITO,
        fecha_fin=fin,
        renovacion="automatica",
        periodo_meses=12,
        aviso_dias=30,
        responsable=UsuarioFactory(roles=["enlace_dvoe"]),
    )
    solo("convenios-no-renovar-15")
    assert convenio.aviso_limite == fin - dt.timedelta(days=30)

    ahora = timezone.now()
    planear(fuentes()["convenios.no_renovacion"], ahora, ahora)

    assert de_la_regla("convenios-no-renovar-15").count() == 1
    assert "se renueva solo" in fuentes()["convenios.no_renovacion"].texto(convenio, ahora)


def test_stage_beyond_its_norm_is_told(solo):
    convenio = ConvenioFactory(
        etapa_limite=dt.date(2024, 5, 9), responsable=UsuarioFactory(roles=["enlace_dvoe"])
    )
    solo("convenios-etapa")

    planear(fuentes()["convenios.etapa"], el(10, 9), el(10, 9))

    assert de_la_regla("convenios-etapa").get().destinatario == convenio.responsable
    texto = fuentes()["convenios.etapa"].texto(convenio, el(10, 9))
    assert "rebasó el plazo de solicitud" in texto


@pytest.mark.parametrize("clave", ["convenios-vence-30", "convenios-etapa"])
def test_planning_asks_the_same_for_many(clave, solo):
    solo(clave)
    regla = ReglaAviso.objects.get(clave=clave)

    def crear():
        por_vencer()
        ConvenioFactory(etapa_limite=dt.date(2024, 5, 9), responsable=UsuarioFactory())

    def cuantas():
        with CaptureQueriesContext(connection) as hechas:
            planear(fuentes()[regla.fuente], el(10, 9), el(10, 9))
        return len(hechas)

    crear()
    pocas = cuantas()
    for _ in range(4):
        crear()

    assert cuantas() == pocas


def test_passing_the_turn_tells_who_receives_it(persona):
    vida = Vida(persona)
    juridico = vida.juridico

    turnos.pasar_turno(vida.leer(), by=vida.enlace, en_manos_de=EnManosDe.JURIDICO, nota="Revisa")

    aviso = de_la_regla("convenios-turno").get()
    assert aviso.destinatario == juridico
    assert aviso.texto.startswith(f"Es tu turno: {vida.convenio.folio}")


def test_passing_it_to_the_counterpart_tells_nobody_and_stops_its_limit(persona):
    vida = Vida(persona)

    convenio = turnos.pasar_turno(vida.leer(), by=vida.enlace, en_manos_de=EnManosDe.CONTRAPARTE)

    assert convenio.etapa_limite is None
    assert not de_la_regla("convenios-turno").exists()


def test_new_non_working_day_moves_the_limit_of_what_is_open(persona):
    convenio = Vida(persona).convenio
    antes = convenio.etapa_limite
    DiaInhabil(fecha=antes, motivo="Cierre del edificio").guardar(by=None)

    recalcular_plazos()

    assert Convenio.objects.get(pk=convenio.pk).etapa_limite > antes
    assert recalcular_plazos() == 0
