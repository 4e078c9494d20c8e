"""Which row asks for what. Writing and reading share it, so what is read is what was written.

The workbook speaks Vietnamese whatever the language of the page: it goes from office to office.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import override

from thidua.core.digest import digest_of
from thidua.core.scoring import Criterion
from thidua.core.scoring.entries import Comparison, Variables
from thidua.scoring.forms.sheets import NOT_APPLICABLE, NOTE, SheetForm
from thidua.scoring.models import Sheet
from thidua.scoring.rule_words import rule_words
from thidua.scoring.scorecards import set_of

VERSION = "thidua-phieu-cham/1"
PAGE, HIDDEN = "Phiếu chấm", "thidua"
HEADINGS = (
    "Mã",
    "Tiêu chí",
    "Quy định, cách tính",
    "Điểm tối đa",
    "Cần ghi",
    "Số liệu",
    "Không áp dụng",
    "Tài liệu kiểm chứng, ghi chú",
    "Tính thử",
)
WIDTHS = (8, 34, 48, 9, 24, 16, 10, 40, 12)
FIGURE, EXCUSE, REMARK, TRIAL = 5, 6, 7, 8
LOCKED = 5  # the columns before the first to be filled in
HEAD = 5  # rows above the table, its heading in the last of them
MARK = "x"
MOST = 1e12


@dataclass(frozen=True)
class Row:
    """One line of the workbook: a field of the form, its value now, and what stands in its locked cells."""

    criterion: Criterion
    field: str
    asks: str
    choices: tuple[tuple[str, str], ...]  # what a cell says, what the form says
    is_mark: bool
    is_number: bool
    least: float
    value: Any
    locked: tuple[Any, ...]
    excuse: str | None = None
    note: str | None = None
    excused: bool = False
    noted: str = ""


def identity_of(sheet: Sheet) -> dict[str, str]:
    """Return what a workbook must say to be this sheet's."""
    criteria_set = sheet.criteria_set
    return {
        "version": VERSION,
        "year": str(criteria_set.year),
        "set": criteria_set.code,
        "digest": digest_of(criteria_set.definition),
        "unit": sheet.unit.name,
        "sheet": str(sheet.pk),
    }


def form_of(sheet: Sheet, entries: Mapping[str, Any], data: Mapping[str, str] | None = None) -> SheetForm:
    return SheetForm(data, criteria_set=set_of(sheet), entries=entries)


def rows_of(sheet: Sheet, entries: Mapping[str, Any]) -> list[Row]:
    with override("vi"):
        form = form_of(sheet, entries)
        return [row for criterion in form.criteria_set.criteria for row in _rows(form, criterion)]


def _rows(form: SheetForm, criterion: Criterion) -> Iterator[Row]:
    names = form.names[criterion.code]
    own = [name for key, name in names.items() if key not in (NOT_APPLICABLE, NOTE)]
    excuse, note = names.get(NOT_APPLICABLE), names[NOTE]
    for place, name in enumerate(own):
        field = form.fields[name]
        choices = tuple((str(label), str(value)) for value, label in getattr(field, "choices", ()) if value)
        asks = str(field.short)  # type: ignore[attr-defined]  # given by the form
        head = (criterion.name, _text(criterion), float(criterion.max)) if not place else ("", "", "")
        first: dict[str, Any] = {}
        if not place:
            excused = bool(excuse and form.fields[excuse].initial)
            first = {"excuse": excuse, "note": note, "excused": excused, "noted": form.fields[note].initial or ""}
        yield Row(
            criterion,
            name,
            asks,
            choices,
            isinstance(field, forms.BooleanField),
            isinstance(field, forms.DecimalField),
            -MOST if criterion.rule.entry in (Comparison, Variables) else 0,
            field.initial,
            (criterion.code, *head, asks),
            **first,
        )


def _text(criterion: Criterion) -> str:
    said = criterion.about
    parts = (said.text or rule_words(criterion), f"Minh chứng: {said.evidence}" if said.evidence else "")
    return "\n".join(part for part in parts if part)
