"""Guidance as people read it: values in words, and the marks of a value nobody has decided."""

from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.core.format import number, percent
from thidua.core.movement import GUIDANCE_KEYS, GuidanceKey
from thidua.core.movement.guidance import Value
from thidua.legal import load_law

CHOICES = {
    "tung_chi_so": gettext_lazy("từng chỉ số phải tăng"),
    "tong": gettext_lazy("tổng điểm các chỉ số phải tăng"),
    "nam_duong_lich": gettext_lazy("trong năm dương lịch"),
    "den_han_nop": gettext_lazy("từ hạn nộp năm trước đến hạn nộp năm nay"),
    "nam_nay": gettext_lazy("chỉ số của năm nay"),
    "nam_truoc": gettext_lazy("chỉ số của năm trước"),
}


def in_words(key: str, value: Value) -> str:
    """The value of a key as a person would say it; "" where nobody has decided."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return _("có") if value else _("không")
    if isinstance(value, int | Decimal):
        return percent(value) if GUIDANCE_KEYS[key].type == "percent" else number(value)
    return choice_in_words(value)


def choice_in_words(choice: str) -> str:
    """One of a closed set: a way to count, or a form of award by its name in law."""
    form = load_law().forms.get(choice)
    return form.label if form else str(CHOICES.get(choice, choice))


def default_in_words(key: GuidanceKey) -> str:
    """How the text is read while nobody has decided; "" where nothing can be said then."""
    return in_words(key.key, key.default)
