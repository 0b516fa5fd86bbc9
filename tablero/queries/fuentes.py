"""What search goes through, and how each kind of record reads among the results."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from acompanamiento.enums import EstadoVisitante
from acompanamiento.models import SolicitudVisitante
from convenios.enums import EstadoConvenio
from convenios.models import Convenio
from core.columns import country_name
from core.models.consulta import interpretar
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
from cuentas.models import Area, Usuario
from observacion.enums import EstadoSolicitudObservacion
from observacion.models import IntegranteRed, SolicitudObservacion

# Of each kind a handful is shown: exact names and beginnings are always among the candidates.
CANDIDATOS = 300


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


def resultados_de_instituciones(user: Any, filas: QuerySet[Any]) -> list[Resultado]:
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


def resultados_de_contactos(user: Any, filas: QuerySet[Any]) -> list[Resultado]:
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


def resultados_de_puestos(user: Any, filas: QuerySet[Any]) -> list[Resultado]:
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


def resultados_del_equipo(user: Any, filas: QuerySet[Any]) -> list[Resultado]:
    return [
        Resultado(nombre, reverse("cuentas:usuario_detail", args=[pk]), "person-badge", area or "")
        for pk, nombre, area in filas.values_list("pk", "nombre_completo", "area__nombre")
    ]


def resultados_de_areas(user: Any, filas: QuerySet[Any]) -> list[Resultado]:
    return [
        Resultado(
            f"{nombre} ({siglas})" if siglas else nombre,
            reverse("cuentas:area_detail", args=[pk]),
            "diagram-2",
        )
        for pk, nombre, siglas in filas.values_list("pk", "nombre", "siglas")
    ]


def resultados_de_gestiones(user: Any, filas: QuerySet[Any]) -> list[Resultado]:
    return [
        Resultado(folio, reverse("crm:gestion_detail", args=[pk]), "inbox", con or texto[:80])
        for pk, folio, con, texto in filas.values_list("pk", "folio", "contrapartes", "descripcion")
    ]


def resultados_de_reuniones(user: Any, filas: QuerySet[Any]) -> list[Resultado]:
    return [
        Resultado(asunto, reverse("crm:reunion_detail", args=[pk]), "calendar-event", _dia(inicio))
        for pk, asunto, inicio in filas.values_list("pk", "asunto", "inicio")
    ]


def resultados_de_compromisos(user: Any, filas: QuerySet[Any]) -> list[Resultado]:
    return [
        Resultado(texto, reverse("crm:compromiso_detail", args=[pk]), "hand-thumbs-up", con or "")
        for pk, texto, con in filas.values_list("pk", "texto", "institucion__nombre")
    ]


def resultados_de_convenios(user: Any, filas: QuerySet[Any]) -> list[Resultado]:
    etapas = dict(EstadoConvenio.choices)
    return [
        Resultado(
            nombre,
            reverse("convenios:convenio_detail", args=[pk]),
            "file-earmark-text",
            " · ".join(filter(None, [folio or numero, etapas.get(estado, ""), con])),
        )
        for pk, nombre, folio, numero, estado, con in filas.values_list(
            "pk", "denominacion", "folio", "numero_registro", "estado", "contrapartes"
        )
    ]


def resultados_de_visitantes(user: Any, filas: QuerySet[Any]) -> list[Resultado]:
    estados = dict(EstadoVisitante.choices)
    return [
        Resultado(
            f"{nombres} {apellidos}".strip() or folio,
            reverse("acompanamiento:solicitudvisitante_detail", args=[pk]),
            "passport",
            " · ".join(filter(None, [folio, estados[estado], organizacion])),
        )
        for pk, nombres, apellidos, folio, estado, organizacion in filas.values_list(
            "pk", "nombres", "apellidos", "folio", "estado", "organizacion"
        )
    ]


def resultados_de_observacion(user: Any, filas: QuerySet[Any]) -> list[Resultado]:
    estados = dict(EstadoSolicitudObservacion.choices)
    return [
        Resultado(
            nombre,
            reverse("observacion:solicitudobservacion_detail", args=[pk]),
            "eye",
            f"{folio} · {estados[estado]}",
        )
        for pk, nombre, folio, estado in filas.values_list("pk", "nombre", "folio", "estado")
    ]


def resultados_de_la_red(user: Any, filas: QuerySet[Any]) -> list[Resultado]:
    return [
        Resultado(
            nombre,
            reverse("observacion:integrantered_detail", args=[pk]),
            "people",
            organizacion or "A título individual",
        )
        for pk, nombre, organizacion in filas.values_list("pk", "nombre", "organizacion__nombre")
    ]


def resultados_de_interacciones(user: Any, filas: QuerySet[Any]) -> list[Resultado]:
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
    Fuente(Institucion, "Instituciones", resultados_de_instituciones),
    Fuente(Contacto, "Contactos", resultados_de_contactos, es_de_personas=True),
    Fuente(Puesto, "Puestos", resultados_de_puestos, es_de_personas=True),
    Fuente(Convenio, "Convenios", resultados_de_convenios),
    Fuente(Gestion, "Gestiones", resultados_de_gestiones),
    Fuente(Reunion, "Reuniones", resultados_de_reuniones),
    Fuente(Compromiso, "Compromisos", resultados_de_compromisos),
    Fuente(SolicitudVisitante, "Visitantes", resultados_de_visitantes, es_de_personas=True),
    Fuente(SolicitudObservacion, "Observación", resultados_de_observacion, es_de_personas=True),
    Fuente(IntegranteRed, "Red de Observación", resultados_de_la_red, es_de_personas=True),
    Fuente(Interaccion, "Bitácora", resultados_de_interacciones),
    Fuente(Usuario, "Equipo", resultados_del_equipo, es_de_personas=True),
    Fuente(Area, "Áreas", resultados_de_areas),
]
