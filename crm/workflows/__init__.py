"""Tables of transitions: when, while the permissions say who."""

from crm.workflows.compromiso import COMPROMISO
from crm.workflows.gestion import GESTION
from crm.workflows.institucion import ESTATUS_INSTITUCION
from crm.workflows.reunion import REUNION

__all__ = ["COMPROMISO", "ESTATUS_INSTITUCION", "GESTION", "REUNION"]
