"""Setting a council up and seating its members."""

from datetime import date, datetime

from django.db import transaction

from thidua.accounts.models import User
from thidua.audit.actions import record
from thidua.core.errors import InputError, Problem
from thidua.councils.enums import Capacity, CouncilKind
from thidua.councils.models import Council, Member
from thidua.councils.permissions import may_set_up_council
from thidua.organizations.models import Person, Unit
from thidua.organizations.permissions import authorise


@transaction.atomic
def create_council(
    unit: Unit, *, kind: CouncilKind, name: str, decision: str = "", actor: User | None, at: datetime
) -> Council:
    """Enter a council of a unit, with the decision that set it up; one of each kind a unit."""
    authorise(actor, at, lambda roles: may_set_up_council(roles, unit))
    if Council.objects.filter(unit=unit, kind=kind).exists():
        raise InputError(Problem("kind", f"{unit} đã có {kind.label}.", "Cử thêm thành viên vào Hội đồng đó."))
    council = Council.objects.create(
        authority=unit.authority or unit, unit=unit, kind=kind, name=name, decision=decision
    )
    record(council, "council.created", actor=actor, at=at, new={"kind": kind, "name": name, "decision": decision})
    return council


@transaction.atomic
def seat_member(
    council: Council,
    person: Person,
    *,
    capacity: str = Capacity.MEMBER,
    valid_from: date,
    valid_until: date | None = None,
    actor: User | None,
    at: datetime,
) -> Member:
    """Seat a person for a time (`valid_until` excluded); rosters already written do not change."""
    authorise(actor, at, lambda roles: may_set_up_council(roles, council.unit))
    overlapping = council.members.filter(person=person).exclude(valid_until__lte=valid_from)
    if valid_until is not None:
        overlapping = overlapping.filter(valid_from__lt=valid_until)
    if overlapping.exists():
        raise InputError(Problem("person", f"{person} đang là thành viên {council.name} trong thời gian này."))
    member = Member.objects.create(
        council=council, person=person, capacity=Capacity(capacity), valid_from=valid_from, valid_until=valid_until
    )
    new = {"person": person.pk, "capacity": capacity, "valid_from": valid_from.isoformat()}
    record(council, "council.member_seated", actor=actor, at=at, new=new)
    return member
