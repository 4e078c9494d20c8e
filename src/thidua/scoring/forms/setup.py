"""Forms by which the secretariat sets up a year: its criteria, the components of the index, their owners and points."""

import json
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from thidua.core.errors import InputError, Problem
from thidua.core.json_text import dump_json, exact, parse_json
from thidua.core.scoring import parse_set, read_set
from thidua.criteria import load_criteria_set, shipped_sets
from thidua.criteria.workbook import read_set_workbook
from thidua.organizations.models import Unit
from thidua.scoring.models import CriteriaSet, IndexComponent
from thidua.ui.fields import DayField, NumberField


def definition_of(data: bytes, name: str = "") -> Any:
    """Read the set of a file as a JSON column keeps it: YAML, a workbook, a scoring file, or its "set" alone."""
    if name.lower().endswith(".xlsx"):
        return kept(read_set_workbook(name, data).definition)
    if name.lower().endswith((".yaml", ".yml")):
        return kept(read_set(name, _text(data, name)).definition)
    read = parse_json(data)
    return kept(read["set"] if isinstance(read, dict) and "set" in read else read)


def kept(definition: Any) -> Any:
    """Make a definition what a JSON column holds."""
    return json.loads(dump_json(definition))


def _text(data: bytes, name: str) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(Problem(name, "không phải văn bản UTF-8.", "Lưu lại tệp với mã hóa UTF-8.")) from error


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
    shipped = forms.ChoiceField(label=_("Bộ có sẵn trong phần mềm"), required=False)
    file = forms.FileField(
        label=_("Tệp bộ tiêu chí (YAML, bảng tính hoặc JSON)"),
        required=False,
        help_text=_("Tệp YAML, bảng tính theo mẫu, hoặc phần “set” của tệp chấm điểm."),
    )

    def __init__(self, *args: Any, authorities: QuerySet[Unit], known: QuerySet[CriteriaSet], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["authority"].queryset = authorities  # type: ignore[attr-defined]
        self.fields["source"].queryset = known  # type: ignore[attr-defined]
        names = [(slug, load_criteria_set(slug).criteria_set.name) for slug in shipped_sets()]
        self.fields["shipped"].choices = [("", _("Không, dùng tệp")), *names]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        said = self.cleaned_data
        source, file, shipped = (said.pop(name, None) for name in ("source", "file", "shipped"))
        if sum(map(bool, (source, file, shipped))) != 1:
            self.add_error("file", _("Chọn một bộ tiêu chí có sẵn hoặc một tệp, chỉ một trong hai."))
            return said
        try:
            if shipped:
                said["definition"] = kept(load_criteria_set(shipped).definition)
            else:
                said["definition"] = source.definition if source else definition_of(file.read(), file.name)
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
