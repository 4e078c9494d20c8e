"""Forms of communication activities."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from thidua.organizations.forms import FactFilterForm, UnitsOn
from thidua.organizations.models import Unit
from thidua.publicity.enums import ActivityForm, ActivityState
from thidua.publicity.queries import ActivityFilter
from thidua.ui.fields import DayField
from thidua.ui.forms import ANY, set_choices


class ActivityFilterForm(FactFilterForm):
    year = forms.TypedChoiceField(label=_("Năm"), coerce=int, required=False)
    unit = forms.TypedChoiceField(label=_("Đơn vị"), coerce=int, required=False)
    form = forms.ChoiceField(label=_("Hình thức"), choices=[("", ANY), *ActivityForm.choices], required=False)
    state = forms.ChoiceField(label=_("Tình trạng"), choices=[("", ANY), *ActivityState.choices], required=False)

    field_order = ("year", "unit", "form", "state")

    def __init__(self, data: Any, *, years: Iterable[int], units: UnitsOn, today: date) -> None:
        super().__init__(data)
        set_choices(self, "year", ((year, str(year)) for year in years))
        self.offer_units("unit", units, today)

    @property
    def wanted(self) -> ActivityFilter:
        return ActivityFilter(
            year=self.said("year"), unit=self.said("unit"), state=self.said("state"), form=self.said("form")
        )


class ActivityDraftForm(forms.Form):
    unit = forms.ModelChoiceField(label=_("Đơn vị"), queryset=Unit.objects.none(), empty_label=None)
    held_on = DayField(label=_("Ngày tổ chức"))
    form = forms.ChoiceField(
        label=_("Hình thức"),
        choices=ActivityForm.choices,
        help_text=_("Số hình thức khác nhau trong năm được tính khi xét khen thưởng."),
    )
    title = forms.CharField(label=_("Nội dung"), max_length=300, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args: Any, units: QuerySet[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = units  # type: ignore[attr-defined]
