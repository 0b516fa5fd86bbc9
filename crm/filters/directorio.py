"""Filters of the directory."""

from datetime import timedelta

import django_filters
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from core.filters import EntidadFilterSet, visible_queryset
from core.search import normalizar
from crm.enums import TipoInstitucion, TipoPuesto
from crm.filters.registros import RegistroFilter
from crm.models import (
    Contacto,
    Etiqueta,
    Institucion,
    NombreAlterno,
    Ocupacion,
    Puesto,
    RelacionInstitucional,
    Subtipo,
)
from crm.queries.calidad import DIAS_PARA_CONFIRMAR
from crm.validators import ENTIDAD_POR_NOMBRE

DIAS_POR_MES = 30.4375
MESES_MAXIMO = 600
FALTANTES = [
    ("sin_titular", "Persona titular"),
    ("sin_correo", "Correo institucional"),
    ("sin_confirmar", "Confirmar sus datos en los últimos 12 meses"),
    ("sin_subtipo", "Subtipo"),
]


class InstitucionFilter(EntidadFilterSet):
    entidad = django_filters.CharFilter(method="de_entidad", label="Entidad")
    etiqueta = django_filters.ModelChoiceFilter(
        field_name="etiquetas",
        label="Etiqueta",
        queryset=visible_queryset(Etiqueta),
        empty_label="Cualquiera",
    )
    falta = django_filters.ChoiceFilter(
        method="con_faltante", label="Le falta", choices=FALTANTES, empty_label="Cualquiera"
    )
    sin_novedad_meses = django_filters.NumberFilter(
        method="sin_novedad",
        label="Meses sin novedad registrada",
        min_value=1,
        max_value=MESES_MAXIMO,
        help_text="Novedad: una confirmación de datos o un cambio de persona en un puesto.",
    )

    class Meta(EntidadFilterSet.Meta):
        model = Institucion
        fields = [
            "tipo",
            "subtipo",
            "ambito",
            "pais",
            "entidad",
            "estatus",
            "linea_trabajo",
            "responsable",
            "etiqueta",
            "falta",
            "sin_novedad_meses",
        ]

    def de_entidad(self, rows, name, value):
        """The state by its official or short name; foreign ones as they were written."""
        return rows.filter(entidad=ENTIDAD_POR_NOMBRE.get(normalizar(value), value.strip()))

    def con_faltante(self, rows, name, value):
        if value == "sin_titular":
            return rows.sin_titular()
        if value == "sin_correo":
            return rows.filter(correo_institucional="")
        if value == "sin_subtipo":
            return rows.filter(subtipo=None)
        limite = timezone.localdate() - timedelta(days=DIAS_PARA_CONFIRMAR)
        return rows.filter(Q(confirmada_en=None) | Q(confirmada_en__lt=limite))

    def sin_novedad(self, rows, name, value):
        limite = timezone.localdate() - timedelta(days=int(float(value) * DIAS_POR_MES))
        return rows.filter(Q(ultimo_contacto_en=None) | Q(ultimo_contacto_en__lt=limite))


class NombreAlternoFilter(EntidadFilterSet):
    institucion = RegistroFilter(model=Institucion, label="Institución")

    class Meta(EntidadFilterSet.Meta):
        model = NombreAlterno
        fields = ["institucion", "tipo"]


class RelacionInstitucionalFilter(EntidadFilterSet):
    institucion = RegistroFilter(model=Institucion, method="de_institucion", label="Institución")

    class Meta(EntidadFilterSet.Meta):
        model = RelacionInstitucional
        fields = ["institucion", "tipo"]

    def de_institucion(self, rows, name, value):
        return rows.de(value)


class PuestoFilter(EntidadFilterSet):
    institucion = RegistroFilter(model=Institucion, label="Institución")
    vacante = django_filters.ChoiceFilter(
        method="por_vacante",
        label="Ocupación",
        choices=[("si", "Vacante"), ("no", "Con persona")],
        empty_label="Cualquiera",
    )

    class Meta(EntidadFilterSet.Meta):
        model = Puesto
        fields = ["institucion", "tipo", "es_enlace_convenio", "es_servicio_publico", "vigente"]

    def por_vacante(self, rows, name, value):
        ocupado = Exists(Ocupacion.objects.en_funciones().filter(puesto=OuterRef("pk")))
        return rows.exclude(ocupado) if value == "si" else rows.filter(ocupado)


class OcupacionFilter(EntidadFilterSet):
    institucion = RegistroFilter(
        model=Institucion, field_name="puesto__institucion", label="Institución"
    )
    puesto = RegistroFilter(model=Puesto, label="Puesto")
    contacto = RegistroFilter(model=Contacto, label="Contacto")
    tipo = django_filters.MultipleChoiceFilter(
        field_name="puesto__tipo",
        label="Tipo de puesto",
        choices=TipoPuesto.choices,
        distinct=False,
    )
    tipo_institucion = django_filters.MultipleChoiceFilter(
        field_name="puesto__institucion__tipo",
        label="Tipo de institución",
        choices=TipoInstitucion.choices,
        distinct=False,
    )
    en_funciones = django_filters.ChoiceFilter(
        method="por_vigencia",
        label="Situación",
        choices=[("si", "En funciones"), ("no", "Terminada")],
        empty_label="Cualquiera",
    )

    class Meta(EntidadFilterSet.Meta):
        model = Ocupacion
        fields = ["institucion", "puesto", "contacto", "tipo", "tipo_institucion", "en_funciones"]

    def por_vigencia(self, rows, name, value):
        return rows.filter(hasta=None) if value == "si" else rows.exclude(hasta=None)


class ContactoFilter(EntidadFilterSet):
    institucion = RegistroFilter(
        model=Institucion, method="de_institucion", label="En funciones en"
    )
    tipo_institucion = django_filters.MultipleChoiceFilter(
        method="de_tipo",
        label="Tipo de institución",
        choices=TipoInstitucion.choices,
        distinct=False,
    )
    en_funciones = django_filters.ChoiceFilter(
        method="por_puesto",
        label="Situación",
        choices=[("si", "Con puesto"), ("no", "Sin puesto")],
        empty_label="Cualquiera",
    )

    class Meta(EntidadFilterSet.Meta):
        model = Contacto
        fields = ["institucion", "tipo_institucion", "en_funciones"]

    def _con(self, rows, **condition):
        ocupaciones = Ocupacion.objects.visibles_para(self.request.user).en_funciones()
        return rows.filter(pk__in=ocupaciones.filter(**condition).values("contacto"))

    def de_institucion(self, rows, name, value):
        return self._con(rows, puesto__institucion=value)

    def de_tipo(self, rows, name, value):
        return self._con(rows, puesto__institucion__tipo__in=value) if value else rows

    def por_puesto(self, rows, name, value):
        con_puesto = Exists(Ocupacion.objects.en_funciones().filter(contacto=OuterRef("pk")))
        if value == "si":
            return rows.filter(con_puesto)
        return rows.exclude(con_puesto)


class SubtipoFilter(EntidadFilterSet):
    class Meta(EntidadFilterSet.Meta):
        model = Subtipo
        fields = ["tipo"]
