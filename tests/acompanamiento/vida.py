"""An application with its papers, ready to be taken where a test needs it."""

import io

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from acompanamiento.actions import recibir_documento
from acompanamiento.enums import EstadoVisitante
from observacion.enums import ClaveRequisito
from tests.factories.acompanamiento import PasaporteVisitanteFactory, SolicitudVisitanteFactory
from tests.factories.observacion import ConvocatoriaFactory, RequisitoConvocatoriaFactory

PIDE = (ClaveRequisito.PASAPORTE, ClaveRequisito.FOTOGRAFIA, ClaveRequisito.SOLICITUD_FIRMADA)


def imagen(nombre="foto.jpg", lado=700, color="teal", **guardar):
    """A JPG of one colour, as a telephone would send it."""
    salida = io.BytesIO()
    Image.new("RGB", (lado, lado), color).save(salida, "JPEG", **guardar)
    return SimpleUploadedFile(nombre, salida.getvalue(), content_type="image/jpeg")


def convocatoria(**datos):
    """An open call that asks for the three papers of dominio 2.7.1."""
    llamada = ConvocatoriaFactory(**datos)
    for posicion, clave in enumerate(PIDE, start=1):
        RequisitoConvocatoriaFactory(
            convocatoria=llamada, clave=clave, posicion=posicion, nombre_es=clave.label
        )
    return llamada


def borrador(**datos):
    """A draft with everything written and every paper uploaded."""
    llamada = datos.pop("convocatoria", None) or convocatoria()
    papeles = datos.pop("papeles", PIDE)
    solicitud = SolicitudVisitanteFactory(
        convocatoria=llamada,
        estado=EstadoVisitante.BORRADOR,
        folio="",
        recibida_en=None,
        **datos,
    )
    PasaporteVisitanteFactory(solicitud=solicitud)
    for requisito in llamada.requisitos.vivos().filter(clave__in=papeles):
        recibir_documento(solicitud, requisito, imagen(), by=None)
    return solicitud
