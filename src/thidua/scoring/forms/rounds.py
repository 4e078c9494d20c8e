"""Forms of a round: its dates, who appraises which field, why a sheet is locked or opened."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from thidua.organizations.enums import UnitKind
from thidua.organizations.models import Unit
from thidua.scoring.enums import AppraisalStep
from thidua.ui.fields import DayField


class TimetableForm(forms.Form):
    block = forms.ChoiceField(
        label=_("Khối đơn vị"),
        choices=(("", _("Mọi đơn vị")), *((kind.value, kind.label) for kind in map(UnitKind, UnitKind.participants))),
        required=False,
        help_text=_("Khối có lịch riêng thì theo lịch riêng."),
    )
    self_scoring_from = DayField(label=_("Mở tự chấm từ ngày"))
    self_scoring_until = DayField(label=_("Tự chấm đến hết ngày"))
    appraisal_until = DayField(label=_("Thẩm định lần 1 đến hết ngày"))
    explanation_until = DayField(label=_("Giải trình đến hết ngày"))
    reappraisal_until = DayField(label=_("Thẩm định lần 2 đến hết ngày"))


class OfficeForm(forms.Form):
    field = forms.ChoiceField(label=_("Lĩnh vực"))
    unit = forms.ModelChoiceField(label=_("Cơ quan thẩm định"), queryset=Unit.objects.none(), empty_label=_("Chọn"))

    def __init__(self, *args: Any, fields: Iterable[tuple[str, str]], units: QuerySet[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["field"].choices = list(fields)  # type: ignore[attr-defined]
        self.fields["unit"].queryset = units  # type: ignore[attr-defined]


class ExtensionForm(forms.Form):
    step = forms.ChoiceField(label=_("Bước"), choices=AppraisalStep.choices)
    unit = forms.ModelChoiceField(
        label=_("Phiếu của đơn vị"), queryset=Unit.objects.none(), required=False, empty_label=_("Mọi đơn vị")
    )
    until = DayField(label=_("Thẩm định đến hết ngày"))
    reason = forms.CharField(label=_("Lý do"), widget=forms.Textarea(attrs={"rows": 3}), max_length=1000)

    def __init__(self, *args: Any, units: QuerySet[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = units  # type: ignore[attr-defined]


class LockForm(forms.Form):
    reason = forms.CharField(
        label=_("Lý do"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=1000,
        help_text=_("Đơn vị đọc được lý do này."),
    )


class UnlockForm(LockForm):
    open_until = DayField(label=_("Mở đến hết ngày"))
    field_order = ("open_until", "reason")
