"""Columns that several lists share."""

from thidua.core.tables import Column, Kind
from thidua.organizations.enums import Category
from thidua.registers.plan import Scope

CATEGORIES = dict(Category.choices)
_PERSON_NOTE = "Sổ tự cấp, dạng CN-12. Người mới để trống; người đã có thì giữ nguyên mã."


def person_code(*, heading: str = "Mã cá nhân") -> Column:
    return Column("ma_ca_nhan", heading, width=12, note=_PERSON_NOTE, most=20)


def full_name(*, required: bool = True) -> Column:
    return Column("ho_ten", "Họ và tên", required=required, most=120, width=28)


def unit_column(scope: Scope, *, required: bool = True, note: str = "") -> Column:
    said = note or "Tên đơn vị như trong danh mục, hoặc mã đơn vị."
    return Column("don_vi", "Đơn vị", required=required, options=scope.labels, width=34, note=said)


def title_column() -> Column:
    return Column("chuc_vu", "Chức vụ", required=True, most=120, width=30)


def category_column() -> Column:
    return Column("doi_tuong", "Đối tượng", Kind.CHOICE, required=True, choices=CATEGORIES, width=16)


def head_column() -> Column:
    return Column("dung_dau", "Là người đứng đầu", Kind.FLAG, width=12, note="Có hoặc Không; để trống là Không.")


def from_column(heading: str = "Từ ngày") -> Column:
    return Column("tu_ngay", heading, Kind.DAY, required=True, width=12)
