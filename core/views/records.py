"""One record: its page, its history, its end."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect
from django.views import generic
from django.views.generic import View

from core.columns import fact
from core.forms import clean_text
from core.history import entries
from core.views.mixins import CrudMixin

AUTHORS = frozenset({"creado_por", "actualizado_por", "eliminado_por"})


class DetailView(CrudMixin, generic.DetailView):
    """A record: its facts by section, and panels that other lists fill by URL."""

    operation = "detail"

    def get_queryset(self):
        """With what the page names; its authors are in the history, not on the page.

        Its own kind is read apart, if it has any: few do, and it is the widest of joins.
        """
        opts = self.crud.opts
        relations = [
            f.name
            for f in opts.concrete_fields
            if f.is_relation and f.name not in AUTHORS and f.related_model is not self.crud.model
        ]
        sets = [f.name for f in opts.many_to_many]
        return super().get_queryset().select_related(*relations).prefetch_related(*sets)

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            title=str(self.object),
            sections=self.sections(),
            actions=self.actions(),
            panels=self.panels(),
            next_step=None,
            **kwargs,
        )

    def sections(self):
        hidden = self.crud.hidden_fields(self.request.user)
        layout = self.crud.sections or [("", "", self.crud.fields)]
        return [
            {"title": t, "hint": h, "facts": [fact(self.object, n) for n in ns if n not in hidden]}
            for t, h, ns in layout
        ]

    def actions(self):
        labels = {
            "update": ("Editar", "pencil"),
            "history": ("Historial", "clock-history"),
            "delete": ("Dar de baja", "trash"),
        }
        return [
            {"text": text, "icon": icon, "url": self.crud.url(op, self.object), "operation": op}
            for op, (text, icon) in labels.items()
            if self.can(op, self.object)
        ]

    def panels(self):
        user, obj = self.request.user, self.object
        return [
            {"title": p.title, "url": p.url(obj), "icon": p.icon, "side": p.side}
            | {"add": p.adding(obj, user)}
            for p in self.crud.panels
            if user.has_perm(p.permission)
        ]


class HistoryView(CrudMixin, generic.DetailView):
    """Who changed what, when, from what to what, and why."""

    operation = "history"

    def get_context_data(self, **kwargs):
        hidden = self.crud.hidden_fields(self.request.user)
        return super().get_context_data(
            title=f"Historial de {self.object}", entries=entries(self.object, hidden), **kwargs
        )


class DeleteView(CrudMixin, View):
    """Logical deletion, refused with its reasons when something still needs the record."""

    operation = "delete"

    def get(self, request, pk):
        self.object = self.get_object()
        return self.render_to_response(self.get_context_data())

    def post(self, request, pk):
        self.object = self.get_object()
        try:
            self.object.eliminar(by=request.user, motivo=clean_text(request.POST.get("motivo", "")))
        except ValidationError:
            return self.render_to_response(self.get_context_data(), status=422)
        messages.success(request, f"Se dio de baja «{self.object}». Su historial se conserva.")
        return redirect(self.crud.url("list"))

    def get_context_data(self, **kwargs):
        impediments = self.object.impedimentos_para_eliminar()
        title = f"Dar de baja {self.object}"
        return super().get_context_data(
            title=title, object=self.object, impediments=impediments, **kwargs
        )
