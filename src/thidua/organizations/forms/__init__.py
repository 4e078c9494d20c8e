"""Filters of the register."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from types import MappingProxyType
from typing import Any, TypeVar

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Model, QuerySet
from django.utils.translation import gettext_lazy as _

from thidua.core.format import day as written
from thidua.organizations.enums import Comparison, UnitKind
from thidua.organizations.models import Unit, valid_on
from thidua.ui.fields import DayField
from thidua.ui.forms import ANY, FilterForm, set_choices

UnitsOn = Callable[[date], Iterable[Unit]]  # the units a list may be narrowed to, as they are on a day
M = TypeVar("M", bound=Model)


class DayFilterForm(FilterForm):
    """A list as of a day."""

    ngay = DayField(label=_("Tại ngày"), required=False)

    @property
    def asked(self) -> date | None:
        """The day asked about, read before the other fields know what they offer; None where none can be read."""
        try:
            found: date | None = self.fields["ngay"].clean(self["ngay"].data)
        except ValidationError:
            return None
        return found

    def day(self, today: date) -> date:
        """The day asked about; today where none is, or none that can be read."""
        return self.asked or today

    def offer_units(self, name: str, units: UnitsOn, today: date) -> None:
        """Let a field of choice offer the units of the day."""
        set_choices(self, name, ((unit.pk, unit.name) for unit in units(self.day(today))))


class FactFilterForm(DayFilterForm):
    """A list of facts: each names its unit as it was; a day keeps those of the units that exist then."""

    ngay = DayField(label=_("Đơn vị tại ngày"), required=False)

    def of_day(self, rows: QuerySet[M], prefix: str = "unit__") -> QuerySet[M]:
        """Return the facts of the units of the day asked about, all of them where none is."""
        return rows.filter(valid_on(self.asked, prefix)) if self.asked else rows


class UnitFilterForm(DayFilterForm):
    loai = forms.ChoiceField(label=_("Loại"), choices=[("", ANY), *UnitKind.choices], required=False)
    ten = forms.CharField(label=_("Tên hoặc mã"), max_length=100, required=False)


class PersonFilterForm(DayFilterForm):
    ten = forms.CharField(label=_("Họ và tên"), max_length=100, required=False)
    don_vi = forms.TypedChoiceField(label=_("Đơn vị"), coerce=int, required=False)

    def __init__(self, data: Any, *, units: UnitsOn, today: date) -> None:
        super().__init__(data)
        self.offer_units("don_vi", units, today)


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


class StandInForm(forms.Form):
    reason = forms.CharField(
        label=_("Vì sao nhập thay"), max_length=300, help_text=_("Hiện cạnh mọi nội dung nhập thay cho đơn vị.")
    )
    valid_from = DayField(label=_("Từ ngày"))


class EndStandInForm(forms.Form):
    ended_on = DayField(label=_("Đơn vị tự nhập từ ngày"))


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
