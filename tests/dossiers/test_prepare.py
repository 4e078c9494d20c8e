"""One page on which the unit's officer prepares the dossier; two who write at once lose nothing."""

from datetime import timedelta
from typing import Any

from tests.factories.dossiers import NOVEMBER, deserving, drafted
from tests.factories.pages import browser, it_is, statements_of
from tests.factories.starting import starts_with
from tests.factories.world import World, make_people, moment

from thidua.audit.queries import events_of
from thidua.dossiers.actions.dossiers import accept_dossier, confirm_dossier, start_dossier
from thidua.dossiers.actions.judgements import record_judgement
from thidua.dossiers.actions.nominations import describe_achievement, nominate, withdraw_nomination
from thidua.dossiers.actions.submission import submit_dossier
from thidua.dossiers.models import Dossier
from thidua.dossiers.nominee_rows import nominee_rows


def path(dossier: Dossier) -> str:
    return f"/ho-so/{dossier.pk}/chuan-bi/"


def typed(response: Any) -> dict[str, Any]:
    """What a browser sends back from the page."""
    form = response.context["form"]
    said = {f"seen-{each.key}": each.mark for each in form.candidates}
    return said | {field.html_name: field.value() for field in form if field.value()}


def deserving_drafted(world: World) -> Dossier:
    deserving(world)
    it_is(NOVEMBER)
    return drafted(world)


def begun(world: World) -> Dossier:
    it_is(NOVEMBER)
    return start_dossier(world.rounds["hang-nam-2023"], world.truc_chinh, actor=world.can_bo, at=NOVEMBER)


def names(dossier: Dossier) -> list[tuple[str, str]]:
    return sorted((str(row.nominee), row.achievement) for row in dossier.nominations.all())


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


def test_the_page_shows_everyone_of_the_unit_and_what_each_lacks_and_one_request_sets_the_list_and_drafts_the_papers(
    world: World,
) -> None:
    dossier, client, officer = begun(world), browser(world.can_bo), world.people["officer"].pk
    page = client.get(path(dossier))
    form = page.context["form"]
    shown = [(label, [str(each.nominee) for each, _box, _text in rows]) for label, rows in form.rows]
    assert shown == [("Tập thể", ["UBND xã Trực Chính"]), ("Cá nhân", ["Đỗ Văn Ân", "Vũ Thị Hạnh"])]
    assert any("sáng kiến" in said for said in form.candidates[1].to_do)

    for_nobody_ticked = client.post(
        path(dossier), typed(page) | {f"text-tap_the-{world.truc_chinh.pk}": "Giữ lại lời này"}
    )
    content = for_nobody_ticked.content.decode()
    assert (for_nobody_ticked.status_code, "Giữ lại lời này" in content) == (409, True)  # it is not thrown away
    assert "mà chưa chọn đề nghị" in content

    said = {f"on-tap_the-{world.truc_chinh.pk}": "on", f"on-ca_nhan-{officer}": "on"}
    said |= {f"text-ca_nhan-{officer}": "- Một cửa điện tử", "draft": "1"}
    assert client.post(path(dossier), typed(page) | said).url == path(dossier)
    assert names(dossier) == [("UBND xã Trực Chính", ""), ("Đỗ Văn Ân", "- Một cửa điện tử")]
    faults = [fault.what for fault in client.get(path(dossier)).context["faults"]]
    assert faults == ["Hồ sơ thiếu biên bản họp Hội đồng (khoản 3 mục III)."]


@starts_with(deserving_drafted)
def test_what_is_unticked_is_taken_off_and_what_is_left_alone_leaves_no_event(world: World, dossier: Dossier) -> None:
    client = browser(world.can_bo)
    page, before = typed(client.get(path(dossier))), events_of(dossier).count()
    del page[f"on-ca_nhan-{world.people['officer'].pk}"]
    client.post(path(dossier), page | {"list": "1"})
    assert [name for name, _text in names(dossier)] == ["UBND xã Trực Chính"]
    assert [event.verb for event in events_of(dossier)][:-before] == ["dossier.nomination_withdrawn"]


@starts_with(deserving_drafted)
def test_two_who_write_about_different_nominees_do_not_meet_and_the_second_about_the_same_gets_both_texts_and_decides(
    world: World, dossier: Dossier
) -> None:
    client, head = browser(world.can_bo), {"actor": world.thu_truong, "at": NOVEMBER}
    row, mine = dossier.nominations.get(unit=None), f"text-ca_nhan-{world.people['officer'].pk}"
    page = typed(client.get(path(dossier)))
    describe_achievement(dossier.nominations.get(person=None), achievement="A", **head)
    assert client.post(path(dossier), page | {mine: "B"}).status_code == 302
    assert dict(names(dossier)) == {"UBND xã Trực Chính": "A", "Đỗ Văn Ân": "B"}

    describe_achievement(row, achievement="Lời của thủ trưởng", **head)
    response = client.post(path(dossier), page | {mine: "Lời của cán bộ"})
    content = response.content.decode()
    assert (response.status_code, "Lời của thủ trưởng" in content, "Lời của cán bộ" in content) == (409, True, True)
    row.refresh_from_db()
    assert row.achievement == "Lời của thủ trưởng"
    client.post(path(dossier), typed(response) | {mine: "Lời của cả hai"})
    row.refresh_from_db()
    assert row.achievement == "Lời của cả hai"

    withdraw_nomination(row, **head)  # whom another took off meanwhile is not put back unseen
    response = client.post(path(dossier), page | {mine: "Mới"})
    assert (response.status_code, "người khác đã rút Đỗ Văn Ân" in response.content.decode()) == (409, True)


@starts_with(deserving_drafted)
def test_the_page_of_one_text_keeps_both_too(world: World, dossier: Dossier) -> None:
    row, client = dossier.nominations.get(unit=None), browser(world.can_bo)
    address = f"/ho-so/de-cu/{row.pk}/sua/"
    seen = client.get(address).context["seen"]
    describe_achievement(row, achievement="Lời của thủ trưởng", actor=world.thu_truong, at=NOVEMBER)
    response = client.post(address, {"achievement": "Lời của cán bộ", "seen": seen})
    content = response.content.decode()
    assert (response.status_code, "Lời của thủ trưởng" in content, "Lời của cán bộ" in content) == (409, True, True)
    again = {"achievement": "Lời của cán bộ", "seen": response.context["seen"]}
    assert client.post(address, again).status_code == 302


def test_many_people_cost_as_many_statements_as_two(world: World) -> None:
    dossier, client = begun(world), browser(world.can_bo)
    few = statements_of(client, path(dossier))
    make_people(6, world.truc_chinh)
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
