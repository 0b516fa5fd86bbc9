"""The base of the last minute: an open call, drafts that only lack their signed page."""

import datetime as dt
import io
import json
import sys


def imagen():
    from PIL import Image  # noqa: PLC0415

    salida = io.BytesIO()
    Image.new("RGB", (420, 420), "teal").save(salida, "JPEG")
    return salida.getvalue()


def convocatoria():
    from django.utils import timezone  # noqa: PLC0415

    from calendario.models import ProcesoElectoral  # noqa: PLC0415
    from observacion.enums import ClaveRequisito  # noqa: PLC0415
    from observacion.models import (  # noqa: PLC0415
        AvisoPrivacidad,
        Convocatoria,
        RequisitoConvocatoria,
    )

    ahora = timezone.now()
    hoy = timezone.localdate()
    proceso = ProcesoElectoral(
        nombre="Proceso medido",
        clave="MEDIDO",
        inicio=hoy - dt.timedelta(days=100),
        jornada=hoy + dt.timedelta(days=30),
    ).guardar(by=None)
    aviso = AvisoPrivacidad(
        sistema="visitantes", numero=77, desde=hoy, texto_es="x", texto_en="x", texto_fr="x"
    ).guardar(by=None)
    llamada = Convocatoria(
        proceso=proceso,
        tipo="visitantes",
        clave="medida",
        nombre_es="Medida",
        nombre_en="Measured",
        nombre_fr="Mesurée",
        autoridad="iecm",
        abre_en=ahora - dt.timedelta(days=9),
        cierra_en=ahora + dt.timedelta(days=9),
        aviso=aviso,
        publicada=True,
    ).guardar(by=None)
    for clave in (ClaveRequisito.PASAPORTE, ClaveRequisito.FOTOGRAFIA, "solicitud_firmada"):
        RequisitoConvocatoria(
            convocatoria=llamada, clave=clave, nombre_es=clave, nombre_en=clave, nombre_fr=clave
        ).guardar(by=None)
    return llamada


def preparar(cuantas):
    """Drafts with their data, passport and photograph; returns the secrets of their links."""
    from django.core.files.uploadedfile import SimpleUploadedFile  # noqa: PLC0415
    from django.utils import timezone  # noqa: PLC0415

    from acompanamiento.actions import comenzar, recibir_documento  # noqa: PLC0415
    from acompanamiento.models import PasaporteVisitante  # noqa: PLC0415

    llamada, foto, hoy = convocatoria(), imagen(), timezone.localdate()
    papeles = list(llamada.requisitos.exclude(clave="solicitud_firmada"))
    enlaces = []
    for numero in range(cuantas):
        solicitud, token = comenzar(llamada, idioma="en")
        datos = {
            "comenzada_en": timezone.now() - dt.timedelta(hours=1),
            "nombres": f"Persona {numero}",
            "apellidos": "Medida",
            "sexo": "mujer",
            "fecha_nacimiento": dt.date(1980, 1, 1),
            "nacionalidades": ["FR"],
            "pais_residencia": "FR",
            "organizacion": "Organización medida",
            "perfil": "ong",
            "correo": f"persona{numero}@example.org",
            "llegada": hoy + dt.timedelta(days=25),
            "salida": hoy + dt.timedelta(days=33),
        }
        for campo, valor in datos.items():
            setattr(solicitud, campo, valor)
        solicitud.guardar(by=None)
        PasaporteVisitante(
            solicitud=solicitud,
            numero=f"X{numero:08}",
            pais_emisor="FR",
            vencimiento=hoy + dt.timedelta(days=900),
        ).guardar(by=None)
        for requisito in papeles:
            recibir_documento(solicitud, requisito, SimpleUploadedFile("a.jpg", foto), by=None)
        enlaces.append(token)
    return enlaces


def cuenta():
    from acompanamiento.models import DocumentoVisitante, SolicitudVisitante  # noqa: PLC0415

    recibidas = SolicitudVisitante.objects.filter(estado="recibida")
    hojas = DocumentoVisitante.objects.filter(requisito__clave="solicitud_firmada", vigente=True)
    print(
        json.dumps(
            {
                "recibidas": recibidas.count(),
                "folios": recibidas.values("folio").distinct().count(),
                "hojas": hojas.count(),
            }
        )
    )


def main(argument):
    import django  # noqa: PLC0415

    django.setup()
    from django.core.management import call_command  # noqa: PLC0415

    from tests.bench import data  # noqa: PLC0415

    if argument == "cuenta":
        return cuenta()
    call_command("migrate", verbosity=0)
    data.construir(785)
    enlaces = preparar(int(argument))
    return print(json.dumps({"enlaces": enlaces, "sesion": data.abrir_sesion()}))


if __name__ == "__main__":
    main(sys.argv[1])
