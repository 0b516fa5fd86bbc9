import factory

from programa.models import AccionPOA, ActividadInstitucional, LineaAccion, ObjetivoPlan
from tests.factories.crm import GuardarFactory


class ObjetivoPlanFactory(GuardarFactory):
    class Meta:
        model = ObjetivoPlan

    numero = factory.Sequence(lambda n: n + 10)
    texto = factory.Sequence(lambda n: f"Objetivo {n}")


class LineaAccionFactory(GuardarFactory):
    class Meta:
        model = LineaAccion

    clave = factory.Sequence(lambda n: f"9.{n % 1000}")
    objetivo = factory.SubFactory(ObjetivoPlanFactory)
    texto = factory.Sequence(lambda n: f"Línea {n}")


class ActividadInstitucionalFactory(GuardarFactory):
    class Meta:
        model = ActividadInstitucional

    clave = factory.Sequence(lambda n: f"X{n % 10000:04}")
    enunciado = factory.Sequence(lambda n: f"Actividad {n}")
    objetivo_especifico = "Objetivo"
    indicador = "Porcentaje"
    meta = "Meta en texto"


class AccionPOAFactory(GuardarFactory):
    class Meta:
        model = AccionPOA

    actividad = factory.SubFactory(ActividadInstitucionalFactory)
    numero = factory.Sequence(lambda n: n % 90 + 1)  # its key has room for two figures
    texto = factory.Sequence(lambda n: f"Acción {n}")
