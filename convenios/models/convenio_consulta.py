from django.db.models import Q
from django.utils import timezone

from convenios.enums import EN_TRAMITE, SUSCRITOS, EstadoConvenio, TipoVigencia
from convenios.models.parte import ParteConvenio
from core.models import BuscableQuerySet


class ConvenioQuerySet(BuscableQuerySet):
    def visibles_para(self, user):
        """All of them for who follows agreements; an area sees those it asked for."""
        rows = super().visibles_para(user)
        if user.has_perm("convenios.view_convenios_ajenos"):
            return rows
        mine = Q(creado_por=user.pk) | Q(solicita=user.pk)
        return rows.filter(mine | Q(area_solicitante=user.area_id) if user.area_id else mine)

    def guardar_varios(self, objs, campos, *, by, motivo=""):
        """Those that an undone import takes away, or brings back, take their parties along."""
        if "eliminado_en" not in campos:
            return super().guardar_varios(objs, campos, by=by, motivo=motivo)
        rows = self.model.objects.filter(pk__in=[obj.pk for obj in objs])
        previos = dict(rows.values_list("pk", "eliminado_en"))
        cuantos = super().guardar_varios(objs, campos, by=by, motivo=motivo)
        ParteConvenio.objects.acompanar(objs, previos, by=by, motivo=motivo)
        return cuantos

    def en_tramite(self):
        return self.filter(estado__in=EN_TRAMITE)

    def alguna_vez_suscritos(self):
        """Signed once, whether or not they ended; neither withdrawn nor registered by mistake."""
        return self.filter(estado__in=SUSCRITOS)

    def vigentes(self, al=None):
        """In force on a day, today if not said: by their dates, with no state that says it."""
        dia = al or timezone.localdate()
        # The former register may not say which day it was concluded: it is over all the same.
        concluye = Q(estado=EstadoConvenio.CONCLUIDO, fecha_conclusion__gte=dia)
        abierto = Q(estado=EstadoConvenio.SUSCRITO) | concluye
        sin_fin = Q(fin_ultimo=None) | Q(fin_ultimo__gte=dia)
        de_otro_modo = ~Q(tipo_vigencia=TipoVigencia.PROCESO)
        del_proceso = de_otro_modo | Q(proceso__fin=None) | Q(proceso__fin__gte=dia)
        iniciado = Q(fecha_inicio=None) | Q(fecha_inicio__lte=dia)
        return self.filter(abierto, sin_fin, del_proceso, iniciado)

    def por_vencer(self, hasta, al=None):
        """In force, and with a last day no later than ``hasta``."""
        return self.vigentes(al).filter(fin_ultimo__lte=hasta)

    def vencidos(self, al=None):
        """Signed, past their last day, and nobody has registered their conclusion."""
        dia = al or timezone.localdate()
        del_proceso = Q(tipo_vigencia=TipoVigencia.PROCESO, proceso__fin__lt=dia)
        return self.filter(estado=EstadoConvenio.SUSCRITO).filter(
            Q(fin_ultimo__lt=dia) | del_proceso
        )
