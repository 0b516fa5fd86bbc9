import datetime as dt

from django.utils import timezone
from django.utils.functional import cached_property

from convenios.calculations import (
    Terminos,
    dias_restantes,
    fin_efectivo,
    limite_de_aviso,
    vigencia,
)
from convenios.enums import (
    EN_TRAMITE,
    SIN_COMPROMISOS,
    EstadoConvenio,
    TipoVigencia,
    Vigencia,
)
from core.parameters import parametro


class LecturasConvenio:
    """What an instrument tells by itself: its validity, and what its steps ask of it."""

    def terminos(self, *, sin_proceso=False):
        """What was agreed about time, for the calculations.

        ``sin_proceso`` leaves out the end of the process, which changes by itself: queries ask
        for it where it is.
        """
        evento = self.fecha_evento_fin
        if self.tipo_vigencia == TipoVigencia.PROCESO:
            evento = None if sin_proceso else self.proceso and self.proceso.fin
        return Terminos(
            tipo=self.tipo_vigencia,
            inicio=self.fecha_inicio,
            fin=self.fecha_fin,
            renovacion=self.renovacion,
            periodo_meses=self.periodo_meses,
            maximo_periodos=self.maximo_periodos,
            aviso_dias=self.aviso_dias or 0,
            aviso_dado=self.fecha_aviso_no_renovacion,
            terminacion=self.fecha_terminacion,
            fin_evento=evento,
            fin_padre=self.padre.fin_ultimo if self.termina_con_padre and self.padre_id else None,
        )

    def vigencia_al(self, al: dt.date, umbral: int = 90) -> Vigencia | None:
        """What the dates say on a day; nothing for what was never signed or already ended."""
        if self.estado != EstadoConvenio.SUSCRITO:
            return None
        return Vigencia(vigencia(self.terminos(), al, por_vencer=umbral))

    @property
    def vigencia(self):
        return self.vigencia_al(timezone.localdate())

    @property
    def fin_efectivo(self):
        return fin_efectivo(self.terminos(), timezone.localdate())

    @property
    def dias_restantes(self):
        return dias_restantes(self.terminos(), timezone.localdate())

    @property
    def limite_de_aviso(self):
        """Until when one may say that it will not be renewed."""
        return limite_de_aviso(self.terminos(), timezone.localdate())

    @property
    def en_tramite(self):
        return self.estado in EN_TRAMITE

    @property
    def genera_compromisos(self):
        return self.tipo not in SIN_COMPROMISOS

    @cached_property
    def orden_revision(self):
        """Which review comes first in this office."""
        return parametro("convenios.orden_revision", por_omision="opinion_primero")

    # What the guards ask, each read once for all of them.

    def partes_vivas(self):
        """Its parties in their order."""
        return self._partes

    @cached_property
    def _partes(self):
        return list(self.partes.vivos().con_nombres("institucion"))

    def documentos_sin_usar(self):
        """Documents registered that no step has taken yet."""
        return self._sin_usar

    @cached_property
    def _sin_usar(self):
        return list(self.documentos.vivos().filter(paso=None))

    @cached_property
    def _ultima_version(self):
        return self.versiones.vivos().order_by("-numero").first()

    def ultima_version(self):
        """The newest text; none when nobody has uploaded one."""
        return self._ultima_version

    @cached_property
    def _opinion(self):
        return self.opiniones.vivos().order_by("-pk").first()

    def opinion_actual(self):
        """The opinion of the last round; none when nobody has begun one."""
        return self._opinion

    def impedimentos_para_eliminar(self):
        """What has a life of its own is ended or cancelled, never hidden."""
        if self.derivados.vivos().exists():
            return ["De este instrumento derivan otros: da de baja primero los derivados."]
        if not self.es_historico and self.estado != EstadoConvenio.SOLICITUD:
            return ["Ya avanzó: usa «Cancelar por error de registro», que lo deja en el historial."]
        return []
