"""A hundred thousand instruments, and what their screens cost over them.

`make bench ARGS="--solo convenios"` measures only these. Run as a module inside the environment of
one installation, ``python -m tests.bench.convenios 100000`` builds what is missing and prints, as
JSON, a session to enter with and the keys of some records.
"""

import datetime as dt
import json
import random
import sys

import django

if __name__ == "__main__":
    django.setup()

from tests.bench.pages import Page

ROWS, SEED = 100_000, 20260320
INSTITUTIONS, PEOPLE = 400, 6
LIST = "/convenios/convenios/"
PAGES = [
    Page("convenios: tablero", f"{LIST}tablero/", "/lista/", cpu=60),
    Page("convenios: tablero, a mi cargo", f"{LIST}tablero/?de=mios", "/lista/", cpu=60),
    Page("convenios: lista, 50", f"{LIST}?por=50", "/lista/", ratio=4, queries=8),
    Page(
        "convenios: en trámite, 50", f"{LIST}?por=50&situacion=tramite", "/lista/", ratio=4
    ),
    Page(
        "convenios: vigentes, 50", f"{LIST}?por=50&situacion=vigentes", "/lista/", ratio=4
    ),
    Page(
        "convenios: esperan por nosotros, 50",
        f"{LIST}?por=50&situacion=tramite&espera=10",
        "/lista/",
        ratio=4,
    ),
    Page("convenios: búsqueda, 50", f"{LIST}?por=50&q=padron+4321", "/lista/", ratio=4),
    Page("convenios: ficha", f"{LIST}{{pk}}/", "/registro/1/", ratio=8, queries=12),
    Page("convenios: informe", "/convenios/informe/", "/lista/", cpu=1500, p95=1500),
]  # fmt: skip
KINDS = ("convenio_marco", "convenio_especifico", "convenio_apoyo_colaboracion", "carta_intencion")
# Of forty: two in process, three that came to nothing, the rest signed; most of those are over.
IN_PROCESS, NOTHING, OVER = 2, 5, 28
OF = 40


def build(count):
    """As many instruments as asked, with their parties, commitments and work programmes."""
    from convenios.models import Convenio  # noqa: PLC0415 only where settings are ready
    from cuentas.models import Area  # noqa: PLC0415
    from tests.bench import data  # noqa: PLC0415

    if Convenio.objects.exists():
        return
    data.construir(INSTITUTIONS)
    areas = [Area(nombre=f"Área medida {n}").guardar(by=None) for n in range(PEOPLE)]
    people = [data.persona(), *[data.colega(n) for n in range(PEOPLE)]]
    rng = random.Random(SEED)  # noqa: S311 invented data, not a secret
    found = data.escribir(Convenio, instruments(rng, count, people, areas), people[0])
    attach(rng, list(found), people)


def instruments(rng, count, people, areas):
    from convenios.models import Convenio  # noqa: PLC0415

    topics = ("observación", "educación cívica", "padrón", "voto desde el extranjero")
    for number in range(count):
        year = 1999 + number * 27 // count
        yield Convenio(
            folio=f"CM-{year}-{number:06d}",
            tipo=rng.choice(KINDS),
            denominacion=f"Convenio de colaboración en {rng.choice(topics)} núm. {number}",
            objeto="Colaborar en actividades de educación cívica y participación ciudadana.",
            area_solicitante=rng.choice([*areas, None]),
            responsable=rng.choice([*people, None]),
            contrapartes=f"Universidad de Prueba {number % INSTITUTIONS}",
            categorias=rng.choice(("academica", "gubernamental", "osc", "academica osc")),
            fecha_solicitud=dt.date(year, 1, 8),
            **moment(rng, number, year),
        )


def moment(rng, number, year):
    """Where an instrument is, and since when."""
    from convenios.enums import EN_TRAMITE, TURNO_INICIAL  # noqa: PLC0415

    place = number % OF
    if place < IN_PROCESS:
        stage = rng.choice(EN_TRAMITE)
        since = dt.date(2026, 11, 20) - dt.timedelta(days=rng.randrange(400))
        holder = rng.choice((TURNO_INICIAL[stage], "contraparte"))
        return {
            "estado": stage,
            "etapa_desde": since,
            "turno_desde": since + dt.timedelta(days=2),
            "dias_previos": rng.randrange(9),
            "en_manos_de": holder,
        }
    if place < NOTHING:
        return {
            "estado": rng.choice(("no_procedente", "desistido", "cancelado")),
            "etapa_desde": dt.date(year, 6, 1),
        }
    signed = dt.date(year, 1, 20) + dt.timedelta(days=rng.randrange(330))
    dates = {"fecha_suscripcion": signed, "fecha_inicio": signed, "etapa_desde": signed}
    if place < OVER:
        ended = signed + dt.timedelta(days=rng.randrange(30, 900))
        ending = {"motivo_conclusion": "vencimiento", "fecha_conclusion": ended}
        return dates | ending | {"estado": "concluido", "tipo_vigencia": "indefinida"}
    if number % 3:
        return dates | {"estado": "suscrito", "tipo_vigencia": "indefinida"}
    end = signed + dt.timedelta(days=rng.randrange(100, 4000))
    kept = {"estado": "suscrito", "tipo_vigencia": "fecha_determinada", "fecha_fin": end}
    if number % 4 == 0:
        kept |= {"renovacion": "automatica", "periodo_meses": 12, "aviso_dias": 30}
    return dates | kept


def attach(rng, convenios, people):
    """Two parties each, a commitment one in five, a programme one in fifty, and their steps."""
    from convenios.models import (  # noqa: PLC0415
        ActividadPrograma,
        CompromisoConvenio,
        ParteConvenio,
        PasoConvenio,
        ProgramaTrabajo,
        TurnoConvenio,
    )
    from crm.models import Compromiso, Institucion  # noqa: PLC0415
    from tests.bench.data import consumir, escribir  # noqa: PLC0415

    by = people[0]
    places = list(Institucion.objects.order_by("pk").values_list("pk", "nombre"))

    def parties():
        for convenio in convenios:
            yield ParteConvenio(convenio=convenio, rol="iecm", orden=0, denominacion="El Instituto")
            place, name = places[convenio.pk % len(places)]
            yield ParteConvenio(convenio=convenio, institucion_id=place, denominacion=name)

    consumir(escribir(ParteConvenio, parties(), by))
    consumir(
        escribir(
            PasoConvenio,
            (
                PasoConvenio(convenio=c, verbo="registrar", nombre="Registrar", destino=c.estado)
                for c in convenios
            ),
            by,
        )
    )
    held = (c for c in convenios if c.en_manos_de)
    consumir(
        escribir(
            TurnoConvenio,
            (
                TurnoConvenio(
                    convenio=c, etapa=c.estado, en_manos_de=c.en_manos_de, desde=c.turno_desde
                )
                for c in held
            ),
            by,
        )
    )
    signed = [c for c in convenios if c.fecha_suscripcion]
    agreed = (agreement(rng, n, c, people) for n, c in enumerate(signed[::5]))
    pairs = zip(signed[::5], escribir(Compromiso, agreed, by), strict=True)
    links = (CompromisoConvenio(convenio=c, compromiso=k, clausula="Tercera") for c, k in pairs)
    consumir(escribir(CompromisoConvenio, links, by))
    plans = (
        ProgramaTrabajo(
            convenio=c, nombre="Programa de trabajo", ejercicio=c.fecha_suscripcion.year
        )
        for c in signed[::50]
    )
    acts = (
        ActividadPrograma(
            programa=plan, texto=f"Actividad {n}", estado=rng.choice(("pendiente", "realizada"))
        )
        for plan in escribir(ProgramaTrabajo, plans, by)
        for n in range(3)
    )
    consumir(escribir(ActividadPrograma, acts, by))


def agreement(rng, number, convenio, people):
    """A commitment of an instrument, met or open."""
    from crm.models import Compromiso  # noqa: PLC0415

    limit = convenio.fecha_suscripcion + dt.timedelta(days=rng.randrange(600))
    met = rng.random() < 0.5
    return Compromiso(
        texto=f"Impartir {number % 9 + 1} cursos",
        lado=rng.choice(("nuestro", "contraparte", "conjunto")),
        estado="cumplido" if met else "pendiente",
        cumplido_en=limit if met else None,
        fecha_limite=limit,
        responsable=rng.choice(people),
    )


def main(count):
    from django.core.management import call_command  # noqa: PLC0415
    from django.db import connection  # noqa: PLC0415
    from django.utils import timezone  # noqa: PLC0415

    from avisos.models import Latido  # noqa: PLC0415
    from convenios.models import Convenio  # noqa: PLC0415
    from tests.bench import data  # noqa: PLC0415

    call_command("migrate", verbosity=0)
    build(count)
    # The clock of the notices rings, as where it is in use: a page asks less than where it never has.
    Latido.objects.update_or_create(pk=1, defaults={"tocado_en": timezone.now()})
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE" if connection.vendor == "sqlite" else "VACUUM ANALYZE")
    rows = Convenio.objects.order_by("pk").values_list("pk", flat=True)
    stages = (rows.filter(estado=estado)[:4] for estado in ("firma", "suscrito", "proyecto"))
    keys = [pk for some in stages for pk in some]
    print(json.dumps({"sesion": data.abrir_sesion(), "claves": keys}))


if __name__ == "__main__":
    main(int(sys.argv[1]))
