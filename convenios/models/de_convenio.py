"""What belongs to an instrument is seen by who sees the instrument."""

from core.models import EntidadQuerySet


class DeConvenioQuerySet(EntidadQuerySet):
    def visibles_para(self, user):
        """Those of the instruments this person may see."""
        convenios = self.model._meta.get_field("convenio").related_model
        visibles = convenios.objects.visibles_para(user)
        return super().visibles_para(user).filter(convenio__in=visibles)
