"""Forms by which the secretariat sets up a year: its criteria, the components of the index, their owners and points."""

import json
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from thidua.core.errors import InputError
from thidua.core.json_text import dump_json, exact, parse_json
from thidua.core.scoring import parse_set
from thidua.organizations.models import Unit
from thidua.scoring.models import CriteriaSet, IndexComponent
from thidua.ui.fields import DayField, NumberField


def definition_of(data: bytes) -> Any:
    """Read the set of a file as a JSON column keeps it; the file may be a whole scoring file, or its "set" alone."""
    read = parse_json(data)
    return json.loads(dump_json(read["set"] if isinstance(read, dict) and "set" in read else read))


class CriteriaSetForm(forms.Form):
    """The file of a set, or a copy of one there is."""

    authority = forms.ModelChoiceField(label=_("Cơ quan"), queryset=Unit.objects.none(), empty_label=None)
    year = forms.IntegerField(label=_("Năm"), min_value=2021, max_value=2100)
    source = forms.ModelChoiceField(
        label=_("Dùng lại bộ tiêu chí"),
        queryset=CriteriaSet.objects.none(),
        required=False,
        empty_label=_("Không, dùng tệp"),
    )
    file = forms.FileField(
        label=_("Tệp bộ tiêu chí (JSON)"),
        required=False,
        help_text=_("Phần “set” của tệp chấm điểm, như lệnh thidua score đọc."),
    )

    def __init__(self, *args: Any, authorities: QuerySet[Unit], known: QuerySet[CriteriaSet], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["authority"].queryset = authorities  # type: ignore[attr-defined]
        self.fields["source"].queryset = known  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        said = self.cleaned_data
        source, file = said.pop("source", None), said.pop("file", None)
        if bool(source) == bool(file):
            self.add_error("file", _("Chọn một bộ tiêu chí có sẵn hoặc một tệp, chỉ một trong hai."))
            return said
        try:
            said["definition"] = source.definition if source else definition_of(file.read())
            parse_set(exact(said["definition"]))
        except InputError as error:
            self.add_error("file", [str(problem) for problem in error.problems])
        return said


class ComponentForm(forms.Form):
    authority = forms.ModelChoiceField(label=_("Cơ quan"), queryset=Unit.objects.none(), empty_label=None)
    code = forms.CharField(label=_("Mã"), max_length=20)
    name = forms.CharField(label=_("Tên chỉ số"), max_length=300)
    maximum = NumberField(label=_("Điểm tối đa"), min_value=0, decimal_places=3)

    def __init__(self, *args: Any, authorities: QuerySet[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["authority"].queryset = authorities  # type: ignore[attr-defined]


class _OfComponent(forms.Form):
    component = forms.ModelChoiceField(label=_("Chỉ số"), queryset=IndexComponent.objects.none(), empty_label=_("Chọn"))
    year = forms.IntegerField(label=_("Năm"), min_value=2020, max_value=2100)

    def __init__(self, *args: Any, components: QuerySet[IndexComponent], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["component"].queryset = components  # type: ignore[attr-defined]


class OwnerForm(_OfComponent):
    unit = forms.ModelChoiceField(label=_("Đơn vị phụ trách"), queryset=Unit.objects.none(), empty_label=_("Chọn"))
    decision = forms.CharField(label=_("Văn bản giao"), max_length=80, help_text=_("Số, ký hiệu, ví dụ 210/QĐ-UBND."))

    def __init__(self, *args: Any, units: QuerySet[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = units  # type: ignore[attr-defined]


class ComponentScoreForm(_OfComponent):
    points = NumberField(label=_("Điểm"), min_value=0, decimal_places=3)
    published_on = DayField(label=_("Ngày công bố"), help_text=_("Ngày cấp trên công bố kết quả."))
