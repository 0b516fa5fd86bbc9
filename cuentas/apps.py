from django.apps import AppConfig
from django.contrib.auth.signals import user_logged_in


class CuentasConfig(AppConfig):
    name = "cuentas"
    verbose_name = "cuentas"

    def ready(self):
        # Django saves the whole user at sign-in; that would write a history row each time.
        # `cuentas.adapters` stores the instant with an update instead.
        user_logged_in.disconnect(dispatch_uid="update_last_login")
