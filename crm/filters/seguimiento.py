"""Filters of what happens with the institutions."""

import django_filters
from django.utils import timezone

from calendario.calculations import leer_trimestre
from core.filters import EntidadFilterSet
from crm.enums import EnManosDe
from crm.filters.registros import RegistroFilter
from crm.models import Compromiso, Contacto, Gestion, Institucion, Interaccion, Reunion
from crm.queries import pendientes


class GestionFilter(EntidadFilterSet):
    institucion = RegistroFilter(model=Institucion, field_name="instituciones", label="Institución")
    de = django_filters.ChoiceFilter(
        method="de_quien",
        label="De quién",
        choices=[
            ("mias", "A mi cargo"),
            ("equipo", "A cargo de mi equipo"),
            ("area", "De mi área"),
        ],
        empty_label="Cualquiera",
    )
    situacion = django_filters.ChoiceFilter(
        method="en_situacion",
        label="Situación",
        choices=[
            ("abiertas", "Abiertas"),
            ("vencidas", "Vencidas"),
            ("hoy", "Vencen hoy"),
            ("semana", "Vencen esta semana"),
            ("envejecen", "Sin movimiento"),
        ],
        empty_label="Cualquiera",
    )
    espera = django_filters.ChoiceFilter(
        method="que_espera",
        label="Esperan respuesta",
        choices=[
            ("yo", "Mía"),
            ("equipo", "De mi equipo"),
            ("area", "De mi área, porque se le turnaron"),
            ("nadie", "Y nadie las tiene a su cargo"),
        ],
        empty_label="De cualquiera",
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
            "espera",
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
            return pendientes.gestiones_de(rows, user, pendientes.YO)
        if value == "equipo":
            return pendientes.gestiones_de(rows, user, pendientes.EQUIPO)
        return rows.filter(area_solicitante=user.area_id) if user.area_id else rows.none()

    def en_situacion(self, rows, name, value):
        if value == "envejecen":
            return pendientes.que_envejecen(rows)
        if value in ("hoy", "semana"):
            return pendientes.con_plazo(rows.abiertas(), value)
        return rows.vencidas() if value == "vencidas" else rows.abiertas()

    def que_espera(self, rows, name, value):
        return pendientes.que_esperan(rows, self.request.user, value)

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
        choices=[
            ("siguen", "Por celebrar"),
            ("hoy", "Por celebrar hoy"),
            ("semana", "Por celebrar esta semana"),
            ("pasadas", "Ya ocurrieron"),
        ],
        empty_label="Cualquiera",
    )
    de = django_filters.ChoiceFilter(
        method="de_quien",
        label="De quién",
        choices=[("mias", "Mías"), ("equipo", "De mi equipo")],
        empty_label="Cualquiera",
    )
    falta = django_filters.ChoiceFilter(
        method="que_falta",
        label="Qué falta",
        choices=[
            ("algo", "Cualquier cosa"),
            ("registrar", "Registrar que se celebró"),
            ("escribir", "Escribir la minuta"),
            ("revisar", "Revisar la minuta"),
        ],
        empty_label="No importa",
    )

    class Meta(EntidadFilterSet.Meta):
        model = Reunion
        fields = ["institucion", "cuando", "de", "falta", "estado", "tipo", "modalidad"]

    def de_quien(self, rows, name, value):
        de = pendientes.YO if value == "mias" else pendientes.EQUIPO
        return pendientes.reuniones_de(rows, self.request.user, de)

    def que_falta(self, rows, name, value):
        return pendientes.con_algo_pendiente(rows, value)

    def en_tiempo(self, rows, name, value):
        if value in ("hoy", "semana"):
            return pendientes.por_celebrar(rows, value)
        now = timezone.now()
        return rows.filter(inicio__gte=now) if value == "siguen" else rows.filter(inicio__lt=now)


class CompromisoFilter(EntidadFilterSet):
    institucion = RegistroFilter(model=Institucion, label="Institución")
    de = django_filters.ChoiceFilter(
        method="de_quien",
        label="De quién",
        choices=[
            ("mios", "A mi cargo"),
            ("equipo", "De mi equipo"),
            ("area", "De mi área"),
        ],
        empty_label="Cualquiera",
    )
    situacion = django_filters.ChoiceFilter(
        method="en_situacion",
        label="Situación",
        choices=[
            ("abiertos", "Abiertos"),
            ("vencidos", "Vencidos"),
            ("hoy", "Vencen hoy"),
            ("semana", "Vencen esta semana"),
        ],
        empty_label="Cualquiera",
    )

    class Meta(EntidadFilterSet.Meta):
        model = Compromiso
        fields = ["institucion", "de", "situacion", "lado", "estado", "responsable", "area"]

    def de_quien(self, rows, name, value):
        user = self.request.user
        if value == "mios":
            return pendientes.compromisos_de(rows, user, pendientes.YO)
        if value == "equipo":
            return pendientes.compromisos_de(rows, user, pendientes.EQUIPO)
        return rows.filter(area=user.area_id) if user.area_id else rows.none()

    def en_situacion(self, rows, name, value):
        if value in ("hoy", "semana"):
            return pendientes.con_plazo(rows.abiertos(), value)
        return rows.vencidos() if value == "vencidos" else rows.abiertos()
