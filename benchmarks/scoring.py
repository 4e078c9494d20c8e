"""What scoring costs: a district, a province, a country over years; and beside the fastest library sums found.

    .venv/bin/python -m benchmarks.scoring [district|what-if|sums|district-sums|growth|country|reference] …

Without a name, everything; with polars and pandas installed beside the product, `sums` compares with them too.
"""

import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from random import Random
from typing import Any

import numpy as np

ROOT = Path(__file__).resolve().parents[1]
UNITS, CRITERIA, YEARS = 10_600, 100, 5
DISTRICT = (21, 40, 5)
FIELDS = 8
RULES: list[dict[str, Any]] = [
    {"kind": "linear", "cap": 90},
    {"kind": "ratio_tiers", "tiers": [{"min": 90, "points": 1}, {"min": 70, "points": 0.5}], "zero": 0},
    {"kind": "boolean"},
    {"kind": "count_unit", "unit": 0.25},
    {"kind": "options", "options": [{"key": "tốt", "points": 1}, {"key": "khá", "points": 0.6}]},
    {"kind": "deadline_tiers", "tiers": [{"max_days": 30, "points": 1}, {"max_days": 60, "points": 0.5}]},
    {"kind": "fixed"},
    {"kind": "all_of", "conditions": ["đủ", "đúng hạn"]},
    {"kind": "linear", "cap": 100, "zero_denominator": "full"},
    {"kind": "count_tiers", "tiers": [{"min": 100, "points": 1}, {"min": 50, "points": 0.5}], "zero": 0},
]


def criteria_set(criteria: int) -> dict[str, Any]:
    """Criteria spread over eight fields, one point each."""
    fields = [{"code": f"{at + 1}", "name": f"Lĩnh vực {at + 1}", "criteria": []} for at in range(FIELDS)]
    for at in range(criteria):
        fields[at * FIELDS // criteria]["criteria"].append(
            {"code": f"c{at}", "name": f"Tiêu chí {at}", "max": 1, "rule": RULES[at % len(RULES)]}
        )
    return {"code": "do", "name": "Bộ đo tốc độ", "fields": fields}


def entry(chance: Random, at: int) -> dict[str, Any]:
    count, whole = int(chance.random() * 1000), 1000 + int(chance.random() * 4000)  # ratios seldom come twice
    return (
        {"numerator": count, "denominator": whole},
        {"numerator": count * 4, "denominator": 4 * whole},
        {"value": count % 5 > 0},
        {"count": count % 6},
        {"option": ("tốt", "khá")[count % 2]},
        {"days": count % 70},
        {"points": (count % 101) / 100},
        {"conditions": {"đủ": count % 9 > 0, "đúng hạn": count % 7 > 0}},
        {"numerator": count, "denominator": whole if count else 0},
        {"count": count % 130},
    )[at % len(RULES)]


def unit(chance: Random, at: int, criteria: int) -> dict[str, Any]:
    entries = {f"c{one}": entry(chance, one) for one in range(criteria)}
    return {"code": f"u{at}", "name": f"Đơn vị {at}", "group": f"tinh-{at % 63}", "entries": entries}


def scoring_file(units: int, criteria: int) -> dict[str, Any]:
    chance = Random(units)
    return {"set": criteria_set(criteria), "units": [unit(chance, at, criteria) for at in range(units)]}


def stream_file(path: Path, units: int, criteria: int, years: int) -> int:
    """Return the size in bytes."""
    chance = Random(1)
    with path.open("w", encoding="utf-8") as file:
        for year in range(years):
            head = {"set": criteria_set(criteria), "section": 2021 + year, "follows": year > 0}
            file.write(json.dumps(head, ensure_ascii=False) + "\n")
            for at in range(units):
                file.write(json.dumps(unit(chance, at, criteria), ensure_ascii=False) + "\n")
    return path.stat().st_size


def score_many(units: int, criteria: int, years: int) -> dict[str, float]:
    """Seconds by the clock and of all processors, megabytes of the file and of the largest process."""
    with tempfile.TemporaryDirectory() as folder:
        source, out = Path(folder) / "in.jsonl", Path(folder) / "out.jsonl"
        size = stream_file(source, units, criteria, years)
        before, started = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
        command = [sys.executable, "-m", "thidua", "score-many", str(source), "--out", str(out)]
        subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        seconds, used = time.perf_counter() - started, resource.getrusage(resource.RUSAGE_CHILDREN)
        lines = sum(1 for _ in out.open("rb"))
    if lines != units * years:
        raise RuntimeError(f"{lines} results for {units * years} sheets")
    return {
        "seconds": seconds,
        "processor": used.ru_utime + used.ru_stime - before.ru_utime - before.ru_stime,
        "file": size / 1e6,
        "memory": used.ru_maxrss / 1024,
    }


def exact(raw: dict[str, Any]) -> Any:
    from thidua.core.json_text import exact as to_exact

    return to_exact(raw)


def best(work: Callable[[], Any], times: int = 9, clock: Callable[[], float] = time.process_time) -> float:
    """Milliseconds of processor time, the least of some: what the work takes, not what else the machine does."""
    return min(timed(work, clock) for _ in range(times)) * 1000


def timed(work: Callable[[], Any], clock: Callable[[], float]) -> float:
    started = clock()
    work()
    return clock() - started


def what_if_ms(units: int, criteria: int) -> dict[str, float]:
    """One slider moved: an entry, a rule for everybody, a threshold of the guidance, each judged for all units."""
    from tests.core.test_what_if import money, nominee, setting

    from thidua.core.scoring.table import Table, Trial
    from thidua.core.what_if import WhatIf

    raw = exact(scoring_file(units, criteria))
    nominees = tuple(nominee(one["code"]) for one in raw["units"])
    started = time.process_time()
    known = WhatIf(Table.of(raw), nominees, setting(), money)
    known.tried()
    opened = (time.process_time() - started) * 1000
    entries = {"u3": {"c0": {"numerator": 1, "denominator": 2}}}
    return {
        "open": opened,
        "entry": best(lambda: known.tried(Trial(entries=entries))),
        "rule": best(lambda: known.tried(Trial(criteria={"c0": {"max": 2}}))),
        "threshold": best(lambda: known.tried(guidance={"xep_hang.hang_toi_da": 9})),
    }


def district_ms(units: int = 21, criteria: int = 40) -> float:
    """Read, score with reasons, rank."""
    from thidua.core.scoring import parse_scoring, score

    raw = exact(scoring_file(units, criteria))
    return best(lambda: score(parse_scoring(raw)))


def sums(units: int = UNITS, criteria: int = CRITERIA, years: int = YEARS) -> dict[str, float]:
    """Milliseconds for all units over years: sums by field, totals, index, ranks, changes."""
    points = np.random.default_rng(1).integers(0, 101, (years, units, criteria), dtype=np.int64)
    groups = [f"tinh-{at % 63}" for at in range(units)]
    wall, times = time.perf_counter, 5 if units == UNITS else 200  # polars works on all cores
    found = {
        "thidua": best(lambda: our_sums(points, groups), times, wall),
        "numpy": best(lambda: numpy_sums(points), times, wall),
    }
    for name, library in (("polars", polars_sums), ("pandas", pandas_sums)):
        try:
            found[name] = best(lambda library=library: library(points, groups), min(times, 20), wall)  # type: ignore[misc]
        except ImportError:
            continue
    return found


def fields_of(criteria: int) -> list[range]:
    """Which criteria each field holds."""
    starts = [-(-at * criteria // FIELDS) for at in range(FIELDS)]
    return [range(first, last) for first, last in zip(starts, [*starts[1:], criteria], strict=True)]


def our_sums(points: Any, groups: list[str]) -> Any:
    from thidua.core.scoring.model import TieRule
    from thidua.core.scoring.standings import SCALE, Totals, standings

    spans = fields_of(points.shape[2])
    starts, sizes = [span.start for span in spans], np.array([len(span) for span in spans]) * SCALE
    before = None
    for year in points:
        fields = np.add.reduceat(year, starts, axis=1) * (SCALE // 100)
        maxima = np.broadcast_to(sizes, fields.shape)
        known = np.ones(len(year), dtype=bool)
        totals = Totals(fields.sum(axis=1), known, maxima.sum(axis=1), fields, np.ones(fields.shape, bool), maxima)
        found = standings(totals, groups, TieRule.COMPETITION)
        change = None if before is None else (before.ranks - found.ranks, totals.points - before.totals.points)
        before = found
    return change


def numpy_sums(points: Any) -> Any:
    """The least a library could do: floats, ranks by sorting, no group."""
    starts = [span.start for span in fields_of(points.shape[2])]
    ranks = None
    for year in points / 100.0:
        fields = np.add.reduceat(year, starts, axis=1)
        total = fields.sum(axis=1)
        ranks = [np.searchsorted(np.sort(-column), -column) + 1 for column in (total, *fields.T)]
    return ranks


def polars_sums(points: Any, groups: list[str]) -> Any:
    import polars as pl

    _years, units, criteria = points.shape
    frames = []
    for at, year in enumerate(points / 100.0):
        more = (pl.Series("group", groups), pl.lit(at).alias("year"), pl.int_range(units).alias("unit"))
        frames.append(pl.DataFrame(year, schema=[f"c{one}" for one in range(criteria)]).with_columns(*more))
    fields = [[f"c{one}" for one in span] for span in fields_of(criteria)]
    ranked = {f"r{at}": pl.col(f"f{at}").round(2) for at in range(FIELDS)} | {"rank": pl.col("total")}
    return (
        pl.concat(frames)
        .lazy()
        .with_columns([pl.sum_horizontal(names).alias(f"f{at}") for at, names in enumerate(fields)])
        .with_columns(pl.sum_horizontal([f"f{at}" for at in range(FIELDS)]).round(2).alias("total"))
        .with_columns(
            (pl.col("total") / criteria * 100).round(2).alias("index"),
            pl.col("total").rank("min", descending=True).over("year", "group").alias("group_rank"),
            *[what.rank("min", descending=True).over("year").alias(name) for name, what in ranked.items()],
        )
        .with_columns(pl.col("total", "rank").diff().over("unit", order_by="year").name.suffix("_change"))
        .collect()
    )


def pandas_sums(points: Any, groups: list[str]) -> Any:
    import pandas as pd

    years = enumerate(points / 100.0)
    units, criteria = points.shape[1:]
    frame = pd.concat(pd.DataFrame(year).assign(group=groups, year=at, unit=range(units)) for at, year in years)
    for at, span in enumerate(fields_of(criteria)):
        frame[f"f{at}"] = frame[list(span)].sum(axis=1).round(2)
        frame[f"r{at}"] = frame.groupby("year")[f"f{at}"].rank(method="min", ascending=False)
    frame["total"] = frame[[f"f{at}" for at in range(FIELDS)]].sum(axis=1).round(2)
    frame["rank"] = frame.groupby("year")["total"].rank(method="min", ascending=False)
    frame["group_rank"] = frame.groupby(["year", "group"])["total"].rank(method="min", ascending=False)
    return frame.assign(change=frame.groupby("unit")["total"].diff(), moved=frame.groupby("unit")["rank"].diff())


def reference_differences(sheets: int = 100_000) -> int:
    """Random files of ten sheets; how many come out otherwise than by the slow, independent reference."""
    with ProcessPoolExecutor() as pool:
        return sum(pool.map(_differs, range(sheets // 10), chunksize=50))


def _differs(seed: int) -> int:
    from tests.core.scoring.chance import file_of
    from tests.core.scoring.files import scored
    from tests.core.scoring.reference import expected
    from tests.core.scoring.test_against_reference import figures

    raw = file_of(seed, units=10)
    return int([figures(answer) for answer in scored(raw).values()] != expected(raw))


def show_district() -> None:
    print(f"district, 21 units × 40 criteria, read, scored with reasons, ranked: {district_ms():.1f} ms")


def show_what_if() -> None:
    for name, units, criteria in (("district", 21, 40), ("province", 250, 60)):
        figures = ", ".join(f"{what} {ms:.1f} ms" for what, ms in what_if_ms(units, criteria).items())
        print(f"what if, {name}, {units} units × {criteria} criteria: {figures}")


def show_sums() -> None:
    show_ratio(UNITS, CRITERIA, YEARS)


def show_district_sums() -> None:
    show_ratio(*DISTRICT)


def show_ratio(units: int, criteria: int, years: int) -> None:
    found = sums(units, criteria, years)
    for name, ms in found.items():
        print(f"sums of {years} × {units} × {criteria}, {name}: {ms:.2f} ms, ratio to ours {ms / found['thidua']:.2f}")


def show_growth() -> None:
    """Twice the units, twice the criteria: the time of a score stays, so the cost grows with their number."""
    for units, criteria in ((1325, 100), (2650, 100), (5300, 100), (2650, 25), (2650, 50)):
        show_many(units, criteria, 1)


def show_country() -> None:
    show_many(UNITS, CRITERIA, YEARS)


def show_many(units: int, criteria: int, years: int) -> None:
    found = score_many(units, criteria, years)
    each = found["processor"] / (units * criteria * years) * 1e6
    print(
        f"{units} × {criteria} × {years}: {found['seconds']:.0f} s, processors {found['processor']:.0f} s, "
        f"{each:.1f} µs a score, {found['file']:.0f} MB read, largest process {found['memory']:.0f} MB",
        flush=True,
    )


def show_reference() -> None:
    print(f"100.000 random sheets, files that differ from the reference: {reference_differences()}")


SHOWN = {
    "district": show_district,
    "what-if": show_what_if,
    "sums": show_sums,
    "district-sums": show_district_sums,
    "growth": show_growth,
    "country": show_country,
    "reference": show_reference,
}


def main() -> int:
    wanted = sys.argv[1:] or [*SHOWN]
    if unknown := [name for name in wanted if name not in SHOWN]:
        print(f"no measure {', '.join(unknown)}; known: {', '.join(SHOWN)}", file=sys.stderr)
        return 2
    for name in wanted:
        SHOWN[name]()
    return 0


if __name__ == "__main__":
    sys.exit(main())
