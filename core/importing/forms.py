"""What the steps of the workbench ask."""

from django import forms
from django.utils.text import Truncator

from core.dates import DMA, MDA
from core.forms import ExplainMixin, explain
from core.importing.mapping import Relacion
from core.importing.opening import Abierto
from core.importing.readers import EXTENSIONES
from core.importing.tables import MAX_BYTES, Tabla
from core.models.lote import Decision
from core.resources import ID

NO_IMPORTAR = ""
EJEMPLOS = 3
LARGO_DE_EJEMPLO = 28  # fits a telephone without being cut by it
FILAS_DE_EJEMPLO = 500


class ArchivoForm(ExplainMixin, forms.Form):
    """The file to import."""

    archivo = forms.FileField(
        label="Archivo",
        help_text="Excel (.xlsx o .xls) o texto separado por comas (.csv), de hasta 10 MB y 50,000"
        " filas.",
        widget=forms.ClearableFileInput(attrs={"accept": ",".join(EXTENSIONES)}),
        error_messages={"empty": "El archivo está vacío (0 bytes). Guárdalo otra vez y súbelo."},
    )

    def clean_archivo(self):
        archivo = self.cleaned_data["archivo"]
        if archivo.size > MAX_BYTES:
            raise forms.ValidationError(
                f"El archivo pesa {archivo.size / 1024 / 1024:.1f} MB; el máximo es 10 MB."
                " Divídelo o quita imágenes y hojas que no se importan."
            )
        return archivo


class ColumnasForm(forms.Form):
    """One choice per column of the file, the key, and the rules for blanks and dates."""

    def __init__(self, *args, abierto: Abierto, **kwargs):
        self.abierto = abierto
        super().__init__(*args, **kwargs)
        relacion, tabla = abierto.relacion, abierto.tabla
        etiquetas = {columna.nombre: columna.etiqueta for columna in abierto.columnas}
        campos = [(NO_IMPORTAR, "No importar"), *etiquetas.items(), (ID, "ID del sistema")]
        for indice, encabezado in enumerate(tabla.encabezados):
            self.fields[f"columna-{indice}"] = forms.ChoiceField(
                label=encabezado,
                choices=campos,
                required=False,
                initial=relacion.mapa.get(indice, NO_IMPORTAR),
            )
            self.fields[f"vaciar-{indice}"] = forms.BooleanField(
                label=f"Una celda vacía de «{encabezado}» borra el dato que había",
                required=False,
                initial=relacion.mapa.get(indice) in relacion.vaciar,
            )
        for columna in abierto.columnas:
            if columna.es_fecha:
                self.fields[f"orden-{columna.nombre}"] = forms.ChoiceField(
                    label=f"Las fechas de «{columna.etiqueta}» están escritas",
                    choices=[(DMA, "día/mes/año"), (MDA, "mes/día/año")],
                    initial=relacion.ordenes.get(columna.nombre, DMA),
                    required=False,
                )
        claves = abierto.opciones_de_clave()
        self.fields["clave"] = forms.CharField(
            label="Cómo se reconoce un registro que ya existe",
            widget=forms.Select(choices=claves) if len(claves) > 1 else forms.HiddenInput(),
            initial=relacion.clave,
            required=False,
        )
        self.clave_texto = dict(claves).get(relacion.clave, "")
        for campo in self.fields.values():
            explain(campo, str(campo.label))

    def columnas(self):
        """The rows of the table of columns."""
        fechas = {c.nombre for c in self.abierto.columnas if c.es_fecha}
        obligatorias = {c.nombre for c in self.abierto.columnas if c.obligatoria} | {ID}
        for indice, encabezado in enumerate(self.abierto.tabla.encabezados):
            nombre = self.abierto.relacion.mapa.get(indice)
            yield {
                "encabezado": encabezado,
                "muestra": _ejemplos(self.abierto.tabla, indice),
                "campo": self[f"columna-{indice}"],
                "vaciar": None if nombre in obligatorias else self[f"vaciar-{indice}"],
                "orden": self[f"orden-{nombre}"] if nombre in fechas else None,
                "ambigua": nombre in self.abierto.relacion.ambiguas,
                "relacionada": bool(nombre),
            }

    def relacion(self) -> Relacion:
        """The decisions as typed."""
        datos, mapa, vaciar = self.cleaned_data, {}, []
        for indice in range(len(self.abierto.tabla.encabezados)):
            nombre = datos.get(f"columna-{indice}")
            if nombre:
                mapa[indice] = nombre
                if datos.get(f"vaciar-{indice}"):
                    vaciar.append(nombre)
        ordenes = {
            columna.nombre: datos[f"orden-{columna.nombre}"]
            for columna in self.abierto.columnas
            if columna.es_fecha and datos.get(f"orden-{columna.nombre}")
        }
        return Relacion(mapa, datos.get("clave", ""), vaciar, ordenes)


def _ejemplos(tabla: Tabla, indice: int) -> list[str]:
    """The first different values of a column."""
    vistos: dict[str, None] = {}
    for fila in tabla.filas[:FILAS_DE_EJEMPLO]:
        if texto := fila.celdas[indice]:
            vistos[Truncator(texto).chars(LARGO_DE_EJEMPLO)] = None
        if len(vistos) == EJEMPLOS:
            break
    return list(vistos)


class ConfirmarForm(forms.Form):
    """What to do with the possible duplicates nobody decided on."""

    parecidas = forms.ChoiceField(
        label="Los posibles duplicados sin decisión",
        choices=[
            (Decision.OMITIR, "no se importan; se devuelven en el archivo de problemas"),
            (Decision.CREAR, "se registran como nuevos"),
        ],
        required=False,
    )


class DecisionForm(forms.Form):
    """One row: is it that record, another one, or none."""

    renglon = forms.IntegerField(min_value=1)
    decision = forms.ChoiceField(choices=[("", ""), *Decision.choices], required=False)
    objeto = forms.IntegerField(min_value=1, required=False)
