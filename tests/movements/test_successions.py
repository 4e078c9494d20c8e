"""After 1 July 2025 each duty of the district, in each round, has bodies that may do it, and their head confirms it."""

from dataclasses import dataclass
from datetime import date

import pytest
from tests.factories.pages import browser, it_is, statements_of
from tests.factories.starting import starts_with
from tests.factories.world import SLUG, World, make_person, make_unit, make_user, moment

from thidua.accounts.models import User
from thidua.audit.queries import events_of
from thidua.awards.models import Decision
from thidua.awards.permissions import may_sign_decision
from thidua.core.errors import InputError, NotAllowed
from thidua.movements.actions.successions import hand_over_round, settle_duty
from thidua.movements.models import DutySuccession, Round
from thidua.movements.successions import duties_of, lines_of
from thidua.organizations.actions.units import Heir, create_unit, record_lineage
from thidua.organizations.enums import LineageKind, Role, UnitKind
from thidua.organizations.models import Unit
from thidua.organizations.queries import roles_of
from thidua.portal.queries.to_do import to_do

DAY, AT = date(2025, 7, 1), moment(2025, 9, 1)
PAGE = f"/ke-hoach/{SLUG}/ke-tuc/"
BASIS = "Văn bản 5/UBND ngày 30/08/2025"


@dataclass
class After:
    """What the district and its province became, with their heads."""

    commune: Unit
    province: Unit
    head: User
    chair: User


def after_the_day(world: World) -> After:
    it_is(AT)
    old = make_unit("UBND tỉnh Nam Định", UnitKind.TINH, code="36")
    world.huyen.parent = old
    world.huyen.save()
    commune, province = (
        create_unit(name=name, kind=kind, parent=None, valid_from=DAY, actor=None, at=AT)
        for name, kind in (("UBND xã Ninh Giang", UnitKind.XA), ("UBND tỉnh Ninh Bình", UnitKind.TINH))
    )
    gone = LineageKind.DISSOLVE
    record_lineage(
        LineageKind.REORGANISE,
        effective_on=DAY,
        legal_basis="Nghị quyết",
        certainty="M",
        links=[
            Heir(world.truc_chinh, commune, LineageKind.MERGE),
            Heir(world.co_le, commune, LineageKind.MERGE),
            Heir(world.huyen, commune, gone),
            Heir(world.noi_vu, None, gone),
            Heir(world.van_hoa, None, gone),
            Heir(old, province, LineageKind.MERGE),
        ],
        actor=None,
        at=AT,
    )
    return After(
        commune,
        province,
        head=make_user(make_person("Lưu Văn Sơn", commune, is_head=True), "son", (Role.THU_TRUONG, commune)),
        chair=make_user(make_person("Tô Thị Liên", province, is_head=True), "lien", (Role.CHU_TICH, province)),
    )


@pytest.fixture
def after(start: After) -> After:
    return start


begins_after = starts_with(after_the_day)


def settle(after: After, duty: str, successor: Unit, actor: User, code: str = "tong-ket", basis: str = BASIS) -> object:
    round_ = Round.objects.get(code=code)
    return settle_duty(round_, duty=duty, successor=successor, basis=basis, actor=actor, at=AT)


@begins_after
def test_giay_khen_may_pass_to_the_commune_and_bang_khen_to_the_province_and_only_after_the_day(
    world: World, after: After
) -> None:
    lines = [
        (line.round.code, line.duty.id, [heir.unit.name for heir in line.heirs]) for line in lines_of(world.movement)
    ]
    commune, province = after.commune.name, after.province.name
    assert lines == [
        (code, duty, units)
        for code in ("hang-nam-2025", "tong-ket")
        for duty, units in (
            ("giay_khen", [commune]),
            ("bang_khen", [province]),
            ("noi_nhan_ho_so", [commune, province]),
            ("cong_nhan_sang_kien", [commune, province]),
        )
    ]


@begins_after
def test_the_head_of_the_successor_confirms_the_duty_with_its_basis_once(world: World, after: After) -> None:
    settled = settle(after, "giay_khen", after.commune, after.head)
    assert isinstance(settled, DutySuccession)
    event = events_of(settled).get()
    assert (event.verb, event.actor, event.reason) == ("succession.settled", after.head, BASIS)
    with pytest.raises(InputError, match="UBND xã Ninh Giang đã xác nhận việc này"):
        settle(after, "giay_khen", after.commune, after.head)
    assert [heir.settled for line in lines_of(world.movement) for heir in line.heirs if heir.settled] == [settled]


@begins_after
def test_nobody_confirms_for_another_body(world: World, after: After) -> None:
    for actor in (after.chair, world.thuong_truc, world.chu_tich):
        with pytest.raises(NotAllowed, match="Chỉ người đứng đầu của cơ quan kế tục được xác nhận: UBND xã Ninh Giang"):
            settle(after, "giay_khen", after.commune, actor)


@begins_after
def test_what_cannot_be_confirmed_is_said_all_at_once(world: World, after: After) -> None:
    with pytest.raises(InputError) as error:
        settle(after, "bang_khen", after.commune, after.head, basis=" ")
    assert [problem.what for problem in error.value.problems] == [
        "UBND xã Ninh Giang không kế tục UBND huyện Trực Ninh trong việc này.",
        "chưa nêu căn cứ.",
    ]
    with pytest.raises(NotAllowed, match="việc này không chuyển cho cơ quan khác"):
        settle(after, "giay_khen", after.commune, after.head, code="hang-nam-2024")


@begins_after
def test_the_page_shows_the_open_question_to_whoever_must_decide_and_it_awaits_him(world: World, after: After) -> None:
    question = "có được tính là Giấy khen của Chủ tịch UBND huyện"
    page = browser(after.head).get(PAGE).text
    assert question in page
    assert f"{PAGE.removesuffix('ke-tuc/')}dot-xet/tong-ket/ke-tuc/giay_khen/" in page
    assert "ke-tuc/bang_khen/" not in page
    waiting = [item.title for item in to_do(after.head, roles_of(after.head, AT), AT)]
    assert "Xác nhận kế tục: Tặng Giấy khen của Chủ tịch UBND huyện" in waiting
    assert not any("Bằng khen" in title for title in waiting)
    form = f"/ke-hoach/{SLUG}/dot-xet/tong-ket/ke-tuc/giay_khen/"
    assert question in browser(after.head).get(form).text
    assert browser(after.head).post(form, {"successor": after.commune.pk, "basis": BASIS}).url == PAGE
    assert BASIS in browser(after.chair).get(PAGE).text


def test_before_the_district_ended_nothing_awaits_anybody(world: World) -> None:
    at = moment(2024, 5, 6)
    assert not [item for item in to_do(world.chu_tich, roles_of(world.chu_tich, at), at) if "kế tục" in item.title]


@begins_after
def test_the_page_costs_the_same_at_1_and_at_4_successors(world: World, after: After) -> None:
    signed = browser(after.chair)
    at_1 = statements_of(signed, PAGE)
    act = world.huyen.successor_links.get().act
    for number in range(3):
        xa = create_unit(name=f"UBND xã {number}", kind=UnitKind.XA, parent=None, valid_from=DAY, actor=None, at=AT)
        act.links.create(predecessor=world.huyen, successor=xa, kind=LineageKind.DISSOLVE)
    assert statements_of(signed, PAGE) == at_1


@begins_after
def test_a_round_that_names_the_district_goes_on_where_its_successor_says_so_on_a_page(
    world: World, after: After
) -> None:
    round_, path = world.rounds["hang-nam-2025"], f"/ke-hoach/{SLUG}/dot-xet/hang-nam-2025/chuyen-tiep/"
    son = browser(after.head)
    assert "Chưa cơ quan nào xác nhận việc tặng khen" in son.get(path).text
    for duty in ("giay_khen", "noi_nhan_ho_so"):
        settle(after, duty, after.commune, after.head, code="hang-nam-2025")
    round_.refresh_from_db()
    assert (round_.receiver, round_.decider) == (world.noi_vu, world.huyen)  # confirming a duty moves nothing
    titles = [item.title for item in to_do(after.head, roles_of(after.head, AT), AT)]
    assert "Chuyển đợt xét cho cơ quan kế tục" in titles
    office = make_unit("Phòng Văn hóa – Xã hội", UnitKind.CO_QUAN_CHUYEN_MON, parent=after.commune)
    page = son.get(path).text
    assert all(words in page for words in ("UBND huyện Trực Ninh (01/07/2025)", office.name, "Biên nhận đã cấp"))
    said = {"duty": "giay_khen", "receiver": office.pk, "basis": BASIS}
    assert son.post(path, said).status_code == 400  # what changes was not looked at
    assert son.post(path, said | {"seen": "on"}).url == PAGE
    round_.refresh_from_db()
    assert (round_.receiver, round_.decider, round_.award_form) == (office, after.commune, "giay_khen_xa")
    event = events_of(round_)[0]
    assert (event.verb, event.reason, event.old["decider"]) == ("round.handed_over", BASIS, world.huyen.pk)
    decision = Decision(round=round_, authority=after.commune)
    assert may_sign_decision(roles_of(after.head, AT), decision) is None  # who took the round over can end it
    with pytest.raises(NotAllowed, match="không có gì để chuyển"):
        hand_over_round(round_, duty="giay_khen", receiver=office, basis=BASIS, actor=after.head, at=AT)


@begins_after
def test_a_round_is_handed_over_by_who_confirmed_and_not_while_two_did(world: World, after: After) -> None:
    round_ = world.rounds["hang-nam-2025"]
    settle(after, "giay_khen", after.commune, after.head, code="hang-nam-2025")
    for actor in (after.chair, world.chu_tich, world.thuong_truc):
        with pytest.raises(NotAllowed, match="Chỉ người đứng đầu của cơ quan đã xác nhận"):
            hand_over_round(round_, duty="giay_khen", receiver=after.commune, basis=BASIS, actor=actor, at=AT)
    with pytest.raises(InputError) as error:
        hand_over_round(round_, duty="bang_khen", receiver=after.commune, basis=" ", actor=after.head, at=AT)
    assert [problem.where for problem in error.value.problems] == ["duty", "receiver", "basis"]
    other = create_unit(name="UBND xã Cát Thành", kind=UnitKind.XA, parent=None, valid_from=DAY, actor=None, at=AT)
    DutySuccession.objects.create(round=round_, duty="giay_khen", successor=other, basis=BASIS, entered_at=AT)
    with pytest.raises(NotAllowed, match="Nhiều cơ quan cùng xác nhận: Tặng Giấy khen"):
        hand_over_round(round_, duty="giay_khen", receiver=after.commune, basis=BASIS, actor=after.head, at=AT)


@begins_after
def test_what_must_be_sent_before_the_day_a_duty_passes_on_does_not_pass_on(world: World, after: After) -> None:
    round_ = world.rounds["hang-nam-2025"]
    round_.deadline = moment(2025, 7, 1, 0)  # "trước ngày 01/07"
    assert duties_of(world.movement, round_) == ()
    round_.deadline = moment(2025, 7, 2, 0)
    assert duties_of(world.movement, round_) != ()
