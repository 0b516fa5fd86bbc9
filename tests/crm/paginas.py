"""What the tests of the directory's pages share."""

from django.urls import reverse


def ficha(obj, operacion="detail"):
    return reverse(f"crm:{obj._meta.model_name}_{operacion}", args=[obj.pk])


def texto(response):
    return response.content.decode()


ALTA = {
    "nombre": "Instituto Nacional de las Mujeres",
    "tipo": "gubernamental",
    "pais": "MX",
    "entidad": "CDMX",
    "fuente_alta": "captura",
}
