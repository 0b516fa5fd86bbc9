"""Members, courses and applications as files. What is reserved comes in, and never goes out."""

import secrets

from django.core.exceptions import ValidationError

from core.resources import EntidadResource
from observacion.actions.solicitudes import (
    comprobar_plazo,
    comprobar_unica,
    recibir_solicitud,
)
from observacion.models import Curso, IntegranteRed, SolicitudObservacion

# While a new application waits for its folio in the preview; no file can bring one like it.
PROVISIONAL = "~"
RESERVADOS = ("clave_elector", "telefono", "discapacidad", "pueblo_indigena")


class IntegranteResource(EntidadResource):
    SINONIMOS = {
        "nombres": ("nombre", "nombre(s)"),
        "correo": ("correo electrónico", "email", "e-mail"),
        "fecha_alta": ("alta", "fecha de ingreso"),
        "organizacion": ("institución", "osc"),
    }
    EJEMPLOS = {"nombres": "Ana", "primer_apellido": "Ejemplo", "modalidad": "Individual"}
    SOLO_SALIDA = ("estado", "fecha_baja", "motivo_baja")
    UNO_POR_UNO = True

    class Meta:
        model = IntegranteRed
        fields = (
            "nombres",
            "primer_apellido",
            "segundo_apellido",
            "sexo",
            "correo",
            "telefono",
            "canal",
            "modalidad",
            "organizacion",
            "fecha_alta",
            "alcaldia",
            "distrito",
            "temas",
            "disponibilidad",
        )


class CursoResource(EntidadResource):
    class Meta:
        model = Curso
        fields = (
            "nombre",
            "clase",
            "proceso",
            "origen",
            "organizacion",
            "supervisado",
            "calificacion_minima",
            "horas",
            "temario",
        )


class SolicitudResource(EntidadResource):
    """Applications as a file; the folio tells which one, and new ones receive theirs."""

    SINONIMOS = {
        "nombres": ("nombre", "nombre(s)"),
        "fecha_recepcion": ("recepción", "fecha de solicitud", "recibida"),
        "clave_elector": ("clave", "clave de la credencial"),
        "folio_externo": ("folio ine",),
    }
    EJEMPLOS = {"nombres": "Luz", "primer_apellido": "Muestra", "fecha_nacimiento": "05/05/1990"}
    SOLO_SALIDA = ("estado", "oficio_remision", "fecha_remision", "fecha_sesion", "acuerdo")
    UNO_POR_UNO = True
    CLAVE_PROPIA = True
    CLAVE_ALTERNA = "convocatoria+nombres+primer_apellido+segundo_apellido+fecha_nacimiento"

    class Meta:
        model = SolicitudObservacion
        fields = (
            "folio",
            "convocatoria",
            "fecha_recepcion",
            "origen",
            "nombres",
            "primer_apellido",
            "segundo_apellido",
            "sexo",
            "fecha_nacimiento",
            "clave_elector",
            "correo",
            "telefono",
            "entidad",
            "alcaldia",
            "distrito",
            "discapacidad",
            "pueblo_indigena",
            "modalidad",
            "organizacion",
            "modalidad_voto",
            "es_ciudadania_mexicana",
            "declara_sin_dirigencia",
            "declara_sin_candidatura",
            "declara_sin_programas",
            "declara_sin_militancia",
            "folio_externo",
        )

    def columnas(self, ocultas=()):
        columnas = super().columnas(ocultas)
        for columna in columnas:
            if columna.nombre == "folio":
                columna.obligatoria = False
        return columnas

    def columnas_de_salida(self, ocultas=()):
        return super().columnas_de_salida((*ocultas, *RESERVADOS))

    def preparar(self, obj, *, es_nueva):
        """A folio only tells which one; with whom a person observes changes on its own page."""
        if es_nueva:
            if obj.folio and not obj.folio.startswith(PROVISIONAL):
                raise ValidationError(
                    {"folio": f"No hay solicitud con el folio {obj.folio}. Deja la celda vacía."}
                )
            obj.folio = f"{PROVISIONAL}{secrets.token_hex(8)}"
            if obj.convocatoria_id and obj.fecha_recepcion:
                comprobar_plazo(obj)
                comprobar_unica(obj, by=None)
            return
        antes = SolicitudObservacion.objects.get(pk=obj.pk)
        fijos = ("folio", "convocatoria_id", "modalidad", "organizacion_id")
        if any(getattr(antes, name) != getattr(obj, name) for name in fijos):
            raise ValidationError(
                "El folio, la convocatoria y la organización no se cambian por archivo."
            )

    def crear_uno(self, obj, *, by, motivo):
        recibir_solicitud(obj, by=by)
