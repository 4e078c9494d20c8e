"""Quorum, threshold, written opinions, recusal: one table each, then what must hold whatever the votes."""

import math
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.core.errors import InputError
from thidua.core.voting import (
    Ballot,
    Base,
    Outcome,
    TallyInput,
    Threshold,
    Votes,
    WrittenOpinion,
    count,
    decide,
    parse_tally,
    result_as_dict,
    tally,
    votes_needed,
)

Raw = dict[str, Any]
ELEVEN = [f"Ủy viên {number}" for number in range(1, 12)]


def file(approving: int = 0, opposing: int = 0, empty: int = 0, *, present: int = 9, **more: Any) -> Raw:
    """A council of eleven voting on one item, "x"; 90 % of the members unless said otherwise."""
    ballots = [{"for": ["x"]}] * approving + [{"against": ["x"]}] * opposing + [{"blank": ["x"]}] * empty
    threshold = {"percent": 90, "of": "members"}
    return {"items": ["x"], "roster": ELEVEN, "present": ELEVEN[:present], "threshold": threshold,
            "quorum": "2/3", "ballots": ballots, **more}  # fmt: skip


def answer(raw: Raw) -> Raw:
    (item,) = result_as_dict(tally(parse_tally(raw)))["items"]
    return item


def outcome(raw: Raw) -> str:
    return str(answer(raw)["outcome"])


def test_nine_of_eleven_await_the_two_absent_where_ninety_per_cent_of_the_members_are_needed() -> None:
    assert answer(file(9)) == {
        "item": "x",
        "for": 9,
        "against": 0,
        "blank": 0,
        "base": 11,
        "percent": Decimal("81.82"),
        "needed": 10,
        "outcome": "awaiting_written",
        "reason": "9/11 thành viên đồng ý = 81,82 % < 90 %, cần ít nhất 10 phiếu; "
        "còn 2 thành viên vắng mặt chưa có ý kiến bằng văn bản: chờ lấy ý kiến.",
    }


def letter(member: int, **opinion: list[str]) -> Raw:
    return {"member": ELEVEN[member - 1], **opinion}


@pytest.mark.parametrize(
    ("approving", "opposing", "written", "expected"),
    [
        (9, 0, [letter(10, **{"for": ["x"]})], "passed"),
        (9, 0, [letter(10, against=["x"])], "awaiting_written"),
        (9, 0, [letter(10, against=["x"]), letter(11, against=["x"])], "failed"),
        (9, 0, [letter(10, blank=["x"]), letter(11, blank=["x"])], "failed"),
        (9, 0, [letter(10), letter(11)], "awaiting_written"),  # letters that do not speak of this item
        (8, 1, [], "awaiting_written"),
        (7, 2, [], "failed"),  # even both of the absent could not carry it
    ],
)
def test_the_absent_may_carry_an_item_in_writing(
    approving: int, opposing: int, written: list[Raw], expected: str
) -> None:
    assert outcome(file(approving, opposing, written=written)) == expected


@pytest.mark.parametrize(
    ("present", "expected", "reason"),
    [
        (7, "no_quorum", "Có mặt 7/11 thành viên, cần ít nhất 2/3, tức 8 thành viên: không đủ điều kiện biểu quyết."),
        (8, "passed", "7/11 thành viên đồng ý = 63,64 % ≥ 50 %: thông qua."),
    ],
)
def test_a_quorum_is_a_share_of_the_roster(present: int, expected: str, reason: str) -> None:
    item = answer(file(7, present=present, threshold={"percent": 50, "of": "members"}))
    assert (item["outcome"], item["reason"]) == (expected, reason)


def test_writing_makes_nobody_present() -> None:
    written = [letter(member, **{"for": ["x"]}) for member in (8, 9, 10, 11)]
    assert outcome(file(7, present=7, written=written)) == "no_quorum"


@pytest.mark.parametrize(
    ("of", "votes", "base", "needed", "expected"),
    [
        ("members", (6, 3, 0), 11, 6, "passed"),
        ("present", (5, 2, 2), 9, 5, "passed"),
        ("present", (4, 1, 4), 9, 5, "failed"),  # blank votes stay in the base
        ("cast", (4, 3, 2), 7, 4, "passed"),  # blank votes leave it
        ("cast", (3, 3, 3), 6, 4, "failed"),
    ],
)
def test_more_than_half_of_whom(of: str, votes: tuple[int, int, int], base: int, needed: int, expected: str) -> None:
    item = answer(file(*votes, threshold={"percent": Decimal("50.01"), "of": of}))
    assert (item["base"], item["needed"], item["outcome"]) == (base, needed, expected)


def test_where_nobody_says_for_or_against_nothing_passes() -> None:
    item = answer(file(0, 0, 9, threshold={"percent": 50, "of": "cast"}))
    assert (item["base"], item["percent"], item["needed"], item["outcome"]) == (0, None, 1, "failed")
    assert item["reason"] == "Không có phiếu nào ghi đồng ý hoặc không đồng ý: không thông qua."


@pytest.mark.parametrize(("of", "counted", "base"), [("present", 8, 9), ("cast", 10, 11)])
def test_what_the_absent_write_counts_among_votes_cast_but_not_among_those_present(
    of: str, counted: int, base: int
) -> None:
    written = [letter(10, **{"for": ["x"]}), letter(11, **{"for": ["x"]})]
    item = answer(file(8, 1, threshold={"percent": 50, "of": of}, written=written))
    assert (item["for"], item["base"]) == (counted, base)


def test_who_is_recused_leaves_the_roster_of_that_item_alone() -> None:
    ballots = [{"for": ["x", "y"]}] * 8 + [{"for": ["x"]}]
    recused = {"y": [ELEVEN[0], ELEVEN[10]]}
    raw = {**file(), "items": ["x", "y"], "ballots": ballots, "recused": recused}
    x, y = result_as_dict(tally(parse_tally(raw)))["items"]
    assert (x["for"], x["base"], x["needed"], x["outcome"]) == (9, 11, 10, "awaiting_written")
    assert (y["for"], y["base"], y["needed"], y["outcome"]) == (8, 9, 9, "awaiting_written")
    assert y["reason"] == (
        "8/9 thành viên (2 thành viên không tham gia biểu quyết nội dung này) đồng ý = 88,89 % < 90 %, "
        "cần ít nhất 9 phiếu; còn 1 thành viên vắng mặt chưa có ý kiến bằng văn bản: chờ lấy ý kiến."
    )


@pytest.mark.parametrize(
    ("recused", "expected"),
    [
        (ELEVEN[:2], "passed"),  # 6 of 9 present: two thirds
        (ELEVEN[:3], "no_quorum"),  # 5 of 8 present: less
        (ELEVEN, "no_quorum"),  # nobody left
    ],
)
def test_the_quorum_of_an_item_is_taken_without_the_recused(recused: list[str], expected: str) -> None:
    threshold = {"percent": 50, "of": "members"}
    approving = len(set(ELEVEN[:8]) - set(recused))
    assert outcome(file(approving, present=8, threshold=threshold, recused={"x": recused})) == expected


def test_a_share_just_short_of_the_threshold_is_never_written_as_the_threshold() -> None:
    result = decide("x", Votes(899_999, 100_001, 0, 10**6, 10**6), Threshold(Decimal(90), Base.MEMBERS))
    assert result.outcome is Outcome.FAILED
    assert result.reason == (
        "899.999/1.000.000 thành viên đồng ý = 89,9999 % < 90 %, cần ít nhất 900.000 phiếu: không thông qua."
    )


@pytest.mark.parametrize(
    ("changes", "problems"),
    [
        ({"items": ["x", "x"]}, ["items[1]: “x” ghi hai lần. Giữ lại một."]),
        ({"roster": [5]}, ["roster[0]: phải là chữ."]),
        ({"items": []}, ["items: phải có ít nhất 1 mục."]),
        ({"roster": [*ELEVEN, ELEVEN[0]]}, ["roster[11]: “Ủy viên 1” ghi hai lần. Giữ lại một."]),
        ({"present": [*ELEVEN, "Khách"]}, ["present[11]: “Khách” không có trong danh sách thành viên."]),
        ({"threshold": {"percent": 0, "of": "members"}}, ["threshold.percent: tỷ lệ phải lớn hơn 0 và không quá 100."]),
        (
            {"threshold": {"percent": 101, "of": "members"}},
            ["threshold.percent: tỷ lệ phải lớn hơn 0 và không quá 100."],
        ),
        (
            {"threshold": {"percent": 90, "of": "all"}},
            ["threshold.of: không có cách tính “all”. Dùng: members, present, cast."],
        ),
        ({"quorum": "3/2"}, ["quorum: phải là một phân số không quá 1, ví dụ “2/3”."]),
        ({"quorum": "0/3"}, ["quorum: phải là một phân số không quá 1, ví dụ “2/3”."]),
        ({"quorum": "đa số"}, ["quorum: phải là một phân số không quá 1, ví dụ “2/3”."]),
        ({"ballots": [{"for": ["x"]}] * 10}, ["ballots: có 10 phiếu nhưng chỉ 9 thành viên có mặt."]),
        (
            {"ballots": [{"for": ["x"]}] * 9, "recused": {"x": [ELEVEN[0]]}},
            ["ballots: nội dung “x” có 9 phiếu nhưng chỉ 8 thành viên có mặt được biểu quyết."],
        ),
        (
            {"ballots": [{"for": ["y"]}]},
            ["ballots[0].for[0]: không có nội dung “y” trong danh sách biểu quyết (items)."],
        ),
        (
            {"ballots": [{"for": ["x"], "blank": ["x"]}]},
            ["ballots[0].blank[0]: nội dung “x” đã ghi ở chỗ khác trong phiếu này. Giữ lại một."],
        ),
        (
            {"ballots": [{"abstain": ["x"]}]},
            ["ballots[0].abstain: không có khóa nào tên như vậy. Xóa khóa này hoặc sửa lại cho đúng tên."],
        ),
        (
            {"written": [letter(1, **{"for": ["x"]})]},
            ["written[0].member: “Ủy viên 1” có mặt nên không lấy ý kiến bằng văn bản."],
        ),
        (
            {"written": [{"member": "Khách", "for": ["x"]}]},
            ["written[0].member: “Khách” không có trong danh sách thành viên."],
        ),
        (
            {"written": [letter(10, **{"for": ["x"]}), letter(10, against=["x"])]},
            ["written[1].member: “Ủy viên 10” ghi hai lần. Giữ lại một."],
        ),
        (
            {"written": [letter(10, **{"for": ["x"]})], "recused": {"x": [ELEVEN[9]]}},
            ["written[0].for[0]: “Ủy viên 10” không tham gia biểu quyết nội dung “x”. Bỏ ý kiến này."],
        ),
        (
            {"recused": {"y": [ELEVEN[0]], "x": ["Khách"]}},
            [
                "recused.y: không có nội dung “y” trong danh sách biểu quyết (items).",
                "recused.x[0]: “Khách” không có trong danh sách thành viên.",
            ],
        ),
    ],
)
def test_a_bad_file_is_refused_with_every_problem(changes: Raw, problems: list[str]) -> None:
    with pytest.raises(InputError) as refused:
        parse_tally({**file(), **changes})
    assert [str(problem) for problem in refused.value.problems] == problems


def test_problems_of_every_part_come_in_one_pass() -> None:
    raw = {**file(), "present": [*ELEVEN[:9], "Khách"], "quorum": "2", "ballots": [{"for": ["x", "z", "x"]}]}
    with pytest.raises(InputError) as refused:
        parse_tally(raw, "phien[2]")
    assert [problem.where for problem in refused.value.problems] == [
        "phien[2].present[9]",
        "phien[2].quorum",
        "phien[2].ballots[0].for[1]",
        "phien[2].ballots[0].for[2]",
    ]


def test_two_thirds_are_the_quorum_where_the_file_is_silent() -> None:
    raw = file(7, present=7)
    del raw["quorum"]
    assert outcome(raw) == "no_quorum"


percentages = st.decimals(Decimal("0.01"), 100, places=2)


@given(percentages, st.integers(1, 60))
def test_needed_is_the_smallest_number_that_reaches_the_percentage(percentage: Decimal, base: int) -> None:
    reaching = [votes for votes in range(base + 1) if votes * 100 >= Fraction(percentage) * base]
    assert votes_needed(percentage, base) == min(reaching)


@st.composite
def ballot_boxes(draw: st.DrawFn) -> TallyInput:
    roster = [f"m{number}" for number in range(draw(st.integers(1, 9)))]
    present = set(draw(st.lists(st.sampled_from(roster), unique=True)))
    recused = set(draw(st.lists(st.sampled_from(roster), unique=True, max_size=2)))
    voice = st.sampled_from([Ballot(frozenset("x")), Ballot(against=frozenset("x")), Ballot(blank=frozenset("x"))])
    voters = len(present - recused)
    absent = sorted(set(roster) - present - recused)
    writers = draw(st.lists(st.sampled_from(absent), unique=True)) if absent else []
    return TallyInput(
        items=("x",),
        roster=frozenset(roster),
        present=frozenset(present),
        threshold=Threshold(draw(percentages), draw(st.sampled_from(Base))),
        ballots=tuple(draw(st.lists(voice, max_size=voters))),
        written=tuple(WrittenOpinion(member, draw(voice)) for member in writers),
        recused={"x": frozenset(recused)},
        quorum=draw(st.sampled_from([Fraction(1, 2), Fraction(2, 3), Fraction(1)])),
    )


@given(ballot_boxes())
def test_the_outcome_is_that_of_counting_by_hand(box: TallyInput) -> None:
    """The absent who have not written are tried both ways: all against (is it lost?), all for (could it be won?)."""
    (result,) = tally(box)
    members = [member for member in box.roster if member not in box.recused["x"]]
    present = [member for member in members if member in box.present]
    silent = [m for m in members if m not in present and m not in {letter.member for letter in box.written}]
    letters = [] if box.threshold.of is Base.PRESENT else [letter.opinion for letter in box.written]
    voices = [*box.ballots, *letters]
    for_it = sum("x" in voice.in_favour for voice in voices)
    against = sum("x" in voice.against for voice in voices)
    base = {"members": len(members), "present": len(present), "cast": for_it + against}[box.threshold.of]

    def reaches(votes: int) -> bool:
        return votes > 0 and votes * 100 >= Fraction(box.threshold.percent) * base

    if not present or Fraction(len(present), len(members)) < box.quorum:
        expected = "no_quorum"
    elif reaches(for_it):
        expected = "passed"
    elif box.threshold.of is Base.MEMBERS and reaches(for_it + len(silent)):
        expected = "awaiting_written"
    else:
        expected = "failed"
    assert (result.in_favour, result.against, result.base, result.outcome) == (for_it, against, base, expected)


@given(ballot_boxes())
def test_one_more_vote_in_favour_never_makes_it_worse(box: TallyInput) -> None:
    votes = count(box, "x")
    better = [Outcome.FAILED, Outcome.AWAITING_WRITTEN, Outcome.PASSED]
    for change in ({"against": -1}, {"blank": -1}):
        (key,) = change
        if getattr(votes, key):
            moved = Votes(**{**vars(votes), "in_favour": votes.in_favour + 1, key: getattr(votes, key) - 1})
            before, after = (decide("x", one, box.threshold, box.quorum).outcome for one in (votes, moved))
            if before is Outcome.NO_QUORUM:
                assert after is Outcome.NO_QUORUM
            else:
                assert better.index(after) >= better.index(before)


@given(ballot_boxes())
def test_what_passes_has_at_least_its_share_of_the_base(box: TallyInput) -> None:
    (result,) = tally(box)
    if result.outcome is Outcome.PASSED:
        assert result.in_favour >= math.ceil(Fraction(box.threshold.percent) * result.base / 100)
        assert result.in_favour <= result.base
