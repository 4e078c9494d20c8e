"""The upload of an office's own template."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class TemplateForm(forms.Form):
    file = forms.FileField(
        label=_("Tệp mẫu (.docx)"),
        help_text=_("Tải mẫu đang dùng về, sửa bằng Word, giữ các trường trong dấu {{ }}, rồi tải lên."),
        widget=forms.ClearableFileInput(attrs={"accept": ".docx"}),
    )

    def clean(self) -> dict[str, Any]:
        said = self.cleaned_data
        if file := said.pop("file", None):
            said |= {"content": file.read(), "name": file.name}
        return said
