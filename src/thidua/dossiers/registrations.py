"""Đăng ký thi đua: who registered for a round, how each stands now, and who would qualify without having registered."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from thidua.dossiers.letters import to_do
from thidua.dossiers.queries.verdicts import Standing
from thidua.dossiers.subjects import Subject

MET = "dat"


@dataclass(frozen=True)
class Progress:
    """A nominee against what was registered; `registered_on` None: not registered, which excludes nobody (IV.1)."""

    standing: Standing
    detail: str
    registered_on: date | None

    @property
    def to_do(self) -> tuple[str, ...]:
        return to_do(self.standing.missing)

    @property
    def further(self) -> int:
        return len(self.to_do) - 1


@dataclass(frozen=True)
class Registered:
    """How many registered, and how many of them would qualify now."""

    all: int
    met: int


def progress_of(
    found: Mapping[Subject, Standing], registered: Mapping[Subject, date], details: Mapping[Subject, str]
) -> Iterator[Progress]:
    """Yield whoever registered, and whoever would qualify now without: of the others nothing is to be said."""
    for subject, standing in found.items():
        if subject in registered or standing.verdict.verdict == MET:
            yield Progress(standing, details.get(subject, ""), registered.get(subject))


def counted(standings: Sequence[Standing]) -> Registered:
    return Registered(len(standings), sum(each.verdict.verdict == MET for each in standings))
