"""Columns of an entity as a file: declared once, read by the importer, written by the exports."""

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import Any, ClassVar

from django.db import models
from django_countries.fields import CountryField
from import_export.resources import ModelResource
from import_export.widgets import Widget

from core.importing import values
from core.search import normalizar

ID = "id"


@dataclass(slots=True)
class Columna:
    """One column of a file: the field it feeds (or the part of a relation) and how it reads."""

    nombre: str
    etiqueta: str
    campo: str
    widget: Widget
    obligatoria: bool = False
    parte: int = 0
    partes: int = 1
    varios: bool = False
    ayuda: str = ""
    ejemplo: str = ""
    sinonimos: tuple[str, ...] = ()
    ruta: str = ""
    opciones: list[str] = field(default_factory=list)

    @property
    def es_fecha(self) -> bool:
        return isinstance(self.widget, values.FechaWidget)

    def nombres(self) -> set[str]:
        """Normalised spellings by which a file may call this column."""
        return {normalizar(t) for t in (self.nombre, self.etiqueta, *self.sinonimos)}


class EntidadResource(ModelResource):
    """Columns of an entity as a file; import-export gives the declaration, we give the values.

    A subclass names its fields and, where names do not do, says how people call things:

        class OcupacionResource(EntidadResource):
            SINONIMOS = {"desde": ("inicio", "fecha de inicio")}
            EJEMPLOS = {"desde": "05/03/2026"}
            # A relation is found by its CAMPO_NOMBRE unless said otherwise. Several paths mean
            # one file column each («institución», «cargo»), which together name one record.
            RELACIONES = {"puesto": ("institucion__nombre", "cargo")}
            # Other fields by which one cell may name the related record.
            ALTERNOS = {"contacto": ("correo",)}
            # Other texts that mean one of the choices of a field.
            ALIAS = {"tipo": {"ong": "osc"}}
            PREFETCH = ("nombres_alternos",)   # what saving an existing record reads
            UNO_POR_UNO = True   # slow and exact: each row through `clean` and `guardar`

            class Meta:
                model = Ocupacion
                fields = ("puesto", "contacto", "desde", "hasta")

    Widgets come from the model field (choices by key or label, countries, dates, yes/no, mails,
    web addresses, relations by name); override one in `WIDGETS = {"campo": MiWidget()}`, a
    subclass of those in `core.importing.values`. `preparar(obj, es_nueva)` may complete an object
    before it is validated. The keys that tell an existing record are `Crud.import_keys`: a list
    whose items are a field name or a tuple of them; the first one is proposed.
    """

    SINONIMOS: ClassVar[dict[str, tuple[str, ...]]] = {}
    EJEMPLOS: ClassVar[dict[str, str]] = {}
    RELACIONES: ClassVar[dict[str, tuple[str, ...]]] = {}
    ALTERNOS: ClassVar[dict[str, tuple[str, ...]]] = {}
    ALIAS: ClassVar[dict[str, dict[str, str]]] = {}
    WIDGETS: ClassVar[dict[str, Widget]] = {}
    PREFETCH: ClassVar[tuple[str, ...]] = ()
    SOLO_SALIDA: ClassVar[tuple[str, ...]] = ()  # told in exports, never taken from a file
    UNO_POR_UNO = False
    CLAVE_PROPIA = False  # the system gives the key: a row without it is told by the next
    CLAVE_ALTERNA = ""  # fields joined by «+»; with nothing, such a row is always a new record
    COMPLETADOS: ClassVar[tuple[str, ...]] = ()  # fields that other cells say, in `completar`
    BUSCA_PARECIDAS = True  # a new record with nearly the name of another waits for a decision
    SIGUIENTE = ("", "")  # what remains after an import: its words and the name of its page

    def avisos(self, campos: Collection[str]) -> list[str]:
        """What a person should know before importing a file with these fields."""
        return []

    def completar(self, valores: dict[str, Any]) -> dict[str, Any]:
        """What a row says once its cells are read together, if one cell speaks of several fields."""
        return valores

    def preparar(self, obj: models.Model, *, es_nueva: bool) -> None:
        """Complete an object in memory before validation. Nothing by default."""

    def para_clave(self, valores: dict[str, Any]) -> dict[str, Any]:
        """The values of a row with those parts of the key that are derived from relations."""
        return valores

    def crear_uno(self, obj: models.Model, *, by: Any, motivo: str) -> None:
        """Write a new record, one by one. Override where a record is born by an act."""
        obj.guardar(by=by, motivo=motivo)

    def crear_varios(self, objs: list[Any], *, by: Any, motivo: str) -> None:
        """Write many new records at once. Override where others are born with them."""
        self.modelo.objects.crear_varios(objs, by=by, motivo=motivo)

    def al_relacionar(self, obj: models.Model) -> None:
        """Refresh what is derived from related records, once they are added."""

    @property
    def modelo(self) -> type[models.Model]:
        return self._meta.model

    def columnas(self, ocultas: Iterable[str] = ()) -> list[Columna]:
        """The columns a person may import, in the order of `Meta.fields`."""
        nombres = self._meta.fields or [f.name for f in self.modelo._meta.fields if f.editable]
        columnas: list[Columna] = []
        for nombre in nombres:
            if nombre not in set(ocultas) and nombre != ID:
                columnas += self._columnas_de(self.modelo._meta.get_field(nombre))
        return columnas

    def columnas_de_salida(self, ocultas: Iterable[str] = ()) -> list[Columna]:
        """The columns of an export: those of the import, then what only the system writes."""
        columnas = self.columnas(ocultas)
        for nombre in self.SOLO_SALIDA:
            if nombre not in set(ocultas):
                columnas += self._columnas_de(self.modelo._meta.get_field(nombre))
        return columnas

    def _columnas_de(self, campo: models.Field) -> list[Columna]:
        comun = {
            "campo": campo.name,
            "widget": self.WIDGETS.get(campo.name) or self.widget_de(campo),
            "obligatoria": _es_obligatorio(campo),
            "ayuda": str(campo.help_text or ""),
        }
        partes = self.RELACIONES.get(campo.name, ())
        if len(partes) < 2:
            columna = self._columna(campo.name, _etiqueta(campo), comun, _ruta(campo, partes))
            columna.varios = campo.many_to_many
            columna.opciones = list(getattr(columna.widget, "opciones", {}).values())
            return [columna]
        columnas = []
        for indice, parte in enumerate(partes):
            final = _seguir(campo.related_model, parte)
            nombre = f"{campo.name}__{parte}"
            columna = self._columna(nombre, _etiqueta(final), comun, nombre)
            columna.parte, columna.partes = indice, len(partes)
            columnas.append(columna)
        return columnas

    def _columna(self, nombre: str, etiqueta: str, comun: dict[str, Any], ruta: str) -> Columna:
        return Columna(
            nombre,
            etiqueta,
            ruta=ruta,
            ejemplo=self.EJEMPLOS.get(nombre, ""),
            sinonimos=tuple(self.SINONIMOS.get(nombre, ())),
            **comun,
        )

    def widget_de(self, campo: models.Field) -> Widget:
        """The widget of a model field, by its kind."""
        if isinstance(campo, CountryField):
            return values.PaisWidget()
        if campo.is_relation:
            clase = values.VariosWidget if campo.many_to_many else values.RelacionWidget
            modelo = campo.related_model
            partes = self.RELACIONES.get(campo.name) or (modelo.CAMPO_NOMBRE,)
            return clase(modelo=modelo, partes=partes, alternos=self.ALTERNOS.get(campo.name, ()))
        if campo.choices:
            return values.OpcionWidget(campo.flatchoices, self.ALIAS.get(campo.name))
        return _widget_simple(campo)


def _widget_simple(campo: models.Field) -> Widget:
    maximo = getattr(campo, "max_length", None)
    por_tipo = (
        (models.EmailField, lambda: values.CorreoWidget(maximo)),
        (models.URLField, lambda: values.UrlWidget(maximo)),
        (models.BooleanField, values.SiNoWidget),
        (models.DateTimeField, values.InstanteWidget),
        (models.DateField, values.FechaWidget),
        (models.IntegerField, lambda: values.NumeroWidget(entero=True)),
        (models.DecimalField, values.NumeroWidget),
        (models.TextField, lambda: values.TextoWidget(maximo, lineas=True)),
    )
    for tipo, hacer in por_tipo:
        if isinstance(campo, tipo):
            return hacer()
    return values.TextoWidget(maximo)


def _es_obligatorio(campo: models.Field) -> bool:
    return not (campo.blank or campo.null or campo.has_default() or campo.many_to_many)


def _etiqueta(campo: models.Field) -> str:
    texto = str(campo.verbose_name)
    return texto[:1].upper() + texto[1:]


def _seguir(modelo: type[models.Model], ruta: str) -> models.Field:
    """The field a part of a relation should be labelled by: «institucion__nombre» is institución."""
    *antes, ultimo = ruta.split("__")
    campo = modelo._meta.get_field(antes[-1] if len(antes) == 1 else ultimo)
    return campo if antes else modelo._meta.get_field(ultimo)


def _ruta(campo: models.Field, partes: tuple[str, ...]) -> str:
    if not campo.is_relation or campo.many_to_many:
        return campo.name
    return f"{campo.name}__{partes[0] if partes else campo.related_model.CAMPO_NOMBRE}"


def a_json(valor: Any) -> Any:
    """A field's value as JSON can keep it; the field's own `to_python` reads it back."""
    if valor is None or isinstance(valor, bool | int | str | list):
        return valor
    if isinstance(valor, dt.date):
        return valor.isoformat()
    return str(getattr(valor, "code", valor))
