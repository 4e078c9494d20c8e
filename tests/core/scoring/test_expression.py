"""Only arithmetic, exactly as it is written; whatever else Python could do is refused."""

from fractions import Fraction

import pytest

from thidua.core.scoring.expression import Faulty, condition, formula

NAMES = frozenset({"x", "y"})
GIVEN = {"x": Fraction(3), "y": Fraction(4)}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0.1 + 0.2", Fraction(3, 10)),
        ("x / y * 10", Fraction(15, 2)),
        ("-(x - y) / 3", Fraction(1, 3)),
        ("min(x, y, 2) + max(x, 9) + abs(x - y)", Fraction(12)),
        ("x if x > y else y if x == 3 else 0", Fraction(4)),
        ("5. + .5", Fraction(11, 2)),
    ],
)
def test_numbers_are_exact(text: str, value: Fraction) -> None:
    assert formula(text, NAMES)(GIVEN) == value


@pytest.mark.parametrize(
    ("text", "holds"),
    [("0 < x <= 3 and y != 3", True), ("x > y or not x >= 3", False), ("x / y >= 0.75", True)],
)
def test_conditions(text: str, holds: bool) -> None:
    assert condition(text, NAMES)(GIVEN) is holds


@pytest.mark.parametrize(
    "text",
    [
        "x ** 9", "x // y", "x % y", "z", "x > y", "True", "'a'", "__import__('os')", "x.real", "x[0]", "[x]", "min(x)",
        "abs(x, y)", "max(*x)", "lambda: x", "x if x else y", "1e9", "0x10", "1_000", "x = 1", "", "1j", "(x := 2)",
        "x" + " + x" * 200, "(" * 400, "min(x, key=y)",
    ],
)  # fmt: skip
def test_nothing_else_is_carried_out(text: str) -> None:
    with pytest.raises(Faulty):
        formula(text, NAMES)


@pytest.mark.parametrize("text", ["x", "x + y", "x in y", "x is y", "min(x, y)"])
def test_a_number_is_no_condition(text: str) -> None:
    with pytest.raises(Faulty):
        condition(text, NAMES)
