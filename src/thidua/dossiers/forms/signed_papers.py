"""The form by which a signed paper comes: a new file, or one that the unit keeps already."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from thidua.files.models import Upload


class SignedPaperForm(forms.Form):
    file = forms.FileField(
        label=_("Tệp mới"),
        required=False,
        help_text=_("Bản PDF đã ký số, hoặc bản quét PDF, PNG, JPG của văn bản đã ký, đóng dấu; không quá 25 MB."),
        widget=forms.FileInput(attrs={"accept": ".pdf,.png,.jpg,.jpeg"}),
    )
    kept = forms.ModelChoiceField(
        label=_("Tệp đã có trong kho"), queryset=Upload.objects.none(), required=False, empty_label=_("Không chọn")
    )

    def __init__(self, *args: Any, uploads: QuerySet[Upload], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kept"].queryset = uploads  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        said = self.cleaned_data
        if not self.errors and bool(said.get("file")) == bool(said.get("kept")):
            raise forms.ValidationError(_("Chọn một tệp mới, hoặc một tệp đã có trong kho."))
        return said
