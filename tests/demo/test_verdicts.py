"""The table of verdicts (tests/legal/demo_verdicts.yaml) says what the story and the plan say, each row with its words.

That the product judges so too is seen on the demonstration itself: `make targets ONLY=V1`, which CI runs.
"""

import copy
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from tests.factories.story import Story
from tests.factories.verdicts import otherwise, rows, said, table, told

from thidua.legal import load_law
from thidua.plans import load_movement


def in_one_line(text: str) -> str:
    return " ".join(text.split())


def test_every_row_is_what_the_story_and_the_plan_say() -> None:
    assert len(said()) == len(list(rows())) > 150
    assert otherwise(told(), said()) == {}


def test_beside_every_verdict_stand_the_words_it_rests_on_and_what_happened() -> None:
    known = {**table()["standards"], **table()["bars"]}
    for _code, group, row in rows():
        asked = [*group.get("but", {}), *group.get("bars", [])]
        assert group.get("quotes", {}) == {key: known[key]["quote"] for key in asked}
        assert bool(asked) is not ("meets" in group), row
        assert row.get("why") or group.get("meets") == "ca_nhan", row


def test_every_quotation_stands_in_the_plan_or_in_the_law_of_that_day() -> None:
    addresses = load_movement("truc-ninh-2021-2025").addresses
    for each in [*table()["standards"].values(), *table()["bars"].values()]:
        if "law" in each:
            assert each["quote"] in load_law().value(each["law"], each["day"]).texts
        else:
            assert in_one_line(each["quote"]) in in_one_line(addresses[each["clause"]].text)


CHASTISED = {"who": "van_phong/2", "category": "cong_chuc", "day": date(2022, 5, 5), "order": True}


@pytest.mark.parametrize(
    ("change", "whom"),
    [
        (lambda told: told["faults"][2022].pop("y_te"), {"y_te"}),
        (lambda told: told["communes"]["truc_chinh"]["ranks"].__setitem__(1, 4), {"truc_chinh"}),
        (lambda told: told["disciplines"].append(CHASTISED), {"van_phong", "van_phong/2"}),
        (lambda told: told["disciplines"].append(CHASTISED | {"category": "nguoi_lao_dong"}), {"van_phong/2"}),
        (lambda told: told["reviews"][0].update(ended=date(2025, 1, 1)), {"viet_hung"}),
        (lambda told: told["five_years"]["xa_co_le"]["ket_luan"].remove("co_le/1"), {"co_le/1"}),
    ],
)
def test_a_story_told_otherwise_is_noticed(change: Callable[[Any], object], whom: set[str]) -> None:
    story, before = Story(table()), dict(Story(table()).everyone())
    story.told = copy.deepcopy(story.told)
    change(story.told)
    assert {who for (code, of, who), read in story.everyone() if read != before[code, of, who]} == whom


def test_a_table_that_says_otherwise_is_noticed() -> None:
    wanted = said({"hang-nam-2022"})
    who = ("hang-nam-2022", "Phòng Y tế", "Phòng Y tế")
    found = {key: value for key, value in wanted.items() if key != who}
    assert otherwise(found, wanted) == {who: (None, wanted[who])}
    assert list(otherwise({**wanted, who: {**wanted[who], "verdict": "dat"}}, wanted)) == [who]
