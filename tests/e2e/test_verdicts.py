"""Every nominee of the demonstration's decided rounds has the verdict that tests/legal/demo_verdicts.yaml says.

All rounds, and those under way: `make targets ONLY=V1`.
"""

import pytest

from tests.e2e.conftest import Site
from tests.factories.verdicts import met, otherwise, said

pytestmark = pytest.mark.e2e

DECIDED = ("decided", "published")


def test_every_nominee_has_the_verdict_that_the_table_says(site: Site) -> None:
    found = met(site.database, DECIDED)
    assert len(found) > 20
    assert otherwise(found, said({code for code, _sender, _who in found})) == {}
