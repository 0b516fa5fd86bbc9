"""The life of an instrument."""

from convenios.workflows.convenio import CONVENIO

__all__ = ["CONVENIO"]
