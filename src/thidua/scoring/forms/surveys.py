"""Forms of a survey: what is asked until when, how many slips for whom, results in a workbook, the answer itself."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from thidua.organizations.models import Unit
from thidua.ui.fields import DayField

MOST_SLIPS = 2_000
SLIPS, WORKBOOK = "phieu", "bang"


class SurveyForm(forms.Form):
    criterion = forms.ChoiceField(label=_("Tiêu chí"))
    question = forms.CharField(
        label=_("Câu hỏi"), max_length=300, help_text=_("Người dân đọc câu này trên phiếu, kèm tên đơn vị.")
    )
    closes_on = DayField(label=_("Trả lời đến hết ngày"))

    def __init__(self, *args: Any, criteria: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["criterion"].choices = list(criteria)  # type: ignore[attr-defined]


class LaterForm(forms.Form):
    closes_on = DayField(label=_("Trả lời đến hết ngày"))
    reason = forms.CharField(label=_("Lý do"), widget=forms.Textarea(attrs={"rows": 3}), max_length=1000)


class InvitationForm(forms.Form):
    unit = forms.ModelChoiceField(
        label=_("Đơn vị"), queryset=Unit.objects.none(), required=False, empty_label=_("Mọi đơn vị có phiếu")
    )
    each = forms.IntegerField(label=_("Số phiếu mời cho mỗi đơn vị"), min_value=1, max_value=500, initial=30)
    out = forms.ChoiceField(
        label=_("Nhận phiếu mời"),
        choices=((SLIPS, _("Trang in, có mã QR")), (WORKBOOK, _("Bảng tính địa chỉ, để gửi đi"))),
        widget=forms.RadioSelect,
        initial=SLIPS,
    )

    def __init__(self, *args: Any, units: QuerySet[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.units = list(units)
        self.fields["unit"].queryset = units  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        said = self.cleaned_data
        units = [said["unit"]] if said.get("unit") else self.units
        if "each" in said and said["each"] * len(units) > MOST_SLIPS:
            most = MOST_SLIPS // len(units)
            self.add_error("each", _("Một lần làm nhiều nhất %(n)s phiếu cho mỗi đơn vị.") % {"n": most})
        return said | {"units": units}


class CountsForm(forms.Form):
    file = forms.FileField(
        label=_("Tệp kết quả khảo sát"),
        help_text=_("Tệp .xlsx theo mẫu của khảo sát này."),
        widget=forms.FileInput(attrs={"accept": ".xlsx"}),
    )


class AnswerForm(forms.Form):
    """`question` is asked; nothing else is."""

    answer = forms.ChoiceField(widget=forms.RadioSelect, error_messages={"required": _("Chọn một phương án trả lời.")})

    def __init__(self, *args: Any, question: str, answers: Iterable[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["answer"].label = question
        self.fields["answer"].choices = [(answer, answer) for answer in answers]  # type: ignore[attr-defined]
