"""Facts and guidance as people read them: every key and value of design's facts file in words."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from thidua.core.calendar import parse_day
from thidua.core.errors import InputError
from thidua.core.format import day, number
from thidua.core.movement import GUIDANCE_KEYS

FACTS = {
    "ke_hoach_don_vi": _("Kế hoạch riêng của đơn vị"),
    "lanh_dao": _("Đánh giá công tác lãnh đạo, chỉ đạo"),
    "tuyen_truyen": _("Tuyên truyền"),
    "tuyen_truyen_danh_gia": _("Đánh giá hiệu quả tuyên truyền"),
    "nhiem_vu": _("Nhiệm vụ được giao"),
    "nhiem_vu_danh_gia": _("Đánh giá thực hiện nhiệm vụ"),
    "chi_so_thanh_phan": _("Chỉ số thành phần được giao"),
    "xep_hang": _("Xếp hạng"),
    "sang_kien": _("Sáng kiến được công nhận"),
    "ky_luat": _("Kỷ luật"),
    "dang_xem_xet": _("Vụ việc đang xem xét"),
    "van_ban_tham_muu": _("Văn bản tham mưu"),
    "pham_chat": _("Đánh giá phẩm chất đạo đức"),
    "giay_khen": _("Giấy khen"),
    "thanh_tich_5_nam": _("Đánh giá thành tích 5 năm"),
    "doi_tuong": _("Đối tượng thi đua"),
}
_PARTS = {
    "ket_luan": _("kết luận"),
    "boi": _("người kết luận"),
    "ly_do": _("lý do"),
    "so_hoat_dong": _("số hoạt động"),
    "so_hinh_thuc": _("số hình thức"),
    "giao": _("được giao"),
    "hoan_thanh": _("hoàn thành"),
    "dung_han": _("đúng hạn"),
    "tra_lai": _("bị trả lại"),
    "dat_chat_luong": _("đạt chất lượng"),
    "ma": _("mã"),
    "nam_nay": _("năm nay"),
    "nam_truoc": _("năm trước"),
    "toi_da": _("tối đa"),
    "hang": _("hạng"),
    "so_don_vi": _("số đơn vị"),
    "hang_nam_truoc": _("hạng năm trước"),
    "so_sanh_duoc": _("so sánh được"),
    "khong_xep": _("không xếp hạng"),
    "so": _("số"),
    "ngay_cong_nhan": _("ngày công nhận"),
    "hoi_dong": _("hội đồng cấp"),
    "thu_hoi": _("thu hồi"),
    "ngay": _("ngày"),
    "hinh_thuc": _("hình thức"),
    "ky_cuong_hanh_chinh": _("vi phạm kỷ cương hành chính"),
    "doi_tuong": _("đối tượng"),
    "loai": _("loại"),
    "tu": _("từ"),
    "den": _("đến"),
    "cap": _("cấp"),
    "phong_trao": _("phong trào"),
}
_WORDS = {
    "co_so": _("cơ sở"),
    "xa": _("xã"),
    "huyen": _("huyện"),
    "tinh": _("tỉnh"),
    "can_bo": _("cán bộ"),
    "cong_chuc": _("công chức"),
    "vien_chuc": _("viên chức"),
    "nguoi_lao_dong": _("người lao động"),
    "tung_chi_so": _("từng chỉ số"),
    "tong": _("tổng"),
    "nam_duong_lich": _("năm dương lịch"),
    "den_han_nop": _("từ hạn nộp đến hạn nộp"),
}


def facts_in_words(facts: Mapping[str, Any]) -> Iterator[tuple[str, list[str]]]:
    """Yield each fact's name with its lines; an empty list says that one looked and found none."""
    for key in sorted(facts, key=[*FACTS, *facts].index):
        value = facts[key]
        if isinstance(value, list):
            yield str(FACTS.get(key, key)), [_value(item) for item in value] or [gettext("không có")]
        else:
            yield str(FACTS.get(key, key)), [_value(value)]


def guidance_in_words(guidance: Mapping[str, Mapping[str, Any]]) -> Iterator[tuple[str, str, str]]:
    """Yield meaning, value and source of each entry of a kept guidance."""
    for key in sorted(guidance, key=[*GUIDANCE_KEYS, *guidance].index):
        entry = guidance[key]
        known = GUIDANCE_KEYS.get(key)
        source = f"{entry['set_by']} {gettext('(giả định)')}" if entry["is_assumption"] else entry["set_by"]
        value = gettext("chưa ai quyết định") if entry["value"] is None else _value(entry["value"])
        yield known.meaning if known else key, value, source


def _value(value: Any) -> str:
    if value is None:
        return gettext("chưa có")
    if isinstance(value, bool):
        return gettext("có") if value else gettext("không")
    if isinstance(value, int | float):
        return number(value)
    if isinstance(value, Mapping):
        known = [key for key in sorted(value, key=[*_PARTS, *value].index) if value[key] is not None]
        return "; ".join(f"{_PARTS.get(key, key)}: {_value(value[key])}" for key in known)
    word = _WORDS.get(str(value))
    return str(word) if word else _day(str(value))


def _day(text: str) -> str:
    try:
        return day(parse_day(text))
    except InputError:
        return text
