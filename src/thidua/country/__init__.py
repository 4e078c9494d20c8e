"""The country's administrative units just before and from 1 July 2025, and what became of what (data/README.md).

A code alone is no key: 14053 is xã Trực Nội before that day and xã Trực Ninh from it.
"""

import csv
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property
from importlib.resources import files
from typing import NamedTuple

from thidua.core.errors import InputError, Problem
from thidua.core.text import clean

CHANGED_ON = date(2025, 7, 1)  # Nghị quyết 202/2025/QH15: new provinces, and no districts from this day
SOURCE = "vietnamadminunits 1.0.4 (MIT)"
_PROVINCES = "Nghị quyết 202/2025/QH15 ngày 12/06/2025 (sáp nhập đơn vị hành chính cấp tỉnh)"
# Resolutions of the Standing Committee on the communes of a province, by its code; the others were not read.
_COMMUNES = {"37": "Nghị quyết 1674/NQ-UBTVQH15 ngày 16/06/2025 (sắp xếp đơn vị hành chính cấp xã của tỉnh Ninh Bình)"}
_NO_DISTRICT = "kết thúc hoạt động cấp huyện từ 01/07/2025 (Nghị quyết 202/2025/QH15)"
_NOT_READ = "nghị quyết của Ủy ban Thường vụ Quốc hội sắp xếp đơn vị hành chính cấp xã của tỉnh này: chưa ghi số"

# What a name begins with, what the place is there, by level: the same word means other things on two levels.
_OF_PROVINCES = {"tỉnh": "tinh", "thành phố": "thanh_pho_tw"}
_OF_DISTRICTS = {"huyện": "huyen", "quận": "quan", "thị xã": "thi_xa", "thành phố": "thanh_pho"}
_OF_COMMUNES = {"xã": "xa", "phường": "phuong", "thị trấn": "thi_tran", "đặc khu": "dac_khu"}


@dataclass(frozen=True)
class Place:
    """A unit as named: "Thị trấn Cổ Lễ" is a thi_tran whose proper name is "Cổ Lễ"."""

    code: str
    kind: str
    word: str
    proper: str
    parent: str = ""

    @property
    def name(self) -> str:
        """The kind is written small before a name and large before a number (NĐ 30/2020, Phụ lục II): Phường 5."""
        word = self.word.capitalize() if self.proper.isdigit() else self.word
        return f"{word} {self.proper}"

    @property
    def place(self) -> str:
        """What stands before the date of its papers (địa danh)."""
        return self.name if self.proper.isdigit() else self.proper


@dataclass(frozen=True)
class Step:
    """What became of a commune, whole or in part."""

    before: str
    after: str
    share: str


@dataclass(frozen=True)
class Family:
    """A province of today with all that it came from."""

    after: Place
    provinces: tuple[Place, ...]
    districts: tuple[Place, ...]
    communes: tuple[Place, ...]
    new_communes: tuple[Place, ...]
    steps: tuple[Step, ...]

    @cached_property
    def became(self) -> Mapping[str, tuple[Step, ...]]:
        """The steps of each commune of before."""
        return _grouped(self.steps, "before")

    @cached_property
    def came_from(self) -> Mapping[str, tuple[Step, ...]]:
        """The steps to each commune of today; five special zones came from none that the data knows."""
        return _grouped(self.steps, "after")

    def successors_of(self, district: str) -> tuple[str, ...]:
        """Return the codes of the communes that a district's communes became, in the order of their codes."""
        return tuple(sorted({step.after for row in self.communes_of(district) for step in self.became[row.code]}))

    def communes_of(self, district: str) -> tuple[Place, ...]:
        return tuple(row for row in self.communes if row.parent == district)


def _grouped(steps: tuple[Step, ...], end: str) -> dict[str, tuple[Step, ...]]:
    found: dict[str, list[Step]] = defaultdict(list)
    for step in steps:
        found[getattr(step, end)].append(step)
    return {code: tuple(rows) for code, rows in found.items()}


def _rows(name: str) -> Iterator[dict[str, str]]:
    text = (files("thidua.country") / "data" / f"{name}.csv").read_text(encoding="utf-8")
    return iter(csv.DictReader(text.splitlines()))


def _places(name: str, kinds: Mapping[str, str], parent: str = "") -> dict[str, Place]:
    return {row["code"]: _place(row, kinds, row.get(parent, "")) for row in _rows(name)}


def _place(row: Mapping[str, str], kinds: Mapping[str, str], parent: str) -> Place:
    """Part the word of the kind from the proper name, whatever its capitals ("Thị Trấn Prao")."""
    found = re.match(rf"({'|'.join(kinds)}) (.+)", clean(row["name"]), re.IGNORECASE)
    if found is None:
        what = f"“{row['name']}” không bắt đầu bằng tên loại đơn vị."
        raise InputError(Problem(row["code"], what, "Ghi đủ loại và tên đơn vị."))
    word = found[1].lower()
    return Place(row["code"], kinds[word], word, found[2], parent)


@cache
def families() -> tuple[Family, ...]:
    """Return the provinces of today, each with all that it came from, in the order of their codes."""
    provinces = _places("provinces-before", _OF_PROVINCES)
    districts = _places("districts-before", _OF_DISTRICTS, "province")
    communes = _places("communes-before", _OF_COMMUNES, "district")
    new = _places("communes-after", _OF_COMMUNES, "province")
    steps = [Step(row["before"], row["after"], row["share"]) for row in _rows("lineage")]
    tables = _Tables(provinces, districts, communes, new)
    into = {districts[communes[step.before].parent].parent: new[step.after].parent for step in steps}
    return tuple(
        _family(after, {code for code, to in into.items() if to == after.code}, tables, steps)
        for after in _places("provinces-after", _OF_PROVINCES).values()
    )


class _Tables(NamedTuple):
    provinces: Mapping[str, Place]
    districts: Mapping[str, Place]
    communes: Mapping[str, Place]
    new: Mapping[str, Place]


def _family(after: Place, codes: set[str], tables: _Tables, steps: list[Step]) -> Family:
    districts = {row.code: row for row in tables.districts.values() if row.parent in codes}
    communes = {row.code: row for row in tables.communes.values() if row.parent in districts}
    return Family(
        after=after,
        provinces=tuple(tables.provinces[code] for code in sorted(codes)),
        districts=tuple(districts.values()),
        communes=tuple(communes.values()),
        new_communes=tuple(row for row in tables.new.values() if row.parent == after.code),
        steps=tuple(step for step in steps if step.before in communes),
    )


def family_of(code: str) -> Family:
    """Return the province that bears the code, before or from 1 July 2025, within what it is part of today."""
    for family in families():
        if code in {family.after.code, *(row.code for row in family.provinces)}:
            return family
    provinces = sorted((row.code, row.proper) for family in families() for row in family.provinces)
    known = ", ".join(f"{number} {name}" for number, name in provinces)
    raise InputError(
        Problem("--province", f"không có tỉnh, thành phố mang mã {code}.", f"Mã trước 01/07/2025: {known}.")
    )


def basis_of_provinces() -> str:
    """Return by what the provinces of today were made."""
    return _PROVINCES


def basis_of_communes(province: str) -> str:
    """Return by what a district ended and its communes became those of today; what was not read is said to be so."""
    read = _COMMUNES.get(province, _NOT_READ)
    return (
        f"{read}; kết thúc hoạt động cấp huyện từ 01/07/2025 (Nghị quyết 202/2025/QH15); bảng đối chiếu đọc qua bản sao"
    )
