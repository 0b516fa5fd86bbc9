"""The visitors of 2024: the published totals, with invented people.

Only the totals, the four largest missions and the reasons of refusal are those published by the
INE (dominio 2.7.1). Names, organisations, dates and everything else are invented.
"""

import datetime as dt
import random
from itertools import cycle, product

from django.contrib.contenttypes.models import ContentType

from acompanamiento.enums import (
    CalidadMigratoria,
    EstadoVisitante,
    MotivoRechazo,
    Perfil,
    TipoInvitacion,
    TipoPasaporte,
    Via,
)
from acompanamiento.models import PasaporteVisitante, PasoVisitante, SolicitudVisitante
from acompanamiento.workflows import VISITANTE
from calendario.calculations import OFICINA
from core.models.folio import ContadorFolio
from demo import acompanamiento
from observacion.enums import Sexo, TipoGafete
from observacion.models import Gafete

SEMILLA = 1355
MOTIVO = "Datos de la demostración"
E = EstadoVisitante
TODAS = 1355
# Published: 42 incomplete on time, 2 for the signature, 2 recognised as Mexican.
RECHAZOS = (
    *[MotivoRechazo.INCOMPLETA] * 42,
    MotivoRechazo.SIN_FIRMA,
    MotivoRechazo.FIRMA,
    *[MotivoRechazo.MEXICANA] * 2,
)
NO_RECOGIERON = 118  # invented: accredited, and never came for the badge (case 52)
DE_AMERICA = "AR BO BR CA CL CO CR DO EC GT HN JM NI PA PE PY SV US UY VE"
DE_EUROPA = "DE ES FR GB IT NL NO PL PT RO SE UA"
DE_OTROS = "AU GH ID IN JP KE KR MA NZ PH SN TN ZA"
AMERICA, EUROPA, OTROS = (paises.split() for paises in (DE_AMERICA, DE_EUROPA, DE_OTROS))
LATINAS = [pais for pais in AMERICA if pais not in ("US", "CA", "JM")]
# Mission, how many, nationalities, category, kind of invitation.
MISIONES = (
    ("COPPPAL", 120, LATINAS, Perfil.PARTIDO, TipoInvitacion.MISION),
    (
        "Organización de los Estados Americanos",
        100,
        AMERICA,
        Perfil.DEMOCRACIA,
        TipoInvitacion.MISION,
    ),
    (
        "Alianza Global de Jóvenes Políticos",
        94,
        [*LATINAS, *EUROPA, *OTROS],
        Perfil.PARTIDO,
        TipoInvitacion.MISION,
    ),
    (
        "Embajada de los Estados Unidos de América",
        76,
        ["US"],
        Perfil.DIPLOMACIA,
        TipoInvitacion.MISION,
    ),
)
INVENTADAS = (
    ("Universidad de Ejemplo", Perfil.ACADEMIA),
    ("Autoridad Electoral de Ejemplo", Perfil.AUTORIDAD),
    ("Fundación Muestra por la Democracia", Perfil.ONG),
    ("Parlamento de Ejemplo", Perfil.PARLAMENTO),
    ("Centro Maqueta de Estudios Electorales", Perfil.DEMOCRACIA),
    ("Partido Ensayo", Perfil.PARTIDO),
    ("Embajada de Ejemplo", Perfil.DIPLOMACIA),
    ("A título personal", Perfil.OTRO),
)
LUGARES = ("del Norte", "del Sur", "del Este", "del Oeste", "Central", "de la Costa")
NOMBRES = """Amina Bruno Chiara Dmitri Elif Fatou Giulia Hiroshi Ingrid Jonas Keiko Liam Maite Noor
Olga Pavel Quentin Rosa Sofia Tomas Uma Viktor Wanda Xoel Yara Zoltan Ayelen Benoit Camila Diego
Emilia Franz Greta Hugo Irina Joao Kofi Lucia Mateus Nadia"""
APELLIDOS = """Ejemplo Muestra Sampleton Exemplaire Beispiel Esempio Amostra Maqueta Boceto Ensayo
Modello Vorlage Prototype Borrador Placeholder Facsimil Esquema Entwurf Bozza Rascunho Ficcion
Simulacro Testova Mustermann Dupont-Exemple Demo-Garcia Prueba Croquis Essai Draftson
Templeton-Test Esbozo Invento Ficticia"""
CIERRE = dt.datetime(2024, 5, 22, 23, 59, tzinfo=OFICINA)
JORNADA = dt.date(2024, 6, 2)


def cargar(convocatoria, *, by):
    """Write the 1,355 applications with their passports, steps and badges."""
    rng = random.Random(SEMILLA)  # noqa: S311 invented data, not a secret
    solicitudes = inventar(rng, convocatoria, by)
    SolicitudVisitante.objects.crear_varios(solicitudes, by=by, motivo=MOTIVO)
    PasaporteVisitante.objects.crear_varios(pasaportes(rng, solicitudes), by=by, motivo=MOTIVO)
    PasoVisitante.objects.crear_varios(pasos(solicitudes), by=by, motivo=MOTIVO)
    Gafete.objects.crear_varios(gafetes(solicitudes, by), by=by, motivo=MOTIVO)
    ContadorFolio.objects.update_or_create(serie="VE", anio=2024, defaults={"ultimo": TODAS})
    acompanamiento.cargar(solicitudes, by=by)
    return solicitudes


def inventar(rng, convocatoria, by):
    """Everybody, the refused at the end, in the order in which they applied."""
    nombres = list(product(NOMBRES.split(), APELLIDOS.split()))
    rng.shuffle(nombres)
    papeles = quienes(rng)
    rng.shuffle(papeles)
    momentos = sorted(cuando(rng) for _ in range(TODAS))
    rechazos = dict(zip(rng.sample(range(TODAS), len(RECHAZOS)), RECHAZOS, strict=True))
    todas = []
    for numero, (momento, nombre, papel) in enumerate(
        zip(momentos, nombres, papeles, strict=False), 1
    ):
        solicitud = una(rng, numero, momento, nombre, papel, convocatoria)
        resolver(rng, solicitud, rechazos.get(numero - 1), by)
        todas.append(solicitud)
    activas = [s for s in todas if s.estado == E.CONCLUIDA]
    for solicitud in rng.sample(activas, NO_RECOGIERON):
        solicitud.estado, solicitud.carpeta_en = E.NOTIFICADA, None
    for solicitud in todas:
        solicitud.etapa_desde = solicitud.notificada_en
        if solicitud.estado == E.CONCLUIDA:
            solicitud.etapa_desde = dt.datetime.combine(solicitud.salida, dt.time(), tzinfo=OFICINA)
    return sorted(todas, key=lambda s: bool(s.motivo_rechazo))


def quienes(rng):
    """A mission for each one: the four published, and the rest invented."""
    papeles = [
        (organizacion, rng.choice(paises), perfil, tipo)
        for organizacion, cuantas, paises, perfil, tipo in MISIONES
        for _ in range(cuantas)
    ]
    inventadas = cycle(
        [(f"{nombre} {lugar}", perfil) for lugar in LUGARES for nombre, perfil in INVENTADAS[:-1]]
        + [INVENTADAS[-1]]
    )
    while len(papeles) < TODAS:
        organizacion, perfil = next(inventadas)
        paises = rng.choices((AMERICA, EUROPA, OTROS), (62, 27, 11))[0]
        papeles.append((organizacion, rng.choice(paises), perfil, TipoInvitacion.ABIERTA))
    return papeles


def cuando(rng):
    """When it was handed in: more and more as the closing comes."""
    antes = dt.timedelta(days=rng.triangular(0, 150, 0), minutes=rng.randrange(600))
    return CIERRE - antes


def una(rng, numero, momento, nombre, papel, convocatoria):
    organizacion, pais, perfil, tipo = papel
    nombres, apellidos = nombre
    llegada = JORNADA - dt.timedelta(days=rng.randrange(2, 8))
    sexo = rng.choices((Sexo.MUJER, Sexo.HOMBRE, Sexo.NO_BINARIA), (49, 50, 0.6))[0]
    return SolicitudVisitante(
        convocatoria=convocatoria,
        folio=f"VE-2024-{numero:04d}",
        via=Via.MISION if tipo == TipoInvitacion.MISION else Via.CONVOCATORIA,
        tipo_invitacion=tipo,
        idioma="es" if pais in LATINAS or pais == "ES" else "fr" if pais in ("FR", "SN") else "en",
        nombres=nombres,
        apellidos=apellidos,
        sexo=sexo,
        fecha_nacimiento=dt.date(1950, 1, 1) + dt.timedelta(days=rng.randrange(20000)),
        nacionalidades=[pais],
        pais_residencia=pais,
        organizacion=organizacion,
        cargo="Integrante",
        perfil=perfil,
        correo=f"visitante{numero:04d}@example.org",
        telefono=f"+000 000 {numero:04d}",
        llegada=llegada,
        salida=JORNADA + dt.timedelta(days=rng.randrange(2, 7)),
        calidad_migratoria=CalidadMigratoria.VISITANTE,
        acepta_normas_en=momento,
        aviso=convocatoria.aviso,
        aviso_en=momento,
        comenzada_en=momento - dt.timedelta(minutes=rng.randrange(6, 90)),
        creado_en=momento - dt.timedelta(minutes=4),
        recibida_en=momento,
    )


def resolver(rng, solicitud, motivo, by):
    """Decided between one and six days after, and told two days later."""
    dia = (solicitud.recibida_en + dt.timedelta(days=rng.randrange(1, 6))).date()
    solicitud.fecha_resolucion = min(dia, dt.date(2024, 5, 30))
    solicitud.clave_resolucion = f"DEMO/{solicitud.fecha_resolucion:%m-%d}"
    solicitud.resolvio = by
    solicitud.notificada_en = dt.datetime.combine(
        solicitud.fecha_resolucion, dt.time(18), tzinfo=OFICINA
    )
    if motivo is None:
        solicitud.estado = E.CONCLUIDA
        solicitud.carpeta_en = dt.datetime.combine(solicitud.llegada, dt.time(11), tzinfo=OFICINA)
        return
    solicitud.estado, solicitud.motivo_rechazo = E.NOTIFICADA_RECHAZO, motivo
    solicitud.fundamento = "Fundamento de ejemplo: bases de la convocatoria."
    if motivo == MotivoRechazo.MEXICANA:
        solicitud.nacionalidades = [str(solicitud.nacionalidades[0].code), "MX"]


def pasaportes(rng, solicitudes):
    """One each, with plainly invented numbers."""
    return [
        PasaporteVisitante(
            solicitud=solicitud,
            tipo=TipoPasaporte.DIPLOMATICO
            if solicitud.perfil == Perfil.DIPLOMACIA
            else TipoPasaporte.ORDINARIO,
            numero=f"DEMO{solicitud.folio[-4:]}",
            pais_emisor=str(solicitud.pais_residencia.code),
            emision=dt.date(2018, 1, 1) + dt.timedelta(days=rng.randrange(1800)),
            vencimiento=dt.date(2025, 1, 1) + dt.timedelta(days=rng.randrange(1800)),
        )
        for solicitud in solicitudes
    ]


def pasos(solicitudes):
    """Each step of each one, as the table of states leads."""
    filas = []
    for s in solicitudes:
        resuelta = dt.datetime.combine(s.fecha_resolucion, dt.time(12), tzinfo=OFICINA)
        camino = [("presentar", s.recibida_en), ("asignar", s.recibida_en + dt.timedelta(hours=3))]
        if s.motivo_rechazo:
            camino += [("rechazar", resuelta), ("notificar_rechazo", s.notificada_en)]
        else:
            camino += [("aprobar", resuelta), ("notificar", s.notificada_en)]
        if s.carpeta_en:
            camino += [("preparar_gafete", s.carpeta_en - dt.timedelta(days=1))]
            camino += [("entregar_gafete", s.carpeta_en)]
            camino += [("concluir", dt.datetime.combine(s.salida, dt.time(20), tzinfo=OFICINA))]
        origen = E.BORRADOR
        for verbo, momento in camino:
            transition = VISITANTE.transitions[verbo]
            filas.append(
                PasoVisitante(
                    solicitud=s,
                    verbo=verbo,
                    nombre=transition.label,
                    origen=origen,
                    destino=transition.target,
                    en=momento,
                    creado_en=momento,
                )
            )
            origen = transition.target
    return filas


def gafetes(solicitudes, by):
    """Those that were handed; the process is over and they are no longer in force."""
    tipo = ContentType.objects.get_for_model(SolicitudVisitante)
    return [
        Gafete(
            content_type=tipo,
            object_id=s.pk,
            proceso_id=s.convocatoria.proceso_id,
            tipo=TipoGafete.VISITANTE,
            folio=s.folio,
            nombre=f"{s.nombres} {s.apellidos}",
            organizacion=s.organizacion,
            pais=s.nacionalidades[0].name,
            desde=s.llegada,
            hasta=max(s.salida, JORNADA),
            entregado_en=s.carpeta_en,
            entregado_por=by,
        )
        for s in solicitudes
        if s.carpeta_en
    ]
