"""A notice to a crowd while reminders are due: they do not wait for it (F13)."""

import pytest
from django.core import mail

from avisos.actions import Hecho, avisar
from avisos.actions.entregar import Entrega
from avisos.models import Aviso, ReglaAviso
from avisos.queries import fuentes
from crm.enums import TipoFecha
from crm.queries.avisos import TurnosFuente
from cuentas.enums import Rol
from tests.avisos.conftest import LIMITE, el
from tests.factories.cuentas import UsuarioFactory
from tests.factories.seguimiento import CompromisoFactory, GestionFactory

pytestmark = pytest.mark.django_db
MULTITUD, RECORDATORIOS = 60, 10


def test_reminders_leave_among_the_letters_of_a_mass_notice(quien, solo, vuelta):
    solo("crm-gestion-turnada", "crm-compromiso-1")
    ReglaAviso.objects.filter(clave="crm-compromiso-1").update(correo="urgente")
    gente = [UsuarioFactory(roles=[Rol.DIRECCION_DVOE]) for _ in range(MULTITUD)]
    gestion = GestionFactory()
    avisar(
        TurnosFuente(),
        "crm-gestion-turnada",
        Hecho(gestion, "A todas las personas", personas=gente),
    )
    Aviso.objects.update(debido_en=el(9, 6), entregar_desde=el(9, 6))  # long before
    for _ in range(RECORDATORIOS):
        CompromisoFactory(responsable=quien, tipo_fecha=TipoFecha.FIJA, fecha_limite=LIMITE)

    vuelta(el(9, 7, 5))

    para = [m.to[0] for m in mail.outbox]
    ultimo = max(n for n, correo in enumerate(para) if correo == quien.correo)
    assert para.count(quien.correo) == RECORDATORIOS
    assert len(para) == MULTITUD + RECORDATORIOS
    assert ultimo < 3 * RECORDATORIOS


def test_each_queue_goes_on_when_the_other_is_empty(quien, solo, vuelta):
    solo("crm-compromiso-1")
    ReglaAviso.objects.filter(clave="crm-compromiso-1").update(correo="urgente")
    for _ in range(RECORDATORIOS):
        CompromisoFactory(responsable=quien, tipo_fecha=TipoFecha.FIJA, fecha_limite=LIMITE)
    vuelta(el(9, 6, 59))
    entrega = Entrega(fuentes(), el(9, 7, 5))

    while entrega.lote():
        pass

    assert entrega.entregados == 2 * RECORDATORIOS
