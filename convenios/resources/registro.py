"""How a former register writes its dates and its words, and what it may not say."""

from django.core.exceptions import ValidationError
from django.utils import timezone

from convenios.calculations.registro import contrapartes, sin_dato, sin_hasta
from convenios.enums import SUSCRITOS, EstadoConvenio, TipoInstrumento
from convenios.models import Convenio, ParteConvenio
from core.dates import parece_fecha
from core.importing.values import FechaWidget, TextoWidget

PRIMER_ANIO = 1999  # the institute's first year
LARGO_TERMINO = Convenio._meta.get_field("termino_texto").max_length
LARGO_NOMBRE = ParteConvenio._meta.get_field("denominacion").max_length
DESCONOCIDA = ""  # what a date column says when it says that nobody knows

ALIAS_TIPO = {
    "marco": TipoInstrumento.CONVENIO_MARCO,
    "convenio marco": TipoInstrumento.CONVENIO_MARCO,
    "apoyo y colaboración": TipoInstrumento.APOYO_COLABORACION,
    "específico": TipoInstrumento.ESPECIFICO,
    "convenio específico de colaboración": TipoInstrumento.ESPECIFICO,
    "addendum": TipoInstrumento.ADENDA,
    "addenda": TipoInstrumento.ADENDA,
    "modificatorio": TipoInstrumento.MODIFICATORIO,
    "memorando de entendimiento": TipoInstrumento.MEMORANDUM,
    "comodato": TipoInstrumento.COMODATO,
    "convenio": TipoInstrumento.OTRO,
    "convenio de colaboración": TipoInstrumento.OTRO,
    "instrumento": TipoInstrumento.OTRO,
    "otros": TipoInstrumento.OTRO,
}
EN_CURSO = ("en trámite", "en proceso", "en revisión", "en elaboración", "por firmar", "pendiente")
ALIAS_ESTADO = {
    "vigente": EstadoConvenio.SUSCRITO,
    "vigentes": EstadoConvenio.SUSCRITO,
    "activo": EstadoConvenio.SUSCRITO,
    "en vigor": EstadoConvenio.SUSCRITO,
    "firmado": EstadoConvenio.SUSCRITO,
    "terminado": EstadoConvenio.CONCLUIDO,
    "vencido": EstadoConvenio.CONCLUIDO,
    "finalizado": EstadoConvenio.CONCLUIDO,
    "no vigente": EstadoConvenio.CONCLUIDO,
    "sin vigencia": EstadoConvenio.CONCLUIDO,
    "cancelado": EstadoConvenio.CANCELADO,
} | dict.fromkeys(EN_CURSO, EstadoConvenio.SOLICITUD)

SOLO_SUSCRITOS = (
    "aquí sólo entran los suscritos y los concluidos; lo que está en trámite se registra con"
    " «Registrar convenio»"
)


class FechaSabidaWidget(FechaWidget):
    """A date, or «s/f»: what nobody knows stays unknown."""

    def clean(self, value, row=None, **kwargs):
        return DESCONOCIDA if sin_dato(value) else super().clean(value)


class TerminoWidget(FechaSabidaWidget):
    """The last day when the cell says a day; otherwise its text, as it is."""

    def clean(self, value, row=None, **kwargs):
        dicho = sin_hasta(value)
        if sin_dato(value) or parece_fecha(dicho):
            return super().clean(dicho)
        return TextoWidget(LARGO_TERMINO).clean(value)


def comprobar_nuevo(obj) -> None:
    """Raise ValidationError for what does not belong in the former register."""
    if obj.estado not in SUSCRITOS:
        raise ValidationError({"estado": SOLO_SUSCRITOS})
    for una in contrapartes(obj.contraparte_texto):
        if max(len(una.nombre), len(una.unidad)) > LARGO_NOMBRE:
            text = (
                f"el nombre «{una.nombre[:40]}…» pasa de {LARGO_NOMBRE} caracteres: separa las"
                " contrapartes con punto y coma"
            )
            raise ValidationError({"contraparte_texto": text})


def comprobar_cambios(antes, obj) -> None:
    """Raise ValidationError for what is only changed where its steps are, never by a file."""
    if obj.estado != antes.estado:
        text = f"está en «{antes.get_estado_display()}»: la etapa se cambia en su registro"
        raise ValidationError({"estado": text})
    if obj.contraparte_texto != antes.contraparte_texto:
        text = "ya está registrado: sus contrapartes se corrigen en su registro"
        raise ValidationError({"contraparte_texto": text})
    if antes.es_historico:
        return
    if obj.tipo != antes.tipo:
        raise ValidationError({"tipo": f"su folio {antes.folio} es de otro tipo: ya no cambia"})
    if antes.fecha_suscripcion and (obj.denominacion, obj.fecha_suscripcion) != (
        antes.denominacion,
        antes.fecha_suscripcion,
    ):
        text = "ya se suscribió: registra un convenio modificatorio"
        raise ValidationError({"denominacion": text})


def comprobar_fechas(obj) -> None:
    """Raise ValidationError for dates that cannot be: nobody guesses which one was meant."""
    firma, fin = obj.fecha_suscripcion, obj.fecha_fin
    if firma and firma > timezone.localdate():
        text = f"{firma:%d/%m/%Y} no ha llegado: revisa el año"
        raise ValidationError({"fecha_suscripcion": text})
    if firma and obj.es_historico and firma.year < PRIMER_ANIO:
        text = f"{firma:%d/%m/%Y} es anterior al Instituto, que existe desde {PRIMER_ANIO}"
        raise ValidationError({"fecha_suscripcion": text})
    inicio = obj.fecha_inicio or firma
    if fin and inicio and fin < inicio:
        text = f"{fin:%d/%m/%Y} es anterior al inicio, el {inicio:%d/%m/%Y}"
        raise ValidationError({"fecha_fin": text})
