import datetime as dt
import hashlib

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from avisos.enums import DEBIDOS, DETENIDOS, POR_ENTREGAR, Canal, EstadoAviso

MAS_QUE_UN_TURNO = dt.timedelta(minutes=10)


class AvisoQuerySet(models.QuerySet):
    def visibles_para(self, user):
        """One's own; the delivery of the others is read by who watches over it."""
        if user.has_perm("avisos.view_salud"):
            return self
        return self.filter(destinatario_id=user.pk)

    def debidos(self, ahora):
        """Due and in no final state: what is owed, whatever crashed. Never a window of time."""
        return self.filter(estado__in=DEBIDOS, entregar_desde__lte=ahora)

    def por_tomar(self, ahora):
        """Owed, and in nobody's hands: not taken, or taken by somebody whose turn ran out.

        A turn that ends later than any could was given by a clock that has since gone back.
        """
        vencido = Q(tomado_hasta__lt=ahora) | Q(tomado_hasta__gt=ahora + MAS_QUE_UN_TURNO)
        libres = Q(estado__in=POR_ENTREGAR) | Q(vencido, estado=EstadoAviso.TOMADO)
        return self.debidos(ahora).filter(libres)

    def detenidos(self):
        return self.filter(estado__in=DETENIDOS, resuelto_en=None)

    def de_bandeja(self, persona):
        """What the person sees in the application, done or not."""
        return self.filter(
            destinatario_id=persona.pk, canal=Canal.APP, estado=EstadoAviso.ENTREGADO
        )

    def por_atender(self, persona, ahora):
        """Delivered, not done and not put off."""
        libres = Q(pospuesto_hasta=None) | Q(pospuesto_hasta__lte=ahora)
        return self.de_bandeja(persona).filter(libres, resuelto_en=None)


class Aviso(models.Model):
    """One notice for one person by one channel: the truth of what was owed and what was done.

    Its key says for ever that this was planned, so that nothing is sent twice; its state says
    whether it is still owed, so that nothing is lost.
    """

    CAMPO_NOMBRE = "texto"

    regla = models.ForeignKey(
        "avisos.ReglaAviso", verbose_name="regla", on_delete=models.PROTECT, related_name="avisos"
    )
    fuente = models.CharField("de qué", max_length=60, editable=False)
    objeto_id = models.BigIntegerField("registro", editable=False)
    destinatario = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="para",
        on_delete=models.PROTECT,
        related_name="avisos",
        null=True,
        editable=False,
    )
    direccion = models.EmailField("correo", max_length=254, default="", editable=False)
    objetivo = models.DateTimeField("fecha a la que se refiere", editable=False)
    fecha = models.DateField("día al que se refiere", editable=False)
    canal = models.CharField("canal", max_length=10, choices=Canal, editable=False)

    # When the rule rings, when this channel owes it to this person, and when it is tried next.
    momento = models.DateTimeField("momento de la regla", editable=False)
    debido_en = models.DateTimeField("debía entregarse", editable=False)
    entregar_desde = models.DateTimeField("se intenta desde", editable=False)
    estado = models.CharField(
        "estado",
        max_length=12,
        choices=EstadoAviso,
        default=EstadoAviso.PENDIENTE,
        editable=False,
    )
    motivo = models.CharField("motivo", max_length=300, default="", editable=False)
    turno = models.UUIDField("turno", null=True, editable=False)
    tomado_hasta = models.DateTimeField("tomado hasta", null=True, editable=False)
    intentos = models.PositiveSmallIntegerField("intentos", default=0, editable=False)
    fallas = models.PositiveSmallIntegerField("fallas", default=0, editable=False)
    carta = models.CharField("carta", max_length=80, default="", editable=False)
    posible_duplicado = models.BooleanField("posible duplicado", default=False, editable=False)

    texto = models.CharField("aviso", max_length=300, default="", editable=False)
    detalle = models.CharField("detalle", max_length=600, default="", editable=False)
    url = models.CharField("enlace", max_length=300, default="", editable=False)
    creado_en = models.DateTimeField("planeado", editable=False)
    entregado_en = models.DateTimeField("entregado", null=True, editable=False)
    pospuesto_hasta = models.DateTimeField("pospuesto hasta", null=True, editable=False)
    resuelto_en = models.DateTimeField("hecho", null=True, editable=False)

    objects = models.Manager.from_queryset(AvisoQuerySet)()

    class Meta:
        verbose_name = "aviso"
        verbose_name_plural = "avisos"
        ordering = ["-entregar_desde", "-pk"]
        indexes = [
            models.Index(
                fields=["entregar_desde", "id"],
                condition=Q(estado__in=DEBIDOS),
                name="avisos_aviso_debidos",
            ),
            models.Index(
                fields=["destinatario", "-entregado_en"],
                condition=Q(canal=Canal.APP, estado=EstadoAviso.ENTREGADO, resuelto_en=None),
                name="avisos_aviso_bandeja",
            ),
            models.Index(fields=["fuente", "objeto_id"], name="avisos_aviso_objeto"),
            models.Index(fields=["carta"], condition=~Q(carta=""), name="avisos_aviso_carta"),
            models.Index(
                fields=["estado", "-entregar_desde"],
                condition=Q(estado__in=DETENIDOS),
                name="avisos_aviso_detenidos",
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["regla", "objeto_id", "objetivo", "canal", "destinatario"],
                condition=Q(direccion=""),
                name="avisos_aviso_clave",
                violation_error_message="Ese aviso ya está planeado.",
            ),
            models.UniqueConstraint(
                fields=["regla", "objeto_id", "objetivo", "canal", "direccion"],
                condition=~Q(direccion=""),
                name="avisos_aviso_clave_direccion",
                violation_error_message="Ese aviso ya está planeado.",
            ),
            models.CheckConstraint(
                condition=Q(direccion="", destinatario__isnull=False)
                | (~Q(direccion="") & Q(destinatario=None, canal=Canal.CORREO)),
                name="avisos_aviso_tiene_a_quien",
                violation_error_message="Un aviso es para una persona o para un correo.",
            ),
            models.CheckConstraint(
                condition=~Q(estado=EstadoAviso.TOMADO)
                | Q(turno__isnull=False, tomado_hasta__isnull=False),
                name="avisos_aviso_tomado_con_turno",
                violation_error_message="Quien toma un aviso lo hace por un tiempo.",
            ),
            models.CheckConstraint(
                condition=~Q(estado=EstadoAviso.ENTREGADO) | Q(entregado_en__isnull=False),
                name="avisos_aviso_entregado_con_instante",
                violation_error_message="Lo entregado lleva su hora.",
            ),
            models.CheckConstraint(
                condition=~Q(estado__in=[*DETENIDOS, EstadoAviso.OMITIDO]) | ~Q(motivo=""),
                name="avisos_aviso_detenido_con_motivo",
                violation_error_message="Escribe por qué no se entregó.",
            ),
        ]

    def __str__(self):
        return self.texto or str(self.regla)

    def fechar(self, objetivo, momento, debido):
        """The instant it is about, when its rule rings, and when it is owed by its channel."""
        self.objetivo, self.fecha = objetivo, timezone.localdate(objetivo)
        self.momento = momento
        self.debido_en = self.entregar_desde = debido

    @property
    def clave(self) -> str:
        """What makes this notice itself, in words: rule, record, person, date and channel."""
        quien = self.direccion or self.destinatario_id
        fecha = self.objetivo.timestamp()
        return f"{self.regla_id}:{self.objeto_id}:{quien}:{fecha:.0f}:{self.canal}"

    @property
    def nombre_de_carta(self) -> str:
        """The message it goes in: the day's summary it was put in, or one of its own."""
        return self.carta or self.clave

    @property
    def huella(self) -> str:
        """The same for every try: names the file of the spool and the Message-ID."""
        return hashlib.sha256(self.nombre_de_carta.encode()).hexdigest()[:40]
