"""Kinds and methods of indicators."""

from django.db import models


class Metodo(models.TextChoices):
    """How a request that crosses quarters counts (dominio §2.5.2)."""

    COHORTE = "cohorte", "Cohorte: de lo solicitado en el periodo, lo atendido al corte"
    FLUJO = "flujo", "Flujo: lo atendido en el periodo entre lo solicitado en el periodo"
    UNIVERSO = "universo", "Universo: lo atendido entre lo pendiente más lo solicitado"


class Conteo(models.TextChoices):
    """The counts of a period, in the order people read them; each is defined in `calculations`."""

    SOLICITADAS = "solicitadas", "Solicitadas en el trimestre"
    ATENDIDAS_DE_ELLAS = "atendidas_de_ellas", "De ellas, atendidas"
    REZAGO_ATENDIDO = "rezago_atendido", "Rezago anterior atendido en el trimestre"
    PENDIENTES_AL_CIERRE = "pendientes_al_cierre", "Pendientes al cierre"
    ATENDIDAS_EN_PERIODO = "atendidas_en_periodo", "Atendidas en el trimestre"
    PENDIENTES_AL_INICIO = "pendientes_al_inicio", "Pendientes al inicio"


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
