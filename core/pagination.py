"""Pages that do not count the whole table."""

from dataclasses import dataclass

CAP = 1000
SIZES = (25, 50, 100)


@dataclass(frozen=True)
class Count:
    """How many rows there are, exact up to the cap."""

    value: int
    exact: bool

    @property
    def text(self) -> str:
        return f"{self.value:,}" if self.exact else f"más de {CAP:,}"


def count_rows(queryset, *, exact=False) -> Count:
    """Count up to the cap; beyond it a page does not pay for a number nobody needs."""
    if exact:
        return Count(queryset.order_by().count(), exact=True)
    seen = getattr(queryset, "cuantos", None)  # a search has read them already
    if seen is None:
        seen = queryset.order_by()[: CAP + 1].count()
    return Count(min(seen, CAP), exact=seen <= CAP)


@dataclass(frozen=True)
class Page:
    """One page of rows, fetched with one more to know whether another follows."""

    number: int
    size: int
    rows: list
    has_next: bool

    @property
    def has_previous(self) -> bool:
        return self.number > 1

    @property
    def start_index(self) -> int:
        return (self.number - 1) * self.size + 1 if self.rows else 0

    @property
    def end_index(self) -> int:
        return (self.number - 1) * self.size + len(self.rows)

    @property
    def next_page_number(self) -> int:
        return self.number + 1

    @property
    def previous_page_number(self) -> int:
        return self.number - 1


def fetch(rows, number: int, size: int) -> Page:
    """The page ``number`` (from 1) of a sliceable queryset."""
    start = (number - 1) * size
    found = list(rows[start : start + size + 1])
    return Page(number, size, found[:size], len(found) > size)


def positive(text: str | None, default: int, allowed: tuple[int, ...] = ()) -> int:
    """A whole number from a query string, tolerant: anything odd gives the default."""
    value = int(text) if text and text.isascii() and text.isdigit() and len(text) < 8 else default
    return value if value > 0 and (not allowed or value in allowed) else default
