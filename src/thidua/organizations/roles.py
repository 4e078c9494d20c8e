"""What a user may be: the roles held at units on one day. Who may do what follows from them (permissions.py)."""

from dataclasses import dataclass

from thidua.organizations.enums import Capacity, Role
from thidua.organizations.models import Unit


@dataclass(frozen=True)
class HeldRole:
    """A role at a unit; `capacity` where it was delegated: how one signs in the holder's place.

    `stands_in`: why the secretariat enters for the unit, where that is all there is to the role.
    """

    role: str
    unit: Unit
    capacity: str = ""
    stands_in: str = ""

    @property
    def label(self) -> str:
        label = Role(self.role).label
        if self.stands_in:
            return f"{label}, nhập thay"
        return f"{label}, {Capacity(self.capacity).label}" if self.capacity else label

    @property
    def reads(self) -> bool:
        """Tell whether it opens facts: who manages accounts reads none."""
        return self.role != Role.QUAN_TRI

    @property
    def authority(self) -> int:
        """The authority the unit belongs to; an authority belongs to itself."""
        return self.unit.authority_id or self.unit.pk

    @property
    def is_of_authority(self) -> bool:
        """Tell whether it is held at the authority or an office of it, not at a commune under it or below one."""
        return not any(place and place.is_commune and place.authority_id for place in (self.unit, self.unit.parent))

    @property
    def is_everywhere(self) -> bool:
        """Tell whether it reaches all of the authority."""
        return self.role in Role.everywhere and self.is_of_authority


@dataclass(frozen=True)
class Roles:
    """What one user may be on one day; `former`: the same roles at the units that became those, to read by alone."""

    held: tuple[HeldRole, ...]
    former: tuple[HeldRole, ...] = ()

    @property
    def authorities(self) -> set[int]:
        """The authorities one belongs to, and those one's unit belonged to before it became what it is."""
        return {role.authority for role in (*self.held, *self.former)}

    def at(self, unit: Unit, *roles: str) -> bool:
        """Tell whether one of the roles is held at this very unit."""
        return any(held.role in roles and held.unit.pk == unit.pk for held in self.held)

    def over(self, unit: Unit, *roles: str) -> bool:
        """Tell whether one of the roles is held at this unit or above it (a role reaches its subtree)."""
        return any(held.role in roles and unit.path.startswith(held.unit.path) for held in self.held)

    def leads(self, unit: Unit) -> bool:
        """Tell whether one is the chair there: by that role, or as the head of a commune."""
        return self.at(unit, *Role.chairs(is_commune=unit.is_commune))

    def units(self, *roles: str) -> tuple[Unit, ...]:
        """Return the units at which one of the roles is held."""
        return tuple(held.unit for held in self.held if held.role in roles)

    def authorities_as(self, *roles: str) -> set[int]:
        """The authorities for which one of the roles is held, at them or at an office of theirs."""
        return {held.authority for held in self.held if held.role in roles and held.is_of_authority}

    def has(self, *roles: str) -> bool:
        return any(held.role in roles for held in self.held)
