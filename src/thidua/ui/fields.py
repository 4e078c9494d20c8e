"""Form fields that write things as Vietnamese papers do, whatever the language of the browser."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class DayField(forms.DateField):
    """A day as dd/mm/yyyy (an ISO date is understood too)."""

    input_formats = ("%d/%m/%Y", "%Y-%m-%d")
    default_error_messages = {"invalid": _("Ghi theo dạng ngày/tháng/năm, ví dụ 09/12/2023.")}  # noqa: RUF012

    def __init__(self, **kwargs: Any) -> None:
        hints = {"placeholder": _("ngày/tháng/năm"), "inputmode": "numeric", "autocomplete": "off"}
        super().__init__(widget=forms.DateInput(format="%d/%m/%Y", attrs=hints), **kwargs)
