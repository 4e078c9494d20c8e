import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from thidua.cli import main

FOLDER = Path(__file__).parents[2] / "src/thidua/plans/truc-ninh-2021-2025"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy that a test may break."""
    return Path(shutil.copytree(FOLDER, tmp_path / "phong-trao"))


def check(folder: Path | str) -> Result:
    return CliRunner().invoke(main, ["movement", "check", str(folder)])


def replace(file: Path, old: str, new: str) -> str:
    """Where the change stands: "movement.yaml:41"."""
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    return f"{file.name}:{text[: text.index(old)].count(chr(10)) + 1}"


def test_the_shipped_movement_is_sound() -> None:
    result = check("truc-ninh-2021-2025")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.startswith("Hợp lệ: Đẩy mạnh cải cách hành chính tỉnh Nam Định giai đoạn 2021-2025\n")
    assert "Đợt xét: 6\n" in result.stdout
    assert "Hướng dẫn: 16 khóa, 10 chưa ai quyết định, 0 giả định\n" in result.stdout


def test_the_same_is_said_as_json() -> None:
    result = CliRunner().invoke(main, ["movement", "check", "truc-ninh-2021-2025", "--json"])
    found = json.loads(result.stdout)
    assert len(found.pop("version")) == 64
    assert found == {
        "name": "Đẩy mạnh cải cách hành chính tỉnh Nam Định giai đoạn 2021-2025",
        "rounds": 6,
        "criteria": 14,
        "guidance": {"keys": 16, "undecided": 10, "assumed": 0},
        "unbound_clauses": 0,
    }


def test_a_folder_of_ones_own_is_checked_by_its_path(folder: Path) -> None:
    assert check(folder).exit_code == 0


def test_every_problem_is_said_with_file_and_line(folder: Path) -> None:
    changed = [
        replace(folder / "movement.yaml", "clause: II.3", "clause: II.9"),
        replace(folder / "movement.yaml", "issuer: UBND huyện Trực Ninh", "issuer: 5"),
        replace(folder / "guidance.yaml", "value: 2", "value: hai"),
    ]
    result = check(folder)
    assert (result.exit_code, result.stdout) == (1, "")
    assert [line.split(": ")[1] for line in result.stderr.splitlines()] == changed


def test_a_file_that_is_not_text_is_refused(folder: Path) -> None:
    (folder / "movement.yaml").write_bytes(b"\xff\xfe\x00")
    result = check(folder)
    assert result.exit_code == 1
    assert result.stderr == "Lỗi: movement.yaml: không phải văn bản UTF-8. Lưu lại tệp với mã hóa UTF-8.\n"


def test_an_empty_folder_says_what_it_lacks(tmp_path: Path) -> None:
    result = check(tmp_path)
    assert result.exit_code == 1
    assert [line.split(": ")[1] for line in result.stderr.splitlines()] == ["plan.txt", "movement.yaml"]


def test_a_folder_that_is_not_there_exits_1_and_wrong_usage_2() -> None:
    assert check("khong-co").exit_code == 1
    assert CliRunner().invoke(main, ["movement", "check"]).exit_code == 2
