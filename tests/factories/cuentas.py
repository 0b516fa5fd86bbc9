import factory

from cuentas.enums import ClaseCarta, ResultadoAcceso, Rol, TipoArea, TipoOrgano
from cuentas.models import Acceso, Area, Carta, OrganoColegiado, Usuario

CONTRASENA = "correcto caballo grapa"


class AreaFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Area

    nombre = factory.Sequence(lambda n: f"Unidad Técnica de Pruebas {n}")
    siglas = factory.Sequence(lambda n: f"UTP{n}")
    tipo = TipoArea.UNIDAD_TECNICA

    @classmethod
    def _create(cls, model_class, *args, by=None, **kwargs):
        return model_class(*args, **kwargs).guardar(by=by)


class OrganoColegiadoFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = OrganoColegiado

    nombre = factory.Sequence(lambda n: f"Comisión de Pruebas {n}")
    siglas = factory.Sequence(lambda n: f"CP{n}")
    tipo = TipoOrgano.COMISION_PROVISIONAL

    @classmethod
    def _create(cls, model_class, *args, by=None, **kwargs):
        return model_class(*args, **kwargs).guardar(by=by)


class UsuarioFactory(factory.django.DjangoModelFactory):
    """A person with a role and the password `CONTRASENA`."""

    class Meta:
        model = Usuario

    correo = factory.Sequence(lambda n: f"persona{n}@ejemplo.mx")
    nombres = "Ana"
    primer_apellido = factory.Sequence(lambda n: f"Pérez{n}")
    segundo_apellido = "Núñez"
    roles = factory.LazyFunction(lambda: [Rol.ENLACE_DVOE.value])

    @classmethod
    def _create(cls, model_class, *args, by=None, contrasena=CONTRASENA, **kwargs):
        persona = model_class(*args, **kwargs)
        persona.set_password(contrasena)
        return persona.guardar(by=by)


class CartaFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Carta

    persona = factory.SubFactory(UsuarioFactory)
    clase = ClaseCarta.INVITACION

    @classmethod
    def _create(cls, model_class, *args, by=None, **kwargs):
        return model_class.objects.create(*args, **kwargs)


class AccesoFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Acceso

    persona = factory.SubFactory(UsuarioFactory)
    resultado = ResultadoAcceso.ENTERED
    direccion = "192.0.2.1"
    navegador = "Firefox"

    @classmethod
    def _create(cls, model_class, *args, by=None, **kwargs):
        return model_class.objects.create(*args, **kwargs)
