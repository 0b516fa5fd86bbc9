"""What the generic views share."""

from django.shortcuts import get_object_or_404
from django.utils.text import capfirst
from django.views.generic.base import ContextMixin, TemplateResponseMixin

from core.permisos import exigir


class CrudMixin(TemplateResponseMixin, ContextMixin):
    """What the nine views share: the declaration, the rows one may see, the templates."""

    crud = None
    operation = ""
    page = ""  # the template's name when it is not the operation's

    def get_queryset(self):
        return self.crud.model.objects.visibles_para(self.request.user)

    def get_object(self, queryset=None):
        """The record, or 404 if it is not for this person; 403 if the operation is not."""
        queryset = self.get_queryset() if queryset is None else queryset
        obj = get_object_or_404(queryset, pk=self.kwargs["pk"])
        exigir(self.request.user, self.crud.perm(self.operation), obj)
        return obj

    def get_template_names(self):
        app, model = self.crud.opts.app_label, self.crud.opts.model_name
        page = self.page or self.operation
        return [f"{app}/{model}_{page}.html", f"crud/{page}.html"]

    def get_context_data(self, **kwargs):
        crud = self.crud
        crumbs = [(capfirst(str(crud.verbose_name_plural)), crud.url("list"))]
        if obj := getattr(self, "object", None):
            url = crud.url("detail", obj) if "detail" in crud.operations else None
            crumbs.append((str(obj), url))
        return super().get_context_data(crud=crud, breadcrumbs=crumbs, **kwargs)

    def can(self, operation, obj=None):
        return self.crud.can(self.request.user, operation, obj)


class FilteredMixin(CrudMixin):
    """Rows by the query string: visibility, filters, text. List, export and bulk share it."""

    def get_filterset(self):
        filterset = self.crud.filterset_class(
            self.request.GET, queryset=self.get_queryset(), request=self.request
        )
        for name in self.crud.hidden_fields(self.request.user) & set(filterset.filters):
            del filterset.filters[name]
        if not self.request.GET.get("filtros"):
            filterset.leave_active()
        return filterset

    def filtered(self, filterset, tope=None):
        """The filtered queryset, best match first when there is text, in list order when not."""
        rows = filterset.qs if filterset.active else filterset.queryset
        q = self.request.GET.get("q", "").strip()
        order = self.ordering()
        if q and hasattr(rows, "buscar"):
            rows = rows.buscar(q, tope=tope)
            return rows.order_by(*order, "pk") if self.request.GET.get("orden") else rows
        return rows.order_by(*(order or self.crud.list_ordering()), "pk")

    def ordering(self):
        """The order asked for, if it is one of the columns."""
        asked = self.request.GET.get("orden", "")
        sorts = {c.name: c.sort for c in self.crud.list_columns(self.request.user)}
        name = asked.removeprefix("-")
        return [("-" if asked.startswith("-") else "") + sorts[name]] if name in sorts else []
