from django.apps import AppConfig


class ConveniosConfig(AppConfig):
    name = "convenios"
    verbose_name = "Convenios"
    default_auto_field = "django.db.models.BigAutoField"
