"""Every nominee of the demonstration's decided rounds has the verdict that tests/legal/demo_verdicts.yaml says.

The rounds that are still under way at this stage are measured by `make targets` (V1).
"""

import pytest

from tests.e2e.conftest import Site
from tests.factories.verdicts import met, otherwise, said, table
from thidua.plans import load_movement

pytestmark = pytest.mark.e2e

DECIDED = ("decided", "published")


def test_every_nominee_has_the_verdict_that_the_table_says(site: Site) -> None:
    found = met(site.database, DECIDED)
    assert len(found) > 80
    assert otherwise(found, said({code for code, _sender, _who in found})) == {}


def test_the_table_knows_a_verdict_that_differs() -> None:
    wanted = said({"hang-nam-2022"})
    who = ("hang-nam-2022", "Phòng Y tế", "Phòng Y tế")
    found = {key: value for key, value in wanted.items() if key != who}
    assert otherwise(found, wanted) == {who: (None, wanted[who])}
    assert list(otherwise({**wanted, who: {**wanted[who], "verdict": "dat"}}, wanted)) == [who]


def test_every_standard_of_the_table_is_quoted_from_the_plan() -> None:
    addresses = load_movement("truc-ninh-2021-2025").addresses
    for standard in table()["standards"].values():
        assert " ".join(standard["quote"].split()) in " ".join(addresses[standard["clause"]].text.split())
    asked = {key for verdict in said().values() for key in verdict["but"]}
    assert asked <= set(table()["standards"])
