from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q

from core.models import Buscable, BuscableQuerySet, Entidad
from observacion.enums import EstadoIntegrante, Modalidad, Sexo


class IntegranteRedQuerySet(BuscableQuerySet):
    def activos(self):
        return self.filter(estado=EstadoIntegrante.ACTIVA)


class IntegranteRed(Buscable, Entidad):
    """A person of the Observation Network; belonging to it is not an accreditation (case 44)."""

    nombres = models.CharField("nombres", max_length=120)
    primer_apellido = models.CharField("primer apellido", max_length=120, blank=True)
    segundo_apellido = models.CharField("segundo apellido", max_length=120, blank=True)
    nombre = models.CharField("nombre", max_length=370, default="", editable=False)
    sexo = models.CharField("sexo o género", max_length=20, choices=Sexo, blank=True)
    correo = models.EmailField("correo", blank=True)
    telefono = models.CharField("teléfono", max_length=40, blank=True)
    canal = models.CharField(
        "cómo prefiere que se le busque", max_length=60, blank=True, help_text="Correo, teléfono…"
    )
    modalidad = models.CharField("modalidad", max_length=20, choices=Modalidad)
    organizacion = models.ForeignKey(
        "crm.Institucion",
        verbose_name="organización",
        on_delete=models.PROTECT,
        related_name="integrantes_red",
        null=True,
        blank=True,
    )
    estado = models.CharField(
        "estado",
        max_length=20,
        choices=EstadoIntegrante,
        default=EstadoIntegrante.REGISTRADA,
        editable=False,
    )
    fecha_alta = models.DateField("fecha de alta", null=True, blank=True)
    fecha_baja = models.DateField("fecha de baja", null=True, blank=True, editable=False)
    motivo_baja = models.CharField("motivo de la baja", max_length=300, blank=True, editable=False)
    alcaldia = models.CharField("alcaldía", max_length=60, blank=True)
    distrito = models.PositiveSmallIntegerField("distrito local", null=True, blank=True)
    temas = models.ManyToManyField(
        "crm.Etiqueta", verbose_name="temas", related_name="integrantes_red", blank=True
    )
    procesos = models.ManyToManyField(
        "calendario.ProcesoElectoral",
        verbose_name="ejercicios en que participó",
        related_name="integrantes_red",
        blank=True,
    )
    disponibilidad = models.CharField("disponibilidad", max_length=200, blank=True)
    aviso = models.ForeignKey(
        "observacion.AvisoPrivacidad",
        verbose_name="aviso de privacidad aceptado",
        on_delete=models.PROTECT,
        related_name="integrantes_red",
        null=True,
        blank=True,
    )
    aviso_fecha = models.DateField("cuándo lo aceptó", null=True, blank=True)
    notas = models.TextField("notas", max_length=4000, blank=True)

    _history_m2m_fields = ["temas", "procesos"]
    objects = models.Manager.from_queryset(IntegranteRedQuerySet)()

    class Meta:
        verbose_name = "integrante de la Red de Observación"
        verbose_name_plural = "integrantes de la Red de Observación"
        ordering = ["orden", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(modalidad=Modalidad.INDIVIDUAL) | Q(organizacion__isnull=False),
                name="observacion_integrantered_organizacion",
                violation_error_message="Elige la organización, o registra a título individual.",
            ),
            models.CheckConstraint(
                condition=Q(fecha_baja=None)
                | Q(fecha_alta=None)
                | Q(fecha_baja__gte=F("fecha_alta")),
                name="observacion_integrantered_baja_tras_alta",
                violation_error_message="La baja no puede ser anterior al alta.",
            ),
        ]

    def __str__(self):
        partes = (self.nombres, self.primer_apellido, self.segundo_apellido)
        return " ".join(parte for parte in partes if parte)

    @classmethod
    def campos_derivados(cls):
        return [*super().campos_derivados(), "nombre"]

    def refrescar_derivados(self):
        self.nombre = str(self)
        super().refrescar_derivados()

    def texto_busqueda(self):
        return [self.nombre, self.organizacion.nombre if self.organizacion else ""]

    def clean(self):
        if self.modalidad == Modalidad.INDIVIDUAL and self.organizacion_id:
            text = "A título individual no lleva organización: quítala, o cambia la modalidad."
            raise ValidationError({"organizacion": text})
