import json
from pathlib import Path
from typing import Any

from click.testing import CliRunner, Result
from tests.core.scoring.files import criterion, field, file, unit
from tests.core.test_what_if import GUIDANCE, MET, POINTS

from thidua.cli import main

FACTS: dict[str, Any] = {
    "guidance": GUIDANCE,
    "nominees": [{"id": code, "kind": "tap_the", "name": f"Xã {code}", "facts": MET} for code in POINTS],
}
JUDGED = ("--movement", "truc-ninh-2021-2025", "--round", "hang-nam-2023", "--on", "2023-12-20")


def run(folder: Path, *options: str, facts: bool = True) -> Result:
    units = [unit(code, {"c": {"points": given}}) for code, given in POINTS.items()]
    raw = file([field("I", criterion("c", 100, {"kind": "fixed"}))], units)
    (folder / "diem.json").write_text(json.dumps(raw, ensure_ascii=False), "utf-8")
    (folder / "du-kien.json").write_text(json.dumps(FACTS, ensure_ascii=False), "utf-8")
    judged = ("--facts", str(folder / "du-kien.json"), *JUDGED) if facts else ()
    return CliRunner().invoke(main, ["what-if", str(folder / "diem.json"), *judged, *options])


def test_points_of_one_unit_are_tried(tmp_path: Path) -> None:
    assert run(tmp_path, "--entry", 'c/c={"points": 92}').stdout.splitlines() == [
        "Đổi điểm hoặc hạng: 2/5 đơn vị",
        "  Đơn vị c: 85 điểm, hạng 3 → 92 điểm, hạng 2",
        "  Đơn vị b: 90 điểm, hạng 2 → 90 điểm, hạng 3",
        "Đạt tiêu chuẩn: 2 → 2",
        "  Xã b: Đạt → Chưa đủ căn cứ (tap_the.5)",
        "  Xã c: Chưa đủ căn cứ → Đạt (tap_the.5)",
        "Tiền thưởng: 2.160.000 đồng → 2.160.000 đồng",
    ]


def test_a_threshold_is_tried_and_printed_as_json(tmp_path: Path) -> None:
    found = json.loads(run(tmp_path, "--guidance", "xep_hang.hang_toi_da=3", "--json").stdout)
    assert (found["qualified"], found["cost"]["now"]) == ({"before": 2, "now": 3}, 3_240_000)
    assert found["nominees"][2] == {"id": "c", "before": "chua_du_can_cu", "now": "dat", "changed": ["tap_the.5"]}
    assert found["units"][0] == {
        "code": "a",
        "changed": False,
        "before": {"points": 95, "index": 95, "rank": 1, "maximum": 100},
        "now": {"points": 95, "index": 95, "rank": 1, "maximum": 100},
    }


def test_scores_alone_need_no_facts(tmp_path: Path) -> None:
    result = run(tmp_path, "--criterion", 'c={"max": 200}', "--entry", "e/c=null", facts=False)
    assert result.stdout.splitlines()[0] == "Đổi điểm hoặc hạng: 5/5 đơn vị"
    assert result.stdout.splitlines()[-1] == "  Đơn vị e: 75 điểm, hạng 5 → chưa xếp hạng"


def test_another_weight_and_other_points_are_tried(tmp_path: Path) -> None:
    result = run(tmp_path, "--weight", "c=50", "--points", "e/c=49.5", facts=False)
    assert result.stdout.splitlines()[1:3] == [
        "  Đơn vị e: 75 điểm, hạng 5 → 49,5 điểm, hạng 1",
        "  Đơn vị a: 95 điểm, hạng 1 → 47,5 điểm, hạng 2",
    ]


def test_what_cannot_be_tried_is_said(tmp_path: Path) -> None:
    for options, said in (
        (("--weight", "c=năm"), "Lỗi: --weight: “năm” không phải là số. Viết bằng chữ số, ví dụ 5 hoặc 2.5."),
        (("--points", "c=5"), "Lỗi: --points: “c” thiếu mã đơn vị. Viết ĐƠN_VỊ/TIÊU_CHÍ=JSON."),
        (("--entry", "c"), "Lỗi: --entry: “c” thiếu dấu bằng. Viết TÊN=GIÁ_TRỊ."),
        (("--entry", "c=1"), "Lỗi: --entry: “c” thiếu mã đơn vị. Viết ĐƠN_VỊ/TIÊU_CHÍ=JSON."),
        (("--criterion", "c=1"), "Lỗi: --criterion: “c=1” phải là các cặp khóa và giá trị."),
        (("--facts", str(tmp_path / "du-kien.json")), "Lỗi: --facts: cần biết phong trào và đợt xét."),
        (("--entry", 'z/c={"points": 1}'), "Lỗi: z: không có đơn vị nào mã như vậy."),
    ):
        result = run(tmp_path, *options, facts=False)
        assert (result.exit_code, result.stderr.startswith(said)) == (1, True), result.stderr
