"""Forms of movements: launching, guidance by the type of its key, registration."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from thidua.core.movement import GuidanceKey
from thidua.core.movement.guidance import Type
from thidua.movements.words import choice_in_words
from thidua.organizations.forms import UnitChoice
from thidua.organizations.models import Person, Unit
from thidua.ui.fields import DayField, NumberField

UNDECIDED = _("Chưa ai quyết định")


class LaunchForm(forms.Form):
    slug = forms.ChoiceField(label=_("Thư mục phong trào"))
    receiver = forms.ModelChoiceField(
        label=_("Cơ quan nhận hồ sơ"),
        queryset=Unit.objects.none(),
        empty_label=_("Chọn"),
        help_text=_("Cơ quan mà hồ sơ gửi qua, ví dụ Phòng Nội vụ."),
    )
    starts_on = DayField(label=_("Ngày ban hành kế hoạch"))

    def __init__(self, *args: Any, slugs: tuple[str, ...], units: QuerySet[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["slug"].choices = [(slug, slug) for slug in slugs]  # type: ignore[attr-defined]
        self.fields["receiver"].queryset = units  # type: ignore[attr-defined]


class SuccessionForm(forms.Form):
    """The body that takes a duty over, and by which instrument."""

    successor = UnitChoice(label=_("Cơ quan kế tục"))
    basis = forms.CharField(
        label=_("Căn cứ"),
        max_length=300,
        help_text=_("Số, ngày của văn bản giao thẩm quyền. Chưa có thì ghi ai giả định."),
    )
    is_assumption = forms.BooleanField(label=_("Đây chỉ là giả định, chưa phải quyết định"), required=False)

    def __init__(self, data: Any, *, units: Iterable[Unit]) -> None:
        super().__init__(data)
        self.fields["successor"].offer(units)  # type: ignore[attr-defined]


class RegistrationForm(forms.Form):
    unit = forms.ModelChoiceField(label=_("Đơn vị"), queryset=Unit.objects.none(), empty_label=None)
    collective = forms.BooleanField(label=_("Tập thể đơn vị"), required=False)
    people = forms.ModelMultipleChoiceField(
        label=_("Cá nhân"), queryset=Person.objects.none(), required=False, widget=forms.CheckboxSelectMultiple
    )
    registered_on = DayField(label=_("Ngày đăng ký"))

    def __init__(self, *args: Any, units: QuerySet[Unit], people: QuerySet[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = units  # type: ignore[attr-defined]
        self.fields["people"].queryset = people  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        said = self.cleaned_data
        if not self.errors and not said["collective"] and not said["people"]:
            raise forms.ValidationError(_("Chọn tập thể đơn vị, hoặc ít nhất một cá nhân."))
        return said


class GuidanceForm(forms.Form):
    """What was decided for one key; the field fits the key's type, and blank takes a decision back."""

    set_by = forms.CharField(
        label=_("Ai quyết định, bằng văn bản nào"),
        max_length=200,
        help_text=_("Ví dụ Hướng dẫn 45/HD-PNV ngày 15/02/2023. Nếu chỉ là giả định thì ghi ai giả định."),
    )
    is_assumption = forms.BooleanField(label=_("Đây chỉ là giả định, chưa phải quyết định"), required=False)
    valid_from = DayField(label=_("Áp dụng từ ngày"))
    field_order = ("value", "set_by", "is_assumption", "valid_from")

    def __init__(self, *args: Any, key: GuidanceKey, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["value"] = _FIELDS[key.type](key)
        self.order_fields(self.field_order)


def _choice(key: GuidanceKey) -> forms.Field:
    choices = [("", UNDECIDED), *((choice, choice_in_words(choice)) for choice in key.choices)]
    return forms.TypedChoiceField(label=key.meaning, choices=choices, required=False, empty_value=None)


def _yes_or_no(key: GuidanceKey) -> forms.Field:
    return forms.TypedChoiceField(
        label=key.meaning,
        choices=[("", UNDECIDED), ("1", _("Có")), ("0", _("Không"))],
        coerce=lambda value: value == "1",
        required=False,
        empty_value=None,
    )


_FIELDS: Mapping[Type, Callable[[GuidanceKey], forms.Field]] = {
    "bool": _yes_or_no,
    "choice": _choice,
    "index_year": _choice,
    "whole": lambda key: forms.IntegerField(label=key.meaning, min_value=1, required=False),
    "percent": lambda key: NumberField(label=key.meaning, min_value=0, max_value=100, required=False, decimal_places=2),
}


class HandoverForm(forms.Form):
    duty = forms.ChoiceField(label=_("Đợt này quyết định việc"))
    receiver = UnitChoice(label=_("Nơi nhận hồ sơ"))
    basis = forms.CharField(
        label=_("Căn cứ"), max_length=300, help_text=_("Số, ngày của văn bản giao thẩm quyền cho cơ quan kế tục.")
    )
    seen = forms.BooleanField(label=_("Đã xem những gì thay đổi nêu ở trên"))

    def __init__(self, data: Any, *, duties: Iterable[tuple[str, str]], receivers: Iterable[Unit]) -> None:
        super().__init__(data)
        self.fields["duty"].choices = list(duties)  # type: ignore[attr-defined]
        self.fields["receiver"].offer(receivers)  # type: ignore[attr-defined]
