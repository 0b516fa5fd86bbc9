"""Records that people look for by name."""

from django.db import models

from core.models.consulta import buscar
from core.models.entidad import EntidadQuerySet
from core.models.palabra import registrar_palabras
from core.search import clave_orden, texto_indexado


class BuscableQuerySet(EntidadQuerySet):
    """A queryset that can be searched without accents, case or punctuation."""

    def buscar(self, q, tope=None):
        """Rows that answer ``q``, best first; everything when ``q`` is blank.

        ``tope`` limits how many candidates are ranked: for screens, never for exports.
        """
        return buscar(self, q, tope)

    def crear_varios(self, objs, *, by, motivo=""):
        created = super().crear_varios(objs, by=by, motivo=motivo)
        registrar_palabras(self.model, (obj.busqueda for obj in created))
        return created

    def guardar_varios(self, objs, campos, *, by, motivo=""):
        count = super().guardar_varios(objs, campos, by=by, motivo=motivo)
        registrar_palabras(self.model, (obj.busqueda for obj in objs))
        return count


class Buscable(models.Model):
    """Adds the normalised search text and the sort key, both derived."""

    busqueda = models.TextField("texto de búsqueda", default=" ", editable=False)
    orden = models.CharField("clave de orden", max_length=300, default="", editable=False)

    class Meta:
        abstract = True

    @classmethod
    def campos_derivados(cls):
        return [*super().campos_derivados(), "busqueda", "orden"]

    def texto_busqueda(self) -> list[str]:
        """The texts by which this record is found; the first ones weigh no more than the last."""
        return [str(self)]

    def refrescar_derivados(self):
        super().refrescar_derivados()
        self.busqueda = texto_indexado(self.texto_busqueda())
        self.orden = clave_orden(str(self))[:300]

    def guardar(self, *, by, motivo=""):
        super().guardar(by=by, motivo=motivo)
        registrar_palabras(type(self), [self.busqueda])
        return self

    def actualizar_busqueda(self):
        """Refresh the search text alone: no new version, because nobody changed the record."""
        self.refrescar_derivados()
        type(self).objects.filter(pk=self.pk).update(busqueda=self.busqueda, orden=self.orden)
        registrar_palabras(type(self), [self.busqueda])
