"""Lists and exports: the same rows by the same query string."""

from django.utils.text import capfirst
from django.views.generic import View

from core.exports import export_response
from core.filters import chips, without
from core.pagination import SIZES, count_rows, fetch, positive
from core.views.mixins import FilteredMixin

SEARCH_CAP = 1000


class ListView(FilteredMixin, View):
    """A page of rows: filters, text, order and page live in the URL."""

    operation = "list"

    def get_template_names(self):
        if self.request.GET.get("filtros"):
            return ["crud/_filters.html"] if self.request.htmx else super().get_template_names()
        if self.request.GET.get("panel"):
            return ["crud/_panel.html"]
        partial = self.request.htmx and not (
            self.request.htmx.boosted or self.request.htmx.history_restore_request
        )
        return ["crud/_table.html"] if partial else super().get_template_names()

    def get(self, request):
        response = self.render_to_response(self.get_context_data())
        response.headers["Vary"] = "HX-Request, Cookie"
        return response

    def get_context_data(self, **kwargs):
        params, user = self.request.GET, self.request.user
        filterset = self.get_filterset()
        rows = self.filtered(filterset, tope=SEARCH_CAP)
        columns = self.crud.list_columns(user)
        page = fetch(
            rows.values_list(*self.paths(columns)),
            positive(params.get("pagina"), 1),
            positive(params.get("por"), SIZES[0], SIZES),
        )
        count = count_rows(rows, exact=bool(params.get("exacto")))
        return super().get_context_data(
            title=capfirst(str(self.crud.verbose_name_plural)),
            filter=filterset,
            show_filters=bool(params.get("filtros")),
            chips=chips(filterset, params),
            q=params.get("q", ""),
            count=count,
            exact_url=None if count.exact else f"{without(params, 'exacto')}&exacto=1",
            columns=[self.header(c) for c in columns],
            rows=[self.row(columns, values) for values in page.rows],
            page_obj=page,
            page_url=f"{without(params)}&pagina=",
            size_url=f"{without(params, 'por')}&por=",
            per_page_options=SIZES,
            actions=self.actions(),
            can_bulk=bool(self.crud.bulk_fields) and self.can("bulk_edit"),
            export_urls=self.export_urls(),
            empty=self.empty(params, filterset),
            **kwargs,
        )

    def paths(self, columns):
        extra = [self.crud.subtitle] if self.crud.subtitle else []
        return ["pk", *extra, *[c.path for c in columns]]

    def row(self, columns, values):
        """One row of the table from a tuple of values."""
        pk, *rest = values
        subtitle = rest.pop(0) if self.crud.subtitle else ""
        cells = [column.cell(value) for column, value in zip(columns, rest, strict=True)]
        cells[0]["subtitle"] = subtitle
        url = f"{self.base_url}{pk}/" if "detail" in self.crud.operations else ""
        return {"pk": pk, "url": url, "cells": cells}

    @property
    def base_url(self):
        if not hasattr(self, "_base_url"):
            self._base_url = self.crud.url("list")
        return self._base_url

    def header(self, column):
        asked = self.request.GET.get("orden", "")
        up, down = asked == column.name, asked == f"-{column.name}"
        target = f"-{column.name}" if up else column.name
        return {
            "name": column.name,
            "label": column.label,
            "kind": column.kind,
            "sort_url": f"{without(self.request.GET, 'orden')}&orden={target}",
            "aria_sort": "ascending" if up else "descending" if down else "none",
        }

    def actions(self):
        found = []
        if self.can("create"):
            text = f"Registrar {self.crud.verbose_name}"
            action = {"text": text, "url": self.crud.url("create"), "icon": "plus-lg"}
            found.append(action | {"primary": True})
        if self.can("import") and self.crud.import_keys:
            found.append({"text": "Importar", "url": self.crud.url("import"), "icon": "upload"})
        return found

    def export_urls(self):
        if not self.can("export"):
            return []
        base = f"{self.crud.url('export')}{without(self.request.GET, 'por', 'filtros')}"
        return [(name.upper(), f"{base}&formato={name}") for name in ("csv", "xlsx")]

    def empty(self, params, filterset):
        """What an empty list says: why it is empty and what to do next."""
        plural = self.crud.verbose_name_plural
        if params.get("q") or filterset.active:
            clear = {"text": "Quitar filtros", "url": self.crud.url("list")}
            return {"title": "Nada cumple estos filtros", "text": "", "action": clear}
        action = next((a for a in self.actions() if a.get("primary")), None)
        title = f"Todavía no hay {plural}"
        return {"title": title, "text": self.crud.empty_text, "action": action}


class ExportView(FilteredMixin, View):
    """Exactly the rows of the list, as a file that can be imported back."""

    operation = "export"

    def get(self, request):
        rows = self.filtered(self.get_filterset())
        return export_response(self.crud, rows, request)
