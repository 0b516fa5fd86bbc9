from django.db import models
from django.db.models import Exists, OuterRef

from core.models import Buscable, BuscableQuerySet, Entidad
from core.search import clave_orden
from crm.enums import Genero
from crm.rules import instituciones_conocidas


class ContactoQuerySet(BuscableQuerySet):
    def visibles_para(self, user):
        """Everybody; requesting areas, but for who sits in an institution they do not know.

        A contact is found and shown by its seat, so it would tell that the institution exists.
        """
        rows = super().visibles_para(user)
        if user.has_perm("crm.view_directorio_completo"):
            return rows
        ocupaciones = self.model.ocupaciones.rel.related_model.objects.en_funciones()
        desconocidas = ocupaciones.filter(contacto=OuterRef("pk")).exclude(
            instituciones_conocidas(user, "puesto__institucion__")
        )
        return rows.filter(~Exists(desconocidas))

    def guardar_varios(self, objs, campos, *, by, motivo=""):
        cuantos = super().guardar_varios(objs, campos, by=by, motivo=motivo)
        ocupaciones = self.model.ocupaciones.rel.related_model.objects
        ocupaciones.filter(contacto__in=[obj.pk for obj in objs]).renombrar()
        return cuantos


class Contacto(Buscable, Entidad):
    """A person outside the Institute; what posts they hold, and held, says Ocupacion."""

    CAMPO_NOMBRE = "nombre_para_mostrar"
    CAMPOS_DISTINCION = ("puesto_actual",)
    CAMPOS_SIN_HISTORIA = ("puesto_actual", "fusion")
    CAMPOS_QUE_SE_COMPLETAN = (
        "tratamiento",
        "primer_apellido",
        "segundo_apellido",
        "nombre_preferido",
        "correo",
        "telefono",
        "idiomas",
        "genero",
        "notas",
    )

    tratamiento = models.CharField(
        "tratamiento", max_length=40, blank=True, help_text="Mtra., Dr., Lic.…"
    )
    nombres = models.CharField(
        "nombre o nombres",
        max_length=150,
        help_text="Si usa un solo nombre, escríbelo aquí.",
    )
    primer_apellido = models.CharField("primer apellido", max_length=150, blank=True)
    segundo_apellido = models.CharField("segundo apellido", max_length=150, blank=True)
    nombre_preferido = models.CharField(
        "nombre como debe mostrarse",
        max_length=300,
        blank=True,
        help_text="Sólo si no es nombres y apellidos en ese orden.",
    )
    nombre_para_mostrar = models.CharField("nombre", max_length=460, default="", editable=False)
    puesto_actual = models.CharField("puesto actual", max_length=500, default="", editable=False)
    idiomas = models.CharField("idiomas", max_length=120, blank=True)
    correo = models.EmailField(
        "correo",
        blank=True,
        help_text="El del puesto va en la ocupación.",
    )
    telefono = models.CharField("teléfono", max_length=60, blank=True)
    genero = models.CharField(
        "género",
        max_length=20,
        choices=Genero.choices,
        blank=True,
        help_text="Sólo si la persona lo dijo. Lo ve únicamente la DVOE.",
    )
    notas = models.TextField("notas", max_length=4000, blank=True)

    # Two records of one person become one (case 48). ``fusion`` is what moved, to undo it.
    fusionado_en = models.ForeignKey(
        "self",
        verbose_name="se unió a",
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="fusionados",
    )
    fusion = models.JSONField("lo que se unió", null=True, editable=False)

    objects = models.Manager.from_queryset(ContactoQuerySet)()

    class Meta:
        verbose_name = "contacto"
        verbose_name_plural = "contactos"
        ordering = ["orden", "pk"]
        indexes = [
            models.Index(
                fields=["orden", "id"],
                condition=models.Q(eliminado_en=None),
                name="crm_contacto_orden",
            ),
            models.Index(
                fields=["-actualizado_en"],
                condition=models.Q(eliminado_en=None),
                name="crm_contacto_reciente",
            ),
        ]

    @classmethod
    def campos_derivados(cls):
        return [*super().campos_derivados(), "nombre_para_mostrar"]

    def refrescar_derivados(self):
        partes = [self.nombres, self.primer_apellido, self.segundo_apellido]
        completo = " ".join(" ".join(partes).split())
        self.nombre_para_mostrar = self.nombre_preferido.strip() or completo
        super().refrescar_derivados()
        # Lists of people follow the surname (ñ after n); who has one name follows it.
        apellidos_primero = [self.primer_apellido, self.segundo_apellido, self.nombres]
        self.orden = clave_orden(" ".join(apellidos_primero).strip())[:300]

    def texto_busqueda(self) -> list[str]:
        partes = [self.nombres, self.primer_apellido, self.segundo_apellido]
        return [self.nombre_para_mostrar, " ".join(partes), self.correo, self.puesto_actual]

    def guardar(self, *, by, motivo=""):
        super().guardar(by=by, motivo=motivo)
        self.ocupaciones.all().renombrar()
        return self

    def impedimentos_para_eliminar(self) -> list[str]:
        """People in office stay until somebody takes their seat."""
        if self.ocupaciones.en_funciones().exists():
            return ["Ocupa un puesto. Termina antes su ocupación."]
        return []
