"""The screens of personal data: disposal looked at before it is done, and the log of looks."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from core.models import ConsultaReservada, anotar_consulta
from cuentas.enums import Rol
from observacion.models import SolicitudObservacion
from tests import pages
from tests.acompanamiento.vida import borrador, convocatoria
from tests.factories.calendario import ProcesoElectoralFactory
from tests.factories.observacion import (
    ConvocatoriaFactory,
    DepuracionDatosFactory,
    GafeteFactory,
    SolicitudARCOFactory,
    SolicitudObservacionFactory,
)

pytestmark = pytest.mark.django_db
CONSULTAS = "/observacion/consultas-reservadas/"


@pytest.fixture
def terminado():
    return ProcesoElectoralFactory(
        inicio=dt.date(2020, 9, 7), jornada=dt.date(2021, 6, 6), fin=dt.date(2021, 9, 1)
    )


def suprimir(propuesta):
    return reverse("acompanamiento:depuraciondatos_ejecutar", args=[propuesta.pk])


def test_a_disposal_says_how_much_it_would_take_before_it_is_confirmed(cliente, terminado):
    visita = borrador(convocatoria=convocatoria(proceso=terminado))
    GafeteFactory(titular=visita, proceso=terminado)
    borrador()  # of another process
    propuesta = DepuracionDatosFactory(proceso=terminado, sistema="visitantes")

    html = pages.text(cliente.get(suprimir(propuesta)))

    assert "Qué se suprimiría hoy" in html
    for que, cuantos in (("Solicitudes", 1), ("Documentos", 3), ("Pasaportes", 1), ("Gafetes", 1)):
        assert f"<dt>{que}</dt><dd>{cuantos}</dd>" in html
    assert visita.documentos.count() == 3


def test_that_of_the_observers_counts_theirs(cliente, terminado):
    llamada = ConvocatoriaFactory(tipo="observacion", proceso=terminado)
    for _ in range(2):
        SolicitudObservacionFactory(convocatoria=llamada)
    propuesta = DepuracionDatosFactory(proceso=terminado, sistema="observacion")

    html = pages.text(cliente.get(suprimir(propuesta)))

    assert "<dt>Solicitudes</dt><dd>2</dd>" in html
    assert "Pasaportes" not in html
    assert not SolicitudObservacion.objects.exclude(suprimida_en=None).exists()


def test_what_was_resolved_or_is_ones_own_offers_no_button(entrar, persona, terminado):
    dirige = persona(Rol.DIRECCION_DVOE)
    propia = DepuracionDatosFactory(proceso=terminado, sistema="visitantes", by=dirige)
    ajena = DepuracionDatosFactory(proceso=terminado, sistema="observacion")
    cliente = entrar(dirige)
    cliente.post(suprimir(ajena), {"confirmo": "suprimir"})

    textos = [pages.text(cliente.get(suprimir(una))) for una in (propia, ajena)]

    assert "La propusiste tú" in textos[0]
    assert "ya se resolvió" in textos[1]
    for html in textos:
        assert "No se puede</h2>" in html
        assert 'name="confirmo"' not in html


def test_a_step_that_no_longer_exists_offers_no_form(entrar, persona):
    cumplida = SolicitudARCOFactory(
        estado="cumplida",
        respuesta="Sí.",
        fecha_respuesta=dt.date(2024, 5, 20),
        fecha_cumplimiento=dt.date(2024, 5, 22),
    )
    direccion = reverse("observacion:solicitudarco_declarar_improcedente", args=[cumplida.pk])

    html = pages.text(entrar(persona(Rol.TRANSPARENCIA)).get(direccion))

    assert "ahora está en «Cumplida»" in html
    assert 'name="respuesta"' not in html


def test_the_three_lists_lead_to_one_another_for_who_may(entrar, persona):
    listas = [
        reverse(f"observacion:{nombre}_list") for nombre in ("solicitudarco", "depuraciondatos")
    ]

    de_privacidad = [
        pages.read(entrar(persona(Rol.TRANSPARENCIA)).get(url)).links for url in listas
    ]
    de_acompanamiento = pages.read(
        entrar(persona(Rol.COORDINACION_ACOMPANAMIENTO)).get(listas[1])
    ).links

    assert listas[1] in de_privacidad[0]
    assert {listas[0], CONSULTAS} <= set(de_privacidad[1])
    assert listas[0] in de_acompanamiento
    assert CONSULTAS not in de_acompanamiento


def test_the_log_names_a_record_only_to_who_may_see_it(entrar, persona):
    solicitud = SolicitudObservacionFactory(pk=12345)
    anotar_consulta(solicitud, "Datos reservados", by=persona(Rol.ENLACE_DVOE))

    dirige, vigila = (
        pages.text(entrar(persona(rol)).get(CONSULTAS))
        for rol in (Rol.DIRECCION_DVOE, Rol.TRANSPARENCIA)
    )

    assert solicitud.folio in dirige
    assert solicitud.folio not in vigila
    assert f"Solicitud de observación {solicitud.pk}" in vigila
    assert str(solicitud) not in vigila


def test_the_log_is_narrowed_by_person_and_by_day(cliente, persona):
    solicitud = SolicitudObservacionFactory()
    una, otra = persona(Rol.ENLACE_DVOE), persona(Rol.COORDINACION_ACOMPANAMIENTO)
    anotar_consulta(solicitud, "De ayer", by=una)
    ConsultaReservada.objects.update(en=timezone.now() - dt.timedelta(days=3))
    anotar_consulta(solicitud, "De hoy", by=una)
    anotar_consulta(solicitud, "De otra persona", by=otra)
    hoy = f"{timezone.localdate():%d/%m/%Y}"

    de_una = pages.text(cliente.get(CONSULTAS, {"quien": una.pk}))
    de_hoy = pages.text(cliente.get(CONSULTAS, {"desde": hoy}))
    de_nunca = pages.text(cliente.get(CONSULTAS, {"hasta": "01/01/2020"}))

    assert [dicho in de_una for dicho in ("De ayer", "De hoy", "De otra persona")] == [1, 1, 0]
    assert [dicho in de_hoy for dicho in ("De ayer", "De hoy", "De otra persona")] == [0, 1, 1]
    assert "con ese filtro" in de_nunca


def test_the_log_costs_the_same_however_long(cliente, persona, django_assert_max_num_queries):
    quien = persona(Rol.ENLACE_DVOE)
    for _ in range(12):
        anotar_consulta(SolicitudObservacionFactory(), "Datos reservados", by=quien)
    cliente.get(CONSULTAS)

    with django_assert_max_num_queries(12):
        cliente.get(CONSULTAS)
