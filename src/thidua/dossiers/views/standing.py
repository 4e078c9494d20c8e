"""Tiêu chuẩn, điều kiện: where every collective and individual stands in a round, as a page and as a workbook."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from thidua.core.calendar import end_of_day, local_date
from thidua.core.eligibility import Answer, Outcome
from thidua.core.format import day
from thidua.core.text import slug
from thidua.dossiers.discretion import discreet
from thidua.dossiers.enums import Kind
from thidua.dossiers.five_years import FiveYears, counted_in
from thidua.dossiers.forms.dossiers import HELD, REGISTERED, WITHIN_REACH, StandingFilterForm
from thidua.dossiers.letters import Letter, letter_of, summary_of, to_do
from thidua.dossiers.queries.candidates import (
    collectives_in,
    details_of,
    individuals_in,
    registered_in,
    round_in_focus,
    rounds_visible_to,
    subjects_of,
    yearly_rounds_left,
)
from thidua.dossiers.queries.dossiers import deadline_for
from thidua.dossiers.queries.verdicts import Standing, as_of_for, criteria_of, standings
from thidua.dossiers.registrations import Progress, Registered, counted, progress_of
from thidua.dossiers.subjects import Subject, subject_for, unit_subject
from thidua.movements.enums import RoundState
from thidua.movements.models import Round
from thidua.organizations.http import ActorRequest, signed_in
from thidua.organizations.models import Person, Unit
from thidua.organizations.permissions import may_read_conduct
from thidua.organizations.queries import Roles, own_units
from thidua.ui.xlsx import workbook_response

PER_PAGE = 25


@dataclass(frozen=True)
class Row:
    standing: Standing
    detail: str
    five_years: FiveYears | None = None
    registered_on: date | None = None

    @property
    def summary(self) -> str:
        return summary_of(self.standing.counts)

    @property
    def to_do(self) -> tuple[str, ...]:
        return to_do(self.standing.missing)

    @property
    def further(self) -> int:
        return len(self.to_do) - 1


@dataclass(frozen=True)
class Own:
    """The units one acts for: their letters, their people by verdict, everybody against what was registered."""

    letters: list[tuple[Unit, Letter]]
    people: list[tuple[str, int]]
    progress: list[Progress]


@dataclass(frozen=True)
class Asked:
    """What the list is about: a round at a moment, a kind of nominee, whom one may see of them."""

    round: Round
    as_of: datetime
    kind: str
    verdict: str | None
    rows: QuerySet[Unit] | QuerySet[Person]
    held: str | None = None
    left: int = 0
    wants_registered: str | None = None

    @cached_property
    def registered(self) -> dict[Subject, date]:
        return registered_in(self.round)

    @cached_property
    def those(self) -> list[Unit | Person]:
        """Those whose registration is as one asks."""
        rows: list[Unit | Person] = list(self.rows)
        if self.wants_registered is None:
            return rows
        return [
            row for row in rows if (subject_for(row) in self.registered) == (self.wants_registered == REGISTERED[0][0])
        ]

    @property
    def progress(self) -> Registered:
        """Count the registered among those one may see; the others are judged only when one asks for them."""
        rows = [row for row in self.rows if subject_for(row) in self.registered]
        return counted(list(self.standings_of(rows).values()) if rows else [])

    @property
    def day(self) -> date:
        return local_date(self.as_of)

    @cached_property
    def _judged(self) -> dict[Subject, Standing]:
        return {}

    def standings_of(self, rows: Sequence[Unit | Person]) -> dict[Subject, Standing]:
        """Judge them, each once however often one asks."""
        subjects = subjects_of(rows)
        new = [subject for subject in subjects if subject not in self._judged]
        self._judged.update(standings(self.round, new, self.as_of))
        return {subject: self._judged[subject] for subject in subjects}

    @cached_property
    def everyone(self) -> dict[Subject, Standing]:
        return self.standings_of(self.those)

    def is_asked_for(self, standing: Standing) -> bool:
        """Tell whether the filters let one through."""
        if self.verdict not in (None, standing.verdict.verdict):
            return False
        return self.held is None or self.held in group_of(counted_in(standing.verdict, self.left))

    def page(self, number: str | None) -> Page[Unit | Person]:
        """Judge only the page shown, unless one asks for a verdict or a count: then everyone, at once."""
        rows: Sequence[Unit | Person] = self.rows  # type: ignore[assignment]
        if self.wants_registered:
            rows = self.those
        if self.verdict or self.held:
            rows = [row for row in self.those if self.is_asked_for(self.everyone[subject_for(row)])]
        return Paginator(rows, PER_PAGE).get_page(number)

    def rows_of(self, page: Sequence[Unit | Person]) -> list[Row]:
        details = details_of(page, self.day)
        return [
            Row(
                each,
                details.get(subject, ""),
                counted_in(each.verdict, self.left),
                self.registered.get(subject),
            )
            for subject, each in self.standings_of(page).items()
        ]

    @property
    def counts(self) -> list[tuple[str, str, int]]:
        """Return how many hold 0, 1, 2 Giấy khen and more, and who can still make it, for the five-year round."""
        if not self.round.is_five_year:
            return []
        groups = Counter(
            group for each in self.everyone.values() for group in group_of(counted_in(each.verdict, self.left))
        )
        return [(key, str(label), groups[key]) for key, label in HELD]


def group_of(counted: FiveYears | None) -> tuple[str, ...]:
    """Return the groups of the filter that a nominee belongs to."""
    if counted is None or counted.held is None:
        return ()
    held = str(min(counted.held, counted.needed))
    return (held, WITHIN_REACH) if counted.short_of and counted.is_within_reach else (held,)


def _asked(request: ActorRequest) -> tuple[StandingFilterForm, Asked | None]:
    rounds = list(rounds_visible_to(request.roles))
    own = own_units(request.roles, local_date(request.at)).exists()
    filters = StandingFilterForm(
        request.GET, rounds=rounds, focus=round_in_focus(rounds, request.at), kind=Kind.CA_NHAN if own else Kind.TAP_THE
    )
    code, kind = filters.said("round"), filters.said("kind") or Kind.TAP_THE
    round_ = next((row for row in rounds if row.code == code), round_in_focus(rounds, request.at))
    if round_ is None:
        return filters, None
    asked = filters.asked
    as_of = end_of_day(asked) if asked else as_of_for(round_, request.at)
    find = collectives_in if kind == Kind.TAP_THE else individuals_in
    rows = find(request.roles, round_, local_date(as_of), text=filters.said("text") or "")
    verdict = filters.said("verdict")
    registered = filters.said("registered")
    if not round_.is_five_year:
        del filters.fields["held"]
        return filters, Asked(round_, as_of, kind, verdict, rows, wants_registered=registered)
    left = yearly_rounds_left(round_)
    return filters, Asked(round_, as_of, kind, verdict, rows, filters.said("held"), left, registered)


@require_GET
@signed_in
def standing(request: ActorRequest) -> HttpResponse:
    """Show the own unit against every standard, and everyone one may see, a page at a time."""
    filters, asked = _asked(request)
    if asked is None:
        return render(request, "dossiers/standing.html", {"filters": filters})
    page = asked.page(request.GET.get("page"))
    own = _own(request.roles, asked)
    return render(
        request,
        "dossiers/standing.html",
        {
            "filters": filters,
            "round": asked.round,
            "as_of": asked.as_of,
            "kind": asked.kind,
            "kinds": [(each.value, each.label) for each in Kind],
            "page_obj": page,
            "rows": asked.rows_of(page.object_list),  # type: ignore[arg-type]
            "counts": asked.counts,
            "own": own.letters,
            "people": own.people,
            "progress": own.progress,
            "registered": None if own.letters else asked.progress,
            "may_register": bool(own.letters) and asked.round.state in RoundState.awaited,
            "deadline": deadline_for(asked.round, own.letters[0][0]) if own.letters else None,
        },
    )


def _own(roles: Roles, asked: Asked) -> Own:
    """Judge the units one acts for and their people. A constant number of statements."""
    units = list(collectives_in(roles, asked.round, asked.day) & own_units(roles, asked.day))
    people = list(individuals_in(roles, asked.round, asked.day, under=units)) if units else []
    found = asked.standings_of([*units, *people])
    letters = [(unit, letter_of(asked.round, found[unit_subject(unit.pk)], asked.as_of, "")) for unit in units]
    counts = Counter(found[subject].verdict.verdict for subject in subjects_of(people))
    return Own(
        [(unit, letter if may_read_conduct(roles, unit) else discreet(letter)) for unit, letter in letters],
        [(answer.value, counts[answer.value]) for answer in reversed(Answer) if counts[answer.value]],
        list(progress_of(found, asked.registered, details_of([*units, *people], asked.day))),
    )


@require_GET
@signed_in
def export_standing(request: ActorRequest) -> HttpResponseBase:
    """Send the whole list, every standard in a column of its own."""
    _filters, asked = _asked(request)
    if asked is None:
        return HttpResponse(status=404)
    criteria = criteria_of(asked.round, asked.kind).values()
    columns = [
        (_("STT"), 5),
        (_("Họ và tên") if asked.kind == Kind.CA_NHAN else _("Tập thể"), 28),
        (_("Chức vụ, đơn vị") if asked.kind == Kind.CA_NHAN else _("Loại đơn vị"), 32),
        (_("Đăng ký thi đua"), 15),
        (_("Kết quả"), 15),
        *((f"{place}. {criterion.label}", 16) for place, criterion in enumerate(criteria, start=1)),
        *([(_("Giấy khen trong 5 năm"), 30)] if asked.round.is_five_year else []),
        (_("Cần làm"), 60),
    ]
    words = {"round": asked.round.label, "kind": Kind(asked.kind).label.lower()}
    title = _("%(round)s: %(kind)s đối chiếu tiêu chuẩn") % words
    name = f"{slug(title)}.xlsx"
    return workbook_response(name, title, columns, _lines(asked))


def _lines(asked: Asked) -> Iterator[list[str | int]]:
    shown = [row for row in asked.rows_of(asked.those) if asked.is_asked_for(row.standing)]
    for place, row in enumerate(shown, start=1):
        verdict = row.standing.verdict
        yield [
            place,
            row.standing.name,
            row.detail,
            day(row.registered_on) if row.registered_on else "",
            Answer(verdict.verdict).label,
            *(Outcome(criterion.outcome).label for criterion in verdict.criteria),
            *([row.five_years.words if row.five_years else ""] if asked.round.is_five_year else []),
            "\n".join(row.to_do),
        ]
