"""Form fields that write things as Vietnamese papers do, whatever the language of the browser."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from thidua.core.format import number

_GROUPED = re.compile(r"-?\d{1,3}(\.\d{3})+", re.ASCII)


class DayField(forms.DateField):
    """A day as dd/mm/yyyy (an ISO date is understood too)."""

    input_formats = ("%d/%m/%Y", "%Y-%m-%d")
    default_error_messages = {"invalid": _("Ghi theo dạng ngày/tháng/năm, ví dụ 09/12/2023.")}  # noqa: RUF012

    def __init__(self, **kwargs: Any) -> None:
        hints = {"placeholder": _("ngày/tháng/năm"), "inputmode": "numeric", "autocomplete": "off"}
        super().__init__(widget=forms.DateInput(format="%d/%m/%Y", attrs=hints), **kwargs)


class NumberField(forms.DecimalField):
    """A number as Vietnamese papers write it, whatever the language of the browser: 2,5 and 1.234,5 (2.5 too)."""

    default_error_messages = {"invalid": _("Ghi bằng chữ số, phần thập phân sau dấu phẩy, ví dụ 2,5.")}  # noqa: RUF012

    def __init__(self, **kwargs: Any) -> None:
        hints = {"inputmode": "decimal", "autocomplete": "off"}
        super().__init__(widget=forms.TextInput(attrs=hints), max_digits=15, **kwargs)

    def to_python(self, value: Any) -> Decimal | None:  # type: ignore[override]  # as DecimalField has it
        return super().to_python(_with_point(value) if isinstance(value, str) else value)

    def prepare_value(self, value: Any) -> Any:
        return number(value) if isinstance(value, int | float | Decimal) else value


def _with_point(text: str) -> str:
    """Points in groups of three part the thousands; a comma begins the decimals."""
    bare = text.strip()
    if "," in bare or _GROUPED.fullmatch(bare):
        return bare.replace(".", "").replace(",", ".")
    return bare
