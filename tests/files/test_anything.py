"""Whatever bytes come, there is an answer: taken, or refused by a rule."""

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.files.building import excel, old_excel, old_word, pdf, picture, printed, sheet, word

from thidua.files.checks import KINDS, RULES, check_content

SEEDS = {
    "docx": word(),
    "xlsx": excel(),
    "pdf": printed(pdf()),
    "png": picture(),
    "jpg": picture(format_="JPEG"),
    "doc": old_word(),
    "xls": old_excel(sheet("A")),
}


@settings(max_examples=40)
@given(
    extension=st.sampled_from(sorted(SEEDS)),
    cuts=st.lists(st.tuples(st.floats(0, 1), st.binary(max_size=6)), min_size=1, max_size=4),
    end=st.floats(0, 1),
)
def test_a_file_with_bytes_changed_or_cut_is_answered(
    extension: str, cuts: list[tuple[float, bytes]], end: float
) -> None:
    content = bytearray(SEEDS[extension])
    for where, put in cuts:
        at = int(where * len(content))
        content[at : at + len(put)] = put
    checked = check_content(f"a.{extension}", bytes(content[: int(end * len(content)) + 1]))
    assert set(checked.rules) <= set(RULES)
    assert checked.is_accepted == (checked.kind is not None)


@settings(max_examples=30)
@given(name=st.text("aế.\\/\0\u202e\ufeff ", max_size=40), content=st.binary(max_size=40))
def test_any_name_and_any_few_bytes_are_refused(name: str, content: bytes) -> None:
    assert not check_content(name, content).is_accepted
    assert not check_content(f"a.{min(KINDS)}", content).is_accepted
