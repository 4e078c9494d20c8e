"""Every kind of rule asks for its own figures, reads them as people write them, and names what is wrong."""

from collections.abc import Mapping, Sequence
from typing import Any

from tests.factories.scoring import EVERY_KIND

from thidua.core.scoring import parse_set
from thidua.scoring.entries import words_of
from thidua.scoring.forms.sheets import SheetForm
from thidua.scoring.rule_words import rule_words

SET = parse_set(EVERY_KIND)
BY_CODE = {criterion.code: criterion for criterion in SET.criteria}
PLACE = {code: place for place, code in enumerate(BY_CODE)}
Row = tuple[str, dict[str, str], Any, str]

# kind, what is typed, what is kept, what people read
FILLED: list[tuple[str, dict[str, str], dict[str, Any], str]] = [
    ("fixed", {"points": "2,5"}, {"points": 2.5}, "2,5 điểm"),
    ("fixed", {"points": "2.5"}, {"points": 2.5}, "2,5 điểm"),
    ("linear", {"numerator": "1.250", "denominator": "1.300,5"}, {"numerator": 1250, "denominator": 1300.5},
     "1.250/1.300,5"),
    ("ratio_tiers", {"numerator": "0", "denominator": "0"}, {"numerator": 0, "denominator": 0}, "0/0"),
    ("boolean", {"value": "1"}, {"value": True}, "Đạt"),
    ("boolean", {"value": "0"}, {"value": False}, "Không đạt"),
    ("options", {"option": "mô hình mới", "points": "1,75"}, {"option": "mô hình mới", "points": 1.75},
     "mô hình mới (1,75 điểm)"),
    ("options", {"option": "không có"}, {"option": "không có"}, "không có"),
    ("all_of", {"condition0": "1", "condition1": "0"}, {"conditions": {"có kế hoạch": True, "đã kiểm tra": False}},
     "1/2 yêu cầu"),
    ("count_tiers", {"count": "5"}, {"count": 5}, "5"),
    ("count_unit", {"count": "0"}, {"count": 0}, "0"),
    ("deadline_tiers", {"days": "21"}, {"days": 21}, "21 ngày"),
    ("deadline_tiers", {"undone": "on"}, {"done": False}, "Không thực hiện"),
    ("fixed_deduction", {"count": "2"}, {"count": 2}, "2"),
    ("per_day_deduction", {"days": "0"}, {"days": 0}, "0 ngày"),
    ("complement", {"total": "200", "part0": "4", "part1": "0"},
     {"total": 200, "parts": {"quá hạn": 4, "có phản ánh": 0}}, "200 (quá hạn 4, có phản ánh 0)"),
    ("fallback", {"numerator": "80", "denominator": "0", "last_year": "1.200"},
     {"numerator": 80, "denominator": 0, "last_year": 1200}, "80/0 (năm trước 1.200)"),
    ("grades", {"option": "khá"}, {"option": "khá"}, "khá"),
    ("severity", {"option": "không vi phạm"}, {"option": "không vi phạm"}, "không vi phạm"),
    ("survey", {"answer0": "30", "answer1": "0", "answer2": "2"}, {"answers": {"A": 30, "B": 0, "E": 2}},
     "A 30, B 0, E 2"),
    ("year_on_year", {"now": "81,5", "before": "79"}, {"now": 81.5, "before": 79}, "81,5 (năm trước 79)"),
    ("year_on_year", {"now": "81,5"}, {"now": 81.5}, "81,5"),
    ("external", {"value": "84,25"}, {"value": 84.25}, "84,25"),
    ("rank_tiers", {"rank": "3"}, {"rank": 3}, "hạng 3"),
    ("formula", {"value0": "7"}, {"values": {"x": 7}}, "x 7"),
    ("branch", {"case": "có kế hoạch", "case0_numerator": "1", "case0_denominator": "2"},
     {"case": "có kế hoạch", "numerator": 1, "denominator": 2}, "có kế hoạch: 1/2"),
    ("branch", {"case": "không có", "case1_condition0": "1"}, {"case": "không có", "conditions": {"có tổ chức": True}},
     "không có: 1/1 yêu cầu"),
    ("bonus", {"points": "1"}, {"points": 1}, "1 điểm"),
    ("informational", {"value": "7"}, {"value": 7}, "7"),
    ("informational", {"value": "bảy đơn"}, {"value": "bảy đơn"}, "bảy đơn"),
    ("fixed", {"not_applicable": "on"}, {"not_applicable": True}, "Không áp dụng"),
    ("fixed", {"points": "1", "note": "Biên bản 12"}, {"points": 1, "note": "Biên bản 12"}, "1 điểm"),
    ("fixed", {"note": "Chờ số liệu"}, {"note": "Chờ số liệu"}, ""),
]  # fmt: skip


def sheets(rows: Sequence[Row]) -> list[dict[str, Row]]:
    """The rows on as few sheets as hold them: on none of them is a criterion asked about twice."""
    found: list[dict[str, Row]] = []
    for row in rows:
        if all(row[0] in sheet for sheet in found):
            found.append({})
        next(sheet for sheet in found if row[0] not in sheet)[row[0]] = row
    return found


def bound(typed: Mapping[str, Mapping[str, str]]) -> SheetForm:
    """The form with what is typed for each criterion."""
    data = {f"c{PLACE[code]}_{key}": value for code, own in typed.items() for key, value in own.items()}
    return SheetForm(data or {"": ""}, criteria_set=SET, entries={})


def said(form: SheetForm) -> dict[str, str]:
    return {str(field.html_name): str(field.value()) for field in form if field.value() not in (None, "")}


def test_what_is_typed_is_kept_and_read_back() -> None:
    for sheet in sheets(FILLED):
        form = bound({code: typed for code, (_code, typed, _kept, _words) in sheet.items()})
        assert form.errors == {}
        assert form.entries == {code: kept for code, (_code, _typed, kept, _words) in sheet.items()}
        read = {code: words_of(BY_CODE[code], entry) for code, entry in form.entries.items()}
        assert read == {code: words for code, (_code, _typed, _kept, words) in sheet.items()}


def test_a_kept_entry_opens_as_a_form_that_says_the_same() -> None:
    for sheet in sheets(FILLED):
        entries = {code: kept for code, (_code, _typed, kept, _words) in sheet.items()}
        again = SheetForm(said(SheetForm(criteria_set=SET, entries=entries)), criteria_set=SET, entries={})
        assert again.is_valid()
        assert again.entries == entries


def test_a_blank_form_says_nothing() -> None:
    form = bound({})
    assert (form.errors, form.entries) == ({}, {})


# kind, what is typed, at which field it is wrong, what is said there
WRONG: list[tuple[str, dict[str, str], str, str]] = [
    ("fixed", {"points": "hai"}, "points", "Ghi bằng chữ số, phần thập phân sau dấu phẩy, ví dụ 2,5."),
    ("fixed", {"points": "3,5"}, "points", "3,5 điểm vượt điểm tối đa 3."),
    ("fixed", {"points": "-1"}, "points", "Không được là số âm."),
    ("fixed", {"points": "1", "not_applicable": "on"}, "points",
     "Đã ghi không áp dụng mà vẫn có số liệu. Giữ lại một trong hai."),
    ("linear", {"numerator": "5"}, "denominator", "Thiếu mục này. Bổ sung mục còn thiếu."),
    ("linear", {"numerator": "5", "denominator": "0"}, "numerator",
     "Mẫu số bằng 0 nhưng tử số khác 0. Kiểm tra lại hai số liệu này."),
    ("options", {"option": "mô hình mới"}, "points", "Phương án này cần ghi điểm chấm."),
    ("options", {"option": "không có", "points": "1"}, "points", "Phương án này đã có điểm, bỏ trống điểm chấm."),
    ("options", {"option": "mô hình mới", "points": "9"}, "option",
     "9 điểm vượt mức tối đa 2 của “mô hình mới”."),
    ("all_of", {"condition0": "1"}, "condition0", "Chưa trả lời yêu cầu “đã kiểm tra”."),
    ("count_tiers", {"count": "2,5"}, "count", "Phải là số nguyên."),
    ("deadline_tiers", {"days": "3", "undone": "on"}, "days",
     "Ghi số ngày hoặc chọn “Không thực hiện”, chỉ một trong hai."),
]  # fmt: skip


def test_what_is_wrong_is_said_at_its_criterion_and_what_was_typed_stays() -> None:
    for sheet in sheets(WRONG):
        form = bound({code: typed for code, typed, _key, _said in sheet.values()})
        expected = {f"c{PLACE[code]}_{key}": [said] for code, _typed, key, said in sheet.values()}
        assert {field: list(errors) for field, errors in form.errors.items()} == expected
        for code, typed, key, _said in sheet.values():
            own = f"c{PLACE[code]}_"
            assert str(form[f"{own}{key}"].label).startswith(f"{code} – ")
            assert {field: form[f"{own}{field}"].value() for field in typed} == {
                field: True if value == "on" else value for field, value in typed.items()
            }


RULES = {
    "fixed": "Chấm trực tiếp, tối đa 3",
    "linear": "Theo tỷ lệ; từ 90 %: 3; dưới 60 %: 0",
    "ratio_tiers": "Từ 100 %: 3; từ 95 %: 2",
    "boolean": "Đạt: 3; không đạt: 1",
    "options": "Mô hình mới (tối đa): 2; không có: 0",
    "all_of": "Đạt đủ 2 yêu cầu: 3; thiếu một yêu cầu: 0",
    "count_tiers": "Từ 6: 3; từ 4: 1,5",
    "count_unit": "Mỗi nội dung 0,5 điểm, tối đa 3",
    "deadline_tiers": "Trong 30 ngày: 3",
    "fixed_deduction": "Mỗi lần vi phạm trừ 0,5 điểm, trừ tối đa 2",
    "per_day_deduction": "Mỗi ngày chậm trừ 0,25 điểm, trừ tối đa 2",
    "complement": "Theo tỷ lệ còn lại sau khi trừ quá hạn, có phản ánh; từ 95 %: 3",
    "grades": "Tốt: 3; khá: 2,25",
    "severity": "Không vi phạm: 3; vi phạm nhẹ: 1,5",
    "survey": "Điều tra, bình quân các phương án (A 100 %, B 60 %) × 3",
    "year_on_year": "Tăng ít nhất 2: 3",
    "external": "SIPAS / 100 × 3",
    "rank_tiers": "Hạng 3 trở lên: 3; hạng 10 trở lên: 1",
    "formula": "Công thức: toi_da * x / 10",
    "branch": "Có kế hoạch: theo tỷ lệ; từ 100 %: 3; không có: đạt đủ 1 yêu cầu: 3; thiếu một yêu cầu: 0",
    "bonus": "Điểm thưởng, tối đa 3",
    "informational": "Chỉ để theo dõi",
}


def test_every_rule_says_how_it_scores() -> None:
    assert {code: rule_words(BY_CODE[code]) for code in RULES} == RULES
