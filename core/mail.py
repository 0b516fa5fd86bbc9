"""Mail: plain text and HTML of the same words."""

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string


def absolute(path: str) -> str:
    """The address people type, for links outside a request."""
    return f"{settings.URL_BASE.rstrip('/')}{path}"


def send(to: str, subject: str, template: str, **context) -> None:
    """Send ``emails/<template>.txt`` and ``.html``. The subject carries no personal data."""
    text = render_to_string(f"emails/{template}.txt", context)
    message = EmailMultiAlternatives(subject, text, to=[to])
    html = render_to_string(f"emails/{template}.html", {**context, "asunto": subject})
    message.attach_alternative(html, "text/html")
    message.send()
