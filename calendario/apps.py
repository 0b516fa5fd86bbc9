"""Days and periods: what counts, what does not, and when something is due."""

from django.apps import AppConfig


class CalendarioConfig(AppConfig):
    name = "calendario"
    verbose_name = "calendario"
