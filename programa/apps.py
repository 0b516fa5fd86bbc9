"""The plan: what must be done, and by when."""

from django.apps import AppConfig


class ProgramaConfig(AppConfig):
    name = "programa"
    verbose_name = "programa"
