"""A person's time in service: transferred, on leave, gone; and who they are, corrected with a reason."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction

from thidua.accounts.models import User
from thidua.audit.actions import lock, record
from thidua.core.errors import InputError, NotAllowed, Problem
from thidua.core.format import day as written
from thidua.core.text import clean
from thidua.organizations.actions.many import PERSON_FIELDS, SECRET_FIELDS
from thidua.organizations.actions.people import appoint_post, end_post
from thidua.organizations.models import Leave, Person, Post, Unit
from thidua.organizations.permissions import authorise, may_keep_person
from thidua.organizations.queries import all_posts_of, held_posts


@transaction.atomic
def transfer_person(
    person: Person,
    *,
    unit: Unit,
    title: str,
    category: str,
    valid_from: date,
    is_head: bool,
    actor: User | None,
    at: datetime,
) -> Post:
    """End every post held then, and give one at another unit from that day on. Awards and facts stay the person's."""
    person = lock(person)
    posts = list(held_posts(person, valid_from))
    if not posts:
        what = f"{person} không giữ vị trí nào ngay trước ngày {written(valid_from)}."
        raise InputError(Problem("valid_from", what, "Kiểm tra ngày, hoặc ghi ở sổ Vị trí công tác."))
    for post in posts:
        end_post(post, ended_on=valid_from, reason="chuyen_cong_tac", actor=actor, at=at)
    fields: dict[str, Any] = {"unit": unit, "title": title, "category": category, "valid_from": valid_from}
    return appoint_post(person, **fields, is_head=is_head, actor=actor, at=at)


@transaction.atomic
def end_service(person: Person, *, last_day: date, reason: str, actor: User | None, at: datetime) -> list[Post]:
    """End every post a person holds, the last day included, with the reason."""
    person = lock(person)
    posts = list(held_posts(person, last_day + timedelta(days=1)))
    if not posts:
        what = f"{person} không giữ vị trí nào ngày {written(last_day)}."
        raise InputError(Problem("last_day", what, "Kiểm tra lại ngày."))
    return [end_post(post, ended_on=last_day + timedelta(days=1), reason=reason, actor=actor, at=at) for post in posts]


@transaction.atomic
def record_leave(
    person: Person, *, kind: str, began_on: date, actor: User | None, at: datetime, ended_on: date | None = None
) -> Leave:
    """Enter a leave; two of a person never lie over each other."""
    person = lock(person)
    _authorise(person, actor, at)
    _refuse_order(began_on, ended_on)
    for other in Leave.objects.filter(person=person):
        if (ended_on is None or other.began_on <= ended_on) and (other.ended_on is None or began_on <= other.ended_on):
            what = f"trùng với lần {other.get_kind_display().lower()} từ ngày {written(other.began_on)}."
            raise InputError(Problem("began_on", what, "Kết thúc lần nghỉ đó trước, hoặc sửa ngày."))
    leave = Leave.objects.create(person=person, kind=kind, began_on=began_on, ended_on=ended_on)
    record(leave, "leave.recorded", actor=actor, at=at, new={"person": person.pk, "began_on": str(began_on)})
    return leave


@transaction.atomic
def end_leave(leave: Leave, *, ended_on: date, actor: User | None, at: datetime) -> Leave:
    """Enter the last day of a leave."""
    leave = lock(leave)
    _authorise(leave.person, actor, at)
    if leave.ended_on is not None:
        raise NotAllowed(f"Lần nghỉ này đã kết thúc ngày {written(leave.ended_on)}.")
    _refuse_order(leave.began_on, ended_on)
    leave.ended_on = ended_on
    leave.save(update_fields=["ended_on"])
    record(leave, "leave.ended", actor=actor, at=at, new={"ended_on": str(ended_on)})
    return leave


@transaction.atomic
def correct_person(
    person: Person, *, fields: Mapping[str, Any], reason: str, actor: User | None, at: datetime
) -> Person:
    """Write anew who somebody is. The event says what changed; of what is private, only that it did."""
    person = lock(person)
    _authorise(person, actor, at)
    said = {name: fields[name] for name in PERSON_FIELDS if name in fields and fields[name] != getattr(person, name)}
    if not clean(reason):
        raise InputError(Problem("reason", "chưa ghi lý do sửa.", "Ghi căn cứ, ví dụ theo căn cước công dân."))
    if "full_name" in said and not clean(said["full_name"]):
        raise InputError(Problem("full_name", "chưa ghi họ và tên.", "Ghi đầy đủ họ, tên đệm và tên."))
    number = said.get("identity_number")
    if number and Person.objects.filter(identity_number=number).exclude(pk=person.pk).exists():
        fix = "Kiểm tra lại số, hoặc gộp hai hồ sơ trùng."
        raise InputError(Problem("identity_number", "số định danh này đã ghi cho người khác.", fix))
    old = {name: _shown(name, getattr(person, name)) for name in said}
    for name, value in said.items():
        setattr(person, name, clean(value) if name == "full_name" else value)
    person.save()
    new = {name: _shown(name, value) for name, value in said.items()}
    record(person, "person.corrected", actor=actor, at=at, old=old, new=new, reason=clean(reason, lines=True))
    return person


def _shown(name: str, value: object) -> str:
    return "(kín)" if name in SECRET_FIELDS else str(value)


def _refuse_order(began_on: date, ended_on: date | None) -> None:
    if ended_on is not None and ended_on < began_on:
        raise InputError(Problem("ended_on", f"trước ngày bắt đầu {written(began_on)}.", "Kiểm tra hai ngày."))


def _authorise(person: Person, actor: User | None, at: datetime) -> None:
    post = all_posts_of(person).first()
    authorise(actor, at, lambda roles: may_keep_person(roles, post.unit if post else None))
