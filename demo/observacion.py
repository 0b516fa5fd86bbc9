"""The network and the observers: the published counts, with invented people.

37 members in November 2025 (20 alone, 17 of organisations) and eight more in December (dominio
2.6.2); 1,414 accreditations, as Mexico City had in 2021 (2.6.4). The rest is invented.
"""

import datetime as dt
import random
from itertools import cycle, product

from django.contrib.contenttypes.models import ContentType

from calendario.calculations import OFICINA
from core.models.folio import ContadorFolio
from crm.models import Institucion
from observacion.enums import (
    EstadoInscripcion,
    EstadoIntegrante,
    EstadoSolicitudObservacion,
    JustificacionNegativa,
    Modalidad,
    ModalidadVoto,
    OrigenCurso,
    OrigenSolicitud,
    Sexo,
    TipoGafete,
)
from observacion.forms.opciones import ALCALDIAS
from observacion.models import (
    AfiliacionObservacion,
    AvisoPrivacidad,
    Curso,
    Gafete,
    InformeObservacion,
    InscripcionCurso,
    IntegranteRed,
    SesionCurso,
    SolicitudObservacion,
)

SEMILLA = 1414
MOTIVO = "Datos de la demostración"
E = EstadoSolicitudObservacion
SOLOS, DE_ORGANIZACION, EN_DICIEMBRE = 20, 17, 8
ACREDITADAS, NEGADAS, NO_PRESENTADAS = 1414, 38, 12
INFORMES, TARDIOS, SIN_RECOGER = 612, 9, 60
POR_SESION = 100
NOMBRES = """Abril Benjamín Cuauhtli Dafne Erandi Fermín Gema Horacio Ivonne Julián Kenia Lorenzo
Marisol Nahuel Odette Porfirio Quetzal Renata Saúl Tonantzin Ulises Valentina Xóchitl Yamil
Zeltzin Amaranta Braulio Catalina Efraín Fátima Guadalupe Hilario Inés Jacinto Leonora Miztli
Nayeli Octavio Paloma Rosendo"""
PRIMEROS = """Maqueta Boceto Ensayo Modelo Croquis Esquema Borrador Simulacro Ficción Bosquejo Guion
Molde Patrón Plantilla Prototipo Tanteo Traza Versión"""
SEGUNDOS = ("Ejemplo", "Muestra", "Demostración")
CIERRE = dt.datetime(2024, 5, 7, 23, 0, tzinfo=OFICINA)
JORNADA = dt.date(2024, 6, 2)
SESION = dt.date(2024, 5, 15)


def cargar(convocatoria, *, by):
    """Write the network and the observers of 2024, and what each of them did."""
    rng = random.Random(SEMILLA)  # noqa: S311 invented data, not a secret
    organizaciones = list(
        Institucion.objects.vivos().filter(tipo="osc", estatus="activa").order_by("pk")[:9]
    )
    gente = list(product(NOMBRES.split(), PRIMEROS.split(), SEGUNDOS))
    rng.shuffle(gente)
    personas = iter(gente)
    red = inventar_red(rng, personas, organizaciones)
    IntegranteRed.objects.crear_varios(red, by=by, motivo=MOTIVO)
    solicitudes = inventar(rng, personas, organizaciones, convocatoria)
    enlazar(solicitudes, red)
    SolicitudObservacion.objects.crear_varios(solicitudes, by=by, motivo=MOTIVO)
    AfiliacionObservacion.objects.crear_varios(
        [afiliacion(s) for s in solicitudes], by=by, motivo=MOTIVO
    )
    ensenar(rng, convocatoria.proceso, solicitudes, by=by)
    Gafete.objects.crear_varios(gafetes(solicitudes, by), by=by, motivo=MOTIVO)
    InformeObservacion.objects.crear_varios(informes(rng, solicitudes), by=by, motivo=MOTIVO)
    for serie, ultimo in (("OE", len(solicitudes)), ("CO", ACREDITADAS)):
        ContadorFolio.objects.update_or_create(serie=serie, anio=2024, defaults={"ultimo": ultimo})


def inventar_red(rng, personas, organizaciones):
    """Twenty alone and seventeen of organisations; eight who came in December."""
    aviso = AvisoPrivacidad.objects.vivos().filter(sistema="red").first()
    de_quien = cycle(organizaciones)
    formas = [None] * SOLOS + [next(de_quien) for _ in range(DE_ORGANIZACION)]
    formas += [None] * 5 + [next(de_quien) for _ in range(EN_DICIEMBRE - 5)]
    red = []
    for numero, organizacion in enumerate(formas):
        nombres, primero, segundo = next(personas)
        nueva = numero >= SOLOS + DE_ORGANIZACION
        alta = dt.date(2025, 12, 1) if nueva else dt.date(2025, 2, 1)
        alta += dt.timedelta(days=rng.randrange(20 if nueva else 270))
        red.append(
            IntegranteRed(
                nombres=nombres,
                primer_apellido=primero,
                segundo_apellido=segundo,
                sexo=rng.choice((Sexo.MUJER, Sexo.HOMBRE)),
                correo=f"red{numero + 1:02d}@example.org",
                telefono=f"55 0000 1{numero:03d}",
                canal="Correo",
                modalidad=Modalidad.ORGANIZACION if organizacion else Modalidad.INDIVIDUAL,
                organizacion=organizacion,
                estado=EstadoIntegrante.ACTIVA,
                fecha_alta=alta,
                alcaldia=rng.choice(ALCALDIAS),
                distrito=rng.randrange(1, 34),
                disponibilidad="Fines de semana",
                aviso=aviso,
                aviso_fecha=alta,
                notas="Persona inventada para la demostración.",
            )
        )
    return red


def inventar(rng, personas, organizaciones, convocatoria):
    """Every application: accredited, refused and those that were never completed."""
    total = ACREDITADAS + NEGADAS + NO_PRESENTADAS
    estados = [E.INFORME_ENTREGADO] * INFORMES + [E.ACREDITADA] * SIN_RECOGER
    estados += [E.GAFETE_ENTREGADO] * (ACREDITADAS - INFORMES - SIN_RECOGER)
    estados += [E.NEGADA] * NEGADAS + [E.NO_PRESENTADA] * NO_PRESENTADAS
    rng.shuffle(estados)
    momentos = sorted(CIERRE - dt.timedelta(days=rng.triangular(0, 200, 0)) for _ in range(total))
    return [
        una(rng, numero, momento, next(personas), estado, organizaciones, convocatoria)
        for numero, (momento, estado) in enumerate(zip(momentos, estados, strict=True), 1)
    ]


def una(rng, numero, momento, persona, estado, organizaciones, convocatoria):
    nombres, primero, segundo = persona
    organizacion = rng.choice(organizaciones) if organizaciones and rng.random() < 0.28 else None
    sexo = rng.choices((Sexo.MUJER, Sexo.HOMBRE, Sexo.NO_BINARIA), (531, 467, 2))[0]
    solicitud = SolicitudObservacion(
        folio=f"OE-2024-{numero:04d}",
        convocatoria=convocatoria,
        nombres=nombres,
        primer_apellido=primero,
        segundo_apellido=segundo,
        sexo=sexo,
        fecha_nacimiento=dt.date(1950, 1, 1) + dt.timedelta(days=rng.randrange(20400)),
        clave_elector=f"DEMODE00000009{numero:04d}",
        correo=f"observa{numero:04d}@example.org",
        telefono=f"55 0000 {numero:04d}",
        alcaldia=rng.choice(ALCALDIAS),
        distrito=rng.randrange(1, 34),
        discapacidad="Motriz (ejemplo)" if rng.random() < 0.02 else "",
        pueblo_indigena="Nahua (ejemplo)" if rng.random() < 0.03 else "",
        modalidad=Modalidad.ORGANIZACION if organizacion else Modalidad.INDIVIDUAL,
        organizacion=organizacion,
        modalidad_voto=rng.choices(ModalidadVoto.values, (85, 3, 11, 1))[0],
        origen=rng.choices(
            (OrigenSolicitud.PORTAL, OrigenSolicitud.JUNTA, OrigenSolicitud.OPL), (86, 10, 4)
        )[0],
        fecha_recepcion=momento,
        creado_en=momento,
        es_ciudadania_mexicana=True,
        declara_sin_dirigencia=True,
        declara_sin_candidatura=True,
        declara_sin_programas=True,
        declara_sin_militancia=True,
        aviso=convocatoria.aviso,
        estado=estado,
    )
    responder(rng, solicitud)
    return solicitud


def responder(rng, solicitud):
    """What was answered, according to where it ended."""
    if solicitud.estado == E.NO_PRESENTADA:
        solicitud.prevencion = "Falta la copia de la credencial para votar (ejemplo)."
        solicitud.limite_prevencion = solicitud.fecha_recepcion + dt.timedelta(days=2)
        return
    if solicitud.estado == E.NEGADA:
        solicitud.justificacion = rng.choice(
            (
                JustificacionNegativa.REQUISITOS,
                JustificacionNegativa.MILITANCIA,
                JustificacionNegativa.CURSO,
            )
        )
        return
    solicitud.oficio_remision = "DEMO/001/2024"
    solicitud.fecha_remision = solicitud.fecha_recepcion.date()
    solicitud.folio_externo = f"INE-DEMO-{solicitud.folio[-4:]}"
    solicitud.fecha_sesion, solicitud.acuerdo = SESION, "DEMO/CL/2024"


def enlazar(solicitudes, red):
    """A dozen of the network also applied: two things that are not the same (case 44)."""
    for solicitud, integrante in zip(solicitudes[::120], red[:12], strict=False):
        solicitud.integrante = integrante
        for campo in ("nombres", "primer_apellido", "segundo_apellido", "sexo"):
            setattr(solicitud, campo, getattr(integrante, campo))


def afiliacion(solicitud):
    return AfiliacionObservacion(
        solicitud=solicitud,
        modalidad=solicitud.modalidad,
        organizacion=solicitud.organizacion,
        desde=solicitud.fecha_recepcion.date(),
    )


def ensenar(rng, proceso, solicitudes, *, by):
    """The course that everybody accredited passed, in its sittings."""
    curso = Curso(
        nombre="Curso de capacitación para la observación electoral (ejemplo)",
        proceso=proceso,
        origen=OrigenCurso.AUTORIDAD,
        calificacion_minima=60,
        horas=4,
    ).guardar(by=by, motivo=MOTIVO)
    acreditadas = [s for s in solicitudes if s.fecha_sesion]
    sesiones = []
    for numero in range(-(-len(acreditadas) // POR_SESION)):
        inicio = dt.datetime(2024, 4, 15, 17, tzinfo=OFICINA) + dt.timedelta(days=numero)
        sesion = SesionCurso(
            curso=curso,
            inicio=inicio,
            fin=inicio + dt.timedelta(hours=4),
            sede="En línea",
            imparte="Persona instructora de ejemplo",
            cupo=POR_SESION,
        )
        sesiones.append(sesion.guardar(by=by, motivo=MOTIVO))
    filas = [
        InscripcionCurso(
            sesion=sesiones[lugar // POR_SESION],
            solicitud=solicitud,
            estado=EstadoInscripcion.ACREDITO,
            asistio_en=sesiones[lugar // POR_SESION].inicio,
            calificacion=rng.randrange(60, 101),
            folio_constancia=f"CO-2024-{lugar + 1:04d}",
        )
        for lugar, solicitud in enumerate(acreditadas)
    ]
    InscripcionCurso.objects.crear_varios(filas, by=by, motivo=MOTIVO)


def gafetes(solicitudes, by):
    """Those that were handed in."""
    tipo = ContentType.objects.get_for_model(SolicitudObservacion)
    entrega = dt.datetime.combine(SESION + dt.timedelta(days=5), dt.time(12), tzinfo=OFICINA)
    return [
        Gafete(
            content_type=tipo,
            object_id=s.pk,
            proceso_id=s.convocatoria.proceso_id,
            tipo=TipoGafete.OBSERVACION,
            folio=s.folio,
            nombre=str(s),
            organizacion=s.organizacion.nombre if s.organizacion else "",
            desde=SESION,
            hasta=JORNADA + dt.timedelta(days=30),
            entregado_en=entrega,
            entregado_por=by,
        )
        for s in solicitudes
        if s.estado in (E.GAFETE_ENTREGADO, E.INFORME_ENTREGADO)
    ]


def informes(rng, solicitudes):
    """In time but for nine, accepted and marked (case 61)."""
    entregaron = [s for s in solicitudes if s.estado == E.INFORME_ENTREGADO]
    return [
        InformeObservacion(
            solicitud=s,
            fecha=dt.date(2024, 7, 3)
            if numero < TARDIOS
            else JORNADA + dt.timedelta(days=rng.randrange(2, 30)),
            eleccion="Jefatura de Gobierno, Congreso y alcaldías",
            entidad=s.entidad,
            distrito=s.distrito,
            seccion=f"{rng.randrange(1, 5500):04d}",
            casilla="Básica",
            etapas="Instalación, votación y cómputo",
            hallazgos="Hallazgo de ejemplo.",
        )
        for numero, s in enumerate(entregaron)
    ]
