"""Records that move terms when they change, whatever door they change by."""

from django.db import models

from core.models import BuscableQuerySet
from core.tasks import enqueue

RECALCULAN = ("crm.recalcular_plazos", "convenios.recalcular_plazos")


def recalcular():
    """Ask, after commit, for what is open to be computed again (case 28)."""
    for tarea in RECALCULAN:
        enqueue(tarea)


class MuevePlazosQuerySet(BuscableQuerySet):
    def crear_varios(self, objs, *, by, motivo=""):
        created = super().crear_varios(objs, by=by, motivo=motivo)
        recalcular()
        return created

    def guardar_varios(self, objs, campos, *, by, motivo=""):
        count = super().guardar_varios(objs, campos, by=by, motivo=motivo)
        recalcular()
        return count


class MuevePlazos(models.Model):
    """Creating, changing, deleting or restoring it recomputes the open terms."""

    class Meta:
        abstract = True

    def guardar(self, *, by, motivo=""):
        super().guardar(by=by, motivo=motivo)
        recalcular()
        return self
