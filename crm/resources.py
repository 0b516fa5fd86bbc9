"""What the directory's files hold, and how people call its columns.

A record is told by its name and country, never by its acronym: acronyms repeat (case 16).
"""

import secrets

from django.core.exceptions import ValidationError
from django.db import models

from core.resources import EntidadResource
from crm.actions.compromisos import registrar_compromiso
from crm.actions.gestiones import nombres, registrar_gestion
from crm.models import (
    Compromiso,
    Contacto,
    Etiqueta,
    Gestion,
    Institucion,
    NombreAlterno,
    Ocupacion,
    Puesto,
    RelacionInstitucional,
    Reunion,
    Subtipo,
)

# While a new gestión waits for its folio in the preview; no file can bring one like it.
PROVISIONAL = "~"
FOLIO_DESCONOCIDO = (
    "No hay gestión con el folio {}. Deja la celda vacía y la nueva recibirá el suyo."
)
ALIAS_TIPO = {
    "institución gubernamental": "gubernamental",
    "gobierno": "gubernamental",
    "institución académica": "academica",
    "académico": "academica",
    "universidad": "academica",
    "electoral": "organismo_electoral",
    "internacional": "organismo_internacional",
    "organización de la sociedad civil": "osc",
    "ong": "osc",
    "institución privada": "privada",
    "empresa": "privada",
}


class InstitucionResource(EntidadResource):
    SINONIMOS = {
        "nombre": ("institución", "denominación", "razón social", "nombre oficial"),
        "siglas": ("acrónimo", "abreviatura"),
        "tipo": ("tipo de institución", "categoría", "sector"),
        "entidad": ("estado", "entidad federativa", "provincia"),
        "municipio_alcaldia": ("municipio", "alcaldía", "ciudad"),
        "domicilio": ("dirección",),
        "sitio_web": ("página web", "web", "url", "portal"),
        "telefono_conmutador": ("teléfono", "conmutador", "tel"),
        "correo_institucional": ("correo", "correo electrónico", "email", "e-mail"),
        "institucion_padre": ("dependencia de adscripción", "institución padre", "sector de"),
        "linea_trabajo": ("línea",),
        "responsable": ("responsable", "encargado", "encargada", "enlace dvoe"),
        "notas": ("observaciones", "comentarios"),
    }
    EJEMPLOS = {
        "nombre": "Universidad Autónoma de la Ciudad de México",
        "siglas": "UACM",
        "tipo": "Académica",
        "pais": "México",
        "entidad": "Ciudad de México",
        "sitio_web": "https://www.uacm.edu.mx",
        "vigente_desde": "26/04/2001",
    }
    ALTERNOS = {"subtipo": ("clave",), "responsable": ("correo",)}
    ALIAS = {"tipo": ALIAS_TIPO}
    PREFETCH = ("nombres_alternos",)
    SOLO_SALIDA = ("estatus", "motivo_estatus", "sucesora", "confirmada_en")

    class Meta:
        model = Institucion
        fields = (
            "nombre",
            "siglas",
            "tipo",
            "subtipo",
            "ambito",
            "pais",
            "entidad",
            "municipio_alcaldia",
            "domicilio",
            "sitio_web",
            "telefono_conmutador",
            "correo_institucional",
            "redes",
            "institucion_padre",
            "vigente_desde",
            "vigente_hasta",
            "linea_trabajo",
            "responsable",
            "etiquetas",
            "fuente_alta",
            "fecha_corte",
            "notas",
        )


class ContactoResource(EntidadResource):
    SINONIMOS = {
        "nombres": ("nombre", "nombre(s)", "nombre de pila"),
        "primer_apellido": ("apellido paterno", "apellido", "paterno"),
        "segundo_apellido": ("apellido materno", "materno"),
        "tratamiento": ("título", "grado"),
        "correo": ("correo electrónico", "email", "e-mail"),
        "telefono": ("teléfono", "tel", "celular"),
    }
    EJEMPLOS = {
        "tratamiento": "Mtra.",
        "nombres": "Ana María",
        "primer_apellido": "Núñez",
        "segundo_apellido": "de la Cruz",
    }
    SOLO_SALIDA = ("puesto_actual",)

    class Meta:
        model = Contacto
        fields = (
            "tratamiento",
            "nombres",
            "primer_apellido",
            "segundo_apellido",
            "nombre_preferido",
            "correo",
            "telefono",
            "idiomas",
            "genero",
            "notas",
        )


class PuestoResource(EntidadResource):
    SINONIMOS = {"cargo": ("puesto", "nombramiento"), "area": ("unidad", "adscripción")}
    EJEMPLOS = {"cargo": "Presidencia", "tipo": "Titular"}
    SOLO_SALIDA = ("ocupante",)

    class Meta:
        model = Puesto
        fields = (
            "institucion",
            "cargo",
            "tipo",
            "area",
            "es_enlace_convenio",
            "es_servicio_publico",
            "vigente",
        )


class OcupacionResource(EntidadResource):
    """Row by row: each one may collide with another of the same file in the same seat."""

    SINONIMOS = {
        "contacto": ("persona", "nombre completo", "ocupante"),
        "puesto__cargo": ("puesto", "nombramiento"),
        "desde": ("inicio", "fecha de inicio"),
        "hasta": ("fin", "término", "fecha de término"),
    }
    EJEMPLOS = {"contacto": "Ana María Núñez de la Cruz", "desde": "05/03/2026"}
    RELACIONES = {"puesto": ("institucion__nombre", "cargo")}
    ALTERNOS = {"contacto": ("correo",)}
    UNO_POR_UNO = True

    class Meta:
        model = Ocupacion
        fields = ("puesto", "contacto", "desde", "hasta", "correo", "telefono")


class NombreAlternoResource(EntidadResource):
    class Meta:
        model = NombreAlterno
        fields = ("institucion", "texto", "tipo", "desde", "hasta")


class RelacionInstitucionalResource(EntidadResource):
    class Meta:
        model = RelacionInstitucional
        fields = ("origen", "tipo", "destino", "desde", "hasta")


class SubtipoResource(EntidadResource):
    ALIAS = {"tipo": ALIAS_TIPO}

    class Meta:
        model = Subtipo
        fields = ("clave", "nombre", "tipo")


class EtiquetaResource(EntidadResource):
    class Meta:
        model = Etiqueta
        fields = ("nombre", "descripcion")


class ConContrapartes(EntidadResource):
    """What keeps the names of its institutions beside it."""

    def al_relacionar(self, obj):
        texto = nombres(obj.instituciones.order_by("orden"))
        models.QuerySet(type(obj)).filter(pk=obj.pk).update(contrapartes=texto)

    class Meta:
        abstract = True


class GestionResource(ConContrapartes):
    """Gestiones as a file; the folio tells which one, and new ones receive theirs."""

    SOLO_SALIDA = ("estado",)
    UNO_POR_UNO = True
    CLAVE_PROPIA = True
    # Without a folio, the same request of the same counterparts at the same instant is one.
    CLAVE_ALTERNA = "fecha_solicitud+tipo+medio+contrapartes+descripcion"

    def columnas(self, ocultas=()):
        columnas = super().columnas(ocultas)
        for columna in columnas:
            if columna.nombre == "folio":
                columna.obligatoria = False
        return columnas

    def para_clave(self, valores):
        pks = valores.get("instituciones") or ()
        quienes = Institucion.objects.filter(pk__in=pks).order_by("orden") if pks else ()
        return valores | {"contrapartes": nombres(quienes)}

    def preparar(self, obj, *, es_nueva):
        """A folio only tells which one: nobody types the next one, nor changes a given one."""
        if es_nueva:
            if obj.folio and not obj.folio.startswith(PROVISIONAL):
                raise ValidationError({"folio": FOLIO_DESCONOCIDO.format(obj.folio)})
            obj.folio = f"{PROVISIONAL}{secrets.token_hex(8)}"
        elif not Gestion.objects.filter(pk=obj.pk, folio=obj.folio).exists():
            raise ValidationError({"folio": "El folio de una gestión no cambia."})

    def crear_uno(self, obj, *, by, motivo):
        registrar_gestion(obj, by=by)

    class Meta:
        model = Gestion
        fields = (
            "folio",
            "tipo",
            "instituciones",
            "area_solicitante",
            "medio",
            "fecha_solicitud",
            "descripcion",
            "responsable",
            "plazo_cantidad",
            "tipo_dias",
            "asunto_electoral",
            "fecha_limite",
            "accion",
        )


class ReunionResource(ConContrapartes):
    class Meta:
        model = Reunion
        fields = (
            "asunto",
            "tipo",
            "instituciones",
            "inicio",
            "fin",
            "modalidad",
            "lugar",
            "convoca",
        )


class CompromisoResource(EntidadResource):
    UNO_POR_UNO = True

    def crear_uno(self, obj, *, by, motivo):
        registrar_compromiso(obj, by=by)

    class Meta:
        model = Compromiso
        fields = (
            "texto",
            "lado",
            "institucion",
            "responsable",
            "area",
            "tipo_fecha",
            "fecha_limite",
            "dias",
        )
