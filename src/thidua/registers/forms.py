"""Forms of the lists."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from thidua.core.tables import LARGEST_FILE
from thidua.organizations.enums import CONDUCT_WORDS, DISCIPLINE_FORMS, Category, EndReason, LeaveKind
from thidua.organizations.models import Unit
from thidua.ui.fields import DayField


class ManyFilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True


class ManyFilesField(forms.FileField):
    """Any number of files."""

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        given = data if isinstance(data, list | tuple) else [data] if data else []
        return [super(ManyFilesField, self).clean(each, initial) for each in given]


class WorkbookForm(forms.Form):
    file = forms.FileField(
        label=_("Tệp Excel đã điền"),
        help_text=_("Tệp .xlsx hoặc .xls, nhiều nhất 10 MB. Chưa ghi gì: trang sau cho xem trước những gì sẽ đổi."),
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.xls"}),
        max_length=200,
    )

    scans = ManyFilesField(
        label=_("Các tệp quét"),
        required=False,
        help_text=_("Bản quét PDF, PNG hoặc JPG mà sổ nêu tên, mỗi tệp nhiều nhất 10 MB."),
        widget=ManyFilesInput(attrs={"accept": ".pdf,.png,.jpg,.jpeg"}),
    )

    def __init__(self, *args: Any, takes_scans: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not takes_scans:
            del self.fields["scans"]

    def clean_file(self) -> object:
        file = self.cleaned_data["file"]
        if file.size > LARGEST_FILE:
            raise forms.ValidationError(_("Tệp lớn hơn 10 MB. Chia tệp ra, hoặc bỏ hình ảnh trong tệp."))
        return file


class DisciplineForm(forms.Form):
    acted_on = DayField(label=_("Ngày quyết định"), help_text=_("Ngày hành vi được xem xét, xử lý bằng văn bản."))
    form = forms.ChoiceField(
        label=_("Hình thức"), choices=[(key, CONDUCT_WORDS[key]) for key in CONDUCT_WORDS if key in DISCIPLINE_FORMS]
    )
    decision_number = forms.CharField(label=_("Số quyết định"), max_length=60, required=False)
    breaks_order = forms.TypedChoiceField(
        label=_("Vi phạm kỷ luật, kỷ cương hành chính"),
        choices=[("1", _("Có")), ("0", _("Không"))],
        coerce=lambda said: said == "1",
        widget=forms.RadioSelect,
        help_text=_("Nếu có, tập thể không được xét cuối năm (tiêu chuẩn 7, điểm a khoản 2 mục III)."),
    )
    in_force_until = DayField(label=_("Có hiệu lực đến hết ngày"), required=False)


class MatterForm(forms.Form):
    kind = forms.ChoiceField(
        label=_("Loại"), choices=[(key, CONDUCT_WORDS[key]) for key in CONDUCT_WORDS if key not in DISCIPLINE_FORMS]
    )
    began_on = DayField(label=_("Từ ngày"))


class CloseForm(forms.Form):
    ended_on = DayField(label=_("Kết thúc ngày"))


class StrikeForm(forms.Form):
    reason = forms.CharField(
        label=_("Vì sao dòng này ghi sai"),
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Dòng ghi sai được giữ lại kèm lý do này và không còn được tính vào việc gì."),
    )


SEXES = [("", _("Chưa rõ")), ("nu", _("Nữ")), ("nam", _("Nam"))]


class _Who(forms.Form):
    """Who somebody is; what is typed as in a workbook is read as there."""

    full_name = forms.CharField(label=_("Họ và tên"), max_length=120)
    birth_date = DayField(label=_("Ngày sinh"), required=False)
    is_woman = forms.TypedChoiceField(
        label=_("Giới tính"),
        choices=SEXES,
        coerce=lambda said: {"nu": True, "nam": False}[said],
        empty_value=None,
        required=False,
    )
    identity_number = forms.RegexField(
        label=_("Số định danh cá nhân"),
        regex=r"^(\d{9}|\d{12})$",
        required=False,
        help_text=_("12 chữ số, hoặc 9 chữ số của chứng minh nhân dân. Không hiện trong danh sách nào."),
        error_messages={"invalid": _("Ghi 12 chữ số, hoặc 9 chữ số của chứng minh nhân dân.")},
    )
    phone = forms.RegexField(
        label=_("Điện thoại"),
        regex=r"^\d{10,11}$",
        required=False,
        error_messages={"invalid": _("Ghi 10 hoặc 11 chữ số.")},
    )


class PersonForm(_Who):
    reason = forms.CharField(
        label=_("Lý do sửa"), max_length=200, help_text=_("Căn cứ để sửa, không ghi số định danh.")
    )


class _Post(forms.Form):
    unit = forms.ModelChoiceField(label=_("Đơn vị"), queryset=Unit.objects.none(), empty_label=_("Chọn"))
    title = forms.CharField(label=_("Chức vụ"), max_length=120)
    category = forms.ChoiceField(label=_("Đối tượng"), choices=Category.choices)
    is_head = forms.BooleanField(label=_("Là người đứng đầu"), required=False)
    valid_from = DayField(label=_("Từ ngày"))

    def __init__(self, *args: Any, units: QuerySet[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = units  # type: ignore[attr-defined]


class NewPersonForm(_Who, _Post):
    field_order = ("full_name", "unit", "title", "category", "is_head", "valid_from")


class TransferForm(_Post):
    pass


class EndServiceForm(forms.Form):
    last_day = DayField(label=_("Ngày cuối còn giữ"))
    reason = forms.ChoiceField(label=_("Lý do"), choices=EndReason.choices)


class LeaveForm(forms.Form):
    kind = forms.ChoiceField(label=_("Loại nghỉ"), choices=LeaveKind.choices)
    began_on = DayField(label=_("Từ ngày"))
    ended_on = DayField(label=_("Đến hết ngày"), required=False)


class EndLeaveForm(forms.Form):
    ended_on = DayField(label=_("Đến hết ngày"))


class MergeForm(forms.Form):
    reason = forms.CharField(
        label=_("Vì sao biết là một người"), widget=forms.Textarea(attrs={"rows": 3}), max_length=500
    )


class ApartForm(forms.Form):
    reason = forms.CharField(
        label=_("Vì sao biết là hai người"), widget=forms.Textarea(attrs={"rows": 3}), max_length=500
    )
