"""The sentences people read: figures, thresholds, who decided, and what to do."""

from typing import Any

import pytest

from thidua.core.eligibility import CriterionResult, evaluate, parse_facts, verdict_as_dict
from thidua.core.errors import InputError
from thidua.core.movement import GuidanceValue, guidance_from
from thidua.plans import load_movement

MOVEMENT = load_movement("truc-ninh-2021-2025")
GUIDANCE = guidance_from(
    {
        "tuyen_truyen.so_hinh_thuc_toi_thieu": 4,
        "nhiem_vu.ty_le_dung_han_toi_thieu": 95,
        "xep_hang.hang_toi_da": 5,
        "xep_hang.tang_bac_toi_thieu": 5,
    },
    where="guidance",
    set_by="Hướng dẫn 45/HD-PNV",
)


def criterion(
    identifier: str,
    facts: dict[str, Any],
    guidance: dict[str, GuidanceValue] | None = GUIDANCE,
    round_id: str = "hang-nam-2023",
) -> CriterionResult:
    nominee = parse_facts({"id": "x", "kind": "tap_the", "name": "X", "facts": facts}, "x")
    verdict = evaluate(MOVEMENT, round_id=round_id, nominee=nominee, guidance=guidance)
    return next(known for known in verdict.criteria if known.id == identifier)


def test_tasks_show_their_share_and_who_set_the_threshold() -> None:
    found = criterion("tap_the.3", {"nhiem_vu": {"giao": 40, "hoan_thanh": 40, "dung_han": 39, "tra_lai": 0}})
    assert found == CriterionResult(
        id="tap_the.3",
        clause="III.2.a/tap-the/3",
        outcome="dat",
        value={"giao": 40, "hoan_thanh": 40, "dung_han": 39, "tra_lai": 0, "ty_le_dung_han": 97.5},
        threshold=95,
        threshold_source="Hướng dẫn 45/HD-PNV",
        reason="Đúng hạn 39/40 nhiệm vụ (97,5 %), ngưỡng 95 % theo Hướng dẫn 45/HD-PNV. "
        "Hoàn thành 40/40 nhiệm vụ. Không nhiệm vụ nào bị trả lại.",
    )


def test_an_index_that_fell_shows_both_years_and_the_change() -> None:
    found = criterion(
        "tap_the.4", {"chi_so_thanh_phan": [{"ma": "3.2", "nam_nay": 1.0, "nam_truoc": 1.5, "toi_da": 2}]}
    )
    assert found.reason == "Chỉ số 3.2: 1 so với 1,5 năm trước liền kề (giảm 0,5)."
    assert found.missing == ("Điểm của chỉ số 3.2 phải tăng so với năm trước liền kề.",)
    assert found.value == [{"ma": "3.2", "nam_nay": 1, "nam_truoc": 1.5, "toi_da": 2}]


def test_a_rank_that_is_neither_high_nor_a_leap_says_how_far_it_is() -> None:
    found = criterion(
        "tap_the.5", {"xep_hang": {"hang": 8, "so_don_vi": 21, "hang_nam_truoc": 10, "so_sanh_duoc": True}}
    )
    assert found.reason == (
        "Hạng 8/21, ngưỡng hạng 5 theo Hướng dẫn 45/HD-PNV. "
        "Năm trước hạng 10, tăng 2 bậc; ngưỡng vượt bậc là tăng 5 bậc theo Hướng dẫn 45/HD-PNV."
    )
    assert found.missing == (
        "Chưa đạt thứ hạng cao theo ngưỡng đã quyết định.",
        "Cần tăng thêm 3 bậc để là thay đổi vượt bậc.",
    )


def test_a_unit_that_guidance_does_not_pass_over_needs_a_rank_and_no_more_guidance() -> None:
    guidance = guidance_from({"xep_hang.khong_xep_thi_bo_qua": False}, where="guidance", set_by="Hướng dẫn 45/HD-PNV")
    found = criterion("tap_the.5", {"xep_hang": {"khong_xep": True, "ly_do": "chưa có bộ tiêu chí"}}, guidance)
    assert (found.outcome, found.missing) == ("chua_du_can_cu", ("Cần có thứ hạng trong năm (dữ kiện “xep_hang”).",))
    assert found.reason == (
        "Đơn vị không được xếp hạng: chưa có bộ tiêu chí; tiêu chuẩn này vẫn áp dụng theo Hướng dẫn 45/HD-PNV."
    )


def test_a_missing_initiative_says_which_and_when() -> None:
    raw = {"so": "9/QĐ", "ngay_cong_nhan": "2022-10-05", "hoi_dong": "co_so", "thu_hoi": "2023-01-05"}
    found = criterion("tap_the.6", {"sang_kien": [raw]})
    assert found.missing == (
        "Cần thêm 1 sáng kiến được Hội đồng Khoa học và Công nghệ huyện công nhận từ 01/01/2023 đến 31/12/2023.",
    )
    assert found.reason.endswith(
        "9/QĐ ngày 05/10/2022 (không tính: đã thu hồi ngày 05/01/2023, cấp cơ sở, ngoài thời gian tính)."
    )


def test_what_bars_nobody_is_shown() -> None:
    raw = {"ngay": "2023-04-01", "hinh_thuc": "khiển trách", "ky_cuong_hanh_chinh": True, "doi_tuong": "nguoi_lao_dong"}
    found = criterion("tap_the.7", {"ky_luat": [raw]})
    assert (found.outcome, found.value, found.threshold) == ("dat", 0, 0)
    assert found.reason.endswith("người lao động, khiển trách, ngày 01/04/2023 (ghi nhận, không thuộc diện loại trừ).")


def test_an_undecided_threshold_says_who_must_decide_it() -> None:
    facts = {"tuyen_truyen": {"so_hoat_dong": 9, "so_hinh_thuc": 9}}
    found = criterion("tap_the.2", facts, guidance=None)
    assert (found.outcome, found.threshold, found.threshold_source) == ("chua_du_can_cu", None, None)
    assert found.missing[0] == (
        "UBND huyện Trực Ninh cần quyết định “Số hình thức tuyên truyền tối thiểu” "
        "(hướng dẫn “tuyen_truyen.so_hinh_thuc_toi_thieu”)."
    )


def test_an_assumption_is_called_one() -> None:
    key = "tuyen_truyen.so_hinh_thuc_toi_thieu"
    assumed = {key: GuidanceValue(key, 4, "bản trình diễn", is_assumption=True)}
    found = criterion("tap_the.2", {"tuyen_truyen": {"so_hinh_thuc": 5}}, guidance=assumed)
    assert found.threshold_source == "bản trình diễn (giả định)"


def test_two_commendations_are_asked_by_the_plan_itself() -> None:
    found = criterion("tong_ket.2", {"giay_khen": []}, guidance={}, round_id="tong-ket")
    assert (found.value, found.threshold) == (0, 2)
    assert found.threshold_source == "kế hoạch, điểm b khoản 2 mục III"


def test_a_bar_names_the_law_of_the_day_and_how_well_it_is_known() -> None:
    raw = {"id": "x", "kind": "tap_the", "facts": {"dang_xem_xet": [{"loai": "khiếu nại", "tu": "2021-01-01"}]}}
    sources = {
        round_id: evaluate(MOVEMENT, round_id=round_id, nominee=parse_facts(raw, "x")).bars[0].source
        for round_id in ("hang-nam-2023", "tong-ket")
    }
    assert sources["hang-nam-2023"].startswith("Thông tư 12/2019/TT-BNV")
    assert sources["tong-ket"] == "Nghị định 152/2025/NĐ-CP, Điều 4 (chỉ đọc qua bản chép lại, cần đối chiếu)"


def test_the_shape_of_the_answer() -> None:
    raw = {"id": "x", "kind": "ca_nhan", "name": "X", "facts": {"doi_tuong": False}}
    answer = verdict_as_dict(evaluate(MOVEMENT, round_id="tong-ket", nominee=parse_facts(raw, "x")))
    assert list(answer) == ["id", "verdict", "criteria", "bars"]
    assert [criterion["id"] for criterion in answer["criteria"]] == ["tong_ket.1", "tong_ket.2"]
    assert set(answer["criteria"][0]) == {
        "id", "clause", "outcome", "value", "threshold", "threshold_source", "reason", "missing",
    }  # fmt: skip
    assert answer["bars"][0] == {
        "id": "doi_tuong",
        "source": "kế hoạch, khoản 1 mục II",
        "reason": "Không thuộc đối tượng thi đua.",
        "verdict": "khong_dat",
    }


def test_a_round_the_movement_does_not_have_is_refused() -> None:
    nominee = parse_facts({"id": "x", "kind": "tap_the", "facts": {}}, "x")
    with pytest.raises(InputError, match="hang-nam-2026"):
        evaluate(MOVEMENT, round_id="hang-nam-2026", nominee=nominee)
