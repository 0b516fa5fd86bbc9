from django.db import models

from crm.validators import solo_web


class SitioWebField(models.URLField):
    """A web address that can be shown as a link: http or https, never another scheme."""

    default_validators = [solo_web]

    def formfield(self, **kwargs):
        return super().formfield(**{"assume_scheme": "https", **kwargs})
