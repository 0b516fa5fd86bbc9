import datetime

import factory

from convenios.enums import (
    EnManosDe,
    EstadoConvenio,
    ResultadoAprobacion,
    ResultadoValidacion,
    RolParte,
    TipoDocumento,
    TipoInstrumento,
)
from convenios.models import (
    ActividadPrograma,
    AprobacionOrgano,
    CompromisoConvenio,
    Convenio,
    DocumentoConvenio,
    Observacion,
    OpinionPertinencia,
    ParteConvenio,
    PasoConvenio,
    ProgramaTrabajo,
    TurnoConvenio,
    ValidacionJuridica,
    VersionConvenio,
)
from tests.factories.core import AdjuntoFactory
from tests.factories.crm import GuardarFactory, InstitucionFactory
from tests.factories.cuentas import OrganoColegiadoFactory
from tests.factories.seguimiento import CompromisoFactory


class ConvenioFactory(GuardarFactory):
    """A request of today, in our hands."""

    class Meta:
        model = Convenio

    folio = factory.Sequence(lambda n: f"CM-2024-{n:04d}")
    tipo = TipoInstrumento.CONVENIO_MARCO
    denominacion = factory.Sequence(lambda n: f"Convenio marco de pruebas {n}")
    objeto = "Colaborar en educación cívica."
    fecha_solicitud = datetime.date(2024, 1, 8)
    etapa_desde = datetime.date(2024, 1, 8)
    turno_desde = datetime.date(2024, 1, 8)
    en_manos_de = EnManosDe.NOSOTROS

    @classmethod
    def typed(cls):
        """A request says with whom."""
        return {"instituciones": [str(InstitucionFactory().pk)]}


class ParteConvenioFactory(GuardarFactory):
    class Meta:
        model = ParteConvenio

    convenio = factory.SubFactory(ConvenioFactory)
    institucion = factory.SubFactory(InstitucionFactory)
    rol = RolParte.CONTRAPARTE
    denominacion = factory.LazyAttribute(lambda o: str(o.institucion))


class PasoConvenioFactory(GuardarFactory):
    class Meta:
        model = PasoConvenio

    convenio = factory.SubFactory(ConvenioFactory)
    verbo = "registrar"
    nombre = "Registrar solicitud"
    destino = EstadoConvenio.SOLICITUD


class DocumentoConvenioFactory(GuardarFactory):
    class Meta:
        model = DocumentoConvenio

    convenio = factory.SubFactory(ConvenioFactory)
    tipo = TipoDocumento.FICHA_TECNICA
    referencia = factory.Sequence(lambda n: f"DVOE/{n}/2024")


class VersionConvenioFactory(GuardarFactory):
    class Meta:
        model = VersionConvenio

    convenio = factory.SubFactory(ConvenioFactory)
    numero = factory.Sequence(lambda n: n + 1)
    adjunto = factory.SubFactory(AdjuntoFactory)
    etapa = EstadoConvenio.PROYECTO


class TurnoConvenioFactory(GuardarFactory):
    class Meta:
        model = TurnoConvenio

    convenio = factory.SubFactory(ConvenioFactory)
    etapa = EstadoConvenio.SOLICITUD
    en_manos_de = EnManosDe.NOSOTROS
    desde = datetime.date(2024, 1, 8)


class OpinionPertinenciaFactory(GuardarFactory):
    class Meta:
        model = OpinionPertinencia

    convenio = factory.SubFactory(ConvenioFactory)
    folio = factory.Sequence(lambda n: f"OP-2024-{n:04d}")


class ObservacionFactory(GuardarFactory):
    class Meta:
        model = Observacion

    convenio = factory.SubFactory(ConvenioFactory)
    texto = "Precisar el plazo de entrega."


class ValidacionJuridicaFactory(GuardarFactory):
    class Meta:
        model = ValidacionJuridica

    convenio = factory.SubFactory(ConvenioFactory)
    ronda = factory.Sequence(lambda n: n + 1)
    resultado = ResultadoValidacion.VALIDADO
    oficio = "UTAJ/1/2024"
    fecha = datetime.date(2024, 2, 1)


class AprobacionOrganoFactory(GuardarFactory):
    class Meta:
        model = AprobacionOrgano

    convenio = factory.SubFactory(ConvenioFactory)
    organo = factory.SubFactory(OrganoColegiadoFactory)
    resultado = ResultadoAprobacion.APROBADO
    clave_acuerdo = "IECM/ACU-CG-001/2024"
    fecha = datetime.date(2024, 2, 10)


class CompromisoConvenioFactory(GuardarFactory):
    class Meta:
        model = CompromisoConvenio

    convenio = factory.SubFactory(ConvenioFactory)
    compromiso = factory.SubFactory(CompromisoFactory)
    clausula = "Tercera"


class ProgramaTrabajoFactory(GuardarFactory):
    class Meta:
        model = ProgramaTrabajo

    convenio = factory.SubFactory(ConvenioFactory)
    nombre = "Programa de trabajo 2024"
    ejercicio = 2024


class ActividadProgramaFactory(GuardarFactory):
    class Meta:
        model = ActividadPrograma

    programa = factory.SubFactory(ProgramaTrabajoFactory)
    texto = "Curso de observación electoral"
    fecha = datetime.date(2024, 3, 1)
