"""What the plan leaves open and an authority decides: a closed list of keys, each with its type and meaning."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal

from thidua.core.errors import InputError, Problem
from thidua.core.validation import LARGEST_WHOLE, exact_number

Type = Literal["bool", "whole", "percent", "index_year", "choice"]
Value = bool | int | Decimal | str | None

AWARD_FORMS = ("giay_khen_xa", "giay_khen_huyen", "bang_khen_tinh")


@dataclass(frozen=True)
class GuidanceKey:
    """`default` is how the text is read while nobody has decided; None: without a decision nothing can be said."""

    key: str
    type: Type
    meaning: str
    default: Value = None
    choices: tuple[str, ...] = ()


_KEYS = (
    GuidanceKey(
        "lanh_dao.can_ke_hoach_don_vi",
        "bool",
        "Đơn vị không ban hành kế hoạch riêng thì không đạt tiêu chuẩn lãnh đạo, chỉ đạo",
        default=False,
    ),
    GuidanceKey("tuyen_truyen.so_hinh_thuc_toi_thieu", "whole", "Số hình thức tuyên truyền tối thiểu"),
    GuidanceKey("nhiem_vu.ty_le_dung_han_toi_thieu", "percent", "Tỷ lệ nhiệm vụ đúng hạn tối thiểu (%)"),
    GuidanceKey("van_ban.ty_le_dung_han_toi_thieu", "percent", "Tỷ lệ văn bản đúng hạn tối thiểu (%)"),
    GuidanceKey(
        "chi_so_thanh_phan.cach_tinh",
        "choice",
        "Tăng điểm tính theo từng chỉ số thành phần hay theo tổng",
        default="tung_chi_so",
        choices=("tung_chi_so", "tong"),
    ),
    GuidanceKey(
        "chi_so_thanh_phan.toi_da_coi_la_dat",
        "bool",
        "Chỉ số đã đạt điểm tối đa được coi là tăng điểm",
        default=False,
    ),
    GuidanceKey("xep_hang.hang_toi_da", "whole", "Thứ hạng cao: từ hạng này trở lên"),
    GuidanceKey("xep_hang.ty_le_toi_da", "percent", "Thứ hạng cao: trong tỷ lệ này của số đơn vị được xếp hạng (%)"),
    GuidanceKey("xep_hang.tang_bac_toi_thieu", "whole", "Thay đổi vượt bậc: tăng ít nhất số bậc này"),
    GuidanceKey(
        "xep_hang.khong_xep_thi_bo_qua",
        "bool",
        "Không áp dụng tiêu chuẩn thứ hạng cho đơn vị không có bộ tiêu chí để xếp hạng",
    ),
    GuidanceKey(
        "sang_kien.ky",
        "choice",
        "Khoảng thời gian công nhận sáng kiến được tính: năm dương lịch, hay từ hạn nộp đến hạn nộp",
        default="nam_duong_lich",
        choices=("nam_duong_lich", "den_han_nop"),
    ),
    GuidanceKey(
        "giay_khen.chi_tinh_phong_trao_nay",
        "bool",
        "Chỉ tính Giấy khen được tặng trong phong trào này",
        default=False,
    ),
    GuidanceKey("giay_khen.so_lan_toi_thieu", "whole", "Số lần được Chủ tịch UBND huyện tặng Giấy khen tối thiểu"),
    GuidanceKey(
        "chi_so.nam_danh_gia",
        "index_year",
        "Năm của chỉ số dùng cho đợt xét khi chỉ số trong năm chưa có",
        choices=("nam_nay", "nam_truoc"),
    ),
    GuidanceKey("tham_dinh.so_ngay_lam_viec", "whole", "Số ngày làm việc để thẩm định hồ sơ, từ ngày nhận đủ hồ sơ"),
    GuidanceKey("tong_ket.hinh_thuc", "choice", "Hình thức khen thưởng tổng kết 5 năm", choices=AWARD_FORMS),
)
GUIDANCE_KEYS: Mapping[str, GuidanceKey] = {key.key: key for key in _KEYS}


@dataclass(frozen=True)
class GuidanceValue:
    """`value` None: nobody has decided. `set_by`: the document, or who assumed it (`is_assumption`)."""

    key: str
    value: Value
    set_by: str
    is_assumption: bool = False
    clause: str | None = None

    @property
    def source(self) -> str:
        return f"{self.set_by} (giả định)" if self.is_assumption else self.set_by


Guidance = Mapping[str, GuidanceValue]


def guidance_from(raw: Any, *, where: str, set_by: str) -> dict[str, GuidanceValue]:
    """Bare values ({"xep_hang.hang_toi_da": 5}); raises `InputError` with every key or value that is wrong."""
    if not isinstance(raw, Mapping):
        raise InputError(Problem(where, "phải là các cặp khóa và giá trị."))
    problems: list[Problem] = []
    values: dict[str, GuidanceValue] = {}
    for key, value in raw.items():
        place = f"{where}[{key!r}]".replace("'", '"')
        if problem := fault(key, value, place):
            problems.append(problem)
        else:
            values[key] = GuidanceValue(key, exact(value), set_by)
    if problems:
        raise InputError(*problems)
    return values


def fault(key: str, value: object, where: str) -> Problem | None:
    """What is wrong with a key and its bare value, if anything."""
    known = GUIDANCE_KEYS.get(key)
    if known is None:
        return Problem(
            where,
            f"không có khóa hướng dẫn “{key}”.",
            f"Các khóa được dùng: {', '.join(GUIDANCE_KEYS)}.",
        )
    if value is None or _CHECKS[known.type](value, known.choices):
        return None
    expected = _EXPECTED[known.type] or f"một trong: {', '.join(known.choices)}"
    return Problem(where, f"“{key}” phải là {expected}.", "Để null nếu chưa ai quyết định.")


def exact(value: Any) -> Value:
    """A number with a fraction as it was written, never as a float."""
    return Decimal(str(value)) if isinstance(value, float) else value


def _is_percentage(value: object) -> bool:
    try:
        return 0 <= exact_number(value) <= 100  # noqa: PLR2004 - per cent
    except ValueError:
        return False


def _is_whole(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


_CHECKS: Mapping[Type, Callable[[Any, tuple[str, ...]], bool]] = {
    "bool": lambda value, _: isinstance(value, bool),
    "whole": lambda value, _: _is_whole(value) and 1 <= value <= LARGEST_WHOLE,
    "percent": lambda value, _: _is_percentage(value),
    "index_year": lambda value, choices: (
        value in choices or (_is_whole(value) and 1900 <= value <= 9999)  # noqa: PLR2004 - a calendar year
    ),
    "choice": lambda value, choices: value in choices,
}
_EXPECTED: Mapping[Type, str] = {
    "bool": "true hoặc false",
    "whole": "số nguyên từ 1 trở lên",
    "percent": "tỷ lệ phần trăm từ 0 đến 100",
    "index_year": "nam_nay, nam_truoc hoặc một năm dương lịch",
    "choice": "",
}
