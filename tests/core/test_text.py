import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.core.text import clean, fold, initials, name_sort_key, search_words, slug, sort_key

# Sorted by ICU 78 (`new Intl.Collator("vi")`).
WORDS_AS_ICU_SORTS_THEM = """
    10 2 da dạ di dzung đa đạ đi f H'Hen HHen hoà hoá hòa hóa j ma Ma mà mả mã má mạ Mạ man mán
    mang mắn măng mân mấn me mẻ mê mề mo mọ mô mộ mơ mợ mu mù mư mừ na nga ngà ngã ngạ nghệ w xã y
    ý Y-Moan YMoan z
"""

# As an official list has them: by given name, then surname, then what stands between.
NAMES_IN_ORDER = [
    "An",
    "Bùi Văn An",
    "Đỗ An",
    "TRẦN THỊ AN",
    "Trần Văn An",
    "Lê Thị Ân",
    "Nguyễn Văn Ba",
    "Nguyễn Văn Dũng",
    "Nguyễn Đình Dung Đa",
    "Nguyễn Hữu Đạt",
    "Phạm Văn Hà",
    "Phan Thị Hà",
    "Bùi Thị Hạ",
    "Nguyễn Thị Hoa",
    "Nguyễn Thị Thu Hoa",
    "Trần Thị Hòa",
    "Vũ Ngọc Oanh",
    "Vũ Ngọc Ơn",
    "Y Moan Êban Ư",
    "Lưu Văn Dương Ý",
]

vietnamese = st.text(alphabet="aăâbcdđeêghiklmnoôơpqrstuưvxy ẠấỆờữĐÝ-'\u0301\u0323", max_size=30)


def test_letters_and_tones_sort_as_icu_sorts_them() -> None:
    keys = [sort_key(word) for word in WORDS_AS_ICU_SORTS_THEM.split()]
    assert keys == sorted(set(keys))


def test_people_sort_by_given_name_then_surname_then_middle_name() -> None:
    keys = [name_sort_key(name) for name in NAMES_IN_ORDER]
    assert keys == sorted(set(keys))


def test_capitals_decide_only_between_equal_names() -> None:
    assert sorted(["TRẦN AN", "Trần An", "Bùi AN", "Vũ An"], key=name_sort_key) == [
        "Bùi AN",
        "Trần An",
        "TRẦN AN",
        "Vũ An",
    ]


def test_no_name_sorts_first_and_a_mark_alone_counts_for_nothing() -> None:
    assert name_sort_key("") == name_sort_key("\u0301") < name_sort_key("A")


@given(st.text(max_size=30))
def test_keys_can_be_stored_and_do_not_depend_on_the_form_of_unicode(text: str) -> None:
    for key in (sort_key, name_sort_key, fold, slug):
        assert key(unicodedata.normalize("NFC", text)) == key(unicodedata.normalize("NFD", text))
    assert "\0" not in sort_key(clean(text))


@given(st.lists(vietnamese, min_size=2, max_size=2))
def test_the_order_of_keys_is_the_order_of_their_bytes(texts: list[str]) -> None:
    first, second = (sort_key(text) for text in texts)
    assert (first < second) == (first.encode() < second.encode())


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Trực Ninh", "truc ninh"),
        ("  TRỰC \t Ninh ", "truc ninh"),
        ("Đặng Thị Ưng", "dang thi ung"),
        ("Ðặng", "dang"),  # the eth of old code pages
        ("cải\u00a0cách", "cai cach"),
        ("cải\u200bcách", "caicach"),
        ("", ""),
    ],
)
def test_search_forgets_marks_case_and_spaces(text: str, folded: str) -> None:
    assert fold(text) == folded


@pytest.mark.parametrize(
    ("text", "words"),
    [("  H’Leo, Trực–Ninh ", ["hleo", "truc", "ninh"]), ("H42.15", ["h42", "15"]), ("…", []), ("Đỗ Ẩn", ["do", "an"])],
)
def test_the_words_a_search_compares(text: str, words: list[str]) -> None:
    assert search_words(text) == words


@given(st.text(max_size=40))
def test_the_words_are_the_same_in_every_form_of_unicode(text: str) -> None:
    forms = [search_words(unicodedata.normalize(form, text)) for form in ("NFC", "NFD")]
    assert forms[0] == forms[1] == search_words(" ".join(forms[0]))


@given(st.text(max_size=40))
def test_folding_cleaning_and_slugs_do_nothing_the_second_time(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert slug(slug(text)) == slug(text)
    assert clean(clean(text)) == clean(text)
    assert clean(clean(text, lines=True), lines=True) == clean(text, lines=True)


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("Đối với tập thể", "doi-voi-tap-the"),
        ("  Cải cách — hành chính (2021-2025)  ", "cai-cach-hanh-chinh-2021-2025"),
        ("…", ""),
    ],
)
def test_a_slug_is_small_letters_digits_and_hyphens(text: str, address: str) -> None:
    assert slug(text) == address


def test_input_loses_what_cannot_be_seen() -> None:
    assert clean("  Nguyễn\u0000 Văn\u200b\u202e  A\n") == "Nguyễn Văn A"
    assert clean(unicodedata.normalize("NFD", "Trực Ninh")) == "Trực Ninh"
    assert clean("Số 12\tngày\r\n5") == "Số 12 ngày 5"


def test_paragraphs_keep_their_lines_and_their_dashes() -> None:
    assert clean("- Một\r\n- Hai:  2,5 \r\n\r\n", lines=True) == "- Một\n- Hai:  2,5"


@pytest.mark.parametrize(
    ("name", "letters"),
    [("Nguyễn Văn Ánh", "NÁ"), ("đặng thị ơn", "ĐƠ"), ("An", "AN"), ("Phòng Nội vụ (cũ)", "PV"), ("", "")],
)
def test_an_avatar_has_two_letters(name: str, letters: str) -> None:
    assert initials(name) == letters
