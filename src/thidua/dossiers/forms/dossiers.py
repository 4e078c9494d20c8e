"""Forms of standings and dossiers."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from thidua.core.calendar import before_day
from thidua.core.eligibility import Answer
from thidua.dossiers.enums import DossierState, Kind, Opinion
from thidua.dossiers.places import Place
from thidua.movements.models import Round
from thidua.organizations.forms import DayFilterForm, FactFilterForm
from thidua.organizations.models import Unit
from thidua.ui.fields import DayField
from thidua.ui.forms import ANY, set_choices

YES, NO = "yes", "no"
OVERDUE = "qua-han-tham-dinh"
WITHIN_REACH = "con"
REGISTERED = (("co", _("đã đăng ký")), ("khong", _("chưa đăng ký")))
HELD = (
    ("0", _("chưa có Giấy khen nào")),
    ("1", _("có 1 Giấy khen")),
    ("2", _("có từ 2 Giấy khen")),
    (WITHIN_REACH, _("chưa đủ, còn có thể đạt")),
)


def asks(sentence: Any) -> dict[str, Any]:
    """What a field says while it is empty: what to do."""
    return {"required": sentence}


def _text(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class StandingFilterForm(DayFilterForm):
    round = forms.ChoiceField(label=_("Đợt xét"), required=False)
    verdict = forms.ChoiceField(
        label=_("Kết quả"), choices=[("", ANY), *((each.value, each.label) for each in Answer)], required=False
    )
    held = forms.ChoiceField(label=_("Giấy khen trong 5 năm"), choices=[("", ANY), *HELD], required=False)
    registered = forms.ChoiceField(label=_("Đăng ký thi đua"), choices=[("", ANY), *REGISTERED], required=False)
    text = forms.CharField(label=_("Tên"), required=False)
    kind = forms.ChoiceField(choices=Kind.choices, required=False, widget=forms.HiddenInput)
    field_order = ("round", "verdict", "held", "text")

    def __init__(self, data: Any, *, rounds: Sequence[Round], focus: Round | None, kind: str) -> None:
        super().__init__({"round": focus.code if focus else "", "kind": kind} | data.dict())
        self.fields["round"].choices = [(row.code, row.label) for row in rounds]  # type: ignore[attr-defined]


class DossierFilterForm(FactFilterForm):
    round = forms.ChoiceField(label=_("Đợt xét"), required=False)
    state = forms.ChoiceField(
        label=_("Trạng thái"),
        choices=[("", ANY), *DossierState.choices, (OVERDUE, _("Quá hạn thẩm định"))],
        required=False,
    )
    text = forms.CharField(label=_("Đơn vị"), required=False)
    field_order = ("round", "state", "text")

    def __init__(self, data: Any, *, rounds: Sequence[Round]) -> None:
        super().__init__(data)
        set_choices(self, "round", ((row.code, row.label) for row in rounds))


class StartForm(forms.Form):
    """The rounds and units for which one may begin a dossier."""

    what = forms.ChoiceField(label=_("Đợt xét và đơn vị"))

    def __init__(self, *args: Any, open_to: Iterable[tuple[Round, Unit]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.pairs = {f"{round_.pk}-{unit.pk}": (round_, unit) for round_, unit in open_to}
        labels = ((key, f"{round_.label} – {unit}") for key, (round_, unit) in self.pairs.items())
        self.fields["what"].choices = list(labels)  # type: ignore[attr-defined]

    @property
    def chosen(self) -> tuple[Round, Unit]:
        return self.pairs[self.cleaned_data["what"]]


class NominateForm(forms.Form):
    nominee = forms.ChoiceField(label=_("Tập thể, cá nhân"), error_messages=asks(_("Chọn một tập thể hoặc cá nhân.")))
    achievement = forms.CharField(
        label=_("Thành tích tiêu biểu"),
        widget=_text(6),
        required=False,
        help_text=_("Bằng lời của đơn vị; số liệu theo từng tiêu chuẩn do hệ thống đưa vào báo cáo thành tích."),
    )

    def __init__(self, *args: Any, groups: Sequence[tuple[str, Sequence[tuple[str, str]]]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["nominee"].choices = [("", _("Chọn")), *groups]  # type: ignore[attr-defined]


class AchievementForm(forms.Form):
    achievement = forms.CharField(label=_("Thành tích tiêu biểu"), widget=_text(10), required=False)


class ReturnForm(forms.Form):
    """A reason for each of the dossier's papers, and one for the whole; one of them at least."""

    reason = forms.CharField(
        label=_("Lý do chung"),
        widget=_text(3),
        required=False,
        help_text=_("Ghi ở đây, hoặc ở từng giấy tờ dưới đây, cần bổ sung những gì."),
    )
    until = DayField(
        label=_("Bổ sung chậm nhất hết ngày"),
        required=False,
        help_text=_("Cần khi đã hết hạn gửi hồ sơ; để trống nếu đơn vị còn trong hạn."),
    )

    def __init__(self, *args: Any, places: Sequence[Place], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.places = places
        for place in places:
            self.fields[place.key] = forms.CharField(label=place.label, widget=_text(2), required=False)

    def clean_until(self) -> datetime | None:
        return end_of(self.cleaned_data["until"])

    def clean(self) -> dict[str, Any]:
        """Return what `return_dossier` is told."""
        said = self.cleaned_data
        places = {place: said[place.key] for place in self.places if said.get(place.key)}
        return {"reason": said.get("reason", ""), "until": said.get("until"), "places": places}


class ExtensionForm(forms.Form):
    unit = forms.ModelChoiceField(
        label=_("Đơn vị"), queryset=Unit.objects.none(), required=False, empty_label=_("Tất cả các đơn vị")
    )
    until = DayField(label=_("Nhận hồ sơ đến hết ngày"), error_messages=asks(_("Ghi ngày cuối cùng còn nhận.")))
    reason = forms.CharField(
        label=_("Lý do"),
        widget=_text(3),
        help_text=_("Lý do được ghi vào mọi hồ sơ nộp sau hạn."),
        error_messages=asks(_("Ghi lý do gia hạn.")),
    )

    def __init__(self, *args: Any, units: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = units  # type: ignore[attr-defined]

    def clean_until(self) -> datetime | None:
        return end_of(self.cleaned_data["until"])


class SentOnPaperForm(forms.Form):
    """A dossier that came on paper: when it was sent, and what proves it."""

    unit = forms.ModelChoiceField(
        label=_("Đơn vị"),
        queryset=Unit.objects.none(),
        empty_label=_("Chọn"),
        error_messages=asks(_("Chọn đơn vị gửi hồ sơ giấy.")),
    )
    sent_on = DayField(label=_("Ngày gửi"), error_messages=asks(_("Ghi ngày gửi theo dấu bưu điện hoặc sổ giao nhận.")))
    proof = forms.CharField(
        label=_("Căn cứ xác định ngày gửi"),
        max_length=300,
        help_text=_("Dấu bưu điện, số vận đơn, số trong sổ văn bản đến."),
        error_messages=asks(_("Ghi căn cứ của ngày gửi.")),
    )
    until = DayField(
        label=_("Đơn vị nộp bản điện tử chậm nhất hết ngày"),
        error_messages=asks(_("Ghi ngày cuối cùng đơn vị nộp bản điện tử.")),
    )

    def __init__(self, *args: Any, units: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = units  # type: ignore[attr-defined]

    def clean_until(self) -> datetime | None:
        return end_of(self.cleaned_data["until"])


def end_of(day: date | None) -> datetime | None:
    """Return the first moment after a day, as deadlines are kept."""
    return None if day is None else before_day(day + timedelta(days=1))


class JudgementForm(forms.Form):
    conclusion = forms.TypedChoiceField(
        label=_("Kết luận"),
        choices=[(YES, _("Đạt")), (NO, _("Không đạt"))],
        coerce=lambda answer: answer == YES,
        widget=forms.RadioSelect,
        error_messages=asks(_("Chọn đạt hoặc không đạt.")),
    )
    reason = forms.CharField(
        label=_("Lý do, căn cứ"),
        widget=_text(3),
        help_text=_("Nêu văn bản, số liệu làm căn cứ, ví dụ Kết luận số 07/KL-PNV."),
        error_messages=asks(_("Ghi căn cứ của kết luận.")),
    )


class OpinionForm(forms.Form):
    opinion = forms.ChoiceField(
        label=_("Ý kiến thẩm định"),
        choices=Opinion.choices,
        widget=forms.RadioSelect,
        error_messages=asks(_("Chọn đề nghị khen hoặc không đề nghị.")),
    )
    reason = forms.CharField(
        label=_("Lý do"),
        widget=_text(2),
        required=False,
        help_text=_("Bắt buộc khi không đề nghị; được gửi về đơn vị."),
    )
