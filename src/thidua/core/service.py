"""How long somebody worked in a period: days at a post, less the leave that is not counted as time worked."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from thidua.core.calendar import Period


@dataclass(frozen=True)
class Held:
    """A post from its first day to the day before `until`; None: it goes on."""

    first: date
    until: date | None = None


@dataclass(frozen=True)
class Away:
    """A leave, both days included. `counts`: True it is time worked, False it is not, None nobody has said."""

    first: date
    last: date | None
    counts: bool | None


@dataclass(frozen=True)
class Service:
    """Days of the period: at a post; of those on leave that counts, does not, and of which nobody has said."""

    at_post: int
    away_counted: int
    away_not_counted: int
    away_undecided: int

    @property
    def worked(self) -> int:
        """Days that are certainly time worked; leave nobody has decided about is not taken as worked."""
        return self.at_post - self.away_not_counted - self.away_undecided


def service_in(period: Period, posts: Iterable[Held], leaves: Iterable[Away]) -> Service:
    """Each day is counted once, however many posts were held; of two leaves on a day the one that counts wins."""
    days = set()
    for post in posts:
        days |= _days(period, post.first, post.until - timedelta(days=1) if post.until else None)
    by_answer: dict[bool | None, set[date]] = {True: set(), False: set(), None: set()}
    for leave in leaves:
        by_answer[leave.counts] |= _days(period, leave.first, leave.last)
    counted = by_answer[True] & days
    refused = (by_answer[False] & days) - counted
    undecided = (by_answer[None] & days) - counted - refused
    return Service(len(days), len(counted), len(refused), len(undecided))


def _days(period: Period, first: date, last: date | None) -> set[date]:
    start, end = max(first, period.start), min(last or period.end, period.end)
    return {start + timedelta(days=count) for count in range((end - start).days + 1)}
