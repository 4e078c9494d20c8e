"""How a permission answers: None is yes; a sentence is no, and says why. Named predicates live with their model."""

from thidua.core.errors import NotAllowed
from thidua.organizations.enums import Role
from thidua.organizations.models import Unit
from thidua.organizations.queries import Roles

Refusal = str | None


def require(refusal: Refusal) -> None:
    """Raise NotAllowed with the refusal's sentence, if it is one."""
    if refusal:
        raise NotAllowed(refusal)


def sees_unit(roles: Roles, unit: Unit) -> bool:
    """Tell whether the roles let one read a unit's facts: own subtree, or, for offices of the authority, all of it."""
    return any(
        unit.path.startswith(held.unit.path)
        or (held.role in Role.everywhere and _authority(held.unit) in (unit.authority_id, unit.pk))
        for held in roles.held
    )


def _authority(unit: Unit) -> int:
    """Return the authority a unit belongs to; an authority belongs to itself."""
    return unit.authority_id or unit.pk
