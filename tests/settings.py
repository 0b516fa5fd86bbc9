"""The product's settings with what makes tests quick and strict."""

import tempfile

from config.settings import *  # noqa: F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {  # memory: nothing to clean, nothing shared between workers
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "reservado": {"BACKEND": "core.cifrado.AlmacenReservado"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
CELERY_TASK_ALWAYS_EAGER = True
CELERY_TASK_EAGER_PROPAGATES = True
PERMISO_SIN_DECLARAR_FALLA = True
SECURE_SSL_REDIRECT = False
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = False
SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "sesion", "csrf"
SECRET_KEY = "clave-solo-para-pruebas"
CLAVES_CIFRADO = ["Y2xhdmUtc29sby1wYXJhLXBydWViYXMtMzItYnl0ZXM="]
WHITENOISE_AUTOREFRESH = WHITENOISE_USE_FINDERS = True  # nothing is collected for tests
MEDIA_ROOT = tempfile.gettempdir()
TEMPLATES[0]["OPTIONS"]["string_if_invalid"] = ""  # noqa: F405
