"""Applications as a file, without what is reserved."""

from acompanamiento.models import SolicitudVisitante
from core.importing.values import PaisWidget
from core.resources import EntidadResource


class PaisesWidget(PaisWidget):
    """Several countries in one cell."""

    def render(self, value, obj=None, **kwargs):
        codigos = value.split(",") if isinstance(value, str) else value or ()
        return "; ".join(filter(None, (PaisWidget.render(self, codigo) for codigo in codigos)))


class SolicitudVisitanteResource(EntidadResource):
    WIDGETS = {"nacionalidades": PaisesWidget()}
    SOLO_SALIDA = (
        "estado",
        "recibida_en",
        "etapa_desde",
        "fecha_resolucion",
        "clave_resolucion",
        "motivo_rechazo",
        "notificada_en",
    )

    class Meta:
        model = SolicitudVisitante
        fields = (
            "folio",
            "convocatoria",
            "nombres",
            "apellidos",
            "nombre_latino",
            "sexo",
            "nacionalidades",
            "pais_residencia",
            "organizacion",
            "cargo",
            "perfil",
            "delegacion",
            "via",
            "tipo_invitacion",
            "idioma",
            "correo",
            "llegada",
            "salida",
            "responsable",
            "folio_externo",
        )
