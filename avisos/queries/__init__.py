from avisos.queries.fuentes import Fuente, fuentes

__all__ = ["Fuente", "fuentes"]
