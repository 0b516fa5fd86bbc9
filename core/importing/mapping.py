"""Which column of the file feeds which field: proposed by name, corrected by the person."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from rapidfuzz import fuzz

from core.dates import AMBIGUO, DMA, MDA, MIXTO, orden_de
from core.importing.tables import Tabla
from core.importing.values import en_lista
from core.resources import ID, Columna
from core.search import normalizar

PARECIDO = 88
DEJAR, VACIAR = "dejar", "vaciar"
IGNORADOS = {"motivo", "fila"}


@dataclass
class Relacion:
    """The decisions of the «columns» step, kept as JSON in the batch."""

    mapa: dict[int, str] = field(default_factory=dict)
    clave: str = ""
    vaciar: list[str] = field(default_factory=list)
    ordenes: dict[str, str] = field(default_factory=dict)
    ambiguas: list[str] = field(default_factory=list)

    def como_json(self) -> dict:
        return {
            "mapa": {str(indice): nombre for indice, nombre in self.mapa.items()},
            "clave": self.clave,
            "vaciar": self.vaciar,
            "ordenes": self.ordenes,
            "ambiguas": self.ambiguas,
        }

    @classmethod
    def de_json(cls, datos: dict) -> "Relacion":
        return cls(
            {int(indice): nombre for indice, nombre in datos.get("mapa", {}).items()},
            datos.get("clave", ""),
            list(datos.get("vaciar", ())),
            dict(datos.get("ordenes", {})),
            list(datos.get("ambiguas", ())),
        )


def conocidos(columnas: Iterable[Columna]) -> set[str]:
    """Normalised headings that tell the row of headings from a title."""
    return {nombre for columna in columnas for nombre in columna.nombres()} | {ID}


def proponer(tabla: Tabla, columnas: Sequence[Columna], claves: Sequence) -> Relacion:
    """Match headings with fields, note the order of dates, and choose the key."""
    relacion = Relacion(mapa=_emparejar(tabla.encabezados, columnas))
    revisar_fechas(relacion, tabla, columnas)
    relacion.clave = (opciones_de_clave(relacion, columnas, claves) or [("", "")])[0][0]
    return relacion


def _emparejar(encabezados: Sequence[str], columnas: Sequence[Columna]) -> dict[int, str]:
    mapa: dict[int, str] = {}
    por_nombre = {nombre: c.nombre for c in reversed(columnas) for nombre in c.nombres()}
    por_nombre |= {ID: ID}
    normales = [normalizar(texto) for texto in encabezados]
    for indice, texto in enumerate(normales):
        nombre = por_nombre.get(texto)
        if nombre and nombre not in mapa.values():
            mapa[indice] = nombre
    for indice, texto in enumerate(normales):
        if indice in mapa or texto in IGNORADOS:
            continue
        candidatos = [
            (fuzz.ratio(texto, otro), nombre)
            for otro, nombre in por_nombre.items()
            if nombre not in mapa.values() and len(otro) > 3
        ]
        grado, nombre = max(candidatos, default=(0, ""))
        if grado >= PARECIDO:
            mapa[indice] = nombre
    return dict(sorted(mapa.items()))


def revisar_fechas(relacion: Relacion, tabla: Tabla, columnas: Sequence[Columna]) -> None:
    """Note which date columns are written month first and which do not tell."""
    fechas = {columna.nombre for columna in columnas if columna.es_fecha}
    relacion.ambiguas = []
    for indice, nombre in relacion.mapa.items():
        if nombre not in fechas:
            continue
        orden = orden_de(fila.celdas[indice] for fila in tabla.filas)
        if orden == AMBIGUO:
            relacion.ambiguas.append(nombre)
        if orden == MDA or nombre not in relacion.ordenes:
            relacion.ordenes[nombre] = DMA if orden in {AMBIGUO, MIXTO} else orden


def claves_de(claves: Sequence) -> list[tuple[str, ...]]:
    """The keys of a Crud: fields alone are one key together; tuples are alternatives."""
    if all(isinstance(clave, str) for clave in claves):
        return [tuple(claves)] if claves else []
    return [(clave,) if isinstance(clave, str) else tuple(clave) for clave in claves]


def claves_naturales(
    relacion: Relacion, columnas: Sequence[Columna], claves: Sequence
) -> list[tuple[str, ...]]:
    """The keys this file can use. A part that may be blank is left out if its column is absent."""
    elegidas = set(relacion.mapa.values())
    de_campo: dict[str, list[Columna]] = {}
    for columna in columnas:
        de_campo.setdefault(columna.campo, []).append(columna)
    posibles = []
    for clave in claves_de(claves):
        # A part without a column of its own is derived from the others, like a full name.
        presentes = [
            parte
            for parte in clave
            if {columna.nombre for columna in de_campo.get(parte, ())} <= elegidas
        ]
        faltantes = set(clave) - set(presentes)
        if presentes and not any(c.obligatoria for parte in faltantes for c in de_campo[parte]):
            posibles.append(tuple(presentes))
    return posibles


def opciones_de_clave(
    relacion: Relacion, columnas: Sequence[Columna], claves: Sequence
) -> list[tuple[str, str]]:
    """The keys to choose from, with their labels; the system's ID first where the file has it."""
    opciones = [
        ("+".join(clave), " + ".join(_de_campo(columnas, parte) for parte in clave))
        for clave in claves_naturales(relacion, columnas, claves)
    ]
    if ID in relacion.mapa.values():
        resto = f"; sin ID, {opciones[0][1]}" if opciones else ""
        opciones.insert(0, (ID, f"ID del sistema{resto}"))
    return opciones


def _de_campo(columnas: Sequence[Columna], campo: str) -> str:
    etiquetas = [c.etiqueta for c in columnas if c.campo == campo]
    return " y ".join(etiquetas) or campo.replace("_", " ")


def aplicar_texto(
    relacion: Relacion, texto: str, tabla: Tabla, columnas: Sequence[Columna]
) -> None:
    """Take «columna=campo,otra=» from the shell; an empty field leaves the column out."""
    indices = {normalizar(nombre): i for i, nombre in enumerate(tabla.encabezados)}
    nombres = {nombre: c.nombre for c in reversed(columnas) for nombre in c.nombres()} | {ID: ID}
    for par in filter(None, (par.strip() for par in texto.split(","))):
        encabezado, _, campo = par.partition("=")
        indice = indices.get(normalizar(encabezado))
        if indice is None:
            lista = en_lista(tabla.encabezados)
            raise ValidationError(f"El archivo no tiene la columna «{encabezado}»; tiene {lista}.")
        relacion.mapa.pop(indice, None)
        if not campo.strip():
            continue
        nombre = nombres.get(normalizar(campo))
        if nombre is None:
            lista = en_lista(c.nombre for c in columnas)
            raise ValidationError(f"No existe el campo «{campo}»; los campos son {lista}.")
        relacion.mapa[indice] = nombre
    revisar_fechas(relacion, tabla, columnas)


def revisar(relacion: Relacion, columnas: Sequence[Columna], claves: Sequence) -> list[str]:
    """What must be corrected in the matching before anything can be previewed."""
    errores = []
    etiquetas = {columna.nombre: columna.etiqueta for columna in columnas} | {ID: "ID"}
    elegidas = list(relacion.mapa.values())
    errores += [
        f"Elegiste más de una columna para «{etiquetas[nombre]}»: deja sólo una."
        for nombre in sorted({n for n in elegidas if elegidas.count(n) > 1})
    ]
    if not elegidas:
        errores.append("Ninguna columna del archivo está relacionada con un dato.")
    for columna in columnas:
        if columna.partes > 1 and columna.nombre not in elegidas:
            hermanas = [c.nombre for c in columnas if c.campo == columna.campo]
            if set(hermanas) & set(elegidas):
                errores.append(
                    f"Falta relacionar «{columna.etiqueta}», que completa a sus vecinas."
                )
    opciones = dict(opciones_de_clave(relacion, columnas, claves))
    if elegidas and relacion.clave not in opciones:
        lista = en_lista(
            [*(" + ".join(_de_campo(columnas, p) for p in c) for c in claves_de(claves)), "ID"]
        )
        errores.append(f"Relaciona la columna que identifica cada registro: {lista}.")
    return errores


def natural_de(relacion: Relacion, columnas: Sequence[Columna], claves: Sequence) -> str:
    """The key for rows without ID: the chosen one, or the first natural one that is matched."""
    if relacion.clave != ID:
        return relacion.clave
    naturales = claves_naturales(relacion, columnas, claves)
    return "+".join(naturales[0]) if naturales else ID


def encabezados_por_campo(
    relacion: Relacion, columnas: Sequence[Columna], encabezados: Sequence[str]
) -> dict[str, str]:
    """How the person's file calls each field, to blame by that name."""
    campos = {columna.nombre: columna.campo for columna in columnas}
    return {campos.get(nombre, nombre): encabezados[i] for i, nombre in relacion.mapa.items()}
