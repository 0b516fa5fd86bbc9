import datetime as dt

import factory

from calendario.calculations import nombre_trimestre
from indicadores.models import AjusteIndicador, CierreTrimestral, Indicador
from tests.factories.crm import GuardarFactory


class IndicadorFactory(GuardarFactory):
    class Meta:
        model = Indicador

    clave = factory.Sequence(lambda n: f"IND{n}")
    nivel = "componente"
    nombre = factory.Sequence(lambda n: f"Indicador {n}")
    tipo = "desempeno"
    formula = "a / b × 100"
    frecuencia = "trimestral"
    medio = "informe"
    metodo = "cohorte"


class CierreTrimestralFactory(GuardarFactory):
    class Meta:
        model = CierreTrimestral

    indicador = factory.SubFactory(IndicadorFactory)
    anio = factory.Sequence(lambda n: 2000 + n)
    trimestre = 1
    periodo = factory.LazyAttribute(lambda o: nombre_trimestre(o.anio, o.trimestre))
    corte = dt.datetime(2024, 4, 10, tzinfo=dt.UTC)
    metodo = "cohorte"
    numerador = 0
    denominador = 0
    conteos = factory.LazyFunction(dict)
    instantanea = factory.LazyFunction(dict)
    sha256 = "0" * 64


class AjusteIndicadorFactory(GuardarFactory):
    class Meta:
        model = AjusteIndicador

    cierre = factory.SubFactory(CierreTrimestralFactory)
    folio = "GES-2024-0001"
    antes = factory.LazyFunction(list)
    despues = factory.LazyFunction(list)
    motivo = "Captura tardía"
