"""Reads of the workbooks and of what they are checked against."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, datetime

from django.apps import apps
from django.db.models import F, Model, Q, QuerySet

from thidua.core.calendar import local_date
from thidua.files.models import StoredFile
from thidua.organizations.models import Discipline, Leave, Person, Post, Review, Unit, valid_on
from thidua.organizations.queries import Roles, all_posts_of, posts_of
from thidua.registers.models import Backfilled, Upload
from thidua.registers.plan import Register, Scope
from thidua.registers.scans import name_key


def authorities_for(roles: Roles, register: Register) -> list[Unit]:
    """Return the authorities whose list one keeps, each once. One statement."""
    asked = Unit.objects.in_bulk({role.authority for role in roles.held})
    return [unit for unit in asked.values() if register.may(roles, unit) is None]


def scope_of(
    authority: Unit, at: datetime, scans: Mapping[str, StoredFile] | None = None, day: date | None = None
) -> Scope:
    """Return the authority with every unit it has or had; `day`: only what there is on it goes out. One statement."""
    units = Unit.objects.filter(Q(authority=authority) | Q(pk=authority.pk)).order_by("sort_order", "name_folded", "pk")
    return Scope(authority, tuple(units), at, day or local_date(at), scans or {}, day)


def uploads_of(authorities: list[Unit]) -> QuerySet[Upload]:
    """Return the workbooks sent in for these authorities, newest first, without their content. One statement."""
    rows = Upload.objects.filter(authority__in=authorities).defer("content")
    return rows.select_related("authority", "uploaded_by__account__person").order_by("-uploaded_at", "-pk")


def disciplines() -> QuerySet[Discipline]:
    """Return every act of discipline, struck ones too, latest first."""
    return Discipline.objects.select_related("person", "unit").order_by("-acted_on", "-pk")


def reviews() -> QuerySet[Review]:
    """Return every matter under review, struck ones too, open ones first."""
    return Review.objects.select_related("person", "unit").order_by(F("ended_on").desc(nulls_first=True), "-pk")


def place_of(row: Review) -> Unit | None:
    """Return the unit a matter belongs to: the unit itself, or where the person served when it began."""
    if row.unit is not None or row.person_id is None:
        return row.unit
    post = posts_of([row.person_id], row.began_on).get(row.person_id)
    return post.unit if post else None


def leave_by_id(pk: int) -> Leave | None:
    """Return a leave with its person. One statement."""
    return Leave.objects.select_related("person").filter(pk=pk).first()


def last_post(person: Person) -> Post | None:
    """Return the post a person took up last. One statement."""
    return all_posts_of(person).first()


def conduct_of(authorities: Iterable[int], day: date | None = None) -> tuple[QuerySet[Discipline], QuerySet[Review]]:
    """Return the acts and matters of these authorities' units and people, or of those of a day. Two statements."""
    keys = list(authorities)
    here = Q(unit__authority__in=keys) | Q(unit__in=keys)
    posts, then = Post.objects.filter(here), Q()
    if day is not None:
        posts, then = posts.filter(valid_on(day), valid_on(day, "unit__")), valid_on(day, "unit__")
    of_person = Q(person__in=posts.values("person"))
    return disciplines().filter(here & then), reviews().filter((here & then) | of_person)


def scope_of_upload(upload: Upload, at: datetime) -> Scope:
    """Return the scope of a workbook that waits, with the scans sent along. Two statements."""
    scans = {name_key(row.name): row.file for row in upload.scans.select_related("file")}
    return scope_of(upload.authority, at, scans)


def backfilled_of(authorities: Iterable[int]) -> QuerySet[Backfilled]:
    """Return what was entered later for these authorities, newest first, with scans and who entered it."""
    rows = Backfilled.objects.filter(authority__in=authorities).select_related("scan", "entered_by__account__person")
    return rows.order_by("-entered_at", "-pk")


def objects_of(rows: Iterable[Backfilled]) -> dict[int, Model]:
    """Return the row each mark is about, by the mark's id. As many statements as there are kinds."""
    by_type: dict[str, list[Backfilled]] = defaultdict(list)
    for row in rows:
        by_type[row.object_type].append(row)
    found: dict[int, Model] = {}
    for label, marks in by_type.items():
        wanted = apps.get_model(label)._default_manager.select_related(*_RELATED[label])  # noqa: SLF001
        objects = wanted.in_bulk([mark.object_id for mark in marks])
        found |= {mark.pk: objects[mark.object_id] for mark in marks if mark.object_id in objects}
    return found


_RELATED = {
    "organizations.commendation": ("person", "unit"),
    "initiatives.initiative": ("unit",),
    "scoring.publication": ("criteria_set",),
    "scoring.componentscore": ("component",),
}
