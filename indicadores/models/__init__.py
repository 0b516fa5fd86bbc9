from indicadores.models.cierre import AjusteIndicador, CierreTrimestral
from indicadores.models.indicador import Indicador

__all__ = ["AjusteIndicador", "CierreTrimestral", "Indicador"]
