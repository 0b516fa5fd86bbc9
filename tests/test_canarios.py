"""Ninety values in reserved fields: they may appear only where the policy says (T04, T26, G03).

Every address of the observation and of the visitors, and the doors that cross the house (search,
home, agenda, notices), is opened by every role. Then the base, the sessions, the letters and the
cache are searched for them.
"""

import datetime as dt
import io
import re
import zipfile

import pytest
from django.apps import apps
from django.contrib.sessions.models import Session
from django.core import mail
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.urls import NoReverseMatch, reverse

from acompanamiento.actions import mover, presentar
from acompanamiento.models import LogisticaVisitante
from acompanamiento.tasks import enviar_cartas
from cuentas.enums import Rol
from observacion.models import Gafete
from tests import addresses, pages
from tests.acompanamiento.vida import borrador
from tests.factories.cuentas import UsuarioFactory
from tests.factories.observacion import GafeteFactory, SolicitudObservacionFactory
from tests.factories.programa_visitantes import LogisticaVisitanteFactory, TrasladoFactory

pytestmark = pytest.mark.django_db
VECES = 6
DE_VISITANTE = ("telefono", "domicilio", "emergencia", "salud")
DE_LOGISTICA = ("habitacion", "dieta", "accesibilidad", "seguro", "emergencia")
DE_OBSERVACION = ("clave_elector", "telefono", "discapacidad", "pueblo_indigena")
# Who reviews sees them here, and each look is written down.
PERMITIDAS = {
    "acompanamiento:solicitudvisitante_revisar",
    "acompanamiento:solicitudvisitante_ver_reservados",
    "acompanamiento:solicitudvisitante_editar_reservados",
    "acompanamiento:solicitudvisitante_ver_logistica_reservada",
    "acompanamiento:solicitudvisitante_editar_logistica_reservada",
    "observacion:solicitudobservacion_ver_reservados",
}
DE_LA_CASA = ("/", "/agenda/", "/avisos/", "/buscar/", "/buscar/?q=ZZCANARIO", "/buscar/?q=Exemple")
TEXTOS = {"CharField", "TextField", "EmailField", "JSONField", "SlugField", "FileField"}
CANARIO = re.compile(r"ZZCANARIO\d+", re.IGNORECASE)


def canario(numero):
    return f"ZZCANARIO{numero:03d}"


@pytest.fixture
def sembrados():
    """Records whose reserved fields hold a value each, ninety in all, one of each on its way."""
    numeros = iter(range(1000))
    coordina = UsuarioFactory(roles=[Rol.COORDINACION_ACOMPANAMIENTO])
    for _ in range(VECES):
        solicitud = borrador(**{campo: canario(next(numeros)) for campo in DE_VISITANTE})
        pasaporte = solicitud.pasaporte()
        pasaporte.numero, pasaporte.mrz = canario(next(numeros)), canario(next(numeros))
        pasaporte.guardar(by=None)
        recibida = presentar(solicitud)
        mover(recibida, "asignar", by=coordina, responsable=coordina)
        viaje = {campo: canario(next(numeros)) for campo in DE_LOGISTICA}
        logistica = LogisticaVisitanteFactory(solicitud=recibida, by=coordina, **viaje)
        proceso = recibida.convocatoria.proceso
        TrasladoFactory(proceso=proceso, ocupantes=[logistica], by=coordina)
        datos = {campo: canario(next(numeros)) for campo in DE_OBSERVACION}
        observa = SolicitudObservacionFactory(**datos, by=coordina)
        GafeteFactory(titular=observa)
    return next(numeros)


def direcciones():
    """Every address of both floors that a record's key completes, and those without any."""
    for address in addresses.addresses():
        app, _, name = address.name.partition(":")
        if app not in ("observacion", "acompanamiento") or address.name in PERMITIDAS:
            continue
        modelo = name.partition("_")[0]
        try:
            tabla = apps.get_model(app, modelo)
        except LookupError:
            tabla = None
        pks = list(tabla.objects.values_list("pk", flat=True)[:1]) if tabla else []
        for args in [[], *([pk] for pk in pks)]:
            try:
                yield address.name, reverse(address.name, args=args)
            except NoReverseMatch:
                continue


def texto_de(response):
    """What a person can read of an answer, also inside a workbook."""
    contenido = pages.body(response)
    if contenido[:2] == b"PK":
        libro = zipfile.ZipFile(io.BytesIO(contenido))
        contenido = b"".join(libro.read(nombre) for nombre in libro.namelist())
    return contenido.decode("utf-8", "replace")


def test_there_are_ninety(sembrados):
    assert sembrados == 90


@pytest.mark.parametrize("rol", [None, *Rol])
def test_no_page_tells_them(sembrados, rol, caplog):
    caplog.set_level("DEBUG")
    client = Client(raise_request_exception=False)
    if rol:
        client.force_login(UsuarioFactory(roles=[rol]), backend="core.auth.SignInBackend")
    dichas = {}

    for nombre, url in [*direcciones(), *((url, url) for url in DE_LA_CASA)]:
        for sufijo in ("", "?formato=csv", "?formato=xlsx") if "export" in nombre else ("",):
            response = client.get(url + sufijo)
            if hallados := CANARIO.findall(texto_de(response)):
                dichas[nombre] = hallados[:3]

    assert dichas == {}
    assert CANARIO.search(caplog.text) is None


def test_nothing_that_is_kept_tells_them(sembrados):
    enviar_cartas()
    halladas = []
    for modelo in apps.get_models():
        campos = [f for f in modelo._meta.concrete_fields if f.get_internal_type() in TEXTOS]
        with connection.cursor() as cursor:
            for campo in campos:
                cursor.execute(
                    f'SELECT COUNT(*) FROM "{modelo._meta.db_table}"'  # noqa: S608
                    f" WHERE UPPER(CAST(\"{campo.column}\" AS TEXT)) LIKE '%%ZZCANARIO%%'",
                    [],
                )
                if cursor.fetchone()[0]:
                    halladas.append(f"{modelo._meta.db_table}.{campo.column}")
    cartas = "".join(str(carta.message()) for carta in mail.outbox)
    sesiones = "".join(str(sesion.get_decoded()) for sesion in Session.objects.all())

    assert halladas == []
    assert CANARIO.search(cartas + sesiones + str(getattr(cache, "_cache", ""))) is None


def test_who_receives_sees_those_of_the_trip_and_leaves_word(sembrados):
    coordina = UsuarioFactory(roles=[Rol.COORDINACION_ACOMPANAMIENTO])
    client = Client()
    client.force_login(coordina, backend="core.auth.SignInBackend")
    solicitud = LogisticaVisitante.objects.first().solicitud
    nombre = "acompanamiento:solicitudvisitante_ver_logistica_reservada"

    pagina = client.post(reverse(nombre, args=[solicitud.pk]))

    assert len(set(CANARIO.findall(pagina.text))) == len(DE_LOGISTICA)
    assert coordina.consultas_reservadas.get().objeto == solicitud


def test_who_reviews_sees_them_and_leaves_word(sembrados):
    coordina = UsuarioFactory(roles=[Rol.COORDINACION_ACOMPANAMIENTO])
    client = Client()
    client.force_login(coordina, backend="core.auth.SignInBackend")
    observa = Gafete.objects.first().titular

    pagina = client.post(
        reverse("observacion:solicitudobservacion_ver_reservados", args=[observa.pk])
    )

    assert CANARIO.search(pagina.text)
    assert coordina.consultas_reservadas.count() == 1
    assert coordina.consultas_reservadas.get().en.date() >= dt.date(2024, 1, 1)
