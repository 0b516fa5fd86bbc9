from django.apps import AppConfig


class TableroConfig(AppConfig):
    """Home and search: reads across apps, owns no model."""

    name = "tablero"
    verbose_name = "tablero"
