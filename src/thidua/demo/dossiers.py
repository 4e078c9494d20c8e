"""Dossiers of a yearly round: written, voted on in the unit, confirmed, sent, received or returned."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from functools import partial

from thidua.demo.story import Sent, Story, load_yaml
from thidua.demo.world import Act, World, minutes, moment, on, working_days
from thidua.dossiers.actions.dossiers import (
    accept_dossier,
    confirm_dossier,
    return_dossier,
    start_dossier,
)
from thidua.dossiers.actions.extensions import extend_deadline
from thidua.dossiers.actions.judgements import record_judgement
from thidua.dossiers.actions.minutes import Meeting, Show, record_minutes
from thidua.dossiers.actions.nominations import nominate
from thidua.dossiers.actions.papers import draft_papers
from thidua.dossiers.actions.submission import submit_dossier
from thidua.dossiers.models import Dossier
from thidua.dossiers.queries.dossiers import nominations_of
from thidua.dossiers.subjects import Nominee
from thidua.movements.models import Round
from thidua.organizations.models import Person, Unit

PERCENT = 80
RULE = "Quy chế hoạt động của Hội đồng Thi đua - Khen thưởng đơn vị (giả định)."
_ACHIEVEMENTS = load_yaml("work.yaml")["achievements"]
_A_DAY = 5
_UNHURRIED = "truc_chinh"  # begins early, and leaves its dossier without minutes for some days


def acts(story: Story) -> Iterator[Act]:
    for year in story.years:
        phase = f"Hồ sơ khen thưởng năm {year}"
        dossiers = story.dossiers(year)
        for place, sent in enumerate(dossiers):
            yield from _acts_of(phase, year, sent, submitted_at(year, sent, place, len(dossiers)))
        yield Act(on(working_days(year, 12, 10, 14)[0], 15, 30), phase, partial(_judge_units, year, dossiers))


def submitted_at(year: int, sent: Sent, place: int, count: int) -> datetime:
    """Return when a unit sends its dossier: spread over the working days before the deadline (III.4.a)."""
    if sent.extended_for:
        return moment(year, 12, 11, 10)
    days = working_days(year, 12, 1, 9)
    if sent.unit == _UNHURRIED:
        return on(days[-1], 10)
    return on(days[place * len(days) // count], 8, 40) + minutes(23 * (place % _A_DAY))


def _acts_of(phase: str, year: int, sent: Sent, submitted: datetime) -> Iterator[Act]:
    started = submitted - timedelta(days=1)
    if sent.unit == _UNHURRIED:
        started = on(working_days(year, 12, 1, 9)[2], 15)
    yield Act(started, phase, partial(start, year, sent))
    if sent.extended_for:
        yield Act(moment(year, 12, 9, 16), phase, partial(_extend, year, sent))
    yield Act(submitted - minutes(40), phase, partial(_judge_people, year, sent))
    yield Act(submitted - minutes(30), phase, partial(_meet, year, sent))
    yield Act(submitted - minutes(15), phase, partial(confirm, year, sent))
    yield Act(submitted, phase, partial(submit, year, sent))
    received = submitted + minutes(280)
    if sent.returned_for:
        yield Act(submitted + minutes(120), phase, partial(_return, year, sent))
        yield Act(submitted + minutes(200), phase, partial(_complete, year, sent))
    yield Act(received, phase, partial(accept, year, sent))


def round_of(world: World, year: int) -> Round:
    return world.rounds[f"hang-nam-{year}"]


def dossier_of(world: World, year: int, sent: Sent) -> Dossier:
    found: Dossier = world.memory["dossier", year, sent.unit]
    return found


def _keep(world: World, year: int, sent: Sent, dossier: Dossier) -> None:
    world.memory["dossier", year, sent.unit] = dossier


def start(year: int, sent: Sent, world: World, at: datetime) -> None:
    unit, actor = world.units[sent.unit], world.head(sent.unit)
    dossier = start_dossier(round_of(world, year), unit, actor=actor, at=at)
    nominees: list[Nominee] = [unit] if sent.collective else []
    nominees += [world.person(who) for who in sent.people]
    for nominee in nominees:
        nominate(dossier, nominee, achievement=achievement_of(world, year, nominee, unit), actor=actor, at=at)
    if sent.unit == _UNHURRIED:
        draft_papers(dossier, actor=actor, at=at)
    _keep(world, year, sent, dossier)


def achievement_of(world: World, year: int, nominee: Nominee, unit: Unit) -> str:
    chance = world.rng("achievement", year, nominee.pk, unit.pk)
    kind = "tap_the" if isinstance(nominee, Unit) else "ca_nhan"
    text: str = chance.choice(_ACHIEVEMENTS[kind])
    share = f"{chance.randint(910, 998) / 10}".replace(".", ",")
    return text.format(unit=unit.name, year=year, share=share)


def _extend(year: int, sent: Sent, world: World, at: datetime) -> None:
    extend_deadline(
        round_of(world, year),
        world.units[sent.unit],
        until=moment(year, 12, 14, 0),
        reason=sent.extended_for,
        actor=world.user("thuong_truc"),
        at=at,
    )


def _judge_people(year: int, sent: Sent, world: World, at: datetime) -> None:
    """The head concludes on each person; on the head, the secretariat does: nobody judges himself."""
    for who in sent.people:
        if "chua_danh_gia" in world.story.faults(year, who):
            continue
        person, head = world.person(who), world.staff[sent.unit][0]
        actor = world.user("thuong_truc" if person == head else head)
        for key, reason in (
            ("nhiem_vu_danh_gia", "Hoàn thành đầy đủ, đúng hạn nhiệm vụ được giao trong kế hoạch CCHC năm."),
            ("pham_chat", "Gương mẫu, đoàn kết; tập thể đơn vị nhận xét tốt tại cuộc họp cuối năm."),
        ):
            record_judgement(round_of(world, year), person, key=key, conclusion=True, reason=reason, actor=actor, at=at)


def _judge_units(year: int, dossiers: Sequence[Sent], world: World, at: datetime) -> None:
    """The secretariat concludes on every collective put forward (IV.4)."""
    for sent in dossiers:
        if sent.collective:
            for key, reason in (
                ("lanh_dao", "Có phân công, kiểm tra, giao ban CCHC hằng quý; xử lý kịp thời việc chậm."),
                ("tuyen_truyen_danh_gia", "Qua kiểm tra, người dân biết và dùng dịch vụ công trực tuyến nhiều hơn."),
            ):
                record_judgement(
                    round_of(world, year),
                    world.units[sent.unit],
                    key=key,
                    conclusion=True,
                    reason=reason,
                    actor=world.user("thuong_truc"),
                    at=at,
                )


def _meet(year: int, sent: Sent, world: World, at: datetime) -> None:
    """Draft the papers anew from the facts of now, then record the meeting of the unit's own council."""
    dossier, actor = dossier_of(world, year, sent), world.head(sent.unit)
    draft_papers(dossier, actor=actor, at=at)
    team = world.team[sent.unit]
    record_minutes(dossier, meeting_of(dossier, team, at.date()), actor=actor, at=at)


def meeting_of(dossier: Dossier, team: Sequence[Person], day: date) -> Meeting:
    """All of the unit's people sit on its council, the head in the chair; all are for."""
    counts = {row.pk: Show(in_favour=len(team)) for row in nominations_of(dossier)}
    return Meeting(
        held_on=day,
        chair=team[0],
        secretary=team[1],
        present=team,
        absent=(),
        counts=counts,
        percent=PERCENT,
        rule=RULE,
    )


def confirm(year: int, sent: Sent, world: World, at: datetime) -> None:
    dossier = dossier_of(world, year, sent)
    _keep(world, year, sent, confirm_dossier(dossier, actor=world.head(sent.unit), at=at))


def submit(year: int, sent: Sent, world: World, at: datetime) -> None:
    dossier = dossier_of(world, year, sent)
    _keep(world, year, sent, submit_dossier(dossier, actor=world.head(sent.unit), at=at))


def accept(year: int, sent: Sent, world: World, at: datetime) -> None:
    dossier = dossier_of(world, year, sent)
    _keep(world, year, sent, accept_dossier(dossier, actor=world.user("thuong_truc"), at=at))


def _return(year: int, sent: Sent, world: World, at: datetime) -> None:
    dossier = dossier_of(world, year, sent)
    returned = return_dossier(dossier, reason=sent.returned_for, actor=world.user("thuong_truc"), at=at)
    _keep(world, year, sent, returned)


def _complete(year: int, sent: Sent, world: World, at: datetime) -> None:
    """Complete what was returned, and send it again."""
    _meet(year, sent, world, at)
    confirm(year, sent, world, at)
    submit(year, sent, world, at)
