"""The calendar: what falls on each day, for whom, in the three views."""

import datetime as dt
import re
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from crm.enums import EstadoReunion
from cuentas.enums import Rol
from tablero.queries.agenda import agenda, eventos
from tablero.queries.agenda.capas import CAPAS, otra_hora
from tablero.queries.agenda.periodo import LISTA, MES, SEMANA, Periodo, leer_dia
from tests.factories.calendario import DiaInhabilFactory
from tests.factories.convenios import ConvenioFactory
from tests.factories.cuentas import AreaFactory
from tests.factories.seguimiento import (
    AsistenciaFactory,
    CompromisoFactory,
    GestionFactory,
    ReunionFactory,
)

HOY = dt.date(2026, 3, 4)
TODAS = {capa.clave for capa in CAPAS}


def a_las(dia, hora, zona="America/Mexico_City"):
    return dt.datetime.combine(dia, dt.time(hora), ZoneInfo(zona))


def ver(user, vista=MES, dia=HOY, de="todo", capas=TODAS, tipo=0):
    """What each day has, as {day: [texts]}."""
    vista = agenda(user, Periodo(vista, dia), HOY, de=de, capas=capas, tipo=tipo)
    return {d.fecha: [e.texto for e in d.eventos] for d in vista.dias if d.eventos}


@pytest.mark.parametrize(
    ("vista", "dia", "desde", "hasta", "anterior", "siguiente", "titulo"),
    [
        (MES, "2026-03-31", "2026-02-23", "2026-04-05", "2026-02-28", "2026-04-01", "Marzo de 2026"),
        (MES, "2027-02-01", "2027-02-01", "2027-02-28", "2027-01-31", "2027-03-04", "Febrero de 2027"),
        (MES, "2024-02-29", "2024-01-29", "2024-03-03", "2024-01-31", "2024-03-03", "Febrero de 2024"),
        (
            SEMANA,
            "2026-03-01",
            "2026-02-23",
            "2026-03-01",
            "2026-02-22",
            "2026-03-08",
            "Del 23 de febrero al 1 de marzo de 2026",
        ),
        (
            LISTA,
            "2025-12-20",
            "2025-12-20",
            "2026-01-18",
            "2025-11-20",
            "2026-01-19",
            "Del 20 de diciembre de 2025 al 18 de enero de 2026",
        ),
    ],
)  # fmt: skip
def test_periods(vista, dia, desde, hasta, anterior, siguiente, titulo):
    periodo = Periodo(vista, dt.date.fromisoformat(dia))

    fechas = (periodo.desde, periodo.hasta, periodo.anterior)
    assert [f.isoformat() for f in fechas] == [desde, hasta, anterior]
    assert (periodo.siguiente.strftime("%Y-%m") == siguiente[:7]) is True
    assert vista == MES or periodo.siguiente.isoformat() == siguiente
    assert periodo.titulo == titulo
    assert len(periodo.dias) % 7 == 0 or vista == LISTA


@pytest.mark.parametrize("texto", ["", "ayer", "2026-02-30", "0001-01-01", "9999-12-31", "2026-3"])
def test_a_day_that_is_none_is_today(texto):
    assert leer_dia(texto, HOY) == HOY


@pytest.mark.django_db
class TestContent:
    def test_each_thing_on_its_day_by_the_office_s_clock(self, direccion):
        ReunionFactory(
            asunto="En Tijuana", inicio=a_las(HOY, 22, "America/Tijuana"), zona="America/Tijuana"
        )
        ReunionFactory(asunto="Última hora", inicio=a_las(HOY, 23))
        GestionFactory(descripcion="Opinión", fecha_limite=HOY)
        CompromisoFactory(texto="Oficio", fecha_limite=HOY)

        assert ver(direccion) == {
            HOY: ["Oficio", "Opinión", "Última hora"],
            HOY + dt.timedelta(days=1): ["En Tijuana"],
        }

    def test_the_other_clock_is_said(self):
        assert otra_hora(a_las(HOY, 12), "America/Tijuana") == "10:00 h en Tijuana"
        assert otra_hora(a_las(HOY, 12), "America/Mexico_City") == ""

    def test_edges_of_the_view_are_in_and_what_follows_is_out(self, direccion):
        periodo = Periodo(MES, HOY)
        for dias, dia in ((0, periodo.desde), (0, periodo.hasta), (-1, periodo.desde)):
            CompromisoFactory(texto=f"{dias}", fecha_limite=dia + dt.timedelta(days=dias))
        ReunionFactory(asunto="fuera", inicio=a_las(periodo.hasta + dt.timedelta(days=1), 0))
        ReunionFactory(asunto="dentro", inicio=a_las(periodo.hasta, 23))

        assert ver(direccion) == {periodo.desde: ["0"], periodo.hasta: ["0", "dentro"]}

    def test_closed_things_go_and_cancelled_meetings_stay_crossed_out(self, direccion):
        ReunionFactory(asunto="no será", inicio=a_las(HOY, 9), estado=EstadoReunion.CANCELADA)
        ReunionFactory(asunto="dada de baja", inicio=a_las(HOY, 9)).eliminar(by=direccion)
        GestionFactory(fecha_limite=HOY, estado="cancelada_por_error")
        CompromisoFactory(fecha_limite=HOY, estado="no_exigible")

        vista = agenda(direccion, Periodo(LISTA, HOY), HOY, de="todo", capas=TODAS)

        assert [(e.texto, e.tono) for e in vista.dias[0].eventos] == [("no será", "cancelada")]

    def test_layers_whose_and_kind(self, persona):
        area = AreaFactory()
        yo, companera = (persona(Rol.ENLACE_DVOE, area=area) for _ in range(2))
        mia = ReunionFactory(asunto="mía", inicio=a_las(HOY, 9), by=companera)
        AsistenciaFactory(reunion=mia, contacto=None, integrante=yo)
        ReunionFactory(asunto="suya", inicio=a_las(HOY, 10), by=companera)
        ajena = ReunionFactory(asunto="ajena", inicio=a_las(HOY, 11))
        CompromisoFactory(texto="oficio", responsable=yo, fecha_limite=HOY)

        assert ver(yo, de="yo")[HOY] == ["oficio", "mía"]
        assert ver(yo, de="equipo")[HOY] == ["oficio", "mía", "suya"]
        assert ver(yo)[HOY] == ["oficio", "mía", "suya", "ajena"]
        assert ver(yo, capas={"compromisos"})[HOY] == ["oficio"]
        assert ver(yo, tipo=ajena.tipo_id, capas={"reuniones"})[HOY] == ["ajena"]

    @pytest.mark.parametrize("rol", list(Rol))
    def test_nobody_sees_what_they_may_not(self, persona, rol):
        quien = persona(rol, area=AreaFactory())
        ReunionFactory(inicio=a_las(HOY, 9))
        GestionFactory(fecha_limite=HOY)
        CompromisoFactory(fecha_limite=HOY)
        ConvenioFactory(etapa_limite=HOY)

        vista = agenda(quien, Periodo(MES, HOY), HOY, de="todo", capas=TODAS)

        vistos = {e.capa for dia in vista.dias for e in dia.eventos}
        assert vistos == {
            capa.clave
            for capa in CAPAS
            if quien.has_perm(capa.permiso) and rol != Rol.AREA_SOLICITANTE
        }

    def test_non_working_days_are_said_and_weekends_too(self, direccion):
        DiaInhabilFactory(fecha=dt.date(2026, 3, 16), motivo="Natalicio")
        DiaInhabilFactory(fecha=dt.date(2026, 3, 17), motivo="Error").eliminar(by=direccion)

        vista = agenda(direccion, Periodo(SEMANA, dt.date(2026, 3, 18)), HOY, de="todo", capas=())

        dias = [(d.inhabil, d.es_inhabil) for d in vista.dias]
        assert dias == [("Natalicio", True), *[("", False)] * 4, *[("", True)] * 2]

    def test_a_full_day_says_how_many_more(self, direccion):
        for _ in range(7):
            CompromisoFactory(fecha_limite=HOY)

        def cuantos(vista):
            dias = agenda(direccion, Periodo(vista, HOY), HOY, de="todo", capas=TODAS).dias
            return [(len(d.eventos), d.ocultos) for d in dias if d.eventos]

        assert cuantos(MES) == [(4, 3)]
        assert cuantos(SEMANA) == cuantos(LISTA) == [(7, 0)]

    def test_what_does_not_fit_is_said(self, direccion, monkeypatch):
        monkeypatch.setattr("tablero.queries.agenda.capas.POR_CAPA", 2)
        monkeypatch.setattr("tablero.queries.agenda.POR_CAPA", 2)
        for _ in range(3):
            CompromisoFactory(fecha_limite=HOY)

        vista = agenda(direccion, Periodo(LISTA, HOY), HOY, de="todo", capas=TODAS)

        assert vista.recortadas == ["compromisos"]
        assert len(vista.dias[0].eventos) == 2
        assert eventos.POR_CAPA == 150


@pytest.mark.django_db
class TestScreen:
    @pytest.mark.parametrize("vista", [MES, SEMANA, LISTA, "otra"])
    def test_every_view_links_to_its_records_and_starts_meetings(self, cliente, vista):
        reunion = ReunionFactory(inicio=a_las(HOY, 9))
        url = f"{reverse('tablero:agenda')}?vista={vista}&fecha={HOY}"

        html = cliente.get(url).content.decode()

        assert f'href="{reverse("crm:reunion_detail", args=[reunion.pk])}"' in html
        nueva = re.search(rf'href="([^"]+{HOY:%d/%m/%Y}%2010:00)"', html)[1]
        formulario = cliente.get(nueva).content.decode()
        assert f'value="{HOY:%d/%m/%Y} 10:00"' in formulario
        assert "style=" not in html

    def test_today_is_marked(self, cliente):
        html = cliente.get(reverse("tablero:agenda")).content.decode()

        assert html.count("is-today") == 1
        assert '<span class="visually-hidden"> (hoy)</span>' in html

    def test_htmx_gets_only_the_calendar_and_history_the_page(self, cliente):
        url = f"{reverse('tablero:agenda')}?vista=semana&fecha=2026-03-04"

        fragmento = cliente.get(url, headers={"HX-Request": "true"})
        historia = cliente.get(
            url, headers={"HX-Request": "true", "HX-History-Restore-Request": "true"}
        )

        assert fragmento.content.strip().startswith(b'<div id="agenda"')
        assert "HX-Request" in fragmento["Vary"]
        assert b"<html" in historia.content

    def test_controls_keep_what_was_chosen(self, cliente, persona, entrar):
        yo = entrar(persona(Rol.DIRECCION_DVOE, area=AreaFactory()))
        base = "vista=mes&fecha=2026-03-04&de=equipo&capa=compromisos"

        html = yo.get(f"{reverse('tablero:agenda')}?{base}").content.decode()

        siguiente = re.search(r'id="cal-despues" href="([^"]+)"', html)[1].replace("&amp;", "&")
        assert siguiente == "?vista=mes&fecha=2026-04-01&de=equipo&capa=compromisos"
        assert re.search(r'value="compromisos" checked', html)
        assert not re.search(r'value="reuniones" checked', html)
        assert yo.get(f"{reverse('tablero:agenda')}{siguiente}").status_code == 200

    @pytest.mark.parametrize("vista", [MES, SEMANA, LISTA])
    def test_queries_do_not_grow(self, cliente, direccion, vista):
        def sembrar():
            ReunionFactory(inicio=a_las(HOY, 9))
            GestionFactory(fecha_limite=HOY)
            CompromisoFactory(fecha_limite=HOY)

        def consultas():
            with CaptureQueriesContext(connection) as hechas:
                cliente.get(f"{reverse('tablero:agenda')}?vista={vista}&fecha={HOY}")
            return len(hechas)

        sembrar()
        consultas()
        pocas = consultas()
        for _ in range(4):
            sembrar()

        assert consultas() == pocas <= 11
