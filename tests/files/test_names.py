import pytest

from thidua.files.checks import LIMITS, clean_name
from thidua.files.checks.names import name_faults


@pytest.mark.parametrize(
    ("sent", "shown"),
    [
        ("Ba\u0301o ca\u0301o.docx", "Báo cáo.docx"),
        ("C:\\fakepath\\a.pdf", "a.pdf"),
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ("  a.pdf . ", "a.pdf"),
        ("Báo\u200b cáo\ufeff.pdf", "Báo cáo.pdf"),
        (".pdf", ".pdf"),
        ("a/", ""),
    ],
)
def test_a_name_is_shown_composed_and_without_its_folder(sent: str, shown: str) -> None:
    assert clean_name(sent) == shown


@pytest.mark.parametrize(
    ("name", "rules"),
    [
        ("Bao cao 30.11.2023.docx", []),
        ("Tờ trình.docx.pdf", []),
        ("an@example.com.pdf", []),
        ("a.exe.pdf", ["name_double_extension"]),
        ("a.HTML.docx", ["name_double_extension"]),
        ("a\u202efdp.docx", ["name_hidden_characters"]),
        ("a\0.pdf", ["name_hidden_characters"]),
        ("", ["name_empty"]),
        (".pdf", ["name_empty"]),
        (f"{'a' * 251}.pdf", []),
        (f"{'a' * 252}.pdf", ["name_too_long"]),
    ],
)
def test_a_name_misleads_nobody(name: str, rules: list[str]) -> None:
    assert [found.rule for found in name_faults(name, LIMITS)] == rules
