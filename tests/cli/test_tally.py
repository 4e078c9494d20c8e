import json
from pathlib import Path
from typing import Any

from click.testing import CliRunner, Result

from thidua.cli import main

MEMBERS = [f"Ủy viên {number}" for number in range(1, 12)]
FILE: dict[str, Any] = {
    "items": ["UBND xã Trung Đông"],
    "roster": MEMBERS,
    "present": MEMBERS[:9],
    "threshold": {"percent": 90, "of": "members"},
    "quorum": "2/3",
    "ballots": [{"for": ["UBND xã Trung Đông"], "against": [], "blank": []}] * 9,
    "written": [],
    "recused": {},
}


def tally(path: Path, content: object, *options: str) -> Result:
    file = path / "phieu.json"
    file.write_text(json.dumps(content, ensure_ascii=False), "utf-8")
    return CliRunner().invoke(main, ["tally", str(file), *options])


def test_the_answer_is_printed_in_the_agreed_shape(tmp_path: Path) -> None:
    result = tally(tmp_path, FILE, "--json")
    assert result.exit_code == 0
    assert json.loads(result.stdout) == {
        "items": [
            {
                "item": "UBND xã Trung Đông",
                "for": 9,
                "against": 0,
                "blank": 0,
                "base": 11,
                "percent": 81.82,
                "needed": 10,
                "outcome": "awaiting_written",
                "reason": "9/11 thành viên đồng ý = 81,82 % < 90 %, cần ít nhất 10 phiếu; "
                "còn 2 thành viên vắng mặt chưa có ý kiến bằng văn bản: chờ lấy ý kiến.",
            }
        ]
    }


def test_without_json_each_item_has_its_outcome_and_its_reason(tmp_path: Path) -> None:
    written = [{"member": MEMBERS[9], "for": FILE["items"]}]
    assert tally(tmp_path, {**FILE, "written": written}).stdout.splitlines() == [
        "UBND xã Trung Đông: Thông qua (đồng ý 10, không đồng ý 0, phiếu trắng 0)",
        "    10/11 thành viên đồng ý = 90,91 % ≥ 90 %: thông qua.",
    ]


def test_a_refusal_is_an_answer_and_exits_with_zero(tmp_path: Path) -> None:
    result = tally(tmp_path, {**FILE, "present": MEMBERS[:2], "ballots": []})
    assert result.exit_code == 0
    assert "Không đủ điều kiện biểu quyết" in result.stdout


def test_every_problem_is_on_standard_error_and_the_exit_code_is_one(tmp_path: Path) -> None:
    result = tally(tmp_path, {**FILE, "present": ["Khách"], "quorum": "hai phần ba"}, "--json")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.splitlines() == [
        "Lỗi: present[0]: “Khách” không có trong danh sách thành viên.",
        "Lỗi: quorum: phải là một phân số không quá 1, ví dụ “2/3”.",
        "Lỗi: ballots: có 9 phiếu nhưng chỉ 1 thành viên có mặt.",
    ]
