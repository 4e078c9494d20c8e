"""Figures that a report claims, beside the records: only what the system counts itself, and only a difference."""

import pytest

from thidua.core.claims import contradictions

FACTS = {
    "nhiem_vu": {"giao": 26, "hoan_thanh": 26, "dung_han": 25, "tra_lai": 0},
    "van_ban_tham_muu": {"giao": 2, "dung_han": 1, "dat_chat_luong": 2},
    "tuyen_truyen": {"so_hoat_dong": 7, "so_hinh_thuc": 5},
    "xep_hang": {"hang": 2},
    "sang_kien": [{"ngay_cong_nhan": "2023-10-05", "thu_hoi": None}, {"ngay_cong_nhan": "2022-10-05", "thu_hoi": None}],
}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("100 % nhiệm vụ đúng hạn.", "Báo cáo ghi 100 % nhiệm vụ đúng hạn, hệ thống có 96,2 % (25/26)."),
        (
            "Có 100% số nhiệm vụ được hoàn thành đúng tiến độ",
            "Báo cáo ghi 100 % nhiệm vụ đúng hạn, hệ thống có 96,2 % (25/26).",
        ),
        ("Tỷ lệ nhiệm vụ đúng hạn đạt 98,5 %", "Báo cáo ghi 98,5 % nhiệm vụ đúng hạn, hệ thống có 96,2 % (25/26)."),
        ("96,2 % nhiệm vụ đúng hạn; 96% nhiệm vụ đúng hạn; 96,15 % nhiệm vụ đúng hạn", ""),
        ("Hoàn thành 100 % nhiệm vụ được giao", ""),
        ("Hoàn thành 20/20 nhiệm vụ", "Báo cáo ghi 20/20 nhiệm vụ hoàn thành, hệ thống có 26/26."),
        ("100 % văn bản tham mưu đúng hạn", "Báo cáo ghi 100 % văn bản đúng hạn, hệ thống có 50 % (1/2)."),
        ("98,1 % hồ sơ thủ tục hành chính được giải quyết đúng hạn", ""),  # not counted here
        ("Có 3 sáng kiến được Hội đồng công nhận", "Báo cáo ghi 3 sáng kiến được công nhận trong năm, hệ thống có 1."),
        ("Có 1 sáng kiến được công nhận", ""),
        ("Tổ chức 12 hoạt động tuyên truyền", "Báo cáo ghi 12 hoạt động tuyên truyền, hệ thống có 7."),
        ("Xếp hạng 1 toàn huyện", "Báo cáo ghi hạng 1, hệ thống có hạng 2."),
        ("Xếp hạng 2, tăng 3 bậc", ""),
        ("Hoàn thành 25/26 nhiệm vụ đúng hạn", ""),  # on time, which 25 of 26 were
        ("Năm 2022 xếp hạng 5; năm 2023 xếp hạng 2", ""),  # the first is another year's
        ("Có 3 sáng kiến được công nhận trong 5 năm", ""),
        ("", ""),
    ],
)
def test_a_figure_that_is_not_the_one_on_record_is_told(text: str, told: str) -> None:
    assert contradictions(text, FACTS, year=2023) == ((told,) if told else ())


def test_where_nothing_is_recorded_nothing_is_said() -> None:
    said = "100 % nhiệm vụ đúng hạn, 3 sáng kiến được công nhận, xếp hạng 1, 9 hoạt động tuyên truyền"
    assert contradictions(said, {}, year=2023) == ()


def test_a_share_is_rounded_half_up_as_everywhere() -> None:
    facts = {"nhiem_vu": {"giao": 400, "hoan_thanh": 389, "dung_han": 389}}  # 97,25 %
    assert contradictions("97,3 % nhiệm vụ đúng hạn; 97,25 % nhiệm vụ đúng hạn", facts, year=2023) == ()
    [told] = contradictions("98 % nhiệm vụ đúng hạn", facts, year=2023)
    assert "97,3 % (389/400)" in told
