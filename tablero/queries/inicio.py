"""The directory at a glance: counts, my records, recent changes, what the data still lack."""

from dataclasses import dataclass, replace
from datetime import datetime
from itertools import groupby
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count, F, QuerySet
from django.urls import reverse

from core.pagination import count_rows
from crm.enums import EstatusInstitucion, TipoInstitucion
from crm.filters.directorio import InstitucionFilter
from crm.models import Contacto, Institucion
from tablero.calculations import CORTE_2023, comparar

MIAS = 6
RECIENTES = 8
EXAMINADOS = 60


def instituciones_por_tipo(user: Any) -> Any:
    """Today's institutions of each type beside the cut of 2023."""
    filas = Institucion.objects.visibles_para(user).order_by().values_list("tipo")
    por_tipo = dict(filas.annotate(cuantas=Count("*")))
    return comparar(por_tipo, CORTE_2023, TipoInstitucion.choices)


def mis_instituciones(user: Any) -> QuerySet[Any, dict[str, Any]]:
    """Institutions this person answers for, first those not heard of for longest."""
    mias = Institucion.objects.visibles_para(user).filter(responsable=user)
    return mias.order_by(F("ultimo_contacto_en").asc(nulls_last=True), "orden").values(
        "pk", "nombre", "siglas", "ultimo_contacto_en"
    )[:MIAS]


@dataclass(frozen=True)
class Cambio:
    """Something written: which record, who, when, and how many more like it at once."""

    pk: int
    texto: str
    quien: str
    cuando: datetime
    version: int
    fuente: Any
    mas: int = 0

    @property
    def url(self) -> str:
        return reverse(self.fuente.url_name, args=[self.pk])

    @property
    def de_que(self) -> str:
        return self.fuente.modelo._meta.verbose_name_plural

    @property
    def es_alta(self) -> bool:
        return self.version == 1

    @property
    def tanda(self) -> tuple[str, str, bool, datetime]:
        """Changes of one kind by one person in one minute are told together."""
        minuto = self.cuando.replace(second=0, microsecond=0)
        return self.fuente.url_name, self.quien, self.es_alta, minuto


@dataclass(frozen=True)
class Fuente:
    """A kind of record whose changes home tells."""

    modelo: Any
    url_name: str
    icono: str

    def cambios(self, user: Any) -> list[Cambio]:
        filas = (
            self.modelo.objects.visibles_para(user)
            .order_by("-actualizado_en")
            .values_list("pk", self.modelo.CAMPO_NOMBRE, QUIEN, "actualizado_en", "version")
        )
        return [
            Cambio(pk, texto, quien or "", cuando, version, self)
            for pk, texto, quien, cuando, version in filas[:EXAMINADOS]
        ]


QUIEN = "actualizado_por__nombre_completo"
FUENTES = [
    Fuente(Institucion, "crm:institucion_detail", "building"),
    Fuente(Contacto, "crm:contacto_detail", "person"),
]


def cambios_recientes(user: Any) -> list[Cambio]:
    """The latest changes among what this person may see, of every kind together."""
    cambios = [cambio for fuente in FUENTES for cambio in fuente.cambios(user)]
    cambios.sort(key=lambda cambio: cambio.cuando, reverse=True)
    tandas = [list(tanda) for _, tanda in groupby(cambios, key=lambda cambio: cambio.tanda)]
    return [replace(primero, mas=len(resto)) for primero, *resto in tandas[:RECIENTES]]


@dataclass(frozen=True)
class Faltante:
    """Something the data lack: how many records, and the list that shows exactly those."""

    texto: str
    cuenta: Any
    url: str


# (what it says, filter of the list, value)
FALTANTES = [
    ("Sin titular en funciones", "falta", "sin_titular"),
    ("Sin novedad en 6 meses", "sin_novedad_meses", 6),
    ("Sin confirmar en 12 meses", "falta", "sin_confirmar"),
    ("Sin subtipo", "falta", "sin_subtipo"),
    ("Propuestas, por aprobar", "estatus", [EstatusInstitucion.PROPUESTA.value]),
]


def faltantes(user: Any) -> list[Faltante]:
    """Counters computed with the list's own filters, so that counter and list agree."""
    visibles = Institucion.objects.visibles_para(user)
    # One set of filters and no form: building the form five times was half of this page.
    filtros = InstitucionFilter(queryset=visibles).filters
    lista = reverse("crm:institucion_list")
    contados = [
        Faltante(
            texto,
            count_rows(filtros[nombre].filter(visibles, valor)),
            f"{lista}?{urlencode({nombre: valor}, doseq=True)}",
        )
        for texto, nombre, valor in FALTANTES
    ]
    return [faltante for faltante in contados if faltante.cuenta.value]
