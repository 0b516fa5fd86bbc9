"""Pages for what went wrong, in words that say what to do."""

from django.shortcuts import render


def forbidden(request, exception=None):
    return render(request, "403.html", {"title": "No tienes permiso"}, status=403)


def not_found(request, exception=None):
    return render(request, "404.html", {"title": "No encontramos esta página"}, status=404)


def server_error(request):
    """No context processors here: whatever failed may fail again."""
    return render(None, "500.html", {"title": "No pudimos completar lo que pediste"}, status=500)


def csrf_failure(request, reason=""):
    context = {"title": "La página caducó", "csrf": True}
    return render(request, "403.html", context, status=403)
