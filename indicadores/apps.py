"""Measurement: what the floors below did, counted and reported."""

from django.apps import AppConfig


class IndicadoresConfig(AppConfig):
    name = "indicadores"
    verbose_name = "indicadores"
