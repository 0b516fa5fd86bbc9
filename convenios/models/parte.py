from django.db import models
from django.db.models import Q

from convenios.enums import ModalidadFirma, RolParte
from convenios.models.de_convenio import DeConvenioQuerySet
from core.models import Entidad


class ParteConvenioQuerySet(DeConvenioQuerySet):
    def por_identificar(self):
        """Names of the former register not yet matched to an institution (nothing invented)."""
        vivas = self.vivos().filter(convenio__eliminado_en=None)
        return vivas.exclude(rol=RolParte.IECM).filter(institucion=None)

    def acompanar(self, convenios, previos, *, by, motivo=""):
        """Take the parties away with their instruments; bring back those that left with them.

        ``previos`` says, by instrument, when it had been taken away, if it had.
        """
        ahora = {convenio.pk: convenio.eliminado_en for convenio in convenios}
        mias = self.filter(convenio__in=list(ahora))
        partes = [
            p for p in mias if p.eliminado_en == previos[p.convenio_id] != ahora[p.convenio_id]
        ]
        for parte in partes:
            parte.eliminado_en = ahora[parte.convenio_id]
            parte.eliminado_por = by if parte.eliminado_en else None
        self.guardar_varios(partes, ["eliminado_en", "eliminado_por"], by=by, motivo=motivo)


class ParteConvenio(Entidad):
    """Who takes part in an instrument, as it was named and represented that day (cases 11, 15)."""

    CAMPO_NOMBRE = "denominacion"

    convenio = models.ForeignKey(
        "convenios.Convenio",
        verbose_name="convenio",
        on_delete=models.PROTECT,
        related_name="partes",
    )
    rol = models.CharField("rol", max_length=20, choices=RolParte, default=RolParte.CONTRAPARTE)
    orden = models.PositiveSmallIntegerField("orden de aparición", default=1)
    institucion = models.ForeignKey(
        "crm.Institucion",
        verbose_name="institución",
        on_delete=models.PROTECT,
        related_name="partes",
        null=True,
        blank=True,
    )
    denominacion = models.CharField(
        "denominación firmada",
        max_length=300,
        blank=True,
        help_text="Se conserva aunque la institución cambie de nombre.",
    )
    a_traves_de = models.CharField(
        "a través de",
        max_length=300,
        blank=True,
        help_text="La unidad por la que firma: «FES Aragón». Cuenta una sola institución.",
    )
    representante = models.CharField("representante", max_length=200, blank=True)
    cargo = models.CharField("cargo", max_length=200, blank=True)
    puesto = models.ForeignKey(
        "crm.Puesto",
        verbose_name="puesto",
        on_delete=models.PROTECT,
        related_name="partes",
        null=True,
        blank=True,
    )
    personalidad = models.CharField(
        "acredita su personalidad con",
        max_length=300,
        blank=True,
        help_text="Nombramiento, poder notarial, acuerdo; con su número y fecha.",
    )
    asistencia = models.CharField("con la asistencia de", max_length=400, blank=True)
    firma_fecha = models.DateField("fecha de firma", null=True, blank=True, editable=False)
    firma_modalidad = models.CharField(
        "forma de firma", max_length=20, choices=ModalidadFirma, blank=True, editable=False
    )
    tantos = models.PositiveSmallIntegerField("tantos", null=True, blank=True)

    objects = models.Manager.from_queryset(ParteConvenioQuerySet)()

    class Meta:
        verbose_name = "parte"
        verbose_name_plural = "partes"
        ordering = ["orden", "pk"]
        indexes = [
            models.Index(
                fields=["institucion", "convenio", "rol"],
                condition=Q(eliminado_en=None),
                name="convenios_parte_institucion",
            ),
            models.Index(
                fields=["rol", "convenio"],
                condition=Q(eliminado_en=None, institucion=None),
                name="convenios_parte_por_identif",
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["convenio", "institucion", "rol"],
                condition=Q(eliminado_en=None, institucion__isnull=False),
                name="convenios_parteconvenio_una_vez",
                violation_error_message="Esa institución ya es parte, con ese rol.",
            ),
            models.UniqueConstraint(
                fields=["convenio"],
                condition=Q(eliminado_en=None, rol=RolParte.IECM),
                name="convenios_parteconvenio_un_instituto",
                violation_error_message="El Instituto ya está entre las partes.",
            ),
            models.CheckConstraint(
                condition=~Q(rol=RolParte.IECM) | Q(institucion=None),
                name="convenios_parteconvenio_iecm_sin_institucion",
                violation_error_message="El Instituto no es una contraparte del directorio.",
            ),
            models.CheckConstraint(
                condition=~Q(denominacion=""),
                name="convenios_parteconvenio_con_nombre",
                violation_error_message="Escribe cómo se le nombra en el instrumento.",
            ),
        ]

    @property
    def por_identificar(self):
        return self.institucion_id is None and self.rol != RolParte.IECM

    @property
    def cambio_de_nombre(self):
        """Whether the institution is called otherwise today."""
        return bool(self.institucion and str(self.institucion) != self.denominacion)
