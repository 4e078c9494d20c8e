"""Who moved, who retired, who was disciplined, what was under review."""

from collections.abc import Iterator
from datetime import date, datetime
from functools import partial
from typing import Any

from thidua.demo.story import Story
from thidua.demo.world import Act, World, on
from thidua.organizations.actions.conduct import close_review, open_review, record_discipline
from thidua.organizations.actions.people import appoint_post, end_post
from thidua.organizations.enums import Category
from thidua.organizations.models import Person, Post
from thidua.organizations.queries import posts_of

PHASE = "Biến động, kỷ luật"


def acts(story: Story) -> Iterator[Act]:
    for told in story.raw["moves"]:
        yield Act(on(told["day"], 7), PHASE, partial(_move, told))
    for told in story.raw["retirements"]:
        yield Act(on(told["day"], 7), PHASE, partial(_retire, told))
    for told in story.raw["disciplines"]:
        yield Act(on(told["day"], 16), PHASE, partial(_discipline, told))
    for told in story.raw["reviews"]:
        yield Act(on(told["began"], 16), PHASE, partial(_open_review, told))
        if "ended" in told:
            yield Act(on(told["ended"], 16), PHASE, partial(_close_review, told))


def _post_of(person: Person, day: date) -> Post:
    return posts_of([person.pk], day)[person.pk]


def _move(told: dict[str, Any], world: World, at: datetime) -> None:
    person, actor = world.person(told["who"]), world.user("thuong_truc")
    end_post(_post_of(person, told["day"]), ended_on=told["day"], actor=actor, at=at)
    _leave_team(world, person)
    world.team[told["to"]].append(person)
    appoint_post(
        person,
        unit=world.units[told["to"]],
        title="Công chức Văn phòng - Thống kê",
        category=Category.CONG_CHUC,
        valid_from=told["day"],
        actor=actor,
        at=at,
    )


def _retire(told: dict[str, Any], world: World, at: datetime) -> None:
    person = world.person(told["who"])
    end_post(_post_of(person, told["day"]), ended_on=told["day"], actor=world.user("thuong_truc"), at=at)
    _leave_team(world, person)


def _leave_team(world: World, person: Person) -> None:
    for team in world.team.values():
        team[:] = [each for each in team if each.pk != person.pk]


def _discipline(told: dict[str, Any], world: World, at: datetime) -> None:
    person = world.person(told["who"])
    post = _post_of(person, told["day"])
    record_discipline(
        person,
        unit=post.unit,
        category=Category(told["category"]),
        acted_on=told["day"],
        form=told["form"],
        breaks_order=told["order"],
        decision_number=told["number"],
        actor=world.user("thuong_truc"),
        at=at,
    )


def _open_review(told: dict[str, Any], world: World, at: datetime) -> None:
    world.memory["review", told["what"]] = open_review(
        world.units[told["what"]], kind=told["kind"], began_on=told["began"], actor=world.user("thuong_truc"), at=at
    )


def _close_review(told: dict[str, Any], world: World, at: datetime) -> None:
    review = world.memory["review", told["what"]]
    close_review(review, ended_on=told["ended"], actor=world.user("thuong_truc"), at=at)
