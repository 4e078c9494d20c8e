"""Discipline and matters under review. A record stays; one found late is entered late, and says so by its time."""

from datetime import date, datetime

from django.db import transaction

from thidua.accounts.models import User
from thidua.audit.actions import lock, record
from thidua.core.calendar import local_date
from thidua.core.errors import InputError, NotAllowed, Problem
from thidua.core.format import day as written
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
) -> Discipline:
    """Enter an act by which a breach was considered or handled; `unit` is where the person served when it was done."""
    authorise(actor, at, lambda roles: may_record_conduct(roles, unit))
    _refuse_future("acted_on", acted_on, at)
    discipline = Discipline.objects.create(
        person=person,
        unit=unit,
        category=category,
        acted_on=acted_on,
        form=form,
        breaks_order=breaks_order,
        decision_number=decision_number,
        entered_at=at,
    )
    new = {"person": person.pk, "unit": unit.pk, "acted_on": acted_on.isoformat(), "form": form}
    record(discipline, "discipline.recorded", actor=actor, at=at, new=new)
    return discipline


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


def _refuse_future(where: str, day: date, at: datetime) -> None:
    if day > local_date(at):
        raise InputError(Problem(where, f"ngày {written(day)} chưa đến.", "Chỉ ghi việc đã có."))
