"""Lists with views: the questions people ask most, each one the same list with its filters."""

from __future__ import annotations

from urllib.parse import urlencode

from django.urls import reverse

from core.views import ListView

# What sorts or pages a list does not change which view it is.
SIN_EFECTO = {"orden", "pagina", "por", "columnas", "filtros", "exacto", "csrfmiddlewaretoken"}


class VistasMixin:
    """Tabs over a list. ``vistas`` are (text, filters); ``otras`` are (text, URL name)."""

    vistas: tuple[tuple[str, dict[str, str]], ...] = ()
    otras: tuple[tuple[str, str], ...] = ()

    def get_context_data(self, **kwargs):
        return super().get_context_data(vistas=self.pestanas(), **kwargs)

    def get_template_names(self):
        """A list that changes in place brings its tabs along: another may be the chosen one."""
        names = super().get_template_names()
        return ["crm/_tabla_con_vistas.html"] if names == ["crud/_table.html"] else names

    def pestanas(self):
        chosen = {k: v for k, v in self.request.GET.items() if v and k not in SIN_EFECTO}
        tabs = [
            {"text": text, "url": f"?{urlencode(filters)}", "active": filters == chosen}
            for text, filters in self.vistas
        ]
        return tabs + [{"text": text, "url": reverse(name)} for text, name in self.otras]


class GestionListView(VistasMixin, ListView):
    vistas = (
        ("Todas", {}),
        ("Abiertas", {"situacion": "abiertas"}),
        ("A mi cargo", {"de": "mias", "situacion": "abiertas"}),
        ("De mi área", {"de": "area", "situacion": "abiertas"}),
        ("Vencidas", {"situacion": "vencidas"}),
    )
    otras = (("Por turno", "crm:gestion_tablero"),)


class ReunionListView(VistasMixin, ListView):
    vistas = (
        ("Todas", {}),
        ("Por celebrar", {"cuando": "siguen"}),
        ("Ya ocurrieron", {"cuando": "pasadas"}),
        ("Minuta por escribir", {"estado": "celebrada"}),
        ("Minuta en revisión", {"estado": "minuta_en_revision"}),
    )


class CompromisoListView(VistasMixin, ListView):
    vistas = (
        ("Todos", {}),
        ("Abiertos", {"situacion": "abiertos"}),
        ("A mi cargo", {"de": "mios", "situacion": "abiertos"}),
        ("De mi área", {"de": "area", "situacion": "abiertos"}),
        ("Vencidos", {"situacion": "vencidos"}),
    )
