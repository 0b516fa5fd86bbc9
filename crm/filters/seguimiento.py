"""Filters of what happens with the institutions."""

import django_filters
from django.utils import timezone

from calendario.calculations import leer_trimestre
from core.filters import EntidadFilterSet
from crm.enums import EnManosDe
from crm.filters.registros import RegistroFilter
from crm.models import Compromiso, Contacto, Gestion, Institucion, Interaccion, Reunion


class GestionFilter(EntidadFilterSet):
    institucion = RegistroFilter(model=Institucion, field_name="instituciones", label="Institución")
    de = django_filters.ChoiceFilter(
        method="de_quien",
        label="De quién",
        choices=[("mias", "A mi cargo"), ("area", "De mi área")],
        empty_label="Cualquiera",
    )
    situacion = django_filters.ChoiceFilter(
        method="en_situacion",
        label="Situación",
        choices=[("abiertas", "Abiertas"), ("vencidas", "Vencidas")],
        empty_label="Cualquiera",
    )
    en_manos_de = django_filters.ChoiceFilter(
        method="en_manos",
        label="En manos de",
        choices=EnManosDe.choices,
        empty_label="Cualquiera",
    )
    trimestre = django_filters.CharFilter(
        method="del_trimestre",
        label="Trimestre en que se solicitó",
        help_text="Año y número, por ejemplo 2024-1.",
    )

    class Meta(EntidadFilterSet.Meta):
        model = Gestion
        fields = [
            "de",
            "situacion",
            "en_manos_de",
            "estado",
            "tipo",
            "institucion",
            "accion",
            "area_solicitante",
            "responsable",
            "trimestre",
        ]

    def de_quien(self, rows, name, value):
        user = self.request.user
        if value == "mias":
            return rows.filter(responsable=user)
        return rows.filter(area_solicitante=user.area_id) if user.area_id else rows.none()

    def en_situacion(self, rows, name, value):
        return rows.vencidas() if value == "vencidas" else rows.abiertas()

    def en_manos(self, rows, name, value):
        return rows.filter(turnos__hasta=None, turnos__en_manos_de=value)

    def del_trimestre(self, rows, name, value):
        periodo = leer_trimestre(value)
        if periodo is None:
            return rows.none()
        return rows.filter(fecha_solicitud__gte=periodo.inicio, fecha_solicitud__lt=periodo.fin)


class InteraccionFilter(EntidadFilterSet):
    institucion = RegistroFilter(model=Institucion, field_name="instituciones", label="Institución")
    contacto = RegistroFilter(model=Contacto, field_name="contactos", label="Persona")

    class Meta(EntidadFilterSet.Meta):
        model = Interaccion
        fields = ["institucion", "contacto", "tipo", "modalidad", "reservada"]


class ReunionFilter(EntidadFilterSet):
    institucion = RegistroFilter(model=Institucion, field_name="instituciones", label="Institución")
    cuando = django_filters.ChoiceFilter(
        method="en_tiempo",
        label="Cuándo",
        choices=[("siguen", "Por celebrar"), ("pasadas", "Ya ocurrieron")],
        empty_label="Cualquiera",
    )

    class Meta(EntidadFilterSet.Meta):
        model = Reunion
        fields = ["institucion", "cuando", "estado", "tipo", "modalidad"]

    def en_tiempo(self, rows, name, value):
        now = timezone.now()
        return rows.filter(inicio__gte=now) if value == "siguen" else rows.filter(inicio__lt=now)


class CompromisoFilter(EntidadFilterSet):
    institucion = RegistroFilter(model=Institucion, label="Institución")
    de = django_filters.ChoiceFilter(
        method="de_quien",
        label="De quién",
        choices=[("mios", "A mi cargo"), ("area", "De mi área")],
        empty_label="Cualquiera",
    )
    situacion = django_filters.ChoiceFilter(
        method="en_situacion",
        label="Situación",
        choices=[("abiertos", "Abiertos"), ("vencidos", "Vencidos")],
        empty_label="Cualquiera",
    )

    class Meta(EntidadFilterSet.Meta):
        model = Compromiso
        fields = ["institucion", "de", "situacion", "lado", "estado", "responsable", "area"]

    def de_quien(self, rows, name, value):
        user = self.request.user
        if value == "mios":
            return rows.filter(responsable=user)
        return rows.filter(area=user.area_id) if user.area_id else rows.none()

    def en_situacion(self, rows, name, value):
        return rows.vencidos() if value == "vencidos" else rows.abiertos()
