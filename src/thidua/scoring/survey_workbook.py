"""The answers of a survey as a workbook: a row for each unit, a column for each answer; every fault by its cell."""

from collections.abc import Iterator

from thidua.core.errors import InputError, Problem
from thidua.core.tables import Column, Kind, Row, Table
from thidua.core.text import fold
from thidua.scoring.models import Survey
from thidua.scoring.surveys import answers_of, criterion_of, lines_of
from thidua.ui.workbooks import Filled, read_filled, write_tables

NAME, UNIT = "Kết quả khảo sát", "don_vi"
_MOST = 1_000_000
_FIX = "Tải lại mẫu của khảo sát này rồi điền."
_GUIDE = (
    "Mỗi hàng là một đơn vị, mỗi cột là một phương án trả lời; ghi số phiếu chọn phương án đó, không có thì ghi 0.",
    "Tệp có một ô sai thì không ghi gì. Nạp lại được đến khi đóng khảo sát; lần nạp sau thay lần trước.",
)


def table_of(survey: Survey) -> Table:
    asked = [
        Column(f"tra_loi_{at}", answer, Kind.WHOLE, required=True, high=_MOST)
        for at, answer in enumerate(answers_of(criterion_of(survey)))
    ]
    unit = Column(UNIT, "Đơn vị", required=True, width=36, is_given=True)
    return Table(NAME, f"{survey.question} – năm {survey.criteria_set.year}", (unit, *asked))


def write_counts(survey: Survey) -> bytes:
    """Return the workbook with every unit; the counts that are kept stand in it."""
    table = table_of(survey)
    keys = [column.key for column in table.columns[1:]]
    rows = [
        {UNIT: line.unit.name} | (dict(zip(keys, line.counts, strict=True)) if line.answered else {})
        for line in lines_of(survey)
    ]
    return write_tables([Filled(table, rows)], title=table.title, guide=_GUIDE)


def read_counts(survey: Survey, content: bytes, name: str) -> dict[int, dict[str, int]]:
    """Return how many gave each answer, by unit id; InputError with every fault at once."""
    table = table_of(survey)
    sheet, reading = read_filled(table, content, name, fix=_FIX)
    units = {fold(line.unit.name): line.unit.pk for line in lines_of(survey)}
    if problems := [*reading.problems, *_faults(reading.rows, units, sheet)]:
        raise InputError(*problems)
    return {
        units[fold(row[UNIT])]: {column.heading: row[column.key] for column in table.columns[1:]}
        for row in reading.rows
    }


def _faults(rows: tuple[Row, ...], units: dict[str, int], sheet: str) -> Iterator[Problem]:
    seen: dict[str, Row] = {}
    for row in rows:
        name = fold(row[UNIT] or "")
        if name and name not in units:
            yield row.problem(UNIT, f"“{row[UNIT]}” không có phiếu theo bộ tiêu chí này.", _FIX)
        elif name in seen:
            yield row.problem(UNIT, f"đơn vị đã ghi ở hàng {seen[name].number}.", "Giữ lại một hàng.")
        elif name:
            seen[name] = row
    if missing := units.keys() - seen.keys():
        last = rows[-1].number + 1 if rows else 1
        what = f"thiếu {len(missing)} đơn vị có phiếu theo bộ tiêu chí này."
        yield Problem(f"{sheet}!A{last}", what, "Ghi đủ mọi đơn vị; đơn vị không có phiếu trả lời thì ghi 0.")
