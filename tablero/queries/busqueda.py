"""Search over everything a person may see: records by kind, actions and pages."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.module_loading import import_string

from core.columns import country_name
from core.models.consulta import interpretar
from core.models.palabra import ultima_palabra
from core.search import Consulta, normalizar
from crm.enums import TipoInstitucion
from crm.models import (
    Compromiso,
    Contacto,
    Gestion,
    Institucion,
    Interaccion,
    Ocupacion,
    Puesto,
    Reunion,
)
from crm.validators import es_iecm
from cuentas.models import Area, Usuario

# Of each kind a handful is shown: exact names and beginnings are always among the candidates.
CANDIDATOS = 300
PREFIJOS = {"@": "personas", ">": "acciones", "#": "folios"}
DIGITOS, LARGO_FOLIO = 9, 20
NOTA_IECM = (
    "El Instituto Electoral de la Ciudad de México (IECM), antes Instituto Electoral del "
    "Distrito Federal (IEDF), es esta casa: no es contraparte y no está en el directorio. "
    "Sus áreas están en Áreas."
)


@dataclass(frozen=True)
class Resultado:
    """One thing found and where it opens."""

    texto: str
    url: str
    icono: str
    detalle: str = ""


@dataclass(frozen=True)
class Grupo:
    """What was found of one kind, the best first."""

    clave: str
    titulo: str
    resultados: list[Resultado]
    url_todos: str = ""
    tambien: list[str] = field(default_factory=list)


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
    halladas = _resultados_de_gestiones(user, filas.order_by("-fecha_solicitud", "-pk")[:cuantos])
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
        recientes = _resultados_de_instituciones(user, filas.order_by("-actualizado_en")[:5])
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


def _resultados_de_instituciones(user: Any, filas: QuerySet[Any]) -> list[Resultado]:
    tipos = dict(TipoInstitucion.choices)
    return [
        Resultado(
            f"{nombre} ({siglas})" if siglas else nombre,
            reverse("crm:institucion_detail", args=[pk]),
            "building",
            " · ".join(filter(None, [tipos.get(tipo, ""), entidad or country_name(pais)])),
        )
        for pk, nombre, siglas, tipo, entidad, pais in filas.values_list(
            "pk", "nombre", "siglas", "tipo", "entidad", "pais"
        )
    ]


def _resultados_de_contactos(user: Any, filas: QuerySet[Any]) -> list[Resultado]:
    personas = list(filas.values_list("pk", "nombre_para_mostrar"))
    ocupaciones = Ocupacion.objects.visibles_para(user).en_funciones()
    cargos = {
        contacto: f"{cargo}, {siglas or institucion}"
        for contacto, cargo, siglas, institucion in ocupaciones.filter(
            contacto__in=[pk for pk, _ in personas]
        ).values_list(
            "contacto",
            "puesto__cargo",
            "puesto__institucion__siglas",
            "puesto__institucion__nombre",
        )
    }
    return [
        Resultado(nombre, reverse("crm:contacto_detail", args=[pk]), "person", cargos.get(pk, ""))
        for pk, nombre in personas
    ]


def _resultados_de_puestos(user: Any, filas: QuerySet[Any]) -> list[Resultado]:
    puestos = list(filas.values_list("pk", "cargo", "institucion__siglas", "institucion__nombre"))
    ocupaciones = Ocupacion.objects.visibles_para(user).en_funciones()
    ocupantes = dict(
        ocupaciones.filter(puesto__in=[pk for pk, *_ in puestos]).values_list(
            "puesto", "contacto__nombre_para_mostrar"
        )
    )
    return [
        Resultado(
            f"{cargo}, {siglas or institucion}",
            reverse("crm:puesto_detail", args=[pk]),
            "person-workspace",
            ocupantes.get(pk, "Sin persona en funciones"),
        )
        for pk, cargo, siglas, institucion in puestos
    ]


def _resultados_del_equipo(user: Any, filas: QuerySet[Any]) -> list[Resultado]:
    return [
        Resultado(nombre, reverse("cuentas:usuario_detail", args=[pk]), "person-badge", area or "")
        for pk, nombre, area in filas.values_list("pk", "nombre_completo", "area__nombre")
    ]


def _resultados_de_areas(user: Any, filas: QuerySet[Any]) -> list[Resultado]:
    return [
        Resultado(
            f"{nombre} ({siglas})" if siglas else nombre,
            reverse("cuentas:area_detail", args=[pk]),
            "diagram-2",
        )
        for pk, nombre, siglas in filas.values_list("pk", "nombre", "siglas")
    ]


def _resultados_de_gestiones(user: Any, filas: QuerySet[Any]) -> list[Resultado]:
    return [
        Resultado(folio, reverse("crm:gestion_detail", args=[pk]), "inbox", con or texto[:80])
        for pk, folio, con, texto in filas.values_list("pk", "folio", "contrapartes", "descripcion")
    ]


def _resultados_de_reuniones(user: Any, filas: QuerySet[Any]) -> list[Resultado]:
    return [
        Resultado(asunto, reverse("crm:reunion_detail", args=[pk]), "calendar-event", _dia(inicio))
        for pk, asunto, inicio in filas.values_list("pk", "asunto", "inicio")
    ]


def _resultados_de_compromisos(user: Any, filas: QuerySet[Any]) -> list[Resultado]:
    return [
        Resultado(texto, reverse("crm:compromiso_detail", args=[pk]), "hand-thumbs-up", con or "")
        for pk, texto, con in filas.values_list("pk", "texto", "institucion__nombre")
    ]


def _resultados_de_interacciones(user: Any, filas: QuerySet[Any]) -> list[Resultado]:
    return [
        Resultado(
            asunto,
            reverse("crm:interaccion_detail", args=[pk]),
            "chat-left-text",
            f"{con} · {_dia(fecha)}" if con else _dia(fecha),
        )
        for pk, asunto, con, fecha in filas.values_list("pk", "asunto", "contrapartes", "fecha")
    ]


def _dia(instante: Any) -> str:
    return f"{timezone.localtime(instante):%d/%m/%Y}"


@dataclass(frozen=True)
class Fuente:
    """A kind of record that search goes through."""

    modelo: Any
    titulo: str
    resultados: Callable[[Any, QuerySet[Any]], list[Resultado]]
    es_de_personas: bool = False

    def buscar(self, user: Any, q: str, cuantos: int, ultima: int) -> Grupo | None:
        """The best records of this kind, or None; never more than the person may see."""
        filas = self.modelo.objects.visibles_para(user)
        if filas.query.is_empty():
            return None
        consulta = interpretar(self.modelo, q, ultima)
        if not consulta or consulta.sin_respuesta:
            return None
        hallados = self.resultados(user, filas.buscar(consulta, CANDIDATOS)[: cuantos + 1])
        if not hallados:
            return None
        opciones = self.modelo._meta
        lista = reverse(f"{opciones.app_label}:{opciones.model_name}_list")
        url_todos = f"{lista}?{urlencode({'q': q.strip()})}" if len(hallados) > cuantos else ""
        return Grupo(
            opciones.model_name, self.titulo, hallados[:cuantos], url_todos, consulta.tambien
        )


FUENTES = [
    Fuente(Institucion, "Instituciones", _resultados_de_instituciones),
    Fuente(Contacto, "Contactos", _resultados_de_contactos, es_de_personas=True),
    Fuente(Puesto, "Puestos", _resultados_de_puestos, es_de_personas=True),
    Fuente(Gestion, "Gestiones", _resultados_de_gestiones),
    Fuente(Reunion, "Reuniones", _resultados_de_reuniones),
    Fuente(Compromiso, "Compromisos", _resultados_de_compromisos),
    Fuente(Interaccion, "Bitácora", _resultados_de_interacciones),
    Fuente(Usuario, "Equipo", _resultados_del_equipo, es_de_personas=True),
    Fuente(Area, "Áreas", _resultados_de_areas),
]
