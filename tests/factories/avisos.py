"""Reminders: their rules, and what was owed to whom."""

import datetime as dt

import factory
from django.utils import timezone

from avisos.models import Aviso, Latido, PreferenciaAvisos, ReglaAviso
from tests.factories.crm import GuardarFactory
from tests.factories.cuentas import UsuarioFactory


class ReglaAvisoFactory(GuardarFactory):
    class Meta:
        model = ReglaAviso

    clave = factory.Sequence(lambda n: f"prueba-{n}")
    fuente = "crm.compromiso"
    nombre = factory.Sequence(lambda n: f"Regla de prueba {n}")
    antes = 7


class SinAutorFactory(factory.django.DjangoModelFactory):
    """What the system writes has no author; who makes children for all kinds names one."""

    class Meta:
        abstract = True

    @classmethod
    def _create(cls, model_class, *args, by=None, **kwargs):
        return super()._create(model_class, *args, **kwargs)


class AvisoFactory(SinAutorFactory):
    class Meta:
        model = Aviso

    regla = factory.SubFactory(ReglaAvisoFactory)
    fuente = "crm.compromiso"
    objeto_id = factory.Sequence(lambda n: n + 1)
    destinatario = factory.SubFactory(UsuarioFactory)
    objetivo = dt.datetime(2024, 5, 10, 6, tzinfo=dt.UTC)
    fecha = dt.date(2024, 5, 10)
    canal = "app"
    momento = debido_en = entregar_desde = creado_en = factory.LazyFunction(timezone.now)


class PreferenciaAvisosFactory(SinAutorFactory):
    class Meta:
        model = PreferenciaAvisos

    persona = factory.SubFactory(UsuarioFactory)


class LatidoFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Latido

    pk = 1
    tocado_en = factory.LazyFunction(timezone.now)
