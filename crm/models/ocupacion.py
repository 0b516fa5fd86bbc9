from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from core.models import Entidad, EntidadQuerySet
from crm.models.reflejo import reflejar
from crm.rules import instituciones_conocidas


class OcupacionQuerySet(EntidadQuerySet):
    def crear_varios(self, objs, *, by, motivo=""):
        creadas = super().crear_varios(objs, by=by, motivo=motivo)
        self.reflejar(creadas)
        return creadas

    def guardar_varios(self, objs, campos, *, by, motivo=""):
        cuantas = super().guardar_varios(objs, campos, by=by, motivo=motivo)
        self.reflejar(objs)
        return cuantas

    def reflejar(self, ocupaciones):
        """Bring up to date what the people and seats of these occupations say of each other."""
        contactos = {ocupacion.contacto_id for ocupacion in ocupaciones}
        puestos = {ocupacion.puesto_id for ocupacion in ocupaciones}
        reflejar(self.model.objects.all(), contactos, puestos)

    def visibles_para(self, user):
        """Occupations of seats in institutions this person may see."""
        rows = super().visibles_para(user)
        rows = rows.filter(puesto__eliminado_en=None, puesto__institucion__eliminado_en=None)
        if user.has_perm("crm.view_directorio_completo"):
            return rows
        return rows.filter(instituciones_conocidas(user, "puesto__institucion__"))

    def renombrar(self):
        """Follow a change of name of the person, the post or the institution, in bulk."""
        ocupaciones = list(self.select_related("contacto", "puesto"))
        for ocupacion in ocupaciones:
            ocupacion.refrescar_derivados()
        self.model.objects.bulk_update(ocupaciones, ["nombre"], batch_size=200)
        self.reflejar(ocupaciones)

    def en_funciones(self):
        """Occupations nobody has ended, whatever day it is."""
        return self.vivos().filter(hasta=None)

    def vigentes(self, al=None):
        """Occupations in force on a day, today if not said. The last day counts."""
        dia = al or timezone.localdate()
        return self.vivos().filter(
            Q(desde=None) | Q(desde__lte=dia), Q(hasta=None) | Q(hasta__gte=dia)
        )

    def que_coinciden(self, desde, hasta):
        """Live occupations that share at least one day with the period; None is open."""
        rows = self.vivos()
        if hasta is not None:
            rows = rows.filter(Q(desde=None) | Q(desde__lte=hasta))
        if desde is not None:
            rows = rows.filter(Q(hasta=None) | Q(hasta__gte=desde))
        return rows


class Ocupacion(Entidad):
    """Who holds a seat, from when to when, with the mail and telephone of the seat."""

    puesto = models.ForeignKey(
        "crm.Puesto",
        verbose_name="puesto",
        on_delete=models.PROTECT,
        related_name="ocupaciones",
    )
    contacto = models.ForeignKey(
        "crm.Contacto",
        verbose_name="contacto",
        on_delete=models.PROTECT,
        related_name="ocupaciones",
    )
    desde = models.DateField("desde", null=True, blank=True)
    hasta = models.DateField(
        "hasta", null=True, blank=True, help_text="El último día en el puesto."
    )
    correo = models.EmailField("correo del puesto", blank=True)
    telefono = models.CharField("teléfono del puesto", max_length=60, blank=True)
    nombre = models.CharField("nombre", max_length=680, default="", editable=False)

    objects = models.Manager.from_queryset(OcupacionQuerySet)()

    class Meta:
        verbose_name = "ocupación"
        verbose_name_plural = "ocupaciones"
        ordering = [
            F("hasta").desc(nulls_first=True),
            F("desde").desc(nulls_last=True),
            "pk",
        ]
        constraints = [
            # One chair, one person: holds for every writer, two at once included.
            models.UniqueConstraint(
                fields=["puesto"],
                condition=Q(eliminado_en=None, hasta=None),
                name="crm_ocupacion_un_puesto_una_persona",
                violation_error_message="El puesto ya está ocupado. Usa «Relevar» para cambiar a la persona.",
            ),
            models.CheckConstraint(
                condition=Q(desde=None) | Q(hasta=None) | Q(hasta__gte=F("desde")),
                name="crm_ocupacion_fin_tras_inicio",
                violation_error_message="La fecha «hasta» no puede ser anterior a la de «desde».",
            ),
        ]

    @classmethod
    def campos_derivados(cls):
        return [*super().campos_derivados(), "nombre"]

    def refrescar_derivados(self):
        super().refrescar_derivados()
        self.nombre = f"{self.contacto.nombre_para_mostrar} · {self.puesto.cargo}"[:680]

    def guardar(self, *, by, motivo=""):
        objects = type(self).objects
        antes = list(objects.filter(pk=self.pk))
        super().guardar(by=by, motivo=motivo)
        objects.reflejar([self, *antes])
        return self

    def clean(self):
        if not self.puesto_id or self.eliminado_en:
            return
        otras = type(self).objects.que_coinciden(self.desde, self.hasta)
        otra = otras.filter(puesto=self.puesto_id).exclude(pk=self.pk).first()
        if otra is not None:
            raise ValidationError(
                f"Se encima con otra ocupación del mismo puesto: {otra.nombre}. "
                "Revisa las fechas, o usa «Relevar» si es un cambio de persona."
            )

    @property
    def esta_en_funciones(self):
        return self.eliminado_en is None and self.hasta is None
