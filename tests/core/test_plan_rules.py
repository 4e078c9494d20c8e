"""The rules of reading a plan, one by one: marks, headings, cut lines, header, signature."""

import pytest

from thidua.core.errors import InputError
from thidua.core.plan import Clause, Plan, Unplaced, parse_plan, walk


def clause(plan: Plan, address: str) -> Clause:
    return next(clause for clause in walk(plan) if clause.id == address)


def body(*lines: str) -> Plan:
    return parse_plan("\n".join(("KẾ HOẠCH", "Phát động thi đua", "", *lines)))


def ids(plan: Plan) -> list[str]:
    return [clause.id for clause in walk(plan)]


def texts(plan: Plan) -> list[str]:
    return [clause.text for clause in walk(plan)]


# --- what is no text --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("", "văn bản trống, không có chữ nào để đọc."),
        ("\ufeff \r\n\t\n", "văn bản trống, không có chữ nào để đọc."),
        ("KẾ HOẠCH\0\nI. MỤC ĐÍCH", "nội dung là dữ liệu nhị phân, không phải văn bản."),
        ("K\ufffd HO\ufffdCH", "nội dung là dữ liệu nhị phân, không phải văn bản."),
        ("\x01\x02\x03 abc", "nội dung là dữ liệu nhị phân, không phải văn bản."),
        ("1. 2. 3.\n---", "văn bản không có chữ cái nào, không phải một kế hoạch."),
    ],
)
def test_what_is_no_text_is_refused_with_a_sentence(text: str, what: str) -> None:
    with pytest.raises(InputError) as refused:
        parse_plan(text)
    assert [problem.what for problem in refused.value.problems] == [what]


def test_a_text_without_clauses_is_kept_whole() -> None:
    plan = parse_plan("Kính gửi các đồng chí,\nMai họp.")
    assert (plan.clauses, plan.title) == ((), "")
    assert plan.unplaced == (
        Unplaced(1, "preamble", "Kính gửi các đồng chí,"),
        Unplaced(2, "preamble", "Mai họp."),
    )


def test_dashes_alone_are_clauses_too() -> None:
    assert ids(body("- Thi đua học tập;", "+ Mỗi tháng một lần;", "- Thi đua lao động.")) == ["/1", "/1/1", "/2"]


# --- marks ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "address"),
    [
        ("II. NỘI DUNG", "II"),
        ("II.- NỘI DUNG", "II"),
        ("II/ NỘI DUNG", "II"),
        ("II) NỘI DUNG", "II"),
        ("II - NỘI DUNG", "II"),
        ("II.NỘI DUNG", "II"),
        ("**II. NỘI DUNG**", "II"),
        ("## II. NỘI DUNG", "II"),
        ("II\\. NỘI DUNG", "II"),
        ("Mục II. Nội dung", "II"),
        ("MỤC II", "II"),
        ("Mục 2: Nội dung", "muc-2"),
        ("Phần II. Nội dung", "phan-II"),
        ("PHẦN THỨ HAI", "phan-thu-hai"),
        ("Chương IV", "chuong-IV"),
        ("Điều 5. Nội dung", "dieu-5"),
        ("PHỤ LỤC", "phu-luc"),
        ("B. NỘI DUNG", "B"),
        ("2. Nội dung", "2"),
        ("2.Nội dung", "2"),
        ("2) Nội dung", "2"),
        ("2/ Nội dung", "2"),
        ("(2) Nội dung", "2"),
        ("2.1. Nội dung", "2.1"),
        ("2.1 Nội dung", "2.1"),
        ("I.2. Nội dung", "2"),
        ("đ) Nội dung", "đ"),
        ("đ. Nội dung", "đ"),
        ("(đ) Nội dung", "đ"),
        ("– Nội dung", "/1"),
        ("-Nội dung", "/1"),
        ("• Nội dung", "/1"),
        ("* Nội dung", "/1"),
        ("+ Nội dung", "/+1"),
    ],
)
def test_a_mark_opens_an_item(line: str, address: str) -> None:
    assert ids(parse_plan(line)) == [address]


@pytest.mark.parametrize(
    "line",
    [
        "31/12/2025 là hạn cuối",
        "2.000 giấy khen",
        "2.5 tỷ đồng",
        "10.12.2025 nộp hồ sơ",
        "2021-2025 là giai đoạn đầu",
        "V.I. Lênin nói về thi đua",
        "X-quang tuyến huyện",
        "C. Mác viết về lao động",
        "-5 độ",
        "điều 5. của Luật",
        "Phần lớn các xã đã làm",
        "Điều 5 Luật Thi đua, khen thưởng",
        "Mục tiêu của phong trào",
        "IIII. Không phải số La Mã",
    ],
)
def test_a_number_or_a_name_opens_no_item(line: str) -> None:
    assert ids(parse_plan(line)) == []


def test_d_and_crossed_d_are_two_letters() -> None:
    assert ids(body("d) Bốn.", "đ) Năm.", "e) Sáu.")) == ["d", "đ", "e"]


def test_small_i_is_a_letter_after_h_and_a_numeral_inside_a_letter() -> None:
    assert ids(body("1. A", "h) Tám.", "i) Chín.")) == ["1", "1.h", "1.i"]
    assert ids(body("1. A", "a) Một:", "i) Một;", "ii) Hai.")) == ["1", "1.a", "1.a.i", "1.a.ii"]


def test_a_label_used_twice_is_told_apart() -> None:
    plan = body("I. MỘT", "1. Việc.", "I. HAI", "1. Việc.")
    assert ids(plan) == ["I", "I.1", "I~2", "I~2.1"]
    assert clause(plan, "I~2.1").cite == "khoản 1 mục I (lần 2)"


def test_plus_signs_are_children_of_their_dash() -> None:
    plan = body("I. MỘT", "1. Nội dung:", "- Gạch:", "+ Cộng.")
    assert clause(plan, "I.1/1/1").cite == "dấu cộng 1, gạch đầu dòng 1, khoản 1 mục I"


def test_numbers_in_brackets_inside_a_number_are_its_children() -> None:
    plan = body("I. MỘT", "1. Nội dung:", "1) Việc;", "2) Việc.", "2. Khác.")
    assert ids(plan) == ["I", "I.1", "I.1.1", "I.1.2", "I.2"]
    assert clause(plan, "I.1.2").cite == "tiết 2 khoản 1 mục I"


@pytest.mark.parametrize(
    "heading", ["** Đối với tập thể:*", "* Đối với tập thể", "*Đối với tập thể:*", "**Đối với tập thể**",
                "*Đối với tập thể:", "Đối với tập thể:", "_Đối với tập thể:_"],
)  # fmt: skip
def test_a_heading_inside_a_letter_is_known_however_it_was_starred(heading: str) -> None:
    plan = body("1. Tiêu chuẩn", "a) Hằng năm", heading, "- Tốt.")
    assert ids(plan) == ["1", "1.a", "1.a/tap-the", "1.a/tap-the/1"]
    assert clause(plan, "1.a/tap-the").heading == "Đối với tập thể"


def test_starred_lines_without_a_list_below_are_a_list_themselves() -> None:
    assert ids(body("1. Tiêu chuẩn", "* Tốt.", "* Khá.")) == ["1", "1/1", "1/2"]


# --- heading or text --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("lines", "heading", "text"),
    [
        (["1. Mục đích", "- Một."], "Mục đích", ""),
        (["1. Mục đích", "Để tốt hơn."], "Mục đích", "Để tốt hơn."),
        (["1. Mục đích"], None, "Mục đích"),
        (["1. Hình thức khen thưởng:", "- Một."], "Hình thức khen thưởng", ""),
        (["1. Thời gian: cả năm", "- Một."], None, "Thời gian: cả năm"),
        (["1. Các đơn vị thực hiện các việc sau:", "- Một."], None, "Các đơn vị thực hiện các việc sau:"),
        (["1. Các đơn vị thực hiện.", "- Một."], None, "Các đơn vị thực hiện."),
        (["I. TỔ CHỨC THỰC HIỆN"], "TỔ CHỨC THỰC HIỆN", ""),
        (["- Gạch đầu dòng", "+ Một."], None, "Gạch đầu dòng"),
    ],
)
def test_a_short_title_is_a_heading_and_a_sentence_is_text(lines: list[str], heading: str | None, text: str) -> None:
    first = body(*lines).clauses[0]
    assert (first.heading, first.text) == (heading, text)


# --- lines ------------------------------------------------------------------------------------------------------

LONG = "Các cơ quan, đơn vị tổ chức thực hiện tốt các nhiệm vụ phát triển"


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        (["1. Kế hoạch của UBND", "", "tỉnh, huyện."], ["Kế hoạch của UBND tỉnh, huyện."]),
        (["1. Kế hoạch của", "", "UBND tỉnh."], ["Kế hoạch của UBND tỉnh."]),
        (["1. Kế hoạch của UBND", "", "- 4 -", "", "tỉnh."], ["Kế hoạch của UBND tỉnh."]),
        (["1. Kế hoạch tốt.", "", "Đoạn mới."], ["Kế hoạch tốt.\nĐoạn mới."]),
        (["1. Kế hoạch tốt;", "đoạn mới."], ["Kế hoạch tốt;\nđoạn mới."]),
        ([f"1. {LONG} kinh tế", "- xã hội."], [f"{LONG} kinh tế - xã hội."]),
        (["1. Hội đồng Thi đua", "- Khen thưởng huyện."], ["Hội đồng Thi đua - Khen thưởng huyện."]),
        ([f"1. {LONG} nêu tại khoản", "2. Điều này."], [f"{LONG} nêu tại khoản 2. Điều này."]),
        (["1. Họp.", "", "2. Báo cáo."], ["Họp.", "Báo cáo."]),
        (["-", "Họp."], ["Họp."]),
    ],
)
def test_a_cut_sentence_is_joined_and_a_new_paragraph_is_not(lines: list[str], text: list[str]) -> None:
    assert texts(body(*lines)) == text


def test_a_heading_in_capitals_over_two_lines_is_one() -> None:
    plan = body("II. NHIỆM VỤ VÀ GIẢI PHÁP", "CHỦ YẾU", "1. Tuyên truyền.")
    assert plan.clauses[0].heading == "NHIỆM VỤ VÀ GIẢI PHÁP CHỦ YẾU"


# --- header and tail --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "number", "date"),
    [
        ("Số: 125/KH-UBND", "125/KH-UBND", None),
        ("Số 125 / KH-UBND", "125/KH-UBND", None),
        ("Số: 01-KH/HU", "01-KH/HU", None),
        ("Số: /KH-UBND", None, None),
        ("Số: …/KH-UBND", None, None),
        ("Nam Định, ngày 28 tháng 10 năm 2021", None, "2021-10-28"),
        ("Nam Định, ngày 8/1/2021", None, "2021-01-08"),
        ("Nam Định, ngày   tháng 11 năm 2021", None, "2021-11"),
        ("Nam Định, ngày ... tháng ... năm 2021", None, "2021"),
        ("Nam Định, ngày 30 tháng 02 năm 2021", None, "2021-02"),
        ("Nam Định, ngày 1 tháng 13 năm 2021", None, "2021"),
        ("Số: 7/KH Nam Định, ngày 01 tháng 3 năm 2021", "7/KH", "2021-03-01"),
    ],
)
def test_number_and_date_are_given_as_far_as_the_paper_gives_them(
    line: str, number: str | None, date: str | None
) -> None:
    plan = parse_plan(f"{line}\nKẾ HOẠCH\nThi đua\nI. NỘI DUNG")
    assert (plan.number, plan.date) == (number, date)


@pytest.mark.parametrize(
    ("lines", "issuer", "signer"),
    [
        (["TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "Lê Văn A"], "ỦY BAN NHÂN DÂN", "Lê Văn A"),
        (["**TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH**", "**Lê Văn A**"], "ỦY BAN NHÂN DÂN", "Lê Văn A"),
        (["TM. UBND", "XÃ TRỰC NỘI", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "LÊ VĂN A"], "UBND XÃ TRỰC NỘI", "LÊ VĂN A"),
        (["TL. CHỦ TỊCH", "CHÁNH VĂN PHÒNG", "(Đã ký)", "Lê Văn A"], None, "Lê Văn A"),
        (["HIỆU TRƯỞNG", "TS. Lê Văn A"], None, "TS. Lê Văn A"),
        (["Nơi nhận:  \tGIÁM ĐỐC", "- Lưu: VT.  \tLê Văn A"], None, "Lê Văn A"),
        (["TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"], "ỦY BAN NHÂN DÂN", None),
    ],
)
def test_the_signer_is_found_under_the_post(lines: list[str], issuer: str | None, signer: str | None) -> None:
    plan = body("I. NỘI DUNG", "1. Việc.", *lines)
    assert (plan.issuer, plan.signer) == (issuer, signer)
    assert texts(plan) == ["", "Việc."]


def test_a_heading_about_heads_of_units_is_no_signature() -> None:
    plan = body("I. TRÁCH NHIỆM CỦA", "THỦ TRƯỞNG CƠ QUAN", "1. Chỉ đạo.")
    assert (plan.clauses[0].heading, plan.signer) == ("TRÁCH NHIỆM CỦA THỦ TRƯỞNG CƠ QUAN", None)


def test_recipients_may_come_without_dashes_or_behind_a_stray_bracket() -> None:
    assert body("1. Việc.", "]Nơi nhận:", "Như trên;", "Lưu: VT.").recipients == ("Như trên", "Lưu: VT")


def test_a_clause_about_where_to_send_is_no_list_of_recipients() -> None:
    plan = body("1. Hồ sơ", "Nơi nhận: Phòng Nội vụ.", "2. Thời hạn.")
    assert (ids(plan), plan.recipients) == (["1", "2"], ())
