"""What last year's figures of a merged unit are: nothing, the mean of those it came from, or the main one's.

Which of them holds is declared by an authority with its basis; until it is, nothing is compared.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from thidua.core.rounding import half_up

PLACES = 6  # as exact as a published result is kept


class Rule(StrEnum):
    NONE = "khong_so_sanh"
    MEAN = "binh_quan"
    MAIN = "don_vi_chinh"


@dataclass(frozen=True)
class Figures:
    """A published result: points of a maximum, index, rank."""

    points: Decimal | None
    maximum: Decimal | None
    index: Decimal | None
    rank: int | None = None


@dataclass(frozen=True)
class Former:
    """A unit it came from, with its result of the year before, if any."""

    name: str
    figures: Figures | None
    weight: Decimal | None = None
    is_main: bool = False


@dataclass(frozen=True)
class Base:
    """What to stand beside, and how it was found; or, where there is nothing, why."""

    figures: Figures | None
    words: str


def base_of(rule: Rule, formers: Sequence[Former]) -> Base:
    """Return last year's figures of a unit made of others, by the rule declared for it."""
    if rule is Rule.MAIN:
        return _main(formers)
    return _mean(formers) if rule is Rule.MEAN else Base(None, "")


def _main(formers: Sequence[Former]) -> Base:
    named = [former for former in formers if former.is_main]
    if len(named) != 1:
        return Base(None, "văn bản sắp xếp chưa nêu đơn vị chính")
    [main] = named
    if main.figures is None:
        return Base(None, f"{main.name} không có kết quả năm trước")
    return Base(main.figures, f"so với đơn vị chính {main.name}")


def _mean(formers: Sequence[Former]) -> Base:
    known = [former.figures for former in formers if former.figures is not None]
    if missing := [former.name for former in formers if former.figures is None]:
        return Base(None, f"không có kết quả năm trước của {', '.join(missing)}")
    if not known:
        return Base(None, "không có đơn vị tiền thân nào")
    weights = [former.weight for former in formers]
    unweighted = [former.name for former in formers if former.weight is None]
    if unweighted and len(unweighted) < len(formers):
        return Base(None, f"chưa có trọng số của {', '.join(unweighted)}")
    shares = [weight or Decimal(1) for weight in weights]
    maxima = {figures.maximum for figures in known}
    figures = Figures(
        points=_weighted([each.points for each in known], shares) if len(maxima) == 1 else None,
        maximum=maxima.pop() if len(maxima) == 1 else None,
        index=_weighted([each.index for each in known], shares),
    )
    kind = "bình quân" if unweighted else "bình quân có trọng số"
    return Base(figures, f"so với {kind} của {len(formers)} đơn vị tiền thân; thứ hạng không so")


def _weighted(values: Sequence[Decimal | None], shares: Sequence[Decimal]) -> Decimal | None:
    """Return the mean, or None where one value is unknown; ranks have none."""
    known = [value for value in values if value is not None]
    if len(known) < len(values):
        return None
    total = sum((value * share for value, share in zip(known, shares, strict=True)), Decimal(0))
    return half_up(Fraction(total) / Fraction(sum(shares, Decimal(0))), PLACES)
