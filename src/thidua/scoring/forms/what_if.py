"""What may be tried: thresholds of the guidance, the weight of a criterion, the points of one unit."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from thidua.core.scoring import CriteriaSet
from thidua.core.scoring.table import Trial
from thidua.scoring.models import Ranking
from thidua.scoring.what_if import THRESHOLDS, weighed
from thidua.ui.fields import NumberField
from thidua.ui.forms import set_choices


class WhatIfForm(forms.Form):
    """`trial` and `thresholds` once valid. Nothing is required; what is left empty stays as it is decided."""

    use_required_attribute = False

    hang_toi_da = forms.IntegerField(label=_("Thứ hạng cao: từ hạng này trở lên"), min_value=1, required=False)
    ty_le_toi_da = NumberField(label=_("Thứ hạng cao: trong tỷ lệ này (%)"), min_value=0, max_value=100, required=False)
    tang_bac_toi_thieu = forms.IntegerField(label=_("Vượt bậc: tăng ít nhất số bậc này"), min_value=1, required=False)
    tieu_chi = forms.ChoiceField(label=_("Tiêu chí"), required=False)
    toi_da = NumberField(label=_("Điểm tối đa khác của tiêu chí"), min_value=0, required=False)
    don_vi = forms.ChoiceField(label=_("Đơn vị"), required=False)
    diem = NumberField(label=_("Điểm khác của đơn vị ở tiêu chí này"), min_value=0, required=False)

    def __init__(
        self, data: Any, *, criteria_set: CriteriaSet, lines: list[Ranking], decided: Mapping[str, Any]
    ) -> None:
        super().__init__(data, initial={name: decided.get(key) for name, key in THRESHOLDS.items()})
        self.criteria = {each.code: each for each in weighed(criteria_set)}
        set_choices(
            self, "tieu_chi", [(code, f"{code} {each.name}") for code, each in self.criteria.items()], _("Không đổi")
        )
        set_choices(self, "don_vi", [(str(line.unit_id), str(line.unit)) for line in lines], _("Không đổi"))

    def clean(self) -> dict[str, Any]:
        said = self.cleaned_data
        criterion = self.criteria.get(said.get("tieu_chi") or "")
        if criterion is None:
            if said.get("toi_da") is not None or said.get("diem") is not None:
                self.add_error("tieu_chi", _("Chọn tiêu chí cần thử."))
            return said
        most = criterion.max if said.get("toi_da") is None else said["toi_da"]
        if not most:
            self.add_error("toi_da", _("Điểm tối đa phải lớn hơn 0."))
        if said.get("diem") is not None and not said.get("don_vi"):
            self.add_error("don_vi", _("Chọn đơn vị cần thử."))
        if said.get("diem") is not None and said["diem"] > most:
            self.add_error("diem", _("Vượt điểm tối đa của tiêu chí."))
        return said

    @property
    def trial(self) -> Trial:
        said = self.cleaned_data
        code, most, points = said.get("tieu_chi"), said.get("toi_da"), said.get("diem")
        return Trial(
            weights={code: most} if code and most is not None else {},
            points={said["don_vi"]: {code: points}} if code and points is not None else {},
        )

    @property
    def thresholds(self) -> dict[str, Any]:
        return {name: self.cleaned_data.get(name) for name in THRESHOLDS}
