"""The nine generic operations, each a stock Django view under one mixin."""

from core.views.bulk import BulkEditView
from core.views.editing import CreateView, FormMixin, UpdateView
from core.views.lists import ExportView, ListView
from core.views.mixins import CrudMixin, FilteredMixin
from core.views.records import DeleteView, DetailView, HistoryView

__all__ = [
    "BulkEditView",
    "CreateView",
    "CrudMixin",
    "DeleteView",
    "DetailView",
    "ExportView",
    "FilteredMixin",
    "FormMixin",
    "HistoryView",
    "ListView",
    "UpdateView",
]
