"""A movement is launched from its folder: the plan as issued, bound to what carries it out."""

from datetime import date, datetime

from django.db import transaction

from thidua.accounts.models import User
from thidua.audit.actions import change_state, lock, record
from thidua.core.calendar import local_date
from thidua.core.errors import InputError, Problem
from thidua.core.format import day as written
from thidua.core.movement import Definition, deadline
from thidua.core.movement.definition import Round as PlannedRound
from thidua.movements.enums import MOVEMENT_TRANSITIONS, MovementState
from thidua.movements.models import Movement, Round
from thidua.movements.permissions import may_launch_movement
from thidua.organizations.models import Unit
from thidua.organizations.permissions import require
from thidua.organizations.queries import roles_of
from thidua.plans import load_movement


@transaction.atomic
def launch_movement(
    slug: str, *, authority: Unit, receiver: Unit, starts_on: date, actor: User, at: datetime
) -> Movement:
    """Launch the movement of a folder with all its rounds, not yet opened.

    `receiver` is the authority's office that dossiers go through (III.4). `starts_on` is the day the plan was
    issued (II.3), which the paper may leave blank. Raises `InputError` with whatever the folder has wrong.
    """
    require(may_launch_movement(roles_of(actor, at), authority))
    folder = load_movement(slug)
    lock(authority)
    _check(slug, folder.definition, starts_on, at)
    movement = Movement.objects.create(
        slug=slug,
        authority=authority,
        title=folder.definition.name,
        version=folder.version,
        starts_on=starts_on,
        ends_on=folder.definition.period.last_day,
    )
    for planned in folder.definition.rounds:
        _plan_round(movement, planned, folder.definition, receiver, actor=actor, at=at)
    change_state(
        movement,
        MovementState.LAUNCHED,
        table=MOVEMENT_TRANSITIONS,
        verb="movement.launched",
        actor=actor,
        at=at,
        new={"version": folder.version},
    )
    return movement


def _plan_round(
    movement: Movement, planned: PlannedRound, definition: Definition, receiver: Unit, *, actor: User, at: datetime
) -> None:
    """Where a power has passed to another body by the deadline, nobody receives until it is settled who does."""
    passed = [power for power in definition.succession if power.first_day <= planned.before]
    five_year = planned.year is None
    round_ = Round.objects.create(
        movement=movement,
        code=planned.id,
        year=planned.year or planned.before.year,
        deadline=deadline(planned),
        receiver=None if passed else receiver,
        decider=None if passed else movement.authority,
        award_form="" if five_year or passed else _own_form(definition),
        open_question="\n".join(dict.fromkeys(power.open_question for power in passed if power.open_question)),
    )
    new = {"code": round_.code, "deadline": round_.deadline.isoformat()}
    record(round_, "round.planned", actor=actor, at=at, new=new)


def _own_form(definition: Definition) -> str:
    """Return the form the authority itself gives every year (III.1.b); what it proposes upwards is not its to give."""
    return next((award.form for award in definition.awards if award.act == "quyet_dinh"), "")


def _check(slug: str, definition: Definition, starts_on: date, at: datetime) -> None:
    problems = []
    if Movement.objects.filter(slug=slug).exists():
        problems.append(Problem("slug", f"phong trào “{slug}” đã được phát động."))
    if starts_on > definition.period.last_day:
        what = f"ngày bắt đầu sau ngày kết thúc {written(definition.period.last_day)} của phong trào."
        problems.append(Problem("starts_on", what, "Ghi ngày ban hành kế hoạch."))
    if starts_on > local_date(at):
        problems.append(Problem("starts_on", f"ngày {written(starts_on)} chưa đến.", "Ghi ngày ban hành kế hoạch."))
    if problems:
        raise InputError(*problems)
