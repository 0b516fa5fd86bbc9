"""allauth's adapter with our record of who entered and who could not."""

from django.core.cache import cache

from core.auth import AccountAdapter
from cuentas.enums import ResultadoAcceso
from cuentas.models import Acceso, Usuario

# A flood of refused tries must not become a flood of rows.
SILENCIO = 60


class Adaptador(AccountAdapter):
    def note(self, request, event, correo="", user=None):
        direccion = self.get_client_ip(request)
        if event == "blocked" and not cache.add(f"acceso:{direccion}:{correo}", 1, SILENCIO):
            return
        persona = user or Usuario.objects.vivos().filter(correo=correo.strip().lower()).first()
        Acceso.objects.create(
            persona=persona,
            resultado=ResultadoAcceso[event.upper()],
            direccion=direccion,
            navegador=self.get_http_user_agent(request)[:200],
        )
