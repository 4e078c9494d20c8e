"""What last year's figures of a merged unit are, by the rule its authority declared."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.core.comparison import Base, Figures, Former, Rule, base_of


def figures(points: str | None, index: str | None = "80", maximum: str = "100", rank: int | None = 3) -> Figures:
    return Figures(Decimal(points) if points else None, Decimal(maximum), Decimal(index) if index else None, rank)


A = Former("xã A", figures("90", "90"), weight=Decimal(3000))
B = Former("xã B", figures("80", "80"), weight=Decimal(1000))
PLAIN = [Former("xã A", A.figures), Former("xã B", B.figures)]


def test_until_a_rule_is_declared_nothing_is_compared() -> None:
    assert base_of(Rule.NONE, [A, B]) == Base(None, "")


def test_the_mean_is_plain_where_no_weights_are_given_and_has_no_rank() -> None:
    base = base_of(Rule.MEAN, PLAIN)
    assert base.figures == Figures(Decimal(85), Decimal(100), Decimal(85), None)
    assert base.words == "so với bình quân của 2 đơn vị tiền thân; thứ hạng không so"


def test_the_mean_is_weighted_where_weights_are_given() -> None:
    base = base_of(Rule.MEAN, [A, B])
    assert base.figures is not None
    assert (base.figures.points, base.figures.index) == (Decimal("87.5"), Decimal("87.5"))
    assert "bình quân có trọng số" in base.words


def test_points_of_different_maxima_have_no_mean_and_the_index_has() -> None:
    other = Former("xã C", figures("40", "80", maximum="50"))
    base = base_of(Rule.MEAN, [PLAIN[0], other])
    assert base.figures == Figures(None, None, Decimal(85), None)


@pytest.mark.parametrize(
    ("rule", "formers", "words"),
    [
        (Rule.MEAN, [A, Former("xã C", None)], "không có kết quả năm trước của xã C"),
        (Rule.MEAN, [A, PLAIN[1]], "chưa có trọng số của xã B"),
        (Rule.MEAN, [], "không có đơn vị tiền thân nào"),
        (Rule.MAIN, [A, B], "văn bản sắp xếp chưa nêu đơn vị chính"),
        (Rule.MAIN, [Former("xã C", None, is_main=True), B], "xã C không có kết quả năm trước"),
    ],
)
def test_where_nothing_can_be_compared_it_says_why(rule: Rule, formers: list[Former], words: str) -> None:
    assert base_of(rule, formers) == Base(None, words)


def test_the_main_one_lends_its_rank_too() -> None:
    main = Former("xã A", A.figures, is_main=True)
    assert base_of(Rule.MAIN, [main, B]) == Base(A.figures, "so với đơn vị chính xã A")


POINTS = st.decimals(min_value=0, max_value=100, places=2)
WEIGHTS = st.decimals(min_value=1, max_value=50000, places=1)


@given(st.lists(st.tuples(POINTS, WEIGHTS), min_size=1, max_size=8))
def test_a_mean_lies_between_the_least_and_the_most_in_any_order(rows: list[tuple[Decimal, Decimal]]) -> None:
    formers = [Former("xã", Figures(points, Decimal(100), points, 1), weight) for points, weight in rows]
    base, backwards = (base_of(Rule.MEAN, each) for each in (formers, formers[::-1]))
    assert base == backwards
    assert base.figures is not None
    assert base.figures.points is not None
    assert min(points for points, _ in rows) <= base.figures.points <= max(points for points, _ in rows)
