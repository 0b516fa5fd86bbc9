"""A file with reserved data: for a reason, with a mark, and told on each person's record."""

import tempfile
from functools import partial

from django.db import transaction
from django.http import FileResponse
from django.utils import timezone
from django.views.generic import View

from acompanamiento.forms.pasos import ExportarReservadosForm
from acompanamiento.queries.reservados import PERMISO, anotar_exportacion
from acompanamiento.resources import PaisesWidget
from core.exports import EXCEL
from core.formats import fecha_hora
from core.importing.values import PaisWidget
from core.permisos import exigir
from core.sheets import escribir_libro
from core.views import FilteredMixin
from crm.views.actos import datos

TOPE = 5000
TITULOS = [
    "ID",
    "Folio",
    "Nombres",
    "Apellidos",
    "Nacionalidades",
    "Tipo de pasaporte",
    "Número de pasaporte",
    "País que lo emite",
    "Vencimiento",
    "Correo",
    "Teléfono",
    "Domicilio",
    "Contacto de emergencia",
    "Salud, accesibilidad o dieta",
    "Marca",
]
VENCIMIENTO = TITULOS.index("Vencimiento")


class ExportarReservadosView(FilteredMixin, View):
    """The rows of the list, after saying what for."""

    operation = "export"

    def get_template_names(self):
        return ["acompanamiento/exportar_reservados.html"]

    def dispatch(self, request, *args, **kwargs):
        exigir(request.user, PERMISO, None)
        return super().dispatch(request, *args, **kwargs)

    def get(self, request):
        return self.mostrar(ExportarReservadosForm(**datos(request)))

    def post(self, request):
        form = ExportarReservadosForm(**datos(request))
        if not form.is_valid():
            return self.mostrar(form, status=422)
        motivo = form.cleaned_data["motivo"]
        with transaction.atomic():
            rows = self.filtered(self.get_filterset()).prefetch_related("pasaportes")
            solicitudes = list(rows[:TOPE])
            anotar_exportacion(solicitudes, by=request.user, motivo=motivo)
        ahora = fecha_hora(timezone.localtime())
        marca = f"RESERVADO. Descargó {request.user.nombre_completo} el {ahora}: {motivo}"
        return archivo([fila(solicitud, marca) for solicitud in solicitudes])

    def mostrar(self, form, status=200):
        total = self.filtered(self.get_filterset()).count()
        context = self.get_context_data(
            title="Descargar con datos reservados",
            form=form,
            total=min(total, TOPE),
            cancel_url=self.crud.url("list"),
        )
        return self.render_to_response(context, status=status)


def fila(solicitud, marca):
    """One person: what is ours to give, and the mark that travels with it."""
    pasaporte = solicitud.pasaporte()
    del_pasaporte = ["", "", "", None]
    if pasaporte:
        del_pasaporte = [
            pasaporte.get_tipo_display(),
            pasaporte.numero,
            PaisWidget().render(pasaporte.pais_emisor),
            pasaporte.vencimiento,
        ]
    return [
        solicitud.pk,
        solicitud.folio,
        solicitud.nombres,
        solicitud.apellidos,
        PaisesWidget().render([pais.code for pais in solicitud.nacionalidades]),
        *del_pasaporte,
        solicitud.correo,
        solicitud.telefono,
        solicitud.domicilio,
        solicitud.emergencia,
        solicitud.salud,
        marca,
    ]


def columnas(filas, celda):
    """The cells by column, as the workbook is written."""
    if filas:
        yield [[celda(valor) for valor in columna] for columna in zip(*filas, strict=True)]


def archivo(filas):
    destino = tempfile.TemporaryFile()  # noqa: SIM115 FileResponse closes it
    fechas = [indice == VENCIMIENTO for indice in range(len(TITULOS))]
    escribir_libro(destino, TITULOS, fechas, partial(columnas, filas))
    destino.seek(0)
    nombre = f"visitantes-reservado-{timezone.localdate().isoformat()}.xlsx"
    return FileResponse(destino, as_attachment=True, filename=nombre, content_type=EXCEL)
