"""The places of a dossier where something can be missing: its papers, each report its own."""

from dataclasses import dataclass

from thidua.dossiers.enums import Slot
from thidua.dossiers.models import Dossier, Return
from thidua.dossiers.queries.dossiers import nominations_of


@dataclass(frozen=True)
class Place:
    """`nomination`: whose report it is, for a report."""

    slot: str
    label: str
    nomination: int | None = None

    @property
    def key(self) -> str:
        """The name of its field in a form, and of its address."""
        return self.slot if self.nomination is None else f"{self.slot}-{self.nomination}"


def places_of(dossier: Dossier) -> list[Place]:
    """Return the plan's papers (III.3) as the dossier has them, in the plan's order. Two statements."""
    reports = [Place(Slot.BAO_CAO, f"{Slot.BAO_CAO.label} {row.nominee}", row.pk) for row in nominations_of(dossier)]
    return [Place(Slot.TO_TRINH, str(Slot.TO_TRINH.label)), *reports, Place(Slot.BIEN_BAN, str(Slot.BIEN_BAN.label))]


def said_of(returned: Return | None) -> dict[tuple[str, int | None], str]:
    """Return why the dossier was given back, by slot and nomination."""
    return {(each["slot"], each["nomination"]): each["reason"] for each in returned.places} if returned else {}
