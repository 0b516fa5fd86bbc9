"""Every (state, step, role) of dominio 2.6.2 and 2.6.6: allowed or refused as its tables say."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from cuentas.enums import Rol
from observacion.actions import red
from observacion.actions import solicitudes as actos
from observacion.enums import EstadoIntegrante, EstadoSolicitudObservacion
from observacion.models import IntegranteRed, SolicitudObservacion
from observacion.workflows import INTEGRANTE, SOLICITUD
from tests.factories.cuentas import UsuarioFactory
from tests.factories.observacion import (
    InformeObservacionFactory,
    InscripcionCursoFactory,
    IntegranteRedFactory,
    SolicitudObservacionFactory,
)

E, N = EstadoSolicitudObservacion, EstadoIntegrante
COORDINAN = {Rol.COORDINACION_ACOMPANAMIENTO, Rol.DIRECCION_DVOE}
OPERAN = COORDINAN | {Rol.ENLACE_DVOE}

# The rows as the office reads them, written by hand: from, to, who.
SOLICITUDES = {
    "prevenir": ({E.RECIBIDA}, E.PREVENIDA, OPERAN),
    "subsanar": ({E.PREVENIDA}, E.RECIBIDA, OPERAN),
    "tener_por_no_presentada": ({E.PREVENIDA}, E.NO_PRESENTADA, COORDINAN),
    "remitir": ({E.RECIBIDA}, E.REMITIDA_INE, OPERAN),
    "admitir": ({E.REMITIDA_INE}, E.CURSO_PENDIENTE, OPERAN),
    "acreditar_curso": ({E.CURSO_PENDIENTE}, E.CURSO_ACREDITADO, OPERAN),
    "acreditar": ({E.CURSO_ACREDITADO}, E.ACREDITADA, COORDINAN),
    "negar": ({E.CURSO_ACREDITADO, E.RECIBIDA}, E.NEGADA, COORDINAN),
    "entregar_gafete": ({E.ACREDITADA}, E.GAFETE_ENTREGADO, OPERAN),
    "cancelar": ({E.ACREDITADA, E.GAFETE_ENTREGADO}, E.CANCELADA, COORDINAN),
    "entregar_informe": ({E.GAFETE_ENTREGADO}, E.INFORME_ENTREGADO, OPERAN),
    # The ways back, each with its reason.
    "regresar_a_recibida": ({E.REMITIDA_INE}, E.RECIBIDA, COORDINAN),
    "regresar_a_remitida": ({E.CURSO_PENDIENTE}, E.REMITIDA_INE, COORDINAN),
    "regresar_a_curso": ({E.CURSO_ACREDITADO}, E.CURSO_PENDIENTE, COORDINAN),
    "retirar_acreditacion": ({E.ACREDITADA}, E.CURSO_ACREDITADO, COORDINAN),
    "retirar_negativa": ({E.NEGADA}, E.RECIBIDA, COORDINAN),
}
INTEGRANTES = {
    "registrar": ({N.INVITADA}, N.REGISTRADA, OPERAN),
    "activar": ({N.REGISTRADA, N.INACTIVA}, N.ACTIVA, OPERAN),
    "suspender": ({N.ACTIVA}, N.INACTIVA, OPERAN),
    "dar_de_baja": ({N.INVITADA, N.REGISTRADA, N.ACTIVA, N.INACTIVA}, N.BAJA, OPERAN),
    "reingresar": ({N.BAJA}, N.REGISTRADA, OPERAN),
}
VENCIDO = {"tener_por_no_presentada"}


def test_tables_have_these_rows_and_no_other():
    for workflow, filas in ((SOLICITUD, SOLICITUDES), (INTEGRANTE, INTEGRANTES)):
        found = {n: (set(t.sources), t.target) for n, t in workflow.transitions.items()}

        assert found == {n: (de, a) for n, (de, a, _roles) in filas.items()}


def solicitud_en(estado, verbo):
    """One put in a state with all that the step asks for: what is tested is who and from where."""
    limite = timezone.now() + dt.timedelta(hours=-1 if verbo in VENCIDO else 5)
    solicitud = SolicitudObservacionFactory()
    inscripcion = InscripcionCursoFactory(integrante=None, solicitud=solicitud)
    type(inscripcion).objects.filter(pk=inscripcion.pk).update(estado="acredito")
    InformeObservacionFactory(solicitud=solicitud)
    SolicitudObservacion.objects.filter(pk=solicitud.pk).update(
        estado=estado,
        prevencion="Falta la credencial",
        limite_prevencion=limite,
        oficio_remision="OF-1",
        fecha_remision=timezone.localdate(),
        folio_externo="INE-1",
        fecha_sesion=timezone.localdate(),
        acuerdo="A-1",
        justificacion="requisitos",
    )
    return SolicitudObservacion.objects.get(pk=solicitud.pk)


def integrante_en(estado, _verbo):
    integrante = IntegranteRedFactory()
    IntegranteRed.objects.filter(pk=integrante.pk).update(
        estado=estado, fecha_baja=timezone.localdate(), motivo_baja="Prueba"
    )
    return IntegranteRed.objects.get(pk=integrante.pk)


def intentar(mover, obj, verbo, user):
    """Whether the step was taken; refused or impossible, nothing is written."""
    try:
        mover(obj, verbo, by=user, motivo="Prueba")
    except (PermissionDenied, ValidationError):
        assert type(obj).objects.get(pk=obj.pk).estado == obj.estado
        return False
    return True


@pytest.mark.django_db
@pytest.mark.parametrize("verbo", list(SOLICITUDES))
def test_application_moves_only_from_where_and_by_whom_the_table_says(verbo):
    de, a, roles = SOLICITUDES[verbo]
    personas = {rol: UsuarioFactory(roles=[rol.value]) for rol in Rol}

    for estado in E:
        solicitud = solicitud_en(estado, verbo)
        for rol, persona in personas.items():
            movio = intentar(actos.mover, solicitud, verbo, persona)
            assert movio == (estado in de and rol in roles), (estado, verbo, rol)
            if movio:
                assert SolicitudObservacion.objects.get(pk=solicitud.pk).estado == a
                SolicitudObservacion.objects.filter(pk=solicitud.pk).update(estado=estado)


@pytest.mark.django_db
@pytest.mark.parametrize("verbo", list(INTEGRANTES))
def test_member_moves_only_from_where_and_by_whom_the_table_says(verbo):
    de, a, roles = INTEGRANTES[verbo]
    personas = {rol: UsuarioFactory(roles=[rol.value]) for rol in Rol}

    for estado in N:
        integrante = integrante_en(estado, verbo)
        for rol, persona in personas.items():
            movio = intentar(red.mover, integrante, verbo, persona)
            assert movio == (estado in de and rol in roles), (estado, verbo, rol)
            if movio:
                assert IntegranteRed.objects.get(pk=integrante.pk).estado == a
                IntegranteRed.objects.filter(pk=integrante.pk).update(estado=estado)


# Each guard: the step, what is taken away, and the words that say so.
GUARDAS = [
    ("prevenir", {"prevencion": ""}, "Escribe qué falta"),
    ("prevenir", {"limite_prevencion": None}, "hasta cuándo"),
    ("remitir", {"declara_sin_militancia": False}, "Falta declarar"),
    (
        "remitir",
        {"fecha_nacimiento": timezone.localdate() - dt.timedelta(days=17 * 365)},
        "17 años",
    ),
    ("remitir", {"clave_elector": ""}, "clave de elector"),
    ("remitir", {"oficio_remision": ""}, "oficio"),
    ("admitir", {"folio_externo": ""}, "folio que dio el INE"),
    ("acreditar", {"acuerdo": ""}, "sesión y el acuerdo"),
    ("negar", {"justificacion": ""}, "justificación"),
    ("cancelar", {"justificacion": ""}, "justificación"),
]


@pytest.mark.django_db
@pytest.mark.parametrize(("verbo", "sin", "dice"), GUARDAS)
def test_each_guard_says_what_is_missing(verbo, sin, dice, direccion):
    solicitud = solicitud_en(sorted(SOLICITUDES[verbo][0])[0], verbo)

    with pytest.raises(ValidationError) as error:
        actos.mover(solicitud, verbo, by=direccion, motivo="Prueba", **sin)

    assert dice in " ".join(error.value.messages)


@pytest.mark.django_db
@pytest.mark.parametrize("verbo", ["acreditar_curso", "acreditar"])
def test_course_is_a_precondition(verbo, direccion):
    solicitud = solicitud_en(sorted(SOLICITUDES[verbo][0])[0], verbo)
    for inscripcion in solicitud.inscripciones.all():
        inscripcion.eliminar(by=None)

    with pytest.raises(ValidationError, match="Falta acreditar el curso"):
        actos.mover(solicitud, verbo, by=direccion)


@pytest.mark.django_db
def test_time_to_correct_is_kept_by_the_clock(direccion):
    a_tiempo, tarde = (
        solicitud_en("prevenida", "subsanar"),
        solicitud_en("prevenida", "tener_por_no_presentada"),
    )

    with pytest.raises(ValidationError, match="Todavía está en plazo"):
        actos.mover(a_tiempo, "tener_por_no_presentada", by=direccion)
    with pytest.raises(ValidationError, match="ya venció"):
        actos.mover(tarde, "subsanar", by=direccion)


@pytest.mark.django_db
def test_doors_refuse_what_the_table_refuses(cliente, direccion):
    """The address of each step, posted from a state where it does not lead."""
    for verbo, (de, _a, _roles) in SOLICITUDES.items():
        estado = next(e for e in E if e not in de)
        solicitud = solicitud_en(estado, verbo)
        url = f"/observacion/solicitudes-de-observacion/{solicitud.pk}/{verbo.replace('_', '-')}/"

        respuesta = cliente.post(url, {"motivo": "Prueba", "justificacion": "otra"})

        assert respuesta.status_code == 422, verbo
        assert SolicitudObservacion.objects.get(pk=solicitud.pk).estado == estado
