"""Executing the disposal of a process's data: it reaches both floors, so its door is here."""

from acompanamiento.actions.reaplicar import SUPRIMEN
from acompanamiento.queries.depuracion import se_suprimiria
from core.permisos import permiso
from crm.views.actos import datos, formulario, registro
from observacion.actions.depuracion import ejecutar_depuracion, exigir_vencida
from observacion.forms.privacidad import EjecutarForm
from observacion.models import DepuracionDatos
from observacion.views.comunes import acto

PERMISO = "observacion.ejecutar_depuraciondatos"


@permiso(PERMISO)
@formulario
def depuraciondatos_ejecutar(request, pk):
    """Take the data away, typed and by somebody who did not propose it."""
    obj = registro(request, DepuracionDatos, pk, PERMISO)
    faltan = []
    if obj.estado != "propuesta":
        faltan = ["Esta depuración ya se resolvió."]
    elif obj.creado_por_id == request.user.pk:
        faltan = ["La propusiste tú: la ejecuta otra persona."]
    return acto(
        request,
        EjecutarForm(**datos(request)),
        obj,
        hacer=lambda data: hacer(obj, request.user),
        hecho="Los datos personales se suprimieron. Los conteos se conservan.",
        title=f"Suprimir los datos: {obj}",
        explicacion="Se borran nombres, documentos, fotografías, pasaportes, correos y lo demás que "
        "identifica a las personas, también del historial y de la búsqueda. No se puede deshacer. "
        "Los respaldos anteriores los conservan hasta que se renuevan.",
        faltan=faltan,
        cerrado=bool(faltan),
        conteos=se_suprimiria(obj) if obj.estado == "propuesta" else {},
        submit_text="Suprimir los datos",
        danger=True,
    )


def hacer(obj, by):
    exigir_vencida(obj.proceso)
    return ejecutar_depuracion(obj, SUPRIMEN[obj.sistema], by=by)
