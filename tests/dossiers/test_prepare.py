"""One page on which the unit's officer prepares the dossier; two who write at once lose nothing."""

from datetime import timedelta
from typing import Any

import pytest
from tests.factories.dossiers import NOVEMBER, deserving, drafted
from tests.factories.pages import browser, it_is, statements_of
from tests.factories.starting import starts_with
from tests.factories.world import World, make_person, moment

from thidua.audit.queries import events_of
from thidua.dossiers.actions.dossiers import accept_dossier, confirm_dossier, start_dossier
from thidua.dossiers.actions.judgements import record_judgement
from thidua.dossiers.actions.nominations import describe_achievement, nominate, withdraw_nomination
from thidua.dossiers.actions.submission import submit_dossier
from thidua.dossiers.models import Dossier
from thidua.dossiers.nominee_rows import nominee_rows

EARLIER = NOVEMBER - timedelta(days=2)


@pytest.fixture(autouse=True)
def _november(world: World) -> None:
    it_is(NOVEMBER)


def deserving_drafted(world: World) -> Dossier:
    deserving(world)
    return drafted(world)


@starts_with(deserving_drafted)
def test_a_figure_that_differs_from_the_records_and_a_double_proposal_are_told_and_stand_in_nobody_s_way(
    world: World, dossier: Dossier
) -> None:
    unit = dossier.nominations.get(unit=world.truc_chinh)
    said = "Hoàn thành 90 % nhiệm vụ được giao; xếp hạng 1."
    describe_achievement(unit, achievement=said, actor=world.can_bo, at=NOVEMBER)
    other = start_dossier(world.rounds["hang-nam-2022"], world.truc_chinh, actor=world.can_bo, at=moment(2022, 11, 24))
    nominate(other, world.truc_chinh, achievement=said, actor=world.can_bo, at=moment(2022, 11, 24))
    rows = {str(row.nomination.nominee): row.warnings for row in nominee_rows(dossier, NOVEMBER, live=True)}
    assert rows == {
        "UBND xã Trực Chính": (
            "Báo cáo ghi 90 % nhiệm vụ hoàn thành, hệ thống có 100 % (5/5).",
            f"Thành tích ghi giống hệt hồ sơ khác: UBND xã Trực Chính, khen thưởng năm 2022, {world.movement}.",
        ),
        "Đỗ Văn Ân": (),
    }
    assert "Báo cáo ghi 90 % nhiệm vụ" in browser(world.thu_truong).get(f"/ho-so/{dossier.pk}/").content.decode()


def begun(world: World) -> Dossier:
    return start_dossier(world.rounds["hang-nam-2023"], world.truc_chinh, actor=world.can_bo, at=EARLIER)


def path(dossier: Dossier) -> str:
    return f"/ho-so/{dossier.pk}/chuan-bi/"


def typed(response: Any, **changes: Any) -> dict[str, Any]:
    """What a browser sends back from the page, with some fields changed; None unticks."""
    form = response.context["form"]
    said = {f"seen-{each.key}": each.mark for each in form.candidates}
    said |= {field.html_name: field.value() for field in form if field.value()}
    return {name: value for name, value in (said | changes).items() if value is not None}


def names(dossier: Dossier) -> list[tuple[str, str]]:
    return sorted((str(row.nominee), row.achievement) for row in dossier.nominations.all())


def test_the_page_shows_everyone_of_the_unit_and_what_each_lacks(world: World) -> None:
    form = browser(world.can_bo).get(path(begun(world))).context["form"]
    shown = [(label, [str(each.nominee) for each, _box, _text in rows]) for label, rows in form.rows]
    assert shown == [("Tập thể", ["UBND xã Trực Chính"]), ("Cá nhân", ["Đỗ Văn Ân", "Vũ Thị Hạnh"])]
    assert any("sáng kiến" in said for said in form.candidates[1].to_do)


def test_one_request_sets_the_list_and_drafts_the_papers(world: World) -> None:
    dossier, client, officer = begun(world), browser(world.can_bo), world.people["officer"].pk
    said = {f"on-tap_the-{world.truc_chinh.pk}": "on", f"on-ca_nhan-{officer}": "on"}
    said |= {f"text-ca_nhan-{officer}": "- Một cửa điện tử", "draft": "1"}
    assert client.post(path(dossier), typed(client.get(path(dossier)), **said)).url == path(dossier)
    assert names(dossier) == [("UBND xã Trực Chính", ""), ("Đỗ Văn Ân", "- Một cửa điện tử")]
    faults = [fault.what for fault in client.get(path(dossier)).context["faults"]]
    assert faults == ["Hồ sơ thiếu biên bản họp Hội đồng (khoản 3 mục III)."]


@starts_with(drafted, EARLIER)
def test_what_is_unticked_is_taken_off_and_what_is_left_alone_leaves_no_event(world: World, dossier: Dossier) -> None:
    client = browser(world.can_bo)
    before = events_of(dossier).count()
    unticked = {f"on-ca_nhan-{world.people['officer'].pk}": None, "list": "1"}
    client.post(path(dossier), typed(client.get(path(dossier)), **unticked))
    assert [name for name, _text in names(dossier)] == ["UBND xã Trực Chính"]
    assert [event.verb for event in events_of(dossier)][:-before] == ["dossier.nomination_withdrawn"]


def test_a_text_for_whom_nobody_ticked_is_not_thrown_away(world: World) -> None:
    dossier, client = begun(world), browser(world.can_bo)
    said = {f"text-tap_the-{world.truc_chinh.pk}": "Giữ lại lời này"}
    response = client.post(path(dossier), typed(client.get(path(dossier)), **said))
    content = response.content.decode()
    assert (response.status_code, "Giữ lại lời này" in content, "mà chưa chọn đề nghị" in content) == (409, True, True)


@starts_with(drafted, EARLIER)
def test_the_second_of_two_writers_gets_both_texts_and_decides(world: World, dossier: Dossier) -> None:
    client = browser(world.can_bo)
    row, mine = dossier.nominations.get(unit=None), f"text-ca_nhan-{world.people['officer'].pk}"
    opened = client.get(path(dossier))
    describe_achievement(row, achievement="Lời của thủ trưởng", actor=world.thu_truong, at=EARLIER)
    response = client.post(path(dossier), typed(opened, **{mine: "Lời của cán bộ"}))
    content = response.content.decode()
    assert (response.status_code, "Lời của thủ trưởng" in content, "Lời của cán bộ" in content) == (409, True, True)
    row.refresh_from_db()
    assert row.achievement == "Lời của thủ trưởng"
    client.post(path(dossier), typed(response, **{mine: "Lời của cả hai"}))
    row.refresh_from_db()
    assert row.achievement == "Lời của cả hai"


@starts_with(drafted, EARLIER)
def test_two_who_write_about_different_nominees_do_not_meet(world: World, dossier: Dossier) -> None:
    client = browser(world.can_bo)
    opened = client.get(path(dossier))
    describe_achievement(dossier.nominations.get(person=None), achievement="A", actor=world.thu_truong, at=EARLIER)
    person = {f"text-ca_nhan-{world.people['officer'].pk}": "B"}
    assert client.post(path(dossier), typed(opened, **person)).status_code == 302
    assert dict(names(dossier)) == {"UBND xã Trực Chính": "A", "Đỗ Văn Ân": "B"}


@starts_with(drafted, EARLIER)
def test_whom_another_took_off_meanwhile_is_not_put_back_unseen(world: World, dossier: Dossier) -> None:
    client = browser(world.can_bo)
    opened, row = client.get(path(dossier)), dossier.nominations.get(unit=None)
    withdraw_nomination(row, actor=world.thu_truong, at=EARLIER)
    response = client.post(path(dossier), typed(opened, **{f"text-ca_nhan-{row.person_id}": "Mới"}))
    assert (response.status_code, "người khác đã rút Đỗ Văn Ân" in response.content.decode()) == (409, True)


@starts_with(drafted, EARLIER)
def test_the_page_of_one_text_keeps_both_too(world: World, dossier: Dossier) -> None:
    row, client = dossier.nominations.get(unit=None), browser(world.can_bo)
    address = f"/ho-so/de-cu/{row.pk}/sua/"
    seen = client.get(address).context["seen"]
    describe_achievement(row, achievement="Lời của thủ trưởng", actor=world.thu_truong, at=EARLIER)
    response = client.post(address, {"achievement": "Lời của cán bộ", "seen": seen})
    content = response.content.decode()
    assert (response.status_code, "Lời của thủ trưởng" in content, "Lời của cán bộ" in content) == (409, True, True)
    again = {"achievement": "Lời của cán bộ", "seen": response.context["seen"]}
    assert client.post(address, again).status_code == 302


def test_many_people_cost_as_many_statements_as_two(world: World) -> None:
    dossier, client = begun(world), browser(world.can_bo)
    few = statements_of(client, path(dossier))
    for number in range(6):
        make_person(f"Nguyễn Văn {number}", world.truc_chinh)
    assert statements_of(client, path(dossier)) == few


@starts_with(deserving_drafted)
def test_what_changed_since_it_was_sent_is_shown_beside_the_verdict_kept(world: World, dossier: Dossier) -> None:
    later = NOVEMBER + timedelta(days=2)
    confirm_dossier(dossier, actor=world.thu_truong, at=NOVEMBER)
    submit_dossier(dossier, actor=world.can_bo, at=NOVEMBER)
    dossier = accept_dossier(dossier, actor=world.thuong_truc, at=NOVEMBER + timedelta(days=1))
    record_judgement(
        dossier.round,
        world.truc_chinh,
        key="lanh_dao",
        conclusion=False,
        reason="Kết luận 09/KL",
        actor=world.thuong_truc,
        at=NOVEMBER + timedelta(days=1, hours=1),
    )
    it_is(later)
    collective, individual = nominee_rows(dossier, later, live=False)
    assert collective.verdict == "dat"
    assert collective.changes[0] == "Kết quả: Đạt → Không đạt"
    assert (len(collective.changes), individual.changes) == (2, ())
    kept = collective.kept
    assert kept is not None
    for address in (f"/ho-so/{dossier.pk}/", f"/ho-so/{dossier.pk}/tham-dinh/", f"/ho-so/ket-qua/{kept.pk}/"):
        assert "Đạt → Không đạt" in browser(world.thuong_truc).get(address).content.decode()
