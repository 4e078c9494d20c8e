"""From the accepted dossiers to the published decision: appraised, proposed, signed, issued."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from functools import partial

from thidua.awards.actions.decisions import issue_decision, propose_awards, sign_decision
from thidua.awards.actions.notices import confirm_told
from thidua.demo.dossiers import dossier_of, round_of
from thidua.demo.story import Sent, Story
from thidua.demo.world import Act, World, moment, on, working_days
from thidua.dossiers.actions.appraisal import Given, finish_appraisal
from thidua.dossiers.discretion import discreet_verdict
from thidua.dossiers.enums import DossierState, Opinion
from thidua.dossiers.models import Nomination
from thidua.dossiers.queries.dossiers import subject_of
from thidua.dossiers.queries.verdicts import Standing, standings
from thidua.dossiers.subjects import Subject
from thidua.movements.actions.rounds import publish_round
from thidua.movements.models import Round

_A_DAY = 7  # dossiers appraised on one day


def acts(story: Story) -> Iterator[Act]:
    for year in story.years:
        phase = f"Thẩm định, quyết định năm {year}"
        dossiers = story.dossiers(year)
        for place, sent in enumerate(dossiers):
            at = on(working_days(year, 12, 13, 19)[place // _A_DAY], 8 + place % _A_DAY)
            yield Act(at, phase, partial(_appraise, year, sent))
        yield Act(on(working_days(year, 12, 15, 19)[-1], 17), phase, partial(_propose, year))
        yield Act(moment(year, 12, 20, 10), phase, partial(_sign, year))
        yield Act(moment(year, 12, 20, 16), phase, partial(_issue, year))
        yield Act(on(working_days(year, 12, 21, 27)[0], 9), phase, partial(_publish, year))
        yield Act(on(working_days(year, 12, 21, 27)[1], 15), phase, partial(_tell, year, dossiers))


def _appraise(year: int, sent: Sent, world: World, at: datetime) -> None:
    dossier, actor = dossier_of(world, year, sent), world.user("thuong_truc")
    found = _standings(world, year, at)
    round_ = round_of(world, year)
    opinions = {row.pk: _opinion(round_, found[subject_of(row)]) for row in Nomination.objects.filter(dossier=dossier)}
    appraised = finish_appraisal(dossier, opinions=opinions, actor=actor, at=at)
    world.memory["dossier", year, sent.unit] = appraised


def _opinion(round_: Round, standing: Standing) -> Given:
    if standing.verdict.verdict == "dat":
        return Given(Opinion.PROPOSE)
    return Given(Opinion.DECLINE, why_not(round_, standing))


def _standings(world: World, year: int, at: datetime) -> dict[Subject, Standing]:
    """Return how every nominee of the round stands, computed once: between the appraisals nothing happens."""
    key = "standings", year
    if key not in world.memory:
        round_ = round_of(world, year)
        rows = Nomination.objects.filter(dossier__round=round_).order_by("pk")
        world.memory[key] = standings(round_, [subject_of(row) for row in rows], at)
    found: dict[Subject, Standing] = world.memory[key]
    return found


def why_not(round_: Round, standing: Standing) -> str:
    """Return in one text why a nominee is not proposed: the bars, else the standards not met; of conduct the outcome.

    The unit reads an opinion, and what lies behind a bar is not for it.
    """
    verdict = discreet_verdict(round_, standing.subject.kind, standing.verdict)
    bars: Sequence[str] = [bar.reason for bar in verdict.bars]
    unmet = [criterion.reason for criterion in verdict.criteria if criterion.outcome not in ("dat", "khong_ap_dung")]
    return " ".join(reason.rstrip(".") + "." for reason in bars or unmet)


def _propose(year: int, world: World, at: datetime) -> None:
    world.memory["decision", year] = propose_awards(round_of(world, year), actor=world.user("thuong_truc"), at=at)


def _sign(year: int, world: World, at: datetime) -> None:
    decision = world.memory["decision", year]
    world.memory["decision", year] = sign_decision(decision, actor=world.user("chu_tich"), at=at)


def _issue(year: int, world: World, at: datetime) -> None:
    decision = world.memory["decision", year]
    world.memory["decision", year] = issue_decision(decision, actor=world.user("van_thu"), at=at)


def _publish(year: int, world: World, at: datetime) -> None:
    round_ = round_of(world, year)
    round_.refresh_from_db()
    world.rounds[round_.code] = publish_round(round_, actor=world.user("thuong_truc"), at=at)


def _tell(year: int, dossiers: Sequence[Sent], world: World, at: datetime) -> None:
    """Every unit tells its nominees what became of them, as soon as its dossier is decided."""
    for sent in dossiers:
        dossier = dossier_of(world, year, sent)
        dossier.refresh_from_db()
        if dossier.state == DossierState.DECIDED:
            confirm_told(dossier, actor=world.head(sent.unit), at=at)
