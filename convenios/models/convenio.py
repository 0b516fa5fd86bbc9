import datetime as dt

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.functional import cached_property

from convenios.calculations import (
    Terminos,
    dias_restantes,
    fin_efectivo,
    fin_ultimo,
    limite_de_aviso,
    vigencia,
)
from convenios.enums import (
    CON_PADRE,
    EN_TRAMITE,
    SIN_COMPROMISOS,
    SUSCRITOS,
    EnManosDe,
    EstadoConvenio,
    MotivoConclusion,
    Renovacion,
    TipoInstrumento,
    TipoVigencia,
    Vigencia,
)
from convenios.models.parte import ParteConvenio
from core.models import Buscable, BuscableQuerySet, Entidad
from core.parameters import parametro

VIVOS = Q(eliminado_en=None)


class ConvenioQuerySet(BuscableQuerySet):
    def visibles_para(self, user):
        """All of them for who follows agreements; an area sees those it asked for."""
        rows = super().visibles_para(user)
        if user.has_perm("convenios.view_convenios_ajenos"):
            return rows
        mine = Q(creado_por=user.pk) | Q(solicita=user.pk)
        return rows.filter(mine | Q(area_solicitante=user.area_id) if user.area_id else mine)

    def guardar_varios(self, objs, campos, *, by, motivo=""):
        """Those that an undone import takes away, or brings back, take their parties along."""
        if "eliminado_en" not in campos:
            return super().guardar_varios(objs, campos, by=by, motivo=motivo)
        rows = self.model.objects.filter(pk__in=[obj.pk for obj in objs])
        previos = dict(rows.values_list("pk", "eliminado_en"))
        cuantos = super().guardar_varios(objs, campos, by=by, motivo=motivo)
        ParteConvenio.objects.acompanar(objs, previos, by=by, motivo=motivo)
        return cuantos

    def en_tramite(self):
        return self.filter(estado__in=EN_TRAMITE)

    def alguna_vez_suscritos(self):
        """Signed once, whether or not they ended; neither withdrawn nor registered by mistake."""
        return self.filter(estado__in=SUSCRITOS)

    def vigentes(self, al=None):
        """In force on a day, today if not said: by their dates, with no state that says it."""
        dia = al or timezone.localdate()
        # The former register may not say which day it was concluded: it is over all the same.
        abierto = Q(estado=EstadoConvenio.SUSCRITO) | Q(fecha_conclusion__gte=dia)
        sin_fin = Q(fin_ultimo=None) | Q(fin_ultimo__gte=dia)
        del_proceso = Q(proceso=None) | Q(proceso__fin=None) | Q(proceso__fin__gte=dia)
        iniciado = Q(fecha_inicio=None) | Q(fecha_inicio__lte=dia)
        firmados = self.alguna_vez_suscritos().filter(abierto)
        return firmados.filter(sin_fin, del_proceso, iniciado)

    def por_vencer(self, hasta, al=None):
        """In force, and with a last day no later than ``hasta``."""
        return self.vigentes(al).filter(fin_ultimo__lte=hasta)

    def vencidos(self, al=None):
        """Signed, past their last day, and nobody has registered their conclusion."""
        dia = al or timezone.localdate()
        del_proceso = Q(tipo_vigencia=TipoVigencia.PROCESO, proceso__fin__lt=dia)
        return self.filter(estado=EstadoConvenio.SUSCRITO).filter(
            Q(fin_ultimo__lt=dia) | del_proceso
        )


class Convenio(Buscable, Entidad):
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
    fin_ultimo = models.DateField("último día posible", null=True, editable=False)
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
        indexes = [
            models.Index(
                fields=["estado", "etapa_desde", "id"],
                condition=VIVOS,
                name="convenios_convenio_etapa",
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
            models.Index(
                fields=["creado_en", "id"], condition=VIVOS, name="convenios_convenio_reciente"
            ),
            models.Index(fields=["orden", "id"], condition=VIVOS, name="convenios_convenio_nombre"),
            models.Index(
                fields=["responsable", "estado", "etapa_desde"],
                condition=VIVOS,
                name="convenios_convenio_a_cargo",
            ),
        ]
        constraints = [
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
                condition=Q(fecha_fin=None)
                | Q(fecha_inicio=None)
                | Q(fecha_fin__gte=F("fecha_inicio")),
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

    @classmethod
    def campos_derivados(cls):
        return [*super().campos_derivados(), "fin_ultimo"]

    def refrescar_derivados(self):
        super().refrescar_derivados()
        self.fin_ultimo = fin_ultimo(self.terminos(sin_proceso=True))

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

    # What dates already tell.

    def terminos(self, *, sin_proceso=False):
        """What was agreed about time, for the calculations.

        ``sin_proceso`` leaves out the end of the process, which changes by itself: queries ask
        for it where it is.
        """
        evento = self.fecha_evento_fin
        if self.tipo_vigencia == TipoVigencia.PROCESO:
            evento = None if sin_proceso else self.proceso and self.proceso.fin
        return Terminos(
            tipo=self.tipo_vigencia,
            inicio=self.fecha_inicio,
            fin=self.fecha_fin,
            renovacion=self.renovacion,
            periodo_meses=self.periodo_meses,
            maximo_periodos=self.maximo_periodos,
            aviso_dias=self.aviso_dias or 0,
            aviso_dado=self.fecha_aviso_no_renovacion,
            terminacion=self.fecha_terminacion,
            fin_evento=evento,
            fin_padre=self.padre.fin_ultimo if self.termina_con_padre and self.padre_id else None,
        )

    def vigencia_al(self, al: dt.date, umbral: int = 90) -> Vigencia | None:
        """What the dates say on a day; nothing for what was never signed or already ended."""
        if self.estado != EstadoConvenio.SUSCRITO:
            return None
        return Vigencia(vigencia(self.terminos(), al, por_vencer=umbral))

    @property
    def vigencia(self):
        return self.vigencia_al(timezone.localdate())

    @property
    def fin_efectivo(self):
        return fin_efectivo(self.terminos(), timezone.localdate())

    @property
    def dias_restantes(self):
        return dias_restantes(self.terminos(), timezone.localdate())

    @property
    def limite_de_aviso(self):
        """Until when one may say that it will not be renewed."""
        return limite_de_aviso(self.terminos(), timezone.localdate())

    @property
    def en_tramite(self):
        return self.estado in EN_TRAMITE

    @property
    def genera_compromisos(self):
        return self.tipo not in SIN_COMPROMISOS

    @cached_property
    def orden_revision(self):
        """Which review comes first in this office."""
        return parametro("convenios.orden_revision", por_omision="opinion_primero")

    # What the guards ask, each read once for all of them.

    def partes_vivas(self):
        """Its parties in their order."""
        return self._partes

    @cached_property
    def _partes(self):
        return list(self.partes.vivos().select_related("institucion"))

    def documentos_sin_usar(self):
        """Documents registered that no step has taken yet."""
        return self._sin_usar

    @cached_property
    def _sin_usar(self):
        return list(self.documentos.vivos().filter(paso=None))

    @cached_property
    def _ultima_version(self):
        return self.versiones.vivos().order_by("-numero").first()

    def ultima_version(self):
        """The newest text; none when nobody has uploaded one."""
        return self._ultima_version

    @cached_property
    def _opinion(self):
        return self.opiniones.vivos().order_by("-pk").first()

    def opinion_actual(self):
        """The opinion of the last round; none when nobody has begun one."""
        return self._opinion
