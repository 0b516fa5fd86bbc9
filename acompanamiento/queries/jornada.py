"""What a telephone carries for one day: the activities, who may enter, and whom to call."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core import signing
from django.utils import timezone

from acompanamiento.enums import CON_AGENDA, OCUPAN_LUGAR, SE_INSCRIBE
from acompanamiento.models import (
    ActividadPrograma,
    Participacion,
    ProgramaAcompanamiento,
    SolicitudVisitante,
)
from calendario.models import ProcesoElectoral
from core.formats import fecha_corta, hora
from cuentas.enums import Rol
from cuentas.models import Usuario
from observacion.enums import SituacionGafete
from observacion.models import Gafete

SAL = "acompanamiento.jornada"
DURA = dt.timedelta(hours=24)  # what a lost telephone may hold (T41)
GUARDIA = (Rol.COORDINACION_ACOMPANAMIENTO, Rol.DIRECCION_DVOE)
PALABRAS = {
    SituacionGafete.VIGENTE: "Válido",
    SituacionGafete.POR_ENTREGAR: "Por entregar",
    SituacionGafete.NO_VIGENTE: "Fuera de vigencia",
    SituacionGafete.ANULADO: "Sin validez",
}


def proceso_de_hoy(hoy: dt.date) -> ProcesoElectoral | None:
    """The process of the programme that runs today, or the last one that began."""
    programas = ProgramaAcompanamiento.objects.vivos().filter(estado__in=SE_INSCRIBE)
    programa = programas.filter(desde__lte=hoy, hasta__gte=hoy).select_related("proceso").first()
    if programa:
        return programa.proceso
    return ProcesoElectoral.objects.vivos().filter(inicio__lte=hoy).order_by("-inicio").first()


def actividades_de(user: Any, dia: dt.date) -> list[ActividadPrograma]:
    """The activities of a day, with their places, of the programmes that are not over."""
    comienza = timezone.make_aware(dt.datetime.combine(dia, dt.time.min))
    rows = ActividadPrograma.objects.visibles_para(user).con_lugares()
    rows = rows.filter(
        programa__estado__in=CON_AGENDA,
        inicio__gte=comienza,
        inicio__lt=comienza + dt.timedelta(days=1),
    )
    return list(rows.order_by("inicio", "pk"))


def huella(codigo: str) -> str:
    """What the list carries instead of a code, so that it cannot be turned into a badge."""
    return hashlib.sha256(codigo.encode()).hexdigest()


def iniciales(nombre: str) -> str:
    partes = nombre.split()
    return "".join(p[0] for p in (partes[:1] + partes[-1:] if len(partes) > 1 else partes)).upper()


def titulares(
    user: Any, actividades: list[ActividadPrograma], gafete: Gafete | None = None
) -> dict[tuple[int, int], Any]:
    """What each person does in these activities, by whose badge it is; or only one of them."""
    de_visitante = ContentType.objects.get_for_model(SolicitudVisitante).pk
    modelo = Participacion._meta.get_field("observadora").related_model
    de_observacion = ContentType.objects.get_for_model(modelo).pk
    filas = Participacion.objects.visibles_para(user).filter(
        actividad__in=[a.pk for a in actividades], estado__in=OCUPAN_LUGAR
    )
    if gafete:
        campo = "visitante" if gafete.content_type_id == de_visitante else "observadora"
        filas = filas.filter(**{campo: gafete.object_id})
    mias = {a.pk for a in actividades if a.responsable_id == user.pk}
    hallados: dict[tuple[int, int], Any] = {}
    for fila in filas.select_related("registro_por"):
        clave = (
            (de_visitante, fila.visitante_id)
            if fila.visitante_id
            else (de_observacion, fila.observadora_id or 0)
        )
        persona = hallados.setdefault(clave, {"actividades": {}, "mia": False})
        persona["actividades"][fila.actividad_id] = {
            "estado": fila.estado,
            "hora": hora(timezone.localtime(fila.asistio_en)) if fila.asistio_en else "",
            "por": str(fila.registro_por or ""),
        }
        persona["mia"] = persona["mia"] or fila.actividad_id in mias
    return hallados


def lista_del_dia(user: Any, *, ahora: dt.datetime | None = None) -> dict[str, Any]:
    """What works without network for a day: no code, no passport, no photograph, no telephone."""
    ahora = ahora or timezone.now()
    hoy = timezone.localdate(ahora)
    actividades = actividades_de(user, hoy)
    presentes = titulares(user, actividades)
    de_visitante = ContentType.objects.get_for_model(SolicitudVisitante).pk
    gafetes = Gafete.objects.visibles_para(user).filter(hasta__gte=hoy).order_by("pk")
    propias = set(
        SolicitudVisitante.objects.visibles_para(user)
        .filter(responsable=user)
        .values_list("pk", flat=True)
    )
    personas = [
        resumen(gafete, hoy, presentes, propias, de_visitante) for gafete in gafetes.iterator()
    ]
    lista = {
        "persona": user.pk,
        "emitida": ahora.isoformat(),
        "vence": (ahora + DURA).isoformat(),
        "dia": fecha_corta(hoy),
        "actividades": [actividad_resumida(a) for a in actividades],
        "personas": personas,
        "guardia": guardia(),
    }
    return lista | {"sello": sello(lista)}


def consulta(user: Any, codigo: str) -> dict[str, Any] | None:
    """What a badge is worth at this instant, and what its person does today."""
    codigo = codigo.strip()
    if not codigo or len(codigo) > 40 or not codigo.isascii():
        return None
    gafete = Gafete.objects.visibles_para(user).filter(codigo=codigo).first()
    if gafete is None:
        return None
    hoy = timezone.localdate()
    presentes = titulares(user, actividades_de(user, hoy), gafete)
    visitante = ContentType.objects.get_for_model(SolicitudVisitante).pk
    hallada = resumen(gafete, hoy, presentes, set(), visitante)
    return hallada | {"gafete": gafete.pk, "con_foto": bool(gafete.foto)}


def resumen(
    gafete: Gafete, hoy: dt.date, presentes: dict[Any, Any], propias: set[int], visitante: int
) -> dict[str, Any]:
    """One badge as the list carries it."""
    suya = presentes.get((gafete.content_type_id, gafete.object_id), {})
    es_visitante = gafete.content_type_id == visitante
    situacion = gafete.situacion(hoy)
    return {
        "h": huella(gafete.codigo),
        "nombre": gafete.nombre,
        "iniciales": iniciales(gafete.nombre),
        "organizacion": gafete.organizacion,
        "tipo": gafete.get_tipo_display(),
        "situacion": situacion.value,
        "palabra": PALABRAS[situacion],
        "hasta": fecha_corta(gafete.hasta),
        "actividades": suya.get("actividades", {}),
        "mia": suya.get("mia", False) or (es_visitante and gafete.object_id in propias),
        "solicitud": gafete.object_id if es_visitante else None,
    }


def actividad_resumida(actividad: Any) -> dict[str, Any]:
    return {
        "pk": actividad.pk,
        "titulo": actividad.titulo,
        "desde": hora(timezone.localtime(actividad.inicio)),
        "hasta": hora(timezone.localtime(actividad.fin)),
        "fin": actividad.fin.isoformat(),
        "sede": actividad.sede,
        "ocupados": actividad.ocupados,
        "asistieron": actividad.asistieron,
        "cupo": actividad.cupo,
    }


def guardia() -> list[dict[str, str]]:
    """Who answers for the accompaniment: name, role and address."""
    personas = []
    for usuario in Usuario.objects.filter(is_active=True).order_by("pk"):
        roles = [rol for rol in GUARDIA if rol in usuario.roles]
        if roles:
            personas.append(
                {
                    "nombre": usuario.nombre_completo,
                    "rol": str(roles[0].label),
                    "correo": usuario.correo,
                }
            )
    return personas


def sello(lista: dict[str, Any]) -> str:
    """Signed with the server's key: which list this is, whose, and when it was given."""
    texto = json.dumps(lista, sort_keys=True, ensure_ascii=False)
    contenido = {"h": hashlib.sha256(texto.encode()).hexdigest(), "u": lista["persona"]}
    return signing.dumps(contenido, salt=SAL)


def sello_vale(texto: str, user: Any, *, edad: dt.timedelta) -> bool:
    """Whether a list that a telephone used was given by us to this person, not long ago."""
    try:
        contenido = signing.loads(texto, salt=SAL, max_age=edad)
    except signing.BadSignature:
        return False
    return bool(contenido.get("u") == user.pk)
