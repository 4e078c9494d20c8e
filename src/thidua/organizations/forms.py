"""Filters of the register."""

from collections.abc import Iterable, Mapping
from datetime import date
from types import MappingProxyType
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from thidua.core.format import day as written
from thidua.organizations.enums import Comparison, UnitKind
from thidua.organizations.models import Unit
from thidua.ui.fields import DayField
from thidua.ui.forms import ANY, FilterForm, set_choices


class DayFilterForm(FilterForm):
    ngay = DayField(label=_("Tại ngày"), required=False)

    def day(self, today: date) -> date:
        """The day asked about; today where none is, or none that can be read."""
        asked: date | None = self.said("ngay")
        return asked or today


class UnitFilterForm(DayFilterForm):
    loai = forms.ChoiceField(label=_("Loại"), choices=[("", ANY), *UnitKind.choices], required=False)
    ten = forms.CharField(label=_("Tên hoặc mã"), max_length=100, required=False)


class PersonFilterForm(FilterForm):
    ten = forms.CharField(label=_("Họ và tên"), max_length=100, required=False)
    don_vi = forms.TypedChoiceField(label=_("Đơn vị"), coerce=int, required=False)

    def __init__(self, data: Any, *, units: Iterable[Unit]) -> None:
        super().__init__(data)
        set_choices(self, "don_vi", ((unit.pk, unit.name) for unit in units))


class UnitChoice(forms.ChoiceField):
    """One of the units given to the form."""

    units: Mapping[str, Unit] = MappingProxyType({})

    def clean(self, value: Any) -> Any:
        return self.units.get(super().clean(value))

    def offer(self, units: Iterable[Unit]) -> None:
        self.units = {str(unit.pk): unit for unit in units}
        self.choices = [("", _("Chọn")), *((key, unit.name) for key, unit in self.units.items())]


class BlockForm(forms.Form):
    authority = UnitChoice(label=_("Cơ quan lập khối"))
    name = forms.CharField(label=_("Tên khối, cụm"), max_length=120, help_text=_("Ví dụ: Khối các xã, thị trấn."))
    valid_from = DayField(label=_("Từ ngày"))

    def __init__(self, data: Any, *, authorities: Iterable[Unit], **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.fields["authority"].offer(authorities)  # type: ignore[attr-defined]


class JoinForm(forms.Form):
    unit = UnitChoice(label=_("Đơn vị"), help_text=_("Đơn vị của cơ quan lập khối, chưa ở khối nào."))
    valid_from = DayField(label=_("Từ ngày"))

    def __init__(self, data: Any, *, units: Iterable[Unit], **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.fields["unit"].offer(units)  # type: ignore[attr-defined]


class LeaveForm(forms.Form):
    ended_on = DayField(label=_("Thôi từ ngày"), help_text=_("Ngày đầu tiên không còn ở khối."))


class BlockHeadForm(forms.Form):
    unit = UnitChoice(label=_("Đơn vị trưởng khối"))
    year = forms.IntegerField(label=_("Năm"), min_value=2000, max_value=2100)

    def __init__(self, data: Any, *, units: Iterable[Unit], **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.fields["unit"].offer(units)  # type: ignore[attr-defined]


class ComparisonForm(forms.Form):
    effective_on = forms.TypedChoiceField(label=_("Việc sắp xếp ngày"), coerce=date.fromisoformat)
    rule = forms.ChoiceField(label=_("So sánh với năm trước"), choices=Comparison.choices, widget=forms.RadioSelect)
    basis = forms.CharField(
        label=_("Căn cứ"), max_length=300, help_text=_("Văn bản, hoặc người có thẩm quyền đã quyết định cách so sánh.")
    )
    whole_authority = forms.BooleanField(
        label=_("Áp dụng cho mọi đơn vị của cơ quan quản lý sắp xếp cùng ngày"), required=False
    )

    def __init__(self, data: Any, *, days: Iterable[date]) -> None:
        super().__init__(data)
        set_choices(self, "effective_on", ((day.isoformat(), written(day)) for day in days), blank=_("Chọn"))
