"""A round: what is planned, what is taken back, what is told and in which words."""

import datetime as dt

import pytest
from django.core import mail

from avisos.enums import EstadoAviso
from avisos.models import Aviso, Latido, PreferenciaAvisos, ReglaAviso
from avisos.queries import fuentes
from crm.actions import compromisos, gestiones
from crm.actions import reuniones as acciones_reuniones
from crm.enums import EnManosDe, TipoFecha
from cuentas.enums import Rol
from tests.avisos.conftest import LIMITE, el
from tests.factories.cuentas import AreaFactory
from tests.factories.seguimiento import CompromisoFactory, GestionFactory, ReunionFactory

pytestmark = pytest.mark.django_db


def dichos(**filtros):
    rows = Aviso.objects.filter(**filtros).order_by("canal", "momento", "pk")
    return [(a.canal, a.estado, a.texto) for a in rows]


def test_a_week_before_is_told_in_the_application_and_in_the_summary(compromiso, solo, vuelta):
    solo("crm-compromiso-7")

    vuelta(el(3, 6, 59))
    antes = dichos()
    vuelta(el(3, 7, 1))

    assert antes == [("app", "pendiente", ""), ("resumen", "pendiente", "")]
    texto = "El compromiso «Enviar el acta» vence en 7 días"
    assert dichos() == [("app", "entregado", texto), ("resumen", "entregado", texto)]
    assert [m.to for m in mail.outbox] == [[compromiso.responsable.correo]]
    assert "acta" not in mail.outbox[0].subject
    assert texto in mail.outbox[0].body


def test_ringing_again_tells_nothing_twice(compromiso, solo, vuelta):
    solo("crm-compromiso-7", "crm-compromiso-1")

    entregados = [vuelta(el(dia, 7, minuto)) for dia in (3, 4, 9, 9) for minuto in (1, 2, 3)]

    # The 3rd: application and summary. The 9th: application and mail of its own.
    assert sum(entregados) == 4
    assert len(mail.outbox) == 2


def test_nothing_is_told_twice_after_a_crash_of_the_clock(compromiso, solo, vuelta):
    solo("crm-compromiso-7")
    vuelta(el(3, 9))

    vuelta(el(3, 8))  # the clock went back one hour
    vuelta(el(4, 9))  # and forward one day

    assert len(mail.outbox) == 1
    assert Aviso.objects.filter(estado="entregado").count() == 2


def test_after_two_days_of_silence_one_late_notice_says_so(compromiso, solo, vuelta):
    """F07: T-15, T-7 and T-1 went by while nobody rang."""
    solo("crm-compromiso-15", "crm-compromiso-7", "crm-compromiso-1")
    ReglaAviso.objects.filter(clave="crm-compromiso-1").update(antes=6)
    vuelta(el(20, mes=4))

    vuelta(el(5, 9), anterior=el(20, mes=4))

    app = Aviso.objects.filter(canal="app")
    assert [a.estado for a in app.order_by("momento")] == ["omitido", "omitido", "entregado"]
    entregado = app.get(estado="entregado")
    assert entregado.texto.endswith("vence en 5 días")
    assert "sale con retraso: debió llegar el 04/05/2024" in entregado.detalle
    assert len(mail.outbox) == 1


def test_what_expired_meanwhile_is_told_as_expired(compromiso, solo, vuelta):
    solo("crm-compromiso-7", "crm-compromiso-vencido")
    vuelta(el(1))

    vuelta(el(13, 9), anterior=el(1))

    (aviso,) = Aviso.objects.filter(canal="app", estado="entregado")
    assert aviso.texto.endswith("venció hace 3 días")


def test_a_moved_date_takes_back_and_plans_again(compromiso, quien, solo, vuelta):
    solo("crm-compromiso-7")
    vuelta(el(2))
    compromiso.fecha_limite = LIMITE + dt.timedelta(days=3)
    compromiso.guardar(by=quien)

    vuelta(el(3, 9))
    el_tres = dichos(canal="app")
    vuelta(el(6, 9))

    assert el_tres == [("app", "omitido", ""), ("app", "pendiente", "")]
    assert [e for _c, e, _t in dichos(canal="app")] == ["omitido", "entregado"]
    assert "cambió de fecha" in Aviso.objects.filter(estado="omitido").first().motivo


def test_what_was_fulfilled_is_not_told_and_what_was_told_is_put_away(
    compromiso, quien, solo, vuelta
):
    solo("crm-compromiso-7", "crm-compromiso-1")
    vuelta(el(3, 9))
    compromisos.cumplir(compromiso, by=quien, fecha=dt.date(2024, 5, 4))

    vuelta(el(9, 9))

    siete = Aviso.objects.get(regla__clave="crm-compromiso-7", canal="app")
    assert siete.estado == "entregado"
    assert siete.resuelto_en
    assert not Aviso.objects.filter(regla__clave="crm-compromiso-1", estado="entregado").exists()


def test_closed_after_being_taken_is_not_told(compromiso, quien, solo, vuelta, monkeypatch):
    """F08: looked at again at the moment of handing over."""
    solo("crm-compromiso-7")
    vuelta(el(2))
    monkeypatch.setattr("avisos.actions.vuelta.retirar", lambda *args: 0)
    compromisos.cumplir(compromiso, by=quien, fecha=dt.date(2024, 5, 2))

    vuelta(el(3, 9))

    assert {a.estado for a in Aviso.objects.all()} == {"omitido"}
    assert mail.outbox == []


def test_who_left_is_not_told_and_the_direction_is(compromiso, quien, direccion, solo, vuelta):
    """F09."""
    solo("crm-compromiso-7")
    vuelta(el(2))
    quien.is_active = False
    quien.guardar(by=None)

    vuelta(el(3, 9))
    vuelta(el(3, 9, 1))

    propios = Aviso.objects.filter(destinatario=quien)
    assert {(a.estado, a.motivo) for a in propios} == {
        ("omitido", "La persona ya no está o ya no puede ver el asunto.")
    }
    assert Aviso.objects.filter(destinatario=direccion, estado="entregado").count() >= 1


def test_who_takes_it_over_is_told(compromiso, quien, persona, solo, vuelta):
    solo("crm-compromiso-7")
    vuelta(el(3, 9))
    otra = persona(Rol.ENLACE_DVOE)
    compromiso.responsable = otra
    compromiso.guardar(by=quien)

    vuelta(el(4, 9))

    assert Aviso.objects.filter(destinatario=otra, canal="app", estado="entregado").count() == 1


def test_the_direction_hears_of_what_nobody_attends(compromiso, direccion, solo, vuelta):
    solo("crm-compromiso-escala")

    vuelta(el(20, 7, 1))

    (aviso,) = Aviso.objects.filter(canal="app", estado="entregado")
    assert aviso.destinatario == direccion
    assert aviso.texto.endswith("venció hace 10 días")


def test_each_person_decides_the_mail(compromiso, quien, solo, vuelta):
    solo("crm-compromiso-1")
    PreferenciaAvisos.objects.create(persona=quien, correo="nada")

    vuelta(el(9, 9))

    assert [canal for canal, _e, _t in dichos()] == ["app"]
    assert mail.outbox == []


def test_urgent_mail_waits_for_the_end_of_the_silence(compromiso, quien, solo, vuelta):
    solo("crm-compromiso-1")
    PreferenciaAvisos.objects.create(
        persona=quien, silencio_desde=dt.time(6), silencio_hasta=dt.time(10)
    )

    vuelta(el(9, 7, 1))
    en_silencio = len(mail.outbox)
    vuelta(el(9, 10))

    assert (en_silencio, len(mail.outbox)) == (0, 1)


def test_summary_is_one_letter_with_every_line(quien, solo, vuelta):
    solo("crm-compromiso-7")
    for n in range(12):
        CompromisoFactory(
            responsable=quien, tipo_fecha=TipoFecha.FIJA, fecha_limite=LIMITE, texto=f"Paso {n}"
        )

    vuelta(el(3, 7, 1))

    assert len(mail.outbox) == 1
    assert all(f"Paso {n}" in mail.outbox[0].body for n in range(12))


def test_meeting_that_moves_is_told_with_its_new_hour(quien, solo, vuelta):
    solo("crm-reunion-1")
    reunion = ReunionFactory(by=quien, inicio=el(10, 10), asunto="Mesa con el INE")
    vuelta(el(8))
    acciones_reuniones.reprogramar(
        reunion, by=quien, inicio=el(10, 17), fin=None, motivo="Cambió la sala"
    )

    vuelta(el(9, 7, 1))

    app = list(Aviso.objects.filter(canal="app").order_by("pk"))
    assert [a.estado for a in app] == ["omitido", "entregado"]
    assert app[1].texto == "La reunión «Mesa con el INE» es mañana a las 17:00"


def test_gestion_sent_to_an_area_is_told_to_its_people(quien, persona, vuelta):
    area = AreaFactory()
    suya = persona(Rol.DIRECCION_DVOE, area=area)
    gestion = GestionFactory(by=quien)

    gestiones.turnar(gestion, by=quien, en_manos_de=EnManosDe.AREA, area=area)
    vuelta(dt.datetime.now(dt.UTC))

    (aviso,) = Aviso.objects.filter(destinatario=suya, canal="app")
    assert (aviso.estado, aviso.texto) == (
        "entregado",
        f"Te turnaron la gestión {gestion.folio}",
    )


def test_one_bad_source_does_not_silence_the_others(compromiso, solo, vuelta, monkeypatch):
    solo("crm-compromiso-7", "crm-gestion-5")
    bad = fuentes()["crm.gestion"].__class__
    monkeypatch.setattr(bad, "abiertos", lambda self: 1 / 0)

    vuelta(el(3, 9))

    assert "ZeroDivisionError" in Latido.objects.get().problema
    assert Aviso.objects.filter(canal="app", estado=EstadoAviso.ENTREGADO).count() == 1


def test_a_round_costs_the_same_with_many(quien, solo, vuelta, django_assert_max_num_queries):
    solo("crm-compromiso-7")
    for _ in range(40):
        CompromisoFactory(responsable=quien, tipo_fecha=TipoFecha.FIJA, fecha_limite=LIMITE)

    # Two writes per person told, and what each source asks once.
    with django_assert_max_num_queries(2 * 40 + 9 * len(fuentes())):
        vuelta(el(3, 7, 1))
