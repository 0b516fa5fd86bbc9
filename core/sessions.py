"""Sessions end by themselves: after a while without use, and after a working day."""

import time

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout

BEGAN, USED = "_inicio", "_uso"
# Writing the session on every request would cost one write per page.
PRECISION = 60
IDLE = "Tu sesión terminó por inactividad. Entra de nuevo para continuar donde estabas."
ABSOLUTE = "Tu sesión terminó porque llevaba muchas horas abierta. Entra de nuevo para continuar."


class SesionMiddleware:
    """Signs out a session that is too idle or too old; the doorman then asks to sign in."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.user.is_authenticated:
            self.watch(request)
        return self.get_response(request)

    def watch(self, request):
        now, session = int(time.time()), request.session
        began, used = session.get(BEGAN), session.get(USED)
        if began is None or used is None:
            session[BEGAN] = session[USED] = now
            return
        reason = ""
        if now - began >= settings.SESSION_COOKIE_AGE:
            reason = ABSOLUTE
        elif now - used >= settings.SESION_INACTIVIDAD_SEGUNDOS:
            reason = IDLE
        if reason:
            logout(request)
            messages.info(request, reason)
        elif now - used >= PRECISION:
            session[USED] = now
