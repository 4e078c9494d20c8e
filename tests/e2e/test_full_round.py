"""A whole round in a browser: opened, people asked, scored (half by workbook), appraised twice, explained, published.

As long as it takes: ROUND_COMMUNES says of how many communes (`make targets ONLY=S6`: the 21 of a district). The suite
goes the same way without a browser (tests/scoring/test_full_round.py).
"""

import json
import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from click.testing import CliRunner
from playwright.sync_api import Browser, BrowserContext, Page, expect
from pytest_django import DjangoDbBlocker
from pytest_django.live_server_helper import LiveServer
from python_calamine import CalamineWorkbook

from tests.factories import pages
from tests.factories.committed import committed_rows
from tests.factories.scoring import make_communes, make_sheet
from tests.factories.world import World, make_person, make_user, make_world, moment
from tests.files.building import word
from tests.scoring.test_full_round import FIGURE, NOTE, SET, figures
from tests.scoring.test_workbooks import TABLE, Cells, rewritten
from thidua.accounts.models import User
from thidua.cli import main
from thidua.core.errors import InputError
from thidua.organizations.enums import Role
from thidua.organizations.models import Unit
from thidua.scoring.workbook import read_workbook, write_workbook

pytestmark = pytest.mark.e2e

COMMUNES = int(os.environ.get("ROUND_COMMUNES", "0"))
QUESTION = "Ông/bà có hài lòng về sự phục vụ không?"
SURVEY = {"kind": "survey", "weights": {"Hài lòng": 100, "Không hài lòng": 0}}
ASKING = SET | {
    "fields": [
        *SET["fields"],
        {
            "code": "III",
            "name": "Ý kiến người dân",
            "criteria": [{"code": "3.1", "name": "Hài lòng", "max": 5, "evidence": "Phiếu", "rule": SURVEY}],
        },
    ]
}
OPENING, ANSWERS = moment(2023, 11, 16), moment(2023, 11, 17)
SELF_SCORING, APPRAISAL = moment(2023, 11, 20), moment(2023, 11, 24)
EXPLANATION, REAPPRAISAL = moment(2023, 11, 26), moment(2023, 11, 28)
DATES = {
    "Mở tự chấm từ ngày": "17/11/2023",
    "Tự chấm đến hết ngày": "22/11/2023",
    "Thẩm định lần 1 đến hết ngày": "25/11/2023",
    "Giải trình đến hết ngày": "27/11/2023",
    "Thẩm định lần 2 đến hết ngày": "28/11/2023",
}
BROKEN: Mapping[str, tuple[Cells, str]] = {
    "points over the maximum": ({(TABLE, 5, FIGURE): 11}, "ô F6 (1.1 – Điểm): 11 điểm vượt điểm tối đa 10."),
    "text for a number": ({(TABLE, 5, FIGURE): "mười"}, "ô F6 (1.1 – Điểm): Ghi bằng chữ số"),
    "a moved column": (
        {(TABLE, 4, 4): "Số liệu", (TABLE, 4, 5): "Cần ghi"},
        "ô E5: cột này phải là “Cần ghi”, tệp ghi “Số liệu”.",
    ),
    "a locked cell edited": ({(TABLE, 5, 3): 100}, "ô D6: ô khóa đã bị sửa: phải là “10”, tệp ghi “100”."),
    "last year's file": ({("thidua", 0, 3): "2022"}, "tệp của năm 2022, phiếu này của năm 2023."),
}


def written(value: float) -> str:
    return f"{value:g}".replace(".", ",")


@dataclass
class Round:
    """One window of a browser, in which one person after another signs in; `errors`: what the scripts complained of."""

    server: str
    context: BrowserContext
    page: Page
    errors: list[str]
    world: World
    people: Mapping[Unit, User]
    sets: str = "/cham-diem/"

    def sits_down(self, user: User, at: datetime | None = None) -> None:
        if at is not None:
            pages.it_is(at)
        self.context.clear_cookies()
        session = pages.browser(user).cookies["phien"].value
        self.context.add_cookies([{"name": "phien", "value": session, "url": self.server}])

    def go(self, path: str) -> None:
        self.page.goto(f"{self.server}{path}")

    def follow(self, *links: str) -> None:
        for words in links:
            self.page.get_by_role("main").get_by_role("link", name=words, exact=True).first.click()

    def press(self, words: str) -> None:
        self.page.get_by_role("button", name=words, exact=True).click()

    def told(self, words: str) -> None:
        expect(self.page.locator("body")).to_contain_text(words)

    def opens_sheet_of(self, unit: Unit) -> None:
        self.go(self.sets)
        self.follow(unit.name)


def officers(world: World, communes: int) -> dict[Unit, User]:
    """Somebody at each commune: the two of the world, and new ones."""
    made = make_communes(world, communes - 2)
    new = {
        unit: make_user(make_person(f"Nguyễn Văn {at}", unit), f"can_bo_{at}", (Role.CAN_BO, unit))
        for at, unit in enumerate(made)
    }
    return {world.truc_chinh: world.can_bo, world.co_le: world.nguoi_ngoai, **new}


@pytest.fixture
def held(django_db_setup: None, django_db_blocker: DjangoDbBlocker, browser: Browser) -> Iterator[Round]:
    with committed_rows(django_db_blocker):
        world = make_world()
        server, context = LiveServer("127.0.0.1"), browser.new_context(viewport={"width": 1366, "height": 768})
        context.set_default_timeout(15_000)
        page, errors = context.new_page(), list[str]()
        page.on("pageerror", lambda error: errors.append(str(error)))
        yield Round(server.url, context, page, errors, world, officers(world, COMMUNES))
        context.close()
        server.stop()
        assert errors == []


def opens(held: Round, folder: Path) -> None:
    """The secretariat enters the set, its dates and who appraises what, and opens a sheet for every commune."""
    file = folder / "bo.json"
    file.write_text(json.dumps(ASKING))
    held.sits_down(held.world.thuong_truc, at=OPENING)
    held.go("/cham-diem/")
    held.follow("Lập bộ tiêu chí")
    held.page.get_by_label("Năm", exact=True).fill("2023")
    held.page.get_by_label("Tệp bộ tiêu chí (YAML, bảng tính hoặc JSON)").set_input_files(file)
    held.press("Ghi nhận")
    held.follow(str(SET["name"]))
    held.sets = held.page.url.removeprefix(held.server)
    held.follow("Đợt chấm", "Đặt lịch")
    for label, day in DATES.items():
        held.page.get_by_label(label, exact=True).fill(day)
    held.press("Ghi nhận")
    held.follow("Giao lĩnh vực")
    held.page.get_by_label("Lĩnh vực", exact=True).select_option("II")
    held.page.get_by_label("Cơ quan thẩm định").select_option(label=held.world.van_hoa.name)
    held.press("Ghi nhận")
    held.told(held.world.van_hoa.name)
    held.go(held.sets)
    held.follow("Mở phiếu cho các xã, thị trấn")
    held.press("Mở phiếu cho các xã, thị trấn")
    held.told(f"Đã mở {COMMUNES} phiếu.")


def asks_people(held: Round) -> None:
    """A slip for each commune, as a workbook of addresses; each is answered once, on a phone, by nobody knows whom."""
    held.go(held.sets)
    held.follow("Khảo sát", "Lập khảo sát")
    held.page.get_by_label("Câu hỏi").fill(QUESTION)
    held.page.get_by_label("Trả lời đến hết ngày").fill("18/11/2023")
    held.press("Ghi nhận")
    held.follow("3.1 Hài lòng", "Làm phiếu mời")
    held.page.get_by_label("Số phiếu mời cho mỗi đơn vị").fill("1")
    held.page.get_by_label("Bảng tính địa chỉ, để gửi đi").check()
    with held.page.expect_download() as sent:
        held.press("Làm phiếu")
    slips = CalamineWorkbook.from_path(str(sent.value.path())).get_sheet_by_index(0).to_python()[3:]
    assert len(slips) == COMMUNES
    pages.it_is(ANSWERS)
    held.context.clear_cookies()
    held.page.set_viewport_size({"width": 390, "height": 844})
    for place, (_number, unit, address) in enumerate(slips):
        held.page.goto(str(address))
        held.told(str(unit))
        if not place:
            assert [fault["id"] for fault in Axe().run(held.page).response["violations"]] == []
            assert held.page.evaluate("document.documentElement.scrollWidth") == 390
        held.page.get_by_label("Hài lòng", exact=True).check()
        held.press("Gửi câu trả lời")
        held.told("Cảm ơn bạn đã trả lời")
    held.page.goto(str(slips[0][2]))
    held.told("Mỗi phiếu chỉ trả lời một lần.")
    held.page.set_viewport_size({"width": 1366, "height": 768})


def proves(held: Round, folder: Path) -> None:
    """A file stands in for the note: without either, the sheet is not taken."""
    file = folder / "bao-cao.docx"
    file.write_bytes(word())
    held.press("Nộp phiếu tự chấm")
    held.told("Chưa nêu tài liệu kiểm chứng.")
    held.press("Lưu tạm")
    held.follow("Tiếp tục tự chấm")
    held.page.get_by_role("link", name="Đính tệp minh chứng 1.2").click()
    held.page.get_by_label("Tệp mới").set_input_files(file)
    held.press("Thêm")
    held.told("Đã thêm minh chứng: bao-cao.docx.")
    held.follow("Phiếu chấm", "Tiếp tục tự chấm")


def scores_on_the_page(held: Round, place: int, folder: Path) -> None:
    points, in_time = figures(place)
    held.follow("Tự chấm")
    for name, value in {"c0_points": written(points), "c1_numerator": in_time, "c1_denominator": 100}.items():
        held.page.locator(f"#id_{name}").fill(str(value))
    expect(held.page.locator("#id_c2_answer0")).to_have_value("1")  # what people answered stands there by itself
    if place:
        held.page.locator("#id_c1_note").fill("BC 12")
    else:
        proves(held, folder)
    held.press("Nộp phiếu tự chấm")


def scores_offline(held: Round, place: int, folder: Path) -> None:
    """Broken workbooks come first, all five with the first commune: each names its cell, and nothing is merged."""
    points, in_time = figures(place)
    with held.page.expect_download() as sent:
        held.follow("Tải phiếu Excel")
    out = Path(sent.value.path()).read_bytes()
    filled = {
        (TABLE, 5, FIGURE): points,
        (TABLE, 6, FIGURE): in_time,
        (TABLE, 7, FIGURE): 100,
        (TABLE, 6, NOTE): "BC 12",
    }
    held.follow("Tự chấm", "Nạp phiếu Excel")
    for cells, refusal in list(BROKEN.values())[: None if place == 1 else 1]:
        uploads(held, folder, rewritten(out, {**filled, **cells}))
        held.told(refusal)
        expect(held.page.get_by_role("button", name="Ghi vào phiếu")).to_have_count(0)
    uploads(held, folder, rewritten(out, filled))
    expect(held.page.get_by_role("row").filter(has_text="Ghi theo tệp")).to_have_count(3)
    expect(held.page.get_by_role("table")).not_to_contain_text("Giữ như trên mạng")  # nothing of the broken was kept
    held.press("Ghi vào phiếu")
    held.told("Đã ghi số liệu của tệp vào phiếu.")
    expect(held.page.locator("#id_c0_points")).to_have_value(written(points))
    held.press("Nộp phiếu tự chấm")


def uploads(held: Round, folder: Path, data: bytes) -> None:
    file = folder / "phieu.xlsx"
    file.write_bytes(data)
    held.page.get_by_label("Tệp Excel của phiếu").set_input_files(file)
    held.press("Xem trước")


def appraises(held: Round, unit: Unit, link: str, **typed: str) -> None:
    held.opens_sheet_of(unit)
    held.follow(link)
    for name, value in typed.items():
        held.page.locator(f"#id_{name}").fill(value)
    held.press("Ghi kết quả thẩm định")
    held.told("Đã ghi kết quả thẩm định")


def ranks_shown(held: Round) -> list[tuple[str, str, str]]:
    """Rank, unit and points of every line of the page."""
    rows = held.page.get_by_role("main").locator("table tbody tr").all()
    lines = [(row.locator("td").first, row.locator("th"), row.locator("td.num").last) for row in rows]
    return [
        (rank.locator("strong").inner_text(), unit.inner_text(), re.split(r"\s", points.inner_text())[0])
        for rank, unit, points in lines
    ]


@pytest.mark.django_db
def test_each_broken_workbook_has_one_kind_of_fault() -> None:
    """What the browser is shown below: without the fault the same workbook is taken."""
    sheet = make_sheet(make_world(), ASKING)
    out = write_workbook(sheet, {})
    assert read_workbook(rewritten(out, {(TABLE, 5, FIGURE): 5}), sheet).entries == {"1.1": {"points": 5}}
    for cells, refusal in BROKEN.values():
        with pytest.raises(InputError) as wrong:
            read_workbook(rewritten(out, cells), sheet)
        assert refusal in str(wrong.value.problems[0])
        assert len(wrong.value.problems) == len(cells)


@pytest.mark.skipif(not COMMUNES, reason="a browser's round takes minutes: make targets ONLY=S6")
@pytest.mark.timeout(900)
def test_a_round_runs_from_opening_to_publication(held: Round, tmp_path: Path) -> None:
    world, people, page = held.world, held.people, held.page
    opens(held, tmp_path)
    asks_people(held)

    pages.it_is(SELF_SCORING)
    for place, (unit, person) in enumerate(people.items()):
        held.sits_down(person)
        held.opens_sheet_of(unit)
        if place % 2:
            scores_offline(held, place, tmp_path)
        else:
            scores_on_the_page(held, place, tmp_path)
        held.told("Đã nộp phiếu tự chấm.")

    best = list(people)[-1]
    owner = make_user(make_person("Trần Thị Văn", world.van_hoa), "van_hoa", (Role.CAN_BO, world.van_hoa))
    held.sits_down(owner, at=APPRAISAL)
    for unit in people:
        lowered = {"c0_numerator": "50"} if unit == best else {}
        appraises(held, unit, "Thẩm định lĩnh vực", **lowered)
    held.sits_down(world.thuong_truc)
    held.opens_sheet_of(next(iter(people)))
    with page.expect_download() as proof:
        held.follow("bao-cao.docx")
    assert Path(proof.value.path()).read_bytes() == word()
    for unit in people:
        appraises(held, unit, "Thẩm định")

    held.sits_down(people[best], at=EXPLANATION)
    held.opens_sheet_of(best)
    held.told("đã điều chỉnh")
    held.follow("Giải trình")
    page.get_by_label("Nội dung giải trình").fill("Có xác nhận của Cổng dịch vụ công.")
    held.press("Gửi giải trình")
    held.told("Đã gửi giải trình.")

    held.sits_down(world.thuong_truc, at=REAPPRAISAL)
    held.opens_sheet_of(best)
    held.told("Có xác nhận của Cổng dịch vụ công.")
    appraises(held, best, "Thẩm định lại", c1_numerator=str(figures(COMMUNES - 1)[1]))
    held.go(held.sets)
    held.follow("Công bố kết quả")
    held.press("Công bố kết quả")
    page.wait_for_url("**/xep-hang/")

    points = [sum((figures(place)[0], figures(place)[1] / 10, 5)) for place in range(COMMUNES)]
    wanted = list(zip(people, points, strict=True))[::-1]  # the later the better
    shown = ranks_shown(held)
    assert [(int(rank), unit) for rank, unit, _ in shown] == [
        (place, str(unit)) for place, (unit, _) in enumerate(wanted, start=1)
    ]
    assert [float(said.replace(",", ".")) for *_, said in shown] == [round(each, 2) for _, each in wanted]
    with page.expect_download() as sent:
        held.follow("Tải tệp dữ liệu (JSON)")
    again = CliRunner().invoke(main, ["score", str(sent.value.path()), "--json"], catch_exceptions=False)
    by_name = {unit["name"]: unit["points"] for unit in json.loads(again.output)["units"]}
    assert by_name == {unit.name: round(each, 2) for unit, each in wanted}
