"""A round's way: planned → receiving dossiers → judged → decided → published."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db import transaction

from thidua.accounts.models import User
from thidua.audit.actions import change_state, lock, record
from thidua.core.calendar import describe_deadline, is_past, local_date
from thidua.core.errors import InputError, NotAllowed, Problem
from thidua.core.text import clean
from thidua.movements.enums import MOVEMENT_TRANSITIONS, ROUND_TRANSITIONS, MovementState, RoundState
from thidua.movements.models import Registration, Round
from thidua.movements.permissions import may_mark_decided, may_register, may_run_round, may_settle_round
from thidua.organizations.models import Person, Unit
from thidua.organizations.permissions import in_place, require
from thidua.organizations.queries import posts_of, roles_of


@transaction.atomic
def open_round(round_: Round, *, actor: User, at: datetime) -> Round:
    """Begin to receive dossiers; with its first round the movement is under way."""
    round_ = lock(round_)
    require(may_run_round(roles_of(actor, at), round_))
    movement = lock(round_.movement)
    if movement.state == MovementState.LAUNCHED:
        change_state(
            movement,
            MovementState.RUNNING,
            table=MOVEMENT_TRANSITIONS,
            verb="movement.running",
            actor=actor,
            at=at,
        )
    _move(round_, RoundState.OPEN, "round.opened", actor=actor, at=at)
    return round_


@transaction.atomic
def close_round_for_appraisal(round_: Round, *, actor: User, at: datetime) -> Round:
    """Stop receiving, once the deadline of the plan has passed and not before (III.4)."""
    round_ = lock(round_)
    require(may_run_round(roles_of(actor, at), round_))
    if not is_past(at, round_.deadline):
        raise NotAllowed(
            f"Chưa hết hạn nhận hồ sơ: {describe_deadline(round_.deadline)} (khoản 4 mục III). "
            "Chỉ khóa đợt sau thời điểm này."
        )
    _move(round_, RoundState.APPRAISING, "round.closed", actor=actor, at=at)
    return round_


@transaction.atomic
def mark_round_decided(round_: Round, *, actor: User, at: datetime) -> Round:
    """Say that the decision has been issued."""
    round_ = lock(round_)
    require(may_mark_decided(roles_of(actor, at), round_))
    _move(round_, RoundState.DECIDED, "round.decided", actor=actor, at=at)
    return round_


@transaction.atomic
def publish_round(round_: Round, *, actor: User, at: datetime) -> Round:
    """Make the outcome public."""
    round_ = lock(round_)
    require(may_run_round(roles_of(actor, at), round_))
    _move(round_, RoundState.PUBLISHED, "round.published", actor=actor, at=at)
    return round_


@transaction.atomic
def settle_round(
    round_: Round, *, receiver: Unit, decider: Unit, award_form: str, basis: str, actor: User, at: datetime
) -> Round:
    """Say who receives and decides a round whose body is gone, and by which instrument; the question is closed."""
    round_ = lock(round_)
    require(may_settle_round(roles_of(actor, at), decider))
    if round_.receiver_id is not None or round_.state != RoundState.PLANNED:
        raise NotAllowed(f"Đợt “{round_.label}” đã có cơ quan nhận hồ sơ.")
    if not (named := clean(basis)):
        raise InputError(Problem("basis", "chưa nêu căn cứ.", "Ghi số, ngày của văn bản giao thẩm quyền."))
    old = {"open_question": round_.open_question}
    round_.receiver, round_.decider, round_.award_form, round_.open_question = receiver, decider, award_form, ""
    round_.save(update_fields=["receiver", "decider", "award_form", "open_question"])
    new = {"receiver": receiver.pk, "decider": decider.pk, "award_form": award_form}
    record(round_, "round.settled", actor=actor, at=at, old=old, new=new, reason=named)
    return round_


@transaction.atomic
def register_intention(
    round_: Round,
    *,
    unit: Unit,
    registered_on: date,
    actor: User,
    at: datetime,
    person: Person | None = None,
) -> Registration:
    """Register what a unit, or one person in it, strives for in the round (đăng ký thi đua)."""
    require(may_register(roles := roles_of(actor, at), unit))
    round_ = lock(round_)
    if round_.state not in RoundState.awaited:
        raise NotAllowed(f"Đợt “{round_.label}” không còn nhận đăng ký thi đua.")
    _check_registration(round_, unit, person, at)
    registration = Registration.objects.create(round=round_, unit=unit, person=person, registered_on=registered_on)
    new: dict[str, Any] = {
        "round": round_.code,
        "unit": unit.pk,
        "person": person.pk if person else None,
        **in_place(roles, unit),
    }
    record(registration, "registration.entered", actor=actor, at=at, new=new)
    return registration


@transaction.atomic
def register_intentions(
    round_: Round,
    *,
    unit: Unit,
    collective: bool,
    people: Iterable[Person],
    registered_on: date,
    actor: User,
    at: datetime,
) -> list[Registration]:
    """Register a unit and any of its people at once: all of them, or, told of each who cannot be, nobody."""
    problems, made = list[Problem](), list[Registration]()
    for person in (*([None] if collective else []), *people):
        try:
            row = register_intention(round_, unit=unit, person=person, registered_on=registered_on, actor=actor, at=at)
        except InputError as error:
            problems += error.problems
        else:
            made.append(row)
    if problems:
        raise InputError(*problems)
    return made


@transaction.atomic
def withdraw_registration(registration: Registration, *, actor: User, at: datetime) -> None:
    """Take a registration back, while the round still awaits dossiers; the record of events keeps it."""
    round_, row = lock(registration.round), lock(registration, "unit")
    require(may_register(roles := roles_of(actor, at), row.unit))
    if round_.state not in RoundState.awaited:
        raise NotAllowed(f"Đợt “{round_.label}” không còn nhận đăng ký thi đua nên không bỏ đăng ký được.")
    old: dict[str, Any] = {"round": round_.code, "unit": row.unit_id, "person": row.person_id}
    record(row, "registration.withdrawn", actor=actor, at=at, old=old, new=in_place(roles, row.unit))
    row.delete()


def _check_registration(round_: Round, unit: Unit, person: Person | None, at: datetime) -> None:
    subject = person.full_name if person else unit.name
    if Registration.objects.filter(round=round_, unit=unit, person=person).exists():
        where = "people" if person else "collective"
        raise InputError(Problem(where, f"{subject} đã đăng ký thi đua cho “{round_.label}”."))
    if person is not None:
        post = posts_of([person.pk], local_date(at)).get(person.pk)
        if post is None or post.unit_id != unit.pk:
            fix = "Chọn người của đơn vị."
            raise InputError(Problem("people", f"{subject} không công tác tại {unit.name}.", fix))


def _move(round_: Round, to: RoundState, verb: str, *, actor: User, at: datetime) -> None:
    change_state(round_, to, table=ROUND_TRANSITIONS, verb=verb, actor=actor, at=at)
