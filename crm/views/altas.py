"""Records that belong to an institution: saving them returns to its page."""

from django.urls import reverse

from core.views import CreateView, UpdateView


def ficha_de(obj):
    """The page of the institution that a seat, a name, a relation or an occupation is about."""
    if hasattr(obj, "puesto_id"):
        obj = obj.puesto
    clave = obj.origen_id if hasattr(obj, "origen_id") else obj.institucion_id
    return reverse("crm:institucion_detail", args=[clave])


class HijaCreateView(CreateView):
    def success_url(self, obj):
        return ficha_de(obj)


class HijaUpdateView(UpdateView):
    def success_url(self, obj):
        return ficha_de(obj)
