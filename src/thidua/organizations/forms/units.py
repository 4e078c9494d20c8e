"""Forms of the register of units: one entered by hand, described anew, or made another by an act."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from thidua.core.law import Certainty
from thidua.organizations.actions.lineage import Act
from thidua.organizations.enums import UnitKind
from thidua.organizations.forms import UnitChoice
from thidua.organizations.models import Unit
from thidua.ui.fields import DayField

ABOVE = (*UnitKind.provinces, *UnitKind.districts)
KINDS = [(key, label) for key, label in UnitKind.choices if key not in ABOVE]
CERTAINTIES = [(each.value, each.label) for each in (Certainty.READ, Certainty.SECOND_HAND, Certainty.MEMORY)]


def _name(label: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=200, help_text=_("Như đơn vị ký văn bản, ví dụ UBND xã Trực Chính."))


def _code() -> forms.CharField:
    hint = _("Mã đơn vị hành chính, nếu có: chữ cái in hoa, chữ số, các phần cách nhau bằng dấu chấm.")
    return forms.CharField(label=_("Mã đơn vị"), max_length=35, required=False, help_text=hint)


class DetailsForm(forms.Form):
    """What papers print of a unit."""

    place = forms.CharField(label=_("Địa danh trên văn bản"), max_length=100, required=False)
    symbol = forms.CharField(label=_("Ký hiệu văn bản"), max_length=20, required=False)
    head_title = forms.CharField(label=_("Chức danh người đứng đầu"), max_length=100)
    sort_order = forms.IntegerField(label=_("Thứ tự"), min_value=0, max_value=100_000, initial=0)


class NewUnitForm(DetailsForm):
    name = _name(_("Tên đơn vị"))
    kind = forms.ChoiceField(label=_("Loại"), choices=KINDS)
    parent = UnitChoice(label=_("Trực thuộc"))
    code = _code()
    agency_code = forms.CharField(
        label=_("Mã định danh điện tử"), max_length=35, required=False, help_text=_("Ví dụ H42.15.")
    )
    valid_from = DayField(label=_("Hiệu lực từ ngày"))
    field_order = ("name", "kind", "parent", "valid_from", "code", "agency_code")

    def __init__(self, data: Any, *, units: Iterable[Unit], **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.fields["parent"].offer(units)  # type: ignore[attr-defined]


class DescribeForm(DetailsForm):
    reason = forms.CharField(label=_("Lý do sửa"), max_length=300)

    @property
    def said(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in DetailsForm.base_fields}


class ActForm(forms.Form):
    """When, and by which text; every act has them."""

    effective_on = DayField(label=_("Có hiệu lực từ ngày"))
    legal_basis = forms.CharField(
        label=_("Căn cứ pháp lý"), max_length=500, help_text=_("Số, ngày, cơ quan ban hành văn bản.")
    )
    certainty = forms.ChoiceField(label=_("Căn cứ này"), choices=CERTAINTIES, widget=forms.RadioSelect)

    @property
    def act(self) -> Act:
        said = self.cleaned_data
        return Act(said["effective_on"], said["legal_basis"], said["certainty"])

    @property
    def rest(self) -> dict[str, Any]:
        """What the form says beside that."""
        return {name: value for name, value in self.cleaned_data.items() if name not in ActForm.base_fields}


class RenameForm(ActForm):
    name = _name(_("Tên mới"))
    code = _code()
    place = forms.CharField(label=_("Địa danh mới"), max_length=100, required=False)
    head_title = forms.CharField(label=_("Chức danh người đứng đầu"), max_length=100, required=False)
    field_order = ("name", "code", "place", "head_title")

    @property
    def given(self) -> dict[str, Any]:
        return {"fields": self.rest}


class MoveForm(ActForm):
    parent = UnitChoice(label=_("Nơi mới"))
    field_order = ("parent",)

    def __init__(self, data: Any, *, units: Iterable[Unit], **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.fields["parent"].offer(units)  # type: ignore[attr-defined]

    @property
    def given(self) -> dict[str, Any]:
        return self.rest


class MergeForm(ActForm):
    others = forms.TypedMultipleChoiceField(
        label=_("Sáp nhập cùng với"), coerce=int, widget=forms.CheckboxSelectMultiple
    )
    name = _name(_("Tên đơn vị mới"))
    kind = forms.ChoiceField(label=_("Loại của đơn vị mới"), choices=KINDS)
    code = _code()
    place = forms.CharField(label=_("Địa danh mới"), max_length=100, required=False)
    head_title = forms.CharField(label=_("Chức danh người đứng đầu"), max_length=100, required=False)
    main = UnitChoice(
        label=_("Đơn vị tiền thân chính"), required=False, help_text=_("Chỉ chọn khi văn bản nêu như vậy.")
    )
    field_order = ("others", "name", "kind", "code", "place", "head_title", "main")

    def __init__(self, data: Any, *, units: Iterable[Unit], unit: Unit, **kwargs: Any) -> None:
        super().__init__(data, initial={"kind": unit.kind, **kwargs.pop("initial", {})}, **kwargs)
        self.unit, self.known = unit, {each.pk: each for each in units if each.pk != unit.pk}
        self.fields["others"].choices = [(pk, each.name) for pk, each in self.known.items()]  # type: ignore[attr-defined]
        self.fields["main"].offer([unit, *self.known.values()])  # type: ignore[attr-defined]

    @property
    def units(self) -> list[Unit]:
        return [self.unit, *(self.known[pk] for pk in self.cleaned_data["others"])]

    @property
    def given(self) -> dict[str, Any]:
        rest = self.rest
        del rest["others"]
        return {"main": rest.pop("main"), "fields": rest}


class SplitForm(ActForm):
    into = forms.CharField(
        label=_("Các đơn vị mới"),
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Mỗi dòng một đơn vị: tên; có mã thì ghi sau dấu chấm phẩy, ví dụ UBND xã Trực Chính; 14035."),
    )
    field_order = ("into",)

    @property
    def given(self) -> dict[str, Any]:
        return {"into": [_line(line) for line in self.cleaned_data["into"].splitlines() if line.strip()]}


def _line(text: str) -> Mapping[str, str]:
    name, _sign, code = text.partition(";")
    return {"name": name.strip(), "code": code.strip()}


class DissolveForm(ActForm):
    heir = UnitChoice(label=_("Nhiệm vụ chuyển cho"), required=False, help_text=_("Để trống nếu văn bản không nêu."))
    field_order = ("heir",)

    def __init__(self, data: Any, *, units: Iterable[Unit], **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.fields["heir"].offer(units)  # type: ignore[attr-defined]

    @property
    def given(self) -> dict[str, Any]:
        return self.rest
