import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from thidua.cli import main

EXAMPLE = Path(__file__).with_name("eligibility_2023.json")


def run(file: Path | str, round_id: str = "hang-nam-2023", *options: str) -> Result:
    arguments = ["eligibility", str(file), "--movement", "truc-ninh-2021-2025", "--round", round_id, *options]
    return CliRunner().invoke(main, arguments)


def written(folder: Path, content: Any) -> Path:
    file = folder / "facts.json"
    file.write_text(json.dumps(content), encoding="utf-8")
    return file


def test_the_answer_is_printed_in_the_agreed_shape() -> None:
    result = run(EXAMPLE, "hang-nam-2023", "--json")
    assert (result.exit_code, result.stderr) == (0, "")
    commune, person = json.loads(result.stdout)["nominees"]
    assert (commune["id"], commune["verdict"], commune["bars"]) == ("xa-truc-chinh", "dat", [])
    assert [criterion["outcome"] for criterion in commune["criteria"]] == ["dat"] * 7
    assert commune["criteria"][2]["threshold"] == 95
    assert (person["id"], person["verdict"]) == ("nguyen-thi-an", "khong_dat")
    assert {criterion["id"]: criterion["outcome"] for criterion in person["criteria"]} == {
        "ca_nhan.1": "dat",
        "ca_nhan.2": "dat",
        "ca_nhan.3": "khong_dat",
        "ca_nhan.4": "dat",
        "ca_nhan.5": "dat",
    }
    assert [bar["id"] for bar in person["bars"]] == ["dang_xem_xet"]


def test_whatever_the_answer_it_has_been_answered() -> None:
    result = run(EXAMPLE, "tong-ket", "--json")
    assert result.exit_code == 0
    assert [known["verdict"] for known in json.loads(result.stdout)["nominees"]] == ["chua_du_can_cu", "chua_xet"]


def test_a_page_for_people_shows_clause_reason_and_what_to_do() -> None:
    lines = run(EXAMPLE).stdout.splitlines()
    assert lines[0].endswith("Khen thưởng hằng năm 2023 · tính đến hết ngày 09/12/2023")
    assert "UBND xã Trực Chính: ĐẠT" in lines
    assert "  ca_nhan.3  Không đạt  (kế hoạch, gạch đầu dòng 3, đối với cá nhân, điểm a khoản 2 mục III)" in lines
    assert any(line.startswith("      → Cần thêm 1 sáng kiến") for line in lines)


def test_without_guidance_in_the_file_the_movements_own_applies(tmp_path: Path) -> None:
    content = json.loads(EXAMPLE.read_text(encoding="utf-8"))
    del content["guidance"]
    answer = json.loads(run(written(tmp_path, content), "hang-nam-2023", "--json").stdout)
    outcomes = {known["id"]: known["outcome"] for known in answer["nominees"][0]["criteria"]}
    assert [identifier for identifier, outcome in outcomes.items() if outcome == "chua_du_can_cu"] == [
        "tap_the.2",
        "tap_the.3",
        "tap_the.5",
    ]


def test_the_order_of_nominees_changes_nothing(tmp_path: Path) -> None:
    content = json.loads(EXAMPLE.read_text(encoding="utf-8"))
    content["nominees"].reverse()
    turned = json.loads(run(written(tmp_path, content), "hang-nam-2023", "--json").stdout)["nominees"]
    assert turned[::-1] == json.loads(run(EXAMPLE, "hang-nam-2023", "--json").stdout)["nominees"]


@pytest.mark.parametrize(
    ("content", "place"),
    [
        ({"nominees": [{"id": "a", "kind": "tap_the", "facts": {"nhiem_vuu": 1}}]}, "nominees[0].facts.nhiem_vuu"),
        ({"nominees": [], "guidance": {"khong.co": 1}}, 'guidance["khong.co"]'),
        ({"nominees": [], "as_of": "hôm nay"}, "as_of"),
        ([], "tệp phải là một đối tượng JSON"),
    ],
)
def test_bad_input_exits_1_and_says_where(tmp_path: Path, content: Any, place: str) -> None:
    result = run(written(tmp_path, content))
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith(f"Lỗi: {place}")


def test_a_round_the_movement_does_not_have_exits_1() -> None:
    result = run(EXAMPLE, "hang-nam-2026")
    assert result.exit_code == 1
    assert "hang-nam-2025, tong-ket" in result.stderr


def test_a_movement_nobody_has_exits_1() -> None:
    result = CliRunner().invoke(main, ["eligibility", str(EXAMPLE), "--movement", "x", "--round", "tong-ket"])
    assert result.exit_code == 1


def test_a_missing_file_exits_1_and_wrong_usage_2() -> None:
    assert run("khong-co.json").exit_code == 1
    assert CliRunner().invoke(main, ["eligibility", str(EXAMPLE)]).exit_code == 2
