"""Apply a previewed file in short transactions, each of which leaves the base in order."""

import time
import uuid
from collections.abc import Sequence
from typing import Any

from django.db import models, transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from core.batches import anotar
from core.importing import leases
from core.importing.catalog import crud_por_modelo
from core.importing.mapping import Relacion, encabezados_por_campo
from core.importing.matching import muchos
from core.importing.pace import Ritmo, sin_recoger
from core.importing.proof import culpables, de_json, leer, poner, validar
from core.models import Lote, RenglonImportacion
from core.models.lote import AccionCambio, Decision, EstadoLote, EstadoRenglon
from core.resources import EntidadResource

Par = tuple[int, models.Model]
Refusadas = dict[int, list[tuple[str, str]]]
CAMBIADO = (
    "cambió después de la vista previa y ahora dice «{}»; revisa la fila y vuelve a importarla"
)


def por_aplicar(lote: Lote) -> QuerySet[RenglonImportacion]:
    """Rows that will be written, in the order of the file."""
    decididas = Q(decision__in=[Decision.USAR, Decision.CREAR, Decision.RESTAURAR])
    listas = Q(estado__in=[EstadoRenglon.NUEVA, EstadoRenglon.CAMBIA]) & ~Q(
        decision=Decision.OMITIR
    )
    return lote.renglones.filter(aplicado=False).filter(decididas | listas).order_by("pk")


def confirmar(lote: Lote, *, parecidas: str = Decision.OMITIR) -> bool:
    """Start the run, once: a second click, or a second person, changes nothing.

    `parecidas` is what to do with possible duplicates nobody decided on.
    """
    with transaction.atomic():
        mias = Lote.objects.filter(pk=lote.pk, estado=EstadoLote.REVISADO)
        if not mias.update(
            estado=EstadoLote.EN_CURSO, iniciado_en=timezone.now(), terminado_en=None, avance=0
        ):
            return False
        sin_decidir = lote.renglones.filter(decision="")
        sin_decidir.filter(estado=EstadoRenglon.PARECIDA).update(decision=parecidas)
        sin_decidir.filter(estado=EstadoRenglon.ELIMINADA).update(decision=Decision.OMITIR)
        mias = Lote.objects.filter(pk=lote.pk)
        mias.update(por_hacer=por_aplicar(lote).count())
    lote.refresh_from_db()
    return True


def ejecutar(lote: Lote, *, plazo: float | None = None) -> bool:
    """Apply what is pending, batch after batch. Returns False if another runner has the turn.

    Killed at any point, what remains is exactly the batches that were committed: the rows say
    which, and whoever takes the turn next goes on from there.
    """
    turno = leases.tomar(lote, EstadoLote.EN_CURSO)
    if turno is None:
        return False
    limite = time.monotonic() + plazo if plazo else None
    try:
        with sin_recoger():
            corrida = Corrida(lote, turno)
            while corrida.un_lote():
                if limite and time.monotonic() > limite:
                    leases.soltar(lote, turno)
                    return True
    except leases.TurnoPerdido:
        return False
    terminar(lote, turno)
    return True


def terminar(lote: Lote, turno: uuid.UUID | None = None) -> None:
    """Count what happened from the rows themselves, and close."""
    renglones, cambios = lote.renglones, lote.cambios
    nuevas = cambios.filter(accion=AccionCambio.CREADO).count()
    leidas = renglones.count()
    iguales = renglones.filter(estado=EstadoRenglon.IGUAL).count()
    aplicadas = cambios.count()
    final = {
        "estado": EstadoLote.TERMINADO,
        "nuevas": nuevas,
        "actualizadas": aplicadas - nuevas,
        "sin_cambio": iguales,
        "con_problema": leidas - iguales - aplicadas,
        "terminado_en": timezone.now(),
        "turno": None,
        "turno_vence": None,
    }
    propio = Lote.objects.filter(pk=lote.pk, estado=EstadoLote.EN_CURSO)
    (propio.filter(turno=turno) if turno else propio).update(**final)


class Corrida:
    """One runner's pass over a batch."""

    def __init__(self, lote: Lote, turno: uuid.UUID):
        self.lote, self.turno, self.ritmo = lote, turno, Ritmo()
        self.muchos_de: dict[int, dict[str, Any]] = {}
        crud = crud_por_modelo(lote.modelo)
        self.modelo: type[models.Model] = crud.model
        self.recurso: EntidadResource = crud.resource_class()
        self.by = lote.creado_por
        self.motivo = f"Importación {lote.pk}: {lote.nombre_archivo}"[:100]
        columnas = self.recurso.columnas()
        relacion = Relacion.de_json(lote.opciones)
        self.encabezados = encabezados_por_campo(
            relacion, columnas, lote.opciones.get("encabezados", [])
        )
        self.etiquetas = {columna.campo: columna for columna in columnas}

    def un_lote(self) -> bool:
        """Write some rows and their trail in one transaction; False when none is left.

        The turn is ours, so the rows cannot change between reading them and writing them; what
        can be prepared before holding anybody is prepared before.
        """
        filas = list(por_aplicar(self.lote).defer("original")[: self.ritmo.tamano])
        if not filas:
            return False
        pares, refusadas = self.construir([f for f in filas if self.es_nueva(f)])
        with self.ritmo.escribiendo():
            leases.sostener(
                self.lote, self.turno, EstadoLote.EN_CURSO, avance=models.F("avance") + len(filas)
            )
            refusadas |= self.crear(pares)
            refusadas |= self.cambiar([f for f in filas if not self.es_nueva(f)])
            aplicadas = [fila.pk for fila in filas if fila.pk not in refusadas]
            self.lote.renglones.filter(pk__in=aplicadas).update(aplicado=True)
            for fila in filas:
                if fila.pk in refusadas:
                    self.devolver(fila, refusadas[fila.pk])
        return True

    @staticmethod
    def es_nueva(fila: RenglonImportacion) -> bool:
        if fila.decision in {Decision.USAR, Decision.RESTAURAR}:
            return False
        return fila.estado != EstadoRenglon.CAMBIA

    def devolver(self, fila: RenglonImportacion, motivos: list[tuple[str, str]]) -> None:
        """The row goes back to the person with its reason."""
        fila.estado, fila.decision = EstadoRenglon.PROBLEMA, ""
        fila.problemas = [[self.encabezados.get(c, ""), mensaje] for c, mensaje in motivos]
        fila.save(update_fields=["estado", "decision", "problemas"])

    def construir(self, filas: Sequence[RenglonImportacion]) -> tuple[list[Par], Refusadas]:
        """New records in memory, and the rows that no longer make one."""
        pares, refusadas = [], {}
        for fila in filas:
            obj, valores = self.modelo(), de_json(self.modelo, fila.valores)
            poner(obj, valores)
            problemas = validar(self.recurso, obj, (), es_nueva=True)
            if problemas:
                refusadas[fila.pk] = problemas
            else:
                pares.append((fila.pk, obj))
                self.muchos_de[fila.pk] = fila.valores
        return pares, refusadas

    def crear(self, pares: list[Par]) -> Refusadas:
        refusadas = culpables(pares, self.escribir_nuevas)
        creadas = {pk: obj for pk, obj in pares if pk not in refusadas}
        for pk, obj in creadas.items():
            self.poner_varios(obj, self.muchos_de[pk])
        self.muchos_de.clear()
        anotar(self.lote, creadas.values(), AccionCambio.CREADO, {})
        return refusadas

    def escribir_nuevas(self, objs: list[models.Model]) -> None:
        for obj in objs:
            obj.pk, obj._state.adding = None, True
        if self.recurso.UNO_POR_UNO:
            for obj in objs:
                obj.clean()
                self.recurso.crear_uno(obj, by=self.by, motivo=self.motivo)
        else:
            self.recurso.crear_varios(objs, by=self.by, motivo=self.motivo)

    def poner_varios(self, obj: models.Model, valores: dict[str, Any]) -> None:
        """Related records are added to those there are, never replaced."""
        varios = {
            campo: pks
            for campo, pks in valores.items()
            if pks and self.modelo._meta.get_field(campo).many_to_many
        }
        for campo, pks in varios.items():
            getattr(obj, campo).add(*pks)
        if varios:
            self.recurso.al_relacionar(obj)

    def cambiar(self, filas: Sequence[RenglonImportacion]) -> Refusadas:
        if not filas:
            return {}
        objs = self.objetos(filas)
        pares, refusadas, antes, campos = [], {}, {}, set()
        for fila in filas:
            obj = objs.get(self.objeto_de(fila))
            problemas = self.preparar(fila, obj, antes)
            if problemas:
                refusadas[fila.pk] = problemas
            elif antes[obj.pk]:
                campos |= antes[obj.pk].keys()
                pares.append((fila.pk, obj))
        self.campos = sorted(c for c in campos if not self.modelo._meta.get_field(c).many_to_many)
        versiones = {obj.pk: obj.version for _, obj in pares}
        refusadas |= culpables(pares, lambda lista: self.escribir(lista, versiones))
        por_pk = {fila.pk: fila for fila in filas}
        hechas = [(por_pk[pk], obj) for pk, obj in pares if pk not in refusadas]
        self.anotar_cambios(hechas, antes)
        return refusadas

    def objetos(self, filas: Sequence[RenglonImportacion]) -> dict[int, models.Model]:
        rows = self.modelo.objects.prefetch_related(*self.recurso.PREFETCH)
        return rows.select_for_update(of=("self",)).in_bulk([self.objeto_de(f) for f in filas])

    @staticmethod
    def objeto_de(fila: RenglonImportacion) -> int:
        return fila.objeto_id or fila.posibles[0][0]

    def preparar(self, fila: RenglonImportacion, obj, antes) -> list[tuple[str, str]]:
        """Bring the record to what the row says; note what it was. Returns why it cannot be."""
        restaurar = fila.decision == Decision.RESTAURAR
        if obj is None or (obj.eliminado_en and not restaurar):
            return [("", "el registro ya no existe; quita la fila o impórtala como nueva")]
        valores = de_json(self.modelo, fila.valores)
        simples = [c for c in valores if not self.modelo._meta.get_field(c).many_to_many]
        previos = leer(obj, simples)
        if motivo := self.conflicto(fila, previos):
            return motivo
        notado = {}
        if restaurar:
            notado = leer(obj, ["eliminado_en", "eliminado_por"])
            obj.eliminado_en = obj.eliminado_por = None
        poner(obj, valores)
        problemas = validar(self.recurso, obj, (), es_nueva=False)
        despues = leer(obj, simples)
        notado |= {c: previos[c] for c in simples if previos[c] != despues[c]}
        notado |= self.agregados(obj, valores)
        antes[obj.pk] = notado
        return problemas

    def agregados(self, obj: models.Model, valores: dict[str, Any]) -> dict[str, list[int]]:
        notado = {}
        for campo, pks in valores.items():
            if self.modelo._meta.get_field(campo).many_to_many and pks:
                previos = muchos(self.modelo, campo, [obj.pk]).get(obj.pk, set())
                if set(pks) - previos:
                    notado[campo] = sorted(previos)
        return notado

    def conflicto(self, fila: RenglonImportacion, previos) -> list[tuple[str, str]]:
        """Somebody wrote in one of these very fields after the preview was shown."""
        for campo, (antes, despues) in fila.cambios.items():
            actual = previos.get(campo, antes)
            if actual not in (antes, despues):
                columna = self.etiquetas.get(campo)
                texto = columna.widget.render(actual) if columna else actual
                return [(campo, CAMBIADO.format(texto))]
        return []

    def escribir(self, objs: list[models.Model], versiones: dict[int, int]) -> None:
        for obj in objs:
            obj.version = versiones[obj.pk]
        if self.recurso.UNO_POR_UNO:
            for obj in objs:
                obj.version = versiones[obj.pk]
                obj.clean()
                obj.guardar(by=self.by, motivo=self.motivo)
        else:
            self.modelo.objects.guardar_varios(objs, self.campos, by=self.by, motivo=self.motivo)

    def anotar_cambios(self, hechas: Sequence[tuple[RenglonImportacion, Any]], antes) -> None:
        por_accion: dict[str, list[models.Model]] = {}
        for fila, obj in hechas:
            self.poner_varios(obj, fila.valores)
            restaurada = fila.decision == Decision.RESTAURAR
            accion = AccionCambio.RESTAURADO if restaurada else AccionCambio.ACTUALIZADO
            por_accion.setdefault(accion, []).append(obj)
        for accion, objs in por_accion.items():
            anotar(self.lote, objs, accion, antes)
