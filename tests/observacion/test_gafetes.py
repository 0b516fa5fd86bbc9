"""Badges: printed once, printed again with a motive, void at once, and good as paper."""

import io
import json

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse
from PIL import Image

from core.models import ConsultaReservada
from core.qr import svg
from cuentas.enums import Rol
from observacion.enums import EstadoLote, SituacionGafete, TipoGafete
from observacion.models import Gafete, LoteGafetes
from observacion.queries.gafetes import datos_de, direccion_de, pdf
from tests import pages
from tests.acompanamiento.vida import imagen
from tests.factories.observacion import GafeteFactory, ProcesoEnCursoFactory

pytestmark = pytest.mark.django_db
LARGO = "Maximiliane Alexandra von Württemberg-Hohenzollern de la Rosa"


@pytest.fixture
def coordina(persona):
    return persona(Rol.COORDINACION_ACOMPANAMIENTO)


def url(nombre, *args):
    return reverse(f"observacion:{nombre}", args=args)


def varios(cuantos, **datos):
    proceso = ProcesoEnCursoFactory()
    return [GafeteFactory(proceso=proceso, **datos) for _ in range(cuantos)]


def leer(gafete):
    return Gafete.objects.get(pk=gafete.pk)


def test_batch_takes_each_badge_once(entrar, coordina):
    gafetes = varios(3)
    cliente, armar = entrar(coordina), url("lotegafetes_armar")

    cliente.post(armar, {"pk": [g.pk for g in gafetes[:2]]})
    cliente.post(armar, {"pk": [g.pk for g in gafetes]})

    lotes = list(LoteGafetes.objects.order_by("pk"))
    assert [lote.gafetes.count() for lote in lotes] == [2, 1]
    assert "No hay gafetes por imprimir" in pages.text(cliente.get(armar))


def test_everything_that_is_missing_makes_a_batch(entrar, coordina):
    varios(2)

    entrar(coordina).post(url("lotegafetes_armar"))

    assert LoteGafetes.objects.get().gafetes.count() == 2


def test_batch_of_two_kinds_is_refused_in_words(entrar, coordina):
    proceso = ProcesoEnCursoFactory()
    una = GafeteFactory(proceso=proceso)
    otra = GafeteFactory(proceso=proceso, tipo=TipoGafete.STAFF)

    answer = entrar(coordina).post(url("lotegafetes_armar"), {"pk": [una.pk, otra.pk]}, follow=True)

    assert "un solo tipo" in pages.text(answer)
    assert not LoteGafetes.objects.exists()


def test_printed_once_and_the_second_time_says_who(entrar, coordina, direccion):
    varios(1)
    cliente = entrar(coordina)
    cliente.post(url("lotegafetes_armar"))
    lote = LoteGafetes.objects.get()
    marcar = url("lotegafetes_marcar_impreso", lote.pk)

    cliente.post(marcar)
    again = entrar(direccion).post(marcar, follow=True)

    page = pages.text(again)
    assert "Este lote ya se imprimió" in page
    assert str(coordina) in page
    assert "Marcar como impreso" not in page
    lote.refresh_from_db()
    assert (lote.estado, lote.impreso_por) == (EstadoLote.IMPRESO, coordina)


def test_sheet_leaves_out_what_was_annulled(entrar, coordina):
    vivo, muerto = varios(2)
    cliente = entrar(coordina)
    cliente.post(url("lotegafetes_armar"))
    cliente.post(url("gafete_anular", muerto.pk), {"motivo": "Extravío"})
    lote = LoteGafetes.objects.get()

    answer = cliente.get(url("lotegafetes_pdf", lote.pk))
    single = cliente.get(url("lotegafetes_pdf", lote.pk), {"formato": "individual"})

    assert answer.headers["Content-Disposition"].startswith("attachment")
    for response in (answer, single):
        assert pages.body(response)[:5] == b"%PDF-"
    assert leer(vivo).situacion() != SituacionGafete.ANULADO


def test_reprint_is_another_generation_and_the_former_is_void(entrar, coordina):
    gafete = GafeteFactory()
    reimprimir = url("gafete_reimprimir", gafete.pk)
    cliente = entrar(coordina)
    datos = {"motivo": "extravio", "nombre": gafete.nombre}

    first = cliente.post(reimprimir, datos)
    second = cliente.post(reimprimir, datos)

    nuevo = Gafete.objects.validos().get()
    assert (first.status_code, second.status_code) == (302, 422)
    assert (nuevo.generacion, nuevo.folio) == (2, gafete.folio)
    assert nuevo.codigo != gafete.codigo
    assert leer(gafete).situacion() == SituacionGafete.ANULADO


def test_reprint_may_correct_the_name_only_as_a_correction(entrar, coordina):
    gafete = GafeteFactory()
    cliente, reimprimir = entrar(coordina), url("gafete_reimprimir", gafete.pk)

    wrong = cliente.post(reimprimir, {"motivo": "dano", "nombre": "Otro Nombre"})
    cliente.post(reimprimir, {"motivo": "correccion", "nombre": "Otro Nombre"})

    assert wrong.status_code == 422
    assert Gafete.objects.validos().get().nombre == "Otro Nombre"


def test_handed_returned_and_void(entrar, coordina):
    gafete = GafeteFactory()
    cliente = entrar(coordina)

    cliente.post(url("gafete_entregar", gafete.pk), {"identidad": "on", "acuse": imagen()})
    repeated = cliente.post(
        url("gafete_entregar", gafete.pk), {"identidad": "on", "acuse": imagen()}
    )
    cliente.post(url("gafete_devolver", gafete.pk))
    cliente.post(url("gafete_anular", gafete.pk), {"motivo": "Ya no participa"})

    after = leer(gafete)
    assert repeated.status_code == 422
    assert "Ya se entregó" in pages.text(repeated)
    assert after.entregado_en < after.devuelto_en < after.anulado_en


def test_who_only_reads_prints_and_changes_nothing(entrar, persona):
    gafete = GafeteFactory()
    cliente = entrar(persona(Rol.SECRETARIA_EJECUTIVA))

    answers = [
        cliente.post(url(f"gafete_{verbo}", gafete.pk), {"motivo": "extravio"})
        for verbo in ("reimprimir", "anular", "entregar", "devolver")
    ]
    answers.append(cliente.post(url("lotegafetes_armar")))

    assert [a.status_code for a in answers] == [403] * 5
    assert cliente.get(url("gafete_detail", gafete.pk)).status_code == 200


def test_photograph_is_for_who_may_and_each_look_is_written(entrar, coordina, persona):
    gafete = GafeteFactory()
    salida = io.BytesIO()
    Image.new("RGB", (360, 432), "teal").save(salida, "JPEG")
    gafete.foto.save("foto.jpg", ContentFile(salida.getvalue()), save=False)
    gafete.guardar(by=None)
    foto = url("gafete_foto", gafete.pk)

    seen = entrar(coordina).get(foto)
    refused = entrar(persona(Rol.CAPTURISTA)).get(foto)

    assert seen.headers["Content-Type"] == "image/jpeg"
    assert refused.status_code == 403
    assert [c.usuario for c in ConsultaReservada.objects.all()] == [coordina]


@pytest.mark.parametrize(
    "nombre",
    [
        "Ana Li",
        LARGO,
        "W" * 60,
        "محمد عبد الرحمن الهاشمي",
        "王小明",
        "Александр Петров",
        "#let x=1",
    ],
)
@pytest.mark.parametrize("formato", ["carta", "individual"])
def test_every_name_makes_a_paper(nombre, formato):
    gafete = GafeteFactory(nombre=nombre)

    assert pdf([gafete], formato=formato)[:5] == b"%PDF-"


def test_sixty_characters_are_printed_whole():
    gafete = GafeteFactory(nombre=LARGO)

    assert datos_de(gafete, 0)["nombre"] == LARGO


def test_code_of_the_qr_tells_nothing_of_the_person():
    gafete = GafeteFactory(nombre="Zyxwv Qwerty")

    direccion = direccion_de(gafete)

    assert direccion.endswith(f"/verificar/{gafete.codigo}/")
    assert gafete.folio not in direccion
    assert "Zyxwv" not in json.dumps(direccion)
    assert svg(direccion).startswith("<svg")
