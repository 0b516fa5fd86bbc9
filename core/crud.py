"""The declaration of an entity's nine operations and their URLs.

``Crud`` is to our screens what ``ModelAdmin`` is to the admin: name fields first, give a class
of your own where names do not do, a template where the page matters, a view where it must
differ, and leave where none of that fits.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from django.db import models
from django.forms import modelform_factory
from django.urls import path, reverse
from django.utils.module_loading import import_string
from django.utils.text import slugify
from django_filters.filterset import filterset_factory
from import_export.resources import modelresource_factory

from core import views
from core.columns import Column, resolve
from core.filters import EntidadFilterSet
from core.forms import EntidadForm
from core.permisos import permiso
from core.resources import EntidadResource

ROUTES = {
    "list": ("", views.ListView, "view"),
    "create": ("crear/", views.CreateView, "add"),
    "import": ("importar/", "core.importing.views.ImportStartView", "import"),
    "export": ("exportar/", views.ExportView, "export"),
    "bulk_edit": ("editar-varias/", views.BulkEditView, "change"),
    "detail": ("<int:pk>/", views.DetailView, "view"),
    "update": ("<int:pk>/editar/", views.UpdateView, "change"),
    "delete": ("<int:pk>/eliminar/", views.DeleteView, "delete"),
    "history": ("<int:pk>/historial/", views.HistoryView, "view"),
}


@dataclass(frozen=True)
class Panel:
    """A list of another entity shown on a record page, reached by URL and never by import."""

    title: str
    url_name: str
    param: str
    permission: str
    icon: str = "list-ul"
    side: str = "main"
    add: tuple[str, str, str, str] | None = None  # its words, URL name, field filled, permission

    def url(self, obj) -> str:
        return f"{reverse(self.url_name)}?{self.param}={obj.pk}&panel=1"

    def adding(self, obj, user) -> dict[str, str] | None:
        """The link that registers one for this record, for whoever may."""
        if self.add is None:
            return None
        text, url_name, field, permission = self.add
        if not user.has_perm(permission):
            return None
        return {"text": text, "url": f"{reverse(url_name)}?{field}={obj.pk}"}


class Crud:
    """Screens of one entity."""

    ALL: ClassVar[tuple[str, ...]] = tuple(ROUTES)
    do_not_call_in_templates = True

    model: type[models.Model]
    columns: ClassVar[list[str]] = []
    subtitle = ""  # a field shown muted beside the first column
    filters: ClassVar[list[str]] = []
    fields: ClassVar[list[str]] = []
    sections: ClassVar[list[tuple[str, str, list[str]]]] = []
    bulk_fields: ClassVar[list[str]] = []
    import_keys: ClassVar[list[str]] = []
    ordering: ClassVar[list[str]] = []
    panels: ClassVar[list[Panel]] = []
    operations: ClassVar[tuple[str, ...]] = ALL
    views: ClassVar[dict[str, type]] = {}
    icon = "card-list"
    empty_text = ""
    filterset_class: Any = None
    form_class: Any = None
    resource_class: Any = None

    def __init_subclass__(cls, **kwargs):
        super().__init_subclass__(**kwargs)
        cls.opts = cls.model._meta
        cls.label = f"{cls.opts.app_label}:{cls.opts.model_name}"
        cls.verbose_name = cls.opts.verbose_name
        cls.verbose_name_plural = cls.opts.verbose_name_plural
        if not cls.fields:
            cls.fields = [name for _title, _hint, names in cls.sections for name in names]
        cls.filterset_class = cls.filterset_class or filterset_factory(
            cls.model, EntidadFilterSet, cls.filters
        )
        cls.form_class = cls.form_class or modelform_factory(cls.model, EntidadForm, cls.fields)
        cls.resource_class = cls.resource_class or modelresource_factory(
            cls.model, EntidadResource, {"fields": tuple(cls.fields)}
        )

    @classmethod
    def hidden_fields(cls, user) -> frozenset[str]:
        """Fields this person never sees, in any door. Entities with a field policy override."""
        return frozenset()

    @classmethod
    def list_columns(cls, user) -> list[Column]:
        hidden = cls.hidden_fields(user)
        return [resolve(cls.model, name) for name in cls.columns if name not in hidden]

    @classmethod
    def list_ordering(cls) -> list[str]:
        return cls.ordering or [resolve(cls.model, cls.columns[0]).sort]

    @classmethod
    def perm(cls, operation: str) -> str:
        """The permission that an operation asks for."""
        return f"{cls.opts.app_label}.{ROUTES[operation][2]}_{cls.opts.model_name}"

    @classmethod
    def can(cls, user, operation: str, obj=None) -> bool:
        return operation in cls.operations and user.has_perm(cls.perm(operation), obj)

    @classmethod
    def url(cls, operation: str, obj=None) -> str:
        args = [obj.pk] if "pk" in ROUTES[operation][0] else []
        return reverse(f"{cls.label}_{operation}", args=args)

    @classmethod
    def slug(cls) -> str:
        """The entity's plural as it stands in URLs and commands: «instituciones»."""
        return slugify(cls.verbose_name_plural)

    @classmethod
    def urls(cls) -> list:
        """The URL patterns of the declared operations, each with its permission."""
        base = cls.slug()
        patterns = []
        for operation in cls.operations:
            route, default, _verb = ROUTES[operation]
            view_class = cls.views.get(operation, default)
            if isinstance(view_class, str):  # the workbench imports this module
                view_class = import_string(view_class)
            view = view_class.as_view(crud=cls)
            permiso(cls.perm(operation))(view)
            name = f"{cls.opts.model_name}_{operation}"
            patterns.append(path(f"{base}/{route}", view, name=name))
        return patterns
