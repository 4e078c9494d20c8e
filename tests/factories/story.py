"""What the demonstration's story says of every nominee, read beside the plan alone: nothing of the product is asked.

A jurist's second reading of tests/legal/demo_verdicts.yaml: the story's words, the figures it gives, and of the table
only the thresholds assumed there and what each word of the story means for which standard.
"""

import csv
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml

DATA = Path(__file__).resolve().parents[2] / "src" / "thidua" / "demo" / "data"
Read = dict[str, Any]  # {"verdict", "but", "bars"}, as the table has it
_WORST_FIRST = {"khong_dat": "khong_dat", "chua_du_can_cu": "chua_du_can_cu", "hoi_dong_xem_xet": "chua_du_can_cu"}
_FIRST_POINTS = 2020  # of the component indices


@cache
def data(name: str) -> Any:
    return yaml.load((DATA / name).read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)


@cache
def unit_names() -> dict[str, str]:
    """Return the names of units by the story's short names, those of July 2025 too."""
    names = {key: told["name"] for offices in data("offices.yaml").values() for key, told in offices.items()}
    for part, file in (("communes", "units-before-2025-07.csv"), ("successors", "units-after-2025-07.csv")):
        with (DATA / file).open(encoding="utf-8") as handle:
            rows = {row["commune_code"]: row for row in csv.DictReader(handle)}
        for key, told in data("story.yaml")[part].items():
            row = rows[told["code"]]
            kind = "xã" if row["kind"] == "Xã" else "thị trấn"
            names[key] = f"UBND {kind} {row['commune'].removeprefix(row['kind']).strip()}"
    return names


class Story:
    """`table`: the thresholds assumed, and what the story's words mean."""

    def __init__(self, table: Mapping[str, Any]) -> None:
        self.told, self.assumed, self.words = data("story.yaml"), table["assumed"], table["words"]

    def everyone(self) -> Iterator[tuple[tuple[str, str, str], Read]]:
        """Return (round, unit that sends, nominee), by short names, with what the story and the plan say of each."""
        for year, sent in self.told["dossiers"].items():
            for unit, about in sent.items():
                if about.get("tap_the", True):
                    yield (f"hang-nam-{year}", unit, unit), self._collective(year, unit, about)
                for who in _people(unit, about):
                    yield (f"hang-nam-{year}", unit, who), self._person(year, who, about)
        for unit, about in self.told["five_years"].items():
            if "nop" in about:
                for who in [*([unit] if about.get("tap_the") else []), *_people("", about)]:
                    yield ("tong-ket", unit, who), self._five_years(who, about)

    def _faults(self, year: int, who: str) -> dict[str, str]:
        kind = "ca_nhan" if "/" in who else "tap_the"
        said = self.told["faults"].get(year, {}).get(who, ())
        return {standard: outcome for word in said for standard, outcome in self.words[kind][word].items()}

    def _collective(self, year: int, unit: str, about: Mapping[str, Any]) -> Read:
        found = self._faults(year, unit) | self._without(about, "tap_the")
        found |= _unless(self._indices(year, unit), "tap_the.4") | _unless(self._rank(year, unit), "tap_the.5")
        if any(
            each["who"].startswith(f"{unit}/") and each["category"] != "nguoi_lao_dong"
            for each in self._disciplined(year)
        ):
            found["tap_the.7"] = "khong_dat"
        judged = date(year, 12, 20)
        is_under_review = any(
            each["what"] == unit and each["began"] <= judged and each.get("ended", date.max) > judged
            for each in self.told["reviews"]
        )
        return _read(found, ["dang_xem_xet"] if is_under_review else [])

    def _person(self, year: int, who: str, about: Mapping[str, Any]) -> Read:
        if any(each["who"] == who and each["day"] < date(year, 12, 20) for each in self.told["retirements"]):
            return _read({}, ["doi_tuong"])
        found = self._faults(year, who) | self._without(about, "ca_nhan")
        if any(each["who"] == who for each in self._disciplined(year)):
            found["ca_nhan.5"] = "khong_dat"
        return _read(found, [])

    def _without(self, about: Mapping[str, Any], kind: str) -> dict[str, str]:
        """Every dossier has its own recognised initiative, by the people named in it, unless the story says not."""
        return {k: v for word in about.get("thieu", ()) for k, v in self.words[kind][word].items()}

    def _disciplined(self, year: int) -> list[Mapping[str, Any]]:
        return [each for each in self.told["disciplines"] if each["day"].year == year and each["order"]]

    def _indices(self, year: int, unit: str) -> str:
        """III.2.a/tap-the/4: the points of every component in its charge rise over the year before."""
        owned = [points for *_, owner, points in data("work.yaml")["components"] if owner == unit]
        most = {tuple(points): top for _code, _name, top, _owner, points in data("work.yaml")["components"]}
        at = year - _FIRST_POINTS
        risen = [
            points[at] > points[at - 1]
            or (points[at] == most[tuple(points)] and year >= self.assumed["chi_so_toi_da_coi_la_dat_tu"])
            for points in owned
        ]
        return "khong_ap_dung" if not owned else "dat" if all(risen) else "khong_dat"

    def _rank(self, year: int, unit: str) -> str:
        """III.2.a/tap-the/5: a high rank, or a leap over the year before; offices are not ranked."""
        if unit not in self.told["communes"]:
            return "khong_ap_dung"
        ranks, at = self.told["communes"][unit]["ranks"], year - min(self.told["dossiers"])
        leapt = at > 0 and ranks[at - 1] - ranks[at] >= self.assumed["tang_bac_toi_thieu"]
        return "dat" if leapt or ranks[at] <= self.assumed["hang_toi_da"] else "khong_dat"

    def _five_years(self, who: str, about: Mapping[str, Any]) -> Read:
        """III.2.b: an outstanding record, and at least two Giấy khen, which whoever met the year's standards got."""
        found = {} if who in about.get("ket_luan", ()) else {"tong_ket.1": "hoi_dong_xem_xet"}
        if "/" not in who:  # a unit of July 2025: nobody has said whether its forerunners' Giấy khen are its own
            return _read(found | {"tong_ket.2": "chua_du_can_cu"}, [])
        years = [
            year
            for year, sent in self.told["dossiers"].items()
            for unit, told in sent.items()
            if who in _people(unit, told) and self._person(year, who, told)["verdict"] == "dat"
        ]
        return _read(found | _unless("dat" if len(years) >= 2 else "khong_dat", "tong_ket.2"), [])


def _people(unit: str, about: Mapping[str, Any]) -> list[str]:
    return [*(f"{unit}/{each}" if unit else each for each in about["ca_nhan"]), *about.get("them", ())]


def _unless(outcome: str, standard: str) -> dict[str, str]:
    return {} if outcome == "dat" else {standard: outcome}


def _read(found: Mapping[str, str], bars: list[str]) -> Read:
    outcomes = set(found.values())
    if "doi_tuong" in bars or "khong_dat" in outcomes:
        verdict = "khong_dat"
    elif bars:
        verdict = "chua_xet"
    else:
        verdict = next((then for outcome, then in _WORST_FIRST.items() if outcome in outcomes), "dat")
    return {"verdict": verdict, "but": dict(sorted(found.items())), "bars": bars}
