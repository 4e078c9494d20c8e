"""What of conduct a reader may see: who judges by it sees all; others see the bar and the outcome, not the reason.

Discipline and matters under review are shown to the secretariat, the chair and the inspector of the authority
(`may_read_conduct`). Everybody else is told that something bars, and by which clause, never what it is.
"""

from dataclasses import replace
from typing import Any

from thidua.core.calendar import local_date
from thidua.core.eligibility import Bar, CriterionResult, Outcome, Verdict
from thidua.dossiers.enums import Kind
from thidua.dossiers.letters import Letter
from thidua.dossiers.queries.verdicts import criteria_of
from thidua.dossiers.standards import lines_of
from thidua.movements.models import Round
from thidua.organizations.permissions import may_read_conduct
from thidua.organizations.queries import Roles, posts_of, units_by_id

SECRET_BAR, SECRET_RULE = "dang_xem_xet", "conduct"
_HIDDEN = "nội dung chỉ người có thẩm quyền xem được."
BAR_ALONE = "Đang có vụ việc được xem xét nên chưa xét khen thưởng; " + _HIDDEN
OUTCOMES_ALONE = {  # by the outcome alone, so that nothing else can be read off
    Outcome.DAT: "Không có vi phạm làm tiêu chuẩn này không đạt.",
    Outcome.KHONG_DAT: "Có vi phạm đã được xem xét, xử lý; " + _HIDDEN,
}


def for_reader(letter: Letter, roles: Roles) -> Letter:
    """Return the letter as these roles may read it. Two statements at most."""
    return letter if reads_conduct(letter, roles) else discreet(letter)


def reads_conduct(letter: Letter, roles: Roles) -> bool:
    if letter.subject.kind == Kind.TAP_THE:
        unit = units_by_id([letter.subject.pk]).get(letter.subject.pk)
    else:
        post = posts_of([letter.subject.pk], local_date(letter.as_of)).get(letter.subject.pk)
        unit = post.unit if post else None
    return unit is not None and may_read_conduct(roles, unit)


def discreet(letter: Letter) -> Letter:
    """Return the letter without what conduct says: in its bars, its standards, its facts."""
    verdict = discreet_verdict(letter.round, letter.subject.kind, letter.verdict)
    lines = lines_of(letter.round, letter.subject.kind, verdict)
    return replace(letter, verdict=verdict, lines=lines, facts=_discreet_facts(letter))


def _discreet_facts(letter: Letter) -> dict[str, Any]:
    """Return the facts with none where conduct changes nothing, and without that key where it does.

    So who computes the verdict again comes to the same wherever nothing is hidden, and learns no more than the outcome.
    """
    kinds = {criterion.id: criterion.rule.kind for criterion in criteria_of(letter.round, letter.subject.kind).values()}
    outcomes = {result.outcome for result in letter.verdict.criteria if kinds.get(result.id) == SECRET_RULE}
    is_barred = any(bar.id == SECRET_BAR for bar in letter.verdict.bars)
    harmless = {"ky_luat": outcomes <= {Outcome.DAT}, "dang_xem_xet": not is_barred}
    known = {key: [] if key in harmless else value for key, value in letter.facts.items()}
    return {key: value for key, value in known.items() if harmless.get(key, True)}


def discreet_verdict(round_: Round, kind: str, verdict: Verdict) -> Verdict:
    """Return the verdict as everybody may read it, and as papers say it."""
    rules = {criterion.id: criterion.rule.kind for criterion in criteria_of(round_, kind).values()}
    return replace(
        verdict,
        criteria=tuple(
            _outcome_alone(result) if rules.get(result.id) == SECRET_RULE else result for result in verdict.criteria
        ),
        bars=tuple(dict.fromkeys(_bar_alone(bar) if bar.id == SECRET_BAR else bar for bar in verdict.bars)),
    )


def _outcome_alone(result: CriterionResult) -> CriterionResult:
    reason = OUTCOMES_ALONE.get(Outcome(result.outcome), "Chưa đủ căn cứ về kỷ luật; " + _HIDDEN)
    return replace(result, value=None, reason=reason, missing=())


def _bar_alone(bar: Bar) -> Bar:
    return replace(bar, reason=BAR_ALONE)
