"""A small register counted by hand: every figure of the report has its instrument."""

import datetime as dt

from convenios.actions.expediente import refrescar_partes
from convenios.models import Convenio
from crm.enums import EstadoCompromiso, LadoCompromiso, TipoFecha, TipoInstitucion
from tests.factories.calendario import ProcesoElectoralFactory
from tests.factories.convenios import (
    ActividadProgramaFactory,
    CompromisoConvenioFactory,
    ConvenioFactory,
    ParteConvenioFactory,
    ProgramaTrabajoFactory,
)
from tests.factories.crm import InstitucionFactory
from tests.factories.seguimiento import CompromisoFactory

CORTE = dt.date(2024, 6, 30)
D = dt.date


def instrumento(*categorias, **datos):
    """An instrument with a counterpart of each category."""
    convenio = ConvenioFactory(**datos)
    for categoria in categorias:
        ParteConvenioFactory(convenio=convenio, institucion=InstitucionFactory(tipo=categoria))
    refrescar_partes(convenio, by=None)
    return Convenio.objects.get(pk=convenio.pk)


def suscrito(*categorias, el, **datos):
    """A signed one, indefinite unless its dates say otherwise."""
    base = {"estado": "suscrito", "fecha_suscripcion": el, "fecha_inicio": el}
    base |= {"tipo_vigencia": "fecha_determinada" if datos.get("fecha_fin") else "indefinida"}
    return instrumento(*categorias, **(base | datos))


def registro():
    """As of 30 June 2024. Signed 10: in force 5, over 4 (2 registered), 1 yet to begin."""
    marco = suscrito(
        TipoInstitucion.ACADEMICA,
        TipoInstitucion.OSC,
        el=D(2024, 4, 10),
        denominacion="Dos categorías",
    )
    derivado = suscrito(
        TipoInstitucion.ACADEMICA,
        el=D(2024, 5, 2),
        tipo="convenio_especifico",
        padre=marco,
        fecha_fin=D(2024, 12, 31),
        denominacion="Específico del marco",
    )
    suscrito(TipoInstitucion.GUBERNAMENTAL, el=D(2013, 1, 15), denominacion="Indefinido de 2013")
    suscrito(
        TipoInstitucion.PRIVADA,
        el=D(2020, 1, 1),
        fecha_fin=D(2020, 12, 31),
        renovacion="automatica",
        periodo_meses=12,
        denominacion="Se renueva solo",
    )
    suscrito(
        TipoInstitucion.GUBERNAMENTAL,
        el=D(2022, 1, 1),
        fecha_fin=D(2024, 6, 30),
        denominacion="Hoy vence",
    )
    suscrito(
        TipoInstitucion.GUBERNAMENTAL,
        el=D(2022, 1, 1),
        fecha_fin=D(2024, 6, 29),
        denominacion="Venció",
    )
    suscrito(
        TipoInstitucion.ORGANISMO_ELECTORAL,
        el=D(2020, 9, 7),
        tipo="convenio_general_coordinacion",
        tipo_vigencia="por_proceso_electoral",
        proceso=ProcesoElectoralFactory(
            inicio=D(2020, 9, 1), jornada=D(2021, 6, 6), fin=D(2021, 9, 30)
        ),
        denominacion="Del proceso que terminó",
    )
    suscrito(
        TipoInstitucion.OSC,
        el=D(2013, 3, 1),
        estado="concluido",
        motivo_conclusion="cumplimiento_objeto",
        fecha_conclusion=D(2015, 1, 1),
        denominacion="Concluido",
    )
    instrumento(
        estado="concluido",
        es_historico=True,
        folio="",
        numero_registro="H-7",
        fecha_solicitud=None,
        contraparte_texto="Una asociación",
        denominacion="Del registro, sin fechas",
    )
    suscrito(
        TipoInstitucion.ORGANISMO_INTERNACIONAL,
        el=D(2024, 6, 20),
        fecha_inicio=D(2024, 8, 1),
        fecha_fin=D(2025, 8, 1),
        denominacion="Aún no inicia",
    )
    for estado in ("solicitud", "firma"):
        instrumento(TipoInstitucion.ACADEMICA, estado=estado, denominacion=f"En {estado}")
    instrumento(TipoInstitucion.OSC, estado="no_procedente", denominacion="No procede")
    instrumento(TipoInstitucion.OSC, estado="desistido", denominacion="Desistió")
    suscrito(TipoInstitucion.OSC, el=D(2024, 5, 5), estado="cancelado", denominacion="Por error")
    return marco, derivado


FIGURAS = {
    "suscritos": 10,
    "terminados": 4,
    "con_conclusion": 2,
    "vencidos": 2,
    "vigentes": 5,
    "por_iniciar": 1,
    "tramite": 2,
    "en_periodo": 3,
    "no_procedentes": 1,
    "desistidos": 1,
    "sin_fecha": 1,
}


def compromisos(convenio):
    """Three of ours (one overdue, one met), one overdue of theirs, one «a solicitud»."""
    for datos in (
        {"lado": LadoCompromiso.NUESTRO, "fecha_limite": D(2024, 6, 29)},
        {"lado": LadoCompromiso.NUESTRO, "fecha_limite": D(2024, 6, 30)},
        {
            "lado": LadoCompromiso.NUESTRO,
            "fecha_limite": D(2024, 5, 1),
            "estado": EstadoCompromiso.CUMPLIDO,
            "cumplido_en": D(2024, 4, 30),
        },
        {"lado": LadoCompromiso.CONTRAPARTE, "fecha_limite": D(2024, 6, 1)},
        {"lado": LadoCompromiso.NUESTRO, "tipo_fecha": TipoFecha.A_SOLICITUD, "fecha_limite": None},
    ):
        CompromisoConvenioFactory(convenio=convenio, compromiso=CompromisoFactory(**datos))


def programa(convenio):
    """Four activities: one done, one overdue, one to come and one cancelled."""
    programa = ProgramaTrabajoFactory(convenio=convenio)
    for datos in (
        {"estado": "realizada", "avance": 100, "fecha": D(2024, 3, 1)},
        {"estado": "en_proceso", "avance": 20, "fecha": D(2024, 6, 1)},
        {"estado": "pendiente", "avance": 0, "fecha": D(2024, 9, 1)},
        {"estado": "cancelada", "avance": 90, "fecha": D(2024, 1, 1)},
    ):
        ActividadProgramaFactory(programa=programa, **datos)
    return programa
