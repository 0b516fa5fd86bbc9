"""How a person proves who they are. What they may do is asked to the rules only."""

import base64
import hashlib

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.auth_backends import AuthenticationBackend
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.contrib.auth import authenticate, get_user_model
from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.core import signing
from django.urls import Resolver404, resolve
from django.utils import timezone
from django.utils.crypto import get_random_string, salted_hmac
from django.utils.http import url_has_allowed_host_and_scheme

from core import throttle
from core.tasks import enqueue
from core.throttle import DAY, HOUR, MINUTE, Limit

KNOWN_BROWSER = "navegador"
KNOWN_BROWSER_SALT = "core.auth.navegador"
KNOWN_BROWSER_SECONDS = 180 * DAY
TOO_MANY = {"too_many_login_attempts": 5 * MINUTE, "rate_limited": 5 * MINUTE}


class SignInBackend(AuthenticationBackend):
    """allauth's sign-in without Django's permission tables: no query, no superuser, no grant."""

    def get_user_permissions(self, user_obj, obj=None):
        return set()

    def get_group_permissions(self, user_obj, obj=None):
        return set()

    def get_all_permissions(self, user_obj, obj=None):
        return set()

    def has_perm(self, user_obj, perm, obj=None):
        return False

    def has_module_perms(self, user_obj, app_label):
        return False


class ResetTokenGenerator(PasswordResetTokenGenerator):
    """Django's own: allauth's keeps a second table of addresses that we do not use."""

    def _make_hash_value(self, user, timestamp):
        return f"{super()._make_hash_value(user, timestamp)}{user.is_active}"


class AccountAdapter(DefaultAccountAdapter):
    """Sign-in by address only; accounts are created by invitation."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": "El correo o la contraseña no coinciden. Revisa ambos.",
        "enter_current_password": "Escribe tu contraseña actual como la usas para entrar.",
        "incorrect_password": "Esa no es tu contraseña actual.",
        "incorrect_code": "Ese código no coincide. Escribe el que muestra ahora tu aplicación.",
        "invalid_password_reset": "El enlace ya no sirve.",
    }

    def is_open_for_signup(self, request):
        return False

    def is_safe_url(self, url):
        """Only a path of this site that leads somewhere; never another host or scheme."""
        path = (url or "").split("?")[0].split("#")[0]
        if not path.startswith("/") or not url_has_allowed_host_and_scheme(url, None):
            return False
        try:
            resolve(path)
        except Resolver404:
            return False
        return True

    def validation_error(self, code, *args):
        """allauth answers its limits with a form error; ours are a 429 with the wait."""
        if code in TOO_MANY:
            raise ImmediateHttpResponse(throttle.too_many(self.request, TOO_MANY[code]))
        return super().validation_error(code, *args)

    def limits(self, request, correo):
        """Which counters a wrong password raises.

        The narrow ones are per account *and* address, so that who attacks an account does not
        lock its owner out. A browser that has signed in to the account before is counted apart:
        it still enters while others attack the account, or its office's shared address.
        """
        correo, ip = correo.lower(), self.get_client_ip(request)
        if browser := self.known_browser(request, correo):
            return [Limit(10, 10 * MINUTE, f"navegador:{browser}:{correo}")]
        return [
            Limit(5, 5 * MINUTE, f"cuenta-ip:{correo}:{ip}"),
            Limit(10, HOUR, f"cuenta-ip:{correo}:{ip}"),
            Limit(20, DAY, f"cuenta-ip:{correo}:{ip}"),
            Limit(30, 5 * MINUTE, f"ip:{ip}"),
            Limit(100, HOUR, f"ip:{ip}"),
            Limit(50, HOUR, f"cuenta:{correo}"),
        ]

    def known_browser(self, request, correo):
        """The mark of a browser that signed in to this account before, or nothing."""
        signed = request.COOKIES.get(KNOWN_BROWSER, "")
        try:
            data = signing.loads(signed, salt=KNOWN_BROWSER_SALT, max_age=KNOWN_BROWSER_SECONDS)
        except signing.BadSignature:
            return ""
        return data["n"] if data.get("c") == self.fingerprint(correo) else ""

    def fingerprint(self, correo):
        """The browser is shared at times: its cookie must not tell whose it was."""
        return salted_hmac(KNOWN_BROWSER_SALT, correo).hexdigest()[:32]

    def authenticate(self, request, **credentials):
        """Count the try before the password is looked at, and take it back when it was right."""
        correo = credentials.get("email", "")
        limits = self.limits(request, correo)
        if seconds := throttle.wait(limits):
            self.note(request, "blocked", correo)
            raise ImmediateHttpResponse(throttle.too_many(request, seconds))
        throttle.count(limits)
        # Django's function leaves who is inactive out: the same answer as a wrong password.
        user = authenticate(request, **credentials)
        SignInBackend.unstash_authenticated_user()
        if user:
            throttle.count(limits, by=-1)
        else:
            self.note(request, "wrong", correo)
        return user

    def note(self, request, event, correo="", user=None):
        """Hook: keep record of «entered», «wrong» and «blocked»."""

    def login(self, request, user):
        super().login(request, user)
        get_user_model().objects.filter(pk=user.pk).update(last_login=timezone.now())
        self.note(request, "entered", user=user)

    def post_login(self, request, user, **kwargs):
        response = super().post_login(request, user, **kwargs)
        mark = self.known_browser(request, user.correo) or get_random_string(16)
        data = {"c": self.fingerprint(user.correo), "n": mark}
        response.set_cookie(
            KNOWN_BROWSER,
            signing.dumps(data, salt=KNOWN_BROWSER_SALT),
            max_age=KNOWN_BROWSER_SECONDS,
            secure=request.is_secure(),
            httponly=True,
            samesite="Lax",
        )
        return response

    def set_password(self, user, password):
        """A new password ends the person's other sessions, because it is in their hash."""
        user.set_password(password)
        user.guardar(by=user, motivo="Contraseña nueva")
        enqueue("cuentas.avisar_contrasena", usuario_id=user.pk)


class SecondFactorAdapter(DefaultMFAAdapter):
    """Secrets of the second step are stored encrypted: a copy of the database does not give them."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": "Ese código no coincide. Escribe el que muestra ahora tu aplicación.",
    }

    @property
    def cipher(self):
        keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
        digests = [hashlib.sha256(f"segundo-paso:{key}".encode()).digest() for key in keys]
        return MultiFernet([Fernet(base64.urlsafe_b64encode(digest)) for digest in digests])

    def encrypt(self, text):
        return self.cipher.encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text):
        return self.cipher.decrypt(encrypted_text.encode()).decode()
