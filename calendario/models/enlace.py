import hashlib

from django.db import models
from django.db.models import F, Q

from core.models import Entidad, EntidadQuerySet


def huella_de(token: str) -> str:
    """What is kept of a link's secret: enough to know it, not to write it again."""
    return hashlib.sha256(token.encode()).hexdigest()


class EnlaceCalendarioQuerySet(EntidadQuerySet):
    def visibles_para(self, user):
        """One's own, and those of one's area."""
        rows = super().visibles_para(user)
        mine = Q(persona=user.pk)
        if user.area_id:
            mine |= Q(area=user.area_id)
        return rows.filter(mine)

    def vigentes(self):
        """Not revoked, and whose person is still here; an area's lives while its author is in it."""
        rows = self.vivos().filter(revocado_en=None)
        propia = Q(persona__is_active=True, persona__eliminado_en=None)
        de_area = Q(
            area__eliminado_en=None,
            creado_por__is_active=True,
            creado_por__eliminado_en=None,
            creado_por__area=F("area"),
        )
        return rows.filter((Q(area=None) & propia) | (Q(persona=None) & de_area))

    def por_token(self, token):
        """The link of a secret that still works, with who it is read for; or None."""
        rows = self.vigentes().filter(huella=huella_de(token))
        return rows.select_related("persona__area", "creado_por__area", "area").first()


class EnlaceCalendario(Entidad):
    """A secret address where a calendar program reads what a person, or an area, has to do."""

    nombre = models.CharField(
        "para qué equipo o programa",
        max_length=80,
        help_text="Para reconocerlo después, por ejemplo «Mi teléfono».",
    )
    persona = models.ForeignKey(
        "cuentas.Usuario",
        verbose_name="persona",
        on_delete=models.PROTECT,
        related_name="enlaces_calendario",
        null=True,
        editable=False,
    )
    area = models.ForeignKey(
        "cuentas.Area",
        verbose_name="área",
        on_delete=models.PROTECT,
        related_name="enlaces_calendario",
        null=True,
        editable=False,
    )
    huella = models.CharField("huella del enlace", max_length=64, editable=False)
    revocado_en = models.DateTimeField("fecha de revocación", null=True, editable=False)
    ultimo_uso = models.DateTimeField("último uso", null=True, editable=False)

    objects = models.Manager.from_queryset(EnlaceCalendarioQuerySet)()

    class Meta:
        verbose_name = "enlace de calendario"
        verbose_name_plural = "enlaces de calendario"
        ordering = ["-creado_en", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["huella"],
                condition=Q(eliminado_en=None),
                name="calendario_enlacecalendario_huella_unica",
                violation_error_message="Ese enlace ya existe.",
            ),
            models.CheckConstraint(
                condition=Q(persona=None, area__isnull=False) | Q(persona__isnull=False, area=None),
                name="calendario_enlacecalendario_de_persona_o_area",
                violation_error_message="Un enlace es de una persona o de un área.",
            ),
        ]

    @property
    def titular(self):
        """For whom it is read: what they may not see is not in it."""
        return self.persona or self.creado_por
