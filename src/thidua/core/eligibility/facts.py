"""What is known of a nominee. None is "no record", never zero; an empty tuple is "none, and we looked"."""

from collections import Counter
from collections.abc import Mapping
from decimal import Decimal
from typing import Annotated, Any, Literal, TypeVar

from pydantic import AfterValidator, BeforeValidator, Field, TypeAdapter
from pydantic.dataclasses import dataclass

from thidua.core.format import number
from thidua.core.movement.definition import Kind
from thidua.core.movement.rules import MemberKind
from thidua.core.validation import (
    CLOSED,
    Count,
    Exact,
    Flag,
    IsoDate,
    Text,
    Whole,
    Words,
    contradiction,
    iso_date,
    json_place,
    read,
)

T = TypeVar("T")
Listed = tuple[T, ...] | None
Rank = Annotated[Whole, Field(ge=1)]
Points = Annotated[Exact, Field(ge=0)]


def _within(part: int | Decimal | None, whole: int | Decimal | None, part_key: str, whole_key: str) -> None:
    if part is not None and whole is not None and part > whole:
        raise contradiction(
            f"“{part_key}” là {number(part)}, lớn hơn “{whole_key}” là {number(whole)}.",
            "Kiểm tra lại hai số liệu này.",
        )


@dataclass(frozen=True, kw_only=True, config=CLOSED)
class Judgement:
    """A conclusion counts only with who concluded and why."""

    ket_luan: Flag | None = None
    boi: Words | None = None
    ly_do: Words | None = None

    @property
    def is_recorded(self) -> bool:
        return self.ket_luan is not None and bool((self.boi or "").strip()) and bool((self.ly_do or "").strip())


@dataclass(frozen=True, kw_only=True, config=CLOSED)
class OwnPlan:
    """The unit's own plan (IV.1): `issued` None says that none was issued, and we looked."""

    issued: IsoDate | None


@dataclass(frozen=True, kw_only=True, config=CLOSED)
class Outreach:
    so_hoat_dong: Count | None = None
    so_hinh_thuc: Count | None = None


@dataclass(frozen=True, kw_only=True, config=CLOSED)
class Tasks:
    giao: Count | None = None
    hoan_thanh: Count | None = None
    dung_han: Count | None = None
    tra_lai: Count | None = None

    def __post_init__(self) -> None:
        _within(self.hoan_thanh, self.giao, "hoan_thanh", "giao")
        _within(self.dung_han, self.giao, "dung_han", "giao")


@dataclass(frozen=True, kw_only=True, config=CLOSED)
class Documents:
    giao: Count | None = None
    dung_han: Count | None = None
    dat_chat_luong: Count | None = None

    def __post_init__(self) -> None:
        _within(self.dung_han, self.giao, "dung_han", "giao")
        _within(self.dat_chat_luong, self.giao, "dat_chat_luong", "giao")


@dataclass(frozen=True, kw_only=True, config=CLOSED)
class ComponentIndex:
    ma: Text
    nam_nay: Points | None = None
    nam_truoc: Points | None = None
    toi_da: Points | None = None

    def __post_init__(self) -> None:
        _within(self.nam_nay, self.toi_da, "nam_nay", "toi_da")


@dataclass(frozen=True, kw_only=True, config=CLOSED)
class Ranking:
    """`khong_xep`: no criteria set ranks this unit; then it has no rank."""

    hang: Rank | None = None
    so_don_vi: Rank | None = None
    hang_nam_truoc: Rank | None = None
    so_sanh_duoc: Flag | None = None
    khong_xep: Flag = False
    ly_do: Words | None = None

    def __post_init__(self) -> None:
        _within(self.hang, self.so_don_vi, "hang", "so_don_vi")
        if self.khong_xep and self.hang is not None:
            raise contradiction("vừa có “hang” vừa có “khong_xep”.", "Giữ lại một trong hai.")


@dataclass(frozen=True, kw_only=True, config=CLOSED)
class Initiative:
    """`thu_hoi`: the day the recognition was withdrawn."""

    so: Text | None = None
    ngay_cong_nhan: IsoDate | None = None
    hoi_dong: Literal["co_so", "huyen", "tinh"] | None = None
    thu_hoi: IsoDate | None = None


@dataclass(frozen=True, kw_only=True, config=CLOSED)
class Breach:
    """`ngay`: the day of the act by which it was considered or handled."""

    ngay: IsoDate | None = None
    hinh_thuc: Words | None = None
    ky_cuong_hanh_chinh: Flag | None = None
    doi_tuong: MemberKind = "cong_chuc"


@dataclass(frozen=True, kw_only=True, config=CLOSED)
class OpenMatter:
    """A matter under review from `tu` to `den` (None: not ended)."""

    loai: Text
    tu: IsoDate | None = None
    den: IsoDate | None = None

    def __post_init__(self) -> None:
        if self.tu is not None and self.den is not None and self.den < self.tu:
            raise contradiction("“den” trước “tu”.", "Kiểm tra lại hai ngày này.")


@dataclass(frozen=True, kw_only=True, config=CLOSED)
class Commendation:
    so: Text | None = None
    ngay: IsoDate | None = None
    cap: Literal["xa", "huyen", "tinh"] | None = None
    phong_trao: Text | None = None
    thu_hoi: IsoDate | None = None


def _said(value: Any) -> Any:
    """A bare false says no more than that."""
    return {"ket_luan": value} if isinstance(value, bool) else value


def _looked(value: Any) -> Any:
    """Here null is an answer: none was issued."""
    return value if isinstance(value, OwnPlan) else OwnPlan(issued=None if value is None else iso_date(value))


def _distinct(indices: tuple[ComponentIndex, ...] | None) -> tuple[ComponentIndex, ...] | None:
    count = Counter(index.ma for index in indices or ())
    if twice := [name for name, times in count.items() if times > 1]:
        raise contradiction(f"chỉ số {', '.join(twice)} ghi hai lần.", "Giữ lại một.")
    return indices


@dataclass(frozen=True, kw_only=True, config=CLOSED)
class Facts:
    ke_hoach_don_vi: Annotated[OwnPlan | None, BeforeValidator(_looked)] = None
    lanh_dao: Judgement | None = None
    tuyen_truyen: Outreach | None = None
    tuyen_truyen_danh_gia: Judgement | None = None
    nhiem_vu: Tasks | None = None
    nhiem_vu_danh_gia: Judgement | None = None
    chi_so_thanh_phan: Annotated[Listed[ComponentIndex], AfterValidator(_distinct)] = None
    xep_hang: Ranking | None = None
    sang_kien: Listed[Initiative] = None
    ky_luat: Listed[Breach] = None
    dang_xem_xet: Listed[OpenMatter] = None
    van_ban_tham_muu: Documents | None = None
    pham_chat: Judgement | None = None
    giay_khen: Listed[Commendation] = None
    thanh_tich_5_nam: Judgement | None = None
    doi_tuong: Annotated[Judgement | None, BeforeValidator(_said)] = None


@dataclass(frozen=True, kw_only=True, config=CLOSED)
class Nominee:
    id: Text
    kind: Kind
    name: Words = ""
    facts: Facts


_NOMINEE = TypeAdapter(Nominee)


def parse_facts(raw: Mapping[str, Any], where: str) -> Nominee:
    """One nominee of a facts file (docs/facts-file.md); every problem at once, each with its JSON path."""
    return read(_NOMINEE, raw, json_place(where))
