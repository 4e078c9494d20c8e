"""The engine against the slow reference, on files that chance has written; equal figures, every one."""

from decimal import Decimal
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.core.scoring.files import Raw, criterion, field, file, scored, unit
from tests.core.scoring.reference import expected

amounts = st.decimals(0, 20, places=2) | st.integers(0, 20)
policies = st.sampled_from(["reduce", "full", "zero"])
ratios = st.fixed_dictionaries({"numerator": st.integers(0, 50), "denominator": st.integers(1, 50)}) | st.just(
    {"numerator": 0, "denominator": 0}
)


@st.composite
def rules(draw: st.DrawFn, maximum: Decimal) -> Raw:
    kind = draw(st.sampled_from(["fixed", "linear", "ratio_tiers", "count_unit"]))
    rule: Raw = {"kind": kind}
    if kind == "linear":
        rule["cap"] = draw(st.sampled_from([50, 80, 90, 100, Decimal("33.3")]))
        rule["floor"] = draw(st.none() | st.integers(0, 33))
    if kind == "ratio_tiers":
        minima = draw(st.lists(st.integers(0, 100), min_size=1, max_size=4, unique=True))
        points = st.decimals(0, maximum, places=2)
        rule["tiers"] = [{"min": minimum, "points": draw(points)} for minimum in minima]
    if kind in {"linear", "ratio_tiers"} and draw(st.booleans()):
        rule["zero_denominator"] = draw(policies)
    if kind == "count_unit":
        rule["unit"] = draw(amounts)
    return rule


@st.composite
def entries(draw: st.DrawFn, of: Raw) -> Raw | None:
    chance = draw(st.integers(0, 19))
    if chance < 2:
        return None if chance else {"not_applicable": True}
    kind = of["rule"]["kind"]
    if kind == "fixed":
        return {"points": draw(st.decimals(0, of["max"], places=3))}
    if kind == "count_unit":
        return {"count": draw(st.integers(0, 9))}
    return draw(ratios)


@st.composite
def files(draw: st.DrawFn) -> Raw:
    fields = []
    for at in range(draw(st.integers(1, 2))):
        criteria = []
        for number in range(draw(st.integers(1, 3))):
            maximum = draw(st.sampled_from([Decimal(2), Decimal("6.5"), Decimal(10), Decimal(400)]))
            policy = draw(policies)
            criteria.append(criterion(f"{at}.{number}", maximum, draw(rules(maximum)), not_applicable=policy))
        fields.append(field(str(at), *criteria))
    previous = st.none() | st.fixed_dictionaries(
        {"points": amounts, "index": st.none() | amounts, "rank": st.integers(1, 9)}
    )
    units = []
    for at in range(draw(st.integers(0, 5))):
        filled = {of["code"]: draw(entries(of)) for part in fields for of in part["criteria"]}
        group = draw(st.sampled_from(["xa", "phong", None]))
        units.append(unit(f"u{at}", filled, group, draw(previous)))
    tie_rule = draw(st.sampled_from(["competition", "dense"]))
    return file(fields, units, rounding=draw(st.integers(0, 3)), tie_rule=tie_rule)


@settings(max_examples=250, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(files())
def test_every_figure_is_that_of_the_reference(raw: Raw) -> None:
    assert [_figures(answer) for answer in scored(raw).values()] == expected(raw)


def _figures(answer: Raw) -> dict[str, Any]:
    words = {"name", "group", "reason", "scored_points"}
    figures = {key: value for key, value in answer.items() if key not in words}
    figures["criteria"] = {code: {"points": of["points"], "max": of["max"]} for code, of in answer["criteria"].items()}
    return figures


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(files())
def test_what_is_printed_adds_up(raw: Raw) -> None:
    for answer in scored(raw).values():
        printed = [of["points"] for of in answer["criteria"].values() if of["points"] is not None]
        assert answer["scored_points"] == sum(printed)
        assert answer["max"] == sum(of["max"] for of in answer["criteria"].values())
        if answer["points"] is not None:
            assert answer["points"] == sum(of["points"] for of in answer["fields"].values())
