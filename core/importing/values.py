"""One widget per kind of value: what a cell says in, what a file shows out.

`clean` takes the text of a cell and returns the value of the field, or raises ValueError with a
Spanish sentence that goes after «Fila 37, columna «Tipo»: ». `render` is its inverse. A widget
that is `completo` proves its value: the model's own validation of that field is not repeated.
"""

import datetime as dt
import re
from collections.abc import Iterable
from decimal import Decimal, InvalidOperation

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils import timezone
from import_export.widgets import Widget

from core.dates import DMA, interpretar_fecha
from core.importing.countries import paises
from core.search import normalizar

MAX_OPCIONES_EN_MENSAJE = 12
_SI = {"si", "s", "1", "x", "verdadero", "true", "yes", "y", "v"}
_NO = {"no", "n", "0", "falso", "false", "f"}
_MILES = re.compile(r"[\s$]|,(?=\d{3}(?:\D|$))|MXN$", re.IGNORECASE)


def en_lista(opciones: Iterable[str]) -> str:
    """«A, B, C o D», shortened when it would not be read."""
    opciones = list(opciones)
    if len(opciones) > MAX_OPCIONES_EN_MENSAJE:
        return ", ".join(opciones[:MAX_OPCIONES_EN_MENSAJE]) + "…"
    return " o ".join([", ".join(opciones[:-1]), opciones[-1]]) if opciones[1:] else opciones[0]


def _corto(texto: str) -> str:
    return texto if len(texto) <= 60 else texto[:59] + "…"


class TextoWidget(Widget):
    """Plain text; one line unless the field has room for several."""

    def __init__(self, maximo=None, lineas=False, **kwargs):
        super().__init__(**kwargs)
        self.maximo, self.lineas = maximo, lineas

    def clean(self, value, row=None, **kwargs):
        texto = value if self.lineas else " ".join(value.split())
        if self.maximo and len(texto) > self.maximo:
            raise ValueError(
                f"debe tener {self.maximo:,} caracteres o menos; ahora tiene {len(texto):,}"
            )
        return texto

    def render(self, value, obj=None, **kwargs):
        return "" if value is None else str(value)


class CorreoWidget(TextoWidget):
    """A mail address, forgiving what people paste around it."""

    completo = True

    def clean(self, value, row=None, **kwargs):
        texto = value.strip("<>;,. ").removeprefix("mailto:")
        try:
            validate_email(texto)
        except ValidationError as error:
            raise ValueError(
                f"«{_corto(value)}» no es un correo: escribe uno solo, como nombre@dominio.mx"
            ) from error
        return super().clean(texto)


class UrlWidget(TextoWidget):
    """A web address; the scheme may be left out."""

    def clean(self, value, row=None, **kwargs):
        texto = value.strip()
        if "://" not in texto:
            if " " in texto or "." not in texto:
                raise ValueError(
                    f"«{_corto(texto)}» no es una dirección web: escribe una como"
                    " https://www.ejemplo.mx"
                )
            texto = f"https://{texto}"
        return super().clean(texto)


class OpcionWidget(Widget):
    """A closed list, understood by key or by label, with or without accents."""

    completo = True

    def __init__(self, opciones=(), alias=None, **kwargs):
        super().__init__(**kwargs)
        self.opciones = {clave: str(texto) for clave, texto in opciones if clave not in {"", None}}
        self._indice = {normalizar(texto): clave for clave, texto in self.opciones.items()}
        self._indice |= {normalizar(str(clave)): clave for clave in self.opciones}
        self._indice |= {normalizar(texto): clave for texto, clave in (alias or {}).items()}

    def clean(self, value, row=None, **kwargs):
        clave = self._indice.get(normalizar(value))
        if clave is None:
            raise ValueError(
                f"«{_corto(value)}» no está en la lista: usa {en_lista(self.opciones.values())}"
            )
        return clave

    def render(self, value, obj=None, **kwargs):
        return self.opciones.get(value, "" if value is None else str(value))


class PaisWidget(Widget):
    """A country by its Spanish name or its ISO code."""

    completo = True

    def clean(self, value, row=None, **kwargs):
        codigo = paises()[1].get(normalizar(value))
        if codigo is None:
            raise ValueError(
                f"no reconocemos el país «{_corto(value)}»: escribe su nombre en español o su"
                " código de dos letras, por ejemplo México o MX"
            )
        return codigo

    def render(self, value, obj=None, **kwargs):
        codigo = str(getattr(value, "code", value) or "")
        return paises()[0].get(codigo, codigo)


HORA = re.compile(r"[ T]+(\d{1,2}):(\d{2})(?::(\d{2})(?:\.(\d{1,6}))?)?$")


class FechaWidget(Widget):
    """A date; the import sets the order of the column and the date system of the book."""

    completo = True

    orden = DMA
    base_1904 = False

    def clean(self, value, row=None, **kwargs):
        try:
            return interpretar_fecha(value, orden=self.orden, serie=True, base_1904=self.base_1904)
        except ValidationError as error:
            raise ValueError(error.message) from error

    def render(self, value, obj=None, **kwargs):
        return value.isoformat() if value else ""


class InstanteWidget(FechaWidget):
    """A date and its time in the office's zone; without a time, midnight."""

    def clean(self, value, row=None, **kwargs):
        texto = str(value).strip()
        hallada = HORA.search(texto)
        fecha = super().clean(texto[: hallada.start()] if hallada else texto)
        if fecha is None:
            return None
        partes = [int(parte or 0) for parte in hallada.groups()[:3]] if hallada else [0, 0, 0]
        micros = int(((hallada and hallada[4]) or "").ljust(6, "0"))
        try:
            hora = dt.time(*partes, micros)
        except ValueError as error:
            raise ValueError(f"la hora «{hallada[0].strip()}» no existe") from error
        local = dt.datetime.combine(fecha, hora, tzinfo=timezone.get_default_timezone())
        return local.astimezone(dt.UTC)

    def render(self, value, obj=None, **kwargs):
        """As short as it can be and still come back the same."""
        if not value:
            return ""
        local = timezone.localtime(value)
        segundos = "%H:%M:%S.%f" if local.microsecond else "%H:%M:%S" if local.second else "%H:%M"
        return local.strftime(f"%Y-%m-%d {segundos}")


class SiNoWidget(Widget):
    """Yes or no, as people mark it."""

    completo = True

    def clean(self, value, row=None, **kwargs):
        texto = normalizar(value)
        if texto in _SI:
            return True
        if texto in _NO:
            return False
        raise ValueError(f"«{_corto(value)}» no se entiende: escribe sí o no")

    def render(self, value, obj=None, **kwargs):
        return "" if value is None else "Sí" if value else "No"


class NumeroWidget(Widget):
    """A number with or without thousands separators."""

    def __init__(self, entero=False, **kwargs):
        super().__init__(**kwargs)
        self.entero = entero

    def clean(self, value, row=None, **kwargs):
        try:
            numero = Decimal(_MILES.sub("", value).replace("\u2212", "-"))
        except InvalidOperation as error:
            raise ValueError(f"«{_corto(value)}» no es un número: escribe sólo cifras") from error
        if not numero.is_finite():
            raise ValueError(f"«{_corto(value)}» no es un número: escribe sólo cifras")
        if self.entero and numero != int(numero):
            raise ValueError(f"«{_corto(value)}» tiene decimales: escribe un número entero")
        return int(numero) if self.entero else numero

    def render(self, value, obj=None, **kwargs):
        return "" if value is None else value


class RelacionWidget(Widget):
    """Another record by its name (or any of `campos`), among those alive.

    `partes` are the paths that together name it, one file column each; a single part is the
    usual case. The index is read once per import, on first use.
    """

    completo = True

    def __init__(self, modelo=None, partes=(), alternos=(), **kwargs):
        super().__init__(**kwargs)
        self.modelo, self.partes, self.alternos = modelo, tuple(partes), tuple(alternos)
        self._indice = self._nombres = None

    def olvidar(self):
        """Forget the index, because another import starts."""
        self._indice = self._nombres = None

    def filas(self):
        rows = self.modelo._default_manager.all()
        return rows.vivos() if hasattr(rows, "vivos") else rows

    @property
    def indice(self):
        if self._indice is None:
            self._indice, self._nombres = {}, {}
            for pk, *textos in self.filas().values_list("pk", *self.partes).iterator():
                self._anotar(tuple(normalizar(texto or "") for texto in textos), pk)
                self._nombres[pk] = " · ".join(str(texto) for texto in textos)
            for campo in self.alternos:
                for pk, texto in self.filas().exclude(**{campo: ""}).values_list("pk", campo):
                    if normalizar(texto):
                        self._anotar((normalizar(texto),), pk)
        return self._indice

    def _anotar(self, clave, pk):
        if self._indice.setdefault(clave, pk) != pk:
            self._indice[clave] = 0  # two records share the name

    def clean(self, value, row=None, **kwargs):
        textos = value if isinstance(value, tuple) else (value,)
        pk = self.indice.get(tuple(normalizar(texto) for texto in textos))
        if pk:
            return pk
        que = self.modelo._meta.verbose_name
        nombre = " · ".join(_corto(texto) for texto in textos)
        if pk == 0:
            raise ValueError(
                f"hay más de un registro de {que} que se llama «{nombre}»: elígelo en pantalla"
            )
        raise ValueError(f"no encontramos «{nombre}» en {self.modelo._meta.verbose_name_plural}")

    def render(self, value, obj=None, **kwargs):
        if value is None or self.indice is None:
            return ""
        return self._nombres.get(value, f"#{value}")


class VariosWidget(RelacionWidget):
    """Several records in one cell, separated by «;»."""

    def clean(self, value, row=None, **kwargs):
        limpiar = super().clean
        return sorted({limpiar(uno.strip()) for uno in re.split(r"[;\n|]", value) if uno.strip()})

    def render(self, value, obj=None, **kwargs):
        nombre = super().render
        return "; ".join(nombre(pk) for pk in value or ())


def texto_de_fecha(valor: dt.date | None) -> str:
    """«05/03/2026», as tables show it."""
    return valor.strftime("%d/%m/%Y") if valor else ""
