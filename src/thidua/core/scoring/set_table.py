"""A criteria set as two tables, so that it can be written in a workbook: facts of the whole, and a row a criterion.

    tables_of(definition) -> SetTables          to write out
    set_from(tables, name) -> SetFile           read back; every error with sheet and cell

Columns are found by their titles, so their order does not matter. The parameters of a rule stand in one cell, as
YAML without its braces: "cap: 90, floor: 60".
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

import yaml

from thidua.core.errors import InputError, Problem
from thidua.core.json_text import exact
from thidua.core.scoring.digests import digest_of_exact
from thidua.core.scoring.parse import parse_set
from thidua.core.scoring.set_file import SetFile
from thidua.core.yaml_text import read_yaml

SHEET_OF_SET, SHEET_OF_CRITERIA = "Bộ tiêu chí", "Tiêu chí"
FACTS: Mapping[str, str] = {
    "code": "Mã bộ",
    "name": "Tên bộ",
    "year": "Năm",
    "unit_kinds": "Loại đơn vị",
    "rounding": "Số chữ số thập phân",
    "tie_rule": "Cách xếp khi đồng hạng",
    "points_min": "Tổng điểm thấp nhất",
    "points_max": "Tổng điểm cao nhất",
    "bands": "Mức xếp loại",
    "source": "Nguồn",
    "caution": "Cần biết",
    "demonstration": "Trình diễn",
}
_OF_FIELD: Mapping[str, str] = {
    "code": "Lĩnh vực",
    "name": "Tên lĩnh vực",
    "bonus_cap": "Điểm thưởng tối đa của lĩnh vực",
    "appraised_by": "Đơn vị phụ trách lĩnh vực",
}
_OF_GROUP: Mapping[str, str] = {"code": "Thuộc tiêu chí", "name": "Tên tiêu chí chung"}
_OF_CRITERION: Mapping[str, str] = {
    "code": "Mã",
    "name": "Tên tiêu chí",
    "max": "Điểm tối đa",
    "kind": "Loại quy tắc",
    "parameters": "Tham số",
    "bonus": "Điểm thưởng",
    "not_applicable": "Khi không áp dụng",
    "text": "Nội dung chấm",
    "guide": "Hướng dẫn",
    "evidence": "Tài liệu kiểm chứng",
    "scored_by": "Đơn vị tự chấm",
    "appraised_by": "Đơn vị thẩm định",
    "data_source": "Nguồn số liệu",
    "reading": "Cách hiểu",
    "ambiguity": "Chỗ chưa rõ",
    "clause": "Điều khoản",
    "fact": "Dữ kiện tự điền",
}
_ABOUT_GROUP: Mapping[str, str] = {  # what the page shows of a criterion with components
    "text": "Nội dung tiêu chí chung",
    "guide": "Hướng dẫn tiêu chí chung",
    "evidence": "Tài liệu kiểm chứng tiêu chí chung",
    "reading": "Cách hiểu tiêu chí chung",
    "ambiguity": "Chỗ chưa rõ của tiêu chí chung",
    "clause": "Điều khoản của tiêu chí chung",
}
TITLES: tuple[str, ...] = (*_OF_FIELD.values(), *_OF_GROUP.values(), *_OF_CRITERION.values(), *_ABOUT_GROUP.values())
_NEEDED = (_OF_FIELD["code"], _OF_CRITERION["code"], _OF_CRITERION["max"], _OF_CRITERION["kind"])
_YES = ("x", "có", "true", "1")
_NUMBERED = ("rounding", "year", "points_min", "points_max")

Raw = Mapping[str, Any]
Cells = Sequence[Sequence[Any]]


@dataclass(frozen=True)
class SetTables:
    """`facts`: title and value; `criteria`: the titles, then a row for each criterion. None is an empty cell."""

    facts: Cells
    criteria: Cells


def tables_of(definition: Raw) -> SetTables:
    facts = [[title, _written(definition.get(key), key)] for key, title in FACTS.items()]
    return SetTables(facts, [list(TITLES), *_rows(definition)])


def set_from(tables: SetTables, name: str) -> SetFile:
    """`name`: of the workbook, for the errors that have no cell."""
    reading = _Reading()
    definition = {**reading.facts(tables.facts), "fields": reading.fields(tables.criteria)}
    if reading.problems:
        raise InputError(*reading.problems)
    try:
        criteria_set = parse_set(definition, "")
    except InputError as error:
        raise InputError(*(reading.placed(problem, name) for problem in error.problems)) from error
    return SetFile(name, definition, criteria_set, digest_of_exact(definition))


def _rows(definition: Raw) -> Iterator[list[Any]]:
    for of_set in definition["fields"]:
        of_field = [_written(of_set.get(key), key) for key in _OF_FIELD]
        for item in of_set["criteria"]:
            of_group, about_group = (
                [item.get(key) if "components" in item else None for key in keys] for keys in (_OF_GROUP, _ABOUT_GROUP)
            )
            for leaf in item.get("components", (item,)):
                yield [*of_field, *of_group, *(_criterion_cell(leaf, key) for key in _OF_CRITERION), *about_group]
                of_field = [of_field[0], *([None] * (len(of_field) - 1))]  # the code again, the rest once


def _criterion_cell(leaf: Raw, key: str) -> Any:
    rule = leaf["rule"]
    if key == "kind":
        return rule["kind"]
    if key == "parameters":
        return _flow({name: value for name, value in rule.items() if name != "kind"})
    return _written(leaf.get(key), key)


def _written(value: Any, key: str) -> Any:
    if key == "bands":
        return _flow(value)
    if isinstance(value, bool):
        return "x" if value else None
    if isinstance(value, list | tuple):
        return ", ".join(map(str, value))
    return value if value != "" else None


def _flow(value: Any) -> str | None:
    """YAML on one line, without the outer braces."""
    if not value:
        return None
    text: str = yaml.safe_dump(_plain(value), default_flow_style=True, allow_unicode=True, width=10**6, sort_keys=False)
    return text.strip()[1:-1]


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, Mapping):
        return {key: _plain(item) for key, item in value.items()}
    return [_plain(item) for item in value] if isinstance(value, list | tuple) else value


@dataclass
class _Reading:
    problems: list[Problem] = field(default_factory=list)
    columns: dict[str, int] = field(default_factory=dict)
    rows: dict[str, int] = field(default_factory=dict)  # path of a criterion → its row
    fact_rows: dict[str, int] = field(default_factory=dict)

    def facts(self, cells: Cells) -> dict[str, Any]:
        keys = {title: key for key, title in FACTS.items()}
        found: dict[str, Any] = {}
        for at, row in enumerate(cells):
            title, value = (*row, None, None)[:2]
            key = keys.get(str(title or "").strip())
            if key is None:
                if title not in (None, ""):
                    self._refuse(f"{SHEET_OF_SET}!A{at + 1}", f"không có mục “{title}”.")
                continue
            self.fact_rows[key] = at
            if value not in (None, ""):
                found[key] = self._fact(key, value, f"{SHEET_OF_SET}!B{at + 1}")
        return found

    def _fact(self, key: str, value: Any, cell: str) -> Any:
        if key == "bands":
            return self._yaml(f"[{value}]", cell)
        if key == "unit_kinds":
            return [part.strip() for part in str(value).split(",") if part.strip()]
        if key == "demonstration":
            return _is_yes(value)
        return _number(value) if key in _NUMBERED else _words(value)

    def fields(self, cells: Cells) -> list[dict[str, Any]]:
        found: dict[str, dict[str, Any]] = {}
        self._heads(cells[0] if cells else ())
        for at, row in enumerate(cells[1:] if not self.problems else (), start=1):
            if not any(value not in (None, "") for value in row):
                continue
            read = {title: (row[column] if column < len(row) else None) for title, column in self.columns.items()}
            self._criterion(found, read, at)
        return list(found.values())

    def _heads(self, heads: Sequence[Any]) -> None:
        for column, head in enumerate(heads):
            title = str(head or "").strip()
            if title and title not in TITLES:
                self._refuse(f"{SHEET_OF_CRITERIA}!{_letters(column)}1", f"không có cột “{title}”.")
            elif title:
                self.columns[title] = column
        for title in _NEEDED:
            if title not in self.columns:
                self._refuse(f"{SHEET_OF_CRITERIA}!1:1", f"thiếu cột “{title}”.")

    def _criterion(self, found: dict[str, dict[str, Any]], read: Raw, at: int) -> None:
        of_field = {key: read.get(title) for key, title in _OF_FIELD.items()}
        code = _words(of_field["code"]) if of_field["code"] not in (None, "") else ""
        known = found.setdefault(code, {"code": code, "criteria": []})
        known.update(_filled({key: of_field[key] for key in ("name", "appraised_by")}))
        if of_field["bonus_cap"] not in (None, ""):
            known["bonus_cap"] = _number(of_field["bonus_cap"])
        path = f"fields[{[*found].index(code)}].criteria"
        of_group = _filled({key: read.get(title) for key, title in {**_OF_GROUP, **_ABOUT_GROUP}.items()})
        leaf = self._leaf(read, at)
        if not of_group.get("code"):
            self.rows[f"{path}[{len(known['criteria'])}]"] = at
            known["criteria"].append(leaf)
            return
        last = known["criteria"][-1] if known["criteria"] else {}
        if last.get("code") != of_group["code"] or "components" not in last:
            last = {**of_group, "components": []}
            self.rows[f"{path}[{len(known['criteria'])}]"] = at
            known["criteria"].append(last)
        self.rows[f"{path}[{len(known['criteria']) - 1}].components[{len(last['components'])}]"] = at
        last["components"].append(leaf)

    def _leaf(self, read: Raw, at: int) -> dict[str, Any]:
        cells = {key: read.get(title) for key, title in _OF_CRITERION.items()}
        special = ("max", "kind", "parameters", "bonus")
        leaf = _filled({key: value for key, value in cells.items() if key not in special})
        if cells["max"] not in (None, ""):
            leaf["max"] = _number(cells["max"])
        if _is_yes(cells["bonus"]):
            leaf["bonus"] = True
        place = f"{SHEET_OF_CRITERIA}!{_letters(self.columns.get(_OF_CRITERION['parameters'], 0))}{at + 1}"
        text = cells["parameters"]
        parameters = self._yaml("{" + str(text) + "}", place) if text not in (None, "") else {}
        leaf["rule"] = {"kind": _words(cells["kind"] or ""), **(parameters if isinstance(parameters, dict) else {})}
        return leaf

    def _yaml(self, text: str, cell: str) -> Any:
        try:
            return exact(read_yaml(cell, text).data)
        except InputError:
            self._refuse(cell, "không đọc được tham số.", "Viết như “cap: 90, floor: 60”.")
            return {}

    def placed(self, problem: Problem, name: str) -> Problem:
        """The cell a problem of the definition stands in."""
        path = problem.where.lstrip(".")
        inside = max((known for known in self.rows if path.startswith(known)), key=len, default=None)
        if inside is None:
            row = self.fact_rows.get(_first(path))
            where = f"{name} ({path})" if row is None else f"{SHEET_OF_SET}!B{row + 1}"
            return Problem(where, problem.what, problem.fix)
        rest = path[len(inside) :].lstrip(".")
        column = _first(rest)
        if column == "rule":
            column = "kind" if rest in ("rule", "rule.kind") and "loại" in problem.what else "parameters"
        title = _OF_CRITERION.get(column, _OF_CRITERION["code"])
        cell = f"{SHEET_OF_CRITERIA}!{_letters(self.columns.get(title, 0))}{self.rows[inside] + 1}"
        more = rest.partition(".")[2] if column == "parameters" else ""
        return Problem(cell + (f" ({more})" if more else ""), problem.what, problem.fix)

    def _refuse(self, where: str, what: str, fix: str = "") -> None:
        self.problems.append(Problem(where, what, fix))


def _first(path: str) -> str:
    return re.split(r"[.\[]", path)[0]


def _filled(values: Raw) -> dict[str, Any]:
    return {key: _words(value) for key, value in values.items() if value not in (None, "")}


def _words(value: Any) -> Any:
    """A code typed as a number is the text it shows: 1.1, not 1.10; a whole one without its point."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return value.strip() if isinstance(value, str) else str(value)


def _number(value: Any) -> Any:
    if isinstance(value, float):
        return int(value) if value.is_integer() else Decimal(repr(value))
    return value


def _is_yes(value: Any) -> bool:
    return value is True or str(value or "").strip().lower() in _YES


def _letters(column: int) -> str:
    """0 → "A", 26 → "AA"."""
    return (_letters(column // 26 - 1) if column >= 26 else "") + chr(ord("A") + column % 26)  # noqa: PLR2004
