"""Facts are gathered, not asked for: one statement per kind of fact, for all nominees at once.

The answer is what `thidua eligibility` reads from a file: a missing key is "no record", an empty list is
"none, and we looked".
"""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any, TypeVar

from django.db.models import Q

from thidua.core.calendar import local_date
from thidua.dossiers.enums import Kind
from thidua.dossiers.models import Judgement
from thidua.dossiers.subjects import Subject, keys_of, person_subject, unit_subject
from thidua.initiatives.queries import recognised_initiatives
from thidua.movements.models import Round
from thidua.organizations.enums import LineageKind, UnitKind
from thidua.organizations.models import Commendation, Discipline, Review, Unit
from thidua.organizations.queries import (
    commendations_of,
    disciplines_of,
    posts_of,
    predecessors_of,
    reviews_of,
    same_units,
    units_by_id,
)
from thidua.publicity.queries import activity_counts
from thidua.scoring.queries import component_changes, rankings_of
from thidua.work.queries import person_counts, unit_plan_dates, unit_task_counts

Facts = dict[str, Any]
T = TypeVar("T")


class _Gathered:
    """Facts by subject; a key is set only where something is known."""

    def __init__(self, subjects: Sequence[Subject], round_: Round, as_of: datetime) -> None:
        self.facts: dict[Subject, Facts] = {subject: {} for subject in subjects}
        self.round = round_
        self.as_of = as_of
        self.day = local_date(as_of - timedelta(microseconds=1))  # a deadline at 00:00 is past the day before
        self.units = keys_of(subjects, Kind.TAP_THE)
        self.people = keys_of(subjects, Kind.CA_NHAN)
        self.now = same_units(self.units)
        self.every = [*self.units, *self.now]  # what is on record under a former name is on record
        found = units_by_id(self.every)
        self.registered = {pk: found[pk] for pk in self.every}  # in this order: what is brought together comes in it

    def unit(self, pk: int) -> int:
        """The unit that goes on as one of these, by its id of whatever time."""
        return self.now.get(pk, pk)

    def subject(self, row: Commendation | Review | Judgement) -> Subject:
        return person_subject(row.person_id) if row.person_id is not None else unit_subject(self.unit(row.unit_id or 0))

    def together(self, values: Mapping[int, T], join: Callable[[T, T], T]) -> dict[int, T]:
        """Bring together what is known of a unit under each of its names."""
        found: dict[int, T] = {}
        for pk, value in values.items():
            now = self.unit(pk)
            found[now] = join(found[now], value) if now in found else value
        return found

    def put(self, key: str, subject_of: Callable[[int], Subject], values: dict[int, Any]) -> None:
        for pk, value in values.items():
            self.facts[subject_of(pk)][key] = value


def gather_facts(round_: Round, subjects: Sequence[Subject], as_of: datetime) -> dict[Subject, Facts]:
    """Return what is known of each nominee at `as_of`, as in a facts file. A constant number of statements."""
    return facts_and_units(round_, subjects, as_of)[0]


def facts_and_units(
    round_: Round, subjects: Sequence[Subject], as_of: datetime
) -> tuple[dict[Subject, Facts], dict[int, Unit]]:
    """Return the facts, and the units among the nominees, by id."""
    gathered = _Gathered(subjects, round_, as_of)
    if round_.is_five_year:
        _commendations(gathered)
    else:
        if gathered.units:
            _work_of_units(gathered)
            _scores(gathered)
        if gathered.people:
            _work_of_people(gathered)
        _initiatives(gathered)
        _conduct(gathered)
    _judgements(gathered)
    _reviews(gathered)
    _participation(gathered)
    return gathered.facts, gathered.registered


def _work_of_units(gathered: _Gathered) -> None:
    year, day = gathered.round.year, gathered.day
    plans: dict[int, date] = gathered.together(unit_plan_dates(gathered.every, year), min)
    gathered.put(
        "ke_hoach_don_vi",
        unit_subject,
        {pk: plans[pk].isoformat() if pk in plans else None for pk in gathered.units},
    )
    gathered.put("nhiem_vu", unit_subject, gathered.together(unit_task_counts(gathered.every, year, day), _sum))
    gathered.put("tuyen_truyen", unit_subject, activity_counts(gathered.units, year, day, gathered.now))


def _work_of_people(gathered: _Gathered) -> None:
    year, day = gathered.round.year, gathered.day
    tasks, documents = person_counts(gathered.people, year, day)
    gathered.put("nhiem_vu", person_subject, tasks)
    gathered.put("van_ban_tham_muu", person_subject, documents)


def _sum(one: dict[str, int], other: dict[str, int]) -> dict[str, int]:
    return {key: one[key] + other[key] for key in one}


def _scores(gathered: _Gathered) -> None:
    year, day = gathered.round.year, gathered.day
    ranked = rankings_of(gathered.registered.values(), year, day)
    for old, now in gathered.now.items():  # the result of the year came out under the former name
        if old in ranked:
            ranked.setdefault(now, ranked.pop(old))
    gathered.put("xep_hang", unit_subject, ranked)
    charged = gathered.together(
        component_changes(gathered.registered.values(), year, day), lambda one, other: [*one, *other]
    )
    gathered.put("chi_so_thanh_phan", unit_subject, charged)


def _initiatives(gathered: _Gathered) -> None:
    of_units, of_people = recognised_initiatives(gathered.every, gathered.people, gathered.day)
    of_units = gathered.together(of_units, lambda one, other: [*one, *other])
    gathered.put("sang_kien", unit_subject, {pk: of_units.get(pk, []) for pk in gathered.units})
    gathered.put("sang_kien", person_subject, {pk: of_people.get(pk, []) for pk in gathered.people})


def _breach(row: Discipline) -> Facts:
    return {
        "ngay": row.acted_on.isoformat(),
        "hinh_thuc": row.form_label,
        "ky_cuong_hanh_chinh": row.breaks_order,
        "doi_tuong": row.category,
    }


def _conduct(gathered: _Gathered) -> None:
    of_units: dict[int, list[Facts]] = {pk: [] for pk in gathered.units}
    of_people: dict[int, list[Facts]] = {pk: [] for pk in gathered.people}
    for row in disciplines_of(units=gathered.every, people=gathered.people):
        of_units.get(gathered.unit(row.unit_id), []).append(_breach(row))
        of_people.get(row.person_id, []).append(_breach(row))
    gathered.put("ky_luat", unit_subject, of_units)
    gathered.put("ky_luat", person_subject, of_people)


def _commendations(gathered: _Gathered) -> None:
    """Own commendations. Whether those of merged predecessors count, nobody has decided: then there is no record."""
    found: dict[Subject, list[Facts]] = defaultdict(list)
    for row in commendations_of(units=gathered.every, people=gathered.people):
        if row.form.startswith("giay_khen") and row.decided_on <= gathered.day:
            found[gathered.subject(row)].append(
                {
                    "so": row.decision_code or None,
                    "ngay": row.decided_on.isoformat(),
                    "cap": row.level,
                    "phong_trao": row.movement_slug or None,
                    "thu_hoi": row.withdrawn_on.isoformat() if row.withdrawn_on else None,
                }
            )
    merged = {
        gathered.unit(pk)
        for pk, links in predecessors_of(gathered.every).items()
        if any(link.kind not in LineageKind.same_unit for link in links)
    }
    for subject, facts in gathered.facts.items():
        if subject.kind == Kind.CA_NHAN or subject.pk not in merged:
            facts["giay_khen"] = found[subject]


def _judgements(gathered: _Gathered) -> None:
    rows = Judgement.objects.filter(
        Q(unit_id__in=gathered.every) | Q(person_id__in=gathered.people),
        round=gathered.round,
        at__lte=gathered.as_of,
    ).order_by("at", "pk")
    for row in rows:  # the latest wins
        gathered.facts[gathered.subject(row)][row.key] = {
            "ket_luan": row.conclusion,
            "boi": row.by,
            "ly_do": row.reason,
        }


def _reviews(gathered: _Gathered) -> None:
    for facts in gathered.facts.values():
        facts["dang_xem_xet"] = []
    for row in reviews_of(units=gathered.every, people=gathered.people):
        gathered.facts[gathered.subject(row)]["dang_xem_xet"].append(
            {
                "loai": row.kind_label,
                "tu": row.began_on.isoformat(),
                "den": row.ended_on.isoformat() if row.ended_on else None,
            }
        )


def _no_participant(why: str) -> Facts:
    return {"ket_luan": False, "boi": "sổ đăng ký đơn vị, cá nhân", "ly_do": why}


def _participation(gathered: _Gathered) -> None:
    """Say who is no participant (II.1); of the others nothing needs to be said."""
    posts = posts_of(gathered.people, gathered.day) if gathered.people else {}
    for subject, facts in gathered.facts.items():
        if subject.kind == Kind.TAP_THE and gathered.registered[subject.pk].kind not in UnitKind.participants:
            facts["doi_tuong"] = _no_participant("Không phải cơ quan, đơn vị thuộc đối tượng của phong trào (II.1.a).")
        if subject.kind == Kind.CA_NHAN and (
            subject.pk not in posts or posts[subject.pk].unit.kind not in UnitKind.participants
        ):
            facts["doi_tuong"] = _no_participant(
                "Tại thời điểm xét không giữ vị trí công tác nào ở cơ quan, đơn vị thuộc đối tượng (II.1.b)."
            )
