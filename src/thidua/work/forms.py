"""Forms of tasks and of units' own plans."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from thidua.organizations.forms import FactFilterForm, UnitsOn
from thidua.organizations.models import Person, Unit
from thidua.ui.fields import DayField
from thidua.ui.forms import ANY, set_choices
from thidua.work.enums import TaskKind, TaskState
from thidua.work.queries import TaskFilter

OVERDUE = "overdue"


class TaskFilterForm(FactFilterForm):
    year = forms.TypedChoiceField(label=_("Năm"), coerce=int, required=False)
    unit = forms.TypedChoiceField(label=_("Đơn vị"), coerce=int, required=False)
    state = forms.ChoiceField(
        label=_("Tình trạng"), choices=[("", ANY), (OVERDUE, _("Quá hạn")), *TaskState.choices], required=False
    )
    kind = forms.ChoiceField(label=_("Loại"), choices=[("", ANY), *TaskKind.choices], required=False)

    field_order = ("year", "unit", "state", "kind")

    def __init__(self, data: Any, *, years: Iterable[int], units: UnitsOn, today: date) -> None:
        super().__init__(data)
        set_choices(self, "year", ((year, str(year)) for year in years))
        self.offer_units("unit", units, today)

    @property
    def wanted(self) -> TaskFilter:
        state = self.said("state")
        return TaskFilter(
            year=self.said("year"),
            unit=self.said("unit"),
            state=None if state == OVERDUE else state,
            kind=self.said("kind"),
            overdue=state == OVERDUE,
        )


class TaskForm(forms.Form):
    unit = forms.ModelChoiceField(label=_("Đơn vị thực hiện"), queryset=Unit.objects.none(), empty_label=_("Chọn"))
    person = forms.ModelChoiceField(
        label=_("Người thực hiện"),
        queryset=Person.objects.none(),
        required=False,
        empty_label=_("Cả đơn vị"),
        help_text=_("Để trống nếu giao cho cả đơn vị; nếu chọn thì phải là người của đơn vị."),
    )
    kind = forms.ChoiceField(label=_("Loại"), choices=TaskKind.choices)
    year = forms.IntegerField(label=_("Năm kế hoạch"), min_value=2021, max_value=2100)
    code = forms.CharField(
        label=_("Mã nhiệm vụ"), max_length=30, help_text=_("Theo kế hoạch cải cách hành chính của năm, ví dụ CCHC-12.")
    )
    title = forms.CharField(label=_("Nội dung"), max_length=300, widget=forms.Textarea(attrs={"rows": 3}))
    due_on = DayField(label=_("Hạn hoàn thành"), help_text=_("Ngày cuối cùng còn đúng hạn."))

    def __init__(self, *args: Any, units: QuerySet[Unit], people: QuerySet[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = units  # type: ignore[attr-defined]
        self.fields["person"].queryset = people  # type: ignore[attr-defined]


class CompleteForm(forms.Form):
    done_on = DayField(
        label=_("Ngày hoàn thành"), help_text=_("Ngày thực tế hoàn thành; sau hạn thì ghi nhận là quá hạn.")
    )


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=_("Lý do"), widget=forms.Textarea(attrs={"rows": 4}), help_text=_("Đơn vị đọc được lý do này.")
    )


class JudgeForm(ReasonForm):
    is_good = forms.TypedChoiceField(
        label=_("Chất lượng"),
        choices=[("1", _("Đạt chất lượng")), ("0", _("Không đạt chất lượng"))],
        coerce=lambda value: value == "1",
        widget=forms.RadioSelect,
    )
    field_order = ("is_good", "reason")


class UnitPlanForm(forms.Form):
    unit = forms.ModelChoiceField(label=_("Đơn vị"), queryset=Unit.objects.none(), empty_label=None)
    year = forms.IntegerField(label=_("Năm"), min_value=2021, max_value=2100)
    number = forms.CharField(label=_("Số, ký hiệu"), max_length=60, help_text=_("Ví dụ 05/KH-UBND."))
    issued_on = DayField(label=_("Ngày ban hành"))

    def __init__(self, *args: Any, units: QuerySet[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = units  # type: ignore[attr-defined]
