"""What is typed on the pages of decisions and of pre-printed blanks."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.forms.boundfield import BoundField
from django.utils.translation import gettext_lazy as _

from thidua.awards.models import CertificateBlank
from thidua.documents.papers.blank import Blank, Box
from thidua.documents.papers.office import fields_for
from thidua.ui.fields import NumberField


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


class PrintForm(forms.Form):
    blank = forms.ModelChoiceField(
        label=_("In lên"),
        queryset=CertificateBlank.objects.none(),
        required=False,
        empty_label=_("Khung của phần mềm (giấy trắng A4)"),
        help_text=_("Chọn phôi để chỉ in chữ lên giấy khen đã in sẵn hoa văn."),
    )

    def __init__(self, *args: Any, blanks: QuerySet[CertificateBlank], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["blank"].queryset = blanks  # type: ignore[attr-defined]


class AddBlankForm(forms.Form):
    name = forms.CharField(label=_("Tên phôi"), max_length=100, help_text=_("Ví dụ: Phôi giấy khen năm 2024."))


def _mm(label: Any, **limits: float) -> NumberField:
    return NumberField(label=label, decimal_places=1, **limits)


class PlacesForm(forms.Form):
    """The size of the blank, how far the printer is off, and the place of every text."""

    width = _mm(_("Rộng (mm)"), min_value=100, max_value=450)
    height = _mm(_("Cao (mm)"), min_value=100, max_value=450)
    dx = _mm(_("Xê dịch sang phải (mm)"), min_value=-50, max_value=50)
    dy = _mm(_("Xê dịch xuống dưới (mm)"), min_value=-50, max_value=50)

    def __init__(self, said: Any = None, *, layout: Blank) -> None:
        initial = {name: getattr(layout, name) for name in ("width", "height", "dx", "dy")}
        for name, box in layout.boxes.items():
            initial |= {f"{name}__{part}": getattr(box, part) for part in _parts()}
        super().__init__(said, initial=initial)
        self.names = {field.id: field.label for field in fields_for("giay_khen")}
        for name in self.names:
            self.fields |= {f"{name}__{part}": made for part, made in _parts().items()}

    def frame(self) -> list[BoundField]:
        """Give the fields of the whole blank."""
        return [self[name] for name in ("width", "height", "dx", "dy")]

    def places(self) -> Iterator[tuple[str, list[BoundField]]]:
        """Give the name of every text with the fields of its place."""
        return ((label, [self[f"{name}__{part}"] for part in _parts()]) for name, label in self.names.items())

    def clean(self) -> dict[str, Any]:
        said = self.cleaned_data
        if self.errors:
            return said
        boxes = {name: Box(**{part: _plain(said[f"{name}__{part}"]) for part in _parts()}) for name in self.names}
        frame = {name: _plain(said[name]) for name in ("width", "height", "dx", "dy")}
        return {"layout": Blank(**frame, boxes=boxes)}


def _plain(value: Any) -> Any:
    """A number as JSON keeps it."""
    return value if isinstance(value, str | bool | int) else float(value)


def _parts() -> dict[str, forms.Field]:
    """Fresh fields of one place, by the name of what they say of a box."""
    return {
        "is_shown": forms.BooleanField(label=_("In"), required=False),
        "x": _mm(_("Cách trái (mm)"), min_value=0, max_value=450),
        "y": _mm(_("Cách trên (mm)"), min_value=0, max_value=450),
        "width": _mm(_("Rộng (mm)"), min_value=5, max_value=450),
        "size": _mm(_("Cỡ chữ"), min_value=6, max_value=90),
        "lines": forms.IntegerField(label=_("Số dòng"), min_value=1, max_value=6),
        "align": forms.ChoiceField(
            label=_("Canh"), choices=[("left", _("Trái")), ("center", _("Giữa")), ("right", _("Phải"))]
        ),
        "is_bold": forms.BooleanField(label=_("Đậm"), required=False),
        "is_italic": forms.BooleanField(label=_("Nghiêng"), required=False),
    }
