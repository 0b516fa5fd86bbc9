"""The table as text and as `docs/rendimiento.md`."""

from dataclasses import dataclass

from tests.bench.installation import ROOT

FILE = ROOT / "docs" / "rendimiento.md"
HEADINGS = [
    "Página",
    "CPU app + base (ms)",
    "Piso (ms)",
    "Veces el piso",
    "Mediana / p95 (ms)",
    "Consultas",
    "KB (gzip)",
    "Meta",
    "",
]
INTRODUCTION = """\
# Rendimiento

Lo escribe `make bench`; no se edita a mano. Cada página se mide junto a un **piso**: una vista
desnuda de Django (`tests/bench/floor.py`) que hace una consulta y muestra 50 renglones (las de
lista leen además sesión y persona), en la misma corrida, con un servidor de un solo proceso cada
una y un solo cliente. Las cifras absolutas cambian de una máquina a otra y de una hora a otra: lo
que se compara son **las veces el piso**. CPU es tiempo de procesador según el sistema operativo,
del proceso web y de los procesos de PostgreSQL que lo atienden; mediana y p95 son de reloj.
"""


@dataclass(frozen=True)
class Line:
    """One row, ready to print."""

    cells: list[str]

    @property
    def text(self):
        return " | ".join(self.cells)


def page_line(page, floor, cost, queries):
    reached, target = page.verdict(cost, floor, queries)
    app = f"{sorted(cost.app)[1]:.1f} + {sorted(cost.db)[1]:.1f}"
    mark = "" if not target else "✓" if reached else "✗"
    return Line(
        [
            page.name,
            app,
            f"{floor.cpu:.1f}",
            f"{cost.cpu / floor.cpu:.1f}",
            f"{cost.median:.0f} / {cost.p95:.0f}",
            str(queries),
            f"{cost.size / 1024:.0f} ({cost.packed / 1024:.0f})",
            target,
            mark,
        ]
    )


def fact(name, value, target="", reached=None):
    """A row of the second table."""
    mark = "" if reached is None else "✓" if reached else "✗"
    return Line([name, value, target, mark])


def table(headings, lines):
    rows = [headings, ["---"] * len(headings), *[line.cells for line in lines]]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def write(sections, extra, facts):
    parts = [INTRODUCTION, "\n".join(f"- {fact}" for fact in facts)]
    for title, lines in sections:
        parts.append(f"## {title}\n\n{table(HEADINGS, lines)}")
    for title, lines in extra:
        parts.append(f"## {title}\n\n{table(['Qué', 'Medida', 'Meta', ''], lines)}")
    FILE.write_text("\n\n".join(part.strip() for part in parts) + "\n", encoding="utf-8")
