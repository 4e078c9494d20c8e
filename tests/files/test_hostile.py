"""Every hostile file is refused, by the rule that is meant for it, with a sentence that says what to do."""

from tests.files.hostile import HOSTILE

from thidua.files.checks import RULES, check_content


def test_it_is_refused_by_its_rule() -> None:
    found = {}
    for what, sample in HOSTILE.items():
        checked = check_content(sample.name, sample.build())
        found[what] = tuple(dict.fromkeys(checked.rules)), checked.kind, checked.cleaned
    assert found == {what: (sample.rules, None, None) for what, sample in HOSTILE.items()}


def test_every_rule_of_a_content_or_a_name_has_a_file_that_breaks_it() -> None:
    broken = {rule for sample in HOSTILE.values() for rule in sample.rules}
    assert set(RULES) - broken == {"check_failed", "virus_found", "unit_full"}  # test_runner.py, test_uploads.py


def test_a_refusal_says_what_and_what_to_do() -> None:
    for sample in (HOSTILE["docm renamed"], HOSTILE["name of 300 letters"], HOSTILE["zip"]):
        for found in check_content(sample.name, sample.build()).findings:
            assert (found.what[-1], found.fix[-1], "{" in str(found)) == (".", ".", False)
    assert str(check_content("a.docx", HOSTILE["docm renamed"].build()).findings[0]) == (
        "tệp chứa macro (word/document.xml). Lưu lại tệp không có macro (.docx, .xlsx) rồi tải lên."
    )
