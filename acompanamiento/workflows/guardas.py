"""What must hold before each step of dominio 2.7.3. The answer is what the person is told."""

from typing import Any

from django.utils import timezone

from acompanamiento.enums import EstadoDocumento, MotivoRechazo
from observacion.enums import ClaveRequisito

MEXICO = "MX"
# What nobody can be accredited without (dominio 2.7.2): field and how it is asked for.
INDISPENSABLES = (
    ("nombres", "el nombre"),
    ("apellidos", "los apellidos"),
    ("sexo", "el sexo o género"),
    ("fecha_nacimiento", "la fecha de nacimiento"),
    ("nacionalidades", "la nacionalidad"),
    ("pais_residencia", "el país de residencia"),
    ("organizacion", "la institución u organización"),
    ("perfil", "el perfil"),
    ("correo", "el correo"),
    ("llegada", "la fecha de llegada"),
    ("salida", "la fecha de salida"),
    ("acepta_normas_en", "aceptar las normas"),
    ("aviso_en", "aceptar el aviso de privacidad"),
)


def faltan_datos(solicitud: Any) -> str | None:
    faltan = [texto for campo, texto in INDISPENSABLES if not getattr(solicitud, campo)]
    if solicitud.pasaporte() is None:
        faltan.append("el pasaporte")
    return f"Falta {', '.join(faltan)}." if faltan else None


def requisitos_de(solicitud: Any) -> list[Any]:
    """What the call asks for; already read when many applications are looked at together."""
    return [r for r in solicitud.convocatoria.requisitos.all() if r.eliminado_en is None]


def pendientes(solicitud: Any, estados: tuple[str, ...]) -> list[str]:
    """Mandatory requisites with no paper, or whose paper is in one of these states."""
    dados = {d.requisito_id: d for d in solicitud.documentos_vigentes()}
    return [
        requisito.nombre_es
        for requisito in requisitos_de(solicitud)
        if requisito.obligatorio
        and (requisito.pk not in dados or dados[requisito.pk].estado in estados)
    ]


def llega_por_el_portal(solicitud: Any) -> bool:
    """The person fills it in. What arrives on paper is received as it comes, and resolved."""
    return not solicitud.en_papel


def faltan_documentos(solicitud: Any) -> str | None:
    faltan = pendientes(solicitud, ()) if llega_por_el_portal(solicitud) else []
    return f"Falta subir: {', '.join(faltan)}." if faltan else None


def es_mexicana(solicitud: Any) -> str | None:
    """Cases 36 and 37: by birth or naturalisation, whatever passport is shown."""
    if MEXICO in [pais.code for pais in solicitud.nacionalidades]:
        return (
            "Quien tiene nacionalidad mexicana no puede acreditarse como visitante: "
            "se registra para observar la elección."
        )
    return None


def mexicana_por_el_portal(solicitud: Any) -> str | None:
    """Turned to observe before sending anything; on paper it is received and refused."""
    return es_mexicana(solicitud) if llega_por_el_portal(solicitud) else None


def sustituye_en_plazo(solicitud: Any) -> bool:
    """Who takes another's place in a delegation has until the cut-off of substitutions (case 41)."""
    limite = solicitud.convocatoria.limite_sustituciones
    if not solicitud.sustituye_a_id or limite is None:
        return False
    return timezone.localdate(solicitud.recibida_en or timezone.now()) <= limite


def extemporanea(solicitud: Any) -> str | None:
    """Received on paper after the closing: it can be refused, not approved."""
    convocatoria, cuando = solicitud.convocatoria, solicitud.recibida_en
    if cuando is None or convocatoria.recibe(comenzada_en=solicitud.comenzada_en, en=cuando):
        return None
    if sustituye_en_plazo(solicitud):
        return None
    return f"Se recibió el {timezone.localtime(cuando):%d/%m/%Y}, fuera de la convocatoria."


def fuera_de_plazo(solicitud: Any) -> str | None:
    if not llega_por_el_portal(solicitud) or sustituye_en_plazo(solicitud):
        return None
    if solicitud.convocatoria.recibe(comenzada_en=solicitud.comenzada_en, en=solicitud.recibida_en):
        return None
    limite = f"{solicitud.convocatoria.cierre_local:%d/%m/%Y a las %H:%M} h"
    return f"La convocatoria cerró el {limite}, hora de la convocatoria."


def falta_responsable(solicitud: Any) -> str | None:
    return None if solicitud.responsable_id else "Elige quién la revisa."


def nada_por_corregir(solicitud: Any) -> str | None:
    devueltos = [
        d for d in solicitud.documentos_vigentes() if d.estado == EstadoDocumento.POR_CORREGIR
    ]
    if devueltos or solicitud.prevencion.strip() or pendientes(solicitud, ()):
        return None
    return "Marca qué documento hay que corregir, o escribe qué falta."


def falta_limite(solicitud: Any) -> str | None:
    limite = solicitud.limite_prevencion
    if limite and limite > timezone.now():
        return None
    return "Escribe hasta cuándo puede corregir: una fecha que no haya pasado."


def sigue_por_corregir(solicitud: Any) -> str | None:
    faltan = pendientes(solicitud, (EstadoDocumento.POR_CORREGIR,))
    return f"Falta subir de nuevo: {', '.join(faltan)}." if faltan else None


def vencio_la_prevencion(solicitud: Any) -> str | None:
    limite = solicitud.limite_prevencion
    if limite is None or timezone.now() <= limite + solicitud.convocatoria.gracia:
        return None
    return "El plazo para corregir ya venció."


def prevencion_en_curso(solicitud: Any) -> str | None:
    if vencio_la_prevencion(solicitud):
        return None
    return "Todavía está en plazo para corregir."


def documentos_sin_aceptar(solicitud: Any) -> str | None:
    sin = pendientes(solicitud, (EstadoDocumento.POR_REVISAR, EstadoDocumento.POR_CORREGIR))
    return f"Falta aceptar: {', '.join(sin)}." if sin else None


def falta_firma(solicitud: Any) -> str | None:
    """The handwritten signature is a requisite of its own (case 39)."""
    if all(r.clave != ClaveRequisito.SOLICITUD_FIRMADA for r in requisitos_de(solicitud)):
        return None
    firmas = [
        d
        for d in solicitud.documentos_vigentes()
        if d.requisito.clave == ClaveRequisito.SOLICITUD_FIRMADA
        and d.estado == EstadoDocumento.ACEPTADO
    ]
    return None if firmas else "Falta la solicitud con firma autógrafa, aceptada."


def pasaporte_no_cubre(solicitud: Any) -> str | None:
    """Case 38: a passport that ends before the person leaves."""
    pasaporte = solicitud.pasaporte()
    if pasaporte is None:
        return "Falta el pasaporte."
    hasta = solicitud.salida or solicitud.convocatoria.proceso.jornada
    if pasaporte.vencimiento >= hasta:
        return None
    return (
        f"El pasaporte vence el {pasaporte.vencimiento:%d/%m/%Y}, antes de la salida "
        f"({hasta:%d/%m/%Y})."
    )


def falta_resolucion(solicitud: Any) -> str | None:
    if solicitud.fecha_resolucion and solicitud.clave_resolucion.strip():
        return None
    return "Escribe la fecha y la clave de la resolución."


def tiene_motivo_de_rechazo(solicitud: Any) -> str | None:
    if solicitud.motivo_rechazo:
        return "Tiene un motivo de rechazo: quítalo antes de aprobar."
    return None


def falta_motivo(solicitud: Any) -> str | None:
    if solicitud.motivo_rechazo not in MotivoRechazo.values:
        return "Elige el motivo del rechazo."
    if not solicitud.fundamento.strip():
        return "Escribe el fundamento: la persona lo recibe con el resultado."
    return None


def falta_gafete(solicitud: Any) -> str | None:
    return None if solicitud.gafete() else "Falta imprimir el gafete."


def falta_acuse(solicitud: Any) -> str | None:
    gafete = solicitud.gafete()
    if gafete and gafete.entregado_en and gafete.acuse_id:
        return None
    return "Falta la entrega en persona con el acuse firmado."


def tiene_gafete(solicitud: Any) -> str | None:
    return "Anula primero el gafete." if solicitud.gafete() else None


def no_ha_terminado(solicitud: Any) -> str | None:
    fin = solicitud.salida or solicitud.convocatoria.proceso.jornada
    if timezone.localdate() > fin:
        return None
    return f"Su estancia termina el {fin:%d/%m/%Y}."
