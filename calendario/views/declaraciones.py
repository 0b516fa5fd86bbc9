"""The lists of the calendar, declared."""

from django.urls import reverse

from calendario.models import DiaInhabil, ProcesoElectoral
from core.crud import Crud
from core.views import ListView


class DiaInhabilListView(ListView):
    """The list, and the way to what a library suggests for a year."""

    def actions(self):
        found = super().actions()
        if self.can("create"):
            url = reverse("calendario:diainhabil_sugerir")
            found.append({"text": "Proponer los de un año", "url": url, "icon": "calendar-plus"})
        return found


class DiaInhabilCrud(Crud):
    model = DiaInhabil
    icon = "calendar-x"
    columns = ["motivo", "fecha", "tipo", "fuente"]
    filters = ["tipo"]
    ordering = ["-fecha"]
    fields = ["fecha", "motivo", "tipo", "fuente"]
    bulk_fields = ["tipo", "fuente"]
    import_keys = ["fecha"]
    views = {"list": DiaInhabilListView}
    empty_text = "Los días que no cuentan en los plazos hábiles, además de sábados y domingos."


class ProcesoElectoralCrud(Crud):
    model = ProcesoElectoral
    icon = "calendar-range"
    columns = ["nombre", "clave", "inicio", "jornada", "fin"]
    ordering = ["-inicio"]
    fields = ["nombre", "clave", "inicio", "jornada", "fin", "nota"]
    bulk_fields = ["nota"]
    import_keys = ["clave"]
    empty_text = "Mientras dura un proceso, todos los días y horas son hábiles para sus asuntos."
