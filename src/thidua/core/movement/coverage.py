"""Every clause of the plan beside what carries it out; a clause bound to nothing is a gap."""

from dataclasses import dataclass

from thidua.core.movement.addresses import Address
from thidua.core.movement.carriers import Carrier, carriers_by_clause
from thidua.core.movement.model import Movement


@dataclass(frozen=True)
class Coverage:
    """`narrative`: why a clause that asks nothing of software asks nothing."""

    clause: str
    address: Address
    carriers: tuple[Carrier, ...]
    narrative: str | None

    @property
    def is_gap(self) -> bool:
        return not self.carriers and self.narrative is None and not self.address.is_heading


def coverage(movement: Movement) -> tuple[Coverage, ...]:
    """In the order of the plan."""
    carriers = carriers_by_clause(movement.definition)
    narratives = {known.clause: known.reason for known in movement.definition.narratives}
    return tuple(
        Coverage(clause, address, carriers.get(clause, ()), narratives.get(clause))
        for clause, address in movement.addresses.items()
    )
