"""People by workbook: what was taken out comes back unchanged, every fault at its cell, nothing by half."""

import unicodedata
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.factories.world import World, make_person
from tests.registers.sheets import AT, checked, exported, problems, scope, workbook

from thidua.audit.models import Event
from thidua.audit.queries import events_of
from thidua.core.errors import InputError, NotAllowed
from thidua.organizations.models import Person, Post
from thidua.organizations.queries import remembered_roles
from thidua.registers.actions.uploads import discard_workbook, preview_workbook, write_workbook
from thidua.registers.enums import UploadState
from thidua.registers.lists import REGISTERS
from thidua.registers.models import Upload
from thidua.registers.reading import plan_of

REGISTER = REGISTERS["ca-nhan"]
HEADINGS = [
    "Mã cá nhân",
    "Họ và tên",
    "Ngày sinh",
    "Giới tính",
    "Số định danh cá nhân",
    "Điện thoại",
    "Đơn vị",
    "Chức vụ",
    "Đối tượng",
    "Là người đứng đầu",
    "Giữ chức vụ từ ngày",
]
SINCE = date(2022, 1, 1)


def new(name: str = "Hoàng Văn Bách", **said: Any) -> list[Any]:
    """A line for somebody who is not known."""
    known = {
        "ho_ten": name,
        "ngay_sinh": date(1990, 5, 1),
        "don_vi": "UBND xã Trực Chính",
        "chuc_vu": "Công chức Tài chính",
        "doi_tuong": "Công chức",
        "tu_ngay": SINCE,
        **said,
    }
    keys = ("ma", "ho_ten", "ngay_sinh", "gioi_tinh", "so", "dt", "don_vi", "chuc_vu", "doi_tuong", "dau", "tu_ngay")
    return [known.get(key, "") for key in keys]


def sheet(*rows: list[Any]) -> dict[str, list[list[Any]]]:
    return {"Cá nhân": [HEADINGS, *rows]}


@remembered_roles()
def write(world: World, sheets: dict[str, list[list[Any]]]) -> Upload:
    upload, _plan = preview_workbook(
        REGISTER, world.huyen, name="ca-nhan.xlsx", content=workbook(sheets), actor=world.thuong_truc, at=AT
    )
    return write_workbook(upload, actor=world.thuong_truc, at=AT)


def test_what_was_taken_out_comes_back_unchanged(world: World) -> None:
    Person.objects.filter(full_name="Đỗ Văn Ân").update(birth_date=date(1980, 2, 29), identity_number="036085001234")
    plan = checked(world, "ca-nhan", exported(world, "ca-nhan"))
    assert (plan.problems, plan.counts) == ([], {"new": 0, "changed": 0, "same": 6})


def test_new_people_come_with_their_post_and_twice_is_as_once(world: World) -> None:
    rows = sheet(
        new(so="036085001234", dt=912345678, gioi_tinh="Nữ"),
        new("Lê Thị Ánh", don_vi="14026", ngay_sinh="02/03/1985", doi_tuong="Viên chức"),
    )
    upload = write(world, rows)
    assert (upload.state, upload.counts) == (UploadState.WRITTEN, {"new": 2, "changed": 0, "same": 0})
    person = Person.objects.get(full_name="Hoàng Văn Bách")
    assert (person.identity_number, person.phone, person.is_woman) == ("036085001234", "0912345678", True)
    post = person.posts.get()
    assert (post.unit, post.title, post.valid_from) == (world.truc_chinh, "Công chức Tài chính", SINCE)
    assert [event.verb for event in events_of(person)] == ["person.created"]
    assert "ca-nhan.xlsx" in events_of(post)[0].reason
    assert write(world, rows).counts == {"new": 0, "changed": 0, "same": 2}
    assert Person.objects.filter(full_name__in=["Hoàng Văn Bách", "Lê Thị Ánh"]).count() == 2


def test_names_in_any_unicode_form_and_with_spaces_are_one(world: World) -> None:
    write(world, sheet(new("Lê Thị Ánh")))
    again = sheet(
        new(unicodedata.normalize("NFD", "  Lê  Thị Ánh "), don_vi=unicodedata.normalize("NFD", "UBND XÃ Trực Chính "))
    )
    assert checked(world, "ca-nhan", again).counts == {"new": 0, "changed": 0, "same": 1}


def test_a_changed_line_is_written_and_an_empty_cell_keeps_what_was(world: World) -> None:
    officer = world.people["officer"]
    Person.objects.filter(pk=officer.pk).update(phone="0912345678", birth_date=date(1980, 1, 1))
    sheets = exported(world, "ca-nhan")
    line = next(row for row in sheets["Cá nhân"] if row[1] == "Đỗ Văn Ân")
    line[1], line[2], line[5] = "Đỗ Văn Ấn", "", ""
    upload = write(world, sheets)
    assert upload.counts == {"new": 0, "changed": 1, "same": 5}
    officer.refresh_from_db()
    assert (officer.full_name, officer.name_folded) == ("Đỗ Văn Ấn", "do van an")
    assert (officer.phone, officer.birth_date) == ("0912345678", date(1980, 1, 1))
    event = events_of(officer)[0]
    assert (event.verb, event.old, event.new) == (
        "person.corrected",
        {"full_name": "Đỗ Văn Ân"},
        {"full_name": "Đỗ Văn Ấn"},
    )


WRONG = (
    (new("A Một", ma="CN-0"), "A2: không có cá nhân mang mã “CN-0”."),
    (new("A Hai", ngay_sinh="30/02/1990"), "C3: Ngày sinh: “30/02/1990” không phải là một ngày có thật."),
    (new("A Ba", so="12"), "E4: Số định danh cá nhân: phải gồm 9 hoặc 12 chữ số."),
    (new("A Bốn", don_vi="UBND xã Lạ"), "G5: không có đơn vị “UBND xã Lạ” thuộc UBND huyện Trực Ninh."),
    (new("A Năm", tu_ngay=date(2020, 1, 1)), "G6: UBND xã Trực Chính không tồn tại ngày 01/01/2020."),
    (new("A Sáu", chuc_vu=""), "H7: chưa ghi “Chức vụ”."),
    (new("A Bảy", doi_tuong="Bộ đội"), "I8: Đối tượng: “Bộ đội” không có trong danh sách."),
    (new("A Tám", dau="Có"), "J9: UBND xã Trực Chính đã có người đứng đầu: Vũ Thị Hạnh."),
)


def test_every_fault_is_told_at_its_cell_and_nothing_is_written(world: World) -> None:
    without_marks = new(don_vi="UBND xã Trực Chinh")  # which is found
    rows = sheet(*(row for row, _fault in WRONG), without_marks)
    assert sorted(problems(world, "ca-nhan", rows)) == [f"Cá nhân!{fault}" for _row, fault in WRONG]
    assert problems(world, "ca-nhan", sheet(without_marks)) == []
    before = Person.objects.count(), Post.objects.count(), Event.objects.count()
    for row, _fault in WRONG:
        with pytest.raises(InputError):
            write(world, sheet(new("Trần Văn Tốt"), row))
    assert (Person.objects.count(), Post.objects.count(), Event.objects.count()) == before


def test_faults_between_lines_stand_at_the_later_one(world: World) -> None:
    rows = sheet(
        new("A Một", so="036085001234"),
        new("A Hai", so="036085001234"),
        new("A Ba", don_vi="Phòng Nội vụ", dau="x"),
        new("A Bốn", don_vi="Phòng Nội vụ", dau="x"),
        new("A Năm"),
        new("A Năm"),
    )
    assert problems(world, "ca-nhan", rows) == [
        "Cá nhân!E3: số định danh đã ghi ở dòng 2.",
        "Cá nhân!J5: Phòng Nội vụ đã có người đứng đầu: A Ba.",
        "Cá nhân!B7: người này với chức vụ này đã ghi ở dòng 6.",
    ]


def test_somebody_else_with_the_same_name_and_birth_date_is_said_and_never_merged(world: World) -> None:
    twin = make_person("Hoàng Văn Bách", world.co_le)
    Person.objects.filter(pk=twin.pk).update(birth_date=date(1990, 5, 1))
    plan = checked(world, "ca-nhan", sheet(new()))
    [note] = plan.notes
    assert str(note) == (
        f"Cá nhân!B2: trùng họ tên, ngày sinh với Hoàng Văn Bách (CN-{twin.pk}, UBND thị trấn Cổ Lễ). "
        f"Nếu là một người, ghi mã CN-{twin.pk} và ghi vị trí mới ở sổ Vị trí công tác; nếu không, cứ ghi."
    )
    assert plan.counts["new"] == 1


def test_an_identity_number_says_who_it_is(world: World) -> None:
    Person.objects.filter(pk=world.people["officer"].pk).update(identity_number="036085001234")
    [fault] = problems(world, "ca-nhan", sheet(new(so="036085001234")))
    assert fault.startswith("Cá nhân!H2: Đỗ Văn Ân đang giữ chức vụ “Công chức Văn phòng – Thống kê”")


def test_a_transfer_is_no_matter_of_this_list(world: World) -> None:
    sheets = exported(world, "ca-nhan")
    line = next(row for row in sheets["Cá nhân"] if row[1] == "Đỗ Văn Ân")
    line[6] = "UBND thị trấn Cổ Lễ"
    [fault] = problems(world, "ca-nhan", sheets)
    assert "đang giữ chức vụ" in fault


def test_only_who_keeps_the_register_brings_a_workbook_in(world: World) -> None:
    content = workbook(sheet(new()))
    for persona in (world.can_bo, world.thu_truong, world.chu_tich, world.nguoi_ngoai):
        with pytest.raises(NotAllowed, match="Thường trực thi đua"):
            preview_workbook(REGISTER, world.huyen, name="a.xlsx", content=content, actor=persona, at=AT)


def test_a_workbook_is_written_once_and_its_content_is_not_kept(world: World) -> None:
    upload = write(world, sheet(new()))
    assert upload.content is None
    with pytest.raises(NotAllowed, match="Không thể chuyển từ “Đã ghi vào sổ”"):
        write_workbook(upload, actor=world.thuong_truc, at=AT)
    waiting, _plan = preview_workbook(
        REGISTER, world.huyen, name="b.xlsx", content=workbook(sheet(new("A Hai"))), actor=world.thuong_truc, at=AT
    )
    assert discard_workbook(waiting, actor=world.thuong_truc, at=AT).content is None
    assert not Person.objects.filter(full_name="A Hai").exists()


def test_what_became_wrong_since_the_preview_is_not_written(world: World) -> None:
    waiting, _plan = preview_workbook(
        REGISTER,
        world.huyen,
        name="b.xlsx",
        content=workbook(sheet(new("A Hai", don_vi="Phòng Nội vụ", dau="Có"))),
        actor=world.thuong_truc,
        at=AT,
    )
    make_person("Lê Trưởng", world.noi_vu, is_head=True)
    with pytest.raises(InputError, match="đã có người đứng đầu: Lê Trưởng"):
        write_workbook(waiting, actor=world.thuong_truc, at=AT)
    waiting.refresh_from_db()
    assert (waiting.state, Person.objects.filter(full_name="A Hai").exists()) == (UploadState.PREVIEWED, False)


def test_a_workbook_costs_the_same_statements_at_2_and_at_40_people(world: World) -> None:
    def bring(names: range) -> int:
        rows = sheet(*(new(f"Nguyễn Văn {number}") for number in names))
        with CaptureQueriesContext(connection) as asked:
            write(world, rows)
        return len(asked)

    assert bring(range(2)) == bring(range(10, 50))


def test_an_is_not_an_with_a_hat(world: World) -> None:
    """Đỗ Văn Ân is known; Đỗ Văn An in the same post is somebody else, only pointed out."""
    Person.objects.filter(pk=world.people["officer"].pk).update(birth_date=date(1990, 5, 1))
    said = {"chuc_vu": "Công chức Văn phòng – Thống kê", "tu_ngay": date(2021, 1, 1)}
    plan = checked(world, "ca-nhan", sheet(new("Đỗ Văn An", **said)))
    assert (plan.counts, len(plan.notes)) == ({"new": 1, "changed": 0, "same": 0}, 1)
    assert checked(world, "ca-nhan", sheet(new("đỗ văn ÂN", **said))).counts["same"] == 1


def test_an_old_workbook_with_merged_headings_is_read_too(world: World) -> None:
    """An .xls as an office keeps it: a title, headings merged over two rows, a number that lost its zero, text days."""
    content = (Path(__file__).parent / "ca-nhan.xls").read_bytes()
    plan = plan_of(REGISTER, content, "ca-nhan.xls", scope(world))
    assert (plan.problems, plan.counts["new"]) == ([], 2)
    assert [entry.fields for entry in plan.of("new")] == [
        {"full_name": "Hoàng Văn Bách", "birth_date": date(1990, 5, 1), "identity_number": "036085001234"},
        {"full_name": "Lê Thị Ánh", "birth_date": date(1985, 3, 2)},
    ]
