import json
import unicodedata
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.core.errors import InputError
from thidua.core.json_text import dump_json, parse_json


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (Decimal("11.46"), "11.46"),
        (Decimal("5.90"), "5.9"),
        (Decimal("6.00"), "6"),
        (Decimal(100), "100"),
        (Decimal("1E+3"), "1000"),
        (Decimal("-0.00"), "0"),
        (Decimal("0.1234567890123456789012345"), "0.1234567890123456789012345"),
        (None, "null"),
        (True, "true"),
        ("Trực Ninh", '"Trực Ninh"'),
        ({}, "{}"),
        ((), "[]"),
        ({"a": [Decimal("0.5"), {"b": ()}]}, '{\n  "a": [\n    0.5,\n    {\n      "b": []\n    }\n  ]\n}'),
    ],
)
def test_decimals_are_written_as_they_are(value: object, written: str) -> None:
    assert dump_json(value) == written


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (b"{", "không đọc được tệp JSON: dòng 1, cột 2. Kiểm tra lại tệp rồi thử lại."),
        (b"", "không đọc được tệp JSON: dòng 1, cột 1. Kiểm tra lại tệp rồi thử lại."),
        (b"\xff", "không đọc được tệp JSON: byte 0 không phải UTF-8. Kiểm tra lại tệp rồi thử lại."),
        (b"[NaN]", "không đọc được tệp JSON: “NaN” không phải là số. Kiểm tra lại tệp rồi thử lại."),
        (b"[" * 100_000, "không đọc được tệp JSON: lồng quá nhiều tầng. Kiểm tra lại tệp rồi thử lại."),
        (b"9" * 5_000, "không đọc được tệp JSON: có số quá lớn. Kiểm tra lại tệp rồi thử lại."),
        (b"1e99999999999999999999", "không đọc được tệp JSON: có số quá lớn. Kiểm tra lại tệp rồi thử lại."),
        (b'{"a": {"1.1": 1, "1.1": 2}}', "khóa “1.1” ghi hai lần. Giữ lại một."),
        (rb'{"\u00e9": 1, "e\u0301": 2}', "khóa “é” ghi hai lần. Giữ lại một."),
    ],
)
def test_what_cannot_be_read_is_said_in_vietnamese(text: bytes, sentence: str) -> None:
    with pytest.raises(InputError) as refused:
        parse_json(text)
    assert str(refused.value) == sentence


def test_a_byte_order_mark_is_no_obstacle() -> None:
    assert parse_json(b"\xef\xbb\xbf[1.50]") == [Decimal("1.50")]


def test_a_name_decomposed_by_its_keyboard_is_the_same_name() -> None:
    decomposed = unicodedata.normalize("NFD", "Trực Ninh")
    assert parse_json(f'"{decomposed}"'.encode()) == "Trực Ninh"
    assert parse_json(json.dumps({decomposed: [decomposed]}).encode()) == {"Trực Ninh": ["Trực Ninh"]}


numbers = st.decimals(allow_nan=False, allow_infinity=False, places=8, min_value=-(10**12), max_value=10**12)
values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text() | numbers,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)


@given(values)
def test_what_is_written_reads_back_the_same(value: object) -> None:
    written = dump_json(value)
    assert json.loads(written, parse_float=Decimal) == value
    assert dump_json(parse_json(written.encode())) == unicodedata.normalize("NFC", written)
