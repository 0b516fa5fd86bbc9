"""Rights over one's data: terms in ordinary working days, answers, and who did what."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from cuentas.enums import Rol
from observacion.actions import arco
from observacion.enums import EstadoARCO
from observacion.models import SolicitudARCO
from observacion.workflows import ARCO
from tests.factories.calendario import ProcesoElectoralFactory
from tests.factories.cuentas import UsuarioFactory
from tests.factories.observacion import SolicitudARCOFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def transparencia():
    return UsuarioFactory(roles=[Rol.TRANSPARENCIA])


def test_its_term_counts_working_days_even_during_a_process(transparencia):
    ProcesoElectoralFactory(
        inicio=dt.date(2026, 1, 1), jornada=dt.date(2026, 6, 7), fin=dt.date(2026, 12, 31)
    )
    solicitud = SolicitudARCOFactory.build(fecha_recepcion=dt.date(2026, 6, 1))

    recibida = arco.recibir_arco(solicitud, by=transparencia)

    assert recibida.folio == "ARCO-2026-0001"
    # Fifteen working days after Monday 1 June: three weeks, with their weekends.
    assert recibida.fecha_limite == dt.date(2026, 6, 22)


def test_it_is_extended_once(transparencia):
    solicitud = SolicitudARCOFactory(fecha_limite=dt.date(2100, 6, 1))

    arco.prorrogar_arco(solicitud, by=transparencia, motivo="Se pidió un informe.")
    with pytest.raises(ValidationError, match="ya se prorrogó"):
        arco.prorrogar_arco(solicitud, by=transparencia, motivo="Otra vez.")

    solicitud.refresh_from_db()
    assert solicitud.prorrogada


def test_what_proceeds_has_a_term_to_be_carried_out(transparencia):
    solicitud = SolicitudARCOFactory(responsable=transparencia)
    en_tramite = ARCO.apply(solicitud, "tramitar", by=transparencia)

    procede = arco.resolver_arco(
        en_tramite,
        "declarar_procedente",
        by=transparencia,
        respuesta="Se entrega copia.",
        fecha=dt.date(2026, 6, 1),
    )
    cumplida = arco.cumplir_arco(procede, by=transparencia, fecha=dt.date(2026, 6, 5))

    assert procede.limite_cumplimiento == dt.date(2026, 6, 15)
    assert cumplida.estado == EstadoARCO.CUMPLIDA


def test_it_is_registered_and_followed_in_the_screens(client, transparencia):
    client.force_login(transparencia)
    datos = {
        "derecho": "acceso",
        "sistema": "visitantes",
        "titular": "Titular de Ejemplo",
        "que_pide": "Copia de su expediente.",
        "fecha_recepcion": "01/06/2024",
        "responsable": transparencia.pk,
    }

    client.post(reverse("observacion:solicitudarco_create"), datos)
    solicitud = SolicitudARCO.objects.get()
    pagina = client.get(reverse("observacion:solicitudarco_detail", args=[solicitud.pk]))

    assert solicitud.folio == "ARCO-2024-0001"
    assert "venció el" in pagina.text


@pytest.mark.parametrize("verbo", sorted(ARCO.transitions))
def test_each_step_has_its_page(client, verbo):
    direccion = UsuarioFactory(roles=[Rol.DIRECCION_DVOE])
    origen = ARCO.transitions[verbo].sources[0]
    resuelta = {"respuesta": "Sí.", "fecha_respuesta": dt.date(2024, 5, 20)}
    extra = resuelta if origen in ("procedente", "improcedente") else {}
    solicitud = SolicitudARCOFactory(estado=origen, responsable=direccion, **extra)
    client.force_login(direccion)

    pagina = client.get(reverse(f"observacion:solicitudarco_{verbo}", args=[solicitud.pk]))

    assert pagina.status_code == 200
