"""Search over everything a person may see: records by kind, actions and pages."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils.module_loading import import_string

from core.models.palabra import ultima_palabra
from core.search import Consulta, normalizar
from crm.models import Gestion, Institucion
from crm.validators import es_iecm
from tablero.queries.fuentes import (
    FUENTES,
    Grupo,
    Resultado,
    resultados_de_gestiones,
    resultados_de_instituciones,
)

PREFIJOS = {"@": "personas", ">": "acciones", "#": "folios"}
DIGITOS, LARGO_FOLIO = 9, 20
NOTA_IECM = (
    "El Instituto Electoral de la Ciudad de México (IECM), antes Instituto Electoral del "
    "Distrito Federal (IEDF), es esta casa: no es contraparte y no está en el directorio. "
    "Sus áreas están en Áreas."
)


@dataclass(frozen=True)
class Hallazgos:
    """The answer to a search."""

    q: str
    grupos: list[Grupo]
    nota: str = ""

    @property
    def tambien(self) -> list[str]:
        """Spellings that were looked for too, of the kinds that found something."""
        return list(dict.fromkeys(palabra for grupo in self.grupos for palabra in grupo.tambien))

    @property
    def cuantos(self) -> int:
        return sum(len(grupo.resultados) for grupo in self.grupos)


def buscar_todo(user: Any, q: str, por_grupo: int) -> Hallazgos:
    """What answers ``q`` among what this person may see, a few of each kind."""
    prefijo, consulta = leer_prefijo(q)
    if prefijo == "folios":
        return _por_folio(user, q, consulta.strip(), por_grupo)
    grupos = []
    if prefijo != "acciones":
        fuentes = [f for f in FUENTES if prefijo != "personas" or f.es_de_personas]
        ultima = ultima_palabra()
        halladas = (f.buscar(user, consulta, por_grupo, ultima) for f in fuentes)
        grupos += [grupo for grupo in halladas if grupo]
    if prefijo != "personas":
        grupos += _entradas(user, consulta)
    return Hallazgos(q, grupos, NOTA_IECM if es_iecm(consulta, consulta, "") else "")


def _por_folio(user: Any, q: str, folio: str, cuantos: int) -> Hallazgos:
    """Gestiones by their number, «#12», or by part of the folio, the latest first."""
    filas = Gestion.objects.visibles_para(user)
    if folio.isascii() and folio.isdigit() and len(folio) <= DIGITOS:
        filas = filas.filter(folio__endswith=f"-{int(folio):04d}")
    else:
        filas = filas.filter(folio__icontains=folio[:LARGO_FOLIO].replace("\x00", ""))
    halladas = resultados_de_gestiones(user, filas.order_by("-fecha_solicitud", "-pk")[:cuantos])
    if not halladas:
        return Hallazgos(q, [], "Ninguna gestión tiene ese folio.")
    return Hallazgos(q, [Grupo("gestion", "Gestiones", halladas)])


def leer_prefijo(q: str) -> tuple[str, str]:
    """The kind asked for by the first character, and the rest."""
    q = str(q or "").strip()
    return PREFIJOS.get(q[:1], ""), q[1:] if q[:1] in PREFIJOS else q


def antes_de_escribir(user: Any) -> Hallazgos:
    """What the palette offers first: what this person changed last, and what they may do."""
    grupos = []
    if user.has_perm("crm.view_institucion"):
        filas = Institucion.objects.visibles_para(user).filter(actualizado_por=user)
        recientes = resultados_de_instituciones(user, filas.order_by("-actualizado_en")[:5])
        if recientes:
            grupos.append(Grupo("recientes", "Lo último que cambiaste", recientes))
    return Hallazgos("", grupos + _entradas(user, ""))


def _entradas(user: Any, q: str) -> list[Grupo]:
    """Actions and pages of the menu whose words begin with what was typed."""
    terminos = Consulta.leer(q).terminos
    grupos = []
    for clave, titulo, ruta in (
        ("acciones", "Acciones", settings.MENU_ACCIONES),
        ("paginas", "Páginas", settings.MENU_PAGINAS),
    ):
        halladas = [
            Resultado(entrada.text, entrada.url, entrada.icon)
            for entrada in import_string(ruta)
            if entrada.permitida(user) and _responde(entrada, terminos)
        ]
        if halladas:
            grupos.append(Grupo(clave, titulo, halladas))
    return grupos


def _responde(entrada: Any, terminos: Iterable[str]) -> bool:
    palabras = f" {normalizar(f'{entrada.text} {entrada.otras}')}"
    return all(f" {termino}" in palabras for termino in terminos)
