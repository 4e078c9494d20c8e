"""The pictures of a published result: ranking, ranks over years, fields, distribution, self against appraised."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from thidua.core.format import number, percent
from thidua.scoring.models import CriteriaSet, Ranking

ACCENT, MUTED, INK, LINE = "#a51c24", "#8a919a", "#1d2126", "#e4e0da"
WIDTH, STEP = 620, 19
_CONFIG: dict[str, Any] = {
    "font": "Be Vietnam Pro",
    "background": "#ffffff",
    "view": {"stroke": None},
    "axis": {
        "labelColor": INK,
        "titleColor": INK,
        "gridColor": LINE,
        "domainColor": LINE,
        "tickColor": LINE,
        "labelFontSize": 12,
        "titleFontSize": 12,
        "titleFontWeight": 500,
        "labelLimit": 260,
    },
    "legend": {"labelFontSize": 12, "titleFontSize": 12, "titleFontWeight": 500},
}

Row = tuple[Any, ...]


@dataclass(frozen=True)
class Picture:
    """`columns`: heading and width of the table beside it; `spec`: what is drawn, in Vega-Lite."""

    key: str
    title: str
    said: str
    columns: tuple[tuple[str, int], ...]
    rows: tuple[Row, ...]
    spec: dict[str, Any]


def pictures_of(criteria_set: CriteriaSet, lines: Sequence[Ranking], years: Iterable[Ranking]) -> list[Picture]:
    """`lines`: those of the set, by rank; `years`: the same units' lines in the same set, this year's among them."""
    ranked = [line for line in lines if line.rank is not None]
    if not ranked:
        return []
    return [_ranking(ranked), _over_years(ranked, years), _by_field(criteria_set, ranked), _spread(ranked)]


def _spec(values: list[dict[str, Any]], **drawn: Any) -> dict[str, Any]:
    return {"config": _CONFIG, "data": {"values": values}, "width": WIDTH, **drawn}


def _units(order: list[str]) -> dict[str, Any]:
    return {"field": "unit", "type": "nominal", "sort": order, "title": None}


def _short(line: Ranking) -> str:
    return str(line.unit).removeprefix("UBND ")


def _ranking(ranked: Sequence[Ranking]) -> Picture:
    order = [_short(line) for line in ranked]
    values = [
        {"unit": _short(line), "index": _float(line.index), "label": f"{line.rank}. {percent(line.index or 0, 2)}"}
        for line in ranked
    ]
    across = {"field": "index", "type": "quantitative", "title": _("Chỉ số (%)"), "scale": {"domain": [0, 100]}}
    return Picture(
        "xep-hang",
        _("Chỉ số theo thứ hạng"),
        _("Đơn vị xếp từ hạng cao xuống; con số là thứ hạng và chỉ số."),
        ((_("Hạng"), 8), (_("Đơn vị"), 34), (_("Chỉ số (%)"), 12)),
        tuple((line.rank, str(line.unit), line.index) for line in ranked),
        _spec(
            values,
            height={"step": STEP},
            encoding={"y": _units(order), "x": across},
            layer=[
                {"mark": {"type": "bar", "color": ACCENT, "height": {"band": 0.7}}},
                {
                    "mark": {"type": "text", "align": "left", "dx": 4, "color": INK},
                    "encoding": {"text": {"field": "label"}},
                },
            ],
        ),
    )


def _over_years(ranked: Sequence[Ranking], years: Iterable[Ranking]) -> Picture:
    """A bump chart: one line a unit, the first of this year in the accent."""
    names = {line.unit_id: _short(line) for line in ranked}
    held: dict[int, dict[int, int]] = defaultdict(dict)
    for line in years:
        if line.rank is not None and line.unit_id in names:
            held[line.unit_id][line.publication.criteria_set.year] = line.rank
    known = sorted({year for of_unit in held.values() for year in of_unit})
    best = {line.unit_id for line in ranked if line.rank == ranked[0].rank}
    values = [
        {"unit": names[unit], "year": str(year), "rank": rank, "best": unit in best, "last": year == known[-1]}
        for unit, of_unit in held.items()
        for year, rank in of_unit.items()
    ]
    color = {"condition": {"test": "datum.best", "value": ACCENT}, "value": MUTED}
    return Picture(
        "thu-hang-cac-nam",
        _("Thứ hạng qua các năm"),
        _("Mỗi đường là một đơn vị; hạng 1 ở trên cùng, đơn vị dẫn đầu năm nay tô đậm."),
        ((_("Đơn vị"), 34), *((str(year), 8) for year in known)),
        tuple((str(line.unit), *(held[line.unit_id].get(year) for year in known)) for line in ranked),
        _spec(
            values,
            height=max(240, STEP * len(ranked)),
            encoding={
                "x": {"field": "year", "type": "ordinal", "title": _("Năm"), "axis": {"labelAngle": 0}},
                "y": {
                    "field": "rank",
                    "type": "quantitative",
                    "title": _("Hạng"),
                    "scale": {"reverse": True, "zero": False, "nice": False},
                    "axis": {"values": [1, *range(5, len(ranked) + 5, 5)], "format": "d"},
                },
                "detail": {"field": "unit"},
                "color": color,
            },
            layer=[
                {"mark": {"type": "line", "strokeWidth": 1.6}},
                {"mark": {"type": "point", "filled": True, "size": 36}},
                {
                    "mark": {"type": "text", "align": "left", "dx": 8},
                    "transform": [{"filter": "datum.last"}],
                    "encoding": {"text": {"field": "unit"}},
                },
            ],
        ),
    )


def _by_field(criteria_set: CriteriaSet, ranked: Sequence[Ranking]) -> Picture:
    names = {field["code"]: field.get("name") or field["code"] for field in criteria_set.definition["fields"]}
    fields = {
        code: name for code, name in names.items() if any(_share(line.detail, code) is not None for line in ranked)
    }
    shares = {line.unit_id: {code: _share(line.detail, code) for code in fields} for line in ranked}
    values = [
        {"unit": _short(line), "field": code, "share": share, "label": "" if share is None else number(share, 0)}
        for line in ranked
        for code, share in shares[line.unit_id].items()
    ]
    return Picture(
        "linh-vuc",
        _("Từng lĩnh vực, % điểm tối đa"),
        "; ".join(f"{code}: {name}" for code, name in fields.items()),
        ((_("Đơn vị"), 34), *((f"{code}. {name}", 16) for code, name in fields.items())),
        tuple((str(line.unit), *shares[line.unit_id].values()) for line in ranked),
        _heat(values, [_short(line) for line in ranked], list(fields)),
    )


def _heat(values: list[dict[str, Any]], units: list[str], fields: list[str]) -> dict[str, Any]:
    """Units down, fields across, the darker the more of what applied."""
    return _spec(
        values,
        height={"step": STEP},
        encoding={
            "y": _units(units),
            "x": {
                "field": "field",
                "type": "nominal",
                "sort": fields,
                "title": None,
                "axis": {"labelAngle": 0, "orient": "top"},
            },
        },
        layer=[
            {
                "mark": "rect",
                "encoding": {
                    "color": {
                        "field": "share",
                        "type": "quantitative",
                        "title": "%",
                        "scale": {"range": ["#fbeeee", "#7f1219"], "domain": [0, 100]},
                    }
                },
            },
            {
                "mark": {"type": "text", "fontSize": 11},
                "encoding": {
                    "text": {"field": "label"},
                    "color": {"condition": {"test": "datum.share > 55", "value": "#ffffff"}, "value": INK},
                },
            },
        ],
    )


def _share(detail: Mapping[str, Any], code: str) -> float | None:
    """Per cent of what applied to the unit in the field; None where nothing did, or not all is scored."""
    found = detail.get("fields", {}).get(code, {})
    if not found.get("max") or found.get("points") is None:
        return None
    return round(100 * float(found["points"]) / float(found["max"]), 2)


def _spread(ranked: Sequence[Ranking]) -> Picture:
    """How many units stand in every five per cent."""
    counts = Counter(int((line.index or 0) // 5) * 5 for line in ranked)
    lowest, highest = min(counts), max(counts)
    steps = [(low, counts[low]) for low in range(lowest, highest + 5, 5)]
    values = [{"step": f"{low}–{low + 5}", "units": units} for low, units in steps]
    return Picture(
        "phan-bo",
        _("Phân bố chỉ số"),
        _("Số đơn vị trong từng khoảng 5 %."),
        ((_("Chỉ số (%)"), 16), (_("Số đơn vị"), 12)),
        tuple((value["step"], value["units"]) for value in values),
        _spec(
            values,
            height=220,
            mark={"type": "bar", "color": ACCENT},
            encoding={
                "x": {
                    "field": "step",
                    "type": "ordinal",
                    "sort": None,
                    "title": _("Chỉ số (%)"),
                    "axis": {"labelAngle": 0},
                },
                "y": {
                    "field": "units",
                    "type": "quantitative",
                    "title": _("Số đơn vị"),
                    "axis": {"tickMinStep": 1, "format": "d"},
                },
            },
        ),
    )


def own_against_appraised(pairs: Sequence[tuple[Ranking, Decimal]]) -> Picture | None:
    """Who sees itself how much better: the widest difference first. `pairs`: a line with the self-scored points."""
    known = [(line, own, own - line.points) for line, own in pairs if line.points is not None]
    if not known:
        return None
    known.sort(key=lambda each: (-each[2], each[0].rank or 0))
    own_word, appraised_word = _("Tự chấm"), _("Thẩm định")
    values = [
        {"unit": _short(line), "who": who, "points": float(points)}
        for line, own, _difference in known
        for who, points in ((own_word, own), (appraised_word, line.points or Decimal(0)))
    ]
    return Picture(
        "tu-cham",
        _("Tự chấm so với thẩm định"),
        _("Xếp theo chênh lệch; điểm tự chấm cao hơn nhiều là tự chấm rộng tay."),
        ((_("Đơn vị"), 34), (own_word, 10), (appraised_word, 10), (_("Chênh lệch"), 10)),
        tuple((str(line.unit), own, line.points, difference) for line, own, difference in known),
        _spec(
            values,
            height={"step": STEP},
            encoding={
                "y": _units([_short(line) for line, _own, _difference in known]),
                "x": {"field": "points", "type": "quantitative", "title": _("Điểm"), "scale": {"zero": False}},
            },
            layer=[
                {"mark": {"type": "line", "color": LINE, "strokeWidth": 3}, "encoding": {"detail": {"field": "unit"}}},
                {
                    "mark": {"type": "point", "filled": True, "size": 60},
                    "encoding": {
                        "color": {
                            "field": "who",
                            "type": "nominal",
                            "title": None,
                            "scale": {"domain": [own_word, appraised_word], "range": [MUTED, ACCENT]},
                        }
                    },
                },
            ],
        ),
    )


def _float(value: Decimal | None) -> float | None:
    return None if value is None else float(value)
