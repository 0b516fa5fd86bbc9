"""Closed lists of avisos. The value is stored; the label is what people read."""

from django.db.models import TextChoices


class Canal(TextChoices):
    """How a notice reaches a person."""

    APP = "app", "En Vínculo"
    CORREO = "correo", "Correo"
    RESUMEN = "resumen", "Resumen del día"


class EstadoAviso(TextChoices):
    """Where a notice is. What is due and in none of the last four is still owed."""

    PENDIENTE = "pendiente", "Pendiente"
    TOMADO = "tomado", "Se está entregando"
    REINTENTO = "reintento", "Se volverá a intentar"
    ENTREGADO = "entregado", "Entregado"
    RECHAZADO = "rechazado", "Rechazado"
    CUARENTENA = "cuarentena", "En cuarentena"
    OMITIDO = "omitido", "Omitido"


POR_ENTREGAR = (EstadoAviso.PENDIENTE, EstadoAviso.REINTENTO)
DEBIDOS = (*POR_ENTREGAR, EstadoAviso.TOMADO)
DETENIDOS = (EstadoAviso.RECHAZADO, EstadoAviso.CUARENTENA)


class Destino(TextChoices):
    """Who a rule tells, in relation to the record."""

    RESPONSABLE = "responsable", "Quien está a cargo"
    AREA = "area", "Las personas del área"
    DIRECCION = "direccion", "La dirección de la DVOE"
    ADMINISTRACION = "administracion", "Administración técnica"


class Unidad(TextChoices):
    """What the distance to the date is counted in."""

    DIAS = "dias", "días"
    HORAS = "horas", "horas"


class CorreoDeRegla(TextChoices):
    """What a rule does by mail unless the person decided otherwise."""

    URGENTE = "urgente", "Correo en el momento"
    RESUMEN = "resumen", "En el resumen del día"
    NO = "no", "Sólo en Vínculo"


class Preferencia(TextChoices):
    """How a person wants the mail."""

    COMO_LA_REGLA = "como_la_regla", "Un resumen al día, y lo urgente en el momento"
    TODO_EN_RESUMEN = "todo_en_resumen", "Todo en el resumen del día"
    TODO_EN_EL_MOMENTO = "todo_en_el_momento", "Cada aviso en el momento"
    NADA = "nada", "Sin correo: sólo en Vínculo"
