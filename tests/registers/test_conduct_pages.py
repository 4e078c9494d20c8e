"""A discipline or a matter entered late lists at once what it touches; nobody sees it but who judges by it."""

from datetime import date
from typing import Any

from tests.factories import awards
from tests.factories.dossiers import sent
from tests.factories.pages import browser, it_is, statements_of
from tests.factories.starting import starts_with
from tests.factories.world import World, moment

from thidua.awards.actions.revocations import revoke_award
from thidua.awards.models import Decision
from thidua.dossiers.models import VerdictRecord
from thidua.organizations.actions.conduct import discipline_person, open_review
from thidua.organizations.models import Discipline, Review
from thidua.registers.touched import Touched, touched_by_discipline, touched_by_review

AT = moment(2024, 1, 5)


def found(touched: Touched) -> tuple[list[str], list[str], list[str]]:
    """Whose verdicts, dossiers and awards."""
    return (
        sorted({str(row.nomination.nominee) for row in touched.verdicts}),
        [f"{row.unit}: {row.round.code}" for row in touched.dossiers],
        sorted(row.recipient for row in touched.awards),
    )


def discipline(world: World, on: date = date(2023, 4, 1)) -> Discipline:
    return discipline_person(
        world.people["officer"], acted_on=on, form="khien_trach", breaks_order=True, actor=world.thuong_truc, at=AT
    )


def test_a_discipline_entered_late_touches_the_dossier_and_the_verdicts_of_its_year(world: World) -> None:
    sent(world)
    assert found(touched_by_discipline(discipline(world))) == (
        sorted({str(row.nomination.nominee) for row in VerdictRecord.objects.all()}),
        ["UBND xã Trực Chính: hang-nam-2023"],
        [],
    )
    assert found(touched_by_discipline(discipline(world, date(2022, 4, 1)))) == ([], [], [])


@starts_with(awards.issued)
def test_it_touches_what_was_awarded_until_that_is_revoked(world: World, start: Decision) -> None:
    row = discipline(world)
    recipients = ["UBND xã Trực Chính", "Đỗ Văn Ân"]
    assert found(touched_by_discipline(row))[2] == recipients
    revoke_award(start.awards.get(kind="tap_the"), reason="Có kỷ luật", basis="Điều 1", actor=world.chu_tich, at=AT)
    assert found(touched_by_discipline(row))[2] == ["Đỗ Văn Ân"]


@starts_with(awards.issued)
def test_a_matter_touches_what_was_decided_while_it_was_open(world: World) -> None:
    def matter(began: date, ended: date | None) -> list[str]:
        row = Review(unit=world.truc_chinh, kind="khieu_nai", began_on=began, ended_on=ended)  # signed 20/12/2023
        return found(touched_by_review(row))[2]

    assert matter(date(2023, 12, 20), None) == ["UBND xã Trực Chính"]
    assert matter(date(2023, 12, 21), None) == []
    assert matter(date(2023, 12, 1), date(2023, 12, 20)) == []
    assert matter(date(2023, 12, 1), date(2023, 12, 21)) == ["UBND xã Trực Chính"]


@starts_with(awards.issued)
def test_the_secretariat_records_and_is_shown_what_it_touches(world: World) -> None:
    it_is(AT)
    client = browser(world.thuong_truc)
    officer = world.people["officer"]
    said = {"acted_on": "01/04/2023", "form": "khien_trach", "breaks_order": "1", "decision_number": "7/QĐ"}
    page = client.post(f"/danh-muc/ca-nhan/{officer.pk}/ky-luat/", said, follow=True)
    row = Discipline.objects.get()
    assert page.redirect_chain == [(f"/danh-muc/ky-luat/{row.pk}/", 302)]
    assert (row.unit, row.category, row.in_force_until) == (world.truc_chinh, "cong_chuc", None)
    assert "Đỗ Văn Ân" in page.text
    assert "hồ sơ chưa quyết định" in page.text.lower()
    early = client.post(f"/danh-muc/ca-nhan/{officer.pk}/ky-luat/", {**said, "acted_on": "01/04/2020"})
    assert (early.status_code, "không giữ vị trí công tác nào ngày 01/04/2020" in early.text) == (400, True)


def test_a_matter_is_opened_ended_and_struck_on_the_pages(world: World) -> None:
    it_is(AT)
    client = browser(world.thuong_truc)
    said = {"kind": "khieu_nai", "began_on": "01/12/2023"}
    client.post(f"/danh-muc/don-vi/{world.truc_chinh.pk}/vu-viec/", said)
    row = Review.objects.get()
    client.post(f"/danh-muc/ky-luat/vu-viec/{row.pk}/ket-thuc/", {"ended_on": "15/12/2023"})
    page = client.post(f"/danh-muc/ky-luat/vu-viec/{row.pk}/huy/", {"reason": "Ghi nhầm xã."}, follow=True)
    row.refresh_from_db()
    assert (row.ended_on, row.struck_reason, row.struck_at is not None) == (date(2023, 12, 15), "Ghi nhầm xã.", True)
    assert "Ghi nhầm xã." in page.text
    assert "đã hủy" in client.get("/danh-muc/ky-luat/").text


def test_a_page_costs_the_same_at_1_and_at_4_rows(world: World) -> None:
    acts: dict[str, Any] = {"actor": world.thuong_truc, "at": AT}
    rows = (
        discipline(world),
        open_review(world.people["officer"], kind="khieu_nai", began_on=date(2023, 5, 1), **acts),
    )
    addresses = ("/danh-muc/ky-luat/", f"/danh-muc/ky-luat/{rows[0].pk}/")
    client = browser(world.thuong_truc)
    at_1 = {address: statements_of(client, address) for address in addresses}
    for row in rows * 3:
        row.pk = None
        row.save(force_insert=True)
    assert (Discipline.objects.count(), Review.objects.count()) == (4, 4)
    assert {address: statements_of(client, address) for address in addresses} == at_1
