"""What the protections of the reminders replace: each control must lose or repeat something."""

import time
import uuid

from avisos.actions import turnos
from avisos.actions.entregar import Entrega
from avisos.clients import correo
from avisos.enums import DEBIDOS
from avisos.models import Aviso

WINDOW = 0.05  # wide enough that a few rounds always fall in it


def marks_before_handing_over():
    """M11: says «delivered», then delivers. Who dies in between has lost it."""
    handed = Entrega.mandar

    def early(self, vigentes, turno, huella, mensaje):
        self.escribir(vigentes, turno)
        time.sleep(WINDOW)
        handed(self, vigentes, turno, huella, mensaje)

    Entrega.mandar = early


def names_each_try():
    """M12: a new name per try. Who dies before saying so delivers it again."""
    written = correo.al_buzon

    def another(huella, mensaje):
        written(f"{huella}-{uuid.uuid4().hex}", mensaje)
        time.sleep(WINDOW)

    correo.al_buzon = another


def takes_without_asking():
    """No turn at all: whoever looks takes the same ones."""

    def take(ahora, **options):
        rows = Aviso.objects.filter(estado__in=DEBIDOS).order_by("pk")
        pks = list(rows.values_list("pk", flat=True)[:5])
        time.sleep(WINDOW)
        return uuid.uuid4(), pks

    def close(pks, turno, estado, **fields):
        return Aviso.objects.filter(pk__in=pks).update(estado=estado, **fields)

    turnos.tomar, turnos.cerrar, turnos.sostener = take, close, lambda *args: None


CONTROLS = {
    "": lambda: None,
    "marks": marks_before_handing_over,
    "names": names_each_try,
    "takes": takes_without_asking,
}
