from django.db.models import TextChoices


class TipoPlazo(TextChoices):
    """What a term counts. The values are those of `calculations`, which knows no Django."""

    NATURALES = "naturales", "Días naturales"
    HABILES = "habiles", "Días hábiles"
    HORAS = "horas", "Horas"


class ReglaFin(TextChoices):
    """Where natural days end when the last one is not a working day (case 25)."""

    EXACTO = "exacto", "Ese mismo día"
    SIGUIENTE_HABIL = "siguiente_habil", "El siguiente día hábil"


class TipoInhabil(TextChoices):
    OFICIAL = "oficial", "Descanso oficial"
    INSTITUCIONAL = "institucional", "Institucional"
    JORNADA = "jornada", "Jornada electoral"
