from django.apps import AppConfig


class AcompanamientoConfig(AppConfig):
    name = "acompanamiento"
    verbose_name = "Personas visitantes extranjeras"
    default_auto_field = "django.db.models.BigAutoField"
