"""A person entered on a page: who they are, and the post they hold, in one act."""

from datetime import date, datetime
from typing import Any

from thidua.accounts.models import User
from thidua.core.errors import InputError, Problem
from thidua.organizations.actions.many import NewPerson, NewPost, enter_people
from thidua.organizations.models import Person, Unit, holds_on
from thidua.organizations.queries import heads_on, identity_taken


def enter_person(
    *,
    full_name: str,
    unit: Unit,
    title: str,
    category: str,
    valid_from: date,
    is_head: bool,
    actor: User,
    at: datetime,
    **fields: Any,
) -> Person:
    """Enter a person with a post; the same refusals as in the workbook."""
    problems = []
    if not holds_on(unit, valid_from):
        what = f"{unit.name} không tồn tại ngày {valid_from:%d/%m/%Y}."
        problems.append(Problem("valid_from", what, "Kiểm tra ngày và đơn vị."))
    if is_head and (head := heads_on([unit.pk], valid_from).get(unit.pk)):
        what = f"{unit.name} đã có người đứng đầu: {head.person.full_name}."
        problems.append(Problem("is_head", what, "Kết thúc vị trí của người này trước."))
    if identity_taken(fields.get("identity_number") or ""):
        problems.append(Problem("identity_number", "số định danh này đã ghi cho người khác.", "Kiểm tra lại số."))
    if problems:
        raise InputError(*problems)
    post = NewPost(unit, title, category, valid_from, is_head=is_head)
    [person] = enter_people([NewPerson({"full_name": full_name, **fields}, post)], [], actor=actor, at=at)
    return person
