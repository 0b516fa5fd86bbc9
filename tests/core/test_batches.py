"""Bulk edits: what they touch, what they remember, what undoing leaves."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError

from core import batches
from core.models.lote import AccionCambio, EstadoLote
from crm.models import Etiqueta, Institucion
from tests import pages
from tests.factories.core import LoteFactory
from tests.factories.crm import EtiquetaFactory, InstitucionFactory, PuestoFactory

pytestmark = pytest.mark.django_db


def edit(objs, by, **values):
    lote = batches.abrir_edicion(type(objs[0]), by=by, motivo="Prueba")
    batches.editar_varios(lote, objs, values, by=by)
    lote.refresh_from_db()
    return lote


def test_only_what_differs_is_written(direccion):
    same, other = EtiquetaFactory(descripcion="x"), EtiquetaFactory(descripcion="y")

    lote = edit([same, other], direccion, descripcion="x")

    assert (lote.actualizadas, lote.estado) == (1, EstadoLote.TERMINADO)
    same.refresh_from_db()
    other.refresh_from_db()
    assert (same.version, other.version) == (1, 2)
    assert other.history.latest("history_id").history_user_id == direccion.pk


def test_undo_gives_back_dates_relations_and_blanks(direccion):
    obj = InstitucionFactory(fecha_corte=dt.date(2023, 8, 1), responsable=direccion, ambito="")
    values = {"fecha_corte": None, "responsable": None, "ambito": "nacional"}
    lote = edit([obj], direccion, **values)

    back, left = batches.deshacer(lote, by=direccion)

    obj.refresh_from_db()
    assert (back, left) == (1, [])
    assert (obj.fecha_corte, obj.responsable, obj.ambito) == (dt.date(2023, 8, 1), direccion, "")


def test_undo_leaves_what_changed_later_and_says_why(direccion):
    first, second = EtiquetaFactory(), EtiquetaFactory()
    lote = edit([first, second], direccion, descripcion="nueva")
    later = Etiqueta.objects.get(pk=first.pk)
    later.descripcion = "corregida"
    later.guardar(by=direccion)

    back, left = batches.deshacer(lote, by=direccion)

    assert back == 1
    assert [(c.objeto_id, c.dejado_por) for c in left] == [(first.pk, batches.CHANGED_LATER)]
    assert Etiqueta.objects.get(pk=first.pk).descripcion == "corregida"


def test_undoing_twice_is_refused(direccion):
    lote = edit([EtiquetaFactory()], direccion, descripcion="nueva")
    batches.deshacer(lote, by=direccion)
    lote.refresh_from_db()

    with pytest.raises(ValidationError, match="ya no tiene cambios"):
        batches.deshacer(lote, by=direccion)


def test_what_a_batch_created_is_hidden_unless_something_needs_it(direccion):
    free, needed = InstitucionFactory(), InstitucionFactory()
    PuestoFactory(institucion=needed)
    lote = LoteFactory(modelo="crm.institucion", estado=EstadoLote.TERMINADO)
    batches.anotar(lote, [free, needed], AccionCambio.CREADO, {})

    _back, left = batches.deshacer(lote, by=direccion)

    alive = set(Institucion.objects.vivos().values_list("pk", flat=True))
    assert free.pk not in alive
    assert [c.objeto_id for c in left] == ([needed.pk] if needed.pk in alive else [])


def test_what_no_longer_exists_is_said(direccion):
    lote = LoteFactory(modelo="crm.etiqueta", estado=EstadoLote.TERMINADO)
    ghost = EtiquetaFactory.build(pk=987654)
    batches.anotar(lote, [ghost], AccionCambio.ACTUALIZADO, {ghost.pk: {"nombre": "x"}})

    _back, [left] = batches.deshacer(lote, by=direccion)

    assert left.dejado_por == "Ya no existe"


# --------------------------------------------------------------------------------- the screen

URL = "/crm/instituciones/editar-varias/"


def test_nothing_chosen_goes_back_and_says_it(cliente):
    response = cliente.get(URL, follow=True)

    assert response.redirect_chain[0][0] == "/crm/instituciones/"
    assert "Elige primero los registros" in pages.text(response)


def test_nothing_to_change_is_said(cliente):
    response = cliente.post(URL, {"pk": [InstitucionFactory().pk], "revisar": "1"})

    assert response.status_code == 422
    assert "Elige al menos un dato para cambiar." in pages.text(response)


def test_preview_tells_how_many_change_and_writes_nothing(cliente, direccion):
    one, two = InstitucionFactory(responsable=direccion), InstitucionFactory()

    page = cliente.post(URL, {"pk": [one.pk, two.pk], "responsable": direccion.pk, "revisar": "1"})

    assert "1 de 2" in pages.text(page)
    assert Institucion.objects.filter(responsable=direccion).count() == 1


def test_field_can_be_left_blank(cliente, direccion):
    obj = InstitucionFactory(responsable=direccion, ambito="nacional")

    cliente.post(URL, {"pk": [obj.pk], "vaciar": ["responsable", "ambito"], "aplicar": "1"})

    obj.refresh_from_db()
    assert (obj.responsable, obj.ambito) == (None, "")


def test_field_that_must_have_a_value_cannot_be_left_blank(cliente):
    obj = InstitucionFactory(tipo="osc")

    response = cliente.post(URL, {"pk": [obj.pk], "vaciar": ["tipo", "version"], "aplicar": "1"})

    obj.refresh_from_db()
    assert response.status_code == 422
    assert (obj.tipo, obj.version) == ("osc", 1)


def test_all_of_the_filter_is_what_the_filter_gives(cliente):
    inside, outside = InstitucionFactory(tipo="osc"), InstitucionFactory(tipo="privada")

    cliente.post(f"{URL}?tipo=osc", {"todos": "1", "ambito": "nacional", "aplicar": "1"})

    inside.refresh_from_db()
    outside.refresh_from_db()
    assert (inside.ambito, outside.ambito) == ("nacional", "")
