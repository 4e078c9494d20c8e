"""Who may read conduct and the entries of earlier years; who may bring a list in, the list itself says."""

from thidua.core.errors import NotAllowed, NotVisible
from thidua.organizations.enums import Role
from thidua.organizations.models import Discipline, Leave, Review
from thidua.organizations.permissions import fetch, holds_for, may_keep_person, may_read_conduct, open_person, require
from thidua.organizations.queries import Roles
from thidua.registers.models import Backfilled
from thidua.registers.queries import backfilled_of, disciplines, last_post, leave_by_id, place_of, reviews


def require_conduct(roles: Roles) -> None:
    """Refuse who judges by no one's conduct."""
    if not any(may_read_conduct(roles, held.unit) for held in roles.held):
        raise NotAllowed("Sổ kỷ luật, vụ việc đang xem xét chỉ mở cho người có thẩm quyền xem.")


def open_discipline(roles: Roles, pk: int) -> Discipline:
    """Fetch and authorise in one: for who may not read conduct, there is none."""
    row = fetch(disciplines(), pk=pk)
    if not may_read_conduct(roles, row.unit):
        raise NotVisible
    return row


def open_review_record(roles: Roles, pk: int) -> Review:
    """Fetch and authorise in one; a person's matter belongs where the person served when it began."""
    row = fetch(reviews(), pk=pk)
    place = place_of(row)
    if place is None or not may_read_conduct(roles, place):
        raise NotVisible
    return row


def authorities_to_check(roles: Roles) -> list[int]:
    """Return the authorities whose entries of earlier years one keeps or checks; refuse who does neither."""
    found = {
        held.authority
        for held in roles.held
        if holds_for(roles, held.unit, Role.THUONG_TRUC, Role.CHU_TICH, Role.THANH_TRA)
    }
    if not found:
        raise NotAllowed("Việc ghi bổ sung các năm trước chỉ mở cho Thường trực thi đua, Chủ tịch, Thanh tra.")
    return sorted(found)


def open_backfilled(roles: Roles, pk: int) -> Backfilled:
    """Fetch and authorise in one."""
    row = fetch(backfilled_of({held.authority for held in roles.held}).select_related("authority"), pk=pk)
    if not holds_for(roles, row.authority, Role.THUONG_TRUC, Role.CHU_TICH, Role.THANH_TRA):
        raise NotVisible
    return row


def open_leave(roles: Roles, pk: int) -> Leave:
    """Fetch a leave of a person one may read; refuse who does not keep the register there."""
    row = leave_by_id(pk)
    if row is None:
        raise NotVisible
    open_person(roles, row.person_id)
    post = last_post(row.person)
    require(may_keep_person(roles, post.unit if post else None))
    return row
