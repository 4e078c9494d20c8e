"""Discipline and matters under review. A record stays; one found late is entered late, and says so by its time."""

from datetime import date, datetime
from typing import Any

from django.db import transaction

from thidua.accounts.models import User
from thidua.audit.actions import lock, record
from thidua.core.calendar import local_date
from thidua.core.errors import InputError, NotAllowed, Problem
from thidua.core.format import day as written
from thidua.core.text import clean
from thidua.organizations.models import Discipline, Person, Review, Unit
from thidua.organizations.permissions import authorise, may_record_conduct
from thidua.organizations.queries import posts_of


@transaction.atomic
def record_discipline(  # noqa: PLR0913 - one per field of the record
    person: Person,
    *,
    unit: Unit,
    category: str,
    acted_on: date,
    form: str,
    breaks_order: bool,
    actor: User | None,
    at: datetime,
    decision_number: str = "",
    in_force_until: date | None = None,
) -> Discipline:
    """Enter an act by which a breach was considered or handled; `unit` is where the person served when it was done."""
    authorise(actor, at, lambda roles: may_record_conduct(roles, unit))
    _refuse_future("acted_on", acted_on, at)
    _refuse_before("in_force_until", in_force_until, acted_on)
    discipline = Discipline.objects.create(
        person=person,
        unit=unit,
        category=category,
        acted_on=acted_on,
        form=form,
        breaks_order=breaks_order,
        decision_number=decision_number,
        in_force_until=in_force_until,
        entered_at=at,
    )
    new = {"person": person.pk, "unit": unit.pk, "acted_on": acted_on.isoformat(), "form": form}
    record(discipline, "discipline.recorded", actor=actor, at=at, new=new)
    return discipline


def discipline_person(person: Person, *, acted_on: date, **said: Any) -> Discipline:
    """Record a discipline where the person served on the day, in the post held then (`record_discipline`).

    Inside the caller's transaction, or its own.
    """
    post = posts_of([person.pk], acted_on).get(person.pk)
    if post is None:
        what = f"{person} không giữ vị trí công tác nào ngày {written(acted_on)}."
        raise InputError(Problem("acted_on", what, "Kiểm tra ngày, hoặc bổ sung vị trí công tác trước."))
    return record_discipline(person, unit=post.unit, category=post.category, acted_on=acted_on, **said)


@transaction.atomic
def limit_discipline(discipline: Discipline, *, in_force_until: date, actor: User | None, at: datetime) -> Discipline:
    """Enter the last day on which a form of discipline holds."""
    discipline = lock(discipline)
    authorise(actor, at, lambda roles: may_record_conduct(roles, discipline.unit))
    _refuse_before("in_force_until", in_force_until, discipline.acted_on)
    old = {"in_force_until": str(discipline.in_force_until or "")}
    discipline.in_force_until = in_force_until
    discipline.save(update_fields=["in_force_until"])
    new = {"in_force_until": in_force_until.isoformat()}
    record(discipline, "discipline.limited", actor=actor, at=at, old=old, new=new)
    return discipline


@transaction.atomic
def strike_conduct(row: Discipline | Review, *, reason: str, actor: User | None, at: datetime) -> Discipline | Review:
    """Take back what was entered by mistake: the record stays with the reason, and nothing reads it any more."""
    row = lock(row)
    place = row.unit if isinstance(row, Discipline) else row.unit or _place(row.person, row.began_on)
    authorise(actor, at, lambda roles: may_record_conduct(roles, place))
    if row.struck_at is not None:
        raise NotAllowed("Dòng này đã được hủy.")
    said = clean(reason, lines=True)
    if not said:
        raise InputError(Problem("reason", "chưa ghi lý do hủy.", "Ghi rõ vì sao dòng này ghi sai."))
    row.struck_at, row.struck_reason = at, said
    row.save(update_fields=["struck_at", "struck_reason"])
    record(row, f"{row._meta.model_name}.struck", actor=actor, at=at, reason=said)  # noqa: SLF001 - Django's own
    return row


@transaction.atomic
def open_review(subject: Unit | Person, *, kind: str, began_on: date, actor: User | None, at: datetime) -> Review:
    """Enter a matter under review of a unit or a person; while it is open, an award of either waits."""
    place = _place(subject, began_on)
    authorise(actor, at, lambda roles: may_record_conduct(roles, place))
    _refuse_future("began_on", began_on, at)
    of = {"unit": subject} if isinstance(subject, Unit) else {"person": subject}
    review = Review.objects.create(kind=kind, began_on=began_on, **of)
    record(review, "review.opened", actor=actor, at=at, new={"kind": kind, "began_on": began_on.isoformat()})
    return review


@transaction.atomic
def close_review(review: Review, *, ended_on: date, actor: User | None, at: datetime) -> Review:
    """Enter the day a matter under review ended."""
    review = lock(review)
    place = review.unit or _place(review.person, review.began_on)
    authorise(actor, at, lambda roles: may_record_conduct(roles, place))
    if review.ended_on is not None:
        raise NotAllowed(f"Vụ việc này đã kết thúc ngày {written(review.ended_on)}.")
    _refuse_future("ended_on", ended_on, at)
    if ended_on < review.began_on:
        fix = f"Chọn từ ngày {written(review.began_on)}."
        raise InputError(Problem("ended_on", "ngày kết thúc trước ngày bắt đầu.", fix))
    review.ended_on = ended_on
    review.save(update_fields=["ended_on"])
    record(review, "review.closed", actor=actor, at=at, new={"ended_on": ended_on.isoformat()})
    return review


def _place(subject: Unit | Person | None, day: date) -> Unit:
    """Return the unit whose authority keeps the record: the unit itself, or where the person serves that day."""
    if isinstance(subject, Unit):
        return subject
    post = posts_of([subject.pk], day).get(subject.pk) if subject else None
    if post is None:
        what = f"{subject} không giữ vị trí công tác nào ngày {written(day)}."
        raise InputError(Problem("person", what, "Kiểm tra ngày, hoặc bổ sung vị trí công tác trước."))
    return post.unit


def _refuse_before(where: str, day: date | None, first: date) -> None:
    if day is not None and day < first:
        raise InputError(Problem(where, f"ngày {written(day)} trước ngày {written(first)}.", "Kiểm tra hai ngày."))


def _refuse_future(where: str, day: date, at: datetime) -> None:
    if day > local_date(at):
        raise InputError(Problem(where, f"ngày {written(day)} chưa đến.", "Chỉ ghi việc đã có."))
