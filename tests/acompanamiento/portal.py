"""The public pages walked by a client without JavaScript, as a person does."""

import datetime as dt
import re

import time_machine
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from acompanamiento.models import SolicitudVisitante
from acompanamiento.queries.enlaces import token_de
from tests import pages
from tests.acompanamiento.vida import PIDE, convocatoria, imagen

HACE_RATO = dt.timedelta(minutes=6)


class Visita:
    """A person in front of the portal, in one language."""

    def __init__(self, idioma="es", solicitud=None):
        self.idioma = idioma
        self.client = Client()
        self.token = token_de(solicitud) if solicitud else ""

    def url(self, nombre, **kwargs):
        if nombre.startswith(("solicitud", "documento")):
            kwargs["token"] = self.token
        return reverse(f"publico:{nombre}", kwargs={"idioma": self.idioma, **kwargs})

    def paso(self, paso):
        return self.url("solicitud_paso", paso=paso)

    def get(self, url):
        return self.client.get(url)

    def post(self, url, data=None):
        return self.client.post(url, data or {})

    def comenzar(self, llamada):
        """Press the button, having read the page."""
        url = self.url("convocatoria_detail", clave=llamada.clave)
        campos = pages.read(self.get(url)).forms[0]["fields"]
        data = {name: values[0] for name, values in campos.items()}
        with leyendo():
            response = self.post(url, data)
        self.token = re.search(r"/solicitud/([^/]+)/", response.url)[1]
        return response

    def solicitud(self):
        return SolicitudVisitante.objects.latest("pk")

    def llenar(self, **cambios):
        """Each page in its order; returns where the last one leads."""
        for paso, datos in respuestas().items():
            response = self.post(self.paso(paso), datos | cambios.get(paso, {}))
            assert response.status_code == 302, (paso, pages.text(response))
        return response

    def subir(self, *claves):
        """The papers of the page of documents."""
        return self.post(self.url("solicitud_documentos"), self.archivos(*(claves or PIDE[:2])))

    def archivos(self, *claves, upload=None):
        requisitos = self.solicitud().convocatoria.requisitos.filter(clave__in=claves)
        return {f"papel_{uno.pk}": upload or imagen(f"{uno.clave}.jpg") for uno in requisitos}

    def enviar(self, **data):
        """Sign, accept and send, some minutes after having begun."""
        solicitud = self.solicitud()
        type(solicitud).objects.filter(pk=solicitud.pk).update(
            comenzada_en=timezone.now() - HACE_RATO
        )
        data = self.archivos(PIDE[2]) | {"normas": "on", "aviso": "on"} | data
        return self.post(self.url("solicitud_revisar"), data)


def leyendo():
    """Time enough to have read a page."""
    return time_machine.travel(timezone.now() + dt.timedelta(seconds=20), tick=True)


def hoy(dias=0):
    return (timezone.localdate() + dt.timedelta(days=dias)).isoformat()


def respuestas():
    return {
        "persona": {
            "nombres": "Marie",
            "apellidos": "Exemple",
            "sexo": "mujer",
            "fecha_nacimiento": "1985-03-14",
            "lugar_nacimiento": "Lyon, France",
        },
        "nacionalidad": {"nacionalidad_1": "FR", "pais_residencia": "CA"},
        "pasaporte": {
            "tipo": "ordinario",
            "numero": "12ab 34567",
            "pais_emisor": "FR",
            "emision": "2020-01-01",
            "vencimiento": hoy(900),
        },
        "institucion": {"organizacion": "Université d'Exemple", "perfil": "academia"},
        "contacto": {
            "correo": "marie@example.org",
            "telefono": "+33 1 23 45 67 89",
            "emergencia": "Jean Exemple, +33 6 00 00 00 00",
        },
        "viaje": {"llegada": hoy(20), "salida": hoy(30), "calidad_migratoria": "visitante"},
    }


def en_portal(idioma="es", **datos):
    """Somebody who already began, with an open call."""
    cache.clear()
    visita = Visita(idioma)
    visita.comenzar(convocatoria(**datos))
    return visita


def lista(idioma="es", **datos):
    """Everything written and uploaded but the signature."""
    visita = en_portal(idioma, **datos)
    visita.llenar()
    visita.subir()
    return visita
