"""Pickers of instruments and of texts."""

from convenios.models import Convenio
from core.pickers import RegistroField


def elegir_convenio(**kwargs):
    return RegistroField(Convenio, "convenios:convenio_elegir", **kwargs)
