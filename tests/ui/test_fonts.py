import unicodedata
from pathlib import Path
from shutil import copytree

import pytest
from fontTools.ttLib import TTFont

from thidua.ui import FONTS
from thidua.ui.fonts import CUTS, build

VIETNAMESE = "".join(
    unicodedata.normalize("NFC", letter + shape + tone)
    for letter, shapes in {
        "a": "\u0306\u0302",
        "e": "\u0302",
        "i": "",
        "o": "\u0302\u031b",
        "u": "\u031b",
        "y": "",
    }.items()
    for shape in ["", *shapes]
    for tone in ["", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323"]
)
TEXT = VIETNAMESE + VIETNAMESE.upper() + "đĐ0123456789 .,;:!?–—“”‘’…()/%§«»₫·×≥≤−"
ANEW = "be-vietnam-pro-regular.woff2"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the set-up wrote, one cut of it written anew (all that are older than what they are made of)."""
    folder = tmp_path_factory.mktemp("fonts") / "new"
    if FONTS.exists():
        copytree(FONTS, folder, ignore=lambda _, names: {name for name in names if name.endswith(ANEW)})
    assert folder / ANEW in build(folder)
    return folder


def test_a_second_run_has_nothing_to_do(folder: Path) -> None:
    assert sorted(path.name for path in folder.iterdir()) == sorted(
        f"be-vietnam-pro-{cut.lower()}.woff2" for cut in CUTS
    )
    assert build(folder) == []


def test_every_vietnamese_letter_is_in_the_font(folder: Path) -> None:
    assert len(VIETNAMESE) == 72
    with TTFont(folder / "be-vietnam-pro-regular.woff2") as font:
        assert [letter for letter in TEXT if ord(letter) not in font.getBestCmap()] == []


@pytest.mark.parametrize("cut", CUTS)
def test_tabular_figures_are_equally_wide(folder: Path, cut: str) -> None:
    with TTFont(folder / f"be-vietnam-pro-{cut.lower()}.woff2") as font:
        table = font["GSUB"].table
        (feature,) = [each.Feature for each in table.FeatureList.FeatureRecord if each.FeatureTag == "tnum"]
        mapping = table.LookupList.Lookup[feature.LookupListIndex[0]].SubTable[0].mapping
        assert set(mapping) == {font.getBestCmap()[ord(digit)] for digit in "0123456789"}
        assert len({font["hmtx"][glyph][0] for glyph in mapping.values()}) == 1


def test_the_cuts_a_page_loads_stay_small(folder: Path) -> None:
    assert sum(path.stat().st_size for path in folder.iterdir()) < 60_000
