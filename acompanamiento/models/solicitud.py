from django.db import models
from django.utils import timezone
from django_countries.fields import CountryField

from acompanamiento.enums import (
    ACREDITADAS,
    RECHAZADAS,
    CalidadMigratoria,
    EstadoVisitante,
    MotivoRechazo,
    Perfil,
    TipoInvitacion,
    Via,
)
from acompanamiento.models.solicitud_restricciones import INDICES, RESTRICCIONES
from core.cifrado import CampoCifrado
from core.models import Buscable, BuscableQuerySet, Entidad
from observacion.enums import Idioma, Sexo
from observacion.models import Gafete


class SolicitudVisitanteQuerySet(BuscableQuerySet):
    def visibles_para(self, user):
        """What was handed in, and the drafts that the office itself opened by inviting."""
        rows = super().visibles_para(user)
        return rows.exclude(estado=EstadoVisitante.BORRADOR, creado_por=None)

    def presentadas(self):
        return self.vivos().exclude(estado=EstadoVisitante.BORRADOR)

    def acreditadas(self):
        return self.filter(estado__in=ACREDITADAS)

    def rechazadas(self):
        return self.filter(estado__in=RECHAZADAS)


class SolicitudVisitante(Buscable, Entidad):
    """A foreign person's application to witness a process, from the first page to the constancia."""

    CAMPO_NOMBRE = "apellidos"
    CAMPOS_DISTINCION = ("nombres", "folio")

    convocatoria = models.ForeignKey(
        "observacion.Convocatoria",
        verbose_name="convocatoria",
        on_delete=models.PROTECT,
        related_name="solicitudes_visitante",
    )
    folio = models.CharField("folio", max_length=24, blank=True, editable=False)
    estado = models.CharField(
        "estado",
        max_length=20,
        choices=EstadoVisitante,
        default=EstadoVisitante.BORRADOR,
        editable=False,
    )
    etapa_desde = models.DateTimeField("en esta etapa", default=timezone.now, editable=False)
    via = models.CharField("vía", max_length=20, choices=Via, default=Via.CONVOCATORIA)
    tipo_invitacion = models.CharField(
        "tipo de invitación",
        max_length=30,
        choices=TipoInvitacion,
        default=TipoInvitacion.ABIERTA,
    )
    en_papel = models.BooleanField("llegó en papel", default=False, editable=False)
    delegacion = models.ForeignKey(
        "acompanamiento.Delegacion",
        verbose_name="delegación",
        on_delete=models.PROTECT,
        related_name="solicitudes",
        null=True,
        blank=True,
    )
    sustituye_a = models.ForeignKey(
        "self",
        verbose_name="sustituye a",
        on_delete=models.PROTECT,
        related_name="sustituciones",
        null=True,
        editable=False,
    )
    idioma = models.CharField("idioma", max_length=2, choices=Idioma, default=Idioma.ES)

    nombres = models.CharField("nombres", max_length=120, blank=True)
    apellidos = models.CharField(
        "apellidos", max_length=160, blank=True, help_text="Como aparecen en el pasaporte."
    )
    nombre_latino = models.CharField(
        "nombre en caracteres latinos",
        max_length=200,
        blank=True,
        help_text="Solo si el pasaporte usa otro alfabeto.",
    )
    sexo = models.CharField("sexo o género", max_length=20, choices=Sexo, blank=True)
    fecha_nacimiento = models.DateField("fecha de nacimiento", null=True, blank=True)
    lugar_nacimiento = models.CharField("lugar de nacimiento", max_length=150, blank=True)
    nacionalidades = CountryField("nacionalidades", multiple=True, blank=True)
    pais_residencia = CountryField("país de residencia", blank=True)

    institucion = models.ForeignKey(
        "crm.Institucion",
        verbose_name="institución del directorio",
        on_delete=models.PROTECT,
        related_name="solicitudes_visitante",
        null=True,
        blank=True,
    )
    organizacion = models.CharField("institución u organización", max_length=300, blank=True)
    cargo = models.CharField("cargo", max_length=200, blank=True)
    perfil = models.CharField("perfil", max_length=30, choices=Perfil, blank=True)

    correo = models.EmailField("correo", blank=True)
    telefono = CampoCifrado("teléfono", max_length=40, blank=True)
    domicilio = CampoCifrado("domicilio", max_length=400, blank=True)
    emergencia = CampoCifrado("contacto de emergencia", max_length=400, blank=True)
    salud = CampoCifrado("salud, accesibilidad o dieta", max_length=1000, blank=True)
    idiomas = models.CharField("idiomas que habla", max_length=120, blank=True)
    requiere_interpretacion = models.BooleanField("requiere interpretación", default=False)

    llegada = models.DateField("llegada", null=True, blank=True)
    salida = models.DateField("salida", null=True, blank=True)
    calidad_migratoria = models.CharField(
        "calidad migratoria", max_length=20, choices=CalidadMigratoria, blank=True
    )
    interes = models.TextField("etapas o lugares de interés", max_length=1000, blank=True)
    entidades = models.CharField("entidades que visitará", max_length=300, blank=True)

    acepta_normas_en = models.DateTimeField("aceptó las normas", null=True, editable=False)
    aviso = models.ForeignKey(
        "observacion.AvisoPrivacidad",
        verbose_name="aviso de privacidad aceptado",
        on_delete=models.PROTECT,
        related_name="solicitudes_visitante",
        null=True,
        editable=False,
    )
    aviso_en = models.DateTimeField("aceptó el aviso", null=True, editable=False)
    comenzada_en = models.DateTimeField("comenzada", default=timezone.now, editable=False)
    recibida_en = models.DateTimeField("recibida", null=True, editable=False)

    responsable = models.ForeignKey(
        "cuentas.Usuario",
        verbose_name="revisa",
        on_delete=models.PROTECT,
        related_name="solicitudes_visitante",
        null=True,
        blank=True,
    )
    prevencion = models.TextField("qué falta", max_length=2000, blank=True, editable=False)
    limite_prevencion = models.DateTimeField("límite para corregir", null=True, editable=False)
    fecha_resolucion = models.DateField("fecha de la resolución", null=True, editable=False)
    clave_resolucion = models.CharField(
        "clave de la resolución", max_length=80, blank=True, editable=False
    )
    motivo_rechazo = models.CharField(
        "motivo del rechazo", max_length=30, choices=MotivoRechazo, blank=True, editable=False
    )
    fundamento = models.TextField("fundamento", max_length=2000, blank=True, editable=False)
    resolvio = models.ForeignKey(
        "cuentas.Usuario",
        verbose_name="resolvió",
        on_delete=models.PROTECT,
        related_name="visitantes_resueltos",
        null=True,
        editable=False,
    )
    notificada_en = models.DateTimeField("notificada", null=True, editable=False)
    folio_externo = models.CharField("folio del INE", max_length=60, blank=True)
    # The personal link is derived from this number with the server's key: nobody can read it here.
    enlace_generacion = models.PositiveIntegerField("enlace número", default=0, editable=False)
    enlace_hash = models.CharField(
        "huella del enlace personal", max_length=64, blank=True, editable=False
    )
    enlace_hasta = models.DateTimeField("el enlace vale hasta", null=True, editable=False)
    suprimida_en = models.DateTimeField("datos suprimidos", null=True, editable=False)
    carpeta_en = models.DateTimeField("recibió la carpeta", null=True, editable=False)

    objects = models.Manager.from_queryset(SolicitudVisitanteQuerySet)()

    class Meta:
        verbose_name = "solicitud de visitante"
        verbose_name_plural = "solicitudes de visitantes"
        ordering = ["-recibida_en", "-pk"]
        indexes = INDICES
        constraints = RESTRICCIONES

    def __str__(self):
        vacia = "Datos suprimidos" if self.suprimida_en else "Solicitud sin nombre"
        return self.nombre or vacia

    @property
    def nombre(self):
        return " ".join(parte for parte in (self.nombres, self.apellidos) if parte)

    @property
    def nombre_en_gafete(self):
        return self.nombre_latino or self.nombre

    def texto_busqueda(self):
        return [self.nombre, self.nombre_latino, self.folio, self.organizacion]

    def pasaporte(self):
        """The passport in use, or none yet."""
        if not self.pk:
            return None
        if self.leidos("pasaportes"):
            vivos = (p for p in self.pasaportes.all() if p.es_vigente and p.eliminado_en is None)
            return next(vivos, None)
        return self.pasaportes.vivos().filter(es_vigente=True).first()

    def documentos_vigentes(self):
        """The paper that counts for each requisite."""
        if self.leidos("documentos"):
            return [d for d in self.documentos.all() if d.vigente and d.eliminado_en is None]
        rows = self.documentos.vivos().filter(vigente=True).select_related("requisito")
        return list(rows)

    def leidos(self, conjunto):
        """Whether a set came along with many applications, so that it is not asked of each one."""
        return conjunto in getattr(self, "_prefetched_objects_cache", ())

    def gafete(self):
        """The badge that is valid, or none."""
        return Gafete.objects.de(self).validos().first()
