"""One cell, one value: whatever way an office wrote it, and a sentence where nobody can tell."""

import unicodedata
from contextlib import suppress
from datetime import date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.core.tables import Column, Kind
from thidua.core.tables.cells import Fault, value_of

NAME = Column("ho_ten", "Họ và tên", most=20)
BORN = Column("ngay_sinh", "Ngày sinh", Kind.DAY)
NUMBER = Column("so_dinh_danh", "Số định danh", Kind.DIGITS, lengths=(9, 12))
PHONE = Column("dien_thoai", "Điện thoại", Kind.DIGITS, lengths=(10, 11))
WHOM = Column("doi_tuong", "Đối tượng", Kind.CHOICE, choices={"can_bo": "Cán bộ", "cong_chuc": "Công chức"})
HEAD = Column("dung_dau", "Đứng đầu", Kind.FLAG)
RANK = Column("hang", "Hạng", Kind.WHOLE, low=1, high=99)
POINTS = Column("diem", "Điểm", Kind.NUMBER, high=100)


@pytest.mark.parametrize(
    ("column", "raw", "value"),
    [
        (NAME, "  Nguyễn   Văn  Ánh ", "Nguyễn Văn Ánh"),
        (NAME, unicodedata.normalize("NFD", "Nguyễn Văn Ánh"), "Nguyễn Văn Ánh"),
        (NAME, "- Hoàn thành", "- Hoàn thành"),  # no formula, and it stays as it was
        (NAME, 12.0, "12"),
        (NAME, " \u00a0\u200b ", None),
        (BORN, date(1980, 2, 29), date(1980, 2, 29)),
        (BORN, datetime(1980, 2, 29, 0, 0), date(1980, 2, 29)),  # noqa: DTZ001 - as Excel gives it
        (BORN, "29/02/1980", date(1980, 2, 29)),
        (BORN, " 9-2-1980 ", date(1980, 2, 9)),
        (BORN, "09.02.1980", date(1980, 2, 9)),
        (BORN, "1980-02-09", date(1980, 2, 9)),
        (BORN, 29281.0, date(1980, 3, 1)),  # a date whose cell lost its format
        (NUMBER, "036085001234", "036085001234"),
        (NUMBER, 36085001234.0, "036085001234"),  # Excel took the zero away
        (NUMBER, 1085001234, "001085001234"),
        (NUMBER, "036 085 001 234", "036085001234"),
        (NUMBER, 162345678, "162345678"),
        (PHONE, 912345678, "0912345678"),
        (PHONE, "+84 912 345 678", "0912345678"),
        (PHONE, "0912.345.678", "0912345678"),
        (WHOM, "cán bộ ", "can_bo"),
        (WHOM, unicodedata.normalize("NFD", "CÔNG CHỨC"), "cong_chuc"),
        (WHOM, "cong_chuc", "cong_chuc"),
        (HEAD, "x", True),
        (HEAD, "Không", False),
        (HEAD, True, True),
        (HEAD, 0.0, False),
        (RANK, 3.0, 3),
        (RANK, "3", 3),
        (POINTS, "85,55", Decimal("85.55")),
        (POINTS, 85.55, Decimal("85.55")),
        (POINTS, "85.5", Decimal("85.5")),
    ],
)
def test_a_cell_is_read_as_people_meant_it(column: Column, raw: object, value: object) -> None:
    assert value_of(column, raw) == value


@pytest.mark.parametrize(
    ("column", "raw", "said"),
    [
        (NAME, "a" * 21, "dài 21 ký tự, quá 20"),
        (NAME, "#N/A", "công thức trong ô báo lỗi #N/A"),
        (BORN, "31/02/1980", "không phải là một ngày có thật"),
        (BORN, "02/13/1980", "không phải là một ngày có thật"),
        (BORN, 1980.0, "“1980” không phải là một ngày có thật"),
        (BORN, "9/2/80", "không phải là một ngày có thật"),
        (BORN, "01/01/1800", "ngoài các năm"),
        (NUMBER, "03608500123", "phải gồm 9 hoặc 12 chữ số"),
        (NUMBER, "03608500123A", "phải gồm 9 hoặc 12 chữ số"),
        (PHONE, "12345", "phải gồm 10 hoặc 11 chữ số"),
        (WHOM, "Bộ đội", "“Bộ đội” không có trong danh sách"),
        (HEAD, "có lẽ", "không rõ là có hay không"),
        (RANK, "2,5", "không phải là số nguyên"),
        (RANK, 0, "ngoài khoảng 1–99"),
        (POINTS, "tám", "không phải là số"),
        (POINTS, "NaN", "không phải là số"),
        (POINTS, True, "không phải là số"),
        (POINTS, 100.5, "ngoài khoảng 0–100"),
    ],
)
def test_a_cell_nobody_can_read_says_why(column: Column, raw: object, said: str) -> None:
    with pytest.raises(Fault) as fault:
        value_of(column, raw)
    assert said in fault.value.what


@given(st.dates(date(1900, 1, 1), date(2100, 12, 31)), st.sampled_from(["{0.day}/{0.month}/{0.year}", "{0:%d-%m-%Y}"]))
def test_a_day_comes_back_however_it_was_written(day: date, form: str) -> None:
    assert value_of(BORN, form.format(day)) == day


@given(st.one_of(st.text(), st.floats(), st.integers(), st.booleans(), st.datetimes(), st.none()))
def test_no_cell_breaks_the_reader(raw: object) -> None:
    for column in (NAME, BORN, NUMBER, PHONE, WHOM, HEAD, RANK, POINTS):
        with suppress(Fault):
            value_of(column, raw)
