"""Forms of sessions: the call, attendance, recusal, the ballot."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from thidua.councils.choices import field_of
from thidua.councils.enums import Choice, ThresholdOf
from thidua.councils.models import Council, Item, Member
from thidua.ui.fields import DayField


class CallForm(forms.Form):
    council = forms.ModelChoiceField(label=_("Hội đồng"), queryset=Council.objects.none(), empty_label=None)
    title = forms.CharField(label=_("Nội dung phiên họp"), max_length=300)
    held_on = DayField(label=_("Ngày họp"))
    percent = forms.DecimalField(
        label=_("Tỷ lệ thông qua (%)"),
        localize=True,
        min_value=0,
        max_value=100,
        max_digits=5,
        decimal_places=2,
        help_text=_("Với danh hiệu cấp cơ sở và Giấy khen, tỷ lệ do đơn vị tự quy định; không có mức chung cả nước."),
    )
    of = forms.ChoiceField(label=_("Tính trên"), choices=ThresholdOf.choices)
    source = forms.CharField(
        label=_("Căn cứ của tỷ lệ"), max_length=200, help_text=_("Quy chế hoặc văn bản nào quy định tỷ lệ này.")
    )
    quorum = forms.CharField(
        label=_("Số thành viên phải có mặt"),
        max_length=10,
        initial="2/3",
        help_text=_("Một phần của tổng số thành viên; 2/3 theo Thông tư 08/2017/TT-BNV."),
    )

    def __init__(self, *args: Any, councils: QuerySet[Council], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["council"].queryset = councils  # type: ignore[attr-defined]


class AttendanceForm(forms.Form):
    present = forms.ModelMultipleChoiceField(
        label=_("Thành viên có mặt"),
        queryset=Member.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Chưa điểm danh thành viên nào.")},
    )

    def __init__(self, *args: Any, members: QuerySet[Member], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["present"].queryset = members  # type: ignore[attr-defined]


class ArrivalForm(forms.Form):
    member = forms.ModelChoiceField(
        label=_("Thành viên đến sau"), queryset=Member.objects.none(), empty_label=_("Chọn")
    )

    def __init__(self, *args: Any, members: QuerySet[Member], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["member"].queryset = members  # type: ignore[attr-defined]


class RecusalForm(forms.Form):
    item = forms.ModelChoiceField(label=_("Nội dung"), queryset=Item.objects.none(), empty_label=_("Chọn"))
    member = forms.ModelChoiceField(label=_("Thành viên"), queryset=Member.objects.none(), empty_label=None)
    reason = forms.CharField(
        label=_("Lý do"), max_length=200, help_text=_("Ví dụ: là tác giả; là người thân của người được xét.")
    )

    def __init__(self, *args: Any, items: QuerySet[Item], members: QuerySet[Member], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["item"].queryset = items  # type: ignore[attr-defined]
        self.fields["member"].queryset = members  # type: ignore[attr-defined]


class BallotForm(forms.Form):
    """One question an item, none answered beforehand."""

    use_required_attribute = False

    def __init__(self, *args: Any, items: Sequence[Item], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._items = items
        for item in items:
            self.fields[field_of(item)] = forms.ChoiceField(
                label=item.label,
                choices=Choice.choices,
                widget=forms.RadioSelect,
                error_messages={"required": gettext("Chưa chọn ý kiến.")},
            )

    @property
    def choices(self) -> dict[int, str]:
        return {item.pk: self.cleaned_data[field_of(item)] for item in self._items}
