"""Filters of the register."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from thidua.organizations.enums import UnitKind
from thidua.organizations.models import Unit
from thidua.ui.fields import DayField
from thidua.ui.forms import ANY, FilterForm, set_choices


class UnitFilterForm(FilterForm):
    ngay = DayField(label=_("Tại ngày"), required=False)
    loai = forms.ChoiceField(label=_("Loại"), choices=[("", ANY), *UnitKind.choices], required=False)
    ten = forms.CharField(label=_("Tên hoặc mã"), max_length=100, required=False)

    def day(self, today: date) -> date:
        """The day asked about; today where none is, or none that can be read."""
        asked: date | None = self.said("ngay")
        return asked or today


class PersonFilterForm(FilterForm):
    ten = forms.CharField(label=_("Họ và tên"), max_length=100, required=False)
    don_vi = forms.TypedChoiceField(label=_("Đơn vị"), coerce=int, required=False)

    def __init__(self, data: Any, *, units: Iterable[Unit]) -> None:
        super().__init__(data)
        set_choices(self, "don_vi", ((unit.pk, unit.name) for unit in units))
