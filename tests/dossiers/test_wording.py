"""Figures, thresholds, facts and guidance in words, as pages and papers print them."""

from typing import Any

import pytest

from thidua.dossiers.facts_words import facts_in_words, guidance_in_words
from thidua.dossiers.letters import to_do
from thidua.dossiers.wording import threshold_words, value_words


@pytest.mark.parametrize(
    ("rule", "value", "words"),
    [
        ("outreach", {"so_hoat_dong": 12, "so_hinh_thuc": 5}, "5 hình thức"),
        ("outreach", {"so_hoat_dong": None, "so_hinh_thuc": None}, ""),
        ("tasks", {"giao": 40, "ty_le_dung_han": 97.5}, "97,5 % đúng hạn"),
        ("documents", {"giao": 0, "ty_le_dung_han": None}, ""),
        ("rank", {"hang": 3, "so_don_vi": 21}, "hạng 3/21"),
        ("rank", {"hang": 3, "so_don_vi": None}, "hạng 3"),
        ("rank", {"khong_xep": True, "ly_do": "không có bộ tiêu chí"}, ""),
        ("initiative", 0, "0 sáng kiến"),
        ("commendations", 1, "1 lần"),
        ("judgement", {"ket_luan": True}, ""),
        ("tasks", None, ""),
        ("", 5, ""),
    ],
)
def test_what_was_measured(rule: str, value: Any, words: str) -> None:
    assert value_words(rule, value) == words


@pytest.mark.parametrize(
    ("rule", "threshold", "words"),
    [
        ("outreach", 3, "3 hình thức trở lên"),
        ("tasks", 95, "từ 95 %"),
        ("documents", 97.5, "từ 97,5 %"),
        ("component_indices", "tung_chi_so", "từng chỉ số tăng điểm"),
        ("component_indices", "tong", "tổng điểm tăng"),
        ("rank", {"hang_toi_da": 5, "ty_le_toi_da": None, "tang_bac_toi_thieu": None}, "hạng 5 trở lên"),
        (
            "rank",
            {"hang_toi_da": 5, "ty_le_toi_da": 20, "tang_bac_toi_thieu": 3},
            "hạng 5 trở lên và trong 20 % đứng đầu hoặc tăng từ 3 bậc",
        ),
        ("rank", {"hang_toi_da": None, "ty_le_toi_da": None, "tang_bac_toi_thieu": 3}, "tăng từ 3 bậc"),
        ("initiative", 1, "1 sáng kiến trở lên"),
        ("commendations", 2, "2 lần trở lên"),
        ("judgement", False, ""),
        ("tasks", None, ""),
    ],
)
def test_what_was_asked(rule: str, threshold: Any, words: str) -> None:
    assert threshold_words(rule, threshold) == words


def test_facts_are_told_in_the_order_of_the_standards_and_nothing_found_is_said() -> None:
    facts = {
        "ky_luat": [],
        "xep_hang": {"so_don_vi": 21, "hang": 3, "so_sanh_duoc": True, "hang_nam_truoc": None},
        "ke_hoach_don_vi": None,
        "nhiem_vu": {"tra_lai": 0, "giao": 40},
        "giay_khen": [{"so": "101/QĐ-UBND", "ngay": "2022-12-20", "cap": "huyen", "thu_hoi": None}],
        "mot_khoa_la": "giữ nguyên",
    }
    assert list(facts_in_words(facts)) == [
        ("Kế hoạch riêng của đơn vị", ["chưa có"]),
        ("Nhiệm vụ được giao", ["được giao: 40; bị trả lại: 0"]),
        ("Xếp hạng", ["hạng: 3; số đơn vị: 21; so sánh được: có"]),
        ("Kỷ luật", ["không có"]),
        ("Giấy khen", ["số: 101/QĐ-UBND; ngày: 20/12/2022; cấp: huyện"]),
        ("mot_khoa_la", ["giữ nguyên"]),
    ]


def test_guidance_is_told_with_who_decided_it_and_what_is_only_assumed() -> None:
    guidance = {
        "xep_hang.hang_toi_da": {"value": None, "set_by": "", "is_assumption": False},
        "nhiem_vu.ty_le_dung_han_toi_thieu": {"value": 97.5, "set_by": "bản trình diễn", "is_assumption": True},
        "sang_kien.ky": {"value": "den_han_nop", "set_by": "Hướng dẫn 45/HD-PNV", "is_assumption": False},
    }
    told = [(value, source) for _meaning, value, source in guidance_in_words(guidance)]
    assert told == [
        ("97,5", "bản trình diễn (giả định)"),
        ("chưa ai quyết định", ""),
        ("từ hạn nộp đến hạn nộp", "Hướng dẫn 45/HD-PNV"),
    ]


def test_what_is_to_be_done_is_told_to_people_once_and_without_keys() -> None:
    said = "UBND huyện cần quyết định “A” hoặc “B” (hướng dẫn “xep_hang.hang_toi_da” hoặc “xep_hang.ty_le_toi_da”)."
    assert to_do((said, said, "Cần có X (dữ kiện “nhiem_vu”).")) == (
        "UBND huyện cần quyết định “A” hoặc “B”.",
        "Cần có X.",
    )
