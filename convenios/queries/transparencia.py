"""What the institute must publish of its instruments (dominio 2.11), row by row."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Prefetch, Q, QuerySet

from convenios.enums import SUSCRITOS, RolParte, TipoDocumento, TipoInstrumento
from convenios.models import Convenio, DocumentoConvenio, ParteConvenio
from convenios.queries.control import termino_de
from convenios.queries.informe import contables, suscritos, vigentes
from convenios.queries.suscripcion import Lapso
from core.parameters import parametro, parametros
from core.workbooks import Hoja
from crm.enums import Ambito, TipoInstitucion

PREFIJO = "convenios.transparencia."
TIPO_DE = f"{PREFIJO}tipo_convenio."
NO_APLICA = "no_aplica"
# Of what an instrument points to, what the formats ask besides its name.
DE_INSTITUCION = ("institucion__ambito", "institucion__entidad", "institucion__pais")
DEL_RESTO = ("proceso__clave", "proceso__fin", "padre__folio", "padre__fin_ultimo")
AREA = "Dirección de Vinculación con Organismos Externos"
MODIFICAN = (TipoInstrumento.MODIFICATORIO, TipoInstrumento.ADENDA)
PARTES = (RolParte.CONTRAPARTE, RolParte.ADHERENTE)
MORAL = "No aplica, porque se celebra con una persona moral"
SIN_OFICIAL = "No aplica, porque no hay registro de publicación en el DOF ni en otro medio oficial"
SIN_MODIFICAR = "No aplica, porque el convenio no tiene modificaciones"
SIN_RECURSOS = "No aplica, porque el convenio no compromete recursos"
SIN_NOTA = "No aplica, porque no hay aclaraciones"
SIN_FECHA = "No disponible, porque no se capturó la fecha de la publicación"
SIN_REGISTRO = "No disponible, porque el registro no lo consigna"
SIN_VERSION = "No disponible, porque la versión pública está en elaboración"
# What the catalogue of the format says for each kind of counterpart [K-media], unless the office
# decides otherwise in «Plazos y criterios».
SECTOR: dict[str, str] = {TipoInstitucion.OSC: "social", TipoInstitucion.PRIVADA: "privado"}
SIN_SECTOR = "No aplica, porque la contraparte no es del sector social ni del privado"


@dataclass(frozen=True)
class Falta:
    """Something that will be published as missing unless somebody writes it before."""

    convenio: Convenio
    que: str


@dataclass
class Publicacion:
    """The rows of a format, the parties that hang from them, and what is missing."""

    clave: str
    titulo: str
    lapso: Lapso
    titulos: tuple[str, ...]
    filas: list[tuple[Any, ...]] = field(default_factory=list)
    titulos_partes: tuple[str, ...] = ()
    partes: list[tuple[Any, ...]] = field(default_factory=list)
    convenios: list[Convenio] = field(default_factory=list)
    faltas: list[Falta] = field(default_factory=list)

    def hojas(self) -> list[Hoja]:
        """The workbook: the table and, when it has one, its table of parties."""
        anchos = [28] * len(self.titulos)
        hojas = [Hoja("Informacion", self.titulos, self.filas, anchos=anchos, miles=False)]
        if self.titulos_partes:
            anchos = [10, 28, 28, 28, 28, 60]
            hojas.append(
                Hoja("Tabla_Personas", self.titulos_partes, self.partes, anchos=anchos, miles=False)
            )
        return hojas

    def falta(self, convenio: Convenio, que: str) -> None:
        self.faltas.append(Falta(convenio, que))

    def por_falta(self) -> dict[str, list[Convenio]]:
        """Everything missing, with the instruments that lack it."""
        juntas: dict[str, list[Convenio]] = {}
        for falta in self.faltas:
            juntas.setdefault(falta.que, []).append(falta.convenio)
        return juntas

    @property
    def del_periodo(self) -> int:
        """How many were signed in the period; the others are kept because they are in force."""
        desde = self.lapso.desde
        return sum(
            1 for c in self.convenios if c.fecha_suscripcion and c.fecha_suscripcion >= desde
        )


def con_lo_suyo(rows: Any) -> QuerySet[Convenio]:
    """Instruments with parties, public versions and what modifies them, in a few queries."""
    partes = ParteConvenio.objects.vivos().filter(rol__in=PARTES)
    partes = partes.con_nombres("institucion", tambien=DE_INSTITUCION)
    publicas = DocumentoConvenio.objects.vivos().filter(tipo=TipoDocumento.VERSION_PUBLICA)
    publicas = publicas.select_related("adjunto").order_by("-pk")
    cambios = Convenio.objects.vivos().filter(tipo__in=MODIFICAN, estado__in=SUSCRITOS)
    con_publica = Prefetch("documentos", publicas, to_attr="publicas")
    oficiales = DocumentoConvenio.objects.vivos().filter(tipo=TipoDocumento.PUBLICACION)
    rows = rows.con_nombres("area_solicitante", "proceso", "padre", tambien=DEL_RESTO)
    return rows.prefetch_related(
        Prefetch("partes", partes.order_by("orden", "pk"), to_attr="suyas"),
        con_publica,
        Prefetch("documentos", oficiales.order_by("fecha", "pk"), to_attr="oficiales"),
        Prefetch(
            "derivados",
            cambios.order_by("fecha_suscripcion", "pk").prefetch_related(con_publica),
            to_attr="modificaciones",
        ),
    )


def publicables(rows: QuerySet[Convenio], lapso: Lapso) -> QuerySet[Convenio]:
    """In force at the end of the period, or signed in its year or the two before [K-media]."""
    anteriores = parametro(f"{PREFIJO}ejercicios_anteriores", al=lapso.hasta, por_omision=2)
    desde = dt.date(lapso.hasta.year - int(anteriores), 1, 1)
    recientes = suscritos(lapso.hasta) & Q(fecha_suscripcion__gte=desde)
    found = rows.filter(contables()).filter(vigentes(lapso.hasta) | recientes)
    return con_lo_suyo(found.order_by("-fecha_suscripcion", "pk"))


def firmados_en(rows: QuerySet[Convenio], lapso: Lapso) -> QuerySet[Convenio]:
    """Signed in the period."""
    found = rows.filter(
        contables(),
        estado__in=SUSCRITOS,
        fecha_suscripcion__gte=lapso.desde,
        fecha_suscripcion__lte=lapso.hasta,
    )
    return con_lo_suyo(found.order_by("fecha_suscripcion", "pk"))


def tipos_decididos(al: dt.date) -> dict[str, str]:
    """What the office decided that the catalogue says of each kind of counterpart, on a day."""
    return {tipo: str(valor) for tipo, valor in parametros(TIPO_DE, al=al).items()}


def area_responsable(lapso: Lapso) -> str:
    return str(parametro(f"{PREFIJO}area", al=lapso.hasta, por_omision=AREA))


def version_publica(publicacion: Publicacion, convenio: Any, *, avisar: bool = True) -> str:
    """The link of the public version, or what there is of it; never that of the original."""
    for documento in convenio.publicas:
        referencia = documento.referencia.strip()
        if referencia.lower().startswith(("http://", "https://")):
            return str(referencia)
    if avisar:
        que = "el hipervínculo" if convenio.publicas else "la versión pública"
        publicacion.falta(convenio, f"Falta {que}")
    if convenio.publicas:
        documento = convenio.publicas[0]
        archivo = documento.adjunto.nombre_original if documento.adjunto else documento.referencia
        return f"Versión pública disponible, por publicar: {archivo}"
    return SIN_VERSION


def modificaciones(publicacion: Publicacion, convenio: Any) -> str:
    """Links to what modified it, each by its public version."""
    dichas = [version_publica(publicacion, c, avisar=False) for c in convenio.modificaciones]
    return "; ".join(dichas) if dichas else SIN_MODIFICAR


def dicho(publicacion: Publicacion, convenio: Convenio, valor: Any, que: str) -> Any:
    """The value; when nobody wrote it, that it is not there, and it is told before publishing."""
    if valor not in (None, ""):
        return valor
    publicacion.falta(convenio, f"Falta {que}")
    return SIN_REGISTRO


def publicado_el(publicacion: Publicacion, convenio: Any) -> Any:
    """When it was first published in an official medium, if its file holds that publication."""
    if not convenio.oficiales:
        return SIN_OFICIAL
    fechas = [documento.fecha for documento in convenio.oficiales if documento.fecha]
    if not fechas:
        publicacion.falta(convenio, "Falta la fecha de la publicación oficial")
    return fechas[0] if fechas else SIN_FECHA


def recursos_de(convenio: Convenio) -> tuple[Any, Any]:
    """Where the money comes from and how much: a number when it is one."""
    if not convenio.compromete_recursos and convenio.monto is None:
        return SIN_RECURSOS, SIN_RECURSOS
    return convenio.recursos or SIN_REGISTRO, convenio.monto or convenio.recursos or SIN_REGISTRO


def tipo_de_convenio(
    publicacion: Publicacion, convenio: Convenio, decididos: dict[str, str]
) -> str:
    """The value of the catalogue: by the sector of the counterpart, unless the office decided."""
    categorias = convenio.categorias.split()
    if decidida := next((decididos[c] for c in categorias if c in decididos), ""):
        return SIN_SECTOR if decidida == NO_APLICA else decidida
    sector = next((SECTOR[c] for c in categorias if c in SECTOR), "")
    if not sector:
        publicacion.falta(convenio, "Falta decidir el tipo de convenio del catálogo")
        return SIN_SECTOR
    verbo = "concertación" if convenio.tipo == TipoInstrumento.CONCERTACION else "coordinación"
    return f"De {verbo} con el sector {sector}"


def nota_de(convenio: Any) -> str:
    """What whoever reads the row should know, or that there is nothing."""
    notas = []
    if convenio.renovacion == "automatica":
        notas.append("Se renueva de manera automática, salvo aviso.")
    if convenio.padre:
        notas.append(f"Deriva de {convenio.padre.folio or convenio.padre.denominacion}.")
    if convenio.fecha_terminacion:
        notas.append(f"Terminó de manera anticipada el {convenio.fecha_terminacion:%d/%m/%Y}.")
    if convenio.es_historico and convenio.numero_registro:
        notas.append(f"Número en el registro anterior: {convenio.numero_registro}.")
    return " ".join(notas) or SIN_NOTA


def unidos(valores: Iterable[str]) -> str:
    """Distinct values in their order."""
    return "; ".join(dict.fromkeys(valor for valor in valores if valor))


def ambito_de(convenio: Any) -> str:
    return unidos(
        Ambito(p.institucion.ambito).label
        for p in convenio.suyas
        if p.institucion and p.institucion.ambito
    )


def lugar_de(convenio: Any) -> str:
    return unidos(
        p.institucion.entidad or p.institucion.pais.name for p in convenio.suyas if p.institucion
    )


def organismos_de(convenio: Any) -> str:
    return unidos(TipoInstitucion(c).label for c in convenio.categorias.split())


def termino(publicacion: Publicacion, convenio: Convenio) -> Any:
    """The end of its validity, as a date or as its text says it."""
    fin = termino_de(convenio, convenio.terminos(), publicacion.lapso.hasta)
    return dicho(publicacion, convenio, fin, "el término de la vigencia")
