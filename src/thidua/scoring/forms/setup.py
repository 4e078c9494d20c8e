"""Forms by which the secretariat sets up a year: its criteria, the components of the index, their owners and points."""

import json
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from thidua.core.errors import InputError, Problem
from thidua.core.json_text import dump_json, exact, parse_json
from thidua.core.scoring import next_year, parse_set, read_set
from thidua.criteria import load_criteria_set, shipped_sets
from thidua.criteria.workbook import read_set_workbook
from thidua.organizations.models import Unit
from thidua.scoring.models import CriteriaSet, IndexComponent
from thidua.scoring.succession import CODES
from thidua.ui.fields import DayField, NumberField
from thidua.ui.forms import set_choices


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


class _SetSource(forms.Form):
    """A set by a file, one there is, or one shipped with the product; `definition` in the cleaned data."""

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
    codes = forms.CharField(
        label=_("Mã đã đổi so với năm trước"),
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
        help_text=_("Mỗi dòng một mã: mã năm trước = mã năm nay."),
    )

    def __init__(self, *args: Any, known: QuerySet[CriteriaSet], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["source"].queryset = known  # type: ignore[attr-defined]
        names = [(slug, load_criteria_set(slug).criteria_set.name) for slug in shipped_sets()]
        set_choices(self, "shipped", names, _("Không"))

    def clean_codes(self) -> dict[str, str]:
        codes: dict[str, str] = {}
        for line in filter(None, map(str.strip, self.cleaned_data["codes"].splitlines())):
            before, sign, now = (part.strip() for part in line.partition("="))
            if not (before and sign and now):
                raise forms.ValidationError(_("Dòng “%s” không phải dạng: mã năm trước = mã năm nay.") % line)
            codes[before] = now
        return codes

    def clean(self) -> dict[str, Any]:
        said = self.cleaned_data
        source, shipped, file = (said.pop(name, None) for name in ("source", "shipped", "file"))
        codes, year = said.pop("codes", {}), int(said.get("year") or self.initial.get("year") or 0)
        if [bool(source), bool(shipped), bool(file)].count(True) != 1:
            self.add_error("file", _("Chọn một bộ tiêu chí có sẵn hoặc một tệp, chỉ một trong hai."))
            return said
        try:
            definition = self._definition(source, shipped, file, year, codes)
            parse_set(exact(definition))
        except InputError as error:
            self.add_error("file", [str(problem) for problem in error.problems])
        else:
            said["definition"] = definition | ({CODES: codes} if codes else {})
        return said

    def _definition(self, source: Any, shipped: str, file: Any, year: int, codes: dict[str, str]) -> dict[str, Any]:
        if source:
            return next_year(source.definition, year=year, codes=codes)
        if shipped:
            return kept(dict(load_criteria_set(shipped).definition) | {"year": year})  # type: ignore[no-any-return]
        return definition_of(file.read(), file.name)  # type: ignore[no-any-return]


class CriteriaSetForm(_SetSource):
    """A set for a year."""

    authority = forms.ModelChoiceField(label=_("Cơ quan"), queryset=Unit.objects.none(), empty_label=None)
    year = forms.IntegerField(label=_("Năm"), min_value=2021, max_value=2100)
    field_order = ("authority", "year", "source", "shipped", "file", "codes")

    def __init__(self, *args: Any, authorities: QuerySet[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["authority"].queryset = authorities  # type: ignore[attr-defined]


class RevisionForm(_SetSource):
    """Another content for a set that no sheet is opened under."""


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
    decided_on = DayField(label=_("Ngày văn bản"), required=False)

    def __init__(self, *args: Any, units: QuerySet[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = units  # type: ignore[attr-defined]


class ComponentScoreForm(_OfComponent):
    points = NumberField(label=_("Điểm"), min_value=0, decimal_places=3)
    published_on = DayField(label=_("Ngày công bố"), help_text=_("Ngày cấp trên công bố kết quả."))


class ComponentsForm(forms.Form):
    """Many components at once, in a workbook."""

    authority = forms.ModelChoiceField(label=_("Cơ quan"), queryset=Unit.objects.none(), empty_label=None)
    year = forms.IntegerField(label=_("Năm"), min_value=2021, max_value=2100)
    file = forms.FileField(
        label=_("Tệp chỉ số"),
        help_text=_("Tệp .xlsx theo mẫu, có điểm của năm này và năm trước."),
        widget=forms.FileInput(attrs={"accept": ".xlsx"}),
    )

    def __init__(self, *args: Any, authorities: QuerySet[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["authority"].queryset = authorities  # type: ignore[attr-defined]
