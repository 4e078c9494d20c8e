"""Reads of communication activities: lists, and the fact that a standard rests on."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet

from thidua.organizations.queries import Roles, visible_units
from thidua.publicity.enums import ActivityState
from thidua.publicity.models import Activity


@dataclass(frozen=True)
class ActivityFilter:
    """What a list of activities is narrowed to; None is "any"."""

    year: int | None = None
    unit: int | None = None
    state: str | None = None
    form: str | None = None


def activities_visible_to(roles: Roles) -> QuerySet[Activity]:
    """Return the activities these roles may read, latest first, with their units. One statement."""
    rows = Activity.objects.filter(visible_units(roles, "unit__")).select_related("unit")
    return rows.order_by("-held_on", "-pk")


def narrowed(activities: QuerySet[Activity], to: ActivityFilter) -> QuerySet[Activity]:
    """Return the activities that pass the filter."""
    wanted = {"held_on__year": to.year, "unit": to.unit, "state": to.state, "form": to.form}
    return activities.filter(**{name: value for name, value in wanted.items() if value is not None})


def activity_totals(activities: QuerySet[Activity]) -> dict[str, int]:
    """Return how many activities there are, counted, awaiting approval, and in how many forms. One statement."""
    counted = Q(state__in=ActivityState.counted)
    found: dict[str, int] = activities.order_by().aggregate(
        tong=Count("pk"),
        duoc_tinh=Count("pk", filter=counted),
        cho_duyet=Count("pk", filter=Q(state=ActivityState.DRAFT)),
        so_hinh_thuc=Count("form", filter=counted, distinct=True),
    )
    return found


def activity_years(activities: QuerySet[Activity]) -> list[int]:
    """Return the years there are activities of, latest first. One statement."""
    return [day.year for day in activities.order_by().dates("held_on", "year", order="DESC")]


def activities_behind(unit_ids: Iterable[int], year: int, as_of: date) -> QuerySet[Activity]:
    """Return the activities that count for these units: approved, held in the year by `as_of`. One statement."""
    return Activity.objects.filter(
        unit_id__in=list(unit_ids), state__in=ActivityState.counted, held_on__year=year, held_on__lte=as_of
    )


def activity_counts(
    unit_ids: Iterable[int], year: int, as_of: date, now: Mapping[int, int] | None = None
) -> dict[int, dict[str, int]]:
    """Return `tuyen_truyen` of docs/facts-file.md (III.2.a/tap-the/2), by unit id. One statement.

    Approved activities held in the year by `as_of`; a unit without any is absent (unknown), never zero. `now`: units
    that go on under another name, each with its id now; what was held under both names counts together.
    """
    now = now or {}
    counted = activities_behind([*unit_ids, *now], year, as_of).order_by().values_list("unit_id", "form")
    forms: dict[int, list[str]] = {}
    for unit, form in counted:
        forms.setdefault(now.get(unit, unit), []).append(form)
    return {pk: {"so_hoat_dong": len(held), "so_hinh_thuc": len(set(held))} for pk, held in forms.items()}
