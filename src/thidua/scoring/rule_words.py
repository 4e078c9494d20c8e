"""How a criterion is scored, in one line, from its rule."""

from collections.abc import Iterable
from decimal import Decimal
from functools import singledispatch

from django.utils.translation import gettext

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
    return gettext("chấm trực tiếp, tối đa %(most)s") % {"most": number(most)}


@_words.register
def _(rule: Linear, most: Decimal) -> str:
    words = {"cap": percent(rule.cap), "most": number(most)}
    line = gettext("theo tỷ lệ; từ %(cap)s: %(most)s") % words
    return (
        line
        if rule.floor is None
        else gettext("%(line)s; dưới %(floor)s: 0") % {"line": line, "floor": percent(rule.floor)}
    )


@_words.register
def _(rule: RatioTiers, most: Decimal) -> str:
    return _steps((gettext("từ %s") % percent(tier.min), tier.points) for tier in rule.tiers)


@_words.register
def _(rule: CountTiers, most: Decimal) -> str:
    return _steps((gettext("từ %s") % number(tier.min), tier.points) for tier in rule.tiers)


@_words.register
def _(rule: CountUnit, most: Decimal) -> str:
    words = {"points": number(rule.unit), "most": number(most)}
    return gettext("mỗi nội dung %(points)s điểm, tối đa %(most)s") % words


@_words.register
def _(rule: DeadlineTiers, most: Decimal) -> str:
    return _steps((gettext("trong %s ngày") % number(tier.max_days), tier.points) for tier in rule.tiers)


@_words.register
def _(rule: Boolean, most: Decimal) -> str:
    met = most if rule.points_true is None else rule.points_true
    return _steps(((gettext("đạt"), met), (gettext("không đạt"), rule.points_false)))


@_words.register
def _(rule: Options, most: Decimal) -> str:
    return _steps(
        (each.key if each.points_max is None else f"{each.key} {gettext('(tối đa)')}", each.most)
        for each in rule.options
    )


@_words.register
def _(rule: AllOf, most: Decimal) -> str:
    words = {"count": len(rule.conditions), "most": number(most)}
    return gettext("đạt đủ %(count)s yêu cầu: %(most)s; thiếu một yêu cầu: 0") % words


@_words.register
def _(rule: FixedDeduction, most: Decimal) -> str:
    words = gettext("có vi phạm: trừ %s điểm") if rule.per == "once" else gettext("mỗi lần vi phạm trừ %s điểm")
    return words % number(rule.points) + _limit(rule.limit)


@_words.register
def _(rule: PerDayDeduction, most: Decimal) -> str:
    line = gettext("mỗi ngày chậm trừ %s điểm") % number(rule.points) + _limit(rule.limit)
    if not rule.first_days:
        return line
    words = {"days": rule.first_days, "points": number(rule.first_points), "line": line}
    return gettext("%(days)s ngày chậm đầu trừ %(points)s điểm; sau đó %(line)s") % words


@_words.register
def _(rule: Bonus, most: Decimal) -> str:
    return gettext("điểm thưởng, tối đa %s") % number(most if rule.cap is None else rule.cap)


@_words.register
def _(rule: Informational, most: Decimal) -> str:
    return gettext("chỉ để theo dõi")


def _steps(steps: Iterable[tuple[str, Decimal]]) -> str:
    return "; ".join(f"{words}: {number(points)}" for words, points in steps)


def _limit(limit: Decimal | None) -> str:
    return "" if limit is None else gettext(", trừ tối đa %s") % number(limit)
