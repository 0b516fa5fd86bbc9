from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q

from acompanamiento.enums import ClaseTraslado, QuienCubre
from core.cifrado import CampoCifrado
from core.models import Entidad


class LogisticaVisitante(Entidad):
    """How an accredited visitor arrives, where she sleeps, who receives her, and who pays.

    What tells of her body, her family or her door is encrypted: it is read apart, one look at a
    time, and is not in the history (dominio 2.8, case 50).
    """

    CAMPO_NOMBRE = "hotel"

    solicitud = models.ForeignKey(
        "acompanamiento.SolicitudVisitante",
        verbose_name="solicitud",
        on_delete=models.PROTECT,
        related_name="logisticas",
    )
    llegada_aerolinea = models.CharField("aerolínea de llegada", max_length=80, blank=True)
    llegada_vuelo = models.CharField("vuelo de llegada", max_length=20, blank=True)
    llegada_en = models.DateTimeField("llega", null=True, blank=True)
    llegada_lugar = models.CharField("aeropuerto o terminal de llegada", max_length=120, blank=True)
    salida_aerolinea = models.CharField("aerolínea de salida", max_length=80, blank=True)
    salida_vuelo = models.CharField("vuelo de salida", max_length=20, blank=True)
    salida_en = models.DateTimeField("sale", null=True, blank=True)
    salida_lugar = models.CharField("aeropuerto o terminal de salida", max_length=120, blank=True)
    vuelo_cubre = models.CharField(
        "quién cubre los vuelos", max_length=20, choices=QuienCubre, default=QuienCubre.PROPIO
    )
    recibe = models.ForeignKey(
        "cuentas.Usuario",
        verbose_name="quién recibe",
        on_delete=models.PROTECT,
        related_name="visitantes_por_recibir",
        null=True,
        blank=True,
    )
    recepcion = models.CharField(
        "dónde se le recibe",
        max_length=200,
        blank=True,
        help_text="El punto de encuentro, como se le dirá a la persona.",
    )
    enlace = models.ForeignKey(
        "cuentas.Usuario",
        verbose_name="enlace del IECM",
        on_delete=models.PROTECT,
        related_name="visitantes_enlazados",
        null=True,
        blank=True,
    )
    hotel = models.CharField("hotel", max_length=200, blank=True)
    hotel_direccion = models.CharField("dirección del hotel", max_length=300, blank=True)
    hotel_desde = models.DateField("entra al hotel", null=True, blank=True)
    hotel_hasta = models.DateField("deja el hotel", null=True, blank=True)
    hotel_cubre = models.CharField(
        "quién cubre el hotel", max_length=20, choices=QuienCubre, default=QuienCubre.PROPIO
    )
    seguro_cubre = models.CharField(
        "quién cubre el seguro", max_length=20, choices=QuienCubre, default=QuienCubre.PROPIO
    )
    habitacion = CampoCifrado("habitación", max_length=40, blank=True)
    dieta = CampoCifrado("dieta", max_length=500, blank=True)
    accesibilidad = CampoCifrado("accesibilidad", max_length=500, blank=True)
    seguro = CampoCifrado("seguro de viaje", max_length=300, blank=True)
    emergencia = CampoCifrado("contacto de emergencia", max_length=400, blank=True)

    class Meta:
        verbose_name = "logística de visitante"
        verbose_name_plural = "logística de visitantes"
        ordering = ["llegada_en", "pk"]
        indexes = [
            models.Index(fields=["llegada_en"], name="acompanamiento_log_llega"),
            models.Index(fields=["salida_en"], name="acompanamiento_log_sale"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["solicitud"],
                condition=Q(eliminado_en=None),
                name="acompanamiento_logisticavisitante_una",
                violation_error_message="Esta persona ya tiene su logística: edítala.",
            ),
            models.CheckConstraint(
                condition=Q(llegada_en=None) | Q(salida_en=None) | Q(salida_en__gt=F("llegada_en")),
                name="acompanamiento_logisticavisitante_sale_despues",
                violation_error_message="La salida debe ser después de la llegada.",
            ),
            models.CheckConstraint(
                condition=Q(hotel_desde=None)
                | Q(hotel_hasta=None)
                | Q(hotel_hasta__gte=F("hotel_desde")),
                name="acompanamiento_logisticavisitante_hotel_en_orden",
                violation_error_message="No puede dejar el hotel antes de entrar.",
            ),
        ]

    def __str__(self):
        return f"Logística de {self.solicitud}"

    @property
    def vuelo_de_llegada(self):
        return " ".join(x for x in (self.llegada_aerolinea, self.llegada_vuelo) if x)

    @property
    def vuelo_de_salida(self):
        return " ".join(x for x in (self.salida_aerolinea, self.salida_vuelo) if x)


class Traslado(Entidad):
    """A vehicle that takes one or more visitors from a point at an hour, with so many seats."""

    CAMPO_NOMBRE = "punto"

    proceso = models.ForeignKey(
        "calendario.ProcesoElectoral",
        verbose_name="proceso",
        on_delete=models.PROTECT,
        related_name="traslados",
    )
    clase = models.CharField("para qué", max_length=20, choices=ClaseTraslado)
    en = models.DateTimeField("recoge")
    punto = models.CharField("punto de encuentro", max_length=200)
    destino = models.CharField("destino", max_length=200)
    vehiculo = models.CharField("vehículo", max_length=120, blank=True)
    operador = models.CharField("quién conduce", max_length=120, blank=True)
    lugares = models.PositiveSmallIntegerField(
        "lugares",
        default=4,
        validators=[MinValueValidator(1)],
        help_text="Sin contar a quien conduce.",
    )
    cubre = models.CharField(
        "quién lo cubre", max_length=20, choices=QuienCubre, default=QuienCubre.IECM
    )
    ocupantes = models.ManyToManyField(
        LogisticaVisitante, verbose_name="quiénes van", related_name="traslados", blank=True
    )

    class Meta:
        verbose_name = "traslado"
        verbose_name_plural = "traslados"
        ordering = ["en", "pk"]
        indexes = [models.Index(fields=["en"], name="acompanamiento_traslado_hora")]
        constraints = [
            models.CheckConstraint(
                condition=Q(lugares__gte=1),
                name="acompanamiento_traslado_lugares",
                violation_error_message="El vehículo debe tener al menos un lugar.",
            ),
        ]

    def __str__(self):
        return f"{self.punto} a {self.destino}"
