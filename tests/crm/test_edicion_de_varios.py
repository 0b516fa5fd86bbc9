"""One of the chosen records refuses the change: nothing is half done."""

import datetime as dt

import pytest

from crm.enums import TipoFecha
from tests.factories.seguimiento import CompromisoFactory

pytestmark = pytest.mark.django_db


def test_what_one_record_refuses_is_said_and_no_other_changes(cliente, monkeypatch):
    monkeypatch.setattr("core.batches.CHUNK", 1)  # the first is already written when it refuses
    limite = dt.date(2024, 5, 10)
    con_fecha = CompromisoFactory(tipo_fecha=TipoFecha.FIJA, fecha_limite=limite)
    sin_fecha = CompromisoFactory(tipo_fecha=TipoFecha.A_SOLICITUD, fecha_limite=None)
    datos = {"pk": [con_fecha.pk, sin_fecha.pk], "fecha_limite": "20/06/2024", "aplicar": "1"}

    answer = cliente.post("/crm/compromisos/editar-varias/", datos)

    con_fecha.refresh_from_db()
    assert answer.status_code == 422
    assert "Lo que es «a solicitud» no lleva fecha límite." in answer.content.decode()
    assert con_fecha.fecha_limite == limite
