"""What is filled in for a criterion: the fields that ask for it, and the words that say it."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.core.format import number
from thidua.core.scoring import Criterion
from thidua.core.scoring.entries import Answer, Choice, Conditions, Days, Entry, Points, Quantity, Ratio, Remark
from thidua.core.scoring.kinds.counts import DeadlineTiers
from thidua.core.scoring.kinds.deductions import FixedDeduction
from thidua.core.scoring.kinds.judged import AllOf, Bonus, Options
from thidua.core.scoring.rule import Rule
from thidua.ui.fields import NumberField

Raw = Mapping[str, Any]
YES_NO = (("1", gettext_lazy("Có")), ("0", gettext_lazy("Không")))
_BLANK = ("", gettext_lazy("Chưa chấm"))
_CONDITION = "condition"


def fields_for(criterion: Criterion) -> dict[str, forms.Field]:
    """Return the fields that ask for an entry of this criterion, by the key of the entry."""
    return _FIELDS[criterion.rule.entry](criterion.rule)


def _points_field(rule: Rule) -> dict[str, forms.Field]:
    return {"points": _figure(_("Điểm thưởng") if isinstance(rule, Bonus) else _("Điểm"))}


def _option_fields(rule: Rule) -> dict[str, forms.Field]:
    if not isinstance(rule, Options):
        raise TypeError(rule)
    asked = {"option": _choice(_("Phương án"), tuple((option.key, option.key) for option in rule.options))}
    return asked | ({"points": _figure(_("Điểm chấm"))} if _judged(rule) else {})


def _condition_fields(rule: Rule) -> dict[str, forms.Field]:
    return {f"{_CONDITION}{place}": _choice(name, YES_NO) for place, name in enumerate(_conditions(rule))}


def _day_fields(rule: Rule) -> dict[str, forms.Field]:
    label = _("Số ngày thực hiện") if isinstance(rule, DeadlineTiers) else _("Số ngày chậm")
    return {"days": _figure(label), "undone": forms.BooleanField(label=_("Không thực hiện"), required=False)}


def _count_field(rule: Rule) -> dict[str, forms.Field]:
    return {"count": _figure(_("Số lần vi phạm") if isinstance(rule, FixedDeduction) else _("Số lượng"))}


def _conditions(rule: Rule) -> tuple[str, ...]:
    return rule.conditions if isinstance(rule, AllOf) else ()


def _figure(label: str) -> forms.Field:
    return NumberField(label=label, required=False)


def _choice(label: str, choices: tuple[tuple[str, str | Promise], ...]) -> forms.Field:
    return forms.ChoiceField(label=label, choices=(_BLANK, *choices), required=False)


def _judged(rule: Options) -> list[str]:
    return [option.key for option in rule.options if option.points is None]


def initial_of(criterion: Criterion, raw: Raw) -> dict[str, Any]:
    """Return what the fields show for an entry as it is kept."""
    shown = {key: value for key, value in raw.items() if key != "conditions"}
    if criterion.rule.entry is Answer and "value" in raw:
        shown["value"] = "1" if raw["value"] else "0"
    for place, name in enumerate(_conditions(criterion.rule)):
        if name in raw.get("conditions", {}):
            shown[f"{_CONDITION}{place}"] = "1" if raw["conditions"][name] else "0"
    if raw.get("done") is False:
        shown["undone"] = True
    return shown


def raw_of(criterion: Criterion, said: Raw) -> dict[str, Any]:
    """Return the entry that the cleaned fields say; empty where nothing was filled in."""
    raw = {key: _plain(value) for key, value in said.items() if not _is_blank(value)}
    entry = criterion.rule.entry
    if entry is Answer and raw:
        return {"value": raw["value"] == "1"}
    if entry is Conditions and raw:
        names = _conditions(criterion.rule)
        return {"conditions": {names[int(key.removeprefix(_CONDITION))]: value == "1" for key, value in raw.items()}}
    if raw.pop("undone", False):
        return raw | {"done": False}
    if entry is Remark and str(raw.get("value", "")).isdecimal():
        return {"value": int(raw["value"])}
    return raw


def _is_blank(value: Any) -> bool:
    return value is None or value is False or value == ""


def _plain(value: Any) -> Any:
    """Make a number what a JSON column holds; fifteen digits survive the way through a float."""
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value


def contradiction_of(criterion: Criterion, raw: Raw) -> tuple[str, str] | None:
    """Return the field and the sentence where two fields of an entry cannot both stand as they are."""
    if "days" in raw and "done" in raw:
        return "days", _("Ghi số ngày hoặc chọn “Không thực hiện”, chỉ một trong hai.")
    if not isinstance(criterion.rule, Options) or "option" not in raw:
        return None
    judged = raw["option"] in _judged(criterion.rule)
    if judged and "points" not in raw:
        return "points", _("Phương án này cần ghi điểm chấm.")
    if "points" in raw and not judged:
        return "points", _("Phương án này đã có điểm, bỏ trống điểm chấm.")
    return None


def words_of(criterion: Criterion, raw: Raw | None) -> str:
    """Say an entry as people read it; empty where there is none."""
    if not raw or set(raw) == {"note"}:
        return ""
    if raw.get("not_applicable"):
        return _("Không áp dụng")
    return _WORDS[criterion.rule.entry](raw)


def _option_words(raw: Raw) -> str:
    return f"{raw['option']} ({_('%s điểm') % number(raw['points'])})" if "points" in raw else str(raw["option"])


def _condition_words(raw: Raw) -> str:
    counts = {"met": sum(raw["conditions"].values()), "all": len(raw["conditions"])}
    return _("%(met)d/%(all)d yêu cầu") % counts


_FIELDS: Mapping[type[Entry], Callable[[Rule], dict[str, forms.Field]]] = {
    Points: _points_field,
    Ratio: lambda _rule: {"numerator": _figure(_("Tử số")), "denominator": _figure(_("Mẫu số"))},
    Answer: lambda _rule: {"value": _choice(_("Kết quả"), (("1", _("Đạt")), ("0", _("Không đạt"))))},
    Choice: _option_fields,
    Conditions: _condition_fields,
    Quantity: _count_field,
    Days: _day_fields,
    Remark: lambda _rule: {"value": forms.CharField(label=_("Ghi nhận"), max_length=200, required=False)},
}
_WORDS: Mapping[type[Entry], Callable[[Raw], str]] = {
    Points: lambda raw: _("%s điểm") % number(raw["points"]),
    Ratio: lambda raw: f"{number(raw['numerator'])}/{number(raw['denominator'])}",
    Answer: lambda raw: _("Đạt") if raw["value"] else _("Không đạt"),
    Choice: _option_words,
    Conditions: _condition_words,
    Quantity: lambda raw: number(raw["count"]),
    Days: lambda raw: _("%s ngày") % number(raw["days"]) if raw.get("done", True) else _("Không thực hiện"),
    Remark: lambda raw: str(raw.get("value", "")),
}
