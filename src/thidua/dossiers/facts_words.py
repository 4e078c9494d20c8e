"""Facts and guidance as people read them: every key and value of design's facts file in words."""

from collections.abc import Iterator, Mapping
from typing import Any

from thidua.core.calendar import parse_day
from thidua.core.errors import InputError
from thidua.core.format import day, number
from thidua.core.movement import GUIDANCE_KEYS

FACTS = {
    "ke_hoach_don_vi": "Kế hoạch riêng của đơn vị",
    "lanh_dao": "Đánh giá công tác lãnh đạo, chỉ đạo",
    "tuyen_truyen": "Tuyên truyền",
    "tuyen_truyen_danh_gia": "Đánh giá hiệu quả tuyên truyền",
    "nhiem_vu": "Nhiệm vụ được giao",
    "nhiem_vu_danh_gia": "Đánh giá thực hiện nhiệm vụ",
    "chi_so_thanh_phan": "Chỉ số thành phần được giao",
    "xep_hang": "Xếp hạng",
    "sang_kien": "Sáng kiến được công nhận",
    "ky_luat": "Kỷ luật",
    "dang_xem_xet": "Vụ việc đang xem xét",
    "van_ban_tham_muu": "Văn bản tham mưu",
    "pham_chat": "Đánh giá phẩm chất đạo đức",
    "giay_khen": "Giấy khen",
    "thanh_tich_5_nam": "Đánh giá thành tích 5 năm",
    "doi_tuong": "Đối tượng thi đua",
}
_PARTS = {
    "ket_luan": "kết luận",
    "boi": "người kết luận",
    "ly_do": "lý do",
    "so_hoat_dong": "số hoạt động",
    "so_hinh_thuc": "số hình thức",
    "giao": "được giao",
    "hoan_thanh": "hoàn thành",
    "dung_han": "đúng hạn",
    "tra_lai": "bị trả lại",
    "dat_chat_luong": "đạt chất lượng",
    "ma": "mã",
    "nam_nay": "năm nay",
    "nam_truoc": "năm trước",
    "toi_da": "tối đa",
    "hang": "hạng",
    "so_don_vi": "số đơn vị",
    "hang_nam_truoc": "hạng năm trước",
    "so_sanh_duoc": "so sánh được",
    "khong_xep": "không xếp hạng",
    "so": "số",
    "ngay_cong_nhan": "ngày công nhận",
    "hoi_dong": "hội đồng cấp",
    "thu_hoi": "thu hồi",
    "ngay": "ngày",
    "hinh_thuc": "hình thức",
    "ky_cuong_hanh_chinh": "vi phạm kỷ cương hành chính",
    "doi_tuong": "đối tượng",
    "loai": "loại",
    "tu": "từ",
    "den": "đến",
    "cap": "cấp",
    "phong_trao": "phong trào",
}
_WORDS = {
    "co_so": "cơ sở",
    "xa": "xã",
    "huyen": "huyện",
    "tinh": "tỉnh",
    "can_bo": "cán bộ",
    "cong_chuc": "công chức",
    "vien_chuc": "viên chức",
    "nguoi_lao_dong": "người lao động",
    "tung_chi_so": "từng chỉ số",
    "tong": "tổng",
    "nam_duong_lich": "năm dương lịch",
    "den_han_nop": "từ hạn nộp đến hạn nộp",
}


def facts_in_words(facts: Mapping[str, Any]) -> Iterator[tuple[str, list[str]]]:
    """Yield each fact's name with its lines; an empty list says that one looked and found none."""
    for key in sorted(facts, key=[*FACTS, *facts].index):
        value = facts[key]
        if isinstance(value, list):
            yield FACTS.get(key, key), [_value(item) for item in value] or ["không có"]
        else:
            yield FACTS.get(key, key), [_value(value)]


def guidance_in_words(guidance: Mapping[str, Mapping[str, Any]]) -> Iterator[tuple[str, str, str]]:
    """Yield meaning, value and source of each entry of a kept guidance."""
    for key in sorted(guidance, key=[*GUIDANCE_KEYS, *guidance].index):
        entry = guidance[key]
        known = GUIDANCE_KEYS.get(key)
        source = f"{entry['set_by']} (giả định)" if entry["is_assumption"] else entry["set_by"]
        undecided = entry["value"] is None
        yield known.meaning if known else key, "chưa ai quyết định" if undecided else _value(entry["value"]), source


def _value(value: Any) -> str:
    if value is None:
        return "chưa có"
    if isinstance(value, bool):
        return "có" if value else "không"
    if isinstance(value, int | float):
        return number(value)
    if isinstance(value, Mapping):
        return "; ".join(f"{_PARTS.get(key, key)}: {_value(item)}" for key, item in value.items() if item is not None)
    return _WORDS.get(str(value)) or _day(str(value))


def _day(text: str) -> str:
    try:
        return day(parse_day(text))
    except InputError:
        return text
