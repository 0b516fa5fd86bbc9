import datetime as dt

import factory

from calendario.enums import TipoInhabil
from calendario.models import DiaInhabil, EnlaceCalendario, ProcesoElectoral
from calendario.models.enlace import huella_de
from tests.factories.crm import GuardarFactory
from tests.factories.cuentas import UsuarioFactory


class DiaInhabilFactory(GuardarFactory):
    """A day of a year that nothing else speaks of."""

    class Meta:
        model = DiaInhabil

    fecha = factory.Sequence(lambda n: dt.date(2101, 1, 1) + dt.timedelta(days=n))
    motivo = factory.Sequence(lambda n: f"Descanso {n}")
    tipo = TipoInhabil.INSTITUCIONAL
    fuente = "Acuerdo de prueba"


class ProcesoElectoralFactory(GuardarFactory):
    class Meta:
        model = ProcesoElectoral

    nombre = factory.Sequence(lambda n: f"Proceso Electoral de Prueba {n}")
    clave = factory.Sequence(lambda n: f"PEP {n}")
    inicio = dt.date(2100, 9, 7)
    jornada = dt.date(2101, 6, 5)
    fin = dt.date(2101, 10, 1)


class EnlaceCalendarioFactory(GuardarFactory):
    class Meta:
        model = EnlaceCalendario

    nombre = "Mi teléfono"
    persona = factory.SubFactory(UsuarioFactory)
    huella = factory.Sequence(lambda n: huella_de(f"secreto {n}"))
