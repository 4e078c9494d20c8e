import json
import shutil
from pathlib import Path

from click.testing import CliRunner, Result

from thidua.cli import main

FOLDER = Path(__file__).parents[2] / "src/thidua/plans/truc-ninh-2021-2025"


def coverage(movement: Path | str, *options: str) -> Result:
    return CliRunner().invoke(main, ["plan", "coverage", str(movement), *options])


def test_every_clause_of_the_shipped_plan_is_carried_out() -> None:
    result = coverage("truc-ninh-2021-2025")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.endswith("3 chỉ tường thuật, 0 chưa gắn với gì.\n")


def test_a_clause_stands_beside_what_carries_it_out() -> None:
    rows = {row["clause"]: row for row in json.loads(coverage("truc-ninh-2021-2025", "--json").stdout)}
    assert rows["III.3.c"] == {
        "clause": "III.3.c",
        "cite": "điểm c khoản 3 mục III",
        "heading": False,
        "carriers": [
            {
                "name": "giấy tờ bien_ban",
                "how": "Biên bản họp Hội đồng Thi đua - Khen thưởng của đơn vị trình khen",
                "parts": ["dossiers", "papers"],
            },
            {
                "name": "hội đồng hoi_dong_tdkt",
                "how": "họp xét trong đơn vị; biên bản là một trong ba giấy tờ của hồ sơ",
                "parts": ["councils"],
            },
        ],
        "narrative": None,
    }


def test_a_narrative_clause_says_why() -> None:
    lines = coverage("truc-ninh-2021-2025").stdout.splitlines()
    at = next(number for number, line in enumerate(lines) if line.startswith("I.2/2 "))
    assert lines[at + 1].startswith("    – chỉ tường thuật: Yêu cầu gắn với nhiệm vụ kinh tế - xã hội")


def test_a_clause_bound_to_nothing_exits_1_and_is_named(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(FOLDER, tmp_path / "phong-trao"))
    text = (folder / "movement.yaml").read_text(encoding="utf-8")
    start, end = text.index("  - id: noi_vu\n"), text.index("\ncouncils:")
    (folder / "movement.yaml").write_text(text[:start] + text[end:], encoding="utf-8")
    result = coverage(folder)
    assert result.exit_code == 1
    assert "    ✗ chưa gắn với gì\n" in result.stdout
    assert result.stderr == (
        "Lỗi: IV.4: điều khoản không gắn với phần nào thực hiện (khoản 4 mục IV). "
        "Gắn nó trong movement.yaml, hoặc ghi vào “narratives” kèm lý do.\n"
    )
