"""Gestiones, meetings and commitments as files: what a file may and may not decide."""

import datetime as dt

import pytest
from django.utils import timezone

from core.importing.opening import abrir, decidir
from core.importing.preview import previsualizar
from core.importing.run import confirmar, ejecutar
from crm.models import Compromiso, Gestion, Reunion
from crm.views.declaraciones_seguimiento import CompromisoCrud, GestionCrud, ReunionCrud
from tests.corpus.hojas import csv_de
from tests.factories.crm import InstitucionFactory
from tests.factories.seguimiento import GestionFactory, TipoReunionFactory

pytestmark = pytest.mark.django_db
TITLES = ["Folio", "Tipo", "Instituciones", "Medio", "Fecha de solicitud", "Qué se pide"]


def imported(crud, rows, user):
    opened = abrir(crud, csv_de(rows), "archivo.csv", by=user)
    decidir(opened)
    previsualizar(opened.lote)
    confirmar(opened.lote)
    ejecutar(opened.lote)
    opened.lote.refresh_from_db()
    return opened.lote


def reasons(lote):
    return " ".join(reason for row in lote.renglones.all() for reason in row.motivos())


def row(institution, folio="", text="Opinión sobre un convenio"):
    return [folio, "opinion_pertinencia", institution.nombre, "oficio", "05/03/2024 10:30", text]


def test_new_gestiones_receive_their_folio_their_turn_and_their_counterparts(direccion):
    institution, year = InstitucionFactory(), timezone.localdate().year

    lote = imported(
        GestionCrud, [TITLES, row(institution), row(institution, text="Otra")], direccion
    )

    assert (lote.nuevas, lote.con_problema) == (2, 0), reasons(lote)
    folios = sorted(Gestion.objects.values_list("folio", flat=True))
    assert folios == [f"GES-{year}-0001", f"GES-{year}-0002"]
    for gestion in Gestion.objects.all():
        assert gestion.turnos.en_curso().count() == 1
        assert gestion.contrapartes == institution.nombre
        assert gestion.estado == "registrada"


def test_a_folio_finds_its_gestion_and_state_stays(direccion):
    institution = InstitucionFactory()
    gestion = GestionFactory(estado="en_atencion")

    lote = imported(GestionCrud, [TITLES, row(institution, gestion.folio, "Corregida")], direccion)

    assert (lote.actualizadas, lote.con_problema) == (1, 0), reasons(lote)
    after = Gestion.objects.get()
    assert (after.folio, after.estado) == (gestion.folio, "en_atencion")
    assert (after.descripcion, after.contrapartes) == ("Corregida", institution.nombre)


def test_nobody_types_the_next_folio(direccion):
    lote = imported(GestionCrud, [TITLES, row(InstitucionFactory(), "GES-2024-0777")], direccion)

    assert (lote.nuevas, lote.con_problema) == (0, 1)
    assert "Deja la celda vacía" in reasons(lote)
    assert not Gestion.objects.exists()


def test_a_given_folio_does_not_change(direccion):
    gestion = GestionFactory()
    titles, values = ["ID", *TITLES], [str(gestion.pk), *row(InstitucionFactory(), "GES-2024-0777")]

    lote = imported(GestionCrud, [titles, values], direccion)

    assert lote.con_problema == 1
    assert Gestion.objects.get().folio == gestion.folio


def test_meetings_come_with_their_institutions(direccion):
    institution, kind = InstitucionFactory(), TipoReunionFactory()
    titles = ["Asunto", "Tipo", "Instituciones", "Inicio", "Modalidad"]
    values = ["Mesa de trabajo", kind.nombre, institution.nombre, "05/03/2024 10:30", "presencial"]

    lote = imported(ReunionCrud, [titles, values], direccion)

    assert (lote.nuevas, lote.con_problema) == (1, 0), reasons(lote)
    reunion = Reunion.objects.get()
    assert reunion.contrapartes == institution.nombre
    assert timezone.localtime(reunion.inicio).hour == 10


def test_commitments_come_with_their_date(direccion):
    institution = InstitucionFactory()
    titles = ["Compromiso", "lado", "Institución", "tipo_fecha", "Fecha límite"]
    values = ["Enviar el padrón", "nuestro", institution.nombre, "fija", "05/03/2030"]

    lote = imported(CompromisoCrud, [titles, values], direccion)

    assert (lote.nuevas, lote.con_problema) == (1, 0), reasons(lote)
    compromiso = Compromiso.objects.get()
    assert (compromiso.institucion, compromiso.fecha_limite) == (institution, dt.date(2030, 3, 5))


def test_the_same_file_twice_creates_nothing_twice(direccion):
    one, other = InstitucionFactory(), InstitucionFactory()
    rows = [TITLES, row(one), row(one, text="Otra"), row(other)]

    first, again = (imported(GestionCrud, rows, direccion) for _ in range(2))

    assert (first.nuevas, first.con_problema) == (3, 0), reasons(first)
    assert (again.nuevas, again.actualizadas, again.con_problema) == (0, 0, 0), reasons(again)
    assert again.sin_cambio == 3
    assert Gestion.objects.count() == 3


def test_without_folio_what_differs_is_another_and_what_repeats_is_told(direccion):
    institution = InstitucionFactory()
    imported(GestionCrud, [TITLES, row(institution)], direccion)
    later = [*row(institution)[:4], "06/03/2024 10:30", "Opinión sobre un convenio"]

    lote = imported(GestionCrud, [TITLES, later, row(institution, text="Una"), later], direccion)

    assert (lote.nuevas, lote.con_problema) == (2, 1)
    assert "repite el registro de la fila 2" in reasons(lote)
