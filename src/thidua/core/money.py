"""Award money: coefficient × base salary on the day of the decision, rounded up once; and đồng in words."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from math import prod

from thidua.core.errors import InputError, Problem
from thidua.core.format import number
from thidua.core.law import Law, Source

BASE_SALARY = "luong_co_so"
SALARY_DAY = "tien_thuong.ngay_tinh_luong_co_so"
ROUND_UP_TO = "tien_thuong.lam_tron_len"

KINDS = {"tap_the": "tập thể", "ca_nhan": "cá nhân", "ho_gia_dinh": "hộ gia đình"}

_DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_BILLION = 10**9


@dataclass(frozen=True)
class AwardMoney:
    """`coefficient` is the final one, the collective's factor included; money is whole đồng."""

    form: str
    kind: str
    on: date
    coefficient: Decimal
    base_salary: int
    amount: int
    sources: tuple[Source, ...]


def award_money(law: Law, *, form: str, kind: str, on: date) -> AwardMoney:
    """The money that goes with an award decided on a day (NĐ 91/2017 Đ68, NĐ 98/2023 Đ53, NĐ 152/2025).

    NotInForce where the form, or money for it, does not exist that day; InputError for an unknown form or
    for a kind of nominee the form is not given to.
    """
    award = law.award_form(form, on)
    if kind not in award.coefficients:
        raise _not_for(award.label, kind, award.coefficients)
    factors = [law.value(name, on) for name in award.coefficients[kind]]
    salary, step, salary_day = (law.value(name, on) for name in (BASE_SALARY, ROUND_UP_TO, SALARY_DAY))
    coefficient = prod((factor.number for factor in factors), start=Decimal(1))
    return AwardMoney(
        form=form,
        kind=kind,
        on=on,
        coefficient=coefficient,
        base_salary=salary.integer,
        amount=rounded_up(coefficient * salary.integer, step.integer),
        sources=tuple(s for value in (*factors, salary, salary_day, step) for s in value.sources),
    )


def _not_for(label: str, kind: str, allowed: Collection[str]) -> InputError:
    names = ", ".join(f"{name} ({code})" for code, name in KINDS.items() if code in allowed)
    what = f"không có mức tiền thưởng cho “{KINDS.get(kind, kind)}”."
    return InputError(Problem(label, what, f"Chỉ có cho: {names}."))


def rounded_up(amount: Decimal, step: int) -> int:
    """The least multiple of `step` not below `amount`: 894000 → 900000, 900000 → 900000."""
    whole = int(amount // step)
    return (whole + (amount > whole * step)) * step


def format_dong(amount: int) -> str:
    """900000 → "900.000 đồng"."""
    return f"{number(amount)} đồng"


def dong_in_words(amount: int) -> str:
    """900000 → "Chín trăm nghìn đồng"; a negative amount is a ValueError."""
    if amount < 0:
        raise ValueError(f"money in words is never negative: {amount}")
    words = " ".join(_number(amount)) or _DIGITS[0]
    return f"{words[0].upper()}{words[1:]} đồng"


def _number(value: int) -> list[str]:
    """Read billion by billion ("một nghìn tỷ"), inside each by groups of three digits; empty for zero."""
    billions, rest = divmod(value, _BILLION)
    words = [*_number(billions), "tỷ"] if billions else []
    for size, name in ((10**6, "triệu"), (10**3, "nghìn"), (1, "")):
        group = rest // size % 1000
        if group:
            words += [*_group(group, follows=bool(words)), name]
    return [word for word in words if word]


def _group(value: int, *, follows: bool) -> list[str]:
    """One to three digits; after a higher group the hundreds are always read: "không trăm tám mươi"."""
    hundreds, tens, units = value // 100, value // 10 % 10, value % 10
    words = [_DIGITS[hundreds], "trăm"] if hundreds or follows else []
    if tens == 0 and units and words:
        words.append("linh")
    elif tens == 1:
        words.append("mười")
    elif tens:
        words += [_DIGITS[tens], "mươi"]
    return words + ([_unit(units, tens)] if units else [])


def _unit(units: int, tens: int) -> str:
    """Sound changes: hai mươi mốt, hai mươi tư, mười lăm."""
    after_tens = {1: "mốt", 4: "tư"} if tens > 1 else {}
    return after_tens.get(units) or ("lăm" if units == 5 and tens else _DIGITS[units])  # noqa: PLR2004
