"""What a file would do, row by row, without doing it."""

import uuid
from collections.abc import Sequence
from functools import cached_property
from typing import Any

from django.db import transaction
from django.utils import timezone

from core.importing import leases
from core.importing.catalog import crud_por_modelo
from core.importing.mapping import Relacion, conocidos, encabezados_por_campo, natural_de
from core.importing.matching import AMBIGUA, Claves, Parecidos, muchos, visibles
from core.importing.pace import Ritmo, sin_recoger
from core.importing.proof import leer, poner, por_revisar, probar, validar
from core.importing.readers import leer as leer_archivo
from core.importing.rows import Caso, Interprete, Limpia
from core.importing.tables import Fila, Tabla
from core.models import Lote, RenglonImportacion
from core.models.insercion import insertar
from core.models.lote import EstadoLote, EstadoRenglon
from core.resources import ID, Columna, EntidadResource, a_json


def tabla_de_lote(lote: Lote, columnas: Sequence[Columna]) -> Tabla:
    """Read the uploaded file again, as its options say."""
    with lote.archivo.open("rb") as archivo:
        contenido = archivo.read()
    hoja, fila = lote.opciones.get("hoja", ""), lote.opciones.get("fila_encabezado")
    return leer_archivo(
        contenido, lote.nombre_archivo, hoja=hoja, conocidos=conocidos(columnas), fila=fila
    )


def previsualizar(lote: Lote, tabla: Tabla | None = None) -> bool:
    """Fill the staging rows of a batch. Returns False if another runner has the turn.

    ``tabla`` spares reading the file again to who has just opened it with the same options.
    """
    turno = leases.tomar(lote, EstadoLote.REVISANDO)
    if turno is None:
        return False
    crud = crud_por_modelo(lote.modelo)
    columnas = crud.resource_class().columnas(lote.opciones.get("ocultas", ()))
    tabla = tabla or tabla_de_lote(lote, columnas)
    with transaction.atomic():
        leases.sostener(
            lote, turno, EstadoLote.REVISANDO, avance=0, por_hacer=len(tabla.filas),
            iniciado_en=timezone.now(),
        )  # fmt: skip
        lote.renglones.all().delete()
    with sin_recoger():
        Revision(lote, crud, columnas, tabla, turno).recorrer()
    return True


class Revision:
    """The preview of one batch."""

    def __init__(self, lote, crud, columnas, tabla: Tabla, turno: uuid.UUID):
        self.lote, self.turno, self.tabla, self.ritmo = lote, turno, tabla, Ritmo()
        self.modelo = crud.model
        self.recurso: EntidadResource = crud.resource_class()
        relacion = Relacion.de_json(lote.opciones)
        self.interprete = Interprete(self.recurso, columnas, relacion, tabla)
        natural = natural_de(relacion, columnas, crud.import_keys)
        self.claves = Claves(self.modelo, natural)
        self.por_id = Claves(self.modelo, ID) if ID in relacion.mapa.values() else None
        self.alterna = Claves(self.modelo, c) if (c := self.recurso.CLAVE_ALTERNA) else None
        self.visibles = visibles(self.modelo, lote.creado_por)
        self.campos = self.interprete.campos
        self.simples = [c for c in self.campos if c not in self.interprete.varios]
        es_relacion = {c: self.modelo._meta.get_field(c).is_relation for c in self.simples}
        self.propios = [c for c in self.simples if not es_relacion[c]]
        self.por_revisar = set(por_revisar(self.modelo, self.interprete.widgets))
        self.encabezados = encabezados_por_campo(relacion, columnas, tabla.encabezados)
        self.vistas: dict[tuple, int] = {}
        self.cuenta = dict.fromkeys(EstadoRenglon.values, 0)

    @cached_property
    def parecidos(self) -> Parecidos | None:
        """The names already here; read with the first new row, which many files do not have."""
        return Parecidos.de(self.modelo) if self.recurso.BUSCA_PARECIDAS else None

    def recorrer(self) -> None:
        inicio = 0
        while trozo := self.tabla.filas[inicio : inicio + self.ritmo.tamano]:
            casos = [self.caso(fila) for fila in trozo]
            self.comparar([caso for caso in casos if caso.objeto_id])
            self.validar_nuevas([c for c in casos if c.estado == EstadoRenglon.NUEVA])
            self.demostrar(casos)
            inicio += len(casos)
            self.guardar(casos, inicio)
        leases.soltar(
            self.lote, self.turno, estado=EstadoLote.REVISADO, **contadores(self.cuenta),
            leidas=len(self.tabla.filas), terminado_en=timezone.now(),
        )  # fmt: skip

    def caso(self, fila: Fila) -> Caso:
        """Read a row and say whose it is."""
        limpia = self.interprete.limpiar(fila)
        caso = Caso(fila, limpia)
        if limpia.id is not None and self.por_id:
            self.reconocer(caso, self.por_id, (limpia.id,))
            if caso.objeto_id is None and not limpia.problemas:
                caso.culpar("ID", f"no existe un registro con el ID {limpia.id}")
        else:
            self.por_clave(caso)
        if limpia.problemas:
            caso.estado, caso.objeto_id = EstadoRenglon.PROBLEMA, None
        return caso

    def por_clave(self, caso: Caso) -> None:
        llave = self.claves.llave(self.para_clave(caso.limpia))
        if not llave or not llave[0]:
            if self.recurso.CLAVE_PROPIA:
                self.por_clave_alterna(caso)
            elif self.claves.campos and not caso.limpia.problemas:
                etiqueta = self.encabezados.get(self.claves.campos[0], self.claves.campos[0])
                caso.culpar(etiqueta, "está vacía, y es la que identifica al registro")
            return
        self.reconocer(caso, self.claves, llave)
        self.sin_reconocer(caso)

    def por_clave_alterna(self, caso: Caso) -> None:
        """A row without the key that the system gives: it may still be one that is here."""
        if self.alterna and not caso.limpia.problemas:
            valores = self.recurso.para_clave(caso.limpia.valores)
            self.reconocer(caso, self.alterna, self.alterna.llave(valores))
        self.sin_reconocer(caso)

    def sin_reconocer(self, caso: Caso) -> None:
        if caso.objeto_id is None and caso.estado != EstadoRenglon.ELIMINADA:
            caso.limpia.problemas += self.interprete.faltantes(caso.limpia)
            caso.estado = EstadoRenglon.NUEVA

    def para_clave(self, limpia: Limpia) -> dict[str, Any]:
        """The values of the key; parts without a column are computed as the record would."""
        derivadas = [c for c in self.claves.campos if c not in self.interprete.etiquetas]
        if not derivadas or limpia.problemas:
            return limpia.valores
        obj = self.modelo()
        poner(obj, limpia.valores)
        obj.refrescar_derivados()
        return limpia.valores | {campo: getattr(obj, campo) for campo in derivadas}

    def reconocer(self, caso: Caso, claves: Claves, llave: tuple) -> None:
        """Match among the living, then among the deleted; the second of two equals is told."""
        primera = self.vistas.setdefault((claves is self.por_id, llave), caso.fila.numero)
        if primera != caso.fila.numero:
            caso.culpar("", f"repite el registro de la fila {primera}; deja sólo una")
            return
        pk = claves.vivos.get(llave)
        if pk == AMBIGUA:
            caso.culpar(
                "", "hay más de un registro con esa clave; usa la columna ID para decir cuál"
            )
        elif pk is not None and self.visibles is not None and pk not in self.visibles:
            caso.culpar("", "ya existe y no está a tu alcance; pide el cambio a la DVOE")
        elif pk is not None:
            caso.objeto_id, caso.estado = pk, EstadoRenglon.IGUAL
        elif llave in claves.eliminados:
            caso.estado = EstadoRenglon.ELIMINADA
            caso.posibles = [(claves.eliminados[llave], "")]

    def comparar(self, casos: Sequence[Caso]) -> None:
        """Find what each recognised row changes; only those become objects."""
        pks = [caso.objeto_id for caso in casos]
        rutas = {c: self.modelo._meta.get_field(c).attname for c in self.simples}
        actuales = {
            fila["pk"]: fila
            for fila in self.modelo.objects.filter(pk__in=pks).values("pk", *rutas.values())
        }
        relaciones = self._relaciones(pks)
        distintos = []
        for caso in casos:
            actual = actuales[caso.objeto_id]
            valores = caso.limpia.valores
            distinto = any(
                valores[campo] != actual[ruta]
                and not (valores[campo] is None and actual[ruta] == "")
                for campo, ruta in rutas.items()
                if campo in valores
            )
            if distinto or self._agrega(caso, relaciones):
                distintos.append(caso)
        self.validar_cambios(distintos, relaciones)

    def _relaciones(self, pks: Sequence[int]) -> dict[str, dict[int, set[int]]]:
        return {
            campo: muchos(self.modelo, campo, pks)
            for campo in self.interprete.varios & set(self.campos)
        }

    @staticmethod
    def _agrega(caso: Caso, relaciones) -> bool:
        return any(
            set(caso.limpia.valores.get(campo) or ()) - actuales.get(caso.objeto_id, set())
            for campo, actuales in relaciones.items()
        )

    def validar_cambios(self, casos: Sequence[Caso], relaciones) -> None:
        rows = self.modelo.objects.prefetch_related(*self.recurso.PREFETCH)
        objs = rows.in_bulk([caso.objeto_id for caso in casos]) if casos else {}
        for caso in casos:
            obj, valores = objs[caso.objeto_id], caso.limpia.valores
            antes = leer(obj, self.simples)
            poner(obj, valores)
            revisables = self.por_revisar & valores.keys()
            for campo, mensaje in validar(self.recurso, obj, revisables, es_nueva=False):
                caso.culpar(self.encabezados.get(campo, ""), mensaje)
            despues = leer(obj, self.simples)
            caso.cambios = {
                campo: [antes[campo], despues[campo]]
                for campo in self.simples
                if campo in valores and antes[campo] != despues[campo]
            }
            for campo, actuales in relaciones.items():
                previos = actuales.get(obj.pk, set())
                juntos = previos | set(valores.get(campo) or ())
                if juntos != previos:
                    caso.cambios[campo] = [sorted(previos), sorted(juntos)]
            if caso.cambios and not caso.limpia.problemas:
                caso.estado, caso.obj = EstadoRenglon.CAMBIA, obj

    def validar_nuevas(self, casos: Sequence[Caso]) -> None:
        for caso in casos:
            obj, valores = self.modelo(), caso.limpia.valores
            poner(obj, valores)
            revisables = self.por_revisar & valores.keys()
            for campo, mensaje in validar(self.recurso, obj, revisables, es_nueva=True):
                caso.culpar(self.encabezados.get(campo, ""), mensaje)
            if caso.limpia.problemas:
                continue
            obj.refrescar_derivados()
            caso.obj = obj
            valores |= {c: obj.__dict__[c] for c in self.propios if c in valores}
            if self.parecidos:
                caso.posibles = self.parecidos.buscar(str(obj))
                if caso.posibles:
                    caso.estado = EstadoRenglon.PARECIDA

    def demostrar(self, casos: Sequence[Caso]) -> None:
        """Let the database refuse now what it would refuse later."""
        con_objeto = [(indice, caso) for indice, caso in enumerate(casos) if caso.obj is not None]
        nuevas = [(i, c.obj) for i, c in con_objeto if c.estado != EstadoRenglon.CAMBIA]
        cambiadas = [(i, c.obj) for i, c in con_objeto if c.estado == EstadoRenglon.CAMBIA]
        if not con_objeto:
            return
        with self.ritmo.escribiendo():
            refusados = probar(
                nuevas, cambiadas, self.simples, uno_por_uno=self.recurso.UNO_POR_UNO
            )
            transaction.set_rollback(True)
        for indice, motivos in refusados.items():
            for campo, mensaje in motivos:
                casos[indice].culpar(self.encabezados.get(campo, ""), mensaje)

    def guardar(self, casos: Sequence[Caso], avance: int) -> None:
        for caso in casos:
            self.cuenta[caso.estado] += 1
        renglones = [self.renglon(caso) for caso in casos]
        with self.ritmo.escribiendo():
            leases.sostener(self.lote, self.turno, EstadoLote.REVISANDO, avance=avance)
            insertar(RenglonImportacion, renglones)

    def renglon(self, caso: Caso) -> RenglonImportacion:
        igual = caso.estado == EstadoRenglon.IGUAL
        valores = {} if igual else {c: a_json(v) for c, v in caso.limpia.valores.items()}
        return RenglonImportacion(
            lote=self.lote,
            numero=caso.fila.numero,
            original=caso.fila.celdas,
            estado=caso.estado,
            valores=valores,
            cambios=caso.cambios if caso.estado == EstadoRenglon.CAMBIA else {},
            problemas=[list(problema) for problema in caso.limpia.problemas],
            objeto_id=caso.objeto_id,
            posibles=[list(par) for par in caso.posibles],
        )


def contadores(cuenta: dict[str, int]) -> dict[str, int]:
    return {
        "nuevas": cuenta[EstadoRenglon.NUEVA],
        "actualizadas": cuenta[EstadoRenglon.CAMBIA],
        "sin_cambio": cuenta[EstadoRenglon.IGUAL],
        "con_problema": cuenta[EstadoRenglon.PROBLEMA],
        "posibles": cuenta[EstadoRenglon.PARECIDA] + cuenta[EstadoRenglon.ELIMINADA],
    }
