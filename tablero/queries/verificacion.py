"""What must be true of the stored data, whoever wrote it: each finding says what and where."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from django.apps import apps
from django.db.models import Count, Exists, OuterRef, Q
from django.utils import timezone

from acompanamiento.models import CartaVisitante, EnvioEnEspera
from avisos.queries.salud import hallazgos
from core.models import Adjunto, Entidad
from core.models.adjunto import huella
from core.models.folio import ContadorFolio
from crm.models import Gestion, VersionMinuta
from crm.queries.minutas import huella_minuta
from cuentas.models import Carta
from indicadores.models import CierreTrimestral

MUESTRA = 20
# What the indicator counts: none of it may change without leaving its version in the history.
HECHOS = ("folio", "tipo", "estado", "con_respuesta", "fecha_solicitud", "fecha_registro")


def verificar() -> Iterator[str]:
    """Every finding, by kind, in a stable order. Nothing when all is well."""
    for revisar in REVISIONES:
        yield from revisar()


def folios() -> Iterator[str]:
    """Each series runs from 1 to its last number, and its counter knows that number."""
    series: dict[tuple[str, int], set[int]] = {}
    for folio in Gestion.objects.values_list("folio", flat=True).iterator():
        partes = folio.rsplit("-", 2)
        if len(partes) == 3 and partes[1].isdecimal() and partes[2].isdecimal():
            series.setdefault((partes[0], int(partes[1])), set()).add(int(partes[2]))
        else:
            yield f"Folio mal formado: {folio}"
    contadores = {(c.serie, c.anio): c.ultimo for c in ContadorFolio.objects.all()}
    for (serie, anio), numeros in sorted(series.items()):
        ultimo, contador = max(numeros), contadores.get((serie, anio), 0)
        faltan = sorted(set(range(1, ultimo + 1)) - numeros)
        if faltan:
            lista = ", ".join(f"{n:04d}" for n in faltan[:MUESTRA])
            yield f"Folios {serie}-{anio}: faltan {len(faltan)}: {lista}"
        if contador < ultimo:
            yield f"Contador {serie}-{anio}: va en {contador} y ya existe el {ultimo:04d}"


def cierres() -> Iterator[str]:
    """What was reported of a quarter is what its hash says."""
    for cierre in CierreTrimestral.objects.vivos().select_related("indicador").iterator():
        if not cierre.esta_integro:
            yield f"Cierre {cierre.indicador.clave} {cierre.periodo}: no coincide con su huella"


def minutas() -> Iterator[str]:
    """Signed minutes are as they were signed."""
    versiones = VersionMinuta.objects.vivos().select_related("reunion")
    for version in versiones.iterator():
        if huella_minuta(version.contenido) != version.sha256:
            yield (
                f"Minuta {version.numero} de la reunión {version.reunion_id} "
                f"«{version.reunion}»: no coincide con su huella"
            )


def archivos() -> Iterator[str]:
    """Every file is there and is the one that was attached."""
    for adjunto in Adjunto.objects.vivos().iterator():
        try:
            actual = huella(adjunto.archivo)
        except OSError:
            yield f"Archivo {adjunto.pk} «{adjunto}»: no está en el almacén"
            continue
        except ValueError:  # reserved: another key, or somebody altered it
            yield f"Archivo {adjunto.pk} «{adjunto}»: no se puede descifrar"
            continue
        if actual != adjunto.sha256:
            yield f"Archivo {adjunto.pk} «{adjunto}»: no coincide con su huella"


def turnos() -> Iterator[str]:
    """An open gestión is in somebody's hands, and only in theirs."""
    en_curso = Count("turnos", filter=Q(turnos__hasta=None, turnos__eliminado_en=None))
    rows = Gestion.objects.vivos().abiertas().annotate(en_curso=en_curso)
    for folio, cuantos in rows.exclude(en_curso=1).values_list("folio", "en_curso")[:MUESTRA]:
        yield f"Gestión {folio}: tiene {cuantos} turnos en curso y debe tener uno"


def historial() -> Iterator[str]:
    """The current version of every record is in its history."""
    for modelo in entidades():
        versiones = modelo.history.model.objects.filter(
            **{modelo._meta.pk.name: OuterRef("pk")}, version=OuterRef("version")
        )
        rows = modelo.objects.filter(~Exists(versiones)).order_by("pk")
        for pk, version in rows.values_list("pk", "version")[:MUESTRA]:
            nombre = modelo._meta.verbose_name
            yield f"Historial: la versión {version} de {nombre} {pk} no está en su historial"


def entidades() -> list[Any]:
    """The models that keep a history with versions."""
    found = [m for m in apps.get_models() if issubclass(m, Entidad)]
    return sorted(found, key=lambda m: m._meta.label)


def hechos() -> Iterator[str]:
    """The facts of each gestión are those of its current version in the history."""
    iguales = {nombre: OuterRef(nombre) for nombre in HECHOS}
    historia = Gestion.history.model.objects.filter(
        id=OuterRef("pk"), version=OuterRef("version"), **iguales
    )
    pendiente = historia.filter(fecha_atencion=None)
    atendida = historia.filter(fecha_atencion=OuterRef("fecha_atencion"))
    distintas = Gestion.objects.filter(
        Q(Q(fecha_atencion=None), ~Exists(pendiente))
        | Q(Q(fecha_atencion__isnull=False), ~Exists(atendida))
    )
    for folio in distintas.order_by("pk").values_list("folio", flat=True)[:MUESTRA]:
        yield f"Gestión {folio}: sus datos no son los de su última versión en el historial"


def cartas() -> Iterator[str]:
    """Invitations and links of passwords that did not leave in two days."""
    if n := Carta.objects.perdidas(timezone.now()).count():
        yield f"Cuentas: {n} cartas por enviar desde hace más de dos días: invita o pide de nuevo."


def portal() -> Iterator[str]:
    """What visitors sent got its folio, and what was written to them left."""
    ahora = timezone.now()
    if n := EnvioEnEspera.objects.atrasados(ahora).count():
        yield f"Portal: solicitudes que esperan su folio desde hace más de una hora: {n}."
    if n := CartaVisitante.objects.perdidas(ahora).count():
        yield f"Portal: cartas que no han salido en dos días: {n}."


def avisos() -> Iterator[str]:
    """What was due was told, and what could not be told was looked at by somebody."""
    yield from hallazgos()


REVISIONES: tuple[Callable[[], Iterator[str]], ...] = (
    folios,
    cierres,
    minutas,
    archivos,
    turnos,
    historial,
    hechos,
    avisos,
    cartas,
    portal,
)
