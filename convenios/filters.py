"""Filters of instruments: each question of the report and of the day is the list with its filters."""

import datetime as dt

import django_filters
from django.db.models import Q
from django.utils import timezone

from convenios.enums import EN_TRAMITE, NUESTRAS, EnManosDe, RolParte
from convenios.models import Convenio
from convenios.queries import pendientes
from convenios.queries.informe import SIN_CATEGORIA, de_categoria, lista_de
from convenios.queries.reloj import Reloj
from core.filters import EntidadFilterSet, FechaFilter
from crm.enums import TipoInstitucion
from crm.filters.registros import RegistroFilter
from crm.models import Institucion
from crm.queries.pendientes import EQUIPO, YO

UMBRAL = 90  # days before its last day an instrument is said to be about to expire
VIGENCIAS = [
    ("tramite", "En trámite"),
    ("suscritos", "Suscritos alguna vez"),
    ("vigentes", "Vigentes"),
    ("por_vencer", "Por vencer"),
    ("indefinidos", "Vigentes, sin fecha de fin"),
    ("vencidos", "Vencidos sin conclusión registrada"),
    ("terminados", "Concluidos o vencidos"),
    ("con_conclusion", "Con conclusión registrada"),
    ("por_iniciar", "Suscritos que aún no inician"),
    ("no_procedentes", "No procedentes"),
    ("desistidos", "Desistidos"),
    ("sin_fecha", "Suscritos sin fecha en el registro"),
]
CATEGORIAS = [*TipoInstitucion.choices, (SIN_CATEGORIA, "Contraparte por identificar")]


class ConvenioFilter(EntidadFilterSet):
    institucion = RegistroFilter(
        model=Institucion, field_name="partes__institucion", label="Institución", method="con_parte"
    )
    situacion = django_filters.ChoiceFilter(
        method="en_situacion", label="Situación", choices=VIGENCIAS, empty_label="Cualquiera"
    )
    al = FechaFilter(method="sin_efecto", label="Situación al día")
    categoria = django_filters.ChoiceFilter(
        method="de_categoria",
        label="Categoría de la contraparte",
        choices=CATEGORIAS,
        empty_label="Cualquiera",
    )
    en_manos_de = django_filters.ChoiceFilter(
        label="En manos de", choices=EnManosDe.choices, empty_label="Cualquiera"
    )
    espera = django_filters.NumberFilter(
        method="esperan",
        label="Esperan por nosotros más de (días hábiles)",
        min_value=0,
        max_value=2000,  # each day is counted: a number without end would not end
    )
    de = django_filters.ChoiceFilter(
        method="de_quien",
        label="De quién",
        choices=[("mios", "A mi cargo"), ("area", "De mi área"), ("nadie", "Sin persona a cargo")],
        empty_label="Cualquiera",
    )
    turno = django_filters.ChoiceFilter(
        method="en_turno",
        label="Es el turno de",
        choices=[(YO, "Mío"), (EQUIPO, "De mi equipo")],
        empty_label="De cualquiera",
    )
    plazo = django_filters.ChoiceFilter(
        method="con_plazo",
        label="Plazo de la etapa",
        choices=[("vencidos", "Vencido"), ("hoy", "Vence hoy"), ("semana", "Vence esta semana")],
        empty_label="Cualquiera",
    )
    anio = django_filters.NumberFilter(
        method="del_anio", label="Año de suscripción", min_value=1999, max_value=2099
    )
    suscrito_desde = FechaFilter(
        field_name="fecha_suscripcion", lookup_expr="gte", label="Suscrito desde"
    )
    suscrito_hasta = FechaFilter(
        field_name="fecha_suscripcion", lookup_expr="lte", label="Suscrito hasta"
    )
    contraparte = django_filters.ChoiceFilter(
        method="por_contraparte",
        label="Contrapartes",
        choices=[("por_identificar", "Con alguna por identificar"), ("varias", "Con varias")],
        empty_label="Cualquiera",
    )
    familia = RegistroFilter(model=Convenio, field_name="padre", label="Deriva de")

    class Meta(EntidadFilterSet.Meta):
        model = Convenio
        fields = [
            "situacion",
            "al",
            "estado",
            "tipo",
            "categoria",
            "institucion",
            "en_manos_de",
            "espera",
            "de",
            "turno",
            "plazo",
            "area_solicitante",
            "responsable",
            "anio",
            "suscrito_desde",
            "suscrito_hasta",
            "tipo_vigencia",
            "renovacion",
            "contraparte",
            "familia",
            "es_historico",
        ]

    def dia(self):
        """The day the question is about: the one written, or today."""
        return self.form.cleaned_data.get("al") or timezone.localdate()

    def sin_efecto(self, rows, name, value):
        """Read by the others."""
        return rows

    def con_parte(self, rows, name, value):
        partes = Convenio.partes.rel.related_model.objects.vivos().filter(institucion=value)
        return rows.filter(pk__in=partes.values("convenio"))

    def en_situacion(self, rows, name, value):
        """The same conditions as the report: its figures and these lists cannot differ."""
        dia = self.dia()
        if value == "tramite" and self.form.cleaned_data.get("espera"):
            # Who waits is in process: what is left of the condition, and PostgreSQL counts it well.
            return rows.filter(Q(fecha_solicitud=None) | Q(fecha_solicitud__lte=dia))
        if value not in ("por_vencer", "indefinidos"):
            return lista_de(rows, value, al=dia)
        vigentes = lista_de(rows, "vigentes", al=dia)
        if value == "por_vencer":
            return vigentes.filter(fin_ultimo__lte=dia + dt.timedelta(days=UMBRAL))
        return vigentes.filter(fin_ultimo=None)

    def de_categoria(self, rows, name, value):
        return de_categoria(rows, value)

    def esperan(self, rows, name, value):
        limite = Reloj().hace_habiles(int(value))
        nuestros = rows.filter(estado__in=EN_TRAMITE, en_manos_de__in=NUESTRAS)
        # «Not later»: PostgreSQL takes «on or before» for one in twenty, as the rest have no turn,
        # and would sort them all instead of walking the list in its order.
        return nuestros.exclude(turno_desde__gt=limite)

    def de_quien(self, rows, name, value):
        user = self.request.user
        if value == "mios":
            return rows.filter(responsable=user)
        if value == "nadie":
            return rows.filter(responsable=None)
        area = Q(area_solicitante=user.area_id) | Q(area_en_turno=user.area_id)
        return rows.filter(area) if user.area_id else rows.none()

    def en_turno(self, rows, name, value):
        return pendientes.en_turno_de(rows, self.request.user, value)

    def con_plazo(self, rows, name, value):
        return pendientes.con_plazo(rows.en_tramite(), value)

    def del_anio(self, rows, name, value):
        anio = int(value)
        desde, hasta = dt.date(anio, 1, 1), dt.date(anio, 12, 31)
        return rows.filter(fecha_suscripcion__gte=desde, fecha_suscripcion__lte=hasta)

    def por_contraparte(self, rows, name, value):
        if value == "varias":
            return rows.filter(contrapartes__contains="; ")
        partes = Convenio.partes.rel.related_model.objects.por_identificar()
        return rows.filter(pk__in=partes.exclude(rol=RolParte.IECM).values("convenio"))
