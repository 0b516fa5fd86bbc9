"""Settings: one file, read from the environment, production values by default.

Every environment difference is a variable listed in ``.env.example`` (a house test compares both).
"""

import tomllib
from pathlib import Path

import environ
from csp.constants import NONCE, NONE, SELF

from core.bases import preparada
from core.logs import registro

env = environ.Env()

# Paths ---------------------------------------------------------------------------------------

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = Path(env.str("VINCULO_VAR", default=str(BASE_DIR / "var")))
environ.Env.read_env(str(VAR_DIR / "vinculo.env"))
VERSION = tomllib.loads((BASE_DIR / "pyproject.toml").read_text())["project"]["version"]

LOCAL = env.bool("VINCULO_LOCAL", default=False)  # one machine, plain http, started by `make run`
# Fernet keys of the reserved data, newest first; kept apart from the database and its backups.
CLAVES_CIFRADO = env.list("CLAVES_CIFRADO", default=[])
DEMO = env.bool("VINCULO_DEMO", default=False)  # demo accounts may exist
DEBUG = env.bool("DEBUG", default=False)
SECRET_KEY = env.str("SECRET_KEY", default="inseguro-sin-configurar")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])

# Apps ----------------------------------------------------------------------------------------

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "csp",
    "django_countries",
    "django_filters",
    "django_htmx",
    "django_linear_migrations",
    "import_export",
    "js_lib_bootstrap5",
    "js_lib_bootstrap_icons",
    "rules.apps.AutodiscoverRulesConfig",
    "simple_history",
    "core",
    "cuentas",
    "avisos",
    "calendario",
    "programa",
    "crm",
    "convenios",
    "observacion",
    "acompanamiento",
    "indicadores",
    "tablero",
    "demo",
]

# Middleware ----------------------------------------------------------------------------------

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "core.middleware.CabecerasMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "core.sessions.SesionMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "core.middleware.PermisoMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
FORM_RENDERER = "core.forms.Renderer"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "core.context.base",
                "config.menu.menu",
                "config.menu.campana",
            ],
            "builtins": ["core.templatetags.ui"],
        },
    }
]

# Database ------------------------------------------------------------------------------------

base = env.db("DATABASE_URL", default=f"sqlite:///{VAR_DIR / 'vinculo.sqlite3'}")
# Set by config/gunicorn.py: only a web process shares its connections.
DATABASES = {"default": preparada(base, conexiones=env.int("CONEXIONES", default=0))}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

CACHES = {
    # Limits of tries live here, so it is shared by all processes and is not culled at 300 entries.
    "default": env.cache("CACHE_URL", default=f"filecache://{VAR_DIR / 'cache'}")
    | {"max_entries": 50_000},
}

# Auth ----------------------------------------------------------------------------------------

AUTH_USER_MODEL = "cuentas.Usuario"
AUTHENTICATION_BACKENDS = ["core.auth.SignInBackend", "rules.permissions.ObjectPermissionBackend"]
# The address is unique by its lower case, in a constraint the check cannot read.
SILENCED_SYSTEM_CHECKS = ["auth.W004"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "core.passwords.LengthValidator"},
    {"NAME": "core.passwords.PersonalValidator"},
    {"NAME": "core.passwords.CommonValidator"},
    {"NAME": "core.passwords.ContextValidator"},
]
PASSWORD_RESET_TIMEOUT = 2 * 3600
INVITACION_VIGENCIA_SEGUNDOS = env.int("INVITACION_VIGENCIA_SEGUNDOS", default=7 * 24 * 3600)
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
PERMISOS_EXTERNOS = "config.permisos.EXTERNOS"
MENU_PAGINAS = "config.entradas.PAGINAS"  # search offers the same places as the bar
MENU_ACCIONES = "config.entradas.ACCIONES"
AVISOS_FUENTES = "config.avisos.FUENTES"
PARAMETROS = "config.parametros.PARAMETROS"
PERMISO_SIN_DECLARAR_FALLA = DEBUG
SESSION_COOKIE_AGE = env.int("SESION_MAXIMA_SEGUNDOS", default=12 * 3600)
SESION_INACTIVIDAD_SEGUNDOS = env.int("SESION_INACTIVIDAD_SEGUNDOS", default=30 * 60)
ACCOUNT_ADAPTER = "cuentas.clients.ingreso.Adaptador"
ACCOUNT_USER_MODEL_EMAIL_FIELD = "correo"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_FORMS = {
    "login": "cuentas.forms.IngresoForm",
    "reauthenticate": "cuentas.forms.ConfirmarForm",
    "change_password": "cuentas.forms.CambiarContrasenaForm",
    "reset_password": "cuentas.forms.RestablecerForm",
    "reset_password_from_key": "cuentas.forms.DefinirContrasenaForm",
}
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR = "core.auth.ResetTokenGenerator"  # noqa: S105
ACCOUNT_SESSION_REMEMBER = False  # the cookie dies with the browser; offices share computers
# Wrong passwords are counted in core.throttle; this one is for second-factor codes.
ACCOUNT_RATE_LIMITS = {"login": "120/m/ip", "login_failed": "5/5m/key"}
# Which address of X-Forwarded-For is the client's: counted from the right, never the first.
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("PROXIES_DE_CONFIANZA", default=0)
MFA_ADAPTER = "core.auth.SecondFactorAdapter"
MFA_TOTP_ISSUER = "Vínculo"
MFA_FORMS = {
    "authenticate": "cuentas.forms.CodigoForm",
    "reauthenticate": "cuentas.forms.ConfirmarCodigoForm",
    "activate_totp": "cuentas.forms.ActivarCodigoForm",
}

# Language and formats ------------------------------------------------------------------------

LANGUAGE_CODE = "es-mx"
TIME_ZONE = "America/Mexico_City"
# People of the office read Spanish; only the public pages have other languages.
LANGUAGES = [("es-mx", "Español"), ("es", "Español"), ("en", "English"), ("fr", "Français")]
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_I18N = True
USE_TZ = True
# No comma of its own in a number: in an address or a form it would name no record. `|numero` adds it.
USE_THOUSAND_SEPARATOR = False
COUNTRIES_FIRST = ["MX"]

# Files ---------------------------------------------------------------------------------------

STATIC_URL = "static/"
STATIC_ROOT = env.path("STATIC_ROOT", default=VAR_DIR / "static")
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_ROOT = env.path("MEDIA_ROOT", default=VAR_DIR / "archivos")
FILE_UPLOAD_PERMISSIONS = 0o600
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "reservado": {"BACKEND": "core.cifrado.AlmacenReservado"},
    "staticfiles": {
        "BACKEND": (
            "django.contrib.staticfiles.storage.StaticFilesStorage"
            if LOCAL or DEBUG
            else "whitenoise.storage.CompressedManifestStaticFilesStorage"
        )
    },
}
WHITENOISE_USE_FINDERS = LOCAL or DEBUG
IMPORT_EXPORT_ESCAPE_FORMULAE_ON_EXPORT = False  # core.resources escapes without losing the text

# Mail ----------------------------------------------------------------------------------------

EMAIL_CONFIG = env.email("EMAIL_URL", default=f"filemail:///{VAR_DIR / 'correo'}")
vars().update(EMAIL_CONFIG)
URL_BASE = env.str("URL_BASE", default=f"http://127.0.0.1:{env.str('VINCULO_PUERTO', '8000')}")
EMAIL_TIMEOUT = 10  # a mail server that hangs must not hold the reminders
DEFAULT_FROM_EMAIL = env.str("CORREO_REMITENTE", default="Vínculo <vinculo@example.org>")

# Celery --------------------------------------------------------------------------------------

CELERY_BROKER_URL = env.str("CELERY_BROKER_URL", default="filesystem://localhost")
if CELERY_BROKER_URL.startswith("filesystem:"):
    CELERY_BROKER_TRANSPORT_OPTIONS = {
        "data_folder_in": str(VAR_DIR / "mensajes"),
        "data_folder_out": str(VAR_DIR / "mensajes"),
        "control_folder": str(VAR_DIR / "control"),
        "polling_interval": 0.2,
    }
    CELERY_WORKER_ENABLE_REMOTE_CONTROL = False
else:
    # The longest task must end within the visibility timeout, or Redis hands it out twice.
    CELERY_BROKER_TRANSPORT_OPTIONS = {
        "visibility_timeout": 3600,
        "socket_connect_timeout": 3,
        "socket_timeout": 10,
    }
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BEAT_SCHEDULER = "config.celery:Beat"
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_TIMEZONE = TIME_ZONE
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]

# Security ------------------------------------------------------------------------------------

SECURE_PROXY = env.bool("DETRAS_DE_PROXY", default=False)
if SECURE_PROXY:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_SSL_REDIRECT = not LOCAL
SECURE_HSTS_SECONDS = 0 if LOCAL else 31_536_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = not LOCAL
# "no-referrer" makes browsers send Origin: null: no form passes
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_REDIRECT_EXEMPT = [r"^salud$"]
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = not LOCAL
SESSION_COOKIE_NAME = "sesion" if LOCAL else "__Host-sesion"
CSRF_COOKIE_NAME = "csrf" if LOCAL else "__Host-csrf"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "config.errores.csrf_failure"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, NONCE],
        "style-src": [SELF, NONCE],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "manifest-src": [SELF],
    }
}

# Logging -------------------------------------------------------------------------------------

LOGGING = registro(env.str("NIVEL_REGISTRO", default="INFO"))
