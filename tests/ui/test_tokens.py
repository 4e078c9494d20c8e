"""WCAG 2.2 AA, computed from the tokens themselves: text 4.5 : 1, controls and signs 3 : 1, in light and in dark."""

import re
from pathlib import Path

import pytest

from thidua.ui import STATIC

TEXT, SIGN = 4.5, 3.0
PAIRS = [
    *((ink, ground, TEXT) for ink in ("ink", "ink-2", "accent-ink") for ground in ("paper", "surface", "mute-wash")),
    *((tone, f"{tone}-wash", TEXT) for tone in ("ok", "no", "wait", "mute", "gold")),
    *((tone, ground, TEXT) for tone in ("ok", "no", "wait", "mute", "gold") for ground in ("paper", "surface")),
    ("accent-ink", "accent-wash", TEXT),
    ("on-accent", "accent", TEXT),
    ("on-accent", "accent-ink", TEXT),
    ("paper", "ink", TEXT),
    ("ink", "gold-wash", TEXT),
    ("ink-2", "gold-wash", TEXT),
    ("field", "paper", SIGN),
    ("field", "surface", SIGN),
    ("accent", "mute-wash", SIGN),
    ("accent", "surface", SIGN),
]


def read_tokens(css: str) -> dict[str, dict[str, str]]:
    light, dark = css.split("prefers-color-scheme: dark", 1)
    found = [dict(re.findall(r"--([a-z0-9-]+): (#[0-9a-f]{6});", part)) for part in (light, dark)]
    return {"light": found[0], "dark": {**found[0], **found[1]}}


def luminance(colour: str) -> float:
    channels = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


TOKENS = read_tokens((STATIC / "tokens.css").read_text())


def test_every_pair_of_tokens_has_its_contrast() -> None:
    found = {
        (scheme, ink, ground): (contrast(TOKENS[scheme][ink], TOKENS[scheme][ground]), least)
        for scheme in ("light", "dark")
        for ink, ground, least in PAIRS
    }
    assert len(found) == 2 * len(PAIRS)
    assert {pair: measured for pair, (measured, least) in found.items() if measured < least} == {}


def test_the_measure_knows_black_on_white_and_grey_that_is_too_light() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") < TEXT


def test_dark_gives_every_colour_its_own_value() -> None:
    dark_only = dict(
        re.findall(r"--([a-z0-9-]+): (#[0-9a-f]{6});", (STATIC / "tokens.css").read_text().split("dark)")[1])
    )
    assert dark_only.keys() == TOKENS["light"].keys()


@pytest.mark.parametrize("sheet", sorted(STATIC.glob("*.css")), ids=lambda sheet: sheet.name)
def test_style_sheets_use_tokens_that_exist(sheet: Path) -> None:
    named = set(re.findall(r"^\s*--([a-z0-9-]+):", (STATIC / "tokens.css").read_text(), re.MULTILINE))
    assert set(re.findall(r"var\(--([a-z0-9-]+)\)", sheet.read_text())) <= named
