import json
from pathlib import Path

from click.testing import CliRunner, Result
from tests.core.scoring.files import Raw, criterion, field, file, unit

from thidua.cli import main


def year(name: int, units: int, *, follows: bool = False) -> list[Raw]:
    rule = {"kind": "linear", "cap": 90}
    entries = [{"c": {"numerator": (at * 37 + name) % 101, "denominator": 100}} for at in range(units)]
    raw = file([field("I", criterion("c", 10, rule))], [unit(f"u{at}", given) for at, given in enumerate(entries)])
    return [{"set": raw["set"], "section": name, "follows": follows}, *raw["units"]]


def run(folder: Path, lines: list[Raw], *options: str) -> tuple[Result, Path]:
    source, out = folder / "vao.jsonl", folder / "ra.jsonl"
    source.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines), "utf-8")
    return CliRunner().invoke(main, ["score-many", str(source), "--out", str(out), "--workers", "2", *options]), out


def test_two_years_are_scored_by_several_processes(tmp_path: Path) -> None:
    result, out = run(tmp_path, [*year(2023, 250), *year(2024, 230, follows=True)])
    assert result.exit_code == 0, result.stderr
    assert result.stdout.splitlines() == [
        "2023: 250 đơn vị, 250 được xếp hạng",
        "2024: 230 đơn vị, 230 được xếp hạng",
    ]
    found = [json.loads(line) for line in out.read_text("utf-8").splitlines()]
    assert [one["code"] for one in found] == [f"u{at}" for at in (*range(250), *range(230))]
    assert found[250]["change"]["points"] == round(found[250]["points"] - found[0]["points"], 2)
    assert found[0]["criteria"] == {"c": 0.33}
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_reasons_are_written_where_they_are_asked_for(tmp_path: Path) -> None:
    _, out = run(tmp_path, year(2023, 1), "--reasons")
    assert json.loads(out.read_text("utf-8"))["criteria"]["c"]["reason"] == "3/100 = 3 % < 90 % → 0,33/10"


def test_a_bad_line_stops_everything_and_leaves_no_result(tmp_path: Path) -> None:
    lines = year(2023, 3)
    lines[2]["entries"]["c"]["numerator"] = "ba"
    result, out = run(tmp_path, lines)
    assert result.exit_code == 1
    assert "Lỗi: dòng 3, entries.c.numerator: phải là số." in result.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["vao.jsonl"]
    assert not out.exists()


def test_a_file_that_does_not_begin_with_a_set_is_refused(tmp_path: Path) -> None:
    assert "dòng 1: thiếu bộ tiêu chí." in run(tmp_path, year(2023, 3)[1:])[0].stderr
    assert "tệp trống." in run(tmp_path, [])[0].stderr
    result = CliRunner().invoke(main, ["score-many", str(tmp_path / "x"), "--out", str(tmp_path / "y")])
    assert (result.exit_code, "không đọc hoặc không ghi được tệp." in result.stderr) == (1, True)
