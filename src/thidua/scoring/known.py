"""What the system itself knows of a unit and fills in on its sheet, with the page that shows where it comes from.

A criterion asks for it by its `fact`; a unit of which nothing is recorded gets nothing (unknown, never zero).
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache, reduce
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from thidua.core.calendar import local_date
from thidua.core.scoring import Criterion
from thidua.core.scoring.entries import Answer, Entry, Quantity, Ratio
from thidua.publicity.queries import activity_counts
from thidua.scoring.entries import words_of
from thidua.scoring.models import Sheet
from thidua.scoring.queries.surveys import results_for
from thidua.scoring.scorecards import set_of
from thidua.scoring.surveys import answers_of, surveyed_criteria
from thidua.work.queries import unit_plan_dates, unit_task_counts

Counts = Mapping[str, Any]


@dataclass(frozen=True)
class Source:
    """What a register holds: the page that shows it, its counts by unit for a year up to a day, and their entry."""

    words: str | Promise
    page: str
    counts: Callable[[Iterable[int], int, date], Mapping[int, Counts]]
    entry: type[Entry]
    says: Callable[[Counts], dict[str, Any]]


@dataclass(frozen=True)
class Known:
    """The entry as the sheet would keep it, its note too; `words` and `path`: whence; `said`: as people read it."""

    entry: dict[str, Any]
    words: str
    path: str
    said: str


def _plans(units: Iterable[int], year: int, day: date) -> dict[int, Counts]:
    """Whose plan for the year was issued by the day (IV.1)."""
    return {pk: {"ngay": issued} for pk, issued in unit_plan_dates(units, year).items() if issued <= day}


_TASKS, _ACTIVITIES, _PLANS = _("sổ nhiệm vụ"), _("sổ tuyên truyền"), _("sổ kế hoạch của đơn vị")
_OWN: Mapping[str, Source] = {
    "nhiem_vu.dung_han": Source(
        _TASKS,
        "work:tasks",
        unit_task_counts,
        Ratio,
        lambda found: {"numerator": found["dung_han"], "denominator": found["giao"]},
    ),
    "nhiem_vu.hoan_thanh": Source(
        _TASKS,
        "work:tasks",
        unit_task_counts,
        Ratio,
        lambda found: {"numerator": found["hoan_thanh"], "denominator": found["giao"]},
    ),
    "nhiem_vu.tra_lai": Source(
        _TASKS, "work:tasks", unit_task_counts, Quantity, lambda found: {"count": found["tra_lai"]}
    ),
    "ke_hoach.da_ban_hanh": Source(_PLANS, "work:unit_plans", _plans, Answer, lambda _: {"value": True}),
    "tuyen_truyen.so_hoat_dong": Source(
        _ACTIVITIES, "publicity:activities", activity_counts, Quantity, lambda found: {"count": found["so_hoat_dong"]}
    ),
    "tuyen_truyen.so_hinh_thuc": Source(
        _ACTIVITIES, "publicity:activities", activity_counts, Quantity, lambda found: {"count": found["so_hinh_thuc"]}
    ),
}


@cache
def sources() -> Mapping[str, Source]:
    """By the id of the fact: what the registers below hold, and what the apps above bring (settings.SHEET_FACTS)."""
    brought: list[Mapping[str, Source]] = [import_string(path) for path in settings.SHEET_FACTS]
    return reduce(lambda known, more: {**known, **more}, brought, _OWN)


def known_of(sheet: Sheet, at: datetime) -> dict[str, Known]:
    """Return what is known for criteria of the sheet, by code. One statement a register, two for surveys."""
    asked = {each.code: each for each in set_of(sheet).criteria if each.about.fact in sources()}
    year, known = sheet.criteria_set.year, dict[str, Known]()
    day = min(local_date(at), date(year, 12, 31))
    of = {code: sources()[criterion.about.fact] for code, criterion in asked.items()}
    registers = dict.fromkeys(source.counts for source in of.values())
    only = "?" + urlencode({"year": year, "unit": sheet.unit_id})
    found = {register: register([sheet.unit_id], year, day).get(sheet.unit_id) for register in registers}
    for code, source in of.items():
        counts = found[source.counts]
        if counts is not None and asked[code].rule.entry is source.entry:
            known[code] = _known(asked[code], source.says(counts), source.words, f"{reverse(source.page)}{only}")
    return known | _surveyed(sheet, local_date(at))


def _surveyed(sheet: Sheet, day: date) -> dict[str, Known]:
    """What people answered, once nobody can answer any more; of a unit nobody was asked about, that there is none."""
    criteria = surveyed_criteria(sheet.criteria_set)
    return {
        code: _known(
            criteria[code],
            {"answers": {answer: counts.get(answer, 0) for answer in answers_of(criteria[code])}},
            _("kết quả khảo sát"),
            reverse("scoring:survey", args=[survey.pk]),
        )
        for code, (survey, counts) in results_for(sheet, day).items()
    }


def _known(criterion: Criterion, entry: dict[str, Any], words: str | Promise, path: str) -> Known:
    with override("vi"):  # the note goes from office to office
        note = f"Theo {words}."
    return Known(entry | {"note": note}, str(words), path, words_of(criterion, entry))
