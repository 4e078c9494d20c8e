"""The page that shows every component, with ordinary content and with the worst that may come."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.paginator import Paginator
from django.shortcuts import render
from django.views.decorators.http import require_safe

from thidua.ui.fields import DayField
from thidua.ui.states import STATES

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

LONG_NAME = (
    "Ban Quản lý dự án đầu tư xây dựng và Trung tâm Văn hóa, Thông tin và Thể thao huyện Trực Ninh "
    "(đơn vị sự nghiệp công lập tự bảo đảm một phần chi thường xuyên)"
)


class SampleForm(forms.Form):
    name = forms.CharField(label="Tên nhiệm vụ", help_text="Ghi như trong kế hoạch của đơn vị.")
    due = DayField(label="Hạn hoàn thành")
    done = forms.IntegerField(label="Số hồ sơ đã giải quyết", min_value=0, required=False)
    field_of_reform = forms.ChoiceField(
        label="Lĩnh vực",
        choices=[("", "Chọn lĩnh vực"), ("1", "Cải cách thể chế"), ("2", "Cải cách thủ tục hành chính")],
    )
    conclusion = forms.ChoiceField(
        label="Kết luận",
        widget=forms.RadioSelect,
        choices=[("dat", "Đạt"), ("khong_dat", "Không đạt"), ("chua_xet", "Chưa xét, vì đang có khiếu nại")],
        help_text="Kết luận phải kèm lý do.",
    )
    reason = forms.CharField(label="Lý do", widget=forms.Textarea(attrs={"rows": 3}))
    agreed = forms.BooleanField(label="Tôi chịu trách nhiệm về số liệu đã kê khai")


@require_safe
def components(request: HttpRequest) -> HttpResponse:
    form = SampleForm({"name": "Rà soát thủ tục hành chính", "due": "31/02/2023", "done": "-4"})
    return render(request, "ui/components.html", {"form": form, **_samples(request)})


def _samples(request: HttpRequest) -> dict[str, Any]:
    units = ("UBND xã Trực Chính", "Phòng Tài chính – Kế hoạch", "UBND thị trấn Cổ Lễ", LONG_NAME)
    rows = [(f"HS-2023-{number:04}", units[number % 4]) for number in range(1, 241)]
    today = date(2023, 11, 24)
    return {
        "states": list(STATES),
        "long_name": LONG_NAME,
        "page": Paginator(rows, 12).get_page(request.GET.get("page", 9)),
        "wide": [(name, [number * 0.37 for number in range(12)]) for name in (LONG_NAME, "UBND xã Việt Hùng")],
        "today": today,
        "deadlines": [today + timedelta(days=days) for days in (-12, 0, 1, 15)],
        "huge": 1_234_567_890_000,
        "hostile": '<script>alert("x")</script> & \'"',
    }
