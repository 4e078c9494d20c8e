"""Many people and posts at once, as a workbook brings them: few statements, and one event for each all the same."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import transaction

from thidua.accounts.models import User
from thidua.audit.actions import events_together, record
from thidua.organizations.models import Person, Post, Unit
from thidua.organizations.permissions import authorise, may_keep_register

BATCH = 500
SECRET_FIELDS = frozenset({"birth_date", "identity_number", "phone"})  # an event says that they changed, never to what
PERSON_FIELDS = ("full_name", "birth_date", "is_woman", "identity_number", "phone")
Watch = Callable[[int], object]


@dataclass(frozen=True)
class NewPost:
    unit: Unit
    title: str
    category: str
    valid_from: date
    is_head: bool = False
    person: Person | None = None
    valid_until: date | None = None
    end_reason: str = ""


@dataclass(frozen=True)
class NewPerson:
    fields: dict[str, Any]
    post: NewPost


@dataclass(frozen=True)
class ChangedPerson:
    """`fields`: what is written instead; `place`: the unit whose office keeps the person."""

    person: Person
    place: Unit
    fields: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class EndedPost:
    post: Post
    valid_until: date
    reason: str = ""


def _ignore(_count: int) -> None:
    """Nobody watches."""


@transaction.atomic
def enter_people(
    new: Sequence[NewPerson],
    changed: Sequence[ChangedPerson],
    *,
    actor: User | None,
    at: datetime,
    reason: str = "",
    watch: Watch = _ignore,
) -> list[Person]:
    """Enter new people with their posts, and write what is said anew of those known."""
    _authorise({entry.post.unit for entry in new} | {change.place for change in changed}, actor, at)
    entered: list[Person] = []
    with events_together():
        for start in range(0, len(new), BATCH):
            entered += _enter(new[start : start + BATCH], actor, at, reason)
            watch(min(start + BATCH, len(new)) - start)
        for change in changed:
            _change(change, actor, at, reason)
            watch(1)
    return entered


def _enter(batch: Sequence[NewPerson], actor: User | None, at: datetime, reason: str) -> list[Person]:
    people = [Person(**entry.fields) for entry in batch]
    for person in people:
        person.key_name()
    Person.objects.bulk_create(people)
    for person in people:
        record(person, "person.created", actor=actor, at=at, new={"full_name": person.full_name}, reason=reason)
    _appoint(((person, entry.post) for person, entry in zip(people, batch, strict=True)), actor, at, reason)
    return people


def _appoint(held: Iterable[tuple[Person, NewPost]], actor: User | None, at: datetime, reason: str) -> None:
    posts = Post.objects.bulk_create(
        Post(
            person=person,
            unit=post.unit,
            title=post.title,
            category=post.category,
            is_head=post.is_head,
            valid_from=post.valid_from,
            valid_until=post.valid_until,
            end_reason=post.end_reason,
        )
        for person, post in held
    )
    for row in posts:
        said = {"person": row.person_id, "unit": row.unit_id, "title": row.title, "valid_from": str(row.valid_from)}
        record(row, "post.appointed", actor=actor, at=at, new=said, reason=reason)


def _change(change: ChangedPerson, actor: User | None, at: datetime, reason: str) -> None:
    person = Person.objects.select_for_update().get(pk=change.person.pk)
    old, new = {}, {}
    for name, value in change.fields.items():
        shown = name not in SECRET_FIELDS
        old[name], new[name] = (str(getattr(person, name)), str(value)) if shown else ("(kín)", "(kín)")
        setattr(person, name, value)
    person.save()
    record(person, "person.corrected", actor=actor, at=at, old=old, new=new, reason=reason)


@transaction.atomic
def enter_posts(
    ended: Sequence[EndedPost],
    new: Sequence[NewPost],
    *,
    actor: User | None,
    at: datetime,
    reason: str = "",
    watch: Watch = _ignore,
) -> None:
    """End posts first, then appoint: whoever takes over a head's post comes after who held it."""
    _authorise({end.post.unit for end in ended} | {post.unit for post in new}, actor, at)
    with events_together():
        for end in ended:
            post = Post.objects.select_for_update().get(pk=end.post.pk)
            post.valid_until, post.end_reason = end.valid_until, end.reason
            post.save(update_fields=["valid_until", "end_reason"])
            said = {"valid_until": str(end.valid_until), "end_reason": end.reason}
            record(post, "post.ended", actor=actor, at=at, new=said, reason=reason)
            watch(1)
        for start in range(0, len(new), BATCH):
            batch = new[start : start + BATCH]
            _appoint(((post.person, post) for post in batch if post.person is not None), actor, at, reason)
            watch(len(batch))


def _authorise(units: Iterable[Unit], actor: User | None, at: datetime) -> None:
    """Ask once for each authority the units belong to."""
    for unit in {unit.authority_id or unit.pk: unit for unit in units}.values():
        authorise(actor, at, lambda roles, unit=unit: may_keep_register(roles, unit))  # type: ignore[misc]
