"""The web process: refuses to start on an unsafe installation."""

import os
from importlib import import_module

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from core import startup
from core.turnos import Turnos

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

application = Turnos(get_wsgi_application(), prefijo="/publico/")
startup.refuse_unsafe()
import_module(settings.ROOT_URLCONF)  # a fault in any app stops the start, not the first visit
