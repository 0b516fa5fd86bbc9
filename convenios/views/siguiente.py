"""The one thing to do now with an instrument: a sentence, and the button that does it."""

from django.urls import reverse
from django.utils import timezone

from convenios.enums import EstadoConvenio, Vigencia
from core.formats import fecha_larga

AVISO_CERCANO = 60  # days before the last day to say it will not be renewed
APARTE = ("desistir", "rechazar", "cancelar")
ADELANTE = "adelante"  # whatever step comes next, where an address names a stage
# What each reason asks for: how it begins, the words of its button, its address, who may.
REMEDIOS = (
    ("Agrega con qué", "Agregar parte", "agregar_parte", "add_parteconvenio"),
    ("Agrega al Instituto", "Agregar parte", "agregar_parte", "add_parteconvenio"),
    ("Asigna a la persona", "Editar", "update", "change_convenio"),
    ("Escribe el objeto", "Editar", "update", "change_convenio"),
    ("Escribe la vigencia", "Editar", "update", "change_convenio"),
    ("Captura al menos", "Agregar compromiso", "comprometer", "add_compromisoconvenio"),
    ("Sube ", "Subir versión", "subir_version", "add_versionconvenio"),
    ("La versión ", "Subir versión", "subir_version", "add_versionconvenio"),
)


def siguiente_paso(convenio, pasos, user):
    """What can be done now, or what is missing for it, with where to do it."""
    if convenio.estado == EstadoConvenio.SUSCRITO:
        return paso_de_suscrito(convenio, next((p for p in pasos if p["name"] == "concluir"), None))
    principales = [p for p in pasos if p["name"] not in APARTE]
    posibles = [p for p in principales if not p["reasons"]]
    if posibles:
        paso = posibles[0]
        texto = f"Se puede: {paso['text'][0].lower()}{paso['text'][1:]}."
        return {"text": texto, "action": paso["text"], "url": paso["url"]}
    if not principales:
        return None
    paso = principales[0]
    faltas = " ".join(paso["reasons"])
    texto = f"Para «{paso['text']}»: {faltas[0].lower()}{faltas[1:]}"
    return {"text": texto} | remedio(convenio, paso["reasons"], user)


def remedio(convenio, reasons, user):
    """The button for the first thing that is missing, if this person may do it."""
    opinion = convenio.estado == EstadoConvenio.OPINION and convenio.opinion_actual()
    if opinion and not opinion.sentido and user.has_perm("convenios.change_opinionpertinencia"):
        url = reverse("convenios:opinionpertinencia_editar", args=[opinion.pk])
        return {"action": "Analizar y opinar", "url": url}
    for reason in reasons:
        for comienzo, texto, nombre, permiso in REMEDIOS:
            if reason.startswith(comienzo) and user.has_perm(f"convenios.{permiso}", convenio):
                url = reverse(f"convenios:convenio_{nombre}", args=[convenio.pk])
                return {"action": texto, "url": url}
    return {}


def paso_de_suscrito(convenio, concluir):
    """A signed instrument asks for nothing until it expires, or its renewal must be decided."""
    if convenio.vigencia == Vigencia.VENCIDA and concluir:
        texto = "Ya venció: falta registrar su conclusión."
        return {"text": texto, "action": concluir["text"], "url": concluir["url"]}
    limite = convenio.limite_de_aviso
    if limite and (limite - timezone.localdate()).days <= AVISO_CERCANO:
        dia = fecha_larga(limite)
        return {"text": f"Se renueva solo. Si no debe seguir, avísalo a más tardar el {dia}."}
    return None
