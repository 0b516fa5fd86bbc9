"""Disposal: the personal values leave tables, history, search and files; the counts stay."""

import datetime as dt
import re

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.core.files.storage import storages
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from acompanamiento.actions import mover, presentar
from acompanamiento.actions.cierre import concluir_terminadas, olvidar_borradores
from acompanamiento.actions.depuracion import suprimir_visitantes
from acompanamiento.enums import ClaseCarta
from acompanamiento.models import SolicitudVisitante
from acompanamiento.queries.depuracion import se_suprimiria
from cuentas.enums import Rol
from observacion.actions.depuracion import (
    ejecutar_depuracion,
    proponer_depuracion,
    suprimir_observacion,
)
from observacion.enums import SistemaDatos
from observacion.models import SolicitudObservacion
from tests.acompanamiento.vida import borrador, convocatoria
from tests.factories.acompanamiento import (
    CartaVisitanteFactory,
    DelegacionFactory,
    SolicitudVisitanteFactory,
)
from tests.factories.calendario import ProcesoElectoralFactory
from tests.factories.cuentas import UsuarioFactory
from tests.factories.observacion import (
    ConvocatoriaFactory,
    DepuracionDatosFactory,
    GafeteFactory,
    SolicitudObservacionFactory,
)
from tests.factories.programa_visitantes import (
    IncidenciaFactory,
    LogisticaVisitanteFactory,
    ParadaRutaFactory,
    ProgramaAcompanamientoFactory,
    RecorridoFactory,
    RutaCasillasFactory,
    TrasladoFactory,
)

pytestmark = pytest.mark.django_db
CANARIO = "Zzcanario"


@pytest.fixture
def terminado():
    return ProcesoElectoralFactory(
        inicio=dt.date(2020, 9, 7), jornada=dt.date(2021, 6, 6), fin=dt.date(2021, 9, 1)
    )


@pytest.fixture
def propone():
    return UsuarioFactory(roles=[Rol.TRANSPARENCIA])


@pytest.fixture
def dirige():
    return UsuarioFactory(roles=[Rol.DIRECCION_DVOE])


def donde_aparece(texto):
    """Every table and column of the base where a text still is, in clear."""
    halladas = []
    for modelo in apps.get_models():
        campos = [f for f in modelo._meta.concrete_fields if f.get_internal_type() in TEXTOS]
        with connection.cursor() as cursor:
            for campo in campos:
                cursor.execute(
                    f'SELECT COUNT(*) FROM "{modelo._meta.db_table}"'  # noqa: S608
                    f' WHERE LOWER(CAST("{campo.column}" AS TEXT)) LIKE %s',
                    [f"%{texto.lower()}%"],
                )
                if cursor.fetchone()[0]:
                    halladas.append(f"{modelo._meta.db_table}.{campo.column}")
    return halladas


TEXTOS = {"CharField", "TextField", "EmailField", "JSONField", "SlugField", "FileField"}


def una_visita(proceso, coordina):
    solicitud = borrador(
        convocatoria=convocatoria(proceso=proceso),
        nombres=CANARIO,
        apellidos=f"{CANARIO} Segundo",
        nombre_latino=CANARIO,
        lugar_nacimiento=CANARIO,
        organizacion=CANARIO,
        cargo=CANARIO,
        correo=f"{CANARIO}@example.org",
        telefono=CANARIO,
        domicilio=CANARIO,
        emergencia=CANARIO,
        salud=CANARIO,
        idiomas=CANARIO,
        interes=CANARIO,
        entidades=CANARIO,
    )
    recibida = presentar(solicitud)
    return mover(recibida, "asignar", by=coordina, responsable=coordina, motivo=CANARIO)


def un_viaje(proceso, solicitud):
    """Flights, hotel and a vehicle, and a stop of a route, all telling of her."""
    reservados = ("habitacion", "dieta", "accesibilidad", "seguro", "emergencia")
    escritos = ("llegada_aerolinea", "llegada_lugar", "salida_aerolinea", "salida_lugar")
    escritos += ("recepcion", "hotel", "hotel_direccion", *reservados)
    viaje = LogisticaVisitanteFactory(
        solicitud=solicitud,
        llegada_vuelo=CANARIO,
        salida_vuelo=CANARIO,
        **dict.fromkeys(escritos, CANARIO),
    )
    en_coche = dict.fromkeys(("punto", "destino", "vehiculo", "operador"), CANARIO)
    TrasladoFactory(proceso=proceso, ocupantes=[viaje], **en_coche)
    recorrido = RecorridoFactory(programa=ProgramaAcompanamientoFactory(proceso=proceso))
    parada = ParadaRutaFactory(ruta=RutaCasillasFactory(actividad=recorrido))
    parada.nota = CANARIO
    parada.guardar(by=None)


def test_nothing_that_names_them_stays(terminado, propone, dirige):
    solicitud = una_visita(terminado, dirige)
    nombres = [documento.archivo.name for documento in solicitud.documentos.all()]
    propuesta = proponer_depuracion(
        DepuracionDatosFactory.build(proceso=terminado, sistema=SistemaDatos.VISITANTES), by=propone
    )
    IncidenciaFactory(proceso=terminado, nota=f"Cayó {CANARIO}.")
    un_viaje(terminado, solicitud)
    mision = DelegacionFactory(convocatoria=solicitud.convocatoria, correo=f"{CANARIO}@example.org")
    CartaVisitanteFactory(solicitud=None, delegacion=mision, clase=ClaseCarta.DELEGACION)
    assert donde_aparece(CANARIO) != []
    anunciado = se_suprimiria(propuesta)

    hecha = ejecutar_depuracion(propuesta, suprimir_visitantes, by=dirige)

    quedo = SolicitudVisitante.objects.get()
    assert donde_aparece(CANARIO) == []
    assert hecha.conteos == {
        "solicitudes": 1,
        "documentos": 3,
        "pasaportes": 1,
        "cartas": 2,
        "envíos en espera": 0,
        "viajes": 1,
        "traslados": 1,
    }
    assert {que: anunciado[que] for que in hecha.conteos} == hecha.conteos
    assert (quedo.folio, quedo.estado, quedo.sexo) == (solicitud.folio, "en_revision", "mujer")
    assert [pais.code for pais in quedo.nacionalidades] == ["FR"]
    assert str(quedo) == "Datos suprimidos"
    assert nombres


def test_its_files_leave_after_the_commit(
    terminado, propone, dirige, django_capture_on_commit_callbacks
):
    solicitud = una_visita(terminado, dirige)
    nombres = [documento.archivo.name for documento in solicitud.documentos.all()]
    propuesta = proponer_depuracion(
        DepuracionDatosFactory.build(proceso=terminado, sistema=SistemaDatos.VISITANTES), by=propone
    )
    almacen = storages["default"]
    assert all(almacen.exists(nombre) for nombre in nombres)

    with django_capture_on_commit_callbacks(execute=True):
        ejecutar_depuracion(propuesta, suprimir_visitantes, by=dirige)

    assert not any(almacen.exists(nombre) for nombre in nombres)


def test_observers_keep_their_age_and_lose_the_rest(terminado, propone, dirige):
    llamada = ConvocatoriaFactory(proceso=terminado, tipo="observacion")
    solicitud = SolicitudObservacionFactory(
        convocatoria=llamada,
        nombres=CANARIO,
        primer_apellido=CANARIO,
        correo=f"{CANARIO}@example.org",
        fecha_nacimiento=dt.date(1990, 6, 7),
    )
    GafeteFactory(titular=solicitud, nombre=CANARIO)
    propuesta = proponer_depuracion(
        DepuracionDatosFactory.build(proceso=terminado, sistema=SistemaDatos.OBSERVACION),
        by=propone,
    )

    ejecutar_depuracion(propuesta, suprimir_observacion, by=dirige)

    quedo = SolicitudObservacion.objects.get()
    assert donde_aparece(CANARIO) == []
    assert quedo.fecha_nacimiento is None
    assert quedo.edad_en_jornada == 30
    assert quedo.huella_clave == ""


def test_nobody_executes_what_they_proposed(terminado, dirige):
    propuesta = proponer_depuracion(DepuracionDatosFactory.build(proceso=terminado), by=dirige)

    with pytest.raises(ValidationError, match="la ejecuta otra persona"):
        ejecutar_depuracion(propuesta, suprimir_visitantes, by=dirige)


def test_what_must_still_be_kept_is_not_proposed(propone):
    abierto = ProcesoElectoralFactory(fin=None)

    with pytest.raises(ValidationError, match="sigue abierto"):
        proponer_depuracion(DepuracionDatosFactory.build(proceso=abierto), by=propone)


def test_it_is_executed_from_its_page_after_typing_it(client, terminado, propone, dirige):
    propuesta = proponer_depuracion(DepuracionDatosFactory.build(proceso=terminado), by=propone)
    client.force_login(dirige)
    url = reverse("acompanamiento:depuraciondatos_ejecutar", args=[propuesta.pk])

    sin_escribir = client.post(url, {"confirmo": "sí"})
    client.post(url, {"confirmo": "suprimir"})

    propuesta.refresh_from_db()
    assert sin_escribir.status_code == 422
    assert propuesta.estado == "ejecutada"


def test_a_visit_that_ended_is_concluded_by_the_clock():
    ayer = timezone.localdate() - dt.timedelta(days=1)
    resuelta = {"fecha_resolucion": ayer, "clave_resolucion": "X-1"}
    de_ayer = SolicitudVisitanteFactory(
        estado="acreditada_activa", llegada=ayer, salida=ayer, **resuelta
    )
    sigue = SolicitudVisitanteFactory(estado="acreditada_activa", **resuelta)

    cuantas = concluir_terminadas()

    de_ayer.refresh_from_db()
    sigue.refresh_from_db()
    assert (cuantas, de_ayer.estado, sigue.estado) == (1, "concluida", "acreditada_activa")
    assert [carta.clase for carta in de_ayer.cartas.all()] == ["constancia"]


def test_abandoned_drafts_are_forgotten_a_month_after_the_closing():
    ahora = timezone.now()
    cerrada = convocatoria(
        abre_en=ahora - dt.timedelta(days=60), cierra_en=ahora - dt.timedelta(days=31)
    )
    borrador(convocatoria=cerrada, nombres=CANARIO)
    vivo = borrador(nombres="Otra")

    cuantos = olvidar_borradores()

    assert cuantos == 1
    assert list(SolicitudVisitante.objects.values_list("pk", flat=True)) == [vivo.pk]
    assert donde_aparece(CANARIO) == []


@pytest.mark.parametrize(
    ("sistema", "suprimir", "pagina"),
    [
        (SistemaDatos.OBSERVACION, suprimir_observacion, "observacion:estadistica"),
        (SistemaDatos.VISITANTES, suprimir_visitantes, "acompanamiento:estadistica"),
    ],
)
def test_the_statistics_stay_as_they_were(
    client, terminado, propone, dirige, sistema, suprimir, pagina
):
    llamada = convocatoria(proceso=terminado, tipo=sistema)
    if sistema == SistemaDatos.OBSERVACION:
        for anio in (1990, 1960):
            SolicitudObservacionFactory(
                convocatoria=llamada,
                fecha_nacimiento=dt.date(anio, 6, 7),
                discapacidad="Motriz",
            )
    else:
        SolicitudVisitanteFactory(convocatoria=llamada, organizacion="")
    client.force_login(dirige)
    url = f"{reverse(pagina)}?convocatoria={llamada.pk}"
    antes = client.get(url)
    propuesta = proponer_depuracion(
        DepuracionDatosFactory.build(proceso=terminado, sistema=sistema), by=propone
    )

    ejecutar_depuracion(propuesta, suprimir, by=dirige)

    despues = client.get(url)
    assert (antes.status_code, despues.status_code) == (200, 200)
    assert cifras(despues) == cifras(antes)


def cifras(response):
    """What a person reads of the page, figures and all."""
    cuerpo = response.text.partition("<main")[2]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", cuerpo))
