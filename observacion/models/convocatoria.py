import datetime as dt
import zoneinfo

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from core.models import Buscable, BuscableQuerySet, Entidad
from observacion.enums import Autoridad, ClaveRequisito, SituacionConvocatoria, TipoConvocatoria

GRACIA_MINUTOS = 15  # what was begun before the limit may still arrive (F33)


class ConvocatoriaQuerySet(BuscableQuerySet):
    def publicadas(self):
        return self.vivos().filter(publicada=True)

    def abiertas(self, en=None):
        """Published and within their window at an instant."""
        ahora = en or timezone.now()
        return self.publicadas().filter(abre_en__lte=ahora, cierra_en__gte=ahora)


class Convocatoria(Buscable, Entidad):
    """A call of one process: for whom, until when, with which papers, and who accredits."""

    CAMPO_NOMBRE = "nombre_es"

    proceso = models.ForeignKey(
        "calendario.ProcesoElectoral",
        verbose_name="proceso",
        on_delete=models.PROTECT,
        related_name="convocatorias",
    )
    tipo = models.CharField("dirigida a", max_length=20, choices=TipoConvocatoria)
    clave = models.SlugField(
        "clave en la dirección",
        max_length=40,
        help_text="Con minúsculas y guiones: «visitantes-2024».",
    )
    nombre_es = models.CharField("nombre en español", max_length=200)
    nombre_en = models.CharField("nombre en inglés", max_length=200, blank=True)
    nombre_fr = models.CharField("nombre en francés", max_length=200, blank=True)
    presentacion_es = models.TextField("presentación en español", max_length=4000, blank=True)
    presentacion_en = models.TextField("presentación en inglés", max_length=4000, blank=True)
    presentacion_fr = models.TextField("presentación en francés", max_length=4000, blank=True)
    prohibiciones_es = models.TextField(
        "prohibiciones en español", max_length=4000, blank=True, help_text="Una por línea."
    )
    prohibiciones_en = models.TextField("prohibiciones en inglés", max_length=4000, blank=True)
    prohibiciones_fr = models.TextField("prohibiciones en francés", max_length=4000, blank=True)
    autoridad = models.CharField("autoridad que acredita", max_length=10, choices=Autoridad)
    abre_en = models.DateTimeField("abre")
    cierra_en = models.DateTimeField("cierra")
    zona = models.CharField("zona horaria", max_length=60, default="America/Mexico_City")
    gracia_minutos = models.PositiveSmallIntegerField(
        "minutos de gracia para lo ya comenzado", default=GRACIA_MINUTOS
    )
    limite_sustituciones = models.DateField(
        "último día para sustituir personas de una delegación", null=True, blank=True
    )
    limite_informe = models.DateField("último día para entregar el informe", null=True, blank=True)
    prevencion_horas = models.PositiveSmallIntegerField(
        "horas para atender una prevención", default=48
    )
    contacto_correo = models.EmailField("correo de contacto", blank=True)
    contacto_telefono = models.CharField("teléfono de contacto", max_length=40, blank=True)
    aviso = models.ForeignKey(
        "observacion.AvisoPrivacidad",
        verbose_name="aviso de privacidad",
        on_delete=models.PROTECT,
        related_name="convocatorias",
        null=True,
        blank=True,
    )
    publicada = models.BooleanField("publicada", default=False)
    notas = models.TextField("notas internas", max_length=4000, blank=True)

    objects = models.Manager.from_queryset(ConvocatoriaQuerySet)()

    class Meta:
        verbose_name = "convocatoria"
        verbose_name_plural = "convocatorias"
        ordering = ["-cierra_en", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["clave"],
                condition=Q(eliminado_en=None),
                name="observacion_convocatoria_clave_unica",
                violation_error_message="Ya existe una convocatoria con esa clave.",
            ),
            models.CheckConstraint(
                condition=Q(cierra_en__gt=F("abre_en")),
                name="observacion_convocatoria_cierra_despues",
                violation_error_message="El cierre debe ser posterior a la apertura.",
            ),
            models.CheckConstraint(
                condition=Q(publicada=False) | Q(aviso__isnull=False),
                name="observacion_convocatoria_publicada_con_aviso",
                violation_error_message="Para publicarla, elige el aviso de privacidad.",
            ),
        ]

    def texto_busqueda(self):
        return [self.nombre_es, self.clave]

    def clean(self):
        if self.zona not in zoneinfo.available_timezones():
            raise ValidationError({"zona": "Elige una zona horaria de la lista."})
        trilingue = self.publicada and self.tipo == TipoConvocatoria.VISITANTES
        if trilingue and not (self.nombre_en and self.nombre_fr):
            text = "Para publicarla, escribe el nombre en los tres idiomas."
            raise ValidationError({"nombre_en": text})

    def impedimentos_para_eliminar(self):
        """What was received keeps its call."""
        suyas = (self.solicitudes_observacion, self.solicitudes_visitante)
        cuantas = sum(rows.filter(eliminado_en=None).count() for rows in suyas)
        if cuantas:
            return [f"Tiene solicitudes ({cuantas}): retírala del público, no la des de baja."]
        return []

    @property
    def gracia(self):
        return dt.timedelta(minutes=self.gracia_minutos)

    def situacion(self, en=None):
        """What the clock says: to open, open, within the grace of what was begun, or closed."""
        ahora = en or timezone.now()
        if ahora < self.abre_en:
            return SituacionConvocatoria.POR_ABRIR
        if ahora <= self.cierra_en:
            return SituacionConvocatoria.ABIERTA
        if ahora <= self.cierra_en + self.gracia:
            return SituacionConvocatoria.EN_GRACIA
        return SituacionConvocatoria.CERRADA

    def recibe(self, *, comenzada_en, en=None):
        """Whether an application begun at that instant may be handed in now (F33, case 40)."""
        situacion = self.situacion(en)
        if situacion == SituacionConvocatoria.EN_GRACIA:
            return comenzada_en <= self.cierra_en
        return situacion == SituacionConvocatoria.ABIERTA

    def en_idioma(self, campo, idioma):
        """A text in a language; in Spanish while nobody has written it in that one."""
        return getattr(self, f"{campo}_{idioma}") or getattr(self, f"{campo}_es")

    @property
    def cierre_local(self):
        return self.cierra_en.astimezone(zoneinfo.ZoneInfo(self.zona))


class ProrrogaConvocatoria(Entidad):
    """The closing of a call moved once: from when to when, and who disposed it."""

    CAMPO_NOMBRE = "motivo"

    convocatoria = models.ForeignKey(
        "observacion.Convocatoria",
        verbose_name="convocatoria",
        on_delete=models.PROTECT,
        related_name="prorrogas",
    )
    cierre_anterior = models.DateTimeField("cerraba")
    cierre_nuevo = models.DateTimeField("cierra")
    motivo = models.CharField(
        "quién lo dispone y por qué", max_length=300, help_text="Acuerdo, oficio o instrucción."
    )

    class Meta:
        verbose_name = "prórroga"
        verbose_name_plural = "prórrogas"
        ordering = ["-creado_en", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(cierre_nuevo=F("cierre_anterior")),
                name="observacion_prorrogaconvocatoria_mueve",
                violation_error_message="Elige un cierre distinto del que tiene.",
            )
        ]


class RequisitoConvocatoria(Entidad):
    """A paper that a call asks for, in its three languages."""

    CAMPO_NOMBRE = "nombre_es"

    convocatoria = models.ForeignKey(
        "observacion.Convocatoria",
        verbose_name="convocatoria",
        on_delete=models.PROTECT,
        related_name="requisitos",
    )
    clave = models.CharField("documento", max_length=30, choices=ClaveRequisito)
    nombre_es = models.CharField("nombre en español", max_length=150)
    nombre_en = models.CharField("nombre en inglés", max_length=150, blank=True)
    nombre_fr = models.CharField("nombre en francés", max_length=150, blank=True)
    ayuda_es = models.CharField("ayuda en español", max_length=400, blank=True)
    ayuda_en = models.CharField("ayuda en inglés", max_length=400, blank=True)
    ayuda_fr = models.CharField("ayuda en francés", max_length=400, blank=True)
    obligatorio = models.BooleanField("obligatorio", default=True)
    posicion = models.PositiveSmallIntegerField("orden", default=1)

    class Meta:
        verbose_name = "requisito"
        verbose_name_plural = "requisitos"
        ordering = ["posicion", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["convocatoria", "clave"],
                condition=Q(eliminado_en=None) & ~Q(clave="otro"),
                name="observacion_requisitoconvocatoria_clave_unica",
                violation_error_message="La convocatoria ya pide ese documento.",
            )
        ]

    def en_idioma(self, campo, idioma):
        return getattr(self, f"{campo}_{idioma}") or getattr(self, f"{campo}_es")
