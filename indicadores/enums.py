"""Kinds and methods of indicators."""

from django.db import models


class Metodo(models.TextChoices):
    """How a request that crosses quarters counts (dominio §2.5.2)."""

    COHORTE = "cohorte", "Cohorte: de lo solicitado en el periodo, lo atendido al corte"
    FLUJO = "flujo", "Flujo: lo atendido en el periodo entre lo solicitado en el periodo"
    UNIVERSO = "universo", "Universo: lo atendido entre lo pendiente más lo solicitado"


class NivelMIR(models.TextChoices):
    FIN = "fin", "Fin"
    PROPOSITO = "proposito", "Propósito"
    COMPONENTE = "componente", "Componente"


class TipoIndicador(models.TextChoices):
    DESEMPENO = "desempeno", "Desempeño"
    SATISFACCION = "satisfaccion", "Satisfacción"


class Frecuencia(models.TextChoices):
    TRIMESTRAL = "trimestral", "Trimestral"
    ANUAL = "anual", "Anual"


class MedioVerificacion(models.TextChoices):
    INFORME = "informe", "Informe"
    ENCUESTA = "encuesta", "Encuesta"
