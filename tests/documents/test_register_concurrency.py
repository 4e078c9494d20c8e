"""Numbers taken at once follow each other without a gap. The control proves that the test would see a missing lock."""

from collections.abc import Callable, Iterator
from datetime import date

import pytest
from django.db import IntegrityError, transaction
from pytest_django import DjangoDbBlocker
from tests.factories.committed import committed_rows, run_together
from tests.factories.world import World, make_world, moment

from thidua.documents.actions import draft_paper, number_paper, sign_paper
from thidua.documents.enums import PaperKind
from thidua.documents.models import Paper, Register
from thidua.documents.papers import Letterhead, Signature
from thidua.documents.papers.forms.bien_ban import Minutes

AT = moment(2023, 12, 1)
DAY = date(2023, 12, 1)
COUNT = 5


@pytest.fixture
def world(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[World]:
    with committed_rows(django_db_blocker):
        yield make_world()


def signed(world: World) -> list[Paper]:
    facts = Minutes(Letterhead("UBND"), "Họp", AT, "Trụ sở", (), (), (), (), Signature("CHỦ TRÌ"), Signature("THƯ KÝ"))
    made = []
    for _ in range(COUNT):
        paper = draft_paper(PaperKind.BIEN_BAN, facts, issuer=world.huyen, title="Họp", actor=None, at=AT)
        made.append(sign_paper(paper, signer=world.people["chair"], actor=world.chu_tich, at=AT))
    return made


def numbers_after(world: World, act: Callable[[Paper], object]) -> tuple[list[int], int]:
    """Return the numbers given, and how many acts were refused by the database."""
    papers = signed(world)
    register = Register.objects.create(issuer=world.huyen, kind=PaperKind.BIEN_BAN, year=2023)
    raised = run_together([lambda paper=paper: act(paper) for paper in papers], held=[register])
    given = Paper.objects.filter(number__isnull=False).order_by("number").values_list("number", flat=True)
    return list(given), sum(isinstance(error, IntegrityError) for error in raised)


def test_numbers_taken_at_once_follow_each_other_without_a_gap(world: World) -> None:
    given = numbers_after(world, lambda paper: number_paper(paper, dated=DAY, actor=world.van_thu, at=AT))
    assert given == ([1, 2, 3, 4, 5], 0)


def test_a_number_that_came_to_nothing_is_taken_by_the_next(world: World) -> None:
    first, second, *_ = signed(world)

    def fails() -> None:
        with transaction.atomic():
            number_paper(first, dated=DAY, actor=world.van_thu, at=AT)
            raise InterruptedError

    with pytest.raises(InterruptedError):
        fails()
    assert number_paper(second, dated=DAY, actor=world.van_thu, at=AT).number == 1


def test_control_a_number_read_before_it_is_taken_is_given_twice(world: World) -> None:
    @transaction.atomic
    def without_lock(paper: Paper) -> None:
        register = Register.objects.get()
        number = register.last_number + 1
        Register.objects.filter(pk=register.pk).update(last_number=number)
        Paper.objects.filter(pk=paper.pk).update(number=number, year=2023, dated=DAY)

    given, refused = numbers_after(world, without_lock)
    assert (given, refused) == ([1], COUNT - 1)
