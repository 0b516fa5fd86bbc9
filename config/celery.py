"""The Celery app, its schedule, and the pulse its processes show to whoever watches them."""

import os

from celery import Celery, bootsteps
from celery.beat import PersistentScheduler
from celery.schedules import crontab

from core import broker, startup
from core.health import pulse

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
# Celery would run every check, which loads all views: our own refusal below is what matters.
os.environ.setdefault("CELERY_SKIP_CHECKS", "true")

broker.instalar()
app = Celery("vinculo")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.conf.beat_schedule = {
    "reanudar lotes interrumpidos": {"task": "core.reanudar_lotes", "schedule": 60},
    # It carries nothing and may be lost: the next one finds the same rows.
    "tocar los avisos": {"task": "avisos.tocar", "schedule": 60, "options": {"expires": 55}},
    "mandar las cartas de las cuentas": {"task": "cuentas.enviar_cartas", "schedule": 60},
    "mandar las cartas a visitantes": {
        "task": "acompanamiento.enviar_cartas",
        "schedule": 60,
    },
    "dar folio a los envíos en espera": {
        "task": "acompanamiento.atender_envios",
        "schedule": 30,
        "options": {"expires": 25},
    },
    "recalcular plazos abiertos": {
        "task": "crm.recalcular_plazos",
        "schedule": crontab(hour=3, minute=40),
    },
    "recalcular plazos de convenios": {
        "task": "convenios.recalcular_plazos",
        "schedule": crontab(hour=3, minute=50),
    },
    "liberar lugares de quien perdió su acreditación": {
        "task": "acompanamiento.liberar_lugares",
        "schedule": 120,
        "options": {"expires": 110},
    },
    "concluir visitas y olvidar borradores": {
        "task": "acompanamiento.cerrar",
        "schedule": crontab(hour=4, minute=10),
    },
    "limpiar sesiones vencidas": {
        "task": "core.limpiar_sesiones",
        "schedule": crontab(hour=3, minute=20),
    },
}


class Beat(PersistentScheduler):
    """The schedule kept in a file, refusing an unsafe installation and showing a pulse."""

    def setup_schedule(self):
        startup.refuse_unsafe()
        super().setup_schedule()

    def tick(self, *args, **kwargs):
        pulse("beat")
        # Sleep at most half a minute: an idle schedule must not look dead.
        return min(super().tick(*args, **kwargs), 30)


class Refusal(bootsteps.StartStopStep):
    """First thing a worker does: look at the installation it is about to serve."""

    def start(self, parent):
        startup.refuse_unsafe()


class Pulse(bootsteps.StartStopStep):
    """A pulse only while the worker is connected to its broker."""

    requires = ("celery.worker.consumer.tasks:Tasks",)
    timer = None

    def start(self, parent):
        pulse("worker")
        self.timer = parent.timer.call_repeatedly(15, pulse, ("worker",))

    def stop(self, parent):
        if self.timer:
            self.timer.cancel()


app.steps["worker"].add(Refusal)
app.steps["consumer"].add(Pulse)
