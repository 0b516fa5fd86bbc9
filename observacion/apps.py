from django.apps import AppConfig


class ObservacionConfig(AppConfig):
    name = "observacion"
    verbose_name = "Observación electoral"
    default_auto_field = "django.db.models.BigAutoField"
