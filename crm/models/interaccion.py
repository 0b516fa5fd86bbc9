from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from core.models import Buscable, BuscableQuerySet, Entidad
from crm.enums import Modalidad, TipoInteraccion


class InteraccionQuerySet(BuscableQuerySet):
    def visibles_para(self, user):
        """The reserved ones only for the area of who wrote them and for who supervises."""
        rows = super().visibles_para(user)
        if user.has_perm("crm.view_interacciones_reservadas"):
            return rows
        mine = Q(creado_por=user.pk)
        if user.area_id:
            mine |= Q(creado_por__area=user.area_id)
        return rows.filter(Q(reservada=False) | mine)


class Interaccion(Buscable, Entidad):
    """Something that happened with one or more institutions: a call, a mail, a visit, a meeting."""

    CAMPO_NOMBRE = "asunto"

    tipo = models.CharField(
        "tipo", max_length=20, choices=TipoInteraccion, default=TipoInteraccion.REUNION
    )
    fecha = models.DateTimeField("cuándo", default=timezone.now)
    modalidad = models.CharField("modalidad", max_length=20, choices=Modalidad, blank=True)
    lugar = models.CharField("lugar", max_length=300, blank=True)
    asunto = models.CharField(
        "asunto",
        max_length=200,
        blank=True,
        help_text="Si lo dejas en blanco se toma el comienzo de lo que pasó.",
    )
    resumen = models.TextField("qué pasó", max_length=8000)
    contrapartes = models.CharField("con quién", max_length=400, default="", editable=False)
    instituciones = models.ManyToManyField(
        "crm.Institucion", verbose_name="instituciones", related_name="interacciones", blank=True
    )
    contactos = models.ManyToManyField(
        "crm.Contacto", verbose_name="personas", related_name="interacciones", blank=True
    )
    integrantes = models.ManyToManyField(
        settings.AUTH_USER_MODEL,
        verbose_name="de nuestra parte",
        related_name="interacciones",
        blank=True,
    )
    acciones = models.ManyToManyField(
        "programa.AccionPOA",
        verbose_name="acciones del programa",
        related_name="interacciones",
        blank=True,
    )
    reservada = models.BooleanField(
        "reservada", default=False, help_text="Sólo la ven tu área y la dirección."
    )
    reunion = models.ForeignKey(
        "crm.Reunion",
        verbose_name="reunión",
        on_delete=models.PROTECT,
        related_name="interacciones",
        null=True,
        editable=False,
    )

    _history_m2m_fields = ["instituciones", "contactos", "integrantes"]
    objects = models.Manager.from_queryset(InteraccionQuerySet)()

    class Meta:
        verbose_name = "interacción"
        verbose_name_plural = "interacciones"
        ordering = ["-fecha", "-pk"]
        indexes = [models.Index(fields=["-fecha"], name="crm_interaccion_fecha")]
        constraints = [
            models.UniqueConstraint(
                fields=["reunion"],
                condition=models.Q(eliminado_en=None),
                name="crm_interaccion_reunion_una",
                violation_error_message="Esa reunión ya viene de otro registro de la bitácora.",
            )
        ]

    def refrescar_derivados(self):
        if not self.asunto:
            self.asunto = " ".join(self.resumen.split())[:120]
        super().refrescar_derivados()

    def texto_busqueda(self):
        return [self.asunto, self.contrapartes, self.resumen[:500]]
