"""Every (stage, step, role) of dominio 2.7.3: allowed or refused as its table says."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from acompanamiento.actions import mover
from acompanamiento.enums import ACREDITADAS, RECHAZADAS, EstadoVisitante
from acompanamiento.models import SolicitudVisitante
from acompanamiento.workflows import VISITANTE
from cuentas.enums import Rol
from tests.factories.acompanamiento import SolicitudVisitanteFactory
from tests.factories.cuentas import UsuarioFactory

E = EstadoVisitante
COORDINAN = {Rol.COORDINACION_ACOMPANAMIENTO, Rol.DIRECCION_DVOE}
REVISAN = COORDINAN | {Rol.ENLACE_DVOE}
DVOE = REVISAN | {Rol.CAPTURISTA}
PREVIAS = {
    E.BORRADOR,
    E.RECIBIDA,
    E.EN_REVISION,
    E.PREVENIDA,
    E.APROBADA,
    E.NOTIFICADA,
    E.GAFETE_LISTO,
}
# As the office reads them, written by hand: from, to, who, and whether the person or the clock may.
FILAS = {
    "presentar": ({E.BORRADOR}, E.RECIBIDA, DVOE, True),
    "asignar": ({E.RECIBIDA}, E.EN_REVISION, REVISAN, False),
    "prevenir": ({E.EN_REVISION}, E.PREVENIDA, REVISAN, False),
    "subsanar": ({E.PREVENIDA}, E.EN_REVISION, REVISAN, True),
    "vencer_prevencion": ({E.PREVENIDA}, E.RECHAZADA, COORDINAN, False),
    "aprobar": ({E.EN_REVISION}, E.APROBADA, COORDINAN, False),
    "rechazar": ({E.EN_REVISION}, E.RECHAZADA, COORDINAN, False),
    "notificar": ({E.APROBADA}, E.NOTIFICADA, REVISAN, False),
    "notificar_rechazo": ({E.RECHAZADA}, E.NOTIFICADA_RECHAZO, REVISAN, False),
    "preparar_gafete": ({E.NOTIFICADA}, E.GAFETE_LISTO, REVISAN, False),
    "entregar_gafete": ({E.GAFETE_LISTO}, E.ACREDITADA_ACTIVA, REVISAN, False),
    "cancelar": ({E.ACREDITADA_ACTIVA}, E.CANCELADA, COORDINAN, False),
    "desistir": (PREVIAS, E.DESISTIDA, DVOE, True),
    "concluir": ({E.ACREDITADA_ACTIVA}, E.CONCLUIDA, COORDINAN, True),
    # The ways back, each with its reason.
    "regresar_a_recibida": ({E.EN_REVISION}, E.RECIBIDA, COORDINAN, False),
    "reabrir_revision": ({E.APROBADA}, E.EN_REVISION, COORDINAN, False),
    "reconsiderar": ({E.RECHAZADA}, E.EN_REVISION, COORDINAN, False),
    "reconsiderar_notificado": ({E.NOTIFICADA_RECHAZO}, E.EN_REVISION, COORDINAN, False),
    "retirar_gafete": ({E.GAFETE_LISTO}, E.NOTIFICADA, COORDINAN, False),
    "reactivar": ({E.CANCELADA}, E.ACREDITADA_ACTIVA, COORDINAN, False),
}
CON_MOTIVO = {
    "cancelar",
    "desistir",
    "regresar_a_recibida",
    "reabrir_revision",
    "reconsiderar",
    "reconsiderar_notificado",
    "retirar_gafete",
    "reactivar",
}


def test_table_has_these_rows_and_no_other():
    found = {
        name: (set(t.sources), t.target, t.without_account)
        for name, t in VISITANTE.transitions.items()
    }

    assert found == {name: (row[0], row[1], row[3]) for name, row in FILAS.items()}
    assert {n for n, t in VISITANTE.transitions.items() if t.requires_reason} == CON_MOTIVO


def test_every_stage_is_reached_and_left():
    llegan = {row[1] for row in FILAS.values()}
    salen = set().union(*(row[0] for row in FILAS.values()))

    assert set(E) - llegan == {E.BORRADOR}
    assert set(E) - salen == {E.DESISTIDA, E.CONCLUIDA}


@pytest.fixture
def en_etapa():
    """An application put in a stage, skipping its life: what is tested is the way out."""

    def build(estado):
        solicitud = SolicitudVisitanteFactory(
            limite_prevencion=timezone.now() + dt.timedelta(days=1)
        )
        resuelta = {"motivo_rechazo": "otro"} if estado in RECHAZADAS else {}
        if estado in ACREDITADAS:
            resuelta = {"fecha_resolucion": dt.date(2024, 5, 20), "clave_resolucion": "X"}
        SolicitudVisitante.objects.filter(pk=solicitud.pk).update(estado=estado, **resuelta)
        return SolicitudVisitante.objects.get(pk=solicitud.pk)

    return build


@pytest.mark.django_db
@pytest.mark.parametrize("rol", list(Rol))
@pytest.mark.parametrize("estado", list(E))
def test_each_stage_step_and_role(estado, rol, en_etapa):
    """What the table does not give is refused and writes nothing; what it gives gets past it."""
    user, solicitud = UsuarioFactory(roles=[rol]), en_etapa(estado)

    for name, (sources, _to, roles, _account) in FILAS.items():
        ofrecidas = {a.transition.name for a in VISITANTE.available(solicitud, user)}
        assert (name in ofrecidas) == (rol in roles and estado in sources), name
        if rol not in roles:
            with pytest.raises(PermissionDenied):
                mover(solicitud, name, by=user, motivo="Prueba")
        elif estado not in sources:
            with pytest.raises(ValidationError, match="No se puede"):
                mover(solicitud, name, by=user, motivo="Prueba")
    assert SolicitudVisitante.objects.get(pk=solicitud.pk).estado == estado
    assert not solicitud.pasos.exists()


@pytest.mark.django_db
@pytest.mark.parametrize("estado", list(E))
def test_without_account_only_what_the_table_lets(estado, en_etapa):
    solicitud = en_etapa(estado)

    for name, (sources, _to, _roles, account) in FILAS.items():
        if not account:
            with pytest.raises(PermissionDenied):
                mover(solicitud, name, by=None, motivo="Prueba")
        elif estado not in sources:
            with pytest.raises(ValidationError, match="No se puede"):
                mover(solicitud, name, by=None, motivo="Prueba")
    assert SolicitudVisitante.objects.get(pk=solicitud.pk).estado == estado


@pytest.mark.django_db
@pytest.mark.parametrize("name", sorted(CON_MOTIVO))
def test_what_ends_or_goes_back_says_why(name, en_etapa):
    solicitud = en_etapa(sorted(FILAS[name][0])[0])
    coordina = UsuarioFactory(roles=[Rol.DIRECCION_DVOE])

    with pytest.raises(ValidationError, match="Escribe el motivo"):
        mover(solicitud, name, by=coordina, motivo="  ")
