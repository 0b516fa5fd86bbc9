"""What the promises need of every entity: its screens, its factory, who may and who may not.

Nothing is registered by hand: a new `Crud` and a new factory are found here by themselves.
"""

import importlib
import pkgutil
import secrets

from django.db import IntegrityError, models, transaction
from django.utils import timezone
from factory.django import DjangoModelFactory
from rules.permissions import permissions

import config.urls  # noqa: F401 whoever lists the screens needs all of them loaded
import tests.factories
from core.concurrency import raw
from core.crud import Crud
from cuentas.enums import Rol
from tests.factories.cuentas import UsuarioFactory

# Roles that may more come first, so that conditions on objects get in the way of nothing else.
POR_ALCANCE = sorted(Rol, key=lambda rol: sum(rol in p.roles for p in permissions.values()))[::-1]


def subclasses(cls):
    for child in cls.__subclasses__():
        yield child
        yield from subclasses(child)


def all_factories():
    for module in pkgutil.iter_modules(tests.factories.__path__, "tests.factories."):
        importlib.import_module(module.name)
    return {f._meta.model: f for f in subclasses(DjangoModelFactory) if not f._meta.abstract}


CRUDS = sorted(
    (c for c in subclasses(Crud) if not c.__module__.startswith("tests.")), key=lambda c: c.label
)
FACTORIES = all_factories()


def with_operation(*operations):
    """The entities that declare all these operations."""
    return [c for c in CRUDS if set(operations) <= set(c.operations)]


def factory_of(model):
    assert model in FACTORIES, f"{model.__name__} has no factory in tests/factories/"
    return FACTORIES[model]


def exists(permission):
    return permission in permissions


def roles_with(permission):
    return [rol for rol in POR_ALCANCE if rol in permissions[permission].roles]


def person_who_may(permission):
    """A new person with the role that may most among those that hold the permission."""
    return UsuarioFactory(roles=[roles_with(permission)[0]])


def person_who_may_not(permission, sees=""):
    """A person without a permission, who still sees the entity when ``sees`` asks for it."""
    without = [rol for rol in POR_ALCANCE if rol not in roles_with(permission)]
    sighted = [rol for rol in without if not sees or rol in roles_with(sees)]
    return UsuarioFactory(roles=sighted[:1] or without[:1])


def visible(crud, by=None, **kwargs):
    """A record as rich as its factory can make it: every relation filled, an author."""
    obj = factory_of(crud.model)(**relations(crud.model, by, kwargs), **kwargs, by=by)
    fill_sets(obj, by)
    return obj


def fill_sets(obj, by):
    """One record in each set that people fill in and that the factory left empty."""
    sets = [f for f in obj._meta.many_to_many if f.editable and f.related_model in FACTORIES]
    empty = [f for f in sets if not getattr(obj, f.name).exists()]
    for field in empty:
        getattr(obj, field.name).add(FACTORIES[field.related_model](by=by))
    if empty:
        obj.refrescar_derivados()
        derived = {name: getattr(obj, name) for name in obj.campos_derivados()}
        models.QuerySet(type(obj)).filter(pk=obj.pk).update(**derived)


def relations(model, by, given):
    """New records for the optional foreign keys that people fill in, one each."""
    found = {}
    for field in model._meta.concrete_fields:
        wanted = field.is_relation and field.null and field.editable and field.name not in given
        if wanted and field.related_model is not model and field.related_model in FACTORIES:
            found[field.name] = FACTORIES[field.related_model](by=by)
    return found


def many(crud, count, by=None):
    return [visible(crud, by=by) for _ in range(count)]


def children(obj, count, by=None, depth=2):
    """``count`` records of each entity that must belong to this one, each with one of its own."""
    for model, factory in FACTORIES.items():
        for field in model._meta.concrete_fields:
            if field.is_relation and not field.null and field.related_model is type(obj):
                for _ in range(count):
                    child = add_child(factory, field.name, obj, by)
                    if child is not None and depth > 1:
                        children(child, 1, by, depth - 1)


def add_child(factory, name, obj, by):
    """One more child, unless a constraint says that this one may not have two."""
    try:
        with transaction.atomic():
            return factory(**{name: obj}, by=by)
    except IntegrityError:
        return None


def typed(crud, user):
    """What a person would type to register a record like those of the factory.

    Where the form is not that of the record, the factory's ``typed`` says the rest.
    """
    model = crud.model
    with transaction.atomic():
        sample = factory_of(model)(by=user)
        fill_sets(sample, user)
        form = crud.form_class(instance=sample, user=user, crud=crud)
        values = {name: raw(form, name) for name in form.fields if name in crud.fields}
        forget(sample)
    return values | getattr(factory_of(model), "typed", dict)()


def forget(obj):
    """Take a sample out of sight: what it used, its name among others, is free again."""
    models.QuerySet(type(obj)).filter(pk=obj.pk).update(eliminado_en=timezone.now())


def text_fields(model, names):
    """The free-text fields among some names, in their order."""
    fields = [model._meta.get_field(name) for name in names if is_field(model, name)]
    kinds = models.CharField | models.TextField
    special = models.EmailField | models.URLField | models.SlugField
    return [
        f
        for f in fields
        if isinstance(f, kinds)
        and not isinstance(f, special)
        and not f.choices
        and not getattr(f, "countries", None)
    ]


def is_field(model, name):
    return name in {f.name for f in model._meta.concrete_fields}


def word():
    """A word no other test has written."""
    return f"Zyx{secrets.token_hex(4)}"
