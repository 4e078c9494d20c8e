"""`thidua plan show`: any file to a tree, or one Vietnamese sentence that says why not."""

import io
import json
import struct
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import pytest
from click.testing import CliRunner, Result
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from thidua.cli import main
from thidua.core.plan import parse_plan, plan_as_dict

SHIPPED = Path(__file__).parents[2] / "src/thidua/plans/truc-ninh-2021-2025/plan.txt"


def show(path: Path, *options: str) -> Result:
    return CliRunner().invoke(main, ["plan", "show", str(path), *options])


def shown(path: Path) -> dict[str, Any]:
    result = show(path, "--json")
    assert (result.exit_code, result.stderr) == (0, "")
    said: dict[str, Any] = json.loads(result.stdout)
    return said


def ids(clauses: list[dict[str, Any]]) -> list[str]:
    return [address for clause in clauses for address in (clause["id"], *ids(clause["children"]))]


# --- what is printed --------------------------------------------------------------------------------------------


def test_json_is_the_plan_and_nothing_else() -> None:
    assert shown(SHIPPED) == plan_as_dict(parse_plan(SHIPPED.read_text("utf-8")))


def test_a_reader_gets_header_tree_and_the_rest_in_this_order() -> None:
    lines = show(SHIPPED).stdout.splitlines()
    assert lines[1:6] == [
        "Số:           (văn bản không ghi)",
        "Nơi ban hành: Trực Ninh",
        "Ngày:         11/2021",
        "Cơ quan:      ỦY BAN NHÂN DÂN",
        "Người ký:     Lưu Văn Dương",
    ]
    assert lines[8:11] == ["I  MỤC ĐÍCH, YÊU CẦU", "  I.1  Mục đích", f"    I.1/1  {lines[10][11:]}"]
    assert lines[-7:-5] == ["Ngoài các điều khoản:", "  dòng 3 (số để trống): Số: /KH-UBND"]
    assert lines[-1] == "  dòng 143 (chữ ký): CHỦ TỊCH"


def test_the_second_paragraph_of_a_clause_stands_below_its_heading() -> None:
    lines = show(SHIPPED).stdout.splitlines()
    heading = lines.index("    III.2.b  Khen thưởng tổng kết giai đoạn 5 năm (2021-2025)")
    assert lines[heading + 1].startswith("        Xét khen thưởng tổng kết")


def test_a_text_without_clauses_is_shown_with_a_note(tmp_path: Path) -> None:
    path = tmp_path / "thu.txt"
    path.write_text("Kính gửi các đồng chí.", "utf-8")
    result = show(path)
    assert result.exit_code == 0
    assert result.stderr == f"Lưu ý: {path}: không tìm thấy điều khoản nào có đánh số.\n"
    assert "dòng 1 (lời dẫn): Kính gửi các đồng chí." in result.stdout


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_text_is_read_in_any_unicode_encoding(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "ke-hoach.txt"
    path.write_bytes(SHIPPED.read_text("utf-8").encode(encoding))
    assert shown(path) == shown(SHIPPED)


# --- what cannot be read ----------------------------------------------------------------------------------------


def zipped(name: str, content: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return buffer.getvalue()


def claiming(size: int, archive: bytes) -> bytes:
    """The archive whose directory says that its one file unpacks to so many bytes."""
    field = archive.index(b"PK\x01\x02") + 24
    return archive[:field] + struct.pack("<I", size) + archive[field + 4 :]


def truncated_docx() -> bytes:
    buffer = io.BytesIO()
    docx.Document().save(buffer)
    return buffer.getvalue()[:2000]


AS_TEXT = "Hãy lưu thành tệp .docx hoặc tệp .txt mã hóa UTF-8 rồi chạy lại."
WHOLE = "Hãy đưa tệp .docx hoặc tệp .txt mã hóa UTF-8 chứa toàn văn kế hoạch."


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"%PDF-1.7\n...", f"là tệp PDF, phần mềm không đọc được điều khoản từ tệp PDF. {AS_TEXT}"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0\0",
            f"là tệp Word đời cũ (.doc), phần mềm chỉ đọc .docx. {AS_TEXT}",
        ),
        (b"{\\rtf1 Ke hoach}", f"là tệp RTF, phần mềm chỉ đọc .docx và .txt. {AS_TEXT}"),
        (b"\x89PNG\r\n\x1a\n\0\0", f"là tệp ảnh, không có chữ để đọc. {AS_TEXT}"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", f"là tệp ảnh, không có chữ để đọc. {AS_TEXT}"),
        (struct.pack("<6I", *range(200, 206)), f"là dữ liệu nhị phân, không phải văn bản. {AS_TEXT}"),
        ("Kế hoạch".encode("utf-16-le"), f"là dữ liệu nhị phân, không phải văn bản. {AS_TEXT}"),
        (b"\xff\xfeK", f"không phải văn bản UTF-16 (sai từ byte 3). {AS_TEXT}"),
        (b"K\xd5 ho\xb9ch", f"không phải văn bản UTF-8 (sai từ byte 2). {AS_TEXT}"),
        (zipped("xl/workbook.xml", b"<x/>"), f"là tệp nén nhưng không phải văn bản Word (.docx). {AS_TEXT}"),
        (
            zipped("word/document.xml", b"<x"),
            "tệp .docx bị hỏng, không đọc được nội dung. Hãy mở bằng Word và lưu lại.",
        ),
        (truncated_docx(), "tệp .docx bị hỏng hoặc chưa tải xong. Hãy lấy lại tệp gốc."),
        (
            claiming(300_000_000, zipped("word/document.xml", b"<x/>")),
            "tệp .docx giải nén ra quá lớn. Hãy bỏ ảnh, phụ lục đính kèm khỏi tệp rồi chạy lại.",
        ),
        (b"", f"văn bản trống, không có chữ nào để đọc. {WHOLE}"),
        (b"\r\n \r\n", f"văn bản trống, không có chữ nào để đọc. {WHOLE}"),
        (b"abc\0def", f"nội dung là dữ liệu nhị phân, không phải văn bản. {WHOLE}"),
    ],
)
def test_a_file_that_is_no_text_is_refused_in_one_sentence(tmp_path: Path, content: bytes, sentence: str) -> None:
    path = tmp_path / "ke-hoach.docx"
    path.write_bytes(content)
    result = show(path, "--json")
    assert (result.exit_code, result.stdout, result.stderr) == (1, "", f"Lỗi: {path}: {sentence}\n")


def test_a_missing_file_and_a_folder_are_named(tmp_path: Path) -> None:
    missing = tmp_path / "khong-co.txt"
    assert show(missing).exit_code == 1
    assert show(missing).stderr == f"Lỗi: {missing}: không tìm thấy tệp. Kiểm tra lại đường dẫn và tên tệp.\n"
    assert (
        show(tmp_path).stderr
        == f"Lỗi: {tmp_path}: là thư mục, không phải tệp. Hãy chỉ rõ tệp kế hoạch trong thư mục đó.\n"
    )


def test_a_call_without_a_file_is_wrong_usage() -> None:
    assert CliRunner().invoke(main, ["plan", "show"]).exit_code == 2


def test_a_plain_text_is_shown_without_waiting_for_what_only_others_need() -> None:
    asked = (
        "import sys; from thidua.cli import main; "
        f"main(['plan', 'show', {str(SHIPPED)!r}], standalone_mode=False); "
        "sys.exit(' '.join({'docx', 'lxml', 'pydantic', 'yaml', 'django'} & set(sys.modules)) or 0)"
    )
    run = subprocess.run([sys.executable, "-c", asked], capture_output=True, check=False)
    assert (run.returncode, run.stderr) == (0, b"")


# --- Word -------------------------------------------------------------------------------------------------------


@pytest.fixture
def save(tmp_path: Path) -> Callable[[Any], Path]:
    def to_file(document: Any) -> Path:
        path = tmp_path / "ke-hoach.docx"
        document.save(path)
        return path

    return to_file


def test_the_issued_plan_typed_in_word_has_the_same_clauses(save: Callable[[Any], Path]) -> None:
    document = docx.Document()
    for line in SHIPPED.read_text("utf-8").splitlines():
        if line:
            document.add_paragraph(line)
    said, issued = shown(save(document)), shown(SHIPPED)
    assert said["clauses"] == issued["clauses"]
    assert {key: said[key] for key in said if key != "unplaced"} == {
        key: issued[key] for key in issued if key != "unplaced"
    }


def test_a_paper_laid_out_in_tables_is_read_cell_by_cell(save: Callable[[Any], Path]) -> None:
    document = docx.Document()
    top = document.add_table(2, 2)
    top.cell(0, 0).text = "UBND HUYỆN XUÂN TRƯỜNG\nPHÒNG NỘI VỤ"
    top.cell(0, 1).text = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc"
    top.cell(1, 0).text = "Số: 12/KH-PNV"
    top.cell(1, 1).text = "Xuân Trường, ngày 15 tháng 02 năm 2023"
    for line in ("KẾ HOẠCH", "Phong trào thi đua năm 2023", "I. NỘI DUNG", "1. Chỉ tiêu", "- Giao như sau:"):
        document.add_paragraph(line)
    targets = document.add_table(2, 2)
    for cell, text in zip(targets._cells, ["STT", "Chỉ tiêu", "1.", "Đúng hạn\n100%"], strict=True):
        cell.text = text
    document.add_paragraph("II. TỔ CHỨC THỰC HIỆN")
    foot = document.add_table(1, 2)
    foot.cell(0, 0).text = "Nơi nhận:\n- Như trên;\n- Lưu: VT."
    foot.cell(0, 1).text = "TRƯỞNG PHÒNG\n\n\nTrần Thị Bích"
    said = shown(save(document))
    assert {key: said[key] for key in said if key not in {"clauses", "unplaced", "title"}} == {
        "number": "12/KH-PNV",
        "place": "Xuân Trường",
        "date": "2023-02-15",
        "issuer": "PHÒNG NỘI VỤ",
        "signer": "Trần Thị Bích",
        "recipients": ["Như trên", "Lưu: VT"],
    }
    assert ids(said["clauses"]) == ["I", "I.1", "I.1/1", "II"]
    dash = said["clauses"][0]["children"][0]["children"][0]
    assert dash["text"] == "Giao như sau:\n| STT | Chỉ tiêu |\n| 1. | Đúng hạn 100% |"


def test_a_table_inside_a_cell_is_read_once(save: Callable[[Any], Path]) -> None:
    document = docx.Document()
    for line in ("KẾ HOẠCH", "Phong trào thi đua năm 2023", "I. CHỈ TIÊU"):
        document.add_paragraph(line)
    outer = document.add_table(1, 2)
    outer.cell(0, 0).text, outer.cell(0, 1).text = "STT", "Chỉ tiêu"
    outer.cell(0, 1).add_table(1, 1).cell(0, 0).text = "Đúng hạn"
    assert shown(save(document))["clauses"][0]["text"] == "| STT | Chỉ tiêu | Đúng hạn | |"


LEVELS = [("upperRoman", "%1."), ("decimal", "%2."), ("lowerLetter", "%3)"), ("bullet", "-"), ("bullet", "o")]


def automatic_list(document: Any, levels: list[tuple[str, str]], *restarts: int) -> None:
    """Lists 901, 902, … share one definition; each of `restarts` begins a new list at that number."""
    root = document.part.numbering_part.element
    rows = "".join(
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{style}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for depth, (style, text) in enumerate(levels)
    )
    first = root.find(qn("w:num"))
    first.addprevious(parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="900">{rows}</w:abstractNum>'))
    starts = ["", *(f'<w:startOverride w:val="{restart}"/>' for restart in restarts)]
    for number, start in enumerate(starts, start=901):
        override = f'<w:lvlOverride w:ilvl="0">{start}</w:lvlOverride>' if start else ""
        root.append(
            parse_xml(f'<w:num {nsdecls("w")} w:numId="{number}"><w:abstractNumId w:val="900"/>{override}</w:num>')
        )


def listed(document: Any, depth: int, text: str, number: int = 901) -> None:
    properties = document.add_paragraph(text)._p.get_or_add_pPr()
    properties.append(
        parse_xml(f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr>')
    )


def test_numbers_that_word_prints_by_itself_are_read(save: Callable[[Any], Path]) -> None:
    document = docx.Document()
    automatic_list(document, LEVELS, 9)
    document.add_paragraph("KẾ HOẠCH")
    for depth, text in enumerate(["MỤC ĐÍCH", "Mục tiêu", "Trước hết:", "Họp;", "Sáng;"]):
        listed(document, depth, text)
    listed(document, 2, "Sau đó.")
    listed(document, 0, "NỘI DUNG")
    listed(document, 1, "Tuyên truyền.")
    listed(document, 0, "PHỤ THÊM", number=902)
    said = shown(save(document))
    assert ids(said["clauses"]) == [
        "I", "I.1", "I.1.a", "I.1.a/1", "I.1.a/1/1", "I.1.b", "II", "II.1", "IX",
    ]  # fmt: skip
    assert said["clauses"][2]["label"] == "IX."


def test_numbers_of_a_style_and_of_several_levels_are_read(save: Callable[[Any], Path]) -> None:
    document = docx.Document()
    automatic_list(document, [("decimal", "%1."), ("decimal", "%1.%2.")])
    listed(document, 0, "Mục tiêu")
    listed(document, 1, "Mục tiêu chung.")
    listed(document, 1, "Mục tiêu riêng:")
    document.add_paragraph("Đúng hạn;", style="List Bullet")
    document.add_paragraph("Đúng mẫu.", style="List Bullet")
    assert ids(shown(save(document))["clauses"]) == ["1", "1.1", "1.2", "1.2/1", "1.2/2"]


def test_a_numbering_that_cannot_be_read_is_reported(save: Callable[[Any], Path]) -> None:
    document = docx.Document()
    automatic_list(document, [("ideographDigital", "%1.")])
    document.add_paragraph("I. NỘI DUNG")
    listed(document, 0, "Họp hằng tháng.")
    path = save(document)
    result = show(path)
    assert result.exit_code == 0
    assert result.stderr == (
        f"Lưu ý: {path}: Kiểu đánh số tự động “ideographDigital” trong tệp Word chưa đọc được; "
        "các mục dùng kiểu này không có số.\n"
    )
    assert "Họp hằng tháng." in result.stdout


def test_what_was_struck_out_in_word_is_not_text_and_what_was_put_in_is(save: Callable[[Any], Path]) -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("1. Gửi trước ngày ")._p
    for change in ("<w:del {}><w:r><w:delText>10/11</w:delText></w:r></w:del>",
                   "<w:ins {}><w:r><w:t>10/12</w:t></w:r></w:ins>"):  # fmt: skip
        paragraph.append(parse_xml(change.format(nsdecls("w"))))
    control = (
        f"<w:sdt {nsdecls('w')}><w:sdtContent><w:p><w:r><w:t>2. Lưu hồ sơ.</w:t></w:r></w:p></w:sdtContent></w:sdt>"
    )
    paragraph.addnext(parse_xml(control))
    said = shown(save(document))
    assert [clause["text"] for clause in said["clauses"]] == ["Gửi trước ngày 10/12", "Lưu hồ sơ."]
