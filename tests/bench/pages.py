"""The rows of the table: each page beside the floor that resembles it most."""

from dataclasses import dataclass
from urllib.parse import quote

Q = "instituto electoral"
LIST = "/crm/instituciones/?por=50"


@dataclass(frozen=True)
class Page:
    """A page, its floor and what it must not pass."""

    name: str
    path: str
    floor: str
    ratio: float = 0  # times the floor's CPU; 0: no target
    cpu: float = 0  # ms
    p95: float = 0  # ms
    queries: int = 0
    kb: int = 0
    htmx: bool = False
    anonymous_floor: bool = False

    def paths(self, keys):
        return [self.path.format(pk=pk) for pk in keys] if "{pk}" in self.path else [self.path]

    def floors(self, keys):
        return [self.floor.format(pk=pk) for pk in keys] if "{pk}" in self.floor else [self.floor]

    def verdict(self, cost, floor, queries):
        """(reached, what misses)."""
        limits = [
            (self.ratio, cost.cpu / floor.cpu, f"≤ {self.ratio:g} × el piso"),
            (self.cpu, cost.cpu, f"≤ {self.cpu:g} ms de CPU"),
            (self.p95, cost.p95, f"p95 ≤ {self.p95:g} ms"),
            (self.queries, queries, f"≤ {self.queries} consultas"),
            (self.kb, cost.size / 1024, f"≤ {self.kb} KB"),
        ]
        asked = [text for limit, _value, text in limits if limit]
        return all(value <= limit for limit, value, _ in limits if limit), "; ".join(asked)


SEARCH = f"/hallada/?q={quote(Q)}"
PAGES = [
    Page("lista de 50, página completa", LIST, "/lista/", ratio=3, queries=8, kb=60),
    Page("lista de 50, fragmento htmx", LIST, "/lista/", ratio=3, queries=8, htmx=True),
    Page(
        "lista filtrada (tipo y estatus), 50",
        f"{LIST}&tipo=academica&estatus=activa",
        "/filtrada/",
        ratio=3,
        queries=8,
    ),
    Page(
        f"búsqueda en la lista, «{Q}»",
        f"{LIST}&q={quote(Q)}",
        SEARCH,
        ratio=3,
        p95=60,
        queries=8,
    ),
    Page(
        "búsqueda con error de dedo, «univesidad»",
        f"{LIST}&q=univesidad",
        "/hallada/?q=universidad",
        ratio=3,
        p95=60,
    ),
    Page(f"paleta, «{Q}»", f"/buscar/paleta/?q={quote(Q)}", SEARCH, ratio=3, p95=60, htmx=True),
    Page(
        "ficha, primera vista",
        "/crm/instituciones/{pk}/",
        "/registro/{pk}/",
        ratio=8,
        queries=12,
    ),
    Page("contactos, 50", "/crm/contactos/?por=50", "/lista/", ratio=4, queries=8),
    Page("puestos, 50", "/crm/puestos/?por=50", "/lista/", ratio=4, queries=8),
    Page("ocupaciones, 50", "/crm/ocupaciones/?por=50", "/lista/", ratio=4, queries=8),
    Page("inicio", "/", "/lista/", cpu=40, queries=15),
]
