"""Bringing, finding and fetching files on pages, in one request or in parts."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.factories.dossiers import NOVEMBER
from tests.factories.files import brought, coming
from tests.factories.pages import browser, it_is, statements_of
from tests.factories.world import World
from tests.files.building import packed, pdf, printed, word

from thidua.files.checks import LIMITS
from thidua.files.enums import UploadState
from thidua.files.http import attachment
from thidua.files.models import Upload


@pytest.fixture(autouse=True)
def _november(world: World) -> None:
    it_is(NOVEMBER)


@pytest.fixture
def officer(world: World) -> Client:
    return browser(world.can_bo)


def test_without_javascript_several_files_come_at_once_each_with_its_result(world: World, officer: Client) -> None:
    good, bad = SimpleUploadedFile("Báo cáo.docx", word()), SimpleUploadedFile("a.docx", packed({"a": "b"}))
    form = {"unit": world.truc_chinh.pk, "evidence": [good, bad, SimpleUploadedFile("c.zip", b"PK")]}
    page = officer.post("/minh-chung/tai-len/", form, follow=True).content.decode()
    for sentence in (
        "Báo cáo.docx: đã nhận.",
        "a.docx: đuôi là “.docx” nhưng nội dung là tệp nén không theo khuôn dạng Office. Mở bằng phần mềm",
        "Giải nén rồi tải từng tệp lên.",
        "Đuôi là “.docx” nhưng nội dung là tệp nén không theo khuôn dạng Office.",
    ):
        assert sentence in page
    assert list(Upload.objects.order_by("pk").values_list("state", flat=True)) == ["kept", "refused"]


def test_a_file_over_the_limit_is_dropped_while_it_comes(world: World, officer: Client) -> None:
    large = SimpleUploadedFile("Quét.pdf", b"%PDF-" + bytes(LIMITS.size))
    answer = officer.post("/minh-chung/tai-len/", {"unit": world.truc_chinh.pk, "evidence": large}, follow=True)
    assert "Quét.pdf: tệp quá 25 MB." in answer.content.decode()
    assert Upload.objects.count() == 0


def announced(officer: Client, world: World, name: str, size: int) -> dict[str, object]:
    form = {"unit": world.truc_chinh.pk, "name": name, "size": size}
    answer: dict[str, object] = officer.post("/minh-chung/bao-truoc/", form).json()
    return answer


def sent(officer: Client, at: dict[str, object], offset: int, content: bytes) -> dict[str, object]:
    url = f"{at['part']}?from={offset}"
    answer: dict[str, object] = officer.post(url, content, content_type="application/octet-stream").json()
    return answer


def test_a_file_comes_in_parts_and_goes_on_where_it_stopped(world: World, officer: Client) -> None:
    content = printed(pdf())
    at = announced(officer, world, "a.pdf", len(content))
    assert at["received"] == 0
    assert sent(officer, at, 0, content[:100])["received"] == 100
    assert sent(officer, at, 0, content[:100])["received"] == 100  # the answer was lost, the part came again
    assert sent(officer, at, 300, content[300:])["received"] == 100  # a part that leaves a gap is not taken
    again = announced(officer, world, "a.pdf", len(content))
    assert (again["received"], again["part"]) == (100, at["part"])
    early = officer.post(str(at["finish"]))
    assert (early.status_code, early.json()["problems"][0][:24]) == (400, "a.pdf: mới nhận 100 trên")
    sent(officer, at, 100, content[100:])
    done = officer.post(str(at["finish"])).json()
    assert (done["state"], done["word"], done["problems"]) == ("kept", "Đã nhận", [])
    assert officer.post(str(at["finish"])).json() == done  # the answer was lost and is asked for again
    assert b"".join(officer.get(f"{done['url']}tai-ve/")) == content


def test_more_than_was_announced_is_not_taken_and_what_its_name_forbids_is_told_before_it_is_sent(
    world: World, officer: Client
) -> None:
    at = announced(officer, world, "a.pdf", 10)
    answer = sent(officer, at, 0, b"%PDF-" * 3)
    assert answer["problems"] == ["file: phần gửi lên vượt quá cỡ tệp đã báo. Hãy chọn lại tệp và tải lên từ đầu."]
    answer = announced(officer, world, "a.docm", 10)
    assert answer == {
        "problems": ["a.docm: đuôi “.docm” không được nhận. Lưu lại tệp không có macro (.docx, .xlsx) rồi tải lên."]
    }


def test_a_download_is_saved_and_neither_shown_nor_guessed_at(world: World, officer: Client) -> None:
    upload = brought(world, "Báo cáo “1”.docx")
    answer = officer.get(f"/minh-chung/{upload.pk}/tai-ve/")
    assert answer.content == word()
    assert {name: answer[name] for name in ("X-Content-Type-Options", "Cache-Control", "Content-Security-Policy")} == {
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "private, no-store",
        "Content-Security-Policy": "sandbox; default-src 'none'",
    }
    assert answer["Content-Disposition"].startswith("attachment; filename*=utf-8''B%C3%A1o%20c%C3%A1o")


def test_a_name_is_nothing_that_a_shell_or_a_header_would_read() -> None:
    for name, sent in (
        ("../../etc/passwd.pdf", 'attachment; filename="etc passwd.pdf"'),
        ("a\r\nSet-Cookie: b.pdf", 'attachment; filename="a Set-Cookie b.pdf"'),
        ("a\0b.pdf", 'attachment; filename="a b.pdf"'),
        ('a".pdf', 'attachment; filename="a .pdf"'),
        ("", 'attachment; filename="tep"'),
    ):
        shown = attachment(b"", name=name, media_type="application/pdf")["Content-Disposition"]
        assert shown.replace(".. .. ", "") == sent


def test_the_list_is_narrowed_by_name_without_diacritics_and_by_state_and_hands_out_what_was_kept(
    world: World, officer: Client
) -> None:
    upload, kept = coming(world), brought(world)
    assert officer.get(f"/minh-chung/{upload.pk}/tai-ve/").status_code == 403
    stranger = browser(world.nguoi_ngoai)  # who knows of nothing
    assert stranger.get(f"/minh-chung/{kept.pk}/tai-ve/").status_code == 404
    assert "Báo cáo.docx" not in stranger.get("/minh-chung/").content.decode()

    page = officer.get("/minh-chung/").content.decode()
    assert [name for name in ("Báo cáo.docx", "Công văn.pdf") if name in page] == ["Báo cáo.docx", "Công văn.pdf"]
    page = officer.get("/minh-chung/?text=bao+cao&state=kept").content.decode()
    assert ("Báo cáo.docx" in page, "Công văn.pdf" in page) == (True, False)
    assert officer.post(f"/minh-chung/{kept.pk}/rut/").status_code == 302
    kept.refresh_from_db()
    assert kept.state == UploadState.WITHDRAWN
    assert "Báo cáo.docx" not in officer.get("/minh-chung/", follow=True).content.decode()


def test_the_list_costs_the_same_for_one_file_and_for_many(world: World, officer: Client) -> None:
    row = coming(world)
    few = statements_of(officer, "/minh-chung/")
    for size in range(1, 4):
        row.pk, row.size = None, size
        row.save(force_insert=True)
    assert Upload.objects.count() == 4
    assert statements_of(officer, "/minh-chung/") == few
