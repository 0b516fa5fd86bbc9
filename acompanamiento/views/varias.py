"""One step for many: those that can, and why the others cannot."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import Http404
from django.shortcuts import redirect
from django.views.generic import View

from acompanamiento import actions
from acompanamiento.forms.pasos import ResolucionForm
from acompanamiento.queries.revision import JUNTOS, impedimentos
from acompanamiento.views.pasos import EXPLICACIONES
from acompanamiento.views.resolucion import recordada, recordar
from acompanamiento.workflows import VISITANTE
from core.keys import is_key
from core.permisos import exigir
from core.views import FilteredMixin
from crm.forms.actos import AccionForm
from crm.views.actos import datos

TOPE = 500
SE_VEN = 50
TITULOS = {
    "asignar": "Tomar {n} para revisar",
    "aprobar": "Aprobar {n}",
    "notificar": "Avisar del resultado a {n}",
    "preparar_gafete": "Preparar {n} gafetes",
}
YA_EN_LOTE = {"Falta imprimir el gafete."}


def verbo_de(verbo, solicitud):
    """The notice of a refusal is another row of the table."""
    if verbo == "notificar" and solicitud.estado == "rechazada":
        return "notificar_rechazo"
    return verbo


def hacer(verbo, solicitud, by, data):
    """One of them, through its own action."""
    if verbo == "asignar":
        return actions.mover(solicitud, "asignar", by=by, responsable=by)
    if verbo == "aprobar":
        return actions.aprobar(solicitud, by=by, fecha=data["fecha"], clave=data["clave"])
    if verbo == "notificar":
        return actions.notificar(solicitud, by=by)
    return actions.emitir_gafete_visitante(solicitud, by=by)


class VariasView(FilteredMixin, View):
    """The rows are those chosen that this person sees, read again on the server."""

    operation = "list"
    template_name = "acompanamiento/varias.html"

    def get_template_names(self):
        return [self.template_name]

    def dispatch(self, request, *args, **kwargs):
        if kwargs["verbo"] not in TITULOS:
            raise Http404
        self.verbo = kwargs["verbo"]
        exigir(request.user, VISITANTE.transitions[self.verbo].permission, None)
        return super().dispatch(request, *args, **kwargs)

    def get(self, request, verbo):
        if not self.elegidas():
            messages.warning(request, "Elige primero las solicitudes.")
            return redirect(self.crud.url("list"))
        return self.mostrar(self.forma())

    def post(self, request, verbo):
        form = self.forma()
        if not form.is_valid():
            return self.mostrar(form, status=422)
        hechas, fallidas = 0, []
        for solicitud in self.posibles(form.cleaned_data)[0]:
            try:
                with transaction.atomic():
                    hecha = hacer(self.verbo, solicitud, request.user, form.cleaned_data)
            except (ValidationError, PermissionDenied) as error:
                razones = getattr(error, "messages", ["No tienes permiso para este paso."])
                fallidas.append((solicitud, razones))
            else:
                hechas += 1
                if self.verbo == "aprobar":
                    recordar(request, hecha)
        return self.terminar(hechas, fallidas)

    def terminar(self, hechas, fallidas):
        etiqueta = VISITANTE.transitions[self.verbo].label
        if hechas:
            cuantas = "1 solicitud" if hechas == 1 else f"{hechas} solicitudes"
            messages.success(self.request, f"{etiqueta}: {cuantas}.")
        for solicitud, razones in fallidas[:10]:
            messages.error(self.request, f"{solicitud}: {' '.join(razones)}")
        return redirect(self.crud.url("list"))

    def forma(self):
        args = datos(self.request)
        if self.verbo == "aprobar":
            return ResolucionForm(initial=recordada(self.request), **args)
        return AccionForm(**args)

    def elegidas(self):
        """Those that were ticked, or all that the filter gives."""
        if not hasattr(self, "_elegidas"):
            data = self.request.POST or self.request.GET
            rows = self.filtered(self.get_filterset())
            if not data.get("todos"):
                keys = [key for key in data.getlist("pk") if is_key(key)]
                rows = rows.filter(pk__in=keys[:TOPE])
            rows = rows.select_related("convocatoria__proceso", "responsable")
            self._elegidas = list(rows.prefetch_related(*JUNTOS)[:TOPE])
        return self._elegidas

    def posibles(self, data=None):
        """Those that can take the step, and the others with why."""
        user, si, no = self.request.user, [], []
        valores = {}
        if self.verbo == "asignar":
            valores = {"responsable": user}
        elif self.verbo == "aprobar":
            escrita = data or {"fecha": recordada(self.request)["fecha"], "clave": "-"}
            valores = {
                "fecha_resolucion": escrita["fecha"],
                "clave_resolucion": escrita["clave"],
            }
        for solicitud in self.elegidas():
            verbo = verbo_de(self.verbo, solicitud)
            razones = [
                r for r in impedimentos(solicitud, verbo, user, **valores) if r not in YA_EN_LOTE
            ]
            if razones:
                no.append((solicitud, razones))
            else:
                si.append(solicitud)
        return si, no

    def mostrar(self, form, status=200):
        si, no = self.posibles()
        todos = (self.request.POST or self.request.GET).get("todos")
        context = self.get_context_data(
            title=TITULOS[self.verbo].format(n=len(si)) if si else "Ninguna puede dar este paso",
            form=form,
            posibles=si[:SE_VEN],
            de_mas=max(0, len(si) - SE_VEN),
            bloqueadas=no[:SE_VEN],
            sin_posibles=not si,
            cuantas_bloqueadas=len(no),
            keys=[s.pk for s in self.elegidas()] if not todos else [],
            todos=bool(todos),
            tope=TOPE if len(self.elegidas()) == TOPE else 0,
            explicacion=EXPLICACIONES.get(self.verbo, ""),
            submit_text=TITULOS[self.verbo].format(n=len(si)),
            cancel_url=self.crud.url("list"),
        )
        return self.render_to_response(context, status=status)
