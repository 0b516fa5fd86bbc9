"""The list of applications: who, from where, in which stage and since when."""

from django.urls import reverse
from django.utils import timezone

from acompanamiento.queries.reservados import PERMISO
from acompanamiento.workflows import VISITANTE
from core.columns import country_name
from core.formats import relativa
from core.views import ListView
from crm.views.vistas import VistasMixin

EN_VARIAS = (
    ("Tomar para revisar", "asignar", "person-check"),
    ("Aprobar", "aprobar", "check2-circle"),
    ("Avisar del resultado", "notificar", "envelope"),
    ("Preparar gafetes", "preparar_gafete", "person-vcard"),
)


class SolicitudListView(VistasMixin, ListView):
    vistas = (
        ("Todas", {}),
        ("Mías", {"de": "mias"}),
        ("Por revisar", {"estado": "recibida"}),
        ("En revisión", {"estado": "en_revision"}),
        ("Prevenidas", {"estado": "prevenida"}),
        ("Por resolver", {"situacion": "por_resolver"}),
        ("Por avisar", {"situacion": "por_avisar"}),
        ("Acreditadas", {"situacion": "acreditadas"}),
        ("Rechazadas", {"situacion": "rechazadas"}),
    )
    mas = (
        (
            "Revisar la siguiente",
            "acompanamiento:revisar_siguiente",
            "play",
            "acompanamiento.revisar_solicitudvisitante",
        ),
        (
            "Invitar a una persona",
            "acompanamiento:solicitudvisitante_invitar",
            "envelope-plus",
            "acompanamiento.invitar_solicitudvisitante",
        ),
        (
            "Delegaciones",
            "acompanamiento:delegacion_list",
            "people",
            "acompanamiento.view_delegacion",
        ),
        (
            "Programas de acompañamiento",
            "acompanamiento:programaacompanamiento_list",
            "calendar-range",
            "acompanamiento.view_programaacompanamiento",
        ),
        (
            "Modo jornada",
            "acompanamiento:jornada_inicio",
            "qr-code-scan",
            "acompanamiento.operar_jornada",
        ),
        ("Gafetes", "observacion:gafete_list", "person-badge", "observacion.view_gafete"),
        (
            "Estadística",
            "acompanamiento:estadistica",
            "bar-chart-line",
            "acompanamiento.view_estadistica",
        ),
        (
            "Solicitudes ARCO",
            "observacion:solicitudarco_list",
            "shield-lock",
            "observacion.view_solicitudarco",
        ),
    )

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        user = self.request.user
        varias = [
            {"text": text, "icon": icon, "url": varias_url(verbo)}
            for text, verbo, icon in EN_VARIAS
            if user.has_perm(VISITANTE.transitions[verbo].permission)
        ]
        return context | {"bulk_actions": varias}

    def paths(self, columns):
        return [*super().paths(columns), "nombres"]

    def row(self, columns, values):
        """The whole name, its countries by name, and how long it has been where it is."""
        *values, nombres = values
        row = super().row(columns, values)
        celdas = {cell["column"]: cell for cell in row["cells"]}
        nombre = f"{nombres} {celdas['apellidos']['value']}".strip()
        celdas["apellidos"]["value"] = nombre or "Sin nombre todavía"
        paises = celdas["nacionalidades"]
        if paises["kind"] == "country":
            paises["value"] = ", ".join(str(country_name(c)) for c in paises["key"].split(","))
        recibida, desde = celdas["recibida_en"], celdas["etapa_desde"]
        if recibida["kind"] == "datetime":
            recibida |= {"kind": "date", "value": timezone.localtime(recibida["value"])}
        if desde["kind"] == "datetime":
            dia = timezone.localtime(desde["value"]).date()
            desde |= {"kind": "text", "plain": True, "value": relativa(dia, timezone.localdate())}
        return row

    def header(self, column):
        header = super().header(column)
        return header | {"label": "Nombre"} if column.name == "apellidos" else header

    def actions(self):
        user = self.request.user
        found = [
            action | {"text": "Capturar solicitud en papel"} if action.get("primary") else action
            for action in super().actions()
        ]
        found += [
            {"text": text, "url": reverse(name), "icon": icon}
            for text, name, icon, permission in self.mas
            if user.has_perm(permission)
        ]
        if user.has_perm(PERMISO) and self.can("export"):
            url = reverse("acompanamiento:solicitudvisitante_exportar_reservados")
            text = "Descargar con datos reservados"
            query = self.request.GET.urlencode()
            found.append({"text": text, "url": f"{url}?{query}", "icon": "shield-lock"})
        return found


def varias_url(verbo):
    return reverse("acompanamiento:solicitudvisitante_varias", args=[verbo])
