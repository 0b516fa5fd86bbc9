from django.core.exceptions import ValidationError
from django.db import models

from convenios.calculations import fin_ultimo
from convenios.enums import (
    EnManosDe,
    EstadoConvenio,
    MotivoConclusion,
    Renovacion,
    TipoInstrumento,
    TipoVigencia,
)
from convenios.models.convenio_consulta import ConvenioQuerySet
from convenios.models.convenio_lecturas import LecturasConvenio
from convenios.models.convenio_restricciones import INDICES, RESTRICCIONES
from core.models import Buscable, Entidad


class Convenio(LecturasConvenio, Buscable, Entidad):
    """An instrument by which the institute and others bind themselves; from request to end."""

    CAMPO_NOMBRE = "denominacion"

    folio = models.CharField("folio", max_length=20, blank=True, editable=False)
    numero_registro = models.CharField(
        "número en el registro anterior",
        max_length=60,
        blank=True,
        help_text="Como aparece en el registro de donde viene.",
    )
    tipo = models.CharField("tipo", max_length=40, choices=TipoInstrumento)
    denominacion = models.CharField("denominación", max_length=500)
    objeto = models.TextField("objeto", max_length=8000, blank=True)
    padre = models.ForeignKey(
        "self",
        verbose_name="instrumento del que deriva",
        on_delete=models.PROTECT,
        related_name="derivados",
        null=True,
        blank=True,
    )
    ordinal = models.PositiveSmallIntegerField("número ordinal", null=True, blank=True)
    termina_con_padre = models.BooleanField(
        "termina cuando termina el instrumento del que deriva", default=False
    )
    contrapartes = models.CharField("contrapartes", max_length=600, default="", editable=False)
    categorias = models.CharField("categorías", max_length=200, default="", editable=False)
    area_solicitante = models.ForeignKey(
        "cuentas.Area",
        verbose_name="área solicitante",
        on_delete=models.PROTECT,
        related_name="convenios",
        null=True,
        blank=True,
    )
    solicita = models.ForeignKey(
        "cuentas.Usuario",
        verbose_name="persona que solicita",
        on_delete=models.PROTECT,
        related_name="convenios_solicitados",
        null=True,
        blank=True,
    )
    responsable = models.ForeignKey(
        "cuentas.Usuario",
        verbose_name="a cargo de",
        on_delete=models.PROTECT,
        related_name="convenios_a_cargo",
        null=True,
        blank=True,
    )
    accion = models.ForeignKey(
        "programa.AccionPOA",
        verbose_name="acción del programa",
        on_delete=models.PROTECT,
        related_name="convenios",
        null=True,
        blank=True,
    )
    lineas = models.ManyToManyField(
        "programa.LineaAccion",
        verbose_name="líneas de acción",
        related_name="convenios",
        blank=True,
    )
    temas = models.ManyToManyField(
        "crm.Etiqueta", verbose_name="temas", related_name="convenios", blank=True
    )
    gestion = models.ForeignKey(
        "crm.Gestion",
        verbose_name="gestión",
        on_delete=models.PROTECT,
        related_name="convenios",
        null=True,
        blank=True,
    )
    acompanamiento = models.ForeignKey(
        "crm.Gestion",
        verbose_name="gestión de acompañamiento",
        on_delete=models.PROTECT,
        related_name="convenios_acompanados",
        null=True,
        editable=False,
    )
    compromete_recursos = models.BooleanField("compromete recursos", default=False)
    monto = models.DecimalField("monto", max_digits=14, decimal_places=2, null=True, blank=True)
    recursos = models.CharField("fuente y descripción de los recursos", max_length=500, blank=True)
    datos_personales = models.BooleanField("lleva cláusula de datos personales", default=False)
    idiomas = models.CharField(
        "idiomas del texto", max_length=100, blank=True, help_text="Por ejemplo «español, inglés»."
    )
    idioma_prevalece = models.CharField("texto que prevalece", max_length=60, blank=True)

    estado = models.CharField(
        "etapa",
        max_length=30,
        choices=EstadoConvenio,
        default=EstadoConvenio.SOLICITUD,
        editable=False,
    )
    fecha_solicitud = models.DateField("fecha de solicitud", null=True, blank=True)
    # Whose turn it is, kept beside the stage so that a board of many needs no other table.
    en_manos_de = models.CharField(
        "en manos de", max_length=20, choices=EnManosDe, blank=True, editable=False
    )
    area_en_turno = models.ForeignKey(
        "cuentas.Area",
        verbose_name="área en turno",
        on_delete=models.PROTECT,
        related_name="convenios_en_turno",
        null=True,
        editable=False,
    )
    turno_desde = models.DateField("en estas manos desde", null=True, editable=False)
    etapa_desde = models.DateField("en esta etapa desde", null=True, editable=False)
    # Until when the norm gives us in this stage; none while the counterpart holds it.
    etapa_limite = models.DateField("límite de la etapa", null=True, editable=False)
    dias_previos = models.PositiveIntegerField(
        "días hábiles nuestros antes de este turno", default=0, editable=False
    )
    requiere_aprobacion = models.BooleanField(
        "requiere la aprobación de un órgano", null=True, editable=False
    )
    organo_aprobador = models.ForeignKey(
        "cuentas.OrganoColegiado",
        verbose_name="órgano que aprueba",
        on_delete=models.PROTECT,
        related_name="convenios",
        null=True,
        editable=False,
    )
    motivo_aprobacion = models.CharField(
        "por qué requiere, o no, aprobación", max_length=500, blank=True, editable=False
    )

    fecha_suscripcion = models.DateField("fecha de suscripción", null=True, blank=True)
    fecha_inicio = models.DateField("inicio de la vigencia", null=True, blank=True)
    tipo_vigencia = models.CharField("vigencia", max_length=30, choices=TipoVigencia, blank=True)
    fecha_fin = models.DateField("fin de la vigencia", null=True, blank=True)
    termino_texto = models.CharField(
        "término, como lo dice el texto",
        max_length=300,
        blank=True,
        help_text="Por ejemplo «Al término del Proceso Electoral Local Ordinario 2020-2021».",
    )
    proceso = models.ForeignKey(
        "calendario.ProcesoElectoral",
        verbose_name="proceso electoral",
        on_delete=models.PROTECT,
        related_name="convenios",
        null=True,
        blank=True,
    )
    fecha_evento_fin = models.DateField("cuándo ocurrió lo que le pone fin", null=True, blank=True)
    renovacion = models.CharField(
        "renovación", max_length=20, choices=Renovacion, default=Renovacion.NINGUNA
    )
    periodo_meses = models.PositiveSmallIntegerField(
        "se renueva por (meses)", null=True, blank=True
    )
    maximo_periodos = models.PositiveSmallIntegerField(
        "renovaciones, cuando más", null=True, blank=True, help_text="Vacío: sin límite."
    )
    aviso_dias = models.PositiveSmallIntegerField(
        "días de aviso para no renovar", null=True, blank=True
    )
    fecha_aviso_no_renovacion = models.DateField(
        "aviso de no renovación dado el", null=True, blank=True, editable=False
    )
    fecha_terminacion = models.DateField(
        "terminación anticipada", null=True, blank=True, editable=False
    )
    fin_ultimo = models.DateField("vence el", null=True, editable=False)
    # The next day to say it will not be renewed, as of the last night: for reminders only.
    aviso_limite = models.DateField(
        "límite para avisar que no se renueva", null=True, editable=False
    )
    motivo_conclusion = models.CharField(
        "motivo de la conclusión",
        max_length=30,
        choices=MotivoConclusion,
        blank=True,
        editable=False,
    )
    fecha_conclusion = models.DateField("fecha de conclusión", null=True, editable=False)
    motivo_cierre = models.TextField("motivo", blank=True, editable=False)
    # What the former register said, to the letter: nothing is inferred from it.
    es_historico = models.BooleanField("viene del registro histórico", default=False)
    contraparte_texto = models.CharField(
        "contraparte, como venía en el registro", max_length=600, blank=True
    )

    _history_m2m_fields = ["lineas", "temas"]
    objects = models.Manager.from_queryset(ConvenioQuerySet)()

    class Meta:
        verbose_name = "convenio"
        verbose_name_plural = "convenios"
        ordering = ["-creado_en", "-pk"]
        indexes = INDICES
        constraints = RESTRICCIONES

    @classmethod
    def campos_derivados(cls):
        return [*super().campos_derivados(), "fin_ultimo", "aviso_limite"]

    def refrescar_derivados(self):
        super().refrescar_derivados()
        self.fin_ultimo = fin_ultimo(self.terminos(sin_proceso=True))
        vivo = self.estado == EstadoConvenio.SUSCRITO
        self.aviso_limite = self.limite_de_aviso if vivo else None

    def texto_busqueda(self):
        return [
            self.folio,
            self.numero_registro,
            self.denominacion,
            self.contrapartes or self.contraparte_texto,
        ]

    def clean(self):
        if self.tipo_vigencia == TipoVigencia.FECHA and not (self.fecha_fin or self.termino_texto):
            raise ValidationError(
                {"fecha_fin": "Escribe hasta qué fecha, o cómo lo dice el texto."}
            )
        if self.tipo_vigencia == TipoVigencia.CONDICION and not self.termino_texto:
            raise ValidationError(
                {"termino_texto": "Escribe qué tiene que ocurrir para que termine."}
            )
        if self.compromete_recursos and not self.recursos:
            raise ValidationError({"recursos": "Describe de dónde salen los recursos."})
