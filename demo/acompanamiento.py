"""The programme of 2024: activities of every kind, two routes and the trips of some people.

That there was such a programme, for more than a hundred people, is public (dominio 2.8). Its hours,
places, polling stations, vehicles, flights and hotels are invented, and say so.
"""

import datetime as dt
import random

from acompanamiento.enums import (
    ClaseTraslado,
    EstadoParada,
    EstadoParticipacion,
    EstadoPrograma,
    QuienCubre,
    TipoActividad,
    TipoCasilla,
    TipoIncidencia,
)
from acompanamiento.models import (
    ActividadPrograma,
    Incidencia,
    LogisticaVisitante,
    ParadaRuta,
    Participacion,
    ProgramaAcompanamiento,
    RutaCasillas,
    Traslado,
)
from calendario.calculations import OFICINA

SEMILLA = 208
MOTIVO = "Datos de la demostración"
T, P = TipoActividad, EstadoParada
CUANTAS = 44  # people with their trip written; the rest show as missing
EN_RUTA = 12
SEDE = "Sede central (demostración)"
# Kind, title in Spanish, English and French, day and hours, place, places, minutes to get there.
ACTIVIDADES = (
    (T.GAFETES, ("Entrega de gafetes", "Badge collection", "Badges"), (5, 31, 9, 10), 120, 0),
    (T.BIENVENIDA, ("Bienvenida", "Welcome", "Accueil"), (5, 31, 11, 12), 120, 15),
    (
        T.INFORMATIVA,
        (
            "Cómo se vota en la Ciudad de México",
            "How Mexico City votes",
            "Comment vote la ville de Mexico",
        ),
        (5, 31, 16, 18),
        120,
        30,
    ),
    (
        T.PANEL,
        (
            "Panel sobre voto en el extranjero",
            "Panel on voting abroad",
            "Table ronde sur le vote à l’étranger",
        ),
        (6, 1, 10, 12),
        80,
        30,
    ),
    (
        T.INSTALACIONES,
        ("Visita a una sede distrital", "Visit to a district office", "Visite d’un district"),
        (6, 1, 13, 15),
        60,
        45,
    ),
    (T.CASILLAS, ("Recorrido norte", "North tour", "Parcours nord"), (6, 2, 8, 14), EN_RUTA, 60),
    (T.CASILLAS, ("Recorrido sur", "Southern tour", "Parcours sud"), (6, 2, 8, 14), EN_RUTA, 60),
    (T.PRENSA, ("Centro de prensa", "Press centre", "Centre de presse"), (6, 2, 19, 22), 100, 45),
    (
        T.EVALUACION,
        ("Evaluación del programa", "Programme review", "Bilan du programme"),
        (6, 3, 11, 13),
        80,
        30,
    ),
    (
        T.COMPUTOS,
        ("Cómputos distritales", "District counts", "Décomptes de district"),
        (6, 5, 9, 12),
        40,
        45,
    ),
)
RUTAS = (("Recorrido norte", "Gustavo A. Madero", 4), ("Recorrido sur", "Tlalpan", 16))
# What was found at each stop of each route; every section is a number of the demonstration.
HALLADO = (
    (P.VISITADA, P.VISITADA, P.NO_INSTALADA, P.VISITADA, P.VISITADA),
    (P.VISITADA, P.CAMBIADA, P.VISITADA, P.VISITADA, P.VISITADA, P.VISITADA),
)
TIPOS = (
    TipoCasilla.BASICA,
    TipoCasilla.CONTIGUA,
    TipoCasilla.BASICA,
    TipoCasilla.ESPECIAL,
    TipoCasilla.EXTRAORDINARIA,
    TipoCasilla.BASICA,
)
HOTELES = ("Hotel Demostración Centro", "Hotel Muestra Reforma")
DIETAS = ("Vegetariana (demostración)", "Sin nueces (demostración)", "", "", "")


def en(mes, dia, hora, minuto=0):
    return dt.datetime(2024, mes, dia, hora, minuto, tzinfo=OFICINA)


def cargar(solicitudes, *, by):
    """Write the programme with who went to what; ``solicitudes`` are those of visitors of 2024."""
    rng = random.Random(SEMILLA)  # noqa: S311 invented data, not a secret
    gente = [s for s in solicitudes if s.carpeta_en and s.llegada <= dt.date(2024, 5, 30)]
    gente = gente[:CUANTAS]
    proceso = gente[0].convocatoria.proceso
    actividades = programar(proceso, by=by)
    Participacion.objects.crear_varios(
        participar(rng, actividades, gente, by), by=by, motivo=MOTIVO
    )
    for (titulo, alcaldia, distrito), hallado in zip(RUTAS, HALLADO, strict=True):
        recorrido = next(a for a in actividades if a.titulo == titulo)
        trazar(recorrido, alcaldia, distrito, hallado, by=by)
    viajes = [viaje(rng, numero, persona, by) for numero, persona in enumerate(gente, 1)]
    LogisticaVisitante.objects.crear_varios(viajes, by=by, motivo=MOTIVO)
    trasladar(proceso, viajes, by=by)


def programar(proceso, *, by):
    """The programme, over by now, with its activities."""
    programa = ProgramaAcompanamiento(
        proceso=proceso,
        titulo="Misión de acompañamiento 2024 (demostración)",
        desde=dt.date(2024, 5, 31),
        hasta=dt.date(2024, 6, 5),
        presentacion="Actividades, lugares y horas inventados para la demostración.",
        estado=EstadoPrograma.CONCLUIDO,
        aprobo="Comisión de Vinculación con Organismos Externos (demostración)",
        fecha_aprobacion=dt.date(2024, 5, 10),
    ).guardar(by=by, motivo=MOTIVO)
    actividades = [
        ActividadPrograma(
            programa=programa,
            tipo=tipo,
            titulo=titulos[0],
            titulo_en=titulos[1],
            titulo_fr=titulos[2],
            inicio=en(mes, dia, desde),
            fin=en(mes, dia, hasta),
            sede=SEDE,
            cupo=cupo,
            traslado_minutos=minutos,
            responsable=by,
            interpretacion="Inglés y francés" if tipo in (T.PANEL, T.INFORMATIVA) else "",
        )
        for tipo, titulos, (mes, dia, desde, hasta), cupo, minutos in ACTIVIDADES
    ]
    return ActividadPrograma.objects.crear_varios(actividades, by=by, motivo=MOTIVO)


def participar(rng, actividades, gente, by):
    """Everybody in what is for all; each tour is full, with two waiting, and nobody is in both."""
    filas = []
    rutas = [a for a in actividades if a.tipo == T.CASILLAS]
    for actividad in actividades:
        quienes = gente
        if actividad in rutas:
            lugar = rutas.index(actividad) * (EN_RUTA + 2)
            quienes = gente[lugar : lugar + EN_RUTA + 2]
        elif actividad.cupo < len(gente):
            quienes = gente[: actividad.cupo]
        for numero, persona in enumerate(quienes):
            fila = Participacion(actividad=actividad, visitante=persona)
            if numero >= actividad.cupo:
                fila.estado = EstadoParticipacion.ESPERA
            elif rng.random() < 0.1:
                fila.estado = EstadoParticipacion.NO_ASISTIO
            else:
                fila.estado = EstadoParticipacion.ASISTIO
                antes = dt.timedelta(minutes=rng.randrange(2, 25))
                fila.asistio_en, fila.registro_por = actividad.inicio - antes, by
            filas.append(fila)
    return filas


def trazar(recorrido, alcaldia, distrito, hallado, *, by):
    """A route whose polling stations do not exist."""
    ruta = RutaCasillas(
        actividad=recorrido,
        nombre=f"{recorrido.titulo} (demostración)",
        alcaldia=alcaldia,
        distrito=distrito,
        enlace=by,
        vehiculo=f"Camioneta de demostración {distrito}",
        operador="Persona de demostración",
        capacidad=14,
        salida=SEDE,
        regreso=SEDE,
    ).guardar(by=by, motivo=MOTIVO)
    for numero, (estado, tipo) in enumerate(zip(hallado, TIPOS, strict=False), 1):
        una_parada(ruta, numero, estado, tipo, by=by)


def una_parada(ruta, numero, estado, tipo, *, by):
    prevista = ruta.actividad.inicio + dt.timedelta(minutes=50 * numero)
    marcada = prevista + dt.timedelta(minutes=7 * (numero % 3))
    parada = ParadaRuta(
        ruta=ruta,
        posicion=numero,
        seccion=f"DEMO {ruta.distrito:02d}{numero:02d}",
        tipo=tipo,
        direccion=f"Domicilio de demostración {numero}, {ruta.alcaldia}",
        prevista_en=prevista,
        estado=estado,
        marcada_en=marcada,
        marcada_por=by,
    )
    if estado != P.VISITADA:
        parada.nota = "Ejemplo: el domicilio estaba cerrado a la hora de abrir."
        if estado == P.CAMBIADA:
            parada.nota = "Ejemplo: un aviso en la puerta decía el domicilio nuevo."
            parada.direccion_hallada = f"Otro domicilio de demostración, {ruta.alcaldia}"
        parada.incidencia = Incidencia(
            proceso_id=ruta.actividad.programa.proceso_id,
            actividad=ruta.actividad,
            tipo=TipoIncidencia.CASILLA,
            lugar=f"{parada}. {parada.direccion}"[:200],
            nota=f"{parada.get_estado_display()}. {parada.nota}",
            ocurrida_en=marcada,
        ).guardar(by=by, motivo=MOTIVO)
    parada.guardar(by=by, motivo=MOTIVO)


def viaje(rng, numero, persona, by):
    """The trip of one person: invented flights, one of two hotels."""
    llega = dt.datetime.combine(persona.llegada, dt.time(6 + rng.randrange(15)), tzinfo=OFICINA)
    sale = dt.datetime.combine(persona.salida, dt.time(7 + rng.randrange(14)), tzinfo=OFICINA)
    return LogisticaVisitante(
        solicitud=persona,
        llegada_aerolinea="Aerolínea de Demostración",
        llegada_vuelo=f"DM {100 + numero}",
        llegada_en=llega + dt.timedelta(minutes=5 * rng.randrange(12)),
        llegada_lugar=f"AICM, terminal {rng.choice((1, 2))}",
        salida_aerolinea="Aerolínea de Demostración",
        salida_vuelo=f"DM {500 + numero}",
        salida_en=sale,
        salida_lugar=f"AICM, terminal {rng.choice((1, 2))}",
        vuelo_cubre=rng.choice((QuienCubre.PROPIO, QuienCubre.ORGANISMO)),
        recibe=by if numero % 3 else None,
        recepcion="Puerta de llegadas, con letrero del IECM" if numero % 3 else "",
        enlace=by,
        hotel=HOTELES[numero % 2],
        hotel_direccion="Calle de la Demostración 100",
        hotel_desde=persona.llegada,
        hotel_hasta=persona.salida,
        hotel_cubre=rng.choice((QuienCubre.PROPIO, QuienCubre.ORGANISMO, QuienCubre.IECM)),
        habitacion=f"{rng.randrange(2, 12)}{rng.randrange(1, 30):02d}",
        dieta=rng.choice(DIETAS),
        seguro=f"Seguro de demostración, póliza D-{numero:04d}",
        emergencia=f"Contacto de demostración {numero}, +000 000 {numero:04d}",
    )


def trasladar(proceso, viajes, *, by):
    """From the airport, four at most in each vehicle: those who land together for one hotel."""

    grupos = []
    for v in sorted(viajes, key=lambda v: (v.hotel, v.llegada_en)):
        grupo = grupos[-1] if grupos else []
        cerca = grupo and v.llegada_en - grupo[0].llegada_en < dt.timedelta(hours=4)
        mismo = grupo and v.hotel == grupo[0].hotel
        if cerca and mismo and len(grupo) < 4:
            grupo.append(v)
        else:
            grupos.append([v])
    traslados = [
        Traslado(
            proceso=proceso,
            clase=ClaseTraslado.LLEGADA,
            en=max(v.llegada_en for v in grupo) + dt.timedelta(minutes=60),
            punto="AICM, puerta de llegadas",
            destino=grupo[0].hotel,
            vehiculo=f"Camioneta de demostración {numero % 5 + 1}",
            operador="Persona de demostración",
            lugares=6,
        )
        for numero, grupo in enumerate(grupos)
    ]
    hechos = Traslado.objects.crear_varios(traslados, by=by, motivo=MOTIVO)
    for traslado, grupo in zip(hechos, grupos, strict=True):
        traslado.ocupantes.set(grupo)
