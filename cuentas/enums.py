"""Closed lists of cuentas. The value is stored; the label is what people read."""

from django.db import models


class Rol(models.TextChoices):
    """What a person may do here; a role is a set of permissions, see `rules.py`."""

    CAPTURISTA = "capturista", "Captura"
    ENLACE_DVOE = "enlace_dvoe", "Enlace DVOE"
    COORDINACION_ACOMPANAMIENTO = (
        "coordinacion_acompanamiento",
        "Coordinación de acompañamiento",
    )
    JURIDICO = "juridico", "Jurídico (UTAJ)"
    DIRECCION_DVOE = "direccion_dvoe", "Dirección DVOE"
    SECRETARIA_EJECUTIVA = "secretaria_ejecutiva", "Secretaría Ejecutiva"
    AREA_SOLICITANTE = "area_solicitante", "Área solicitante"
    TRANSPARENCIA = "transparencia", "Transparencia"
    AUDITORIA = "auditoria", "Auditoría"
    ADMINISTRACION = "administracion", "Administración técnica"


class ClaseCarta(models.TextChoices):
    """What a mail of an account is for."""

    INVITACION = "invitacion", "Invitación"
    RESTABLECIMIENTO = "restablecimiento", "Restablecimiento de contraseña"


class TipoArea(models.TextChoices):
    """What kind of unit of the institute an area is."""

    PRESIDENCIA = "presidencia", "Presidencia"
    SECRETARIA = "secretaria", "Secretaría"
    DIRECCION_EJECUTIVA = "direccion_ejecutiva", "Dirección ejecutiva"
    UNIDAD_TECNICA = "unidad_tecnica", "Unidad técnica"
    DIRECCION_DISTRITAL = "direccion_distrital", "Dirección distrital"
    DIRECCION = "direccion", "Dirección de área"
    OTRA = "otra", "Otra"


class TipoOrgano(models.TextChoices):
    """What kind of body a collegiate body is."""

    CONSEJO = "consejo", "Consejo"
    JUNTA = "junta", "Junta"
    COMISION_PERMANENTE = "comision_permanente", "Comisión permanente"
    COMISION_PROVISIONAL = "comision_provisional", "Comisión provisional"
    OTRO = "otro", "Otro"


class ResultadoAcceso(models.TextChoices):
    """How a try to sign in ended."""

    ENTERED = "entro", "Entró"
    WRONG = "contrasena", "La contraseña no coincidió"
    BLOCKED = "detenido", "Demasiados intentos"
