import datetime as dt

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from core.cifrado import CampoCifrado, huella_ciega
from core.models import Buscable, BuscableQuerySet, Entidad
from observacion.calculations import edad
from observacion.enums import (
    ACREDITADAS,
    SIN_EFECTO,
    EstadoSolicitudObservacion,
    JustificacionNegativa,
    Modalidad,
    ModalidadVoto,
    OrigenSolicitud,
    Sexo,
)
from observacion.models.gafete import Gafete

DECLARACIONES = {
    "es_ciudadania_mexicana": "ciudadanía mexicana en pleno goce de sus derechos",
    "declara_sin_dirigencia": "no haber tenido cargo de dirigencia partidista en los tres años anteriores",
    "declara_sin_candidatura": "no haber tenido candidatura en los tres años anteriores",
    "declara_sin_programas": "no tener un servicio público vinculado con programas sociales",
    "declara_sin_militancia": "no representar ni militar en un partido",
}


class SolicitudObservacionQuerySet(BuscableQuerySet):
    def acreditadas(self):
        return self.filter(estado__in=ACREDITADAS)


class SolicitudObservacion(Buscable, Entidad):
    """A person's application to observe one process; the INE accredits (dominio 2.6.1)."""

    folio = models.CharField("folio", max_length=24, editable=False)
    convocatoria = models.ForeignKey(
        "observacion.Convocatoria",
        verbose_name="convocatoria",
        on_delete=models.PROTECT,
        related_name="solicitudes_observacion",
    )
    # Repeated from the call so that one application a process is a constraint (case 42).
    proceso = models.ForeignKey(
        "calendario.ProcesoElectoral",
        verbose_name="proceso",
        on_delete=models.PROTECT,
        related_name="solicitudes_observacion",
        editable=False,
    )
    integrante = models.ForeignKey(
        "observacion.IntegranteRed",
        verbose_name="integrante de la Red",
        on_delete=models.PROTECT,
        related_name="solicitudes",
        null=True,
        blank=True,
    )
    nombres = models.CharField("nombres", max_length=120)
    primer_apellido = models.CharField("primer apellido", max_length=120, blank=True)
    segundo_apellido = models.CharField("segundo apellido", max_length=120, blank=True)
    nombre = models.CharField("nombre", max_length=370, default="", editable=False)
    sexo = models.CharField("sexo o género", max_length=20, choices=Sexo)
    fecha_nacimiento = models.DateField("fecha de nacimiento", null=True)
    # What the statistics need once the date of birth was taken away.
    edad_conservada = models.PositiveSmallIntegerField("edad", null=True, editable=False)
    suprimida_en = models.DateTimeField("datos suprimidos", null=True, editable=False)
    clave_elector = CampoCifrado("clave de elector", max_length=30, blank=True)
    huella_clave = models.CharField("huella de la clave", max_length=64, blank=True, editable=False)
    correo = models.EmailField("correo", blank=True)
    telefono = CampoCifrado("teléfono", max_length=40, blank=True)
    entidad = models.CharField("entidad", max_length=40, default="Ciudad de México")
    alcaldia = models.CharField("alcaldía", max_length=60, blank=True)
    distrito = models.PositiveSmallIntegerField("distrito", null=True, blank=True)
    discapacidad = CampoCifrado("discapacidad", max_length=200, blank=True)
    pueblo_indigena = CampoCifrado("pertenencia a un pueblo indígena", max_length=200, blank=True)
    modalidad = models.CharField("modalidad", max_length=20, choices=Modalidad)
    organizacion = models.ForeignKey(
        "crm.Institucion",
        verbose_name="organización",
        on_delete=models.PROTECT,
        related_name="solicitudes_observacion",
        null=True,
        blank=True,
    )
    modalidad_voto = models.CharField(
        "también observa", max_length=20, choices=ModalidadVoto, default=ModalidadVoto.NINGUNA
    )
    origen = models.CharField("se recibió en", max_length=20, choices=OrigenSolicitud)
    fecha_recepcion = models.DateTimeField("fecha de recepción")
    es_ciudadania_mexicana = models.BooleanField(
        "ciudadanía mexicana en pleno goce de sus derechos", default=False
    )
    declara_sin_dirigencia = models.BooleanField(
        "sin dirigencia partidista en los tres años anteriores", default=False
    )
    declara_sin_candidatura = models.BooleanField(
        "sin candidatura en los tres años anteriores", default=False
    )
    declara_sin_programas = models.BooleanField(
        "sin servicio público vinculado con programas sociales", default=False
    )
    declara_sin_militancia = models.BooleanField(
        "sin representación ni militancia de partido", default=False
    )
    aviso = models.ForeignKey(
        "observacion.AvisoPrivacidad",
        verbose_name="aviso de privacidad aceptado",
        on_delete=models.PROTECT,
        related_name="solicitudes_observacion",
        null=True,
        blank=True,
    )
    estado = models.CharField(
        "estado",
        max_length=20,
        choices=EstadoSolicitudObservacion,
        default=EstadoSolicitudObservacion.RECIBIDA,
        editable=False,
    )
    prevencion = models.TextField("qué falta", max_length=2000, blank=True, editable=False)
    limite_prevencion = models.DateTimeField("límite para subsanar", null=True, editable=False)
    oficio_remision = models.CharField(
        "oficio de remisión", max_length=80, blank=True, editable=False
    )
    fecha_remision = models.DateField("fecha de remisión", null=True, editable=False)
    folio_externo = models.CharField("folio del INE", max_length=60, blank=True)
    acuerdo = models.CharField("acuerdo del consejo", max_length=80, blank=True, editable=False)
    fecha_sesion = models.DateField("sesión del consejo", null=True, editable=False)
    justificacion = models.CharField(
        "justificación",
        max_length=30,
        choices=JustificacionNegativa,
        blank=True,
        editable=False,
    )

    objects = models.Manager.from_queryset(SolicitudObservacionQuerySet)()

    class Meta:
        verbose_name = "solicitud de observación"
        verbose_name_plural = "solicitudes de observación"
        ordering = ["-fecha_recepcion", "-pk"]
        indexes = [
            models.Index(fields=["proceso", "estado"], name="observacion_solicitud_estado"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["folio"],
                name="observacion_solicitudobservacion_folio_unico",
                violation_error_message="Ese folio ya se usó.",
            ),
            models.UniqueConstraint(
                fields=["proceso", "huella_clave"],
                condition=~Q(huella_clave="") & Q(eliminado_en=None) & ~Q(estado__in=SIN_EFECTO),
                name="observacion_solicitudobservacion_una_por_proceso",
                violation_error_message=(
                    "Ya hay una solicitud de esta persona en el proceso: la modalidad es única."
                ),
            ),
            models.CheckConstraint(
                condition=Q(modalidad=Modalidad.INDIVIDUAL) | Q(organizacion__isnull=False),
                name="observacion_solicitudobservacion_organizacion",
                violation_error_message="Elige la organización, o registra como individual.",
            ),
            models.CheckConstraint(
                condition=~Q(estado__in=ACREDITADAS)
                | Q(fecha_sesion__isnull=False) & ~Q(acuerdo=""),
                name="observacion_solicitudobservacion_acreditada_en_sesion",
                violation_error_message="Falta la sesión o el acuerdo del consejo.",
            ),
            models.CheckConstraint(
                condition=~Q(estado=EstadoSolicitudObservacion.NEGADA) | ~Q(justificacion=""),
                name="observacion_solicitudobservacion_negada_con_motivo",
                violation_error_message="Elige la justificación.",
            ),
        ]

    def __str__(self):
        partes = (self.nombres, self.primer_apellido, self.segundo_apellido)
        return " ".join(parte for parte in partes if parte)

    @classmethod
    def campos_derivados(cls):
        return [*super().campos_derivados(), "nombre", "huella_clave", "proceso"]

    def refrescar_derivados(self):
        self.nombre = str(self)
        super().refrescar_derivados()
        self.huella_clave = huella_ciega(self.clave_elector, "clave_elector")
        self.proceso_id = self.convocatoria.proceso_id

    def texto_busqueda(self):
        return [self.nombre, self.folio, self.folio_externo]

    def clean(self):
        clave = "".join(self.clave_elector.split()).upper()
        if clave and len(clave) != 18:
            text = f"La clave de elector tiene 18 caracteres; ahora tiene {len(clave)}."
            raise ValidationError({"clave_elector": text})
        self.clave_elector = clave
        if self.modalidad == Modalidad.INDIVIDUAL and self.organizacion_id:
            text = "Como individual no lleva organización: quítala, o cambia la modalidad."
            raise ValidationError({"organizacion": text})

    def impedimentos_para_eliminar(self):
        return ["Está acreditada: cancela antes."] if self.estado in ACREDITADAS else []

    def impedimentos_para_deshacer(self, antes):
        """A batch gives back a state only while nobody acted on the one it left."""
        if antes.get("estado", self.estado) == self.estado:
            return []
        if self.estado in (
            EstadoSolicitudObservacion.GAFETE_ENTREGADO,
            EstadoSolicitudObservacion.INFORME_ENTREGADO,
        ):
            return ["Ya se entregó su gafete."]
        gafete = Gafete.objects.de(self).filter(anulado_en=None).first()
        if gafete:
            return [f"Ya tiene el gafete {gafete.folio}: anúlalo antes."]
        if antes["estado"] not in SIN_EFECTO and self.estado in SIN_EFECTO and self.otra_vigente():
            return ["La persona ya tiene otra solicitud en el proceso."]
        return []

    def otra_vigente(self):
        """Another application of the same person in the process that is in effect (case 42).

        People are told apart by their voter key, never by their name (case 48).
        """
        if not self.huella_clave:
            return None
        rows = (
            type(self)
            .objects.vivos()
            .filter(proceso=self.proceso_id, huella_clave=self.huella_clave)
        )
        return rows.exclude(estado__in=SIN_EFECTO).exclude(pk=self.pk).first()

    @property
    def edad_en_jornada(self):
        """Full years on election day, which is when citizenship is asked for (case 47)."""
        if self.fecha_nacimiento is None:
            return self.edad_conservada or 0
        return edad(self.fecha_nacimiento, self.convocatoria.proceso.jornada)

    def declaraciones_pendientes(self):
        return [texto for campo, texto in DECLARACIONES.items() if not getattr(self, campo)]

    @property
    def limite_informe(self):
        """Thirty natural days after election day, unless the call says another (dominio 2.6.3)."""
        propio = self.convocatoria.limite_informe
        return propio or self.convocatoria.proceso.jornada + dt.timedelta(days=30)
