"""What is filled in for a criterion: the fields that ask for it, and the words that say it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.core.format import number
from thidua.core.scoring import Criterion
from thidua.core.scoring.entries import (
    Answer,
    Answers,
    Choice,
    Comparison,
    Conditions,
    Days,
    Entry,
    Figure,
    Place,
    Points,
    Quantity,
    Ratio,
    Remark,
    Shares,
    Variables,
)
from thidua.core.scoring.kinds.branch import Branch, BranchCase
from thidua.core.scoring.kinds.counts import DeadlineTiers
from thidua.core.scoring.kinds.deductions import FixedDeduction
from thidua.core.scoring.kinds.formula import Formula
from thidua.core.scoring.kinds.graded import Grades, Severity
from thidua.core.scoring.kinds.judged import AllOf, Bonus, Options
from thidua.core.scoring.kinds.ratios import Linear, RatioTiers
from thidua.core.scoring.kinds.shares import Complement, Survey
from thidua.core.scoring.rule import Rule
from thidua.ui.fields import NumberField

Raw = Mapping[str, Any]
YES_NO = (("1", gettext_lazy("Có")), ("0", gettext_lazy("Không")))
_BLANK = ("", gettext_lazy("Chưa chấm"))
_UNDONE = "undone"


@dataclass(frozen=True)
class _Several:
    """An entry that holds a value for each of several names: a field each, numbered in their order."""

    key: str
    names: Callable[[Any], Mapping[str, str]]  # name → the words that ask for it

    @property
    def stem(self) -> str:
        return self.key.removesuffix("s")

    def fields(self, rule: Rule) -> dict[str, forms.Field]:
        return {f"{self.stem}{place}": self._field(words) for place, words in enumerate(self.names(rule).values())}

    def _field(self, words: str) -> forms.Field:
        return _choice(words, YES_NO) if self.key == "conditions" else _figure(words)

    def initial(self, rule: Rule, raw: Raw) -> dict[str, Any]:
        held = raw.get(self.key, {})
        return {
            f"{self.stem}{place}": _shown(held[name]) for place, name in enumerate(self.names(rule)) if name in held
        }

    def gathered(self, rule: Rule, raw: Raw) -> dict[str, Any]:
        names = {f"{self.stem}{place}": name for place, name in enumerate(self.names(rule))}
        held = {names[key]: value for key, value in raw.items() if key in names}
        if self.key == "conditions":
            held = {name: value == "1" for name, value in held.items()}
        return {key: value for key, value in raw.items() if key not in names} | ({self.key: held} if held else {})


def fields_for(criterion: Criterion) -> dict[str, forms.Field]:
    """Return the fields that ask for an entry of this criterion, by the key of the entry."""
    return _fields_of(criterion.rule)


def _fields_of(rule: Rule) -> dict[str, forms.Field]:
    if isinstance(rule, Branch):
        keys = tuple((case.key, case.key) for case in rule.cases)
        asked: dict[str, forms.Field] = {"case": _choice(_("Trường hợp"), keys)}
        for place, case in enumerate(rule.cases):
            for key, field in _fields_of(case.rule).items():
                field.label = f"{field.label} ({case.key})"
                asked[f"case{place}_{key}"] = field
        return asked
    several = _SEVERAL.get(rule.entry)
    return _FIELDS[rule.entry](rule) | (several.fields(rule) if several else {})


def _points_field(rule: Rule) -> dict[str, forms.Field]:
    return {"points": _figure(_("Điểm thưởng") if isinstance(rule, Bonus) else _("Điểm"))}


def _ratio_fields(rule: Rule) -> dict[str, forms.Field]:
    asked = {"numerator": _figure(_("Tử số")), "denominator": _figure(_("Mẫu số"))}
    falls_back = isinstance(rule, Linear | RatioTiers) and rule.last_year_parts is not None
    return asked | ({"last_year": _figure(_("Số liệu cả năm trước"))} if falls_back else {})


def _option_fields(rule: Rule) -> dict[str, forms.Field]:
    asked = {"option": _choice(_("Phương án"), tuple((name, name) for name in _options(rule)))}
    return asked | ({"points": _figure(_("Điểm chấm"))} if _judged(rule) else {})


def _day_fields(rule: Rule) -> dict[str, forms.Field]:
    label = _("Số ngày thực hiện") if isinstance(rule, DeadlineTiers) else _("Số ngày chậm")
    return {"days": _figure(label), _UNDONE: forms.BooleanField(label=_("Không thực hiện"), required=False)}


def _count_field(rule: Rule) -> dict[str, forms.Field]:
    return {"count": _figure(_("Số lần vi phạm") if isinstance(rule, FixedDeduction) else _("Số lượng"))}


def _options(rule: Rule) -> list[str]:
    if isinstance(rule, Grades | Severity):
        return [*rule.steps]
    if isinstance(rule, Options):
        return [option.key for option in rule.options]
    raise TypeError(rule)


def _names(rule: AllOf | Complement) -> Mapping[str, str]:
    names = rule.conditions if isinstance(rule, AllOf) else rule.parts
    return {name: name for name in names}


def _answers(rule: Survey) -> Mapping[str, str]:
    return {answer: _("Số phiếu chọn %s") % answer for answer in rule.answers}


def _variables(rule: Formula) -> Mapping[str, str]:
    return {name: f"{name}: {words}" for name, words in rule.variables.items()}


def _figure(label: str) -> forms.Field:
    return NumberField(label=label, required=False)


def _choice(label: str, choices: tuple[tuple[str, str | Promise], ...]) -> forms.Field:
    return forms.ChoiceField(label=label, choices=(_BLANK, *choices), required=False)


def _judged(rule: Rule) -> list[str]:
    return [option.key for option in rule.options if option.points is None] if isinstance(rule, Options) else []


def initial_of(criterion: Criterion, raw: Raw) -> dict[str, Any]:
    """Return what the fields show for an entry as it is kept."""
    return _initial_of(criterion.rule, raw)


def _initial_of(rule: Rule, raw: Raw) -> dict[str, Any]:
    if isinstance(rule, Branch):
        case = _case_of(rule, raw)
        if case is None:
            return dict(raw)
        inner = _initial_of(case.rule, {key: value for key, value in raw.items() if key != "case"})
        place = rule.cases.index(case)
        return {"case": case.key} | {
            key if key in ("note", "not_applicable") else f"case{place}_{key}": value for key, value in inner.items()
        }
    several = _SEVERAL.get(rule.entry)
    shown = {key: value for key, value in raw.items() if several is None or key != several.key}
    if rule.entry is Answer and "value" in raw:
        shown["value"] = _shown(raw["value"])
    if raw.get("done") is False:
        shown[_UNDONE] = True
    return shown | (several.initial(rule, raw) if several else {})


def raw_of(criterion: Criterion, said: Raw) -> dict[str, Any]:
    """Return the entry that the cleaned fields say; empty where nothing was filled in."""
    return _raw_of(criterion.rule, {key: _plain(value) for key, value in said.items() if not _is_blank(value)})


def _raw_of(rule: Rule, raw: dict[str, Any]) -> dict[str, Any]:
    if isinstance(rule, Branch):
        return _branch_raw(rule, raw)
    if several := _SEVERAL.get(rule.entry):
        return several.gathered(rule, raw)
    if rule.entry is Answer and raw:
        return {"value": raw["value"] == "1"}
    if raw.pop(_UNDONE, False):
        return raw | {"done": False}
    if rule.entry is Remark and str(raw.get("value", "")).isdecimal():
        return {"value": int(raw["value"])}
    return raw


def _branch_raw(rule: Branch, raw: dict[str, Any]) -> dict[str, Any]:
    """Return the entry of the case that was chosen, or else of the only one that has figures."""
    filled: dict[str, dict[str, Any]] = {}
    for place, case in enumerate(rule.cases):
        prefix = f"case{place}_"
        inner = {key.removeprefix(prefix): value for key, value in raw.items() if key.startswith(prefix)}
        if inner:
            filled[case.key] = _raw_of(case.rule, inner)
    chosen = raw.get("case") or (next(iter(filled)) if len(filled) == 1 else None)
    return {"case": chosen} | filled.get(chosen, {}) if chosen else {}


def _case_of(rule: Branch, raw: Raw) -> BranchCase | None:
    """Return the case of an entry as it is kept: the one it names, or the one whose figures it holds."""
    held = set(raw) - {"case", "note", "not_applicable"}
    named = [case for case in rule.cases if case.key == raw.get("case")]
    return next(iter(named), None) or next(
        (case for case in rule.cases if held and held <= set(case.rule.entry.__dataclass_fields__)), None
    )


def _shown(value: Any) -> Any:
    return ("1" if value else "0") if isinstance(value, bool) else value


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
    rule = criterion.rule
    if isinstance(rule, Branch):
        case = _case_of(rule, raw)
        return f"{case.key}: {_WORDS[case.rule.entry](raw)}" if case else ""
    return _WORDS[rule.entry](raw)


def _ratio_words(raw: Raw) -> str:
    words = f"{number(raw['numerator'])}/{number(raw['denominator'])}"
    return words if raw.get("last_year") is None else f"{words} ({_('năm trước %s') % number(raw['last_year'])})"


def _option_words(raw: Raw) -> str:
    return f"{raw['option']} ({_('%s điểm') % number(raw['points'])})" if "points" in raw else str(raw["option"])


def _condition_words(raw: Raw) -> str:
    counts = {"met": sum(raw["conditions"].values()), "all": len(raw["conditions"])}
    return _("%(met)d/%(all)d yêu cầu") % counts


def _comparison_words(raw: Raw) -> str:
    before = raw.get("before")
    return number(raw["now"]) + ("" if before is None else f" ({_('năm trước %s') % number(before)})")


def _each(held: Mapping[str, Any]) -> str:
    return ", ".join(f"{name} {number(value)}" for name, value in held.items())


_SEVERAL: Mapping[type[Entry], _Several] = {
    Conditions: _Several("conditions", _names),
    Shares: _Several("parts", _names),
    Answers: _Several("answers", _answers),
    Variables: _Several("values", _variables),
}
_FIELDS: Mapping[type[Entry], Callable[[Rule], dict[str, forms.Field]]] = {
    Points: _points_field,
    Ratio: _ratio_fields,
    Answer: lambda _rule: {"value": _choice(_("Kết quả"), (("1", _("Đạt")), ("0", _("Không đạt"))))},
    Choice: _option_fields,
    Conditions: lambda _rule: {},
    Shares: lambda _rule: {"total": _figure(_("Tổng số"))},
    Answers: lambda _rule: {},
    Variables: lambda _rule: {},
    Comparison: lambda _rule: {"now": _figure(_("Năm nay")), "before": _figure(_("Năm trước"))},
    Figure: lambda _rule: {"value": _figure(_("Giá trị"))},
    Place: lambda _rule: {"rank": _figure(_("Thứ hạng"))},
    Quantity: _count_field,
    Days: _day_fields,
    Remark: lambda _rule: {"value": forms.CharField(label=_("Ghi nhận"), max_length=200, required=False)},
}
_WORDS: Mapping[type[Entry], Callable[[Raw], str]] = {
    Points: lambda raw: _("%s điểm") % number(raw["points"]),
    Ratio: _ratio_words,
    Answer: lambda raw: _("Đạt") if raw["value"] else _("Không đạt"),
    Choice: _option_words,
    Conditions: _condition_words,
    Shares: lambda raw: f"{number(raw['total'])} ({_each(raw['parts'])})",
    Answers: lambda raw: _each(raw["answers"]),
    Variables: lambda raw: _each(raw["values"]),
    Comparison: _comparison_words,
    Figure: lambda raw: number(raw["value"]),
    Place: lambda raw: _("hạng %s") % number(raw["rank"]),
    Quantity: lambda raw: number(raw["count"]),
    Days: lambda raw: _("%s ngày") % number(raw["days"]) if raw.get("done", True) else _("Không thực hiện"),
    Remark: lambda raw: str(raw.get("value", "")),
}
