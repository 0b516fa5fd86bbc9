"""What the files of instruments hold, and how people call their columns."""

from convenios.resources.convenio import ConvenioResource

__all__ = ["ConvenioResource"]
