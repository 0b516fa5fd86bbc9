"""What the database never lets an instrument be, and how its lists are walked."""

from django.db import models
from django.db.models import F, Q

from convenios.enums import (
    CON_PADRE,
    EN_TRAMITE,
    EstadoConvenio,
    Renovacion,
    TipoInstrumento,
    TipoVigencia,
)

VIVOS = Q(eliminado_en=None)

INDICES = [
    models.Index(
        fields=["actualizado_por", "actualizado_en"],
        condition=VIVOS,
        name="convenios_convenio_tocado",
    ),
    models.Index(
        fields=["etapa_limite", "id"],
        condition=Q(eliminado_en=None, etapa_limite__isnull=False),
        name="convenios_convenio_limite",
    ),
    models.Index(
        fields=["aviso_limite", "id"],
        condition=Q(eliminado_en=None, aviso_limite__isnull=False),
        name="convenios_convenio_aviso",
    ),
    models.Index(
        fields=["fin_ultimo", "id"],
        condition=Q(eliminado_en=None, fin_ultimo__isnull=False, estado=EstadoConvenio.SUSCRITO),
        name="convenios_convenio_fin",
    ),
    models.Index(
        fields=["estado", "etapa_desde", "id"],
        condition=VIVOS,
        name="convenios_convenio_etapa",
    ),
    models.Index(
        fields=["-creado_en", "-id"],
        condition=Q(eliminado_en=None, estado__in=EN_TRAMITE),
        name="convenios_convenio_tramite",
    ),
    models.Index(
        fields=["en_manos_de", "turno_desde", "estado", "area_en_turno"],
        condition=VIVOS,
        name="convenios_convenio_turno",
    ),
    models.Index(
        fields=["estado", "fin_ultimo", "fecha_inicio", "fecha_conclusion", "proceso"],
        condition=VIVOS,
        name="convenios_convenio_vigencia",
    ),
    models.Index(
        fields=["estado", "fecha_suscripcion"],
        condition=VIVOS,
        name="convenios_convenio_suscrip",
    ),
    models.Index(
        fields=["fecha_suscripcion", "id"],
        condition=VIVOS,
        name="convenios_convenio_por_fecha",
    ),
    models.Index(fields=["-creado_en", "-id"], condition=VIVOS, name="convenios_convenio_reciente"),
    models.Index(fields=["orden", "id"], condition=VIVOS, name="convenios_convenio_nombre"),
    models.Index(
        fields=["responsable", "estado", "etapa_desde"],
        condition=VIVOS,
        name="convenios_convenio_a_cargo",
    ),
]

RESTRICCIONES = [
    models.UniqueConstraint(
        fields=["folio"],
        condition=~Q(folio=""),
        name="convenios_convenio_folio_unico",
        violation_error_message="Ya hay un convenio con ese folio.",
    ),
    models.UniqueConstraint(
        fields=["numero_registro"],
        condition=Q(eliminado_en=None, es_historico=True) & ~Q(numero_registro=""),
        name="convenios_convenio_numero_unico",
        violation_error_message="Ya hay un convenio histórico con ese número.",
    ),
    models.CheckConstraint(
        condition=Q(fecha_fin=None) | Q(fecha_inicio=None) | Q(fecha_fin__gte=F("fecha_inicio")),
        name="convenios_convenio_fin_tras_inicio",
        violation_error_message="El fin de la vigencia no puede ser anterior a su inicio.",
    ),
    models.CheckConstraint(
        condition=~Q(tipo_vigencia=TipoVigencia.INDEFINIDA) | Q(fecha_fin=None),
        name="convenios_convenio_indefinida_sin_fin",
        violation_error_message="La vigencia indefinida no lleva fecha de fin.",
    ),
    models.CheckConstraint(
        condition=~Q(tipo_vigencia=TipoVigencia.PROCESO) | Q(proceso__isnull=False),
        name="convenios_convenio_con_proceso",
        violation_error_message="Elige el proceso electoral con el que termina.",
    ),
    models.CheckConstraint(
        condition=~Q(renovacion=Renovacion.AUTOMATICA)
        | Q(periodo_meses__gt=0, fecha_fin__isnull=False),
        name="convenios_convenio_renovacion_completa",
        violation_error_message=(
            "La renovación automática necesita la fecha de fin y cada cuántos meses."
        ),
    ),
    models.CheckConstraint(
        condition=~Q(tipo=TipoInstrumento.ANEXO_FINANCIERO)
        | Q(monto__isnull=False)
        | Q(es_historico=True),
        name="convenios_convenio_financiero_con_monto",
        violation_error_message="Un anexo financiero lleva su monto.",
    ),
    models.CheckConstraint(
        condition=~Q(tipo__in=CON_PADRE) | Q(padre__isnull=False) | Q(es_historico=True),
        name="convenios_convenio_con_padre",
        violation_error_message="Elige el instrumento del que deriva.",
    ),
    models.CheckConstraint(
        condition=Q(padre=None) | ~Q(padre=F("id")),
        name="convenios_convenio_no_es_su_padre",
        violation_error_message="Un instrumento no deriva de sí mismo.",
    ),
    models.CheckConstraint(
        condition=~Q(estado=EstadoConvenio.SUSCRITO)
        | Q(fecha_suscripcion__isnull=False)
        | Q(es_historico=True),
        name="convenios_convenio_suscrito_con_fecha",
        violation_error_message="Un convenio suscrito lleva la fecha de suscripción.",
    ),
    models.CheckConstraint(
        condition=~Q(estado=EstadoConvenio.CONCLUIDO)
        | ~Q(motivo_conclusion="")
        | Q(es_historico=True),
        name="convenios_convenio_concluido_con_motivo",
        violation_error_message="Un convenio concluido lleva su motivo.",
    ),
    models.CheckConstraint(
        condition=~Q(folio="") | Q(es_historico=True),
        name="convenios_convenio_con_folio",
        violation_error_message="Todo convenio nuevo lleva folio.",
    ),
]
