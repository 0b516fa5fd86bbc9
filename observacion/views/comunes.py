"""What the doors of the observation share."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.text import capfirst

from crm.views.actos import sin_campos_ajenos

COMPLETAS = ("list", "create", "import", "export", "detail", "update", "delete", "history")


def url_de(obj, operation="detail"):
    """The address of something about one record."""
    return reverse(f"{obj._meta.label_lower.replace('.', ':')}_{operation}", args=[obj.pk])


def migas(obj):
    """Where this page is: the list, then the record."""
    opts = obj._meta
    listado = reverse(f"{opts.app_label}:{opts.model_name}_list")
    return [(capfirst(str(opts.verbose_name_plural)), listado), (str(obj)[:60], url_de(obj))]


def acto(request, form, obj, *, hacer, hecho, volver="", **context):
    """Show the form; when it is right, do it, say so and go back. Refusals return on the form.

    ``hecho`` is what is said when done, or makes it from what ``hacer`` returned.
    """
    crumbs = migas(obj)
    volver = volver or crumbs[-1][1]
    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():
                dado = hacer(form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, sin_campos_ajenos(form, error))
        else:
            messages.success(request, hecho(dado) if callable(hecho) else hecho)
            return redirect(volver)
    context |= {"form": form, "object": obj, "cancel_url": volver, "breadcrumbs": crumbs}
    return render(request, "observacion/acto.html", context, status=422 if form.errors else 200)


def pasos_de(workflow, obj, user, url, pedidos=()):
    """The steps of a table as buttons, blocked ones with what is missing.

    ``pedidos`` are the reasons that the form of a step answers: they do not block the way to it.
    """
    return [
        {
            "name": accion.transition.name,
            "text": accion.transition.label,
            "icon": accion.transition.icon,
            "danger": accion.transition.danger,
            "reasons": [r for r in accion.reasons if r not in pedidos],
            "url": url(accion.transition.name),
        }
        for accion in workflow.available(obj, user)
    ]


def siguiente(pasos, apartes=()):
    """The one thing to do now: a sentence with its button, or what is missing for it."""
    principales = [p for p in pasos if p["name"] not in apartes]
    posibles = [p for p in principales if not p["reasons"]]
    if posibles:
        paso = posibles[0]
        texto = f"Se puede: {paso['text'][0].lower()}{paso['text'][1:]}."
        return {"text": texto, "action": paso["text"], "url": paso["url"]}
    if not principales:
        return None
    paso = principales[0]
    return {"text": f"Para «{paso['text']}»: {' '.join(paso['reasons'])}"}


class ConMasMixin:
    """A list with other doors: their words, URL, icon and permission in ``mas``."""

    mas: tuple[tuple[str, str, str, str], ...] = ()

    def actions(self):
        return super().actions() + [
            {"text": text, "url": reverse(name), "icon": icon}
            for text, name, icon, permission in self.mas
            if self.request.user.has_perm(permission)
        ]
