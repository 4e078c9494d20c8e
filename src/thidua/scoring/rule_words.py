"""How a criterion is scored, in one line, from its rule."""

from collections.abc import Iterable
from decimal import Decimal
from functools import singledispatch

from thidua.core.format import number, percent
from thidua.core.scoring import Criterion
from thidua.core.scoring.kinds.counts import CountTiers, CountUnit, DeadlineTiers
from thidua.core.scoring.kinds.deductions import FixedDeduction, PerDayDeduction
from thidua.core.scoring.kinds.judged import AllOf, Bonus, Boolean, Informational, Options
from thidua.core.scoring.kinds.ratios import Linear, RatioTiers
from thidua.core.scoring.rule import Rule


def rule_words(criterion: Criterion) -> str:
    """Return the line that stands under the criterion's name; the set's own text is the authority."""
    words = _words(criterion.rule, criterion.max)
    return words[:1].upper() + words[1:]


@singledispatch
def _words(rule: Rule, most: Decimal) -> str:
    return f"chấm trực tiếp, tối đa {number(most)}"


@_words.register
def _(rule: Linear, most: Decimal) -> str:
    floor = "" if rule.floor is None else f"; dưới {percent(rule.floor)}: 0"
    return f"theo tỷ lệ; từ {percent(rule.cap)}: {number(most)}{floor}"


@_words.register
def _(rule: RatioTiers, most: Decimal) -> str:
    return _steps((f"từ {percent(tier.min)}", tier.points) for tier in rule.tiers)


@_words.register
def _(rule: CountTiers, most: Decimal) -> str:
    return _steps((f"từ {number(tier.min)}", tier.points) for tier in rule.tiers)


@_words.register
def _(rule: CountUnit, most: Decimal) -> str:
    return f"mỗi nội dung {number(rule.unit)} điểm, tối đa {number(most)}"


@_words.register
def _(rule: DeadlineTiers, most: Decimal) -> str:
    return _steps((f"trong {number(tier.max_days)} ngày", tier.points) for tier in rule.tiers)


@_words.register
def _(rule: Boolean, most: Decimal) -> str:
    met = most if rule.points_true is None else rule.points_true
    return _steps((("đạt", met), ("không đạt", rule.points_false)))


@_words.register
def _(rule: Options, most: Decimal) -> str:
    return _steps((f"{each.key}{'' if each.points_max is None else ' (tối đa)'}", each.most) for each in rule.options)


@_words.register
def _(rule: AllOf, most: Decimal) -> str:
    return f"đạt đủ {len(rule.conditions)} yêu cầu: {number(most)}; thiếu một yêu cầu: 0"


@_words.register
def _(rule: FixedDeduction, most: Decimal) -> str:
    when = "có vi phạm:" if rule.per == "once" else "mỗi lần vi phạm"
    return f"{when} trừ {number(rule.points)} điểm{_limit(rule.limit)}"


@_words.register
def _(rule: PerDayDeduction, most: Decimal) -> str:
    first = f"{rule.first_days} ngày chậm đầu trừ {number(rule.first_points)} điểm; sau đó " if rule.first_days else ""
    return f"{first}mỗi ngày chậm trừ {number(rule.points)} điểm{_limit(rule.limit)}"


@_words.register
def _(rule: Bonus, most: Decimal) -> str:
    return f"điểm thưởng, tối đa {number(most if rule.cap is None else rule.cap)}"


@_words.register
def _(rule: Informational, most: Decimal) -> str:
    return "chỉ để theo dõi"


def _steps(steps: Iterable[tuple[str, Decimal]]) -> str:
    return "; ".join(f"{words}: {number(points)}" for words, points in steps)


def _limit(limit: Decimal | None) -> str:
    return "" if limit is None else f", trừ tối đa {number(limit)}"
