"""How a criterion is scored, in one line, from its rule."""

from collections.abc import Iterable
from decimal import Decimal
from functools import singledispatch

from django.utils.translation import gettext

from thidua.core.format import number, percent
from thidua.core.scoring import Criterion
from thidua.core.scoring.kinds.branch import Branch
from thidua.core.scoring.kinds.compared import External, RankTiers, YearOnYear
from thidua.core.scoring.kinds.counts import CountTiers, CountUnit, DeadlineTiers
from thidua.core.scoring.kinds.deductions import FixedDeduction, PerDayDeduction
from thidua.core.scoring.kinds.formula import Formula
from thidua.core.scoring.kinds.graded import Grades, Severity
from thidua.core.scoring.kinds.judged import AllOf, Bonus, Boolean, Informational, Options
from thidua.core.scoring.kinds.ratios import Linear, RatioTiers
from thidua.core.scoring.kinds.shares import Complement, Survey
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
    return _by_share(gettext("theo tỷ lệ"), rule.floor, rule.cap, most)


@_words.register
def _(rule: Complement, most: Decimal) -> str:
    share = gettext("theo tỷ lệ còn lại sau khi trừ %s") % ", ".join(rule.parts)
    return _by_share(share, rule.floor, rule.cap, most)


@_words.register
def _(rule: Grades, most: Decimal) -> str:
    return _steps((grade.key, most * grade.percent / 100) for grade in rule.grades)


@_words.register
def _(rule: Severity, most: Decimal) -> str:
    return _steps((level, most * (100 - taken) / 100) for level, taken in rule.steps.items())


@_words.register
def _(rule: Survey, most: Decimal) -> str:
    weighed = [answer for answer in rule.answers if answer in rule.weights]
    weights = ", ".join(f"{answer} {percent(rule.weights[answer])}" for answer in weighed)
    return gettext("điều tra, bình quân các phương án (%(weights)s) × %(most)s") % {
        "weights": weights,
        "most": number(most),
    }


@_words.register
def _(rule: YearOnYear, most: Decimal) -> str:
    words = {"least": number(rule.least), "most": number(most if rule.points_true is None else rule.points_true)}
    if rule.better == "up":
        any_change, enough = gettext("tăng so với năm trước: %(most)s"), gettext("tăng ít nhất %(least)s: %(most)s")
    else:
        any_change, enough = gettext("giảm so với năm trước: %(most)s"), gettext("giảm ít nhất %(least)s: %(most)s")
    return (enough if rule.least else any_change) % words


@_words.register
def _(rule: External, most: Decimal) -> str:
    words = {"name": rule.of or gettext("chỉ số ngoài"), "scale": number(rule.scale), "most": number(most)}
    return gettext("%(name)s / %(scale)s × %(most)s") % words


@_words.register
def _(rule: RankTiers, most: Decimal) -> str:
    return _steps((gettext("hạng %s trở lên") % tier.max_rank, tier.points) for tier in rule.tiers)


@_words.register
def _(rule: Formula, most: Decimal) -> str:
    cases = [gettext("khi %(when)s: %(points)s") % vars(case) for case in rule.cases]
    return gettext("công thức: %s") % "; ".join([*cases, rule.otherwise])


@_words.register
def _(rule: Branch, most: Decimal) -> str:
    return "; ".join(f"{case.key}: {_words(case.rule, most)}" for case in rule.cases)


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


def _by_share(share: str, floor: Decimal | None, cap: Decimal, most: Decimal) -> str:
    line = gettext("%(share)s; từ %(cap)s: %(most)s") % {"share": share, "cap": percent(cap), "most": number(most)}
    return line if floor is None else gettext("%(line)s; dưới %(floor)s: 0") % {"line": line, "floor": percent(floor)}


def _steps(steps: Iterable[tuple[str, Decimal]]) -> str:
    return "; ".join(f"{words}: {number(points)}" for words, points in steps)


def _limit(limit: Decimal | None) -> str:
    return "" if limit is None else gettext(", trừ tối đa %s") % number(limit)
