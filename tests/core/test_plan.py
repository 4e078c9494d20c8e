"""The plan as issued, clause by clause, however its file was typed."""

import re
import unicodedata
from pathlib import Path
from textwrap import fill

import pytest

from thidua.core.plan import Clause, Plan, parse_plan, plan_as_dict, walk

SHIPPED = Path(__file__).parents[2] / "src/thidua/plans/truc-ninh-2021-2025/plan.txt"

# address | level | title, or the first words of the text
CLAUSES = """
I                    | section | MỤC ĐÍCH, YÊU CẦU
I.1                  | number  | Mục đích
I.1/1                | dash    | Tạo khí thế thi đua sôi nổi
I.1/2                | dash    | Nâng cao ý thức, trách nhiệm
I.1/3                | dash    | Biểu dương, khen thưởng những tập thể
I.2                  | number  | Yêu cầu
I.2/1                | dash    | Phong trào thi đua phải được triển khai
I.2/2                | dash    | Gắn việc tổ chức triển khai
I.2/3                | dash    | Việc bình xét thi đua, khen thưởng
II                   | section | NỘI DUNG PHONG TRÀO THI ĐUA
II.1                 | number  | Đối tượng thi đua
II.1.a               | letter  | Tập thể: Cơ quan chuyên môn
II.1.b               | letter  | Cá nhân: Cán bộ, công chức
II.2                 | number  | Nội dung phong trào thi đua
II.2.a               | letter  | Thi đua thực hiện đổi mới công tác tuyên truyền
II.2.b               | letter  | Thi đua nâng cao trách nhiệm của người đứng đầu
II.2.c               | letter  | Thi đua trong việc nghiên cứu, đề xuất các sáng kiến
II.2.d               | letter  | Thi đua huy động và sử dụng có hiệu quả các nguồn lực
II.2.đ               | letter  | Thi đua thực hiện tốt các tiêu chí trong Bộ tiêu chí
II.3                 | number  | Thời gian tổ chức phong trào thi đua: Từ ngày ban hành
III                  | section | CÔNG TÁC KHEN THƯỞNG
III.1                | number  | Đối tượng, hình thức khen thưởng
III.1.a              | letter  | Đối tượng: Các tập thể, cá nhân
III.1.b              | letter  | Hình thức khen thưởng
III.1.b/1            | dash    | Giấy khen của Chủ tịch UBND huyện;
III.1.b/2            | dash    | Xét đề nghị Chủ tịch UBND tỉnh tặng Bằng khen
III.2                | number  | Tiêu chuẩn khen thưởng
III.2.a              | letter  | Khen thưởng hằng năm
III.2.a/tap-the      | heading | Đối với tập thể
III.2.a/tap-the/1    | dash    | Thực hiện tốt công tác lãnh đạo, chỉ đạo
III.2.a/tap-the/2    | dash    | Tổ chức tuyên truyền về công tác CCHC
III.2.a/tap-the/3    | dash    | Triển khai thực hiện có hiệu quả
III.2.a/tap-the/4    | dash    | Kết quả xếp hạng chỉ số thành phần
III.2.a/tap-the/5    | dash    | Đạt thứ hạng cao hoặc có sự thay đổi vượt bậc
III.2.a/tap-the/6    | dash    | Có sáng kiến hoặc giải pháp
III.2.a/tap-the/7    | dash    | Thực hiện nghiêm kỷ luật, kỷ cương hành chính (không xét
III.2.a/ca-nhan      | heading | Đối với cá nhân
III.2.a/ca-nhan/1    | dash    | Chỉ đạo, tham mưu, triển khai thực hiện tốt
III.2.a/ca-nhan/2    | dash    | Tham mưu, triển khai thực hiện đảm bảo chất lượng
III.2.a/ca-nhan/3    | dash    | Có sáng kiến hoặc giải pháp
III.2.a/ca-nhan/4    | dash    | Có phẩm chất đạo đức tốt
III.2.a/ca-nhan/5    | dash    | Thực hiện nghiêm kỷ luật, kỷ cương hành chính (không vi phạm
III.2.b              | letter  | Khen thưởng tổng kết giai đoạn 5 năm (2021-2025)
III.3                | number  | Thủ tục, hồ sơ đề nghị khen thưởng
III.3.a              | letter  | Tờ trình kèm theo danh sách
III.3.b              | letter  | Báo cáo thành tích
III.3.c              | letter  | Biên bản họp Hội đồng Thi đua- Khen thưởng
III.4                | number  | Thời gian đề nghị xét khen thưởng
III.4.a              | letter  | Khen thưởng hằng năm: Hồ sơ đề nghị
III.4.b              | letter  | Khen thưởng tổng kết giai đoạn 2021-2025: Hồ sơ
III.5                | number  | Kinh phí khen thưởng
III.5.a              | letter  | Kinh phí khen thưởng thành tích
III.5.b              | letter  | Mức khen thưởng thực hiện theo quy định
IV                   | section | TỔ CHỨC THỰC HIỆN
IV.1                 | number  | Trên cơ sở Kế hoạch của UBND huyện
IV.2                 | number  | Phòng Văn hóa và Thông tin chủ trì
IV.3                 | number  | Đề nghị Ủy ban Mặt trận Tổ quốc Việt Nam
IV.4                 | number  | Phòng Nội vụ có trách nhiệm theo dõi
"""

CITATIONS = {
    "I": "mục I",
    "I.1": "khoản 1 mục I",
    "I.1/2": "gạch đầu dòng 2, khoản 1 mục I",
    "II.2.đ": "điểm đ khoản 2 mục II",
    "III.1.b/2": "gạch đầu dòng 2, điểm b khoản 1 mục III",
    "III.2.a/tap-the": "đối với tập thể, điểm a khoản 2 mục III",
    "III.2.a/tap-the/4": "gạch đầu dòng 4, đối với tập thể, điểm a khoản 2 mục III",
    "III.4.a": "điểm a khoản 4 mục III",
}


@pytest.fixture(scope="module")
def issued() -> Plan:
    return parse_plan(SHIPPED.read_text("utf-8"))


def clause(plan: Plan, address: str) -> Clause:
    return next(clause for clause in walk(plan) if clause.id == address)


# --- the plan as issued -----------------------------------------------------------------------------------------


def test_the_issued_plan_has_exactly_these_clauses(issued: Plan) -> None:
    table = [tuple(cell.strip() for cell in row.split("|")) for row in CLAUSES.strip().splitlines()]
    assert [(c.id, c.level) for c in walk(issued)] == [(address, level) for address, level, _ in table]
    for found, (_, _, start) in zip(walk(issued), table, strict=True):
        assert (found.heading or found.text).startswith(start)


def test_clauses_are_cited_as_officials_cite_them(issued: Plan) -> None:
    assert {c.id: c.cite for c in walk(issued) if c.id in CITATIONS} == CITATIONS


def test_the_header_of_the_issued_plan(issued: Plan) -> None:
    movement = "“Đẩy mạnh cải cách hành chính tỉnh Nam Định giai đoạn 2021-2025”"
    assert issued.title == f"Triển khai phong trào thi đua {movement} trên địa bàn huyện"
    assert (issued.number, issued.place, issued.date) == (None, "Trực Ninh", "2021-11")
    assert (issued.issuer, issued.signer) == ("ỦY BAN NHÂN DÂN", "Lưu Văn Dương")


def test_the_recipients_keep_the_line_of_the_archive(issued: Plan) -> None:
    assert len(issued.recipients) == 8
    assert (issued.recipients[0], issued.recipients[-1]) == ("Sở Nội vụ", "Lưu: VT")


def test_what_is_no_clause_is_reported_in_order_with_its_line(issued: Plan) -> None:
    assert [(rest.line, rest.place, rest.text.split(",")[0][:24]) for rest in issued.unplaced] == [
        (3, "number", "Số: /KH-UBND"),
        (7, "kind", "KẾ HOẠCH"),
        (11, "preamble", "Thực hiện Kế hoạch số 12"),
        (129, "closing", "Trên đây là Kế hoạch tri"),
        (142, "signature", "TM. ỦY BAN NHÂN DÂN"),
        (143, "signature", "CHỦ TỊCH"),
    ]


def test_the_sentence_cut_by_a_page_break_is_one_again(issued: Plan) -> None:
    assert "Kế hoạch của UBND tỉnh, Chương trình của Huyện ủy" in clause(issued, "II.2.a").text


def test_a_new_paragraph_is_not_glued_to_the_title_before_it(issued: Plan) -> None:
    five_years = clause(issued, "III.2.b")
    assert five_years.heading == "Khen thưởng tổng kết giai đoạn 5 năm (2021-2025)"
    assert five_years.text.startswith("Xét khen thưởng tổng kết")
    assert five_years.text.endswith("2 lần được Chủ tịch UBND huyện tặng Giấy khen.")


def test_the_json_shape_of_a_clause_is_the_contract(issued: Plan) -> None:
    said = plan_as_dict(issued)
    assert list(said) == [
        "title", "number", "place", "date", "issuer", "signer", "recipients", "clauses", "unplaced",
    ]  # fmt: skip
    assert said["clauses"][2]["children"][1]["children"][0]["children"][0]["children"][3] == {
        "id": "III.2.a/tap-the/4",
        "level": "dash",
        "label": "-",
        "heading": None,
        "text": clause(issued, "III.2.a/tap-the/4").text,
        "cite": "gạch đầu dòng 4, đối với tập thể, điểm a khoản 2 mục III",
        "children": [],
    }


def test_two_ways_of_writing_vietnamese_are_one() -> None:
    text = SHIPPED.read_text("utf-8")
    assert parse_plan(unicodedata.normalize("NFD", text)) == parse_plan(text)


@pytest.mark.parametrize("width", [65, 75, 90, 115])
@pytest.mark.parametrize("margin", ["", "      "])
@pytest.mark.parametrize("blank_lines", [True, False])
def test_a_narrow_page_changes_no_clause(issued: Plan, width: int, margin: str, blank_lines: bool) -> None:
    lines = [line for line in SHIPPED.read_text("utf-8").splitlines() if line or blank_lines]
    narrow = parse_plan("\n".join(fill(line, width, initial_indent=margin, break_on_hyphens=False) for line in lines))
    assert [(c.id, c.heading, c.text) for c in walk(narrow)] == [(c.id, c.heading, c.text) for c in walk(issued)]
    assert narrow.recipients == issued.recipients


def test_tabs_after_the_marks_change_nothing(issued: Plan) -> None:
    tabbed = re.sub(r"(?m)^([IVX\d]+\.|-|[a-zđ]\)) ", r"\1\t", SHIPPED.read_text("utf-8"))
    assert parse_plan(tabbed) == issued
