import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from thidua.cli import main

FILE: dict[str, Any] = {
    "set": {
        "code": "cchc-xa-2023",
        "name": "Bộ tiêu chí CCHC cấp xã năm 2023",
        "fields": [
            {
                "code": "I",
                "name": "Công tác chỉ đạo, điều hành",
                "criteria": [
                    {"code": "1.1", "name": "Kế hoạch", "max": 12.5, "rule": {"kind": "fixed"}},
                    {"code": "5.4", "name": "Số hóa", "max": 6, "rule": {"kind": "linear", "cap": 90}},
                ],
            }
        ],
    },
    "units": [
        {
            "code": "trung-dong",
            "name": "UBND xã Trung Đông",
            "group": "xa",
            "entries": {"1.1": {"points": 11.46}, "5.4": {"numerator": 385862, "denominator": 435677}},
            "previous": {"points": 15.1, "index": 81.62, "rank": 3},
        },
        {"code": "liem-hai", "name": "UBND xã Liêm Hải", "group": "xa", "entries": {"1.1": {"points": 12}}},
    ],
}


def score(path: Path, content: object, *options: str) -> Result:
    file = path / "diem.json"
    file.write_text(content if isinstance(content, str) else json.dumps(content, ensure_ascii=False), "utf-8")
    return CliRunner().invoke(main, ["score", str(file), *options])


def test_the_answer_is_printed_in_the_agreed_shape(tmp_path: Path) -> None:
    result = score(tmp_path, FILE, "--json")
    assert result.exit_code == 0
    first, second = json.loads(result.stdout)["units"]
    assert first == {
        "code": "trung-dong",
        "name": "UBND xã Trung Đông",
        "group": "xa",
        "points": 17.36,
        "scored_points": 17.36,
        "max": 18.5,
        "index": 93.84,
        "rank": 1,
        "group_rank": 1,
        "tied": False,
        "band": None,
        "change": {"points": 2.26, "index": 12.22, "rank": 2, "reason": None},
        "reason": None,
        "remarks": [],
        "fields": {"I": {"points": 17.36, "max": 18.5, "rank": 1}},
        "groups": {},
        "criteria": {
            "1.1": {"points": 11.46, "max": 12.5, "reason": "Điểm chấm → 11,46/12,5"},
            "5.4": {"points": 5.9, "max": 6, "reason": "385.862/435.677 = 88,57 % < 90 % → 5,90/6"},
        },
    }
    assert (second["points"], second["rank"]) == (None, None)
    assert '"points": 17.36,' in result.stdout


def test_without_json_it_is_a_table_in_the_order_of_rank(tmp_path: Path) -> None:
    assert score(tmp_path, FILE).stdout.splitlines() == [
        "Bộ tiêu chí CCHC cấp xã năm 2023",
        "",
        "Hạng   Đổi        Điểm    Tối đa   Chỉ số  Đơn vị",
        "   1    +2       17,36      18,5    93,84  UBND xã Trung Đông",
        "   –  UBND xã Liêm Hải: Chưa xếp hạng: còn 1 tiêu chí chưa chấm (5.4).",
    ]


def test_every_problem_is_on_standard_error_and_the_exit_code_is_one(tmp_path: Path) -> None:
    entries = {"1.1": {"points": 13}, "9.9": {"points": 1}}
    result = score(tmp_path, {**FILE, "units": [{"code": "a", "entries": entries}]}, "--json")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.splitlines() == [
        "Lỗi: units[0].entries.1.1: 13 điểm vượt điểm tối đa 12,5.",
        "Lỗi: units[0].entries.9.9: bộ tiêu chí không có mã “9.9”.",
    ]


@pytest.mark.parametrize("content", ["", "{", '{"set": 1, "set": 2}'])
def test_what_is_no_json_is_said_with_the_name_of_the_file(tmp_path: Path, content: str) -> None:
    result = score(tmp_path, content)
    assert result.exit_code == 1
    assert result.stderr.startswith(f"Lỗi: {tmp_path / 'diem.json'}: ")


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("khong-co.json", "không tìm thấy tệp."),
        (".", "là thư mục, không phải tệp."),
        ("x" * 300, "không mở được tệp."),
    ],
)
def test_a_file_that_cannot_be_opened_is_bad_input(tmp_path: Path, name: str, sentence: str) -> None:
    result = CliRunner().invoke(main, ["score", str(tmp_path / name)])
    assert result.exit_code == 1
    assert result.stderr.startswith(f"Lỗi: {tmp_path / name}: {sentence}")


def test_a_file_beyond_all_measure_is_not_even_read(tmp_path: Path) -> None:
    with (tmp_path / "to.json").open("wb") as huge:
        huge.truncate(100_000_001)
    result = CliRunner().invoke(main, ["score", str(tmp_path / "to.json")])
    assert result.stderr == f"Lỗi: {tmp_path / 'to.json'}: tệp lớn hơn 100 MB. Hãy chia thành nhiều tệp.\n"


def test_no_file_is_wrong_usage() -> None:
    assert CliRunner().invoke(main, ["score"]).exit_code == 2


def complete(**more: Any) -> dict[str, Any]:
    return {**FILE, "units": FILE["units"][:1], **more}


def test_a_bundle_is_written_and_recomputed_to_the_last_digit(tmp_path: Path) -> None:
    out = tmp_path / "goi.json"
    assert score(tmp_path, complete(), "--bundle", str(out)).exit_code == 0
    result = CliRunner().invoke(main, ["score", str(out)])
    assert result.exit_code == 0
    assert "Tính lại khớp với kết quả đã công bố, từng con số" in result.stdout
    verdict = json.loads(CliRunner().invoke(main, ["score", str(out), "--json"]).stdout)["bundle"]
    assert (verdict["matches"], verdict["problems"], len(verdict["sha256"])) == (True, [], 64)


def test_a_bundle_that_was_changed_is_no(tmp_path: Path) -> None:
    out = tmp_path / "goi.json"
    score(tmp_path, complete(), "--bundle", str(out))
    out.write_text(out.read_text("utf-8").replace('"points": 11.46', '"points": 11.47'), "utf-8")
    result = CliRunner().invoke(main, ["score", str(out)])
    assert result.exit_code == 1
    assert "Không khớp với kết quả đã công bố" in result.stdout
    assert "Lỗi: result.units[0].points: tệp ghi 17,36, tính lại được 17,37." in result.stderr.splitlines()


def test_a_set_can_come_from_its_own_file(tmp_path: Path) -> None:
    units = [{"code": "a", "name": "Xã A", "entries": {"1.1": {"numerator": 0, "denominator": 82}}}]
    result = score(tmp_path, {"units": units}, "--set", "qd-766-2022", "--json")
    (answer,) = json.loads(result.stdout)["units"]
    assert answer["criteria"]["1.1"] == {"points": 0, "max": 6, "reason": "0/82 = 0 % < 100 % → 0,00/6"}


def test_a_bundle_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    result = score(tmp_path, complete(), "--bundle", str(tmp_path / "khong" / "co.json"))
    assert (result.exit_code, "không ghi được tệp." in result.stderr) == (1, True)
