"""The floor as a server sees it."""

from django.core.wsgi import get_wsgi_application

application = get_wsgi_application()
