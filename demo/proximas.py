"""What comes next, from the day the demo is loaded: meetings to come, and what they carry over."""

import datetime as dt

from calendario.calculations import OFICINA
from crm.actions import compromisos, reuniones
from crm.enums import LadoCompromiso, Modalidad, TipoFecha
from crm.models import Asistencia, Compromiso, Institucion, PuntoAgenda, Reunion

# Days ago of the last meeting, days until the next one, kind, type of institution, subject.
CITAS = [
    (12, 1, "Coordinación con el INE", "organismo_electoral", "Anexo técnico de observación"),
    (20, 3, "Vinculación con OPLE", "organismo_electoral", "Voto desde el extranjero"),
    (9, 6, "Universidades", "academica", "Programa de trabajo del convenio"),
    (27, 10, "Organizaciones de la sociedad civil", "osc", "Capacitación a la Red de Observación"),
    (34, 17, "Internacional", "organismo_internacional", "Intercambio de experiencias"),
]
# Text, side, days until it is due: one late, one to come, one already fulfilled.
QUEDO = [
    ("Enviar la versión corregida del documento", LadoCompromiso.NUESTRO, -3),
    ("Confirmar sede y fecha", LadoCompromiso.CONTRAPARTE, 5),
    ("Compartir el directorio de enlaces", LadoCompromiso.CONJUNTO, None),
]


def programar(tipos, *, hoy, by):
    """A meeting held lately and the next one with each institution; the nearest is called."""
    libres = Institucion.objects.vivos().filter(estatus="activa", reuniones=None).order_by("pk")
    usadas = []
    for numero, (hace, faltan, tipo, clase, asunto) in enumerate(CITAS):
        institucion = libres.filter(tipo=clase).exclude(pk__in=usadas).first()
        usadas.append(institucion.pk)
        quien = {"institucion": institucion, "tipo": tipos[tipo], "asunto": asunto, "by": by}
        comprometer(reunir(habil(hoy - dt.timedelta(days=hace), -1), **quien), hoy=hoy, by=by)
        siguiente = citar(habil(hoy + dt.timedelta(days=faltan), 1), **quien)
        punto(siguiente, "Avances desde la última reunión", by=by)
        if numero == 0:
            reuniones.agregar_pendientes(siguiente, by=by)
            reuniones.avanzar(siguiente, "convocar", by=by)


def habil(dia, paso):
    """The nearest day, forwards or backwards, that is not of a weekend."""
    while dia.weekday() > 4:
        dia += dt.timedelta(days=paso)
    return dia


def citar(dia, *, institucion, tipo, asunto, by):
    inicio = dt.datetime.combine(dia, dt.time(11), OFICINA)
    reunion = Reunion(
        asunto=asunto,
        tipo=tipo,
        inicio=inicio,
        fin=inicio + dt.timedelta(hours=1),
        modalidad=Modalidad.PRESENCIAL,
        lugar="Sala de juntas de la DVOE",
    )
    reuniones.programar_reunion(reunion, by=by, instituciones=[institucion])
    Asistencia(reunion=reunion, integrante=by).guardar(by=by)
    return reunion


def punto(reunion, titulo, *, by, **values):
    orden = reunion.puntos.count() + 1
    PuntoAgenda(reunion=reunion, orden_dia=orden, titulo=titulo, minutos=20, **values).guardar(
        by=by
    )


def reunir(dia, *, by, **quien):
    """A meeting already held, with a point that nobody had time for."""
    reunion = citar(dia, by=by, **quien)
    punto(reunion, reunion.asunto, by=by, tratado=True, minuta="Se revisaron los avances.")
    punto(reunion, "Calendario del siguiente semestre", by=by)
    reunion = reuniones.celebrar(reunion, by=by)
    reunion.asistencias.update(asistio=True)
    return reunion


def comprometer(reunion, *, hoy, by):
    institucion = reunion.instituciones.get()
    for texto, lado, dias in QUEDO:
        compromiso = compromisos.registrar_compromiso(
            Compromiso(
                texto=texto,
                lado=lado,
                institucion=institucion,
                reunion=reunion,
                responsable=None if lado == LadoCompromiso.CONTRAPARTE else by,
                tipo_fecha=TipoFecha.FIJA,
                fecha_limite=hoy + dt.timedelta(days=dias or 2),
            ),
            by=by,
            base=reunion.inicio.date(),
        )
        if dias is None:
            compromisos.cumplir(compromiso, by=by, fecha=hoy, nota="Enviado por correo")
