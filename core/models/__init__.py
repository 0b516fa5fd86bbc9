"""The machinery's tables and bases."""

from core.models.adjunto import Adjunto, huella
from core.models.buscable import Buscable, BuscableQuerySet
from core.models.consulta_reservada import ConsultaReservada, anotar_consulta
from core.models.entidad import Entidad, EntidadManager, EntidadQuerySet
from core.models.folio import ContadorFolio
from core.models.idempotencia import ClaveIdempotencia
from core.models.lote import CambioLote, Lote, RenglonImportacion
from core.models.palabra import Palabra
from core.models.parametro import Parametro
from core.models.plantilla import PlantillaDocumento

__all__ = [
    "Adjunto",
    "Buscable",
    "BuscableQuerySet",
    "CambioLote",
    "ClaveIdempotencia",
    "ConsultaReservada",
    "ContadorFolio",
    "Entidad",
    "EntidadManager",
    "EntidadQuerySet",
    "Lote",
    "Palabra",
    "Parametro",
    "PlantillaDocumento",
    "RenglonImportacion",
    "anotar_consulta",
    "huella",
]
