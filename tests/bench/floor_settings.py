"""The floor: the product's tables, and of its middleware only session and person."""

from config.settings import *  # noqa: F403

MIDDLEWARE = [
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",  # allauth does not start without it
]
ROOT_URLCONF = "tests.bench.floor"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "tests" / "bench" / "templates"],  # noqa: F405
    }
]
