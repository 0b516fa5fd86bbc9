from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone
from django_countries.fields import CountryField

from core.models import Buscable, BuscableQuerySet, Entidad
from core.search import normalizar
from crm.enums import (
    Ambito,
    EstatusInstitucion,
    FuenteAlta,
    LineaTrabajo,
    TipoInstitucion,
    TipoPuesto,
)
from crm.models.campos import SitioWebField
from crm.models.ocupacion import Ocupacion
from crm.rules import estatus_inicial, instituciones_conocidas
from crm.validators import entidad_oficial, validar_contraparte

VIVA = Q(eliminado_en=None)
PROFUNDIDAD_MAXIMA = 20


class InstitucionQuerySet(BuscableQuerySet):
    def visibles_para(self, user):
        """The whole directory; requesting areas see what is active and what they proposed."""
        rows = super().visibles_para(user)
        if user.has_perm("crm.view_directorio_completo"):
            return rows
        return rows.filter(instituciones_conocidas(user))

    def crear_varios(self, objs, *, by, motivo=""):
        """Many at once, an import for one, with the status their author may give them."""
        for institucion in objs:
            if institucion.estatus == EstatusInstitucion.PROPUESTA:
                institucion.estatus = estatus_inicial(by)
        return super().crear_varios(objs, by=by, motivo=motivo)

    def guardar_varios(self, objs, campos, *, by, motivo=""):
        cuantas = super().guardar_varios(objs, campos, by=by, motivo=motivo)
        if not {"nombre", "siglas"}.isdisjoint(campos):
            Ocupacion.objects.en_funciones().filter(
                puesto__institucion__in=[obj.pk for obj in objs]
            ).renombrar()
        return cuantas

    def activas(self):
        return self.vivos().filter(estatus=EstatusInstitucion.ACTIVA)

    def con_titular(self):
        return self.filter(Exists(titulares_en_funciones()))

    def sin_titular(self):
        return self.filter(~Exists(titulares_en_funciones()))


def titulares_en_funciones():
    """Open occupations of the titular seats of the outer institution."""
    return Ocupacion.objects.en_funciones().filter(
        puesto__institucion=OuterRef("pk"),
        puesto__tipo=TipoPuesto.TITULAR,
        puesto__eliminado_en=None,
    )


class Institucion(Buscable, Entidad):
    """A body the Institute deals with: an office, a university, an electoral authority…"""

    CAMPOS_DISTINCION = ("siglas", "entidad")
    _history_m2m_fields = ["etiquetas"]

    nombre = models.CharField(
        "nombre", max_length=300, help_text="El oficial y completo, con sus acentos."
    )
    nombre_normalizado = models.CharField(
        "nombre normalizado", max_length=300, default="", editable=False
    )
    siglas = models.CharField(
        "siglas",
        max_length=40,
        blank=True,
        help_text="Otras instituciones pueden usar las mismas.",
    )
    tipo = models.CharField("tipo", max_length=30, choices=TipoInstitucion.choices)
    subtipo = models.ForeignKey(
        "crm.Subtipo",
        verbose_name="subtipo",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="instituciones",
    )
    ambito = models.CharField("ámbito", max_length=20, choices=Ambito.choices, blank=True)
    pais = CountryField("país", blank=True)
    entidad = models.CharField(
        "entidad",
        max_length=100,
        blank=True,
        help_text="En México, una de las 32; fuera, el estado o provincia.",
    )
    municipio_alcaldia = models.CharField("municipio o alcaldía", max_length=120, blank=True)
    domicilio = models.TextField("domicilio", max_length=500, blank=True)
    sitio_web = SitioWebField("sitio web", max_length=300, blank=True)
    telefono_conmutador = models.CharField("teléfono del conmutador", max_length=60, blank=True)
    correo_institucional = models.EmailField("correo institucional", blank=True)
    redes = models.TextField(
        "redes sociales", max_length=500, blank=True, help_text="Una por renglón."
    )
    institucion_padre = models.ForeignKey(
        "self",
        verbose_name="depende de",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="dependientes",
    )
    vigente_desde = models.DateField("existe desde", null=True, blank=True)
    vigente_hasta = models.DateField("existió hasta", null=True, blank=True)
    estatus = models.CharField(
        "estatus",
        max_length=20,
        choices=EstatusInstitucion.choices,
        default=EstatusInstitucion.PROPUESTA,
        editable=False,
    )
    motivo_estatus = models.CharField(
        "motivo del estatus", max_length=300, blank=True, editable=False
    )
    sucesora = models.ForeignKey(
        "self",
        verbose_name="sucesora",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="antecesoras",
    )
    fuente_alta = models.CharField(
        "fuente", max_length=20, choices=FuenteAlta.choices, default=FuenteAlta.CAPTURA
    )
    fecha_corte = models.DateField(
        "fecha de corte",
        null=True,
        blank=True,
        help_text="A qué fecha corresponde el dato.",
    )
    linea_trabajo = models.CharField(
        "línea de trabajo", max_length=30, choices=LineaTrabajo.choices, blank=True
    )
    responsable = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="a cargo de",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="instituciones",
    )
    etiquetas = models.ManyToManyField(
        "crm.Etiqueta",
        verbose_name="etiquetas",
        blank=True,
        related_name="instituciones",
    )
    notas = models.TextField(
        "notas internas", max_length=4000, blank=True, help_text="Sólo las lee la DVOE."
    )
    confirmada_en = models.DateField("datos confirmados", null=True, blank=True, editable=False)
    ultimo_contacto_en = models.DateField(
        "última novedad registrada", null=True, blank=True, editable=False
    )

    objects = models.Manager.from_queryset(InstitucionQuerySet)()

    class Meta:
        verbose_name = "institución"
        verbose_name_plural = "instituciones"
        ordering = ["orden", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(institucion_padre=F("id")),
                name="crm_institucion_no_depende_de_si",
                violation_error_message="Una institución no puede depender de sí misma.",
            ),
            models.CheckConstraint(
                condition=~Q(sucesora=F("id")),
                name="crm_institucion_no_se_sucede",
                violation_error_message="Una institución no puede ser su propia sucesora.",
            ),
            models.CheckConstraint(
                condition=~Q(estatus=EstatusInstitucion.FUSIONADA) | Q(sucesora__isnull=False),
                name="crm_institucion_fusionada_con_sucesora",
                violation_error_message="Indica en qué institución se fusionó.",
            ),
            models.CheckConstraint(
                condition=Q(vigente_desde=None)
                | Q(vigente_hasta=None)
                | Q(vigente_hasta__gte=F("vigente_desde")),
                name="crm_institucion_fin_tras_inicio",
                violation_error_message="La fecha «existió hasta» debe ser posterior a la de «existe desde».",
            ),
        ]
        # Each list is read in alphabetical order, alive rows only: the order is in the index,
        # so a page costs the same with 785 rows and with a million.
        indexes = [
            models.Index(fields=["orden", "id"], condition=VIVA, name="crm_inst_orden"),
            models.Index(fields=["tipo", "orden"], condition=VIVA, name="crm_inst_tipo"),
            models.Index(fields=["estatus", "orden"], condition=VIVA, name="crm_inst_estatus"),
            models.Index(fields=["pais", "orden"], condition=VIVA, name="crm_inst_pais"),
            models.Index(fields=["entidad", "orden"], condition=VIVA, name="crm_inst_entidad"),
            models.Index(fields=["responsable", "orden"], condition=VIVA, name="crm_inst_resp"),
            models.Index(
                fields=["responsable", "ultimo_contacto_en", "orden"],
                condition=VIVA,
                name="crm_inst_pendiente",
            ),
            models.Index(fields=["nombre_normalizado", "pais"], name="crm_inst_llave"),
            models.Index(fields=["-actualizado_en"], condition=VIVA, name="crm_inst_reciente"),
        ]

    @classmethod
    def campos_derivados(cls):
        return [*super().campos_derivados(), "nombre_normalizado"]

    def refrescar_derivados(self):
        super().refrescar_derivados()
        self.nombre_normalizado = normalizar(self.nombre)[:300]

    def texto_busqueda(self) -> list[str]:
        textos = [self.nombre, self.siglas]
        if self.pk:
            textos += [n.texto for n in self.nombres_alternos.all() if n.eliminado_en is None]
        return textos

    def guardar(self, *, by, motivo=""):
        super().guardar(by=by, motivo=motivo)
        Ocupacion.objects.en_funciones().filter(puesto__institucion=self).renombrar()
        return self

    def clean(self):
        pais = str(self.pais)  # asked once: each reading of the field builds a country
        validar_contraparte(self.nombre, self.siglas, pais)
        self.entidad = entidad_oficial(self.entidad, pais)
        if self.subtipo_id and self.tipo and self.subtipo.tipo != self.tipo:
            raise ValidationError(
                {"subtipo": f"«{self.subtipo}» no corresponde al tipo {self.get_tipo_display()}."}
            )
        if self.pk and self.institucion_padre_id:
            self._impedir_ciclo()

    def _impedir_ciclo(self):
        """Walk up from the new parent: the chain must not pass through this record."""
        padre = self.institucion_padre
        for _ in range(PROFUNDIDAD_MAXIMA):
            if padre is None:
                return
            if padre.pk == self.pk:
                raise ValidationError(
                    {
                        "institucion_padre": f"«{self.institucion_padre}» ya depende de ésta; "
                        "no pueden depender una de otra."
                    }
                )
            padre = padre.institucion_padre
        raise ValidationError({"institucion_padre": "La cadena de dependencia es demasiado larga."})

    def impedimentos_para_eliminar(self) -> list[str]:
        """What must be moved before this record may go."""
        motivos = []
        if (
            self.puestos.vivos()
            .filter(ocupaciones__eliminado_en=None, ocupaciones__hasta=None)
            .exists()
        ):
            motivos.append("Tiene personas en funciones. Termina antes sus ocupaciones.")
        if self.dependientes.vivos().exists():
            motivos.append("Otras instituciones dependen de ésta. Cámbialas antes.")
        if self.antecesoras.vivos().exists():
            motivos.append("Es la sucesora de otra institución.")
        return motivos

    def confirmar(self, *, al=None):
        """Note in memory that its data were checked on this day."""
        self.confirmada_en = self.ultimo_contacto_en = al or timezone.localdate()
