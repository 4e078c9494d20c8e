"""Who may sign in, and as what."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet

from thidua.accounts.models import User
from thidua.core.calendar import local_date
from thidua.councils.models import Member
from thidua.organizations.enums import Role
from thidua.organizations.models import RoleAssignment, valid_on


@dataclass(frozen=True)
class Persona:
    """Somebody with a sign-in: the first role held, or the council sat on."""

    user: User
    name: str
    role: str
    place: str


def personas(at: datetime) -> list[Persona]:
    """Return who may do something that day, each once, by role; the many heads of units last. Two statements."""
    day = local_date(at)
    rows = RoleAssignment.objects.filter(valid_on(day), user__account__isnull=False)
    rows = rows.select_related("user__account__person", "unit").order_by("pk")
    found: dict[int, Persona] = {}
    for row in rows:
        person = row.user.account.person
        found.setdefault(row.user_id, Persona(row.user, person.full_name, Role(row.role).label, row.unit.name))
    for seated in council_members(day):
        found.setdefault(seated.user.pk, seated)
    order = sorted(Role.labels, key=lambda label: label == Role.THU_TRUONG.label)
    return sorted(found.values(), key=lambda each: order.index(each.role))


def council_members(day: date) -> list[Persona]:
    """Return the members of councils who can sign in. One statement."""
    rows = Member.objects.filter(valid_on(day), person__accounts__isnull=False)
    rows = rows.select_related("person", "council").prefetch_related("person__accounts__user").order_by("pk")
    return [
        Persona(account.user, row.person.full_name, Role.THANH_VIEN.label, row.council.name)
        for row in rows
        for account in row.person.accounts.all()
    ]


def seats_of(user: User, day: date) -> QuerySet[Member]:
    """Return the user's places on councils that day, with the councils. One statement."""
    rows = Member.objects.filter(valid_on(day), person__accounts__user=user)
    return rows.select_related("council").order_by("pk")
