"""`thidua units lineage` answers from the files; `load` says what it will not do before it touches a database."""

import json

import pytest
from click.testing import CliRunner

from thidua.cli import main


def run(*words: str) -> tuple[int, str]:
    result = CliRunner().invoke(main, ["units", *words])
    return result.exit_code, result.output


def test_the_district_of_the_plan_becomes_seven_communes() -> None:
    code, said = run("lineage", "363", "--json")
    answer = json.loads(said)
    assert (code, len(answer["communes"]), len(answer["successors"])) == (0, 21, 7)
    became = [to["code"] for row in answer["communes"] for to in row["became"]]
    assert (len(became), set(became)) == (21, {row["code"] for row in answer["successors"]})


def test_what_came_from_elsewhere_too_and_what_was_parted_is_said() -> None:
    code, said = run("lineage", "001")  # quận Ba Đình
    assert code == 0
    assert "(một phần)" in said
    assert "đơn vị của huyện khác" in said


@pytest.mark.parametrize(
    ("words", "code", "sentence"),
    [
        (("lineage", "999"), 1, "không có huyện mang mã 999"),
        (("load", "--province", "99"), 1, "không có tỉnh, thành phố mang mã 99"),
        (("load", "--province", "36", "--since", "2025-07-01"), 1, "phải bắt đầu trước 01/07/2025"),
        (("load",), 2, "Chọn --province MÃ hoặc --all."),
        (("load", "--all", "--province", "36"), 2, "Chọn --province MÃ hoặc --all."),
    ],
)
def test_a_wrong_question_is_answered_with_what_to_do(words: tuple[str, ...], code: int, sentence: str) -> None:
    exit_code, said = run(*words)
    assert (exit_code, sentence in said) == (code, True)
