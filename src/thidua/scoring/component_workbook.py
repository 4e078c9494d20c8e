"""The components of the district's own index in a workbook: named, given, with points of two years; faults by cell."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from thidua.core.errors import InputError, Problem
from thidua.core.format import number
from thidua.core.tables import Column, Kind, Row, Table
from thidua.core.text import fold
from thidua.organizations.models import Unit
from thidua.scoring.actions.components import ComponentYear
from thidua.scoring.models import IndexComponent
from thidua.ui.workbooks import Filled, read_filled, write_tables

NAME = "Chỉ số thành phần"
_MOST = 9_999
_FIX = "Tải lại mẫu rồi điền."
_GUIDE = (
    "Mỗi hàng là một chỉ số thành phần trong Chỉ số CCHC của huyện. Mã đã có thì giữ nguyên tên và điểm tối đa.",
    "Đơn vị phụ trách: tên như trong danh mục; nhiều đơn vị thì ngăn bằng dấu chấm phẩy. Văn bản giao: số, ký hiệu.",
    "Điểm của năm nào thì ghi kèm ngày công bố của năm đó; chưa có thì để trống cả hai.",
    "Điểm đã có mà ghi khác đi thì được sửa theo tệp.",
    "Tệp có một ô sai thì không ghi gì.",
)


def table_of(year: int) -> Table:
    before = year - 1
    points: dict[str, Any] = {"kind": Kind.NUMBER, "high": _MOST, "width": 12}
    return Table(
        NAME,
        f"Chỉ số thành phần, đơn vị phụ trách và điểm năm {before}, {year}",
        (
            Column("code", "Mã", required=True, most=20, width=10),
            Column("name", "Tên chỉ số", most=300, width=44),
            Column("maximum", "Điểm tối đa", **points),
            Column("owners", "Đơn vị phụ trách", most=2_000, width=36),
            Column("decision", "Văn bản giao", most=80, width=20),
            Column("decided_on", "Ngày văn bản", Kind.DAY),
            Column("before", f"Điểm năm {before}", **points),
            Column("before_on", f"Công bố điểm năm {before}", Kind.DAY),
            Column("now", f"Điểm năm {year}", **points),
            Column("now_on", f"Công bố điểm năm {year}", Kind.DAY),
        ),
    )


def write_components(components: list[IndexComponent], year: int) -> bytes:
    """Return the workbook with what is kept, which comes back without anything new.

    `components`: as `components_visible_to` gives them, with `given` and `two_years`.
    """
    table = table_of(year)
    return write_tables([Filled(table, [_cells(each, year) for each in components])], title=table.title, guide=_GUIDE)


def _cells(component: IndexComponent, year: int) -> dict[str, Any]:
    given = component.given  # type: ignore[attr-defined]  # prefetched
    scores = {score.year: score for score in component.two_years}  # type: ignore[attr-defined]  # prefetched
    decided = given[-1] if given else None
    cells: dict[str, Any] = {
        "code": component.code,
        "name": component.name,
        "maximum": component.maximum,
        "owners": "; ".join(owner.unit.name for owner in given),
        "decision": decided.decision if decided else None,
        "decided_on": decided.decided_on if decided else None,
    }
    for key, of_year in (("before", year - 1), ("now", year)):
        if of_year in scores:
            cells |= {key: scores[of_year].points, f"{key}_on": scores[of_year].published_on}
    return cells


def read_components(
    content: bytes, name: str, *, year: int, components: list[IndexComponent], units: Mapping[int, str]
) -> list[ComponentYear]:
    """Return what is new in a workbook; InputError with every fault at once. `units`: their names by id."""
    table = table_of(year)
    sheet, reading = read_filled(table, content, name, fix=_FIX)
    check = _Check(year, {each.code: each for each in components}, {fold(said): pk for pk, said in units.items()})
    found = [check.row(row) for row in reading.rows]
    if problems := [*reading.problems, *check.problems]:
        raise InputError(*problems)
    if not found:
        raise InputError(Problem(f"{sheet}!A1", "chưa có chỉ số nào.", "Ghi mỗi chỉ số một hàng."))
    return [each for each in found if each is not None]


@dataclass
class _Check:
    year: int
    components: Mapping[str, IndexComponent]
    units: Mapping[str, int]
    problems: list[Problem] = field(default_factory=list)
    seen: dict[str, int] = field(default_factory=dict)

    def row(self, row: Row) -> ComponentYear | None:
        code = row["code"]
        if code is None:
            return None
        if code in self.seen:
            self.problems.append(
                row.problem("code", f"mã {code} đã ghi ở hàng {self.seen[code]}.", "Giữ lại một hàng.")
            )
        self.seen[code] = row.number
        known = self.components.get(code)
        maximum = self._maximum(row, known)
        owners = tuple(self._owners(row, known))
        if owners and row["decision"] is None and "decision" not in row.faulty:
            self.problems.append(row.problem("decision", "chưa ghi văn bản giao chỉ số.", "Ghi số, ký hiệu văn bản."))
        points = tuple(self._points(row, known, maximum))
        said = (row["decision"] or "", row["decided_on"])
        return ComponentYear(known, code, row["name"] or "", maximum or Decimal(0), owners, *said, points)

    def _maximum(self, row: Row, known: IndexComponent | None) -> Decimal | None:
        if known is None:
            for key, what in (("name", "tên chỉ số"), ("maximum", "điểm tối đa")):
                if row[key] is None and key not in row.faulty:
                    self.problems.append(row.problem(key, f"chỉ số mới chưa ghi {what}.", "Ghi vào ô này."))
            return row["maximum"]  # type: ignore[no-any-return]  # as the kind of the column says
        if row["name"] is not None and fold(row["name"]) != fold(known.name):
            self.problems.append(row.problem("name", f"chỉ số {known.code} đã ghi tên “{known.name}”.", _FIX))
        if row["maximum"] not in (None, known.maximum):
            what = f"chỉ số {known.code} có điểm tối đa {number(known.maximum)}."
            self.problems.append(row.problem("maximum", what, _FIX))
        return known.maximum

    def _owners(self, row: Row, known: IndexComponent | None) -> Iterator[Unit]:
        given = {owner.unit_id for owner in known.given} if known else set()  # type: ignore[attr-defined]  # prefetched
        names = [part.strip() for part in (row["owners"] or "").split(";") if part.strip()]
        for name in dict.fromkeys(names):
            pk = self.units.get(fold(name))
            if pk is None:
                what = f"không có đơn vị “{name}” trong danh mục."
                self.problems.append(row.problem("owners", what, "Ghi tên như trong danh mục đơn vị."))
            elif pk not in given:
                yield Unit(pk=pk, name=name)

    def _points(
        self, row: Row, known: IndexComponent | None, maximum: Decimal | None
    ) -> Iterator[tuple[int, Decimal, date]]:
        """Points that are not kept yet, each with its day."""
        kept = {score.year: score for score in known.two_years} if known else {}  # type: ignore[attr-defined]  # prefetched
        for key, of_year in (("before", self.year - 1), ("now", self.year)):
            points, day = row[key], row[f"{key}_on"]
            if maximum is not None and points is not None and points > maximum:
                what = f"điểm {number(points)} vượt điểm tối đa {number(maximum)}."
                self.problems.append(row.problem(key, what, "Kiểm tra lại số này."))
            for one, other, what in ((key, f"{key}_on", "ngày công bố"), (f"{key}_on", key, "điểm")):
                if row[one] is not None and row[other] is None and other not in row.faulty:
                    self.problems.append(row.problem(other, f"chưa ghi {what} của năm {of_year}.", "Ghi cả hai ô."))
            same = of_year in kept and (kept[of_year].points, kept[of_year].published_on) == (points, day)
            if points is not None and day is not None and not same:
                yield of_year, points, day
