"""Invented posts and who holds them: now, before, or nobody."""

import datetime as dt
from itertools import islice

from crm.enums import TipoPuesto
from crm.models import Institucion, Ocupacion, Puesto
from demo.personas import CORREO

# How many institutions of each subtype, or of each type without one, have posts.
CON_PUESTOS = {
    "ople": 18,
    "alcaldia": 12,
    "consulado": 6,
    "embajada": 2,
    "congreso": 3,
    "organismo_autonomo": 3,
    "dependencia_cdmx": 5,
    "dependencia_federal": 3,
    "tribunal_electoral": 4,
    "emb_extranjera": 2,
    "agencia_onu": 2,
    "academica": 8,
    "organismo_electoral": 1,
    "organismo_internacional": 4,
    "osc": 4,
    "privada": 2,
}
CARGOS = {
    "alcaldia": "Titular de la Alcaldía",
    "consulado": "Titular del Consulado",
    "embajada": "Titular de la Embajada",
    "congreso": "Presidencia de la Mesa Directiva",
    "ople": "Consejería Presidencia",
    "tribunal_electoral": "Magistratura Presidencia",
    "dependencia_cdmx": "Titular de la dependencia",
    "dependencia_federal": "Titular de la dependencia",
    "academica": "Rectoría o dirección",
    "osc": "Dirección general",
}
CARGO = "Presidencia"
ENLACE = "Enlace con el IECM"


def instituciones_con_puestos():
    """The first of each kind, and its kind."""
    vivas = Institucion.objects.vivos().select_related("subtipo").order_by("pk")
    for clase, cuantas in CON_PUESTOS.items():
        de_la_clase = (i for i in vivas if clase == (i.subtipo.clave if i.subtipo else i.tipo))
        yield from ((clase, institucion) for institucion in islice(de_la_clase, cuantas))


def repartir(contactos, *, hoy):
    """Posts and occupations, not yet written; each occupation with its post in memory.

    One in eleven heads left and nobody came; one in five had somebody before; one in three
    institutions has a liaison too; the last liaison holds two posts.
    """
    puestos, ocupaciones = [], []
    personas = iter(contactos)
    for numero, (clase, institucion) in enumerate(instituciones_con_puestos(), 1):
        titular = _puesto(institucion, CARGOS.get(clase, CARGO), TipoPuesto.TITULAR)
        puestos.append(titular)
        inicio = hoy - dt.timedelta(days=90 + 17 * numero)
        vacante = numero % 11 == 0
        if vacante or numero % 5 == 0:
            ocupaciones.append(_antes(titular, next(personas), inicio))
        if not vacante:
            ocupaciones.append(_ahora(titular, next(personas), inicio))
        if numero % 3 == 0:
            enlace = _puesto(institucion, ENLACE, TipoPuesto.ENLACE)
            puestos.append(enlace)
            ocupaciones.append(_ahora(enlace, next(personas), inicio))
    doble = _puesto(puestos[0].institucion, "Secretaría técnica", TipoPuesto.SECRETARIA)
    puestos.append(doble)
    ocupaciones.append(_ahora(doble, ocupaciones[-1].contacto, hoy - dt.timedelta(days=30)))
    return puestos, ocupaciones


def _puesto(institucion, cargo, tipo):
    enlace = tipo == TipoPuesto.ENLACE
    return Puesto(institucion=institucion, cargo=cargo, tipo=tipo, es_enlace_convenio=enlace)


def _ahora(puesto, contacto, desde):
    correo = f"{puesto.tipo}.{puesto.institucion_id}@{CORREO}"
    return Ocupacion(puesto=puesto, contacto=contacto, desde=desde, correo=correo)


def _antes(puesto, contacto, relevo):
    hasta = relevo - dt.timedelta(days=1)
    return Ocupacion(
        puesto=puesto, contacto=contacto, desde=hasta - dt.timedelta(days=1000), hasta=hasta
    )
