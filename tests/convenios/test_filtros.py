"""Filters of the list that say the same in another way, so that the database walks it in order."""

import datetime as dt

import pytest
from django.db import connection
from django.utils import timezone

from convenios.enums import EN_TRAMITE, EnManosDe, EstadoConvenio
from convenios.filters import ConvenioFilter
from convenios.models import Convenio
from convenios.queries.informe import lista_de
from convenios.queries.reloj import Reloj
from cuentas.enums import Rol
from tests.factories.convenios import ConvenioFactory
from tests.factories.cuentas import UsuarioFactory

pytestmark = pytest.mark.django_db


def en_espera(desde, manos=EnManosDe.NOSOTROS, **datos):
    return ConvenioFactory(turno_desde=desde, etapa_desde=desde, en_manos_de=manos, **datos)


def filtrados(rf, **data):
    request = rf.get("/")
    request.user = UsuarioFactory(roles=[Rol.DIRECCION_DVOE])
    return set(ConvenioFilter(data, Convenio.objects.all(), request=request).qs)


def test_who_waits_for_us_in_process_is_both_lists_at_once(rf):
    hoy = timezone.localdate()
    antes = Reloj().hace_habiles(11)
    esperan = {en_espera(antes), en_espera(antes, fecha_solicitud=None)}
    en_espera(hoy)  # of today
    en_espera(antes, EnManosDe.CONTRAPARTE)
    en_espera(antes, fecha_solicitud=hoy + dt.timedelta(days=3))  # asked for tomorrow
    ConvenioFactory(estado=EstadoConvenio.DESISTIDO, en_manos_de="", turno_desde=None)

    juntos = filtrados(rf, situacion="tramite", espera="10")

    assert juntos == esperan
    tramite = set(lista_de(Convenio.objects.all(), "tramite", al=hoy))
    assert juntos == tramite & filtrados(rf, espera="10")


@pytest.mark.postgresql
def test_postgresql_counts_who_waits_as_many_as_they_are():
    """Without its statistics it took them for one in twenty, and sorted them all."""
    antes = timezone.localdate() - dt.timedelta(days=60)
    modelo = ConvenioFactory(estado=EstadoConvenio.NO_PROCEDENTE, en_manos_de="", turno_desde=None)
    fila = {f.attname: getattr(modelo, f.attname) for f in Convenio._meta.concrete_fields}
    cerrados = [Convenio(**fila | {"id": None, "folio": f"CM-2020-{n:05d}"}) for n in range(1900)]
    abiertos = [
        Convenio(
            **fila
            | {
                "id": None,
                "folio": f"CM-2021-{n:05d}",
                "estado": EN_TRAMITE[n % 7],
                "en_manos_de": EnManosDe.NOSOTROS,
                "turno_desde": antes,
                "etapa_desde": antes,
            }
        )
        for n in range(100)
    ]
    Convenio.objects.bulk_create([*cerrados, *abiertos])
    rows = Convenio.objects.filter(eliminado_en=None, estado__in=EN_TRAMITE)
    rows = rows.filter(en_manos_de__in=[EnManosDe.NOSOTROS]).exclude(turno_desde__gt=antes)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE convenios_convenio")

    estimado = int(rows.explain(format="json").split('"Plan Rows": ')[1].split(",")[0])

    assert 50 <= estimado <= 200
