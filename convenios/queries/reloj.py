"""How long each stage has waited for us: working days, stopped while the counterpart holds it."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache
from typing import Any

from django.utils import timezone

from calendario.calculations import HABILES, Reglas, dias_transcurridos
from calendario.queries.plazos import plazo, reglas
from convenios.enums import EN_TRAMITE, EnManosDe, EstadoConvenio
from convenios.models import Convenio
from core.parameters import parametros

PREFIJO = "convenios.plazo."
# Working days of dominio 2.2.3, when nobody has decided others; stages without a term have none.
POR_OMISION: dict[str, int] = {
    EstadoConvenio.SOLICITUD: 5,
    EstadoConvenio.OPINION: 5,
    EstadoConvenio.VALIDACION: 10,
}


def normas(al: dt.date | None = None) -> dict[str, int | None]:
    """The term in working days of each stage in force on a day, in one query."""
    decididas = parametros(PREFIJO, al=al)
    return {etapa: decididas.get(etapa.value, POR_OMISION.get(etapa)) for etapa in EN_TRAMITE}


class Reloj:
    """Counts working days by today's calendar, asking the tables once for many instruments."""

    def __init__(self, hoy: dt.date | None = None, calendario: Reglas | None = None) -> None:
        self.hoy = hoy or timezone.localdate()
        self.calendario = calendario or reglas()
        self.habiles = lru_cache(maxsize=4096)(self._habiles)

    def _habiles(self, desde: dt.date, hasta: dt.date) -> int:
        """Working days after ``desde`` up to ``hasta``; the day something arrives does not count."""
        if hasta <= desde:
            return 0
        return dias_transcurridos(desde, hasta, HABILES, inhabiles=self.calendario.inhabiles)

    def hace_habiles(self, cuantos: int) -> dt.date:
        """The latest day since which more than ``cuantos`` working days have passed."""
        dia = self.hoy
        while self.habiles(dia, self.hoy) <= cuantos:
            dia -= dt.timedelta(days=1)
        return dia

    def nuestros(self, previos: int, en_manos_de: str, desde: dt.date | None) -> int:
        """Working days of a stage in the institute's hands, the turn in course included."""
        if en_manos_de == EnManosDe.CONTRAPARTE or desde is None:
            return previos
        return previos + self.habiles(desde, self.hoy)

    def de_etapa(self, convenio: Any) -> int:
        """Those of the stage an instrument is in."""
        return self.nuestros(convenio.dias_previos, convenio.en_manos_de, convenio.turno_desde)

    def en_turno(self, convenio: Any) -> int:
        """Working days in the hands that hold it now, whoever they are."""
        return self.habiles(convenio.turno_desde, self.hoy) if convenio.turno_desde else 0


def limite_de_etapa(convenio: Any, calendario: Any = None) -> dt.date | None:
    """The last day the norm of its stage gives us; none without a norm or when it is not ours."""
    norma = normas().get(convenio.estado)
    if not norma or convenio.en_manos_de == EnManosDe.CONTRAPARTE or not convenio.turno_desde:
        return None
    quedan = norma - convenio.dias_previos
    if quedan <= 0:
        return convenio.turno_desde
    return plazo(convenio.turno_desde, quedan, HABILES, calendario=calendario).fecha


def dias_por_etapa(convenio: Convenio) -> list[dict[str, Any]]:
    """Each stage it has been through, with its working days and those of them that were ours."""
    filas = convenio.pasos.vivos().exclude(origen="").order_by("en")
    return [
        {
            "etapa": EstadoConvenio(paso.origen).label,
            "dias": paso.dias_habiles,
            "nuestros": paso.dias_nuestros,
            "hasta": timezone.localdate(paso.en),
        }
        for paso in filas
    ]
