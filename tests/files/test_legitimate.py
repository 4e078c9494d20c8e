"""What offices really hold is taken, every shape of it."""

import pytest
from tests.files.legitimate import LEGITIMATE

from thidua.files.checks import KINDS, check_content


@pytest.mark.parametrize("what", LEGITIMATE)
def test_it_is_taken(what: str) -> None:
    name, build = LEGITIMATE[what]
    checked = check_content(name, build())
    assert [str(found) for found in checked.findings] == []
    assert checked.kind == KINDS[name.rpartition(".")[2].lower()]


def test_there_are_enough_of_them() -> None:
    assert len(LEGITIMATE) >= 60
