"""Every pair of colours that meets on a screen, in both themes (WCAG 2.2 AA)."""

import re
from pathlib import Path

import pytest
from django.conf import settings

pytestmark = pytest.mark.sin_base
SHEET = Path(settings.BASE_DIR) / "static/css/app.css"
TEXT, CONTROL = 4.5, 3.0
GROUNDS = ("paper", "surface", "sunken", "hover")
TONES = ("slate", "teal", "violet", "indigo", "olive", "clay")
PAIRS = [
    *[(ink, ground, TEXT) for ink in ("text", "text-2", "link") for ground in GROUNDS],
    *[("accent", ground, TEXT) for ground in (*GROUNDS, "accent-soft")],
    *[(state, f"{state}-soft", TEXT) for state in ("error", "ok", "warn", "info")],
    *[(state, "paper", TEXT) for state in ("error", "ok", "warn", "info")],
    *[(f"t-{tone}", f"t-{tone}-soft", TEXT) for tone in TONES],
    *[("text", f"{soft}-soft", TEXT) for soft in ("accent", "error", "ok", "warn", "info")],
    ("text-2", "accent-soft", TEXT),
    ("on-accent", "accent", TEXT),
    ("on-accent", "accent-hover", TEXT),
    ("surface", "error", TEXT),
    ("line-strong", "surface", CONTROL),
    ("line-strong", "paper", CONTROL),
]


def themes():
    """The tokens of each theme; the dark one changes those of the light one."""
    css = SHEET.read_text()
    roots = re.findall(r":root \{(.*?)\n\s*\}", css, re.S)[:2]
    light, dark = (dict(re.findall(r"--([\w-]+): (#[0-9a-f]{3,6});", root)) for root in roots)
    return {"light": light, "dark": light | dark}


def luminance(colour):
    digits = colour.lstrip("#")
    if len(digits) == 3:
        digits = "".join(digit * 2 for digit in digits)
    channels = [int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return sum(weight * c for weight, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def ratio(one, other):
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_the_formula_is_right():
    assert ratio("#fff", "#000000") == pytest.approx(21)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_pair_can_be_read(theme):
    tokens = themes()[theme]

    poor = [
        f"--{ink} on --{ground}: {found:.2f}"
        for ink, ground, least in PAIRS
        if (found := ratio(tokens[ink], tokens[ground])) < least
    ]

    assert poor == []


def test_the_focus_ring_stands_out():
    for tokens in themes().values():
        best = max(ratio(tokens[name], tokens["paper"]) for name in ("focus", "focus-edge"))
        assert best >= CONTROL
