"""The former register as a file: what a spreadsheet of past instruments says, and no more.

An instrument is told by its number in that register. One that is in process is registered by
hand, where its steps are; here come those that were signed.
"""

import datetime as dt
from collections.abc import Collection
from functools import cached_property
from typing import Any

from convenios.actions.registro import registrar_historicos
from convenios.calculations.registro import proceso_nombrado, tipo_de_vigencia
from convenios.enums import TipoInstrumento, TipoVigencia
from convenios.models import Convenio
from convenios.queries.registro import procesos_por_nombre
from convenios.resources.registro import (
    ALIAS_ESTADO,
    ALIAS_TIPO,
    DESCONOCIDA,
    LARGO_TERMINO,
    FechaSabidaWidget,
    TerminoWidget,
    comprobar_cambios,
    comprobar_fechas,
    comprobar_nuevo,
)
from core.importing.values import TextoWidget
from core.resources import EntidadResource

SIN_TIPO = (
    "No hay columna de tipo: los convenios nuevos quedarán como «Otro instrumento», y se puede"
    " corregir en cada uno."
)
NOMBRES_AL_FINAL = (
    "Las contrapartes se buscan en el directorio por su nombre completo, oficial o anterior; las"
    " que no se reconozcan quedan como están escritas, en «Contrapartes por identificar»."
)


class ConvenioResource(EntidadResource):
    SINONIMOS = {
        "numero_registro": (
            "número",
            "no",
            "núm",
            "num",
            "no de convenio",
            "núm de convenio",
            "número de convenio",
            "número de registro",
            "número de instrumento",
            "consecutivo",
            "clave",
            "folio",
        ),
        "denominacion": (
            "nombre",
            "nombre del convenio",
            "nombre del instrumento",
            "denominación del convenio",
            "título",
            "convenio",
            "instrumento",
        ),
        "contraparte_texto": (
            "contraparte",
            "contrapartes",
            "institución",
            "instituciones",
            "institución contraparte",
            "celebrado con",
            "suscrito con",
            "con quién",
            "partes",
        ),
        "tipo": ("tipo de instrumento", "tipo de convenio", "clase"),
        "fecha_suscripcion": ("fecha de firma", "firma", "suscripción", "fecha de celebración"),
        "fecha_inicio": ("inicio", "fecha de inicio", "inicio de vigencia", "vigente desde"),
        "fecha_fin": (
            "término",
            "fecha de término",
            "fin",
            "fecha de fin",
            "fin de vigencia",
            "término de la vigencia",
            "vencimiento",
            "fecha de vencimiento",
            "vigente hasta",
            "vigencia",
        ),
        "estado": ("estado", "estatus", "status", "situación"),
        "objeto": ("objetivo", "objeto del convenio", "materia"),
        "area_solicitante": ("área", "área requirente"),
    }
    EJEMPLOS = {
        "numero_registro": "IEDF-2013-045",
        "denominacion": "Convenio de apoyo y colaboración en educación cívica",
        "contraparte_texto": "Universidad Autónoma de la Ciudad de México",
        "fecha_suscripcion": "12/03/2013",
        "fecha_fin": "31/12/2015",
        "estado": "Concluido",
    }
    ALTERNOS = {"area_solicitante": ("siglas",)}
    ALIAS = {"tipo": ALIAS_TIPO, "estado": ALIAS_ESTADO}
    COMPLETADOS = ("fecha_fin", "termino_texto", "tipo_vigencia", "proceso")
    BUSCA_PARECIDAS = False  # many are called alike: the number tells them apart
    SIGUIENTE = ("Contrapartes por identificar", "convenios:partes_por_identificar")
    SOLO_SALIDA = (
        "folio",
        "contrapartes",
        "responsable",
        "fecha_solicitud",
        "en_manos_de",
        "turno_desde",
        "renovacion",
        "fecha_conclusion",
        "motivo_conclusion",
    )

    class Meta:
        model = Convenio
        fields = (
            "numero_registro",
            "denominacion",
            "contraparte_texto",
            "tipo",
            "fecha_suscripcion",
            "fecha_inicio",
            "fecha_fin",
            "termino_texto",
            "tipo_vigencia",
            "proceso",
            "estado",
            "objeto",
            "area_solicitante",
        )

    def widget_de(self, campo):
        if campo.name == "contraparte_texto":
            return TextoWidget(campo.max_length, lineas=True)
        if campo.name == "fecha_fin":
            return TerminoWidget()
        if campo.name in ("fecha_suscripcion", "fecha_inicio"):
            return FechaSabidaWidget()
        return super().widget_de(campo)

    def columnas(self, ocultas=()):
        """Its kind may be missing; whether it is in force or over may not."""
        columnas = super().columnas(ocultas)
        for columna in columnas:
            if columna.nombre in ("tipo", "estado"):
                columna.obligatoria = columna.nombre == "estado"
            elif columna.nombre == "tipo_vigencia":
                columna.etiqueta = "Tipo de vigencia"
        return columnas

    def avisos(self, campos: Collection[str]) -> list[str]:
        return [NOMBRES_AL_FINAL] if "tipo" in campos else [SIN_TIPO, NOMBRES_AL_FINAL]

    @cached_property
    def procesos(self):
        """Read once for each file."""
        return procesos_por_nombre()

    def completar(self, valores: dict[str, Any]) -> dict[str, Any]:
        """One cell says until when, in a date or in words."""
        dicho = {campo: v for campo, v in valores.items() if v != DESCONOCIDA}
        fin = dicho.get("fecha_fin")
        if isinstance(fin, str):
            textos = [fin, dicho.get("termino_texto") or fin]
            dicho["termino_texto"] = "; ".join(dict.fromkeys(textos))[:LARGO_TERMINO]
            dicho["fecha_fin"] = None
        if "tipo_vigencia" not in dicho and (dicho.get("fecha_fin") or dicho.get("termino_texto")):
            return self.vigencia(dicho.get("fecha_fin"), dicho.get("termino_texto", "")) | dicho
        return dicho

    def vigencia(self, fin: dt.date | None, texto: str) -> dict[str, Any]:
        """The kind of validity that a date or a text states, and the process it names."""
        if fin:
            return {"tipo_vigencia": TipoVigencia.FECHA.value, "proceso": None}
        if proceso := proceso_nombrado(texto, self.procesos):
            return {"tipo_vigencia": TipoVigencia.PROCESO.value, "proceso": proceso}
        return {"tipo_vigencia": tipo_de_vigencia(texto), "proceso": None}

    def preparar(self, obj, *, es_nueva):
        if es_nueva:
            comprobar_nuevo(obj)
            obj.es_historico = True
            obj.tipo = obj.tipo or TipoInstrumento.OTRO
        else:
            self.conservar(obj)
        comprobar_fechas(obj)

    def conservar(self, obj):
        """What somebody decided about a record that is here is not undone by the same file."""
        antes = Convenio.objects.get(pk=obj.pk)
        comprobar_cambios(antes, obj)
        mismo_texto = obj.termino_texto == antes.termino_texto
        if not mismo_texto or obj.fecha_fin not in (None, antes.fecha_fin):
            return
        dicha = self.vigencia(obj.fecha_fin, obj.termino_texto)
        if (obj.tipo_vigencia, obj.proceso_id) == (dicha["tipo_vigencia"], dicha["proceso"]):
            obj.fecha_fin, obj.tipo_vigencia = antes.fecha_fin, antes.tipo_vigencia
            obj.proceso_id = antes.proceso_id

    def crear_varios(self, objs, *, by, motivo):
        registrar_historicos(objs, by=by, motivo=motivo)
