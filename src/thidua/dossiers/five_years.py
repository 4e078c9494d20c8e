"""Giấy khen of the five years so far, against what the standard asks (III.2.b), and whether it can still be reached."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from thidua.core.eligibility import Verdict
from thidua.dossiers.queries.verdicts import standings
from thidua.dossiers.subjects import Subject
from thidua.movements.models import Round

STANDARD = "tong_ket.2"


@dataclass(frozen=True)
class FiveYears:
    """How many are held (None: not known), how many the standard asks, how many yearly rounds are still undecided."""

    held: int | None
    needed: int
    left: int = 0

    @property
    def short_of(self) -> int | None:
        return None if self.held is None else max(self.needed - self.held, 0)

    @property
    def is_within_reach(self) -> bool | None:
        """Tell whether those held and one from each round still undecided would be enough: one round, one Giấy khen."""
        return None if self.short_of is None else self.short_of <= self.left

    @property
    def words(self) -> str:
        """Say how many of how many, and what that leaves."""
        if self.held is None:
            return _("chưa rõ")
        held = _("%(held)s/%(needed)s Giấy khen") % {"held": self.held, "needed": self.needed}
        if not self.short_of:
            return held
        if self.is_within_reach:
            return _("%(held)s; còn %(n)s đợt, còn có thể đạt") % {"held": held, "n": self.left}
        return _("%(held)s; còn %(n)s đợt, không còn đủ đợt để đạt") % {"held": held, "n": self.left}


def counted_in(verdict: Verdict, left: int = 0) -> FiveYears | None:
    """Return what a verdict of the five-year round counted; None where it asks for no Giấy khen."""
    counted = next((line for line in verdict.criteria if line.id == STANDARD), None)
    return FiveYears(counted.value, counted.threshold, left) if counted else None


def five_years_of(round_: Round | None, subject: Subject, as_of: datetime, left: int = 0) -> FiveYears | None:
    """Count by the rule of the five-year round; None without one."""
    if round_ is None:
        return None
    return counted_in(standings(round_, [subject], as_of)[subject].verdict, left)
