"""A whole life, the guards of each step and what nobody may do."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from convenios.actions import convenios as actos
from convenios.actions import expediente, opiniones, turnos
from convenios.actions.convenios import Papel
from convenios.enums import EnManosDe, EstadoConvenio
from convenios.models import Convenio
from tests.convenios.vida import ETAPAS, Vida, pdf

pytestmark = pytest.mark.django_db


@pytest.fixture
def vida(persona):
    return Vida(persona)


@pytest.mark.parametrize("etapa", ETAPAS)
def test_life_reaches_each_stage(vida, etapa):
    convenio = vida.hasta(etapa)

    assert convenio.estado == etapa
    assert convenio.pasos.count() == ETAPAS.index(etapa) + 1
    assert convenio.turnos.en_curso().count() == (1 if convenio.en_tramite else 0)


def test_folios_by_kind_and_year_have_no_gaps(persona):
    folios = [Vida(persona).convenio.folio for _ in range(3)]

    anio = timezone.localdate().year
    assert folios == [f"CM-{anio}-{n:04d}" for n in (1, 2, 3)]


def test_step_without_its_document_says_which(vida):
    with pytest.raises(ValidationError) as error:
        actos.mover(vida.convenio, "admitir", by=vida.enlace)

    assert error.value.messages == ["Falta el documento: ficha técnica."]
    assert vida.leer().estado == EstadoConvenio.SOLICITUD


def test_document_is_used_by_one_step_only(vida):
    vida.hasta("negociacion")

    documento = vida.convenio.documentos.get(tipo="ficha_tecnica")
    assert documento.paso.verbo == "admitir"
    actos.mover(vida.leer(), "regresar_a_solicitud", by=vida.direccion, motivo="Falta un dato")
    with pytest.raises(ValidationError):
        actos.mover(vida.leer(), "admitir", by=vida.enlace)


def test_requester_cannot_give_the_opinion(vida):
    vida.hasta("opinion_pertinencia")

    with pytest.raises(ValidationError) as error:
        opiniones.opinar(vida.leer().opinion_actual(), by=vida.enlace, sentido="favorable")

    assert error.value.messages == ["Lo hace otra persona: tú registraste la solicitud."]


def test_pending_observations_block_the_opinion(vida):
    vida.hasta("opinion_pertinencia")
    observacion = opiniones.observar_texto(vida.leer(), by=vida.direccion, texto="Precisar plazo")
    opiniones.opinar(vida.leer().opinion_actual(), by=vida.direccion, sentido="favorable")

    with pytest.raises(ValidationError) as error:
        actos.mover(
            vida.leer(), "emitir_opinion", by=vida.direccion, papel=Papel(referencia="OP 1")
        )
    assert error.value.messages == ["Responde antes 1 observación: acepta o rechaza cada una."]

    opiniones.responder_observacion(observacion, by=vida.enlace, estado="aceptada")
    movido = actos.mover(
        vida.leer(), "emitir_opinion", by=vida.direccion, papel=Papel(referencia="OP 1")
    )
    assert movido.estado == EstadoConvenio.VALIDACION


def test_unfavourable_opinion_does_not_go_to_validation(vida):
    vida.hasta("opinion_pertinencia")
    opiniones.opinar(vida.leer().opinion_actual(), by=vida.direccion, sentido="no_favorable")
    papel = Papel(referencia="OP 1")

    with pytest.raises(ValidationError):
        actos.mover(vida.leer(), "emitir_opinion", by=vida.direccion, papel=papel)
    devuelto = actos.mover(vida.leer(), "devolver_a_negociacion", by=vida.direccion, papel=papel)

    assert devuelto.estado == EstadoConvenio.NEGOCIACION


def test_returned_text_needs_a_new_version(vida):
    vida.hasta("validacion_juridica")
    opiniones.observar_texto(vida.leer(), by=vida.juridico, texto="Corregir la cláusula quinta")
    papel = Papel(referencia="UTAJ/2")
    opiniones.validar(vida.leer(), "observar", by=vida.juridico, papel=papel)

    with pytest.raises(ValidationError) as error:
        opiniones.enviar_a_opinion(vida.leer(), by=vida.enlace)
    assert "La versión 1 ya se revisó" in error.value.messages[0]

    expediente.subir_version(vida.leer(), by=vida.enlace, archivo=pdf(), cambios="Atiende")
    enviado = opiniones.enviar_a_opinion(vida.leer(), by=vida.enlace)
    assert enviado.estado == EstadoConvenio.OPINION
    assert vida.convenio.validaciones.get().resultado == "con_observaciones"


def test_one_signature_is_not_enough(vida):
    vida.hasta("firma")
    parte = vida.leer().partes_vivas()[0]
    expediente.firmar_parte(
        parte, by=vida.enlace, fecha=timezone.localdate(), modalidad="autografa"
    )

    with pytest.raises(ValidationError) as error:
        actos.suscribir(vida.leer(), by=vida.enlace, papel=Papel(referencia="Ejemplar"))

    assert error.value.messages[0].startswith("Falta la fecha de firma de ")
    assert vida.leer().estado == EstadoConvenio.FIRMA


def test_signed_copy_is_final_and_cannot_be_replaced(vida):
    vida.hasta("suscrito")

    final = vida.convenio.versiones.get(es_final=True)
    assert final.congelada_en is not None
    with pytest.raises(ValidationError) as error:
        expediente.subir_version(vida.leer(), by=vida.enlace, archivo=pdf())
    assert "registra una adenda" in error.value.messages[0]


def test_signature_before_its_stage_is_refused(vida):
    vida.hasta("proyecto")

    with pytest.raises(ValidationError) as error:
        expediente.firmar_parte(
            vida.leer().partes_vivas()[0],
            by=vida.enlace,
            fecha=timezone.localdate(),
            modalidad="autografa",
        )

    assert error.value.messages == ["Todavía no está en firma: está en «Proyecto»."]


def test_general_agreement_goes_to_the_council(persona):
    vida = Vida(persona, tipo="convenio_general_coordinacion")
    vida.hasta("validacion_juridica")

    with pytest.raises(ValidationError) as error:
        vida.firma()

    assert "los aprueba el Consejo General" in error.value.messages[0]


def test_wrong_role_is_refused(vida):
    vida.hasta("validacion_juridica")

    with pytest.raises(PermissionDenied):
        opiniones.validar(vida.leer(), "observar", by=vida.enlace, papel=Papel(referencia="UTAJ/2"))
    assert not vida.convenio.documentos.filter(tipo="observaciones").exists()


def test_family_cannot_be_a_cycle(vida, persona):
    hijo = Vida(persona, tipo="convenio_especifico", padre=vida.convenio).convenio
    padre = vida.leer()
    padre.padre = Convenio.objects.get(pk=hijo.pk)

    with pytest.raises(ValidationError) as error:
        actos.corregir_convenio(padre, by=vida.enlace)

    assert "se cierra sobre sí mismo" in error.value.message_dict["padre"][0]


def test_clock_stops_with_the_counterpart(vida):
    """Mon 8 Jan to Wed 17 Jan 2024: 7 working days, 3 of them the counterpart's."""
    convenio = vida.convenio
    lunes = datetime.date(2024, 1, 8)
    Convenio.objects.filter(pk=convenio.pk).update(etapa_desde=lunes, turno_desde=lunes)
    convenio.turnos.update(desde=lunes)
    turnos.pasar_turno(
        vida.leer(),
        by=vida.enlace,
        en_manos_de=EnManosDe.CONTRAPARTE,
        desde=datetime.date(2024, 1, 10),
    )
    turnos.pasar_turno(
        vida.leer(),
        by=vida.enlace,
        en_manos_de=EnManosDe.NOSOTROS,
        desde=datetime.date(2024, 1, 15),
    )

    tomado = vida.leer()
    dias = turnos.cerrar_turno(tomado, by=vida.enlace, hasta=datetime.date(2024, 1, 17))

    assert dias == (7, 4)


def test_bulk_and_form_never_write_the_stage(vida):
    campos = {f.name for f in Convenio._meta.fields if not f.editable}

    assert {"estado", "fecha_conclusion", "motivo_conclusion", "requiere_aprobacion"} <= campos
