"""Set-up step `python -m thidua.ui.fonts`: Be Vietnam Pro as small web fonts with tabular figures.

The typeface draws its digits with different widths and carries no `tnum` feature, so columns of numbers would not
line up; each cut gets one here (its licence, OFL 1.1 without a reserved name, allows it).
"""

from __future__ import annotations

import copy
import logging
from pathlib import Path
from typing import TYPE_CHECKING

import fontpkg_be_vietnam_pro

from thidua.ui import FONTS

if TYPE_CHECKING:
    from fontTools.ttLib import TTFont

CUTS = ("Regular", "Medium", "SemiBold")
FEATURES = ("ccmp", "locl", "mark", "mkmk", "kern", "tnum")
# Latin with every Vietnamese letter (composed and as combining marks), punctuation, currency and arithmetic.
RANGES = (
    (0x20, 0x7E), (0xA0, 0x17F), (0x1A0, 0x1A1), (0x1AF, 0x1B0), (0x2C6, 0x2DD), (0x300, 0x304), (0x306, 0x309),
    (0x31B, 0x31B), (0x323, 0x323), (0x1EA0, 0x1EF9), (0x2010, 0x2026), (0x2030, 0x203A), (0x20AB, 0x20AC),
    (0x2116, 0x2122), (0x2190, 0x2193), (0x2212, 0x2265),
)  # fmt: skip


def build(folder: Path = FONTS) -> list[Path]:
    """Write the cuts that are missing or older than their source or this file; return what was written."""
    written = []
    for cut in CUTS:
        source = Path(fontpkg_be_vietnam_pro.ROOT) / "files" / f"BeVietnamPro-{cut}.ttf"
        target = folder / f"be-vietnam-pro-{cut.lower()}.woff2"
        newest = max(source.stat().st_mtime, Path(__file__).stat().st_mtime)
        if not target.exists() or target.stat().st_mtime < newest:
            _write(source, target)
            written.append(target)
    return written


def _write(source: Path, target: Path) -> None:
    from fontTools.subset import Options, Subsetter, load_font, save_font

    logging.getLogger("fontTools").setLevel(logging.ERROR)
    options = Options(flavor="woff2", hinting=False, layout_features=list(FEATURES), notdef_outline=True)
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=[code for first, last in RANGES for code in range(first, last + 1)])
    target.parent.mkdir(parents=True, exist_ok=True)
    unfinished = target.with_suffix(".part")
    with load_font(str(source), options) as font:
        add_tabular_figures(font)
        subsetter.subset(font)
        save_font(font, str(unfinished), options)
    unfinished.replace(target)


def add_tabular_figures(font: TTFont) -> None:
    """Give the font copies of its digits, all as wide as its zero and centred, behind the feature `tnum`."""
    digits = [font.getBestCmap()[ord(digit)] for digit in "0123456789"]
    glyphs, metrics = font["glyf"], font["hmtx"].metrics
    width = metrics[digits[0]][0]
    for digit in digits:
        glyph = copy.deepcopy(glyphs[digit])
        shift = (width - metrics[digit][0]) // 2
        glyph.coordinates.translate((shift, 0))
        glyph.recalcBounds(glyphs)
        glyphs[f"{digit}.tnum"] = glyph
        metrics[f"{digit}.tnum"] = (width, glyph.xMin)
    _offer(font, "tnum", {digit: f"{digit}.tnum" for digit in digits})


def _offer(font: TTFont, tag: str, substitutions: dict[str, str]) -> None:
    """Append a feature of single substitutions for every script and language; `tag` must sort last."""
    from fontTools.otlLib.builder import buildLookup, buildSingleSubstSubtable
    from fontTools.ttLib.tables import otTables

    table = font["GSUB"].table
    lookups, features = table.LookupList, table.FeatureList
    record = otTables.FeatureRecord()
    record.FeatureTag, record.Feature = tag, otTables.Feature()
    record.Feature.FeatureParams = None
    record.Feature.LookupListIndex, record.Feature.LookupCount = [lookups.LookupCount], 1
    for script in table.ScriptList.ScriptRecord:
        languages = [each.LangSys for each in script.Script.LangSysRecord]
        for language in filter(None, [script.Script.DefaultLangSys, *languages]):
            language.FeatureIndex.append(features.FeatureCount)
            language.FeatureCount += 1
    lookups.Lookup.append(buildLookup([buildSingleSubstSubtable(substitutions)]))
    features.FeatureRecord.append(record)
    lookups.LookupCount += 1
    features.FeatureCount += 1


if __name__ == "__main__":
    build()
