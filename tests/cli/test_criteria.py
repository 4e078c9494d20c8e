import json
from pathlib import Path

from click.testing import CliRunner, Result

from thidua.cli import main

SET = """\
code: bo
name: Bộ tiêu chí thử
fields:
  - code: I
    name: Chỉ đạo
    criteria:
      - {code: "1", name: Kế hoạch, max: 3, rule: {kind: boolean}, ambiguity: chưa rõ ngày}
      - {code: "2", name: Sáng kiến, max: 2, bonus: true, rule: {kind: count_unit, unit: 1}}
"""


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["criteria", *arguments])


def written(folder: Path, name: str, text: str = SET) -> str:
    file = folder / name
    file.write_text(text, encoding="utf-8")
    return str(file)


def test_the_shipped_sets_are_listed() -> None:
    found = {one["slug"]: one for one in json.loads(run("list", "--json").stdout)}
    assert found["qd-766-2022"]["max"] == 100
    assert "qd-766-2022: Bộ chỉ số" in run("list").stdout


def test_a_sound_set_is_shown_with_every_criterion(tmp_path: Path) -> None:
    lines = run("check", written(tmp_path, "bo.yaml")).stdout.splitlines()
    assert lines[:2] == ["Hợp lệ: Bộ tiêu chí thử", "  Tiêu chí: 2; điểm tối đa 3; 2 loại quy tắc"]
    assert lines[3:] == [
        "I  Chỉ đạo",
        "    1  Kế hoạch – 3, boolean · chỗ chưa rõ: chưa rõ ngày",
        "    2  Sáng kiến – 2 (điểm thưởng), count_unit",
    ]


def test_its_definition_is_what_a_scoring_file_takes(tmp_path: Path) -> None:
    found = json.loads(run("check", written(tmp_path, "bo.yaml"), "--json").stdout)
    assert found["fields"][0]["criteria"][0]["rule"] == {"kind": "boolean"}


def test_a_bad_set_is_refused_with_its_lines(tmp_path: Path) -> None:
    result = run("check", written(tmp_path, "bo.yaml", SET.replace("max: 3", "max: -3").replace("unit: 1", "unit: x")))
    assert result.exit_code == 1
    assert result.stderr.splitlines() == [
        "Lỗi: bo.yaml:7: không được là số âm.",
        "Lỗi: bo.yaml:8: phải là số.",
    ]


def test_two_years_are_compared(tmp_path: Path) -> None:
    before = written(tmp_path, "2023.yaml")
    now = written(tmp_path, "2024.yaml", SET.replace('code: "1"', 'code: "1.1"'))
    assert run("compare", before, now, "--code", "1=1.1").stdout.splitlines() == [
        "1 → 1.1: giữ nguyên",
        "2 → 2: giữ nguyên",
        "Tổng điểm hai năm so sánh được.",
    ]
    found = json.loads(run("compare", before, now, "--json").stdout)
    assert (found["comparable"], found["rows"][0]) == (
        False,
        {"before": "1", "now": None, "match": "dropped", "why": "năm nay không còn"},
    )
    assert run("compare", before, now, "--code", "1").exit_code == 1
