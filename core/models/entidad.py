"""The base of every record of the office: who, when, which version, history, logical deletion."""

from __future__ import annotations

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils import timezone
from simple_history.models import HistoricalRecords

from core.cifrado import CampoCifrado
from core.models.insercion import insertar
from core.models.rastro import copiar_a_historia

BATCH = 200
TRAIL = ["version", "actualizado_en", "actualizado_por"]
# Derived or secret, in whichever models have them.
NOT_IN_HISTORY = ["busqueda", "orden", "password", "last_login", "epoca_sesiones"]


class Historial(HistoricalRecords):
    """History without the derived, secret and encrypted fields, whichever of them a model has."""

    def fields_included(self, model):
        included = super().fields_included(model)
        return [field for field in included if not isinstance(field, CampoCifrado)]

    def create_history_model(self, model, inherited):
        history_model = super().create_history_model(model, inherited)
        # One declaration serves every entity, but only its own fields can be read back.
        own = {f.name: f for f in model._meta.local_fields}
        history_model._history_excluded_fields = [
            name
            for name, field in own.items()
            if name in NOT_IN_HISTORY or isinstance(field, CampoCifrado)
        ]
        return history_model


class EntidadQuerySet(models.QuerySet):
    """Reads that respect logical deletion and visibility; bulk writes that leave history."""

    def vivos(self):
        return self.filter(eliminado_en=None)

    def eliminados(self):
        return self.exclude(eliminado_en=None)

    def visibles_para(self, user):
        """Rows this person may know exist. Every door starts here; models narrow it."""
        opts = self.model._meta
        if not user.has_perm(f"{opts.app_label}.view_{opts.model_name}"):
            return self.none()
        return self.vivos()

    def con_nombres(self, *relaciones, tambien=()):
        """Joined with these relations, of which only what names them is read, and ``tambien``.

        For pages that name what a record points to: to bring those records whole costs more than
        the record. What was left out is still read, with a query, by who asks for it.
        """
        rows, una, leidos = self, [], [campo.attname for campo in self.model._meta.concrete_fields]
        for nombre in relaciones:
            campo = self.model._meta.get_field(nombre)
            suyo = campo.related_model.CAMPO_NOMBRE
            if campo.many_to_many:
                suyas = campo.related_model._default_manager.only(suyo)
                rows = rows.prefetch_related(models.Prefetch(nombre, suyas))
            else:
                una.append(nombre)
                leidos.append(f"{nombre}__{suyo}")
        return rows.select_related(*una).only(*leidos, *tambien)

    def crear_varios(self, objs, *, by, motivo=""):
        """Insert many with author, search text and history; the caller owns the transaction."""
        for obj in objs:
            obj.creado_por = obj.actualizado_por = by
            obj.refrescar_derivados()
        with transaction.atomic():
            created = insertar(self.model, objs)
            pks = [obj.pk for obj in created]
            copiar_a_historia(self.model, pks, tipo="+", by=by, motivo=motivo)
        return created

    def guardar_varios(self, objs, campos, *, by, motivo=""):
        """Update the named fields of many, with author, version and history."""
        now = timezone.now()
        for obj in objs:
            obj.version += 1
            obj.actualizado_por = by
            obj.actualizado_en = now
            obj.refrescar_derivados()
        fields = [*campos, *TRAIL, *self.model.campos_derivados()]
        with transaction.atomic():
            count = self.bulk_update(objs, list(dict.fromkeys(fields)), batch_size=BATCH)
            pks = [obj.pk for obj in objs]
            copiar_a_historia(self.model, pks, tipo="~", by=by, motivo=motivo)
        return count


EntidadManager = models.Manager.from_queryset(EntidadQuerySet)


class Entidad(models.Model):
    """Anything the office keeps: it has an author, a version, a history, and is never lost."""

    CAMPO_NOMBRE = "nombre"
    BUSQUEDA_DE = ""  # a child names the relation whose search text includes its own

    creado_en = models.DateTimeField("fecha de registro", default=timezone.now, editable=False)
    creado_por = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="registró",
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="%(app_label)s_%(class)ss_creados",
    )
    actualizado_en = models.DateTimeField("último cambio", default=timezone.now, editable=False)
    actualizado_por = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="cambió",
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="%(app_label)s_%(class)ss_actualizados",
    )
    version = models.PositiveIntegerField("versión", default=1, editable=False)
    eliminado_en = models.DateTimeField("fecha de baja", null=True, editable=False)
    eliminado_por = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="dio de baja",
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="%(app_label)s_%(class)ss_eliminados",
    )

    history = Historial(inherit=True, excluded_fields=NOT_IN_HISTORY)
    objects = EntidadManager()

    class Meta:
        abstract = True

    def __str__(self):
        return str(getattr(self, self.CAMPO_NOMBRE))

    @classmethod
    def campos_derivados(cls) -> list[str]:
        """Stored fields computed from others; bulk updates write them too."""
        return []

    def refrescar_derivados(self) -> None:
        """Recompute the derived fields in memory."""

    def impedimentos_para_eliminar(self) -> list[str]:
        """Reasons, in Spanish, why this record must stay; empty when it may go."""
        return []

    def impedimentos_para_deshacer(self, antes: dict) -> list[str]:
        """Reasons, in Spanish, why a batch may not give this record back what it was before."""
        return []

    @transaction.atomic
    def guardar(self, *, by, motivo=""):
        """Write this record with author, version and history; refresh the parent's search text.

        ``by`` is the person who acts (None for the system). Validation is the caller's.
        """
        if self._state.adding:
            self.creado_por = by
        else:
            self.version += 1
            self.actualizado_en = timezone.now()
        self.actualizado_por = by
        self.refrescar_derivados()
        self._history_user = by
        self._change_reason = motivo[:100]
        self.save()
        if self.BUSQUEDA_DE:
            getattr(self, self.BUSQUEDA_DE).actualizar_busqueda()
        return self

    def eliminar(self, *, by, motivo=""):
        """Hide the record, keeping it and its history. Raises ValidationError if it must stay."""
        impediments = self.impedimentos_para_eliminar()
        if impediments:
            raise ValidationError(impediments)
        self.eliminado_en = timezone.now()
        self.eliminado_por = by
        return self.guardar(by=by, motivo=motivo or "Baja")

    def restaurar(self, *, by):
        """Bring a hidden record back. Raises ValidationError if a live one took its place."""
        self.eliminado_en = None
        self.eliminado_por = None
        self.validate_constraints()
        return self.guardar(by=by, motivo="Restauración")
