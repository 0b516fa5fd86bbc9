"""Gestiones: folio, evidence, turns, ends and reopening (dominio 2.5.1, cases 1, 32–34)."""

import datetime as dt
import re

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from avisos.actions import tocar
from core.models import ContadorFolio, Parametro
from crm.actions import gestiones as actions
from crm.enums import EnManosDe, EstadoGestion, MedioGestion, TipoEvidencia, TipoGestion
from crm.models import Gestion
from crm.workflows.gestion import CERRADO_HASTA
from cuentas.enums import Rol
from programa.actions import cargar_programa
from tests.factories.crm import InstitucionFactory
from tests.factories.cuentas import AreaFactory
from tests.factories.seguimiento import GestionFactory, ReunionFactory

pytestmark = pytest.mark.django_db


def nueva(**kwargs):
    values = {
        "tipo": TipoGestion.OPINION_PERTINENCIA,
        "medio": MedioGestion.OFICIO,
        "fecha_solicitud": timezone.now() - dt.timedelta(days=3),
        "descripcion": "Opinión sobre un convenio",
    }
    return Gestion(**(values | kwargs))


def probar(gestion, by):
    for tipo in TipoEvidencia:
        actions.agregar_evidencia(gestion, by=by, tipo=tipo, referencia="OF/1/2024")


def test_registrar_gives_folio_action_and_turn(direccion):
    cargar_programa(by=None)
    ine = InstitucionFactory()

    gestion = actions.registrar_gestion(nueva(), by=direccion, instituciones=[ine])

    anio = timezone.localdate().year
    assert gestion.folio == f"GES-{anio}-0001"
    assert gestion.accion.clave == "AI3.8"
    assert gestion.contrapartes == ine.nombre
    assert gestion.turnos.get().en_manos_de == EnManosDe.NOSOTROS


def test_rolled_back_registration_gives_its_number_back(direccion):
    actions.registrar_gestion(nueva(), by=direccion)

    with pytest.raises(RuntimeError):
        fallar_despues_de_registrar(direccion)
    siguiente = actions.registrar_gestion(nueva(), by=direccion)

    assert siguiente.folio.endswith("-0002")
    assert ContadorFolio.objects.get().ultimo == 2


def fallar_despues_de_registrar(by):
    with transaction.atomic():
        actions.registrar_gestion(nueva(), by=by)
        raise RuntimeError


def test_atender_without_evidence_says_what_is_missing(direccion):
    gestion = GestionFactory()

    with pytest.raises(ValidationError) as error:
        actions.atender(gestion, by=direccion, fecha=timezone.now(), resultado="Se emitió")

    assert len(error.value.messages) == 2
    gestion.refresh_from_db()
    assert gestion.estado == EstadoGestion.REGISTRADA


def test_atender_before_the_request_is_refused(direccion):
    gestion = GestionFactory()
    probar(gestion, direccion)
    antes = gestion.fecha_solicitud - dt.timedelta(days=1)

    with pytest.raises(ValidationError, match="anterior a la de solicitud"):
        actions.atender(gestion, by=direccion, fecha=antes, resultado="Se emitió")


def test_atender_closes_the_turn(direccion):
    gestion = GestionFactory()
    probar(gestion, direccion)

    atendida = actions.atender(gestion, by=direccion, fecha=timezone.now(), resultado="Se emitió")

    assert atendida.estado == EstadoGestion.ATENDIDA
    assert not atendida.turnos.en_curso().exists()


def test_turnar_starts_the_clock_of_the_area(direccion):
    gestion = GestionFactory()
    area = AreaFactory()

    actions.turnar(gestion, by=direccion, en_manos_de=EnManosDe.AREA, area=area)

    turno = gestion.turnos.en_curso().get()
    assert turno.area == area
    assert gestion.turnos.count() == 2


def test_duplicate_points_to_the_original_and_not_to_another_duplicate(direccion):
    original, otra, tercera = GestionFactory(), GestionFactory(), GestionFactory()

    actions.marcar_duplicada(otra, by=direccion, original=original)

    otra.refresh_from_db()
    with pytest.raises(ValidationError, match="también es duplicada"):
        actions.marcar_duplicada(tercera, by=direccion, original=otra)
    assert list(Gestion.objects.que_cuentan().order_by("pk")) == [original, tercera]


@pytest.mark.parametrize("verbo", ["declarar_improcedente", "desistir"])
def test_formal_answer_needs_its_date(direccion, verbo):
    gestion = GestionFactory()

    with pytest.raises(ValidationError, match="respuesta formal"):
        actions.concluir_sin_atender(
            gestion, verbo, by=direccion, motivo="No compete", con_respuesta=True
        )


def test_reopening_after_the_close_needs_the_direction(direccion, persona):
    enlace = persona(Rol.ENLACE_DVOE)
    gestion = GestionFactory()
    probar(gestion, direccion)
    ayer = timezone.now() - dt.timedelta(days=1)
    gestion = actions.atender(gestion, by=direccion, fecha=ayer, resultado="Se emitió")
    Parametro(
        clave=CERRADO_HASTA, desde=timezone.localdate(), valor=timezone.now().isoformat()
    ).guardar(by=None)

    with pytest.raises(PermissionDenied):
        actions.reabrir(gestion, by=enlace, motivo="Faltó un anexo")
    abierta = actions.reabrir(gestion, by=direccion, motivo="Faltó un anexo")

    assert abierta.estado == EstadoGestion.EN_ATENCION
    assert abierta.fecha_atencion is None


def test_area_sees_only_what_it_requested(persona, entrar):
    area = AreaFactory()
    solicitante = persona(Rol.AREA_SOLICITANTE, area=area)
    propia, ajena = GestionFactory(area_solicitante=area), GestionFactory()

    cliente = entrar(solicitante)

    assert cliente.get(f"/crm/gestiones/{propia.pk}/").status_code == 200
    assert cliente.get(f"/crm/gestiones/{ajena.pk}/").status_code == 404


def test_area_sees_what_was_turned_to_it_while_it_holds_it(persona, entrar, direccion):
    area = AreaFactory()
    solicitante = persona(Rol.AREA_SOLICITANTE, area=area)
    cliente, gestion = entrar(solicitante), GestionFactory()
    url = f"/crm/gestiones/{gestion.pk}/"
    antes = cliente.get(url).status_code

    gestion = actions.turnar(gestion, by=direccion, en_manos_de=EnManosDe.AREA, area=area)
    tocar()
    turnada = cliente.get(url).status_code
    campana = cliente.get("/avisos/").content.decode()
    actions.iniciar(gestion, by=direccion)

    assert (antes, turnada, cliente.get(url).status_code) == (404, 200, 404)
    assert f"Te turnaron la gestión {gestion.folio}" in campana


def test_board_says_whose_turn_it_is(cliente):
    gestion = GestionFactory()

    page = cliente.get("/crm/gestiones/tablero/").content.decode()

    assert gestion.folio in page


def test_one_step_from_a_meeting(cliente):
    reunion = ReunionFactory(instituciones=[InstitucionFactory(), InstitucionFactory()])
    page = cliente.get(f"/crm/reuniones/{reunion.pk}/").content.decode()
    link = re.search(r'href="(/crm/gestiones/crear/\?reunion=[^"]+)"', page)[1]
    url = link.replace("&amp;", "&")

    form = cliente.get(url).content.decode()
    response = cliente.post(
        url,
        {
            "tipo": "otra",
            "medio": "oficio",
            "fecha_solicitud": "ayer 10:00",
            "descripcion": reunion.asunto,
            "instituciones": [i.pk for i in reunion.instituciones.all()],
        },
    )

    assert form.count('type="checkbox" name="instituciones"') == 2
    assert response.status_code == 302
    assert Gestion.objects.get().reunion == reunion


def test_removing_a_filter_marks_the_tab_that_is_left(cliente, htmx):
    GestionFactory()
    url = "/crm/gestiones/"

    chosen = cliente.get(url, {"situacion": "abiertas"}).content.decode()
    fragment = cliente.get(url, headers=htmx).content.decode()

    assert 'aria-current="page">Abiertas<' in chosen
    assert 'hx-swap-oob="true"' not in chosen
    assert '<nav id="vistas" aria-label="Vistas" hx-swap-oob="true">' in fragment
    assert 'aria-current="page">Todas<' in fragment
