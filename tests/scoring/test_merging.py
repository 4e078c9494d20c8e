"""Two hands on one sheet: nothing that one of them wrote is lost without a word."""

from hypothesis import given
from hypothesis import strategies as st

from thidua.scoring.merging import merged

ENTRY = st.sampled_from([None, {"points": 1}, {"points": 2}, {"points": 1.0}])
SHEET = st.dictionaries(st.sampled_from("abc"), ENTRY.filter(bool))


@given(base=SHEET, kept=SHEET, said=SHEET)
def test_every_change_is_kept_or_asked_about(base: dict, kept: dict, said: dict) -> None:
    both = merged(base, kept, said)
    for code in {*base, *kept, *said}:
        before, now, mine, entry = (each.get(code) for each in (base, kept, said, both.entries))
        if mine != before and now not in (before, mine):
            assert code in both.clashes
            assert entry == now
        elif mine != before:
            assert entry == mine
        else:
            assert entry == now
    assert None not in both.entries.values()
    assert not {*both.taken} & {*both.theirs}


@given(base=SHEET, said=SHEET)
def test_alone_one_writes_what_one_says(base: dict, said: dict) -> None:
    assert merged(base, base, said).entries == said


def test_what_each_changed_stands_beside_the_other() -> None:
    base = {"1.1": {"points": 1}, "1.2": {"points": 1}, "1.3": {"points": 1}}
    kept = base | {"1.1": {"points": 5}, "1.3": {"points": 7}}
    said = base | {"1.2": {"points": 6}, "1.3": {"points": 8}}
    both = merged(base, kept, said)
    assert (both.taken, both.theirs, both.clashes) == (("1.2",), ("1.1",), ("1.3",))
    assert both.entries == {"1.1": {"points": 5}, "1.2": {"points": 6}, "1.3": {"points": 7}}
