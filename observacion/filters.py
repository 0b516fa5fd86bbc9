"""Filters of calls, members, courses and applications."""

import django_filters
from django.db.models import Q
from django.utils import timezone

from core.filters import EntidadFilterSet, FechaFilter
from crm.filters.registros import RegistroFilter
from crm.models import Institucion
from observacion.enums import ACREDITADAS, EstadoSolicitudObservacion, SituacionConvocatoria
from observacion.models import Convocatoria, Curso, IntegranteRed, SolicitudObservacion

E = EstadoSolicitudObservacion
POR_ATENDER = (E.RECIBIDA, E.PREVENIDA)
EN_EL_INE = (E.REMITIDA_INE, E.CURSO_PENDIENTE, E.CURSO_ACREDITADO)
TERMINADAS = (E.NO_PRESENTADA, E.NEGADA, E.CANCELADA)
GRUPOS = {
    "por_atender": POR_ATENDER,
    "en_ine": EN_EL_INE,
    "acreditadas": ACREDITADAS,
    "sin_acreditar": TERMINADAS,
}


class ConvocatoriaFilter(EntidadFilterSet):
    situacion = django_filters.ChoiceFilter(
        method="en_situacion",
        label="Situación",
        choices=[c for c in SituacionConvocatoria.choices if c[0] != "en_gracia"],
        empty_label="Cualquiera",
    )

    class Meta(EntidadFilterSet.Meta):
        model = Convocatoria
        fields = ["situacion", "tipo", "proceso", "autoridad", "publicada"]

    def en_situacion(self, rows, name, value):
        """As the clock says now; what is in grace is already closed."""
        ahora = timezone.now()
        if value == SituacionConvocatoria.POR_ABRIR:
            return rows.filter(abre_en__gt=ahora)
        if value == SituacionConvocatoria.ABIERTA:
            return rows.filter(abre_en__lte=ahora, cierra_en__gte=ahora)
        return rows.filter(cierra_en__lt=ahora)


class IntegranteFilter(EntidadFilterSet):
    organizacion = RegistroFilter(model=Institucion, label="Organización")
    alcaldia = django_filters.CharFilter(lookup_expr="icontains", label="Alcaldía")
    situacion = django_filters.ChoiceFilter(
        method="en_situacion",
        label="Situación",
        choices=[("por_activar", "Por activar"), ("en_la_red", "En la Red")],
        empty_label="Cualquiera",
    )

    class Meta(EntidadFilterSet.Meta):
        model = IntegranteRed
        fields = [
            "situacion",
            "estado",
            "modalidad",
            "sexo",
            "organizacion",
            "alcaldia",
            "distrito",
            "temas",
            "procesos",
        ]

    def en_situacion(self, rows, name, value):
        pendientes = Q(estado__in=["invitada", "registrada"])
        return rows.filter(pendientes) if value == "por_activar" else rows.exclude(estado="baja")


class CursoFilter(EntidadFilterSet):
    organizacion = RegistroFilter(model=Institucion, label="Organización")

    class Meta(EntidadFilterSet.Meta):
        model = Curso
        fields = ["clase", "proceso", "origen", "organizacion", "supervisado"]


class SolicitudFilter(EntidadFilterSet):
    grupo = django_filters.ChoiceFilter(
        method="del_grupo",
        label="Situación",
        choices=[
            ("por_atender", "Por atender"),
            ("en_ine", "En el INE"),
            ("acreditadas", "Acreditadas"),
            ("sin_acreditar", "Sin acreditar"),
        ],
        empty_label="Cualquiera",
    )
    integrante = RegistroFilter(model=IntegranteRed, label="Integrante de la Red")
    organizacion = RegistroFilter(model=Institucion, label="Organización")
    alcaldia = django_filters.CharFilter(lookup_expr="icontains", label="Alcaldía")
    recibida_desde = FechaFilter(
        field_name="fecha_recepcion", lookup_expr="date__gte", label="Recibida desde"
    )
    recibida_hasta = FechaFilter(
        field_name="fecha_recepcion", lookup_expr="date__lte", label="Recibida hasta"
    )
    nacio_desde = FechaFilter(field_name="fecha_nacimiento", lookup_expr="gte", label="Nació desde")
    nacio_hasta = FechaFilter(field_name="fecha_nacimiento", lookup_expr="lte", label="Nació hasta")
    informe = django_filters.ChoiceFilter(
        method="con_informe",
        label="Informe",
        choices=[("falta", "Falta"), ("entregado", "Entregado")],
        empty_label="Cualquiera",
    )

    class Meta(EntidadFilterSet.Meta):
        model = SolicitudObservacion
        fields = [
            "grupo",
            "estado",
            "convocatoria",
            "proceso",
            "modalidad",
            "organizacion",
            "integrante",
            "sexo",
            "origen",
            "modalidad_voto",
            "alcaldia",
            "distrito",
            "recibida_desde",
            "recibida_hasta",
            "nacio_desde",
            "nacio_hasta",
            "informe",
            "justificacion",
        ]

    def del_grupo(self, rows, name, value):
        return rows.filter(estado__in=GRUPOS[value])

    def con_informe(self, rows, name, value):
        con = Q(estado=E.INFORME_ENTREGADO)
        return rows.filter(con) if value == "entregado" else rows.filter(estado=E.GAFETE_ENTREGADO)
