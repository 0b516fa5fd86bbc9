"""A believable 2024: meetings, the log, commitments and gestiones, with a closed first quarter.

Everything here is invented, on the real public bodies of the demo's directory. The same seed
gives the same year.
"""

import datetime as dt
import random

from django.utils import timezone

from calendario.calculations import OFICINA
from crm.actions import compromisos, gestiones, reuniones
from crm.enums import (
    EnManosDe,
    EstadoGestion,
    LadoCompromiso,
    MedioGestion,
    Modalidad,
    TipoEvidencia,
    TipoFecha,
    TipoGestion,
    TipoInteraccion,
)
from crm.models import (
    Asistencia,
    Compromiso,
    Gestion,
    Institucion,
    Interaccion,
    PuntoAgenda,
    Reunion,
    TipoReunion,
)
from cuentas.enums import Rol
from cuentas.models import Area
from demo import proximas
from indicadores.actions import cargar_mir, cerrar_trimestre, registrar_ajustes
from indicadores.models import Indicador
from programa.actions import cargar_programa

SEMILLA = 2024
MOTIVO = "Datos de la demostración"
GESTIONES = 260
REUNIONES = 120
INTERACCIONES = 60
TIPOS = [
    ("Coordinación con el INE", "organismo_electoral"),
    ("Vinculación con OPLE", "organismo_electoral"),
    ("Universidades", "academica"),
    ("Organizaciones de la sociedad civil", "osc"),
    ("Internacional", "organismo_internacional"),
    ("Interna", "gubernamental"),
    ("Foro", "academica"),
    ("Gira", "gubernamental"),
]
ASUNTOS = [
    "Anexo técnico: observación electoral",
    "Voto desde el extranjero: difusión",
    "Programa de trabajo del convenio",
    "Capacitación a la Red de Observación",
    "Intercambio de experiencias",
    "Jornadas de educación cívica",
    "Acompañamiento de personas visitantes extranjeras",
    "Revisión de compromisos",
]
COMPROMISOS = [
    "Enviar el calendario de actividades",
    "Revisar el proyecto de anexo técnico",
    "Designar a la persona enlace",
    "Compartir los materiales de difusión",
    "Confirmar sede y fecha del foro",
    "Remitir la lista de participantes",
]
PEDIDOS = {
    TipoGestion.CONVENIO_SUSCRIPCION: "Suscribir un convenio de apoyo y colaboración",
    TipoGestion.ACOMPANAMIENTO_NEGOCIACION: "Acompañar la negociación de un convenio específico",
    TipoGestion.OPINION_PERTINENCIA: "Emitir la opinión de pertinencia de un convenio",
    TipoGestion.ATENCION_SIVOPLE: "Atender un requerimiento recibido por SIVOPLE",
    TipoGestion.REUNION_COORDINACION_INE: "Preparar una reunión de coordinación con el INE",
    TipoGestion.SEGUIMIENTO_COMPROMISO_INE: "Dar seguimiento a un compromiso con el INE",
    TipoGestion.VINCULACION_OPLE: "Gestionar un intercambio con otro OPLE",
    TipoGestion.OTRA: "Gestionar la participación en un foro especializado",
}


def cargar(equipo, *, hoy):
    """Load the programme, the MIR, the year 2024 and the meetings to come."""
    rng = random.Random(SEMILLA)  # noqa: S311 invented data, not a secret
    direccion, enlace = equipo[Rol.DIRECCION_DVOE], equipo[Rol.ENLACE_DVOE]
    cargar_programa(by=None)
    cargar_mir(by=None)
    instituciones = {
        tipo: list(Institucion.objects.vivos().filter(tipo=tipo, estatus="activa").order_by("pk"))
        for _nombre, tipo in TIPOS
    }
    tipos = {n: TipoReunion(nombre=n).guardar(by=None, motivo=MOTIVO) for n, _ in TIPOS}
    inventar_reuniones(rng, tipos, instituciones, by=enlace)
    proximas.programar(tipos, hoy=hoy, by=enlace)
    inventar_bitacora(rng, instituciones, by=equipo[Rol.CAPTURISTA])
    inventar_gestiones(rng, instituciones, [direccion, enlace], by=enlace)
    cerrar_primer_trimestre(by=direccion)


def instante(dia, rng):
    return dt.datetime.combine(dia, dt.time(rng.choice(range(9, 18)), rng.choice((0, 30))), OFICINA)


def inventar_reuniones(rng, tipos, instituciones, *, by):
    """Meetings through the year: most held, some with signed minutes, commitments of both sides."""
    for numero in range(REUNIONES):
        nombre, clase = TIPOS[numero % len(TIPOS)]
        institucion = rng.choice(instituciones[clase])
        inicio = instante(dt.date(2024, 1, 8) + dt.timedelta(days=numero * 3), rng)
        reunion = Reunion(
            asunto=rng.choice(ASUNTOS),
            tipo=tipos[nombre],
            inicio=inicio,
            fin=inicio + dt.timedelta(hours=1),
            modalidad=rng.choice(list(Modalidad)),
            lugar="Sala de juntas de la DVOE",
        )
        reuniones.programar_reunion(reunion, by=by, instituciones=[institucion])
        Asistencia(reunion=reunion, integrante=by, asistio=True).guardar(by=by)
        for ocupacion_de in institucion.puestos.all()[:2]:
            ocupacion = ocupacion_de.ocupaciones.en_funciones().select_related("contacto").first()
            if ocupacion:
                Asistencia(
                    reunion=reunion,
                    contacto=ocupacion.contacto,
                    puesto=ocupacion_de,
                    asistio=True,
                ).guardar(by=by)
        PuntoAgenda(
            reunion=reunion,
            orden_dia=1,
            titulo=reunion.asunto,
            minutos=30,
            tratado=True,
            minuta="Se revisaron los avances y las fechas propuestas.",
            acuerdo="Continuar conforme al calendario.",
        ).guardar(by=by)
        reuniones.celebrar(reunion, by=by)
        comprometer(rng, reunion, institucion, by=by)
        if numero % 3:
            reuniones.avanzar(reunion, "revisar_minuta", by=by)
        if numero % 3 == 1:
            reuniones.firmar_minuta(reunion, by=by)


def comprometer(rng, reunion, institucion, *, by):
    """One or two commitments; two thirds were fulfilled in time."""
    for _ in range(rng.choice((1, 1, 2))):
        dia = timezone.localdate(reunion.inicio)
        lado = rng.choice(list(LadoCompromiso))
        compromiso = compromisos.registrar_compromiso(
            Compromiso(
                texto=rng.choice(COMPROMISOS),
                lado=lado,
                institucion=institucion,
                reunion=reunion,
                responsable=None if lado == LadoCompromiso.CONTRAPARTE else by,
                tipo_fecha=TipoFecha.RELATIVA,
                dias=rng.choice((7, 15, 30)),
            ),
            by=by,
            base=dia,
        )
        if rng.random() < 0.66:
            compromisos.cumplir(compromiso, by=by, fecha=dia + dt.timedelta(days=6), nota="Enviado")


def inventar_bitacora(rng, instituciones, *, by):
    """Calls, mails and notes."""
    for numero in range(INTERACCIONES):
        _nombre, clase = TIPOS[numero % len(TIPOS)]
        institucion = rng.choice(instituciones[clase])
        dia = dt.date(2024, 1, 10) + dt.timedelta(days=numero * 6)
        interaccion = Interaccion(
            tipo=rng.choice(
                (TipoInteraccion.LLAMADA, TipoInteraccion.CORREO, TipoInteraccion.NOTA)
            ),
            fecha=instante(dia, rng),
            resumen=f"{rng.choice(ASUNTOS)}: se aclararon dudas y se acordó volver a hablar.",
        )
        reuniones.registrar_interaccion(
            interaccion, by=by, instituciones=[institucion], integrantes=[by]
        )


def inventar_gestiones(rng, instituciones, encargados, *, by):
    """Requests of the four quarters, with backlog that crosses them and every kind of end."""
    areas = list(Area.objects.vivos()[:6])
    todas = [i for group in instituciones.values() for i in group]
    dias = sorted(rng.randrange(366) for _ in range(GESTIONES))
    for numero, offset in enumerate(dias):
        solicitada = instante(dt.date(2024, 1, 1) + dt.timedelta(days=offset), rng)
        tipo = rng.choice(list(PEDIDOS))
        gestion = Gestion(
            tipo=tipo,
            medio=rng.choice(list(MedioGestion)),
            fecha_solicitud=solicitada,
            descripcion=PEDIDOS[tipo],
            area_solicitante=rng.choice(areas),
            responsable=rng.choice(encargados),
            fecha_limite=(solicitada + dt.timedelta(days=rng.choice((10, 15, 30)))).date(),
        )
        gestiones.registrar_gestion(
            gestion,
            by=by,
            instituciones=[rng.choice(todas)],
            registro=solicitada + dt.timedelta(hours=2),
        )
        concluir(rng, numero, gestion, areas, by=by)


def concluir(rng, numero, gestion, areas, *, by):
    """Most are attended within weeks; some cross the quarter, some end otherwise, some wait."""
    gestiones.agregar_evidencia(
        gestion,
        by=by,
        tipo=TipoEvidencia.SOLICITUD,
        referencia=f"Oficio de ejemplo {numero + 1}/2024",
        fecha=timezone.localdate(gestion.fecha_solicitud),
    )
    suerte = rng.random()
    fecha = gestion.fecha_solicitud + dt.timedelta(days=rng.choice((3, 8, 12, 20, 45, 75)))
    if suerte < 0.78 and fecha.year == 2024:
        gestiones.agregar_evidencia(
            gestion,
            by=by,
            tipo=TipoEvidencia.ATENCION,
            referencia=f"Respuesta de ejemplo {numero + 1}/2024",
            fecha=timezone.localdate(fecha),
        )
        gestiones.atender(gestion, by=by, fecha=fecha, resultado="Se atendió lo solicitado.")
    elif suerte < 0.83:
        gestiones.concluir_sin_atender(
            gestion,
            "declarar_improcedente",
            by=by,
            motivo="No corresponde a las atribuciones del Instituto.",
            con_respuesta=True,
            fecha=gestion.fecha_solicitud + dt.timedelta(days=5),
        )
    elif suerte < 0.86:
        original = (
            Gestion.objects.exclude(pk=gestion.pk).exclude(estado=EstadoGestion.DUPLICADA).first()
        )
        if original:
            gestiones.marcar_duplicada(gestion, by=by, original=original)
    elif suerte < 0.93:
        gestiones.turnar(
            gestion,
            by=by,
            en_manos_de=EnManosDe.AREA,
            area=rng.choice(areas),
            nota="Para opinión",
            desde=gestion.fecha_registro + dt.timedelta(days=2),
        )
    elif suerte < 0.97:
        gestiones.turnar(
            gestion,
            by=by,
            en_manos_de=EnManosDe.CONTRAPARTE,
            nota="Falta un anexo",
            desde=gestion.fecha_registro + dt.timedelta(days=4),
        )


def cerrar_primer_trimestre(*, by):
    """Close the first quarter on 10 April; one request is captured late and signed as adjustment."""
    indicador = Indicador.objects.get(clave="AI3")
    corte = dt.datetime(2024, 4, 10, 18, tzinfo=OFICINA)
    cierre = cerrar_trimestre(indicador, anio=2024, numero=1, by=by, corte=corte)
    gestiones.registrar_gestion(
        Gestion(
            tipo=TipoGestion.VINCULACION_OPLE,
            medio=MedioGestion.CORREO,
            fecha_solicitud=dt.datetime(2024, 3, 28, 11, tzinfo=OFICINA),
            descripcion="Solicitud recibida en marzo y capturada después del cierre",
        ),
        by=by,
        registro=dt.datetime(2024, 4, 22, 10, tzinfo=OFICINA),
    )
    registrar_ajustes(cierre, by=by, motivo="Captura tardía y atención posterior al corte.")
