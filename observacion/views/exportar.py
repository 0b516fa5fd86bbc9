"""A file of observers with reserved data: for a reason, with a mark, told on each record."""

from django.db import transaction
from django.utils import timezone
from django.views.generic import View

from core.formats import fecha_hora
from core.permisos import exigir
from core.views import FilteredMixin
from core.workbooks import Hoja
from crm.views.actos import datos
from observacion.forms.solicitudes import MotivoExportarForm
from observacion.queries.reservados import anotar_exportacion
from observacion.views.estadistica import como_libro
from observacion.views.solicitudes import RESERVADO

TOPE = 5000
TITULOS = (
    "Folio",
    "Nombre",
    "Estado",
    "Fecha de nacimiento",
    "Clave de elector",
    "Correo",
    "Teléfono",
    "Alcaldía",
    "Distrito",
    "Discapacidad",
    "Pueblo indígena",
    "Modalidad",
    "Organización",
    "Folio del INE",
)


class ExportarReservadosView(FilteredMixin, View):
    """The rows of the list, after saying what for."""

    operation = "export"

    def get_template_names(self):
        return ["observacion/acto.html"]

    def dispatch(self, request, *args, **kwargs):
        exigir(request.user, RESERVADO, None)
        return super().dispatch(request, *args, **kwargs)

    def get(self, request):
        return self.mostrar(MotivoExportarForm(**datos(request)))

    def post(self, request):
        form = MotivoExportarForm(**datos(request))
        if not form.is_valid():
            return self.mostrar(form, status=422)
        motivo = form.cleaned_data["motivo"]
        with transaction.atomic():
            rows = self.filtered(self.get_filterset()).select_related("organizacion")
            solicitudes = list(rows[:TOPE])
            anotar_exportacion(solicitudes, by=request.user, motivo=motivo)
        ahora = fecha_hora(timezone.localtime())
        marca = f"RESERVADO. Descargó {request.user.nombre_completo} el {ahora}: {motivo}"
        hoja = Hoja("Reservado", TITULOS, map(fila, solicitudes), arriba=[(marca,)], miles=False)
        return como_libro([hoja], f"observacion-reservado-{timezone.localdate().isoformat()}")

    def mostrar(self, form, status=200):
        total = min(self.filtered(self.get_filterset()).count(), TOPE)
        context = self.get_context_data(
            title="Descargar con datos reservados",
            form=form,
            explicacion=f"Irán {total} solicitudes, con su clave de elector. Queda anotado en cada "
            "una quién descargó y para qué, y el archivo lleva esa marca.",
            submit_text="Descargar",
            cancel_url=self.crud.url("list"),
            directo=True,
        )
        return self.render_to_response(context, status=status)


def fila(solicitud):
    return (
        solicitud.folio,
        str(solicitud),
        solicitud.get_estado_display(),
        solicitud.fecha_nacimiento,
        solicitud.clave_elector,
        solicitud.correo,
        solicitud.telefono,
        solicitud.alcaldia,
        solicitud.distrito,
        solicitud.discapacidad,
        solicitud.pueblo_indigena,
        solicitud.get_modalidad_display(),
        str(solicitud.organizacion or ""),
        solicitud.folio_externo,
    )
