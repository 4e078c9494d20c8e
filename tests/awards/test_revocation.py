"""Revocation is a new act: the register keeps the award, and the five years no longer count it (III.2.b)."""

from datetime import date

import pytest
from tests.factories.awards import ISSUED, given
from tests.factories.starting import starts_with
from tests.factories.world import World, moment

from thidua.audit.queries import events_of
from thidua.awards.actions.revocations import revoke_award
from thidua.awards.models import Award
from thidua.core.errors import InputError, NotAllowed
from thidua.dossiers.queries.verdicts import standings
from thidua.dossiers.subjects import person_subject
from thidua.organizations.models import Commendation

REVOKED = moment(2024, 5, 6)
WHY = {"reason": "Kê khai thành tích sai sự thật.", "basis": "Kết luận 12/KL-TTr ngày 02/05/2024"}


def award_of_officer(world: World) -> Award:
    return given(world).awards.get(person=world.people["officer"])


pytestmark = starts_with(award_of_officer)


@pytest.fixture
def award(start: Award) -> Award:
    return start


def counted(world: World) -> object:
    """How many Giấy khen the five-year standard counts for the officer."""
    Commendation.objects.create(
        person=world.people["officer"],
        form="giay_khen_huyen",
        level="huyen",
        decision_code="88/QĐ-UBND",
        decided_on=date(2022, 12, 20),
        movement_slug=world.movement.slug,
    )
    subject = person_subject(world.people["officer"].pk)
    standing = standings(world.rounds["tong-ket"], [subject], moment(2025, 12, 5))[subject]
    [criterion] = [each for each in standing.verdict.criteria if each.id == "tong_ket.2"]
    return str(criterion.outcome), criterion.value


def test_the_register_keeps_the_award_withdrawn_from_that_day_and_the_five_years_no_longer_count_it(
    world: World, award: Award
) -> None:
    revoke_award(award, **WHY, actor=world.chu_tich, at=REVOKED)
    award.refresh_from_db()
    assert (award.commendation.withdrawn_on, award.revocation.basis, award.amount) == (
        date(2024, 5, 6),
        WHY["basis"],
        540_000,
    )
    assert next((event.verb, event.reason) for event in events_of(award)) == ("award.revoked", WHY["reason"])
    assert counted(world) == ("khong_dat", 1)


def test_two_certificates_in_five_years_meet_the_standard(world: World) -> None:
    assert counted(world) == ("dat", 2)


def test_nothing_is_revoked_twice_or_without_reason_and_basis(world: World, award: Award) -> None:
    with pytest.raises(InputError) as silent:
        revoke_award(award, reason=" ", basis="", actor=world.chu_tich, at=REVOKED)
    revoke_award(award, **WHY, actor=world.chu_tich, at=REVOKED)
    with pytest.raises(InputError) as twice:
        revoke_award(award, **WHY, actor=world.chu_tich, at=REVOKED)
    assert [[(problem.where, problem.what) for problem in error.value.problems] for error in (silent, twice)] == [
        [("reason", "chưa ghi lý do."), ("basis", "chưa ghi căn cứ.")],
        [("award", "giấy khen của Đỗ Văn Ân đã bị thu hồi trước đó.")],
    ]


def test_whoever_decided_revokes(world: World, award: Award) -> None:
    for actor in (world.thuong_truc, world.van_thu, world.can_bo):
        with pytest.raises(NotAllowed, match="Chỉ Chủ tịch UBND huyện"):
            revoke_award(award, **WHY, actor=actor, at=ISSUED)
