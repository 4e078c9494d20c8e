"""Forms of initiatives: the description, the opinion, the way to the council and back."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from thidua.councils.models import Session
from thidua.initiatives.actions import Description
from thidua.initiatives.enums import InitiativeState
from thidua.initiatives.models import Initiative
from thidua.initiatives.queries import InitiativeFilter
from thidua.organizations.forms import FactFilterForm, UnitsOn
from thidua.organizations.models import Person, Unit
from thidua.ui.fields import DayField
from thidua.ui.forms import ANY, set_choices


class InitiativeFilterForm(FactFilterForm):
    year = forms.TypedChoiceField(label=_("Năm"), coerce=int, required=False)
    unit = forms.TypedChoiceField(label=_("Đơn vị"), coerce=int, required=False)
    state = forms.ChoiceField(label=_("Trạng thái"), choices=[("", ANY), *InitiativeState.choices], required=False)

    field_order = ("year", "unit", "state")

    def __init__(self, data: Any, *, years: Iterable[int], units: UnitsOn, today: date) -> None:
        super().__init__(data)
        set_choices(self, "year", ((year, str(year)) for year in years))
        self.offer_units("unit", units, today)

    @property
    def wanted(self) -> InitiativeFilter:
        return InitiativeFilter(year=self.said("year"), unit=self.said("unit"), state=self.said("state"))


class DescriptionForm(forms.Form):
    title = forms.CharField(label=_("Tên sáng kiến, giải pháp"), max_length=300)
    authors = forms.ModelMultipleChoiceField(
        label=_("Tác giả"), queryset=Person.objects.none(), widget=forms.CheckboxSelectMultiple
    )
    applied_from = DayField(
        label=_("Ngày áp dụng hoặc áp dụng thử lần đầu"), required=False, help_text=_("Tại đơn vị. Cần có khi nộp.")
    )
    novelty = forms.CharField(
        label=_("Tính mới"),
        widget=forms.Textarea(attrs={"rows": 5}),
        required=False,
        help_text=_("Mới ở chỗ nào so với cách làm đã biết tại đơn vị. Cần có khi nộp."),
    )
    effect = forms.CharField(
        label=_("Hiệu quả, khả năng nhân rộng"),
        widget=forms.Textarea(attrs={"rows": 5}),
        required=False,
        help_text=_("Lợi ích thiết thực đã thấy, nơi khác áp dụng được không. Cần có khi nộp."),
    )

    def __init__(self, *args: Any, people: QuerySet[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["authors"].queryset = people  # type: ignore[attr-defined]


class DraftForm(DescriptionForm):
    unit = forms.ModelChoiceField(label=_("Đơn vị"), queryset=Unit.objects.none(), empty_label=None)
    year = forms.IntegerField(label=_("Năm xét"), min_value=2021, max_value=2100)
    field_order = ("unit", "year", "title", "authors")

    def __init__(self, *args: Any, units: QuerySet[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = units  # type: ignore[attr-defined]


def description_of(said: dict[str, Any]) -> Description:
    """Return what a valid form says, as the actions take it."""
    return Description(**{**said, "authors": list(said["authors"])})


class OpinionForm(forms.Form):
    opinion = forms.CharField(
        label=_("Ý kiến thẩm định"),
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("Hội đồng và đơn vị đọc được ý kiến này."),
    )


class PutForm(forms.Form):
    session = forms.ModelChoiceField(label=_("Phiên họp"), queryset=Session.objects.none(), empty_label=None)
    initiatives = forms.ModelMultipleChoiceField(
        label=_("Sáng kiến"),
        queryset=Initiative.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Chưa chọn sáng kiến nào.")},
    )

    def __init__(
        self, *args: Any, sessions: QuerySet[Session], initiatives: QuerySet[Initiative], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["session"].queryset = sessions  # type: ignore[attr-defined]
        self.fields["initiatives"].queryset = initiatives  # type: ignore[attr-defined]


class DecisionForm(forms.Form):
    number = forms.CharField(
        label=_("Số quyết định công nhận"),
        max_length=60,
        required=False,
        help_text=_("Ví dụ 12/QĐ-UBND. Cần có khi có sáng kiến được công nhận."),
    )
    decided_on = DayField(label=_("Ngày quyết định"), help_text=_("Từ ngày họp đến hôm nay; là ngày công nhận."))


class WithdrawalForm(forms.Form):
    withdrawn_on = DayField(label=_("Ngày thu hồi"))
    reason = forms.CharField(label=_("Lý do"), widget=forms.Textarea(attrs={"rows": 4}))
