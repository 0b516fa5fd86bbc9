"""One small world for the table of permissions: a person per role, and records near and far.

The scopes, as the table names them:

- «propio»: a proposal that somebody of the person's own area registered; of people, oneself; a
  gestión or a commitment of their area; a reserved note of their area.
- «ajeno»: the same of another area; of people, somebody else.
- «activo»: approved, in the directory that everybody who may enter sees.
- «baja»: deleted. It must answer like one that never was.
"""

from functools import cache

from django.apps import apps
from django.core.files.base import ContentFile
from django.utils.timezone import now

from core.attachments import adjuntar
from core.importing.opening import abrir, descartar
from crm.enums import EstatusInstitucion
from crm.models import Institucion
from crm.views.declaraciones import EtiquetaCrud
from cuentas.enums import Rol
from cuentas.models import Usuario
from tests.entities import factory_of
from tests.factories.avisos import AvisoFactory
from tests.factories.crm import InstitucionFactory
from tests.factories.cuentas import AreaFactory, UsuarioFactory
from tests.factories.indicadores import IndicadorFactory

SCOPES = ("propio", "ajeno", "activo", "baja")
OF_INSTITUTION = {
    "crm.puesto": "institucion",
    "crm.nombrealterno": "institucion",
    "crm.relacioninstitucional": "origen",
    "crm.ocupacion": "puesto",
}


OF_AREA = {
    "crm.gestion": "area_solicitante",
    "crm.compromiso": "area",
    "convenios.convenio": "area_solicitante",
}
OF_ANOTHER = {
    "crm.evidencia": ("gestion", "crm.gestion"),
    "convenios.parteconvenio": ("convenio", "convenios.convenio"),
    "convenios.versionconvenio": ("convenio", "convenios.convenio"),
    "convenios.observacion": ("convenio", "convenios.convenio"),
    "convenios.opinionpertinencia": ("convenio", "convenios.convenio"),
    "convenios.programatrabajo": ("convenio", "convenios.convenio"),
    "convenios.actividadprograma": ("programa", "convenios.programatrabajo"),
}


class World:
    """Records by scope, made once and shared by the whole table."""

    def __init__(self):
        self.near, self.far = AreaFactory(), AreaFactory()
        self.people = {
            rol: UsuarioFactory(roles=[rol.value], area=self.near, correo=f"{rol}@ejemplo.mx")
            for rol in Rol
        }
        self.authors = {
            "propio": UsuarioFactory(area=self.near),
            "ajeno": UsuarioFactory(area=self.far),
        }
        self.authors |= {"activo": self.authors["ajeno"], "baja": self.authors["ajeno"]}
        self.institutions = {scope: self.institution(scope) for scope in SCOPES}
        IndicadorFactory(clave="AI3")
        self.record = cache(self.make)
        self.batch = cache(self.make_batch)
        self.notice = cache(self.make_notice)

    def institution(self, scope):
        waiting = scope in ("propio", "ajeno")
        status = EstatusInstitucion.PROPUESTA if waiting else EstatusInstitucion.ACTIVA
        obj = InstitucionFactory(estatus=status, by=self.authors[scope])
        return obj.eliminar(by=None) if scope == "baja" else obj

    def pk(self, label, scope, user):
        """The key of the record of a kind at a scope, as seen by a person."""
        if label == "cuentas.usuario" and scope == "propio" and user:
            return user.pk
        if label == "core.lote":
            return self.batch(scope, user if scope == "propio" else None).pk
        if label == "avisos.aviso":
            return self.notice(scope, user if scope == "propio" else None)
        return self.record(label, scope).pk

    def make(self, label, scope):
        model, author = apps.get_model(label), self.authors[scope]
        if model is Institucion:
            return self.institutions[scope]
        if label == "core.adjunto":
            file = ContentFile(b"hola", name="nota.txt")
            return adjuntar(self.institutions[scope], file, by=author)
        if model is Usuario:
            obj = UsuarioFactory(area=self.far)
        else:
            obj = factory_of(model)(**self.belongings(label, scope), by=author)
        return obj.eliminar(by=None) if scope == "baja" else obj

    def belongings(self, label, scope):
        """What ties a record to the institution of its scope."""
        area = self.near if scope == "propio" else self.far
        if label in OF_AREA:
            return {OF_AREA[label]: area}
        if label in OF_ANOTHER:
            name, owner = OF_ANOTHER[label]
            return {name: self.record(owner, scope)}
        if label == "crm.interaccion":
            return {"reservada": True}
        if label == "calendario.enlacecalendario":
            return {"persona": None, "area": area}
        name = OF_INSTITUTION.get(label)
        if name is None:
            return {}
        if name == "puesto":
            return {"puesto": self.record("crm.puesto", scope)}
        return {name: self.institutions[scope]}

    def make_notice(self, scope, user):
        """One's own, delivered; somebody else's, refused by the server; one that is gone."""
        owner = user or self.authors["ajeno"]
        if scope == "propio":
            return AvisoFactory(destinatario=owner, estado="entregado", entregado_en=now()).pk
        notice = AvisoFactory(destinatario=owner, estado="rechazado", motivo="550", canal="correo")
        if scope == "baja":
            notice.delete()
            return 2**40
        return notice.pk

    def make_batch(self, scope, user):
        """A file waiting for its columns; of the person only where the scope says so."""
        owner = user or self.authors["ajeno"]
        lote = abrir(EtiquetaCrud, b"nombre\nPrioritaria\n", "etiquetas.csv", by=owner).lote
        if scope == "baja":
            descartar(lote)
        return lote
