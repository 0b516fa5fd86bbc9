"""Two days without anybody ringing, in generated worlds: one notice for each who is owed (F07, G06).

What each person should hear is worked out here from the dates alone, apart from `avisos`.
"""

import datetime as dt
import random
import sys
from collections import Counter
from dataclasses import dataclass, field

import pytest
from django.utils import timezone

from avisos.actions import tocar, vigencia
from avisos.enums import Preferencia
from avisos.models import Aviso, PreferenciaAvisos, ReglaAviso
from crm.actions import compromisos
from crm.enums import TipoFecha
from crm.models import Compromiso
from cuentas.enums import Rol
from tests.avisos.conftest import el

pytestmark = [pytest.mark.django_db, pytest.mark.lento]
SEMILLA, CASOS = 20241, 50
CLAVES = ["crm-compromiso-15", "crm-compromiso-7", "crm-compromiso-1", "crm-compromiso-vencido"]
ESCALA = "crm-compromiso-escala"
DOS_DIAS, UN_DIA = dt.timedelta(days=2), dt.timedelta(days=1)
MOTIVOS = {vigencia.CERRADO, vigencia.SUPERADO, "El asunto ya está a cargo de otra persona."}
MOTIVOS |= {"La persona ya no está o ya no puede ver el asunto."}


def a_las(dia, hora):
    return timezone.make_aware(dt.datetime.combine(dia, hora))


@dataclass
class Mundo:
    """People with their preferences, rules, commitments, and the hours of the outage."""

    azar: random.Random
    personas: list
    direccion: object
    reglas: list = field(default_factory=list)
    gustos: dict = field(default_factory=dict)
    se_fueron: set = field(default_factory=set)
    antes: dict = field(default_factory=dict)  # object: date and person before the outage

    def generar(self):
        azar = self.azar
        self.cae = el(azar.randint(5, 25), azar.randint(0, 23), azar.randint(0, 59))
        self.vuelve = self.cae + DOS_DIAS + dt.timedelta(minutes=azar.randint(-600, 600))
        ReglaAviso.objects.exclude(clave__in=[*CLAVES, ESCALA]).update(activa=False)
        primera = azar.randint(-4, 8)
        for n, clave in enumerate([*CLAVES, ESCALA]):
            antes = primera - n if azar.random() < 0.6 else azar.randint(-8, 10)
            horas = azar.random() < 0.2
            ReglaAviso.objects.filter(clave=clave).update(
                antes=antes * 24 + 5 if horas else antes,
                unidad="horas" if horas else "dias",
                correo=azar.choice(["urgente", "resumen"]),
                activa=True,
            )
        self.reglas = list(ReglaAviso.objects.filter(activa=True).order_by("pk"))
        for persona in self.personas:
            silencio = (dt.time(azar.randint(18, 23)), dt.time(azar.randint(5, 9)))
            desde, hasta = silencio if azar.random() < 0.5 else (None, None)
            self.gustos[persona.pk] = PreferenciaAvisos.objects.create(
                persona=persona,
                correo=azar.choice(Preferencia.values),
                hora_resumen=dt.time(azar.randint(5, 20)),
                silencio_desde=desde,
                silencio_hasta=hasta,
            )
        hechos = [
            Compromiso(
                texto=f"Asunto {n}",
                tipo_fecha=TipoFecha.FIJA,
                fecha_limite=self.alguna_fecha(),
                responsable=azar.choice(self.personas),
            )
            for n in range(CASOS)
        ]
        self.asuntos = Compromiso.objects.crear_varios(hechos, by=self.direccion)
        self.antes = {a.pk: (a.fecha_limite, a.responsable_id) for a in self.asuntos}

    def alguna_fecha(self):
        return timezone.localdate(self.cae) + dt.timedelta(days=self.azar.randint(-8, 12))

    def cambiar(self):
        """What people do while nobody rings."""
        for asunto in self.asuntos:
            suerte = self.azar.random()
            if suerte < 0.15:
                asunto.fecha_limite = self.alguna_fecha()
                asunto.guardar(by=self.direccion)
            elif suerte < 0.3:
                asunto.responsable = self.azar.choice(self.personas)
                asunto.guardar(by=self.direccion)
            elif suerte < 0.4:
                compromisos.cumplir(
                    asunto, by=self.direccion, fecha=timezone.localdate(self.cae + UN_DIA)
                )
                self.antes[asunto.pk] = None
        quien = self.personas[0]
        quien.is_active = False
        quien.guardar(by=None)
        self.se_fueron.add(quien.pk)

    # --------------------------------------------------------------- what should have happened

    def suena(self, regla, fecha):
        if regla.unidad == "horas":
            return a_las(fecha, dt.time()) - dt.timedelta(hours=regla.antes)
        return a_las(fecha - dt.timedelta(days=regla.antes), dt.time(7))

    def oye(self, regla, asunto, fecha, responsable):
        """Who is told of a record by a rule; the direction instead of who left, if they were not."""
        if regla.clave == ESCALA or responsable not in self.se_fueron:
            return self.direccion.pk if regla.clave == ESCALA else responsable
        era_suyo = self.antes[asunto.pk] == (fecha, responsable)
        return None if era_suyo and self.ya_lo_supo(regla, asunto) else self.direccion.pk

    def ya_lo_supo(self, regla, asunto):
        """Whether who left had been told, by every channel, or told of something nearer."""
        fecha, responsable = self.antes[asunto.pk]
        if self.suena(regla, fecha) > self.cae:
            return False
        ultima = self.mas_cercana(fecha, self.cae, [r for r in self.reglas if r.clave != ESCALA])
        if regla != ultima:
            return True
        debido = self.hora_del_correo(regla, responsable, fecha)
        return debido is None or debido <= self.cae

    def mas_cercana(self, fecha, hasta, reglas):
        """The rule nearest to the date among those that already rang."""
        sonaron = [(self.suena(r, fecha), r.pk, r) for r in reglas]
        return max([s for s in sonaron if s[0] <= hasta], default=(None, None, None))[2]

    def cercana(self, persona, asunto):
        fecha, responsable = asunto.fecha_limite, asunto.responsable_id
        suyas = [r for r in self.reglas if self.oye(r, asunto, fecha, responsable) == persona]
        return self.mas_cercana(fecha, self.vuelve, suyas)

    def debe_oir_en_vinculo(self, asunto, persona):
        """Whether the first round after the outage has something to say of a record."""
        regla = self.cercana(persona, asunto)
        oido = self.oido.get((asunto.pk, asunto.fecha_limite), set())
        return regla is not None and (regla.pk, persona) not in oido

    def hora_del_correo(self, regla, persona, fecha):
        """When the mail of a rule was due to who was there all along."""
        gusto = self.gustos.get(persona) or PreferenciaAvisos(persona_id=persona)
        if regla is None or gusto.correo == "nada":
            return None
        desde = max(self.suena(regla, fecha), self.cae)
        urgente = gusto.correo == "todo_en_el_momento" or (
            gusto.correo == "como_la_regla" and regla.correo == "urgente"
        )
        return self.fin_del_silencio(desde, gusto) if urgente else self.resumen(desde, gusto)

    def resumen(self, desde, gusto):
        hoy = a_las(timezone.localdate(desde), gusto.hora_resumen)
        return hoy if hoy >= desde else hoy + UN_DIA

    def fin_del_silencio(self, desde, gusto):
        if not gusto.silencio_desde:
            return desde
        reloj, dia = timezone.localtime(desde).time(), timezone.localdate(desde)
        if reloj >= gusto.silencio_desde:
            return a_las(dia + UN_DIA, gusto.silencio_hasta)
        return a_las(dia, gusto.silencio_hasta) if reloj < gusto.silencio_hasta else desde


@pytest.fixture
def mundo(request, persona, direccion):
    def build(semilla):
        azar = random.Random(semilla)  # noqa: S311 to repeat it, not to hide it
        mundo = Mundo(azar, [persona(Rol.ENLACE_DVOE) for _ in range(6)], direccion)
        mundo.generar()
        tocar(mundo.cae)
        dichos = Aviso.objects.filter(estado="entregado", canal="app")
        mundo.oido = {}
        for a in dichos:
            mundo.oido.setdefault((a.objeto_id, a.fecha), set()).add(
                (a.regla_id, a.destinatario_id)
            )
        mundo.previos = set(Aviso.objects.filter(estado="entregado").values_list("pk", flat=True))
        mundo.cambiar()
        tocar(mundo.vuelve)
        mundo.nuevos = list(Aviso.objects.filter(estado="entregado").exclude(pk__in=mundo.previos))
        return mundo

    return build


def clase(aviso):
    return "app" if aviso.canal == "app" else "correo"


def veces(mundo):
    """How many notices of each record each person was given by each class of channel."""
    return Counter((a.objeto_id, a.destinatario_id, clase(a)) for a in mundo.nuevos)


def faltan(fecha, hoy):
    dias = (fecha - hoy).days
    cerca = {0: "vence hoy", 1: "vence mañana", -1: "venció ayer"}
    return cerca.get(dias) or (f"vence en {dias} días" if dias > 0 else f"venció hace {-dias} días")


@pytest.mark.parametrize(
    "semilla",
    [
        SEMILLA,
        SEMILLA + 1,
        *(pytest.param(SEMILLA + n, marks=pytest.mark.nocturno) for n in range(2, 10)),
    ],
)
def test_after_two_days_each_is_told_once_of_each_record(mundo, semilla):
    mundo = mundo(semilla)

    dichos, vivos = veces(mundo), {a.pk: a for a in mundo.asuntos if mundo.antes[a.pk]}
    sys.stdout.write(f"seed {semilla}: {len(mundo.asuntos)} records, {sum(dichos.values())} told\n")
    assert sum(dichos.values()) > CASOS / 5  # a world in which nothing is told proves nothing
    assert set(dichos.values()) == {1}
    assert {pk for pk, _, _ in dichos} <= set(vivos)
    assert not mundo.se_fueron & {persona for _, persona, _ in dichos}
    presentes = {p.pk for p in [*mundo.personas, mundo.direccion]} - mundo.se_fueron
    esperados = {
        (pk, persona, "app")
        for pk, asunto in vivos.items()
        for persona in presentes
        if mundo.debe_oir_en_vinculo(asunto, persona)
    }
    assert {clave for clave in dichos if clave[2] == "app"} == esperados
    assert_correos(mundo, dichos, vivos)
    assert_palabras(mundo, vivos)
    assert {a.motivo for a in Aviso.objects.filter(estado="omitido")} <= MOTIVOS
    tocar(mundo.vuelve + dt.timedelta(seconds=1))
    assert Aviso.objects.filter(estado="entregado").count() == len(mundo.previos) + len(
        mundo.nuevos
    )


def assert_correos(mundo, dichos, vivos):
    """By mail, those of who was in charge before and after, and whose hour came."""
    for pk, asunto in vivos.items():
        persona = asunto.responsable_id
        if persona in mundo.se_fueron:
            continue
        regla = mundo.cercana(persona, asunto)
        debido = mundo.hora_del_correo(regla, persona, asunto.fecha_limite)
        dicho = Aviso.objects.filter(
            pk__in=mundo.previos,
            objeto_id=pk,
            fecha=asunto.fecha_limite,
            destinatario=persona,
        ).exclude(canal="app")
        ya = regla is not None and dicho.filter(regla=regla).exists()
        toca = debido is not None and debido <= mundo.vuelve and not ya
        assert dichos[pk, persona, "correo"] == toca, (pk, debido, ya)


def assert_palabras(mundo, vivos):
    hoy = timezone.localdate(mundo.vuelve)
    for aviso in mundo.nuevos:
        assert aviso.texto.endswith(faltan(vivos[aviso.objeto_id].fecha_limite, hoy))
        tarde = mundo.vuelve - aviso.debido_en >= dt.timedelta(hours=12)
        assert ("sale con retraso" in aviso.detalle) is tarde


def test_control_without_consolidating_people_are_told_again_and_again(mundo, monkeypatch):
    monkeypatch.setattr("avisos.actions.vuelta.consolidar", lambda ahora: 0)

    assert max(veces(mundo(SEMILLA)).values()) > 1
