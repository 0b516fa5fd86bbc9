"""853 instruments since 1999: 731 over and 122 in force, the totals the press published.

Only the totals, the busiest year and the kinds of counterpart follow what was published. Which
institution, when and for what is invented and says so in each name: «[demostración]».
"""

import datetime as dt
import random
from itertools import cycle, pairwise

from calendario.models import ProcesoElectoral
from convenios.actions.compromisos import comprometer, guardar_actividad, guardar_programa
from convenios.actions.registro import registrar_historicos
from convenios.enums import (
    EstadoConvenio,
    MotivoConclusion,
    Renovacion,
    TipoInstrumento,
    TipoVigencia,
)
from convenios.models import ActividadPrograma, Convenio, ProgramaTrabajo
from core.models import Buscable
from crm.enums import LadoCompromiso, TipoFecha, TipoInstitucion
from crm.models import Compromiso, Institucion
from cuentas.enums import Rol
from cuentas.models import Area

SEMILLA = 853
MOTIVO = "Datos de la demostración"
MARCA = "[demostración]"
# Signed in each year, and how many of them are still in force.
POR_ANIO = {
    1999: (8, 0), 2000: (14, 0), 2001: (16, 0), 2002: (18, 0), 2003: (24, 1), 2004: (22, 0),
    2005: (26, 0), 2006: (30, 0), 2007: (24, 0), 2008: (28, 0), 2009: (38, 2), 2010: (30, 0),
    2011: (34, 0), 2012: (46, 0), 2013: (60, 3), 2014: (44, 0), 2015: (48, 3), 2016: (36, 0),
    2017: (38, 0), 2018: (44, 5), 2019: (34, 6), 2020: (26, 4), 2021: (40, 10), 2022: (32, 14),
    2023: (36, 22), 2024: (35, 30), 2025: (22, 22),
}  # fmt: skip
# Kinds of the counterparts of those in force; one of them has another of a second kind.
VIGENTES_POR_TIPO = {
    TipoInstitucion.GUBERNAMENTAL: 44,
    TipoInstitucion.ORGANISMO_ELECTORAL: 31,
    TipoInstitucion.ORGANISMO_INTERNACIONAL: 19,
    TipoInstitucion.ACADEMICA: 13,
    TipoInstitucion.OSC: 11,
    TipoInstitucion.PRIVADA: 4,
}
ULTIMO_DIA = dt.date(2025, 7, 31)  # the published cut
INE = "Instituto Nacional Electoral"
UNAM = "Universidad Nacional Autónoma de México"
# Names as an old register has them, which nobody has told who they are yet.
SIN_IDENTIFICAR = ("TSE", "CNE", "UNAM", "CEDH", "Asociación de Ejemplo, A.C.", "Gobierno del D.F.")
TEMAS = (
    "educación cívica",
    "promoción del voto",
    "observación electoral",
    "voto de la ciudadanía en el extranjero",
    "igualdad y no discriminación",
    "préstamo de urnas electrónicas",
    "capacitación electoral",
    "participación ciudadana",
    "intercambio de publicaciones",
    "servicio social y prácticas",
)
TIPOS = (
    TipoInstrumento.APOYO_COLABORACION,
    TipoInstrumento.APOYO_COLABORACION,
    TipoInstrumento.APOYO_COLABORACION,
    TipoInstrumento.CONVENIO_MARCO,
    TipoInstrumento.ESPECIFICO,
    TipoInstrumento.COMODATO,
    TipoInstrumento.CARTA_INTENCION,
)
A_CARGO = (Rol.ENLACE_DVOE, Rol.DIRECCION_DVOE, Rol.COORDINACION_ACOMPANAMIENTO)


def cargar(equipo, *, hoy):
    """Write the register in one go, then what tells some of them from the rest."""
    rng = random.Random(SEMILLA)  # noqa: S311 invented data, not a secret
    direccion = equipo[Rol.DIRECCION_DVOE]
    concluidos, vigentes = inventar(rng)
    con_fin(rng, vigentes, hoy=hoy)
    repartir(vigentes, [equipo[rol] for rol in A_CARGO])
    proceso = proceso_que_sigue(hoy)
    # The demo has no term counted in working days: there is nothing to compute again.
    Buscable.guardar(proceso, by=direccion, motivo=MOTIVO)
    familia = distinguir(vigentes, proceso, hoy=hoy)
    registrar_historicos([*concluidos, *vigentes], by=direccion, motivo=MOTIVO)
    emparentar(familia, by=direccion)
    obligar(familia[1], equipo[Rol.ENLACE_DVOE], hoy=hoy)


def inventar(rng):
    """Those that are over and those in force, with their counterparts dealt by kind."""
    nombres = {
        tipo: list(
            Institucion.objects.vivos()
            .filter(tipo=tipo, estatus="activa")
            .order_by("pk")
            .values_list("nombre", flat=True)
        )
        for tipo in VIGENTES_POR_TIPO
    }
    tipos = [tipo for tipo, cuantos in VIGENTES_POR_TIPO.items() for _ in range(cuantos)]
    rng.shuffle(tipos)
    clase = iter(tipos)
    concluidos, vigentes = [], []
    for anio, (firmados, siguen) in POR_ANIO.items():
        dias = sorted(dia_de(rng, anio) for _ in range(firmados))
        for numero, dia in enumerate(dias, 1):
            sigue = numero > firmados - siguen
            tipo = next(clase) if sigue else rng.choice(tipos)
            convenio = instrumento(rng, dia, numero, tipo, rng.choice(nombres[tipo]))
            if sigue:
                vigentes.append(convenio)
            else:
                concluidos.append(concluir(rng, convenio))
    for numero, convenio in enumerate(rng.sample(concluidos, 3 * len(SIN_IDENTIFICAR))):
        convenio.contraparte_texto = SIN_IDENTIFICAR[numero % len(SIN_IDENTIFICAR)]
    return concluidos, vigentes


def dia_de(rng, anio):
    """A weekday of the year, none after the published cut."""
    ultimo = min(dt.date(anio, 12, 15), ULTIMO_DIA)
    dia = dt.date(anio, 1, 15) + dt.timedelta(
        days=rng.randrange((ultimo - dt.date(anio, 1, 15)).days)
    )
    return dia - dt.timedelta(days=max(0, dia.weekday() - 4))


def instrumento(rng, dia, numero, tipo, contraparte):
    clase = rng.choice(TIPOS)
    if tipo == TipoInstitucion.ORGANISMO_INTERNACIONAL:
        clase = TipoInstrumento.MEMORANDUM
    return Convenio(
        numero_registro=f"DEMO-{dia.year}-{numero:03d}",
        tipo=clase,
        denominacion=f"{clase.label} en materia de {rng.choice(TEMAS)} {MARCA}",
        contraparte_texto=contraparte,
        estado=EstadoConvenio.SUSCRITO,
        es_historico=True,
        fecha_suscripcion=dia,
        fecha_inicio=dia,
    )


def concluir(rng, convenio):
    """Most ended on their day; some ended with something that happened, without a known day."""
    convenio.estado = EstadoConvenio.CONCLUIDO
    fin = convenio.fecha_suscripcion + dt.timedelta(days=rng.choice((180, 365, 730, 1095)))
    if rng.random() < 0.08:
        convenio.tipo_vigencia = TipoVigencia.CONDICION
        convenio.termino_texto = "Al término del proceso electoral"
        return convenio
    convenio.tipo_vigencia = TipoVigencia.FECHA
    convenio.fecha_fin = convenio.fecha_conclusion = min(fin, ULTIMO_DIA)
    convenio.motivo_conclusion = MotivoConclusion.VENCIMIENTO
    if rng.random() < 0.15:
        convenio.motivo_conclusion = MotivoConclusion.CUMPLIMIENTO
    return convenio


def con_fin(rng, vigentes, *, hoy):
    """Until when each one is in force: a day to come, an event, or no end at all."""
    for numero, convenio in enumerate(vigentes):
        convenio.objeto = "Objeto de ejemplo: realizar acciones conjuntas en la materia."
        if numero % 7 == 0:
            convenio.tipo_vigencia = TipoVigencia.INDEFINIDA
        elif numero % 11 == 0:
            convenio.tipo_vigencia = TipoVigencia.CONDICION
            convenio.termino_texto = "Hasta concluir el objeto"
        else:
            convenio.tipo_vigencia = TipoVigencia.FECHA
            convenio.fecha_fin = hoy + dt.timedelta(days=rng.randrange(120, 1500))
    # Some are about to expire, so that their reminders can be seen.
    con_fecha = [c for c in vigentes if c.fecha_fin]
    for convenio, dias in zip(con_fecha[::20], (12, 33, 61, 88), strict=False):
        convenio.fecha_fin = hoy + dt.timedelta(days=dias)


def repartir(vigentes, encargados):
    """Who is in charge and which area asked, in turn; one in six has nobody."""
    areas = cycle(Area.objects.vivos().order_by("pk")[:6])
    turno = cycle([*encargados, *encargados[:2], None])
    for convenio in vigentes:
        convenio.responsable, convenio.area_solicitante = next(turno), next(areas)


def proceso_que_sigue(hoy):
    """The local process whose election day is to come: every three years, first Sunday of June."""
    anio = next(anio for anio in range(2024, 2100, 3) if jornada(anio) >= hoy)
    return ProcesoElectoral(
        nombre=f"Proceso Electoral Local Ordinario {anio - 1}-{anio}",
        clave=f"PELO {anio - 1}-{anio}",
        inicio=dt.date(anio - 1, 9, 10),
        jornada=jornada(anio),
        nota=f"Fechas de ejemplo {MARCA}",
    )


def jornada(anio):
    primero = dt.date(anio, 6, 1)
    return primero + dt.timedelta(days=(6 - primero.weekday()) % 7)


def distinguir(vigentes, proceso, *, hoy):
    """A family of three levels, one that renews by itself, one of two kinds, one through a unit.

    Returns the family, from the oldest to the youngest.
    """
    electorales = TipoInstitucion.ORGANISMO_ELECTORAL
    de_tipo = {tipo: [] for tipo in VIGENTES_POR_TIPO}
    clases = dict(Institucion.objects.vivos().values_list("nombre", "tipo"))
    for convenio in vigentes:
        de_tipo[clases[convenio.contraparte_texto]].append(convenio)
    familia = de_tipo[electorales][-3:]
    titulos = (
        (TipoInstrumento.CONVENIO_GENERAL, "Convenio General de Coordinación y Colaboración"),
        (TipoInstrumento.ANEXO_TECNICO, "Anexo Técnico Número Uno"),
        (TipoInstrumento.ADENDA, "Adenda Número Uno al Anexo Técnico Número Uno"),
    )
    for convenio, (tipo, titulo) in zip(familia, titulos, strict=True):
        convenio.tipo, convenio.denominacion = tipo, f"{titulo} {MARCA}"
        convenio.contraparte_texto = INE
        convenio.tipo_vigencia, convenio.proceso = TipoVigencia.PROCESO, proceso
        convenio.termino_texto, convenio.fecha_fin = f"Al término del {proceso.nombre}", None
    familia[1].ordinal = 1
    renovable = de_tipo[TipoInstitucion.GUBERNAMENTAL][0]
    renovable.tipo_vigencia, renovable.termino_texto = TipoVigencia.FECHA, ""
    renovable.fecha_fin = dt.date(hoy.year - 1, 12, 31)
    renovable.renovacion = Renovacion.AUTOMATICA
    renovable.periodo_meses, renovable.aviso_dias = 12, 30
    academicos = de_tipo[TipoInstitucion.ACADEMICA]
    academicos[0].contraparte_texto += f"; {renovable.contraparte_texto}"
    academicos[1].contraparte_texto = f"{UNAM}, a través de la FES Aragón"
    return familia


def emparentar(familia, *, by):
    """Each one derives from the one before, and ends with it."""
    for padre, hijo in pairwise(familia):
        hijo.padre, hijo.termina_con_padre = padre, True
    Convenio.objects.guardar_varios(
        familia[1:], ["padre", "termina_con_padre"], by=by, motivo=MOTIVO
    )


def obligar(anexo, by, *, hoy):
    """What the annex obliges to, and the programme that carries it out."""
    for clausula, texto, lado, dias in (
        ("Segunda", "Entregar el calendario de actividades", LadoCompromiso.NUESTRO, -4),
        ("Tercera", "Compartir los materiales de difusión", LadoCompromiso.CONTRAPARTE, 6),
        ("Cuarta", "Celebrar una reunión de seguimiento", LadoCompromiso.CONJUNTO, 40),
    ):
        compromiso = Compromiso(
            texto=texto,
            lado=lado,
            responsable=None if lado == LadoCompromiso.CONTRAPARTE else by,
            tipo_fecha=TipoFecha.FIJA,
            fecha_limite=hoy + dt.timedelta(days=dias),
        )
        comprometer(anexo, compromiso, by=by, clausula=clausula)
    programa = guardar_programa(
        ProgramaTrabajo(
            convenio=anexo, nombre="Programa de trabajo de ejemplo", ejercicio=hoy.year
        ),
        by=by,
    )
    for texto, dias, avance in (("Curso de observación", -30, 100), ("Foro conjunto", 45, 20)):
        estado = "realizada" if avance == 100 else "en_proceso"
        actividad = ActividadPrograma(programa=programa, texto=texto, avance=avance, estado=estado)
        actividad.fecha = hoy + dt.timedelta(days=dias)
        guardar_actividad(actividad, by=by)
