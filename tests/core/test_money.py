from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from thidua.core.errors import InputError, NotInForce
from thidua.core.law import Certainty, weakest
from thidua.core.money import award_money, dong_in_words, format_dong, rounded_up
from thidua.legal import load_law

TABLES = Path(__file__).parent.parent / "legal"


def table(name: str) -> Any:
    return yaml.load((TABLES / name).read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)


def case_id(case: dict[str, Any]) -> str:
    return f"{case['name']} {case['date']}"


@pytest.mark.parametrize("case", table("award_money.yaml"), ids=case_id)
def test_award_money_follows_the_law_of_the_day_of_the_decision(case: dict[str, Any]) -> None:
    money = award_money(load_law(), form=case["form"], kind=case["kind"], on=case["date"])
    assert (money.coefficient, money.base_salary, money.amount) == (
        Decimal(case["coefficient"]),
        case["base_salary"],
        case["amount"],
    )


@pytest.mark.parametrize("case", table("not_awarded.yaml"), ids=case_id)
def test_an_award_outside_its_time_is_refused_with_a_sentence(case: dict[str, Any]) -> None:
    with pytest.raises(NotInForce) as refusal:
        award_money(load_law(), form=case["form"], kind=case["kind"], on=case["date"])
    assert str(refusal.value) == case["says"]


@pytest.mark.parametrize("case", table("rounding.yaml")["ban_tdkt_trung_uong"])
def test_money_is_rounded_up_to_ten_thousand(case: dict[str, int]) -> None:
    assert rounded_up(Decimal(case["product"]), 10_000) == case["amount"]


def test_every_coefficient_gives_the_computed_amount() -> None:
    computed = table("rounding.yaml")["he_so_nhan_luong"]
    got = {c: {s: rounded_up(Decimal(c) * s, 10_000) for s in row} for c, row in computed.items()}
    assert got == computed


def test_the_sources_say_how_certain_each_part_is() -> None:
    money = award_money(load_law(), form="bang_khen_tinh", kind="ca_nhan", on=date(2024, 12, 20))
    assert [(s.instrument, s.article, s.certainty) for s in money.sources] == [
        ("Nghị định 98/2023/NĐ-CP", "Điều 58 khoản 1", Certainty.MEMORY),
        ("Nghị định 73/2024/NĐ-CP", "Điều 3 khoản 2", Certainty.READ),
        ("Nghị định 98/2023/NĐ-CP", "Điều 53", Certainty.READ),
        ("Nghị định 98/2023/NĐ-CP", "Điều 53", Certainty.READ),
    ]
    assert weakest(money.sources) is Certainty.MEMORY


def test_a_title_for_people_has_no_money_for_collectives() -> None:
    with pytest.raises(InputError) as refusal:
        award_money(load_law(), form="lao_dong_tien_tien", kind="tap_the", on=date(2022, 12, 20))
    assert str(refusal.value) == (
        "Danh hiệu Lao động tiên tiến: không có mức tiền thưởng cho “tập thể”. Chỉ có cho: cá nhân (ca_nhan)."
    )


@given(st.integers(0, 10**9), st.sampled_from([1, 1000, 10_000]))
def test_rounding_up_never_loses_and_never_adds_a_whole_step(amount: int, step: int) -> None:
    rounded = rounded_up(Decimal(amount), step)
    assert rounded % step == 0
    assert 0 <= rounded - amount < step


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        (0, "Không đồng"),
        (900_000, "Chín trăm nghìn đồng"),
        (1_080_000, "Một triệu không trăm tám mươi nghìn đồng"),
        (1_410_000, "Một triệu bốn trăm mười nghìn đồng"),
        (2_240_000, "Hai triệu hai trăm bốn mươi nghìn đồng"),
        (30_360_000, "Ba mươi triệu ba trăm sáu mươi nghìn đồng"),
        (115_000, "Một trăm mười lăm nghìn đồng"),
        (121_105, "Một trăm hai mươi mốt nghìn một trăm linh năm đồng"),
        (24_055, "Hai mươi tư nghìn không trăm năm mươi lăm đồng"),
        (11, "Mười một đồng"),
        (14, "Mười bốn đồng"),
        (1_000_005, "Một triệu không trăm linh năm đồng"),
        (1_000_000_000, "Một tỷ đồng"),
        (1_000_000_000_000, "Một nghìn tỷ đồng"),
        (2_000_100_000_000, "Hai nghìn tỷ một trăm triệu đồng"),
    ],
)
def test_money_is_read_as_decisions_write_it(amount: int, words: str) -> None:
    assert dong_in_words(amount) == words


@given(st.sets(st.integers(0, 10**13), min_size=2, max_size=2))
def test_two_amounts_are_never_read_alike(amounts: set[int]) -> None:
    first, second = amounts
    assert dong_in_words(first) != dong_in_words(second)


def test_negative_money_has_no_words() -> None:
    with pytest.raises(ValueError, match="never negative"):
        dong_in_words(-1)


def test_money_in_figures_is_grouped_by_dots() -> None:
    assert format_dong(1_080_000) == "1.080.000 đồng"
