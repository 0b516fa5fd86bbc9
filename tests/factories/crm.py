import datetime

import factory

from crm.enums import (
    EstatusInstitucion,
    TipoInstitucion,
    TipoNombreAlterno,
    TipoPuesto,
    TipoRelacion,
)
from crm.models import (
    Contacto,
    Etiqueta,
    Institucion,
    NombreAlterno,
    Ocupacion,
    Puesto,
    RelacionInstitucional,
    Subtipo,
)


class GuardarFactory(factory.django.DjangoModelFactory):
    """Creates through `guardar`, as every door does; ``by`` is who acts."""

    class Meta:
        abstract = True

    @classmethod
    def _create(cls, model_class, *args, by=None, **kwargs):
        return model_class(*args, **kwargs).guardar(by=by)


class SubtipoFactory(GuardarFactory):
    class Meta:
        model = Subtipo

    clave = factory.Sequence(lambda n: f"subtipo-{n}")
    nombre = factory.Sequence(lambda n: f"Subtipo {n}")
    tipo = TipoInstitucion.GUBERNAMENTAL


class EtiquetaFactory(GuardarFactory):
    class Meta:
        model = Etiqueta

    nombre = factory.Sequence(lambda n: f"Etiqueta {n}")


class InstitucionFactory(GuardarFactory):
    """An active institution in Mexico City."""

    class Meta:
        model = Institucion

    nombre = factory.Sequence(lambda n: f"Instituto de Pruebas Número {n}")
    siglas = factory.Sequence(lambda n: f"IPN{n}")
    tipo = TipoInstitucion.GUBERNAMENTAL
    pais = "MX"
    entidad = "Ciudad de México"
    estatus = EstatusInstitucion.ACTIVA


class NombreAlternoFactory(GuardarFactory):
    class Meta:
        model = NombreAlterno

    institucion = factory.SubFactory(InstitucionFactory)
    texto = factory.Sequence(lambda n: f"Denominación anterior {n}")
    tipo = TipoNombreAlterno.DENOMINACION_ANTERIOR


class RelacionInstitucionalFactory(GuardarFactory):
    class Meta:
        model = RelacionInstitucional

    origen = factory.SubFactory(InstitucionFactory)
    destino = factory.SubFactory(InstitucionFactory)
    tipo = TipoRelacion.MIEMBRO_DE


class ContactoFactory(GuardarFactory):
    class Meta:
        model = Contacto

    tratamiento = "Mtra."
    nombres = "Ana María"
    primer_apellido = factory.Sequence(lambda n: f"Núñez{n}")
    segundo_apellido = "de la Cruz"


class PuestoFactory(GuardarFactory):
    class Meta:
        model = Puesto

    institucion = factory.SubFactory(InstitucionFactory)
    cargo = factory.Sequence(lambda n: f"Presidencia {n}")
    tipo = TipoPuesto.TITULAR


class OcupacionFactory(GuardarFactory):
    class Meta:
        model = Ocupacion

    puesto = factory.SubFactory(PuestoFactory)
    contacto = factory.SubFactory(ContactoFactory)
    desde = datetime.date(2024, 1, 15)
    correo = factory.Sequence(lambda n: f"presidencia{n}@ejemplo.mx")
