"""Forms of the evidence store."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from thidua.files.enums import UploadState
from thidua.files.models import Upload
from thidua.files.queries import UploadFilter
from thidua.organizations.forms import FactFilterForm, UnitsOn
from thidua.organizations.models import Unit
from thidua.ui.forms import ANY

ACCEPT = ".pdf,.docx,.xlsx,.doc,.xls,.png,.jpg,.jpeg"


class ManyFiles(forms.ClearableFileInput):
    allow_multiple_selected = True


class ManyFilesField(forms.FileField):
    """One or several files."""

    widget = ManyFiles

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile[Any]]:
        """Return the files; those that are empty too, for the check says so."""
        files = data if isinstance(data, list | tuple) else [data] if data else []
        if not files and self.required:
            raise forms.ValidationError(self.error_messages["required"], code="required")
        return list(files)


class _OfUnit(forms.Form):
    unit = forms.ModelChoiceField(label=_("Đơn vị"), queryset=Unit.objects.none(), empty_label=None)

    def __init__(self, *args: Any, units: QuerySet[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = units  # type: ignore[attr-defined]


class UploadForm(_OfUnit):
    evidence = ManyFilesField(
        label=_("Tệp"),
        help_text=_("PDF, Word, Excel, PNG, JPG; mỗi tệp không quá 25 MB. Chọn được nhiều tệp một lần."),
        widget=ManyFiles(attrs={"accept": ACCEPT}),
    )


class EvidenceForm(forms.Form):
    """What is to prove an object: new files, files the unit keeps already, or both."""

    evidence = ManyFilesField(
        label=_("Tệp mới"),
        required=False,
        help_text=_("PDF, Word, Excel, PNG, JPG; mỗi tệp không quá 25 MB. Chọn được nhiều tệp một lần."),
        widget=ManyFiles(attrs={"accept": ACCEPT}),
    )
    kept = forms.ModelMultipleChoiceField(
        label=_("Tệp đã có trong kho"),
        queryset=Upload.objects.none(),
        required=False,
        help_text=_("Giữ phím Ctrl để chọn nhiều tệp."),
        widget=forms.SelectMultiple(attrs={"size": 5}),
    )

    def __init__(self, *args: Any, uploads: QuerySet[Upload], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kept"].queryset = uploads  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        if not self.errors and not self.cleaned_data["evidence"] and not self.cleaned_data["kept"]:
            raise forms.ValidationError(_("Chọn ít nhất một tệp mới hoặc một tệp đã có trong kho."))
        return self.cleaned_data


class AnnounceForm(_OfUnit):
    """What the browser says of a file before it sends it in parts."""

    name = forms.CharField(max_length=1_000, strip=False)
    size = forms.IntegerField(min_value=0)


class UploadFilterForm(FactFilterForm):
    unit = forms.TypedChoiceField(label=_("Đơn vị"), coerce=int, required=False)
    state = forms.ChoiceField(label=_("Tình trạng"), choices=[("", ANY), *UploadState.choices], required=False)
    text = forms.CharField(label=_("Tên tệp"), required=False)

    field_order = ("unit", "state", "text")

    def __init__(self, data: Any, *, units: UnitsOn, today: date) -> None:
        super().__init__(data)
        self.offer_units("unit", units, today)

    @property
    def wanted(self) -> UploadFilter:
        return UploadFilter(unit=self.said("unit"), state=self.said("state"), text=self.said("text"))
