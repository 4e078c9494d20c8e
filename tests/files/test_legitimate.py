"""What offices really hold is taken, every shape of it."""

from tests.files.legitimate import LEGITIMATE

from thidua.files.checks import KINDS, check_content


def test_it_is_taken() -> None:
    found = {}
    for what, (name, build) in LEGITIMATE.items():
        checked = check_content(name, build())
        found[what] = [str(each) for each in checked.findings], checked.kind
    assert found == {what: ([], KINDS[name.rpartition(".")[2].lower()]) for what, (name, _build) in LEGITIMATE.items()}


def test_there_are_enough_of_them() -> None:
    assert len(LEGITIMATE) >= 60
