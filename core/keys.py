"""The keys of records as they come in addresses and forms."""

from __future__ import annotations

DIGITS = 18  # what a 64-bit integer always holds


def is_key(text: object) -> bool:
    """Whether a text is the number of a record: plain figures, and not too many."""
    text = str(text)
    return text.isascii() and text.isdigit() and len(text) <= DIGITS


def as_key(text: object) -> int:
    """The number of a record, or 0, which no record has."""
    return int(str(text)) if is_key(text) else 0
