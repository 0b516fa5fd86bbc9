from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from acompanamiento.enums import CON_INCIDENCIA, EstadoParada, TipoCasilla
from core.models import Entidad
from core.models.entidad import EntidadQuerySet

DISTRITOS = 33  # local electoral districts of the city


class RutaCasillasQuerySet(EntidadQuerySet):
    def visibles_para(self, user):
        """Those of an activity and of a programme that were not withdrawn."""
        vivas = {"actividad__eliminado_en": None, "actividad__programa__eliminado_en": None}
        return super().visibles_para(user).filter(**vivas)


class RutaCasillas(Entidad):
    """The vehicle and the stops of an activity that visits polling stations.

    The day, the hours, who goes and the waiting list are those of the activity: a person is never
    in two, and its capacity never passes the seats of the vehicle.
    """

    CAMPO_NOMBRE = "nombre"

    actividad = models.ForeignKey(
        "acompanamiento.ActividadPrograma",
        verbose_name="actividad",
        on_delete=models.PROTECT,
        related_name="rutas",
    )
    nombre = models.CharField("nombre", max_length=120)
    alcaldia = models.CharField("alcaldía", max_length=60, blank=True)
    distrito = models.PositiveSmallIntegerField(
        "distrito electoral local",
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(DISTRITOS)],
    )
    enlace = models.ForeignKey(
        "cuentas.Usuario",
        verbose_name="enlace del IECM",
        on_delete=models.PROTECT,
        related_name="rutas_casillas",
        null=True,
        blank=True,
    )
    vehiculo = models.CharField("vehículo", max_length=120)
    operador = models.CharField("quién conduce", max_length=120, blank=True)
    capacidad = models.PositiveSmallIntegerField(
        "lugares del vehículo",
        validators=[MinValueValidator(1)],
        help_text="Para las personas del programa: sin contar a quien conduce ni al enlace.",
    )
    salida = models.CharField("punto de salida", max_length=200)
    regreso = models.CharField("punto de regreso", max_length=200, blank=True)

    objects = models.Manager.from_queryset(RutaCasillasQuerySet)()

    class Meta:
        verbose_name = "ruta de casillas"
        verbose_name_plural = "rutas de casillas"
        ordering = ["actividad__inicio", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["actividad"],
                condition=Q(eliminado_en=None),
                name="acompanamiento_rutacasillas_una_por_actividad",
                violation_error_message="Esta actividad ya tiene su ruta.",
            ),
            models.CheckConstraint(
                condition=Q(capacidad__gte=1),
                name="acompanamiento_rutacasillas_capacidad",
                violation_error_message="El vehículo debe tener al menos un lugar.",
            ),
            models.CheckConstraint(
                condition=Q(distrito=None) | Q(distrito__gte=1, distrito__lte=DISTRITOS),
                name="acompanamiento_rutacasillas_distrito",
                violation_error_message=f"Los distritos van del 1 al {DISTRITOS}.",
            ),
        ]

    def impedimentos_para_eliminar(self):
        if self.paradas.vivos().exclude(estado=EstadoParada.PREVISTA).exists():
            return ["Ya hay casillas marcadas: la ruta se conserva."]
        return []


class ParadaRutaQuerySet(EntidadQuerySet):
    def visibles_para(self, user):
        """Those of a route that was not withdrawn."""
        return super().visibles_para(user).filter(ruta__eliminado_en=None)


class ParadaRuta(Entidad):
    """A polling station of a route: where it should be, and what was found there (case 53)."""

    CAMPO_NOMBRE = "seccion"

    ruta = models.ForeignKey(
        RutaCasillas, verbose_name="ruta", on_delete=models.PROTECT, related_name="paradas"
    )
    posicion = models.PositiveSmallIntegerField("orden", default=0, editable=False)
    seccion = models.CharField(
        "sección", max_length=12, help_text="El número de la sección electoral."
    )
    tipo = models.CharField(
        "tipo de casilla", max_length=20, choices=TipoCasilla, default=TipoCasilla.BASICA
    )
    numero = models.PositiveSmallIntegerField(
        "número",
        default=1,
        validators=[MinValueValidator(1)],
        help_text="De la contigua, especial o extraordinaria; 1 si es la básica.",
    )
    direccion = models.CharField("dirección prevista", max_length=300)
    prevista_en = models.DateTimeField("hora prevista")
    estado = models.CharField(
        "estado",
        max_length=20,
        choices=EstadoParada,
        default=EstadoParada.PREVISTA,
        editable=False,
    )
    marcada_en = models.DateTimeField("cuándo", null=True, editable=False)
    marcada_por = models.ForeignKey(
        "cuentas.Usuario",
        verbose_name="lo registró",
        on_delete=models.PROTECT,
        related_name="paradas_marcadas",
        null=True,
        editable=False,
    )
    nota = models.CharField("qué se encontró", max_length=500, blank=True, editable=False)
    direccion_hallada = models.CharField(
        "dirección en que se encontró", max_length=300, blank=True, editable=False
    )
    incidencia = models.ForeignKey(
        "acompanamiento.Incidencia",
        verbose_name="incidencia",
        on_delete=models.PROTECT,
        related_name="paradas",
        null=True,
        editable=False,
    )

    objects = models.Manager.from_queryset(ParadaRutaQuerySet)()

    class Meta:
        verbose_name = "parada de la ruta"
        verbose_name_plural = "paradas de la ruta"
        ordering = ["posicion", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["ruta", "seccion", "tipo", "numero"],
                condition=Q(eliminado_en=None),
                name="acompanamiento_paradaruta_una_vez",
                violation_error_message="Esa casilla ya está en la ruta.",
            ),
            models.CheckConstraint(
                condition=Q(estado=EstadoParada.PREVISTA, marcada_en=None)
                | ~Q(estado=EstadoParada.PREVISTA) & Q(marcada_en__isnull=False),
                name="acompanamiento_paradaruta_marcada_cuando",
                violation_error_message="Falta cuándo se marcó la parada.",
            ),
            models.CheckConstraint(
                condition=~Q(estado__in=CON_INCIDENCIA) | Q(incidencia__isnull=False),
                name="acompanamiento_paradaruta_con_incidencia",
                violation_error_message="Falta la incidencia de la casilla.",
            ),
            models.CheckConstraint(
                condition=~Q(estado=EstadoParada.CAMBIADA) | ~Q(direccion_hallada=""),
                name="acompanamiento_paradaruta_cambiada_adonde",
                violation_error_message="Escribe la dirección en que se encontró.",
            ),
        ]

    def __str__(self):
        return f"Sección {self.seccion}, {self.casilla}"

    @property
    def casilla(self):
        """«básica», «contigua 2»: how the polling station is called."""
        tipo = self.get_tipo_display().lower()
        return tipo if self.tipo == TipoCasilla.BASICA else f"{tipo} {self.numero}"

    def impedimentos_para_eliminar(self):
        if self.estado != EstadoParada.PREVISTA:
            return ["Esta casilla ya se marcó: corrige primero lo registrado."]
        return []
