from django import forms
from django.utils.translation import gettext_lazy as _


class RevocationForm(forms.Form):
    """Why an award is cancelled, and by what (Luật 06/2022/QH15, Chương VII)."""

    reason = forms.CharField(label=_("Lý do thu hồi"), widget=forms.Textarea(attrs={"rows": 4}), max_length=2000)
    basis = forms.CharField(
        label=_("Căn cứ"), max_length=200, help_text=_("Số, ngày của văn bản hoặc kết luận làm căn cứ.")
    )


class StrikeForm(forms.Form):
    reason = forms.CharField(
        label=_("Lý do đưa ra khỏi danh sách"),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=2000,
        help_text=_("Lý do được ghi vào hồ sơ của đơn vị."),
    )
