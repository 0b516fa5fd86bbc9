"""From raw cells to a table: which row is the heading, what each column is called."""

from collections.abc import Collection, Iterable, Sequence

from core.importing.tables import (
    MAX_FILAS,
    MAX_TEXTO,
    ArchivoError,
    Fila,
    Hoja,
    Tabla,
    deja_limpio,
    desescapar,
    letra,
    limpiar,
    sin_apostrofo,
    texto_de,
)
from core.search import normalizar

FILAS_DE_BUSQUEDA = 20
SIN_VALOR = (
    "la celda tiene una fórmula sin valor guardado: abre el archivo en Excel, guárdalo y súbelo"
    " otra vez, o escribe el valor"
)


def fila_de(numero: int, valores: Iterable[object], hoja: Hoja) -> Fila:
    """Clean one row, remembering what was taken out and what does not fit."""
    fila = Fila(numero, [])
    for columna, valor in enumerate(valores):
        if isinstance(valor, str) and corriente(valor):
            fila.celdas.append(valor.strip())
            continue
        texto = desescapar(valor) if isinstance(valor, str) else texto_de(valor)
        limpio = sin_apostrofo(limpiar(texto))
        if len(limpio) != len(texto) and not deja_limpio(texto):
            hoja.desinfectadas.setdefault(columna, []).append(numero)
        if len(limpio) > MAX_TEXTO:
            fila.problemas.append((columna, _demasiado(limpio)))
            limpio = limpio[:200] + "…"
        if not limpio and (numero, columna) in hoja.formulas:
            fila.problemas.append((columna, SIN_VALOR))
        fila.celdas.append(limpio)
    return fila


def corriente(texto: str) -> bool:
    """Text with nothing to take out, which is nearly all of it."""
    if not texto or len(texto) > MAX_TEXTO or not (texto.isascii() and texto.isprintable()):
        return False
    return "_x" not in texto and texto[0] not in "' " and not texto.isspace()


def _demasiado(texto: str) -> str:
    pista = ""
    if texto.count("\n") > 20:
        pista = "; revisa que no falten comillas de cierre en esa celda"
    return f"el texto tiene {len(texto):,} caracteres; el máximo es {MAX_TEXTO:,}{pista}"


def tabla_de(hoja: Hoja, conocidos: Collection[str] = (), fila: int | None = None) -> Tabla:
    """Find the heading (or take it from row `fila`) and name the columns below it."""
    llenas = [f for f in hoja.filas if any(f.celdas) or f.problemas]
    if not llenas:
        raise ArchivoError("El archivo está vacío: no tiene ninguna celda con datos.")
    indice = _indice_de_encabezado(llenas, conocidos, fila)
    encabezado, filas = llenas[indice], llenas[indice + 1 :]
    if not filas:
        raise ArchivoError(
            f"El archivo sólo tiene encabezados (fila {encabezado.numero}); faltan los datos debajo."
        )
    if len(filas) > MAX_FILAS:
        raise ArchivoError(
            f"El archivo tiene {len(filas):,} filas con datos; el máximo es {MAX_FILAS:,}."
            " Divídelo en varios archivos."
        )
    avisos = list(hoja.avisos)
    columnas, nombres = _columnas(encabezado, filas, avisos)
    if indice or encabezado.numero > 1:
        avisos.append(
            f"Los encabezados se tomaron de la fila {encabezado.numero};"
            " lo que está arriba no se importa."
        )
    avisos += _avisos_de_limpieza(hoja, columnas, nombres, encabezado.numero)
    for una in filas:
        _recortar(una, columnas)
    return Tabla(
        encabezados=nombres,
        filas=filas,
        avisos=avisos,
        fila_encabezado=encabezado.numero,
        hoja=hoja.nombre,
        hojas=hoja.nombres,
        base_1904=hoja.base_1904,
    )


def _indice_de_encabezado(
    llenas: Sequence[Fila], conocidos: Collection[str], fila: int | None
) -> int:
    if fila is not None:
        for indice, una in enumerate(llenas):
            if una.numero == fila:
                return indice
        raise ArchivoError(f"La fila {fila} no tiene encabezados: está vacía.")
    primeras = llenas[:FILAS_DE_BUSQUEDA]
    aciertos = [
        sum(1 for celda in una.celdas if celda and normalizar(celda).strip() in conocidos)
        for una in primeras
    ]
    if max(aciertos) > 0:
        return aciertos.index(max(aciertos))
    anchos = [sum(1 for celda in una.celdas if celda) for una in llenas[:50]]
    necesarias = max(anchos) * 0.6
    return next(i for i, ancho in enumerate(anchos) if ancho >= necesarias)


def _columnas(
    encabezado: Fila, filas: Sequence[Fila], avisos: list[str]
) -> tuple[list[int], list[str]]:
    """Indexes worth keeping and their names: never empty, never twice the same."""
    con_datos = _con_datos(filas)
    ancho = max(len(encabezado.celdas), max(con_datos, default=-1) + 1)
    columnas, nombres, vistos = [], [], {}
    for columna in range(ancho):
        nombre = " ".join(
            (encabezado.celdas[columna] if columna < len(encabezado.celdas) else "").split()
        )[:150]
        if not nombre and columna not in con_datos:
            continue
        nombre = _nombre_unico(nombre, columna, vistos, avisos)
        columnas.append(columna)
        nombres.append(nombre)
    return columnas, nombres


def _nombre_unico(nombre: str, columna: int, vistos: dict[str, int], avisos: list[str]) -> str:
    if not nombre:
        avisos.append(
            f"La columna {letra(columna)} tiene datos pero no tiene encabezado: aparece como"
            f" «Columna {letra(columna)}» y no se importa si no la eliges."
        )
        nombre = f"Columna {letra(columna)}"
    clave = normalizar(nombre)
    vistos[clave] = vistos.get(clave, 0) + 1
    if vistos[clave] > 1:
        avisos.append(
            f"El encabezado «{nombre}» está repetido (columna {letra(columna)}):"
            f" la repetida aparece como «{nombre} ({vistos[clave]})»."
        )
        nombre = f"{nombre} ({vistos[clave]})"
    return nombre


def _con_datos(filas: Sequence[Fila]) -> set[int]:
    con_datos: set[int] = set()
    for fila in filas:
        con_datos.update(i for i, celda in enumerate(fila.celdas) if celda)
        con_datos.update(columna for columna, _ in fila.problemas)
    return con_datos


def _avisos_de_limpieza(
    hoja: Hoja, columnas: Sequence[int], nombres: Sequence[str], encabezado: int
) -> list[str]:
    avisos = []
    for columna, nombre in zip(columnas, nombres, strict=True):
        filas = [n for n in hoja.desinfectadas.get(columna, ()) if n >= encabezado]
        if filas:
            avisos.append(
                f"Columna «{nombre}»: se quitaron caracteres invisibles o de control en"
                f" {len(filas):,} {'celda' if len(filas) == 1 else 'celdas'}"
                f" (la primera, en la fila {filas[0]})."
            )
        calculadas = [f for f, c in hoja.formulas if c == columna and f > encabezado]
        if calculadas:
            avisos.append(
                f"Columna «{nombre}»: {len(calculadas):,}"
                f" {'celda tiene' if len(calculadas) == 1 else 'celdas tienen'} una fórmula;"
                f" se usó su valor guardado (la primera, en la fila {min(calculadas)})."
            )
    return avisos


def _recortar(fila: Fila, columnas: Sequence[int]) -> None:
    celdas, largo = fila.celdas, len(fila.celdas)
    if len(columnas) != largo or columnas[-1] != largo - 1:
        fila.celdas = [celdas[c] if c < largo else "" for c in columnas]
        posicion = {c: i for i, c in enumerate(columnas)}
        fila.problemas = [(posicion[c], m) for c, m in fila.problemas if c in posicion]
