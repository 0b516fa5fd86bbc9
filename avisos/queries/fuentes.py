"""What an app says of its records so that their dates are told: a subclass, named in settings.

`avisos` knows no other app. The app that owns the dates writes a `Fuente` in its own
`queries/avisos.py`, `settings.AVISOS_FUENTES` names it, and its rules are rows of `ReglaAviso`.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from typing import Any, ClassVar

from django.conf import settings
from django.db.models import Model, QuerySet
from django.utils import timezone
from django.utils.module_loading import import_string

from avisos.enums import Destino
from cuentas.enums import Rol
from cuentas.models import Usuario


class Fuente:
    """Where reminders about one kind of record come from."""

    clave: ClassVar[str]
    nombre: ClassVar[str]
    modelo: ClassVar[type[Model]]
    campo: ClassVar[str] = "fecha_limite"  # the date, or the instant when `es_instante`
    es_instante: ClassVar[bool] = False
    relaciones: ClassVar[tuple[str, ...]] = ()  # single ones, read with the record
    campo_persona: ClassVar[str] = ""  # who is in charge, when one field says it
    permiso: ClassVar[str] = ""  # to see any of them; that of reading the model, if not said

    def abiertos(self) -> QuerySet[Any]:
        """The records somebody still has to do something about."""
        raise NotImplementedError

    def objetivo(self, obj: Any) -> dt.datetime:
        """The instant a record's reminders count from; a date counts from its first moment."""
        value = getattr(obj, self.campo)
        return value if self.es_instante else inicio_del_dia(value)

    def cuando(self, obj: Any) -> dt.date:
        """The civil date people read."""
        value = getattr(obj, self.campo)
        return timezone.localdate(value) if self.es_instante else value

    def hasta(self, limite: dt.datetime) -> QuerySet[Any]:
        """The open records whose date is not after a limit."""
        value = limite if self.es_instante else timezone.localdate(limite)
        return self.abiertos().filter(**{f"{self.campo}__lte": value})

    def destinatarios(self, objs: list[Any], destino: str) -> dict[int, list[Usuario]]:
        """The people a rule tells of each record, active or not; as many queries for any number."""
        if destino == Destino.DIRECCION:
            return dict.fromkeys((obj.pk for obj in objs), con_rol(Rol.DIRECCION_DVOE))
        if destino == Destino.ADMINISTRACION:
            return dict.fromkeys((obj.pk for obj in objs), con_rol(Rol.ADMINISTRACION))
        if destino == Destino.AREA:
            return self.del_area(objs)
        return self.a_cargo(objs)

    def a_cargo(self, objs: list[Any]) -> dict[int, list[Usuario]]:
        """Who is in charge of each; the direction when nobody is, so that no date is nobody's."""
        raise NotImplementedError

    def del_area(self, objs: list[Any]) -> dict[int, list[Usuario]]:
        """The people of the area each record belongs to."""
        raise NotImplementedError

    def texto(self, obj: Any, ahora: dt.datetime) -> str:
        """What the notice says, with the words of the day it is read."""
        return f"{self.que_es(obj)} {faltan(self.cuando(obj), timezone.localdate(ahora))}"[:300]

    def que_es(self, obj: Any) -> str:
        """The record in a few words, to which «vence mañana» is added."""
        raise NotImplementedError

    def detalle(self, obj: Any) -> str:
        """A second line: with whom, or what is asked."""
        return ""

    def asunto(self, obj: Any) -> str:
        """The subject of a mail: never personal data (it is read on locked screens)."""
        return self.nombre

    def url(self, obj: Any) -> str:
        raise NotImplementedError

    def adjunto(self, aviso: Any, obj: Any) -> tuple[str, bytes, str] | None:
        """A file that goes with the mail: its name, its bytes and its type."""
        return None

    def siguen(self, pks: list[int]) -> dict[int, Any]:
        """Those of these records that are still open, with what their notice names."""
        return self.abiertos().select_related(*self.relaciones).in_bulk(pks)

    def ve(self, persona: Usuario, pks: list[int]) -> set[int]:
        """Which of these records a person may see today."""
        if not persona.has_perm(self.permiso or permiso_de(self.modelo)):
            return set()
        rows = self.modelo._default_manager.visibles_para(persona)  # type: ignore[attr-defined]
        return set(rows.filter(pk__in=pks).values_list("pk", flat=True))


def fuentes() -> dict[str, Fuente]:
    """The sources the installation names, by key."""
    found = (import_string(path)() for path in import_string(settings.AVISOS_FUENTES))
    return {fuente.clave: fuente for fuente in found}


def a_quienes(fuente: Fuente, destino: str, objs: list[Any]) -> dict[int, list[Usuario]]:
    """The active people a rule tells of each record; the direction when there is none left (F09)."""
    quienes = {pk: presentes(p) for pk, p in fuente.destinatarios(objs, destino).items()}
    solos = [obj for obj in objs if not quienes.get(obj.pk)]
    if solos:
        en_su_lugar = fuente.destinatarios(solos, Destino.DIRECCION)
        quienes |= {pk: presentes(personas) for pk, personas in en_su_lugar.items()}
    return quienes


def presentes(personas: Iterable[Any]) -> list[Usuario]:
    """Each of them once, without those who left."""
    return list({p.pk: p for p in personas if esta(p)}.values())


def esta(persona: Any) -> bool:
    return persona is not None and persona.is_active and persona.eliminado_en is None


def por_area(areas: dict[int, int | None]) -> dict[int, list[Usuario]]:
    """The active people of the area of each record, in one query."""
    gente = defaultdict(list)
    buscadas = {area for area in areas.values() if area}
    rows = Usuario.objects.activos().filter(area__in=buscadas) if buscadas else []
    for persona in rows:
        gente[persona.area_id].append(persona)
    return {pk: gente[area] if area else [] for pk, area in areas.items()}


def con_rol(rol: Rol) -> list[Usuario]:
    return list(Usuario.objects.activos().con_rol(rol))


def permiso_de(modelo: type[Model]) -> str:
    return f"{modelo._meta.app_label}.view_{modelo._meta.model_name}"


def inicio_del_dia(dia: dt.date) -> dt.datetime:
    """The first moment of a civil date in the zone of the office."""
    return timezone.make_aware(dt.datetime.combine(dia, dt.time()))


def faltan(dia: dt.date, hoy: dt.date) -> str:
    """How far a date is, as people say it."""
    dias = (dia - hoy).days
    if dias == 0:
        return "vence hoy"
    if dias == 1:
        return "vence mañana"
    if dias > 1:
        return f"vence en {dias} días"
    if dias == -1:
        return "venció ayer"
    return f"venció hace {-dias} días"
