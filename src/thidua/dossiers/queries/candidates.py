"""Who can be judged in a round: the collectives and individuals that the plan names (II.1), as one may see them."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from thidua.core.calendar import is_past
from thidua.core.text import fold
from thidua.dossiers.subjects import Subject, person_subject, unit_subject
from thidua.movements.enums import RoundState
from thidua.movements.models import Round
from thidua.movements.queries import movements_visible_to, registrations_of
from thidua.organizations.enums import UnitKind
from thidua.organizations.models import Person, Post, Unit, valid_on
from thidua.organizations.queries import Roles, participants_on, posts_of, subtree, visible_units


def rounds_visible_to(roles: Roles) -> QuerySet[Round]:
    """Return the rounds of the movements one may read, by deadline, the five-year one last of its day."""
    rows = Round.objects.filter(movement__in=movements_visible_to(roles))
    return rows.select_related("movement__authority", "receiver", "decider").order_by("deadline", "pk")


def five_year_round(round_: Round) -> Round | None:
    """Return the round over five years of the same movement (III.2.b), unless this is it. One statement."""
    rows = Round.objects.filter(movement=round_.movement).exclude(pk=round_.pk).select_related("movement")
    return next((row for row in rows if row.is_five_year), None)


def yearly_rounds_left(round_: Round) -> int:
    """Return how many yearly rounds of the movement are not decided yet. One statement."""
    rows = Round.objects.filter(movement=round_.movement).exclude(state__in=RoundState.over)
    return sum(not row.is_five_year for row in rows)


def round_in_focus(rounds: Sequence[Round], at: datetime) -> Round | None:
    """Return the round people work for now: the next that receives dossiers, or else the last whose time is over."""
    ahead = [row for row in rounds if row.state in RoundState.current and not is_past(at, row.deadline)]
    over = [row for row in rounds if is_past(at, row.deadline)]
    return next(iter([*ahead, *reversed(over), *rounds]), None)


def collectives_in(roles: Roles, round_: Round, day: date, *, text: str = "") -> QuerySet[Unit]:
    """Return the collectives of that day whose facts one may read, in official order. One statement."""
    rows = participants_on(day, round_.movement.authority).filter(visible_units(roles))
    return rows.filter(name_folded__contains=fold(text)) if text else rows


def individuals_in(
    roles: Roles, round_: Round, day: date, *, text: str = "", under: Iterable[Unit] = ()
) -> QuerySet[Person]:
    """Return the people of those collectives, by given name; found by their name or their unit's. One statement."""
    under = list(under) or [round_.movement.authority]
    posts = Post.objects.filter(
        valid_on(day),
        subtree(under, "unit__"),
        visible_units(roles, "unit__"),
        person=OuterRef("pk"),
        unit__kind__in=UnitKind.participants,
    )
    rows = Person.objects.filter(Exists(posts))
    if text:
        of_unit = posts.filter(unit__name_folded__contains=fold(text))
        rows = rows.filter(Q(name_folded__contains=fold(text)) | Exists(of_unit))
    return rows.order_by("sort_key", "pk")


def registered_in(round_: Round) -> dict[Subject, date]:
    """Return who registered for the round, and when. One statement."""
    return {
        person_subject(row.person_id) if row.person_id else unit_subject(row.unit_id): row.registered_on
        for row in registrations_of(round_)
    }


def subjects_of(rows: Sequence[Unit | Person]) -> list[Subject]:
    return [unit_subject(row.pk) if isinstance(row, Unit) else person_subject(row.pk) for row in rows]


def details_of(rows: Sequence[Unit | Person], day: date) -> dict[Subject, str]:
    """Return post and unit of each person that day, the kind of each unit. One statement."""
    posts = posts_of([row.pk for row in rows if isinstance(row, Person)], day)
    found = {unit_subject(row.pk): row.get_kind_display() for row in rows if isinstance(row, Unit)}
    return found | {person_subject(pk): f"{post.title}, {post.unit}" for pk, post in posts.items()}
