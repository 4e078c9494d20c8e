"""People and the posts they hold over time."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import Q

from thidua.accounts.models import User
from thidua.audit.actions import lock, record
from thidua.core.errors import InputError, NotAllowed, Problem
from thidua.core.format import day as written
from thidua.core.text import clean
from thidua.organizations.models import Person, Post, Unit, holds_on, valid_on
from thidua.organizations.permissions import authorise, may_keep_register, may_register_people


@transaction.atomic
def create_person(
    full_name: str,
    *,
    actor: User | None,
    at: datetime,
    birth_date: date | None = None,
    is_woman: bool | None = None,
    is_invented: bool = False,
) -> Person:
    """Enter a person, with the name exactly as it is written."""
    authorise(actor, at, may_register_people)
    name = clean(full_name)
    if not name:
        raise InputError(Problem("full_name", "chưa ghi họ và tên.", "Ghi đầy đủ họ, tên đệm và tên."))
    person = Person.objects.create(full_name=name, birth_date=birth_date, is_woman=is_woman, is_invented=is_invented)
    record(person, "person.created", actor=actor, at=at, new={"full_name": name})
    return person


@transaction.atomic
def appoint_post(
    person: Person,
    *,
    unit: Unit,
    title: str,
    category: str,
    valid_from: date,
    actor: User | None,
    at: datetime,
    is_head: bool = False,
) -> Post:
    """Give a person a post at a unit that exists then; a unit has one head at a time."""
    authorise(actor, at, lambda roles: may_keep_register(roles, unit))
    _check(unit, valid_from, is_head=is_head)
    post = Post.objects.create(
        person=person, unit=unit, title=clean(title), category=category, is_head=is_head, valid_from=valid_from
    )
    new = {"person": person.pk, "unit": unit.pk, "title": post.title, "valid_from": valid_from.isoformat()}
    record(post, "post.appointed", actor=actor, at=at, new=new)
    return post


@transaction.atomic
def end_post(post: Post, *, ended_on: date, actor: User | None, at: datetime, reason: str = "") -> Post:
    """End a post; `ended_on` is the first day it is no longer held, `reason` an `EndReason` where somebody said."""
    post = lock(post)
    authorise(actor, at, lambda roles: may_keep_register(roles, post.unit))
    if post.valid_until is not None:
        raise NotAllowed(f"Vị trí này đã kết thúc ngày {written(post.valid_until)}.")
    if ended_on <= post.valid_from:
        fix = f"Chọn ngày sau {written(post.valid_from)}."
        raise InputError(Problem("ended_on", "ngày kết thúc không sau ngày bắt đầu.", fix))
    post.valid_until, post.end_reason = ended_on, reason
    post.save(update_fields=["valid_until", "end_reason"])
    new = {"valid_until": ended_on.isoformat(), "end_reason": reason}
    record(post, "post.ended", actor=actor, at=at, new=new)
    return post


def _check(unit: Unit, valid_from: date, *, is_head: bool) -> None:
    if not holds_on(unit, valid_from):
        what = f"{unit.name} không tồn tại ngày {written(valid_from)}."
        raise InputError(Problem("valid_from", what, "Kiểm tra ngày bắt đầu và đơn vị."))
    if is_head and (head := _head_from(unit, valid_from)):
        what = f"{unit.name} đã có người đứng đầu: {head.person.full_name}."
        raise InputError(Problem("is_head", what, "Kết thúc vị trí của người này trước."))


def _head_from(unit: Unit, day: date) -> Post | None:
    held = Post.objects.filter(valid_on(day) | Q(valid_from__gte=day), unit=unit, is_head=True)
    return held.select_related("person").first()
