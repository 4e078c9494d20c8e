"""Who may carry on what an authority did that has ended, by its lineage and by what the movement's folder says."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from thidua.core.calendar import last_moment
from thidua.core.movement.definition import Succession
from thidua.movements.enums import RoundState
from thidua.movements.models import DutySuccession, Movement, Round
from thidua.movements.queries import folder_of, rounds_of, successions_of
from thidua.organizations.enums import UnitKind
from thidua.organizations.models import Unit, holds_on
from thidua.organizations.queries import lineage_of, units_on

RECEIVING = "noi_nhan_ho_so"  # the duty of the folder that is about receiving dossiers (docs/glossary.md)


@dataclass(frozen=True)
class Heir:
    """A body that may do the duty, and what its head confirmed, if anything."""

    unit: Unit
    settled: DutySuccession | None


@dataclass(frozen=True)
class DutyLine:
    """A duty in a round that falls after it passed on, with who may do it."""

    round: Round
    duty: Succession
    heirs: tuple[Heir, ...]

    @property
    def unsettled(self) -> tuple[Unit, ...]:
        """Those whose head has confirmed nothing."""
        return tuple(heir.unit for heir in self.heirs if heir.settled is None)


def duties_of(movement: Movement, round_: Round) -> tuple[Succession, ...]:
    """Return the duties that passed to another body before the round's last day (III.4). No statement."""
    last = last_moment(round_.deadline).date()
    return tuple(duty for duty in folder_of(movement).definition.succession if duty.first_day <= last)


def heirs_of(movement: Movement) -> tuple[Unit, ...]:
    """Return what the issuing authority and the one above it became, or who does their work. One statement."""
    ended = [pk for pk in (movement.authority_id, movement.authority.parent_id) if pk]
    became = lineage_of(ended).became
    found = {link.successor.pk: link.successor for pk in ended for link in became.get(pk, ()) if link.successor}
    return tuple(found.values())


def fitting(duty: Succession, units: Iterable[Unit]) -> tuple[Unit, ...]:
    """Return those that may give the form that the duty is about; a duty about no form is either's."""
    kinds = {"giay_khen_xa": UnitKind.communes, "bang_khen_tinh": UnitKind.provinces}.get(duty.form or "")
    return tuple(unit for unit in units if kinds is None or unit.kind in kinds)


def lines_of(movement: Movement) -> Iterator[DutyLine]:
    """Yield every duty of every round that falls after it passed on. Three statements."""
    heirs = heirs_of(movement)
    settled = {(row.round_id, row.duty, row.successor_id): row for row in successions_of(movement)}
    for round_ in rounds_of(movement):
        for duty in duties_of(movement, round_):
            units = fitting(duty, heirs)
            named = tuple(Heir(unit, settled.get((round_.pk, duty.id, unit.pk))) for unit in units)
            yield DutyLine(round_, duty, named)


@dataclass(frozen=True)
class Handover:
    """A round, not decided yet, that names a body which is gone, or nobody; and who may carry it on.

    `deciders`: by duty, the one body that confirmed to give that form in the round; `receivers`: who confirmed to
    receive, and the offices under them. `disputed`: forms that several bodies confirmed, which is for no one here to
    settle.
    """

    round: Round
    ended: tuple[Unit, ...]
    deciders: dict[str, tuple[Succession, Unit]]
    receivers: tuple[Unit, ...]
    disputed: tuple[str, ...]


def handovers_of(movement: Movement, day: date) -> list[Handover]:
    """Return the rounds that wait for a body to carry them on, that day. Three statements."""
    confirmed: dict[int, list[DutySuccession]] = {}
    for row in successions_of(movement):
        confirmed.setdefault(row.round_id, []).append(row)
    below: dict[int | None, list[Unit]] = {}
    heirs = {row.successor_id for rows in confirmed.values() for row in rows if row.duty == RECEIVING}
    for unit in units_on(day).filter(parent__in=heirs, kind=UnitKind.CO_QUAN_CHUYEN_MON):
        below.setdefault(unit.parent_id, []).append(unit)
    found = (_handover(row, confirmed.get(row.pk, []), below, day) for row in rounds_of(movement))
    return [each for each in found if each is not None]


def _handover(
    round_: Round, rows: list[DutySuccession], below: dict[int | None, list[Unit]], day: date
) -> Handover | None:
    named = [unit for unit in (round_.receiver, round_.decider) if unit is not None]
    ended = tuple(unit for unit in named if not holds_on(unit, day))
    if round_.state in RoundState.over or (named and not ended):
        return None
    duties = {duty.id: duty for duty in duties_of(round_.movement, round_)}
    by_duty: dict[str, list[Unit]] = {}
    for row in rows:
        if row.duty in duties and duties[row.duty].form:
            by_duty.setdefault(row.duty, []).append(row.successor)
    receiving = [row.successor for row in rows if row.duty == RECEIVING]
    return Handover(
        round_,
        ended,
        {key: (duties[key], units[0]) for key, units in by_duty.items() if len(units) == 1},
        tuple(unit for heir in receiving for unit in (heir, *below.get(heir.pk, ()))),
        tuple(duties[key].power for key, units in by_duty.items() if len(units) > 1),
    )
