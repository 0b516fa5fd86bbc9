"""Edit several records at once: choose, preview, apply, undo."""

from __future__ import annotations

from django.contrib import messages
from django.db import IntegrityError
from django.forms import modelform_factory
from django.shortcuts import redirect
from django.views.generic import View

from core.batches import abandonar_edicion, abrir_edicion, editar_varios
from core.columns import resolve
from core.forms import CLAVE, EntidadForm
from core.keys import is_key
from core.views.mixins import FilteredMixin

LIMIT = 5000
SHOWN = 20
CLEAR = "vaciar"


class BulkEditView(FilteredMixin, View):
    """The rows are those chosen that this person may see and change, recomputed on the server."""

    operation = "bulk_edit"

    def get(self, request):
        return self.choose()

    def post(self, request):
        """Three steps in one address: choose what to change, look at it, apply it."""
        if "aplicar" not in request.POST and "revisar" not in request.POST:
            return self.choose()
        form = self.build_form(request.POST)
        values = self.values(form) if form.is_valid() else {}
        if form.is_valid() and not values:
            form.add_error(None, "Elige al menos un dato para cambiar.")
        if form.errors:
            return self.show(form, status=422)
        if "aplicar" in request.POST:
            return self.apply(form, values)
        return self.show(form, changes=self.changes(values))

    def choose(self):
        if not self.objects():
            messages.warning(self.request, "Elige primero los registros que quieres cambiar.")
            return redirect(self.crud.url("list"))
        return self.show(self.build_form())

    def objects(self):
        """The chosen rows, by key or all that the filter gives, within what one may change."""
        if not hasattr(self, "_objects"):
            data = self.request.POST or self.request.GET
            rows = self.filtered(self.get_filterset())
            if not data.get("todos"):
                keys = [key for key in data.getlist("pk") if is_key(key)]
                rows = rows.filter(pk__in=keys[:LIMIT])
            perm, user = self.crud.perm("bulk_edit"), self.request.user
            self._objects = [obj for obj in rows[:LIMIT] if user.has_perm(perm, obj)]
        return self._objects

    def build_form(self, data=None):
        form_class = modelform_factory(self.crud.model, EntidadForm, self.crud.bulk_fields)
        form = form_class(data, user=self.request.user)
        form.fields.pop(CLAVE, None)
        for field in form.fields.values():
            field.required = False
            field.initial = None
            if hasattr(field, "choices") and not hasattr(field, "queryset"):
                filled = [c for c in field.choices if c[0] not in ("", None)]
                field.choices = [("", "Sin cambio"), *filled]
            elif hasattr(field, "empty_label"):
                field.empty_label = "Sin cambio"
        form._get_validation_exclusions = lambda: {f.name for f in self.crud.opts.fields}
        return form

    def values(self, form):
        """What to set: what was filled in, and what was asked to be left blank."""
        given = {k: v for k, v in form.cleaned_data.items() if v not in (None, "", [])}
        for name in self.request.POST.getlist(CLEAR):
            if name in self.crud.bulk_fields and self.crud.opts.get_field(name).blank:
                field = self.crud.opts.get_field(name)
                given[name] = None if field.null else ""
        return given

    def changes(self, values):
        """«A cargo de: 12 con otro valor → Luis» for each field."""
        found = []
        for name, value in values.items():
            different = sum(getattr(obj, name) != value for obj in self.objects())
            column = resolve(self.crud.model, name)
            text = str(value) if self.crud.opts.get_field(name).is_relation else ""
            text = text or str(column.cell(value)["value"]) or "(vacío)"
            found.append({"label": column.label, "count": different, "after": text})
        return found

    def apply(self, form, values):
        motivo = f"Edición de {len(self.objects())} {self.crud.verbose_name_plural}"
        lote = abrir_edicion(self.crud.model, by=self.request.user, motivo=motivo)
        try:
            count = editar_varios(lote, self.objects(), values, by=self.request.user)
        except IntegrityError as error:
            abandonar_edicion(lote, by=self.request.user)
            form.add_error(None, self.refusal(error))
            return self.show(form, status=422)
        messages.success(self.request, f"Se cambiaron {count} {self.crud.verbose_name_plural}.")
        return redirect(lote.get_absolute_url())

    def refusal(self, error):
        """The words of the constraint that some of the records would break."""
        rules = (c for c in self.crud.opts.constraints if c.name in str(error))
        reason = next((str(c.violation_error_message) for c in rules), "")
        return (
            f"Alguno de los registros no admite ese cambio. {reason} No se cambió ninguno.".replace(
                "  ", " "
            )
        )

    def show(self, form, status=200, changes=None):
        context = self.get_context_data(
            title=f"Editar {len(self.objects())} {self.crud.verbose_name_plural}",
            form=form,
            objects=self.objects()[:SHOWN],
            total=len(self.objects()),
            keys=[obj.pk for obj in self.objects()],
            changes=changes,
            clearable=[n for n in self.crud.bulk_fields if self.crud.opts.get_field(n).blank],
            cancel_url=self.crud.url("list"),
        )
        return self.render_to_response(context, status=status)
