"""Illegal steps through every door, guards one by one, and what comes twice or on paper."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from acompanamiento import actions
from acompanamiento.enums import EstadoVisitante
from acompanamiento.models import CartaVisitante, SolicitudVisitante
from acompanamiento.workflows import VISITANTE
from cuentas.enums import Rol
from observacion.enums import ClaveRequisito
from observacion.models import Gafete
from tests import pages
from tests.acompanamiento.vida import PIDE, borrador, convocatoria, imagen
from tests.factories.acompanamiento import SolicitudVisitanteFactory
from tests.factories.crm import InstitucionFactory

pytestmark = pytest.mark.django_db
E = EstadoVisitante
RESOLUCION = {"fecha": "20/05/2024", "clave": "ACU-1"}


@pytest.fixture
def coordina(persona):
    return persona(Rol.COORDINACION_ACOMPANAMIENTO)


@pytest.fixture
def en_revision(coordina):
    def build(**datos):
        recibida = actions.presentar(borrador(**datos))
        return actions.mover(recibida, "asignar", by=coordina, responsable=coordina)

    return build


@pytest.fixture
def aprobada(en_revision, coordina):
    def build(**datos):
        solicitud = en_revision(**datos)
        for documento in solicitud.documentos_vigentes():
            actions.aceptar_documento(documento, by=coordina)
        dia = dt.date(2024, 5, 20)
        return actions.aprobar(solicitud, by=coordina, fecha=dia, clave="ACU-1")

    return build


def url(nombre, *args):
    return reverse(f"acompanamiento:solicitudvisitante_{nombre}", args=args)


def leer(solicitud):
    return SolicitudVisitante.objects.get(pk=solicitud.pk)


@pytest.mark.parametrize("estado", [E.RECIBIDA, E.DESISTIDA, E.NOTIFICADA_RECHAZO])
def test_every_step_refuses_by_its_form_what_its_stage_does_not_give(estado, entrar, direccion):
    solicitud = SolicitudVisitanteFactory()
    SolicitudVisitante.objects.filter(pk=solicitud.pk).update(estado=estado, motivo_rechazo="otro")
    cliente = entrar(direccion)
    datos = RESOLUCION | {
        "motivo": "x",
        "motivo_rechazo": "otro",
        "fundamento": "x",
        "hora": "10:00",
        "prevencion": "x",
        "responsable": direccion.pk,
        "identidad": "on",
        "acuse": imagen(),
    }

    for nombre, paso in VISITANTE.transitions.items():
        if estado in paso.sources or nombre == "presentar":  # twice is the same as once
            continue
        datos["acuse"].seek(0)
        answer = cliente.post(url(nombre, solicitud.pk), datos)
        assert answer.status_code == 422, nombre
    assert leer(solicitud).estado == estado


def test_update_form_bulk_edit_and_draft_cannot_write_the_state(entrar, direccion):
    solicitud = SolicitudVisitanteFactory(by=direccion)
    cliente = entrar(direccion)
    form = pages.form_of(cliente.get(url("update", solicitud.pk)), "version")
    trampa = {"estado": "aprobada", "fecha_resolucion": "20/05/2024", "clave_resolucion": "X"}

    cliente.post(url("update", solicitud.pk), form | trampa)
    cliente.post(url("bulk_edit"), {"pk": solicitud.pk, "aplicar": 1, **trampa})
    cliente.post(url("create"), form | trampa)

    assert set(SolicitudVisitante.objects.values_list("estado", flat=True)) <= {
        E.RECIBIDA,
        E.BORRADOR,
    }


def test_batch_does_those_that_can_and_says_why_of_the_others(en_revision, entrar, coordina):
    lista, incompleta = en_revision(), en_revision()
    for documento in lista.documentos_vigentes():
        actions.aceptar_documento(documento, by=coordina)
    cliente, datos = entrar(coordina), {"pk": [lista.pk, incompleta.pk]}

    page = pages.text(cliente.get(url("varias", "aprobar"), datos))
    cliente.post(url("varias", "aprobar"), datos | RESOLUCION)

    assert "Aprobar 1" in page
    assert "Falta aceptar" in page
    assert (leer(lista).estado, leer(incompleta).estado) == (E.APROBADA, E.EN_REVISION)


def test_batch_of_a_wrong_step_or_without_permission(en_revision, entrar, persona, coordina):
    solicitud = en_revision()
    enlace = entrar(persona(Rol.ENLACE_DVOE))

    assert enlace.post(url("varias", "aprobar"), {"pk": solicitud.pk}).status_code == 403
    assert entrar(coordina).get(url("varias", "cancelar")).status_code == 404
    assert leer(solicitud).estado == E.EN_REVISION


def test_batch_tells_results_and_prepares_badges(aprobada, entrar, coordina):
    una, otra = aprobada(), aprobada()
    cliente, datos = entrar(coordina), {"pk": [una.pk, otra.pk]}

    cliente.post(url("varias", "notificar"), datos)
    cliente.post(url("varias", "preparar_gafete"), datos)

    assert {leer(s).estado for s in (una, otra)} == {E.GAFETE_LISTO}
    assert Gafete.objects.count() == 2
    clases = CartaVisitante.objects.filter(solicitud=una).values_list("clase", flat=True)
    assert {"aprobacion", "gafete_listo"} <= set(clases)


def test_batch_page_costs_the_same_with_many(
    en_revision, entrar, coordina, django_assert_max_num_queries
):
    llamada = convocatoria()
    solicitudes = [en_revision(convocatoria=llamada) for _ in range(6)]
    cliente = entrar(coordina)
    datos = {"pk": [s.pk for s in solicitudes]}

    with django_assert_max_num_queries(22):
        cliente.get(url("varias", "aprobar"), datos)


@pytest.mark.parametrize(
    ("cambio", "dicho"),
    [
        ({"nacionalidades": ["FR", "MX"]}, "se registra para observar"),
        ({"salida": dt.date(2099, 1, 1)}, "antes de la salida"),
    ],
)
def test_what_blocks_an_approval_is_said_in_the_review(
    cambio, dicho, en_revision, entrar, coordina
):
    solicitud = en_revision()
    SolicitudVisitante.objects.filter(pk=solicitud.pk).update(**cambio)

    page = pages.text(entrar(coordina).get(url("revisar", solicitud.pk)))
    answer = entrar(coordina).post(url("aprobar", solicitud.pk), RESOLUCION)

    assert dicho in page
    assert answer.status_code == 422
    assert leer(solicitud).estado == E.EN_REVISION


def test_paper_application_is_captured_received_and_refused_when_late(entrar, coordina):
    llamada = convocatoria(
        abre_en=timezone.now() - dt.timedelta(days=30),
        cierra_en=timezone.now() - dt.timedelta(days=5),
    )
    cliente = entrar(coordina)
    datos = {
        "convocatoria": llamada.pk,
        "via": "convocatoria",
        "tipo_invitacion": "convocatoria_abierta",
        "idioma": "en",
        "nombres": "Jane",
        "apellidos": "Papel",
        "sexo": "mujer",
        "fecha_nacimiento": "14/03/1985",
        "nacionalidades": "Reino Unido; Canadá",
        "pais_residencia": "GB",
        "organizacion": "Example House",
        "perfil": "ong",
        "correo": "jane@example.org",
        "llegada": "01/06/2099",
        "salida": "05/06/2099",
        "numero_pasaporte": "ZZ998877",
        "pais_emisor": "Reino Unido",
        "vencimiento": "01/01/2100",
        "acepta": "on",
    }

    answer = cliente.post(url("create"), datos)
    assert answer.status_code == 302, pages.text(answer)
    solicitud = SolicitudVisitante.objects.get(apellidos="Papel")
    ayer = timezone.localdate() - dt.timedelta(days=1)
    cliente.post(url("presentar", solicitud.pk), {"fecha": f"{ayer:%d/%m/%Y}", "hora": "10:30"})
    recibida = leer(solicitud)
    cliente.post(url("tomar", solicitud.pk))
    page = pages.text(cliente.get(url("revisar", solicitud.pk)))

    assert {p.code for p in recibida.nacionalidades} == {"GB", "CA"}
    assert timezone.localtime(recibida.recibida_en).date() == ayer
    assert recibida.pasaporte().numero == "ZZ998877"
    assert leer(solicitud).estado == E.EN_REVISION
    assert "fuera de la convocatoria" in page


def test_country_that_nobody_knows_is_said_and_nothing_is_lost(entrar, coordina):
    datos = {"nombres": "Jane", "nacionalidades": "Utopía"}

    answer = entrar(coordina).post(url("create"), datos)

    assert answer.status_code == 422
    assert "No reconocemos el país «Utopía»" in pages.text(answer)
    assert 'value="Utopía"' in pages.text(answer)


def test_invitation_sends_one_link_and_stays_as_a_draft(entrar, coordina):
    llamada = convocatoria()
    cliente = entrar(coordina)
    form = pages.form_of(cliente.get(url("invitar")), "clave_envio")
    datos = form | {
        "nombres": "Invitada",
        "apellidos": "Especial",
        "correo": "invitada@example.org",
        "idioma": "fr",
        "convocatoria": llamada.pk,
        "via": "invitacion_iecm",
        "tipo_invitacion": "invitacion_especial",
    }

    answers = [cliente.post(url("invitar"), datos) for _ in range(2)]
    solicitud = SolicitudVisitante.objects.get()

    assert {a.url for a in answers} == {url("detail", solicitud.pk)}
    assert solicitud.estado == E.BORRADOR
    assert CartaVisitante.objects.get().clase == "invitacion"
    assert solicitud.enlace_hash != ""


def test_new_link_leaves_the_former_without_effect(entrar, coordina):
    solicitud = borrador(by=coordina)
    antes = leer(solicitud).enlace_hash

    entrar(coordina).post(url("reenviar_enlace", solicitud.pk))

    assert leer(solicitud).enlace_hash != antes
    assert CartaVisitante.objects.get().clase == "enlace"


def test_drafts_of_the_public_are_nobody_s_business(entrar, direccion):
    ajena = borrador()

    cliente = entrar(direccion)

    assert cliente.get(url("detail", ajena.pk)).status_code == 404
    assert str(ajena) not in pages.text(cliente.get(url("list")))


def test_cancelled_accreditation_voids_its_badge(aprobada, coordina):
    solicitud = actions.notificar(aprobada(), by=coordina)
    actions.emitir_gafete_visitante(solicitud, by=coordina)
    activa = actions.entregar_gafete(leer(solicitud), by=coordina, acuse=imagen())

    cancelada = actions.cancelar(activa, by=coordina, motivo="Hizo proselitismo")

    assert cancelada.estado == E.CANCELADA
    assert cancelada.gafete() is None
    reactivada = actions.mover(cancelada, "reactivar", by=coordina, motivo="Error")
    assert actions.reponer_gafete(reactivada, by=coordina).generacion == 2


def test_badge_taken_back_can_be_prepared_again(aprobada, coordina):
    solicitud = actions.notificar(aprobada(), by=coordina)
    actions.emitir_gafete_visitante(solicitud, by=coordina)

    regresada = actions.retirar_gafete(leer(solicitud), by=coordina, motivo="Foto equivocada")
    otro = actions.emitir_gafete_visitante(regresada, by=coordina)

    assert (otro.generacion, otro.folio) == (2, solicitud.folio)
    assert Gafete.objects.validos().count() == 1


def test_withdrawing_with_the_badge_ready_voids_it(aprobada, coordina):
    solicitud = actions.notificar(aprobada(), by=coordina)
    actions.emitir_gafete_visitante(solicitud, by=coordina)

    desistida = actions.desistir(leer(solicitud), by=coordina, motivo="No viaja")

    assert desistida.gafete() is None


def test_refusal_can_be_reconsidered_and_leaves_its_log(en_revision, coordina):
    rechazada = actions.rechazar(
        en_revision(), by=coordina, motivo_rechazo="firma_no_coincide", fundamento="Base 5"
    )

    vuelta = actions.reconsiderar(rechazada, "reconsiderar", by=coordina, motivo="Otra firma")

    assert (vuelta.estado, vuelta.motivo_rechazo) == (E.EN_REVISION, "")
    assert vuelta.pasos.filter(verbo="rechazar").get().motivo == "Base 5"


def test_signature_is_a_requisite_of_its_own(en_revision, coordina):
    llamada = convocatoria()
    firmada = llamada.requisitos.get(clave=ClaveRequisito.SOLICITUD_FIRMADA)
    firmada.obligatorio = False
    firmada.guardar(by=None)
    solicitud = en_revision(convocatoria=llamada, papeles=PIDE[:2])
    for documento in solicitud.documentos_vigentes():
        actions.aceptar_documento(documento, by=coordina)

    with pytest.raises(ValidationError, match="firma autógrafa"):
        actions.aprobar(solicitud, by=coordina, fecha=dt.date(2024, 5, 20), clave="X")


def test_another_passport_is_kept_beside_the_former(en_revision, entrar, coordina):
    solicitud = en_revision()
    anterior = solicitud.pasaporte()
    datos = {
        "tipo": "ordinario",
        "numero": "NUEVO123",
        "pais_emisor": "FR",
        "vencimiento": "01/01/2099",
    }

    answer = entrar(coordina).post(url("pasaporte", solicitud.pk), datos)

    assert answer.status_code == 302
    assert solicitud.pasaporte().numero == "NUEVO123"
    assert solicitud.pasaportes.get(pk=anterior.pk).es_vigente is False


def test_institution_of_the_directory_is_only_what_one_sees(entrar, coordina):
    solicitud = SolicitudVisitanteFactory(institucion=InstitucionFactory(), by=coordina)

    assert entrar(coordina).get(url("detail", solicitud.pk)).status_code == 200


def test_last_letter_is_sent_again_but_not_at_once(entrar, coordina):
    solicitud = actions.presentar(borrador())
    reenviar, cliente = url("reenviar_carta", solicitud.pk), entrar(coordina)

    early = pages.text(cliente.post(reenviar, follow=True))
    antes = timezone.now() - dt.timedelta(minutes=10)
    CartaVisitante.objects.update(creada_en=antes)
    cliente.post(reenviar)

    assert "espera unos minutos" in early
    assert list(CartaVisitante.objects.values_list("clase", flat=True)) == ["acuse", "acuse"]


def test_reserved_data_that_somebody_changed_meanwhile_are_not_lost(entrar, coordina, direccion):
    solicitud = actions.presentar(borrador())
    editar = url("editar_reservados", solicitud.pk)
    form = pages.form_of(entrar(coordina).get(editar), "version")
    entrar(direccion).post(editar, form | {"telefono": "55 0000 0001"})

    answer = entrar(coordina).post(editar, form | {"telefono": "55 0000 0002"})

    assert answer.status_code == 422
    assert "55 0000 0002" in pages.text(answer)
    assert leer(solicitud).telefono == "55 0000 0001"
