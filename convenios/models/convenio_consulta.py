from django.db.models import Q

from convenios.enums import EN_TRAMITE, SUSCRITOS
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
