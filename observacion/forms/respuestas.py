"""The answers of the INE, from a file to what they say, and the signed page between the two."""

import uuid
from dataclasses import dataclass

from django.core import signing
from django.core.exceptions import ValidationError
from django.utils import timezone

from core.dates import interpretar_fecha
from core.importing.readers import leer
from core.search import normalizar
from observacion.enums import JustificacionNegativa
from observacion.queries.respuestas import ACREDITADA, NEGADA, Respuesta

COLUMNAS = (
    ("Folio", "El nuestro, por ejemplo OE-2024-0012."),
    ("Folio del INE", "El que dio el INE. Solo, pasa la solicitud a curso."),
    ("Resultado", "«Acreditada» o «Negada»; vacío si todavía no hay."),
    ("Fecha de la sesión", "Del consejo que la acreditó."),
    ("Acuerdo", "La clave del acuerdo del consejo."),
    ("Justificación", f"Sólo si se negó: {', '.join(JustificacionNegativa.labels)}."),
)
NOMBRES = {
    "folio": ("folio",),
    "folio_externo": ("folio del ine", "folio ine", "folio externo"),
    "resultado": ("resultado", "estatus", "sentido"),
    "fecha_sesion": ("fecha de la sesion", "sesion", "fecha de sesion", "fecha sesion"),
    "acuerdo": ("acuerdo", "clave del acuerdo"),
    "justificacion": ("justificacion", "motivo"),
}
RESULTADOS = {
    "acreditada": ACREDITADA,
    "acreditado": ACREDITADA,
    "aprobada": ACREDITADA,
    "negada": NEGADA,
    "negado": NEGADA,
    "": "",
}
JUSTIFICACIONES = {normalizar(texto): clave for clave, texto in JustificacionNegativa.choices}
MAX_CELDA, MAX_FILAS = 200, 2000  # what one request writes within its time: some 15 ms each
SAL = "observacion.respuestas"
VALE = 2 * 60 * 60  # seconds that a preview may wait to be confirmed


@dataclass
class Archivo:
    """A file of answers, its cells in the order of ``COLUMNAS``: what the preview keeps, signed.

    It carries folios and results, never names. ``versiones`` are those of the applications that
    the preview said would change, by row.
    """

    nombre: str
    filas: list[tuple[int, list[str]]]
    versiones: dict[int, int]
    clave: uuid.UUID

    def firmado(self, *, de):
        datos = [de.pk, self.nombre, self.filas, [*self.versiones.items()], str(self.clave)]
        return signing.dumps(datos, salt=SAL, compress=True)

    @classmethod
    def de_firma(cls, texto, *, de):
        """What this person was shown. Raises ValidationError when it is old or not theirs."""
        try:
            pk, nombre, filas, versiones, clave = signing.loads(texto, salt=SAL, max_age=VALE)
        except signing.BadSignature:
            pk = None
        if pk != de.pk:
            raise ValidationError("La vista previa caducó: sube el archivo otra vez.")
        filas = [(numero, celdas) for numero, celdas in filas]
        return cls(nombre, filas, dict(versiones), uuid.UUID(clave))


def leer_archivo(contenido, nombre):
    """The rows that bring an answer. Raises ValidationError when there is none to look at."""
    conocidos = {alias for varios in NOMBRES.values() for alias in varios}
    tabla = leer(contenido, nombre, conocidos=conocidos)
    encabezados = [normalizar(texto) for texto in tabla.encabezados]
    lugares = [
        next((encabezados.index(a) for a in varios if a in encabezados), None)
        for varios in NOMBRES.values()
    ]
    if lugares[0] is None:
        raise ValidationError("Falta la columna «Folio».")
    filas = []
    for fila in tabla.filas:
        celdas = [
            fila.celdas[i].strip()[:MAX_CELDA] if i is not None and i < len(fila.celdas) else ""
            for i in lugares
        ]
        if celdas[1] or celdas[2]:  # else it is one of those that wait, with no answer yet
            filas.append((fila.numero, celdas))
    if not filas:
        raise ValidationError("El archivo no trae ninguna respuesta.")
    if len(filas) > MAX_FILAS:
        texto = f"El archivo trae {len(filas)} respuestas; el máximo es {MAX_FILAS}. Divídelo."
        raise ValidationError(texto)
    return Archivo(nombre, filas, {}, uuid.uuid4())


def entender(celdas):
    """One answer, as its cells say it. Raises ValidationError with every cell not understood."""
    folio, folio_externo, dicho, sesion, acuerdo, porque = celdas
    errores = []
    if not folio:
        errores.append("Falta el folio.")
    resultado = RESULTADOS.get(normalizar(dicho))
    if resultado is None:
        errores.append(f"El resultado «{dicho}» debe ser «Acreditada» o «Negada».")
    justificacion = JUSTIFICACIONES.get(normalizar(porque), "")
    if porque and not justificacion:
        validas = ", ".join(f"«{texto}»" for texto in JustificacionNegativa.labels)
        errores.append(f"La justificación «{porque}» no está en la lista: {validas}.")
    errores += [
        f"{titulo} pasa de {largo} caracteres."
        for titulo, texto, largo in (
            ("El folio del INE", folio_externo, 60),
            ("El acuerdo", acuerdo, 80),
        )
        if len(texto) > largo
    ]
    fecha = None
    try:
        fecha = interpretar_fecha(sesion, hoy=timezone.localdate()) if sesion else None
    except ValidationError as error:
        errores += error.messages
    if errores:
        raise ValidationError(errores)
    return Respuesta(folio, folio_externo, resultado or "", fecha, acuerdo, justificacion)
