"""What every page's template receives."""


def base(request):
    """The nonce under the name that django-htmx and Django 6 expect.

    ``str`` matters: the lazy nonce is falsy until used, and tags that test it would omit it.
    """
    nonce = getattr(request, "csp_nonce", None)
    return {"csp_nonce": "" if nonce is None else str(nonce)}
