"""What a resolution brings along: the last one of the day, and the texts that ground a refusal."""

import datetime as dt

from django.utils import timezone

from acompanamiento.enums import MotivoRechazo

SESION = "acompanamiento.resolucion"
M = MotivoRechazo
TEXTOS = {
    M.EXTEMPORANEA: "La solicitud se recibió después de la fecha límite que establece la "
    "convocatoria.",
    M.INCOMPLETA: "Concluido el plazo para corregir, la solicitud no reúne todos los documentos que "
    "pide la convocatoria.",
    M.SIN_FIRMA: "La convocatoria pide la solicitud con firma autógrafa y la que se presentó no la "
    "tiene.",
    M.FIRMA: "La firma de la solicitud no coincide con la del pasaporte.",
    M.MEXICANA: "La convocatoria se dirige a personas sin nacionalidad mexicana. Quien la tiene, por "
    "nacimiento o naturalización, puede registrarse para observar la elección.",
    M.PASAPORTE: "El pasaporte no está vigente hasta la salida de México.",
    M.CONVOCATORIA: "La solicitud no cumple la base de la convocatoria que se cita: ",
    M.SANCION: "La persona tiene una cancelación anterior por incumplir las normas de la "
    "convocatoria.",
}


def textos_de_rechazo():
    """The suggested grounds of each motive; whoever resolves edits them."""
    return {motivo.value: texto for motivo, texto in TEXTOS.items()}


def recordada(request):
    """The date and key written last, in this session: a session of the body resolves many."""
    guardada = request.session.get(SESION, {})
    try:
        fecha = dt.date.fromisoformat(guardada.get("fecha", ""))
    except ValueError:
        fecha = timezone.localdate()
    return {"fecha": fecha, "clave": guardada.get("clave", "")}


def recordar(request, solicitud):
    """Keep the resolution of what was just granted for the next one."""
    request.session[SESION] = {
        "fecha": solicitud.fecha_resolucion.isoformat(),
        "clave": solicitud.clave_resolucion,
    }
    return solicitud
