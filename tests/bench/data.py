"""Deterministic data of any size, built once for each engine and kept until the schema changes.

Run as a module inside the environment of one installation: ``python -m tests.bench.data 100000``
builds what is missing and prints, as JSON, a session to enter with and the keys of some records.
"""

import datetime as dt
import json
import random
import sys
from itertools import islice

import django

if __name__ == "__main__":
    django.setup()

from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.core.management import call_command
from django.db import connection, transaction

from core.models.palabra import registrar_palabras
from crm.actions import cargar_catalogos
from crm.enums import (
    ENTIDADES,
    Ambito,
    EstatusInstitucion,
    LineaTrabajo,
    TipoInstitucion,
    TipoPuesto,
)
from crm.models import Contacto, Institucion, Ocupacion, Puesto, Subtipo
from cuentas.enums import Rol
from cuentas.models import Usuario

CORREO = "medicion@demo.invalid"
TROZO = 2000
PAISES = ["MX"] * 14 + ["US", "CA", "ES", "FR", "CO", "CL", "AR", "BR"]
ESTATUS = [EstatusInstitucion.ACTIVA] * 17 + [
    EstatusInstitucion.INACTIVA,
    EstatusInstitucion.EXTINTA,
    EstatusInstitucion.PROPUESTA,
]
CLASES = [
    "Instituto Electoral",
    "Universidad",
    "Secretaría",
    "Instituto",
    "Consejo",
    "Comisión",
    "Centro de Investigación",
    "Asociación",
    "Fundación",
    "Tribunal Electoral",
    "Embajada",
    "Colegio",
    "Cámara",
    "Red",
    "Alcaldía",
    "Federación",
    "Observatorio",
    "Escuela",
    "Academia",
    "Dirección General",
]
TEMAS = [
    "Participación Ciudadana",
    "Educación Cívica",
    "Derechos Humanos",
    "Estudios Políticos",
    "Igualdad Sustantiva",
    "Migración",
    "Juventudes",
    "Pueblos Originarios",
    "Transparencia",
    "Gobierno Abierto",
    "Cultura Democrática",
    "Ciencias Sociales",
]
SILABAS = [
    "ba",
    "ce",
    "di",
    "fo",
    "gu",
    "la",
    "me",
    "ni",
    "po",
    "ru",
    "sa",
    "te",
    "vi",
    "xo",
    "yu",
    "cha",
    "lle",
    "ñu",
    "rra",
    "tlá",
    "qué",
    "có",
    "mí",
]
NOMBRES = [
    "Ana",
    "Luis",
    "Íñigo",
    "Zoé",
    "Ximena",
    "José",
    "María",
    "Tadeo",
    "Alma",
    "Rubén",
    "Ñusta",
    "Eréndira",
    "Óscar",
    "Inés",
]


def palabra(azar):
    """An invented place or surname: the vocabulary grows with the data, as real ones do."""
    return "".join(azar.choices(SILABAS, k=azar.randint(2, 4))).capitalize()


def instituciones(azar, cuantas, subtipos, encargados):
    tipos = list(TipoInstitucion.values)
    for numero in range(cuantas):
        clase, tema, lugar = azar.choice(CLASES), azar.choice(TEMAS), palabra(azar)
        tipo, pais = azar.choice(tipos), azar.choice(PAISES)
        propios = [s for s in subtipos if s.tipo == tipo]
        yield Institucion(
            nombre=f"{clase} de {tema} de {lugar} {palabra(azar)} {numero}",
            siglas=f"{clase[0]}{tema[0]}{lugar[:3].upper()}",
            tipo=tipo,
            subtipo=azar.choice([*propios, None]),
            ambito=azar.choice(Ambito.values),
            pais=pais,
            entidad=azar.choice(ENTIDADES) if pais == "MX" else lugar,
            domicilio=f"Calle {palabra(azar)} {numero % 900}, colonia {lugar}",
            telefono_conmutador=f"55 {numero % 9000 + 1000} {numero % 9000 + 1000}",
            correo_institucional=f"contacto{numero}@example.org",
            sitio_web=f"https://www.example.org/{numero}",
            linea_trabajo=azar.choice(LineaTrabajo.values),
            responsable=azar.choice([*encargados, None]),
            estatus=azar.choice(ESTATUS),
            ultimo_contacto_en=dt.date(2026, 1, 1) + dt.timedelta(days=azar.randint(0, 320)),
        )


def contactos(azar, cuantas):
    for _ in range(cuantas):
        yield Contacto(
            nombres=f"{azar.choice(NOMBRES)} {azar.choice(NOMBRES)}",
            primer_apellido=palabra(azar),
            segundo_apellido=palabra(azar),
        )


def asientos(azar, duenas):
    for institucion in duenas:
        cargo, tipo = azar.choice([("Presidencia", TipoPuesto.TITULAR), ("Enlace", "enlace")])
        yield Puesto(institucion=institucion, cargo=cargo, tipo=tipo)


def escribir(modelo, objetos, by):
    """Insert in chunks with derived fields, each in its own transaction.

    Only institutions get history: no page measured here reads the others'.
    """
    while trozo := list(islice(objetos, TROZO)):
        with transaction.atomic():
            for obj in trozo:
                obj.creado_por = obj.actualizado_por = by
                obj.refrescar_derivados()
            modelo.objects.bulk_create(trozo)
            if modelo is Institucion:
                modelo.history.bulk_history_create(trozo, batch_size=TROZO, default_user=by)
            if hasattr(trozo[0], "busqueda"):
                registrar_palabras(modelo, [obj.busqueda for obj in trozo])
        yield from trozo


def consumir(generador):
    for _ in generador:
        pass


def construir(cuantas):
    """As many institutions as asked; as many people, seats and occupations."""
    azar = random.Random(785)  # noqa: S311 data to measure with, not secrets
    cargar_catalogos(by=None)
    by = persona()
    encargados = [by, *[colega(numero) for numero in range(4)]]
    filas = instituciones(azar, cuantas, list(Subtipo.objects.all()), encargados)
    gente = escribir(Contacto, contactos(azar, cuantas), by)
    duenas = escribir(Institucion, filas, by)
    ocupaciones = (
        Ocupacion(puesto=puesto, contacto=next(gente), desde=dt.date(2025, 1, 1))
        for puesto in escribir(Puesto, asientos(azar, duenas), by)
    )
    consumir(escribir(Ocupacion, ocupaciones, by))
    # All rows were written within a minute: spread their last change as a year of work would.
    with connection.cursor() as cursor:
        tabla = Institucion._meta.db_table
        days = {"sqlite": "datetime('2026-01-01', '+' || (id % 300) || ' days')"}
        moment = days.get(
            connection.vendor, "timestamp '2026-01-01' + (id % 300) * interval '1 day'"
        )
        cursor.execute(f"UPDATE {tabla} SET actualizado_en = {moment}")  # noqa: S608
        cursor.execute("ANALYZE" if connection.vendor == "sqlite" else "VACUUM ANALYZE")


def persona():
    return cuenta(CORREO, "Medición")


def colega(numero):
    return cuenta(f"colega{numero}@demo.invalid", f"Colega{numero}")


def cuenta(correo, nombres):
    known = Usuario.objects.filter(correo=correo).first()
    return known or Usuario(
        correo=correo,
        nombres=nombres,
        primer_apellido="Demostración",
        roles=[Rol.DIRECCION_DVOE],
        password="!",
    ).guardar(by=None)


def abrir_sesion():
    """A session as signing in would leave it."""
    user = persona()
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = "core.auth.SignInBackend"
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.save()
    return session.session_key


def main(cuantas):
    call_command("migrate", verbosity=0)
    if Institucion.objects.count() < cuantas:
        construir(cuantas)
    ordenadas = Institucion.objects.vivos().order_by("orden", "pk").values_list("pk", flat=True)
    claves = list(ordenadas.filter(puestos__isnull=False)[:20])
    print(json.dumps({"sesion": abrir_sesion(), "claves": claves}))


if __name__ == "__main__":
    main(int(sys.argv[1]))
