"""Vega-Lite → SVG and PNG in the typeface of the pages, by vl-convert: no script on the page, no network."""

from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from thidua.core.digest import canonical

_NUMBERS = {"decimal": ",", "thousands": ".", "grouping": [3], "currency": ["", " đồng"]}
_SCALE = 2  # two pixels a point, for papers


def svg(spec: dict[str, Any]) -> str:
    return _svg(canonical(spec))


def png(spec: dict[str, Any]) -> bytes:
    return _png(canonical(spec))


@lru_cache(maxsize=64)
def _svg(spec: str) -> str:
    drawn: str = _library().vegalite_to_svg(spec, format_locale=_NUMBERS, allowed_base_urls=[])
    return drawn


@lru_cache(maxsize=16)
def _png(spec: str) -> bytes:
    drawn: bytes = _library().vegalite_to_png(spec, scale=_SCALE, format_locale=_NUMBERS, allowed_base_urls=[])
    return drawn


@cache
def _library() -> Any:
    """Import it where it is needed: it carries an engine of its own."""
    import fontpkg_be_vietnam_pro
    import vl_convert

    vl_convert.register_font_directory(str(Path(fontpkg_be_vietnam_pro.ROOT) / "files"))
    return vl_convert
