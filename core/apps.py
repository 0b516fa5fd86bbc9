"""The machinery as a Django app."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class CoreConfig(AppConfig):
    name = "core"
    verbose_name = "núcleo"

    def ready(self):
        # Tasks are queued by name, so every process must know them all.
        autodiscover_modules("tasks", "checks", "importing.tasks")
