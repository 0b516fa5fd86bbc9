"""Filters of applications: each question of the review is the list with its filters."""

import django_filters
from django.db.models import Exists, OuterRef
from django.db.models.functions import Left

from acompanamiento.calculations.continentes import NOMBRES, paises_de
from acompanamiento.enums import (
    ACREDITADAS,
    POR_RESOLVER,
    RECHAZADAS,
    EstadoDocumento,
    EstadoVisitante,
    TipoInvitacion,
)
from acompanamiento.models import (
    Delegacion,
    DocumentoVisitante,
    PasaporteVisitante,
    SolicitudVisitante,
)
from core.filters import EntidadFilterSet, FechaFilter
from core.importing.countries import paises
from crm.filters.registros import RegistroFilter
from crm.models import Institucion

SITUACIONES = {
    "por_resolver": ("Por resolver", POR_RESOLVER),
    "por_avisar": ("Por avisar", (EstadoVisitante.APROBADA, EstadoVisitante.RECHAZADA)),
    "acreditadas": ("Acreditadas", ACREDITADAS),
    "rechazadas": ("Rechazadas", RECHAZADAS),
}
PAISES = sorted(paises()[0].items(), key=lambda par: par[1])


class SolicitudVisitanteFilter(EntidadFilterSet):
    situacion = django_filters.ChoiceFilter(
        method="en_situacion",
        label="Situación",
        choices=[(clave, texto) for clave, (texto, _) in SITUACIONES.items()],
        empty_label="Cualquiera",
    )
    nacionalidad = django_filters.ChoiceFilter(
        field_name="nacionalidades",
        lookup_expr="contains",
        label="Nacionalidad",
        choices=PAISES,
        empty_label="Cualquiera",
    )
    # As the statistics count: each person once, by the first nationality.
    pais = django_filters.ChoiceFilter(
        field_name="nacionalidades",
        lookup_expr="startswith",
        label="Primera nacionalidad",
        choices=PAISES,
        empty_label="Cualquiera",
    )
    continente = django_filters.ChoiceFilter(
        method="del_continente",
        label="Continente",
        choices=[(str(c), nombre) for c, nombre in NOMBRES.items()],
        empty_label="Cualquiera",
    )
    organizacion = django_filters.CharFilter(label="Misión u organización")
    delegacion = RegistroFilter(model=Delegacion, label="Delegación")
    institucion = RegistroFilter(model=Institucion, label="Institución")
    de = django_filters.ChoiceFilter(
        method="de_quien",
        label="De quién",
        choices=[("mias", "Mías"), ("nadie", "De nadie todavía")],
        empty_label="Cualquiera",
    )
    documentos = django_filters.ChoiceFilter(
        method="con_documentos",
        label="Documentos",
        choices=EstadoDocumento.choices,
        empty_label="Cualquiera",
    )
    pasaporte_antes = FechaFilter(method="pasaporte_vence_antes", label="Pasaporte vence antes del")
    tipo_invitacion = django_filters.MultipleChoiceFilter(
        label="Tipo de invitación", choices=TipoInvitacion.choices, distinct=False
    )

    class Meta(EntidadFilterSet.Meta):
        model = SolicitudVisitante
        fields = [
            "convocatoria",
            "situacion",
            "estado",
            "nacionalidad",
            "pais",
            "continente",
            "organizacion",
            "perfil",
            "sexo",
            "delegacion",
            "institucion",
            "responsable",
            "de",
            "documentos",
            "pasaporte_antes",
            "motivo_rechazo",
            "tipo_invitacion",
        ]

    def en_situacion(self, rows, name, value):
        return rows.filter(estado__in=SITUACIONES[value][1])

    def del_continente(self, rows, name, value):
        return rows.alias(primera=Left("nacionalidades", 2)).filter(primera__in=paises_de(value))

    def de_quien(self, rows, name, value):
        if value == "nadie":
            return rows.filter(responsable=None)
        return rows.filter(responsable=self.request.user)

    def con_documentos(self, rows, name, value):
        papeles = DocumentoVisitante.objects.vivos().filter(
            solicitud=OuterRef("pk"), vigente=True, estado=value
        )
        return rows.filter(Exists(papeles))

    def pasaporte_vence_antes(self, rows, name, value):
        usados = PasaporteVisitante.objects.vivos().filter(
            solicitud=OuterRef("pk"), es_vigente=True, vencimiento__lt=value
        )
        return rows.filter(Exists(usados))


class DelegacionFilter(EntidadFilterSet):
    institucion = RegistroFilter(model=Institucion, label="Institución")

    class Meta(EntidadFilterSet.Meta):
        model = Delegacion
        fields = ["convocatoria", "idioma", "institucion"]
