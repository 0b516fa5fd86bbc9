"""The one thing to do now with an application: a sentence, and the button that does it."""

from django.urls import reverse
from django.utils import timezone

from acompanamiento.enums import EstadoVisitante
from core.formats import fecha_hora, fecha_larga

E = EstadoVisitante
PRINCIPAL = {
    E.BORRADOR: "presentar",
    E.RECIBIDA: "asignar",
    E.APROBADA: "notificar",
    E.RECHAZADA: "notificar_rechazo",
    E.NOTIFICADA: "preparar_gafete",
    E.GAFETE_LISTO: "entregar_gafete",
    E.ACREDITADA_ACTIVA: "concluir",
}
FRASES = {
    E.BORRADOR: "Cuando esté completa, regístrala como recibida.",
    E.RECIBIDA: "Espera a quien la revise.",
    E.APROBADA: "Falta avisar a la persona.",
    E.RECHAZADA: "Falta avisar a la persona, con el motivo.",
    E.NOTIFICADA: "Falta preparar su gafete.",
    E.GAFETE_LISTO: "Se entrega en persona, con su pasaporte a la vista y el acuse firmado.",
    E.ACREDITADA_ACTIVA: "Su estancia terminó: falta concluir.",
}


def siguiente_paso(solicitud, pasos, user):
    """What can be done now, or what is missing for it."""
    if solicitud.estado == E.EN_REVISION:
        return de_revision(solicitud, user)
    if solicitud.estado == E.PREVENIDA:
        return de_prevencion(solicitud, pasos)
    nombre = PRINCIPAL.get(solicitud.estado)
    paso = next((p for p in pasos if p["name"] == nombre), None)
    if paso is None:
        return {"text": FRASES[solicitud.estado]} if nombre else None
    if not paso["reasons"]:
        return {"text": FRASES[solicitud.estado], "action": paso["text"], "url": paso["url"]}
    if solicitud.estado == E.ACREDITADA_ACTIVA:
        fin = solicitud.salida or solicitud.convocatoria.proceso.jornada
        return {"text": f"Su estancia termina el {fecha_larga(fin)}. Después se concluye."}
    return {"text": f"Para registrarla como recibida: {' '.join(paso['reasons'])}"}


def de_revision(solicitud, user):
    if not user.has_perm("acompanamiento.revisar_solicitudvisitante"):
        return {"text": "Está en revisión."}
    url = reverse("acompanamiento:solicitudvisitante_revisar", args=[solicitud.pk])
    texto = "Compara sus documentos con lo que escribió, y resuelve."
    return {"text": texto, "action": "Revisar", "url": url}


def de_prevencion(solicitud, pasos):
    limite = fecha_hora(timezone.localtime(solicitud.limite_prevencion))
    vencer = next((p for p in pasos if p["name"] == "vencer_prevencion"), None)
    if vencer and not vencer["reasons"]:
        texto = f"El plazo para corregir venció el {limite}."
        return {"text": texto, "action": vencer["text"], "url": vencer["url"]}
    return {"text": f"La persona puede corregir hasta el {limite}."}
