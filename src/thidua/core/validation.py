"""Data from outside → frozen dataclasses, or every problem at once, each a Vietnamese sentence with its place."""

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Any, TypeVar

from pydantic import BeforeValidator, ConfigDict, Field, TypeAdapter, ValidationError
from pydantic_core import ErrorDetails, PydanticCustomError

from thidua.core.errors import InputError, Problem

T = TypeVar("T")
Path = tuple[str | int, ...]

CLOSED = ConfigDict(extra="forbid")  # a key nobody knows is an error

LARGEST_WHOLE = 10**15  # beyond any office
_DIGITS = 20
_ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_DATE_EXAMPLE = "phải là ngày có thật, viết năm-tháng-ngày, ví dụ 2023-12-09"
_DELETE_OR_CORRECT = "Xóa khóa này hoặc sửa lại cho đúng tên."

# pydantic's error type → (what, fix); the braces are filled from the error's context.
_SENTENCES: Mapping[str, tuple[str, str]] = {
    "missing": ("thiếu mục này.", "Bổ sung mục còn thiếu."),
    "missing_argument": ("thiếu mục này.", "Bổ sung mục còn thiếu."),
    "missing_keyword_only_argument": ("thiếu mục này.", "Bổ sung mục còn thiếu."),
    "unexpected_keyword_argument": ("không có khóa nào tên như vậy.", _DELETE_OR_CORRECT),
    "extra_forbidden": ("không có khóa nào tên như vậy.", _DELETE_OR_CORRECT),
    "string_type": ("phải là chữ.", ""),
    "string_too_short": ("không được để trống.", ""),
    "int_type": ("phải là số nguyên.", ""),
    "bool_type": ("phải là true hoặc false.", ""),
    "date_type": (f"{_DATE_EXAMPLE}.", ""),
    "tuple_type": ("phải là danh sách.", ""),
    "too_short": ("phải có ít nhất {min_length} mục.", ""),
    "dict_type": ("phải là các cặp khóa và giá trị.", ""),
    "dataclass_type": ("phải là các cặp khóa và giá trị.", ""),
    "greater_than_equal": ("không được nhỏ hơn {ge}.", ""),
    "less_than_equal": ("không được lớn hơn {le}.", ""),
    "literal_error": ("giá trị không có trong danh sách cho phép.", "Các giá trị được dùng: {expected}."),
    "enum": ("giá trị không có trong danh sách cho phép.", "Các giá trị được dùng: {expected}."),
    "union_tag_invalid": ("không có loại “{tag}”.", "Các loại được dùng: {expected_tags}."),
    "union_tag_not_found": ("thiếu khóa “kind” để biết đây là loại nào.", "Bổ sung khóa “kind”."),
    "none_required": ("phải để trống (null).", ""),
}


def read(adapter: TypeAdapter[T], raw: object, place: Callable[[Path], str]) -> T:
    """Raises `InputError` with one problem for each fault; `place` turns a path into what the reader can find."""
    try:
        return adapter.validate_python(raw)
    except ValidationError as error:
        raise InputError(*(_problem(detail, place) for detail in _told(error))) from error


def json_place(start: str) -> Callable[[Path], str]:
    """("facts", "sang_kien", 0) → "nominees[2].facts.sang_kien[0]" where start is "nominees[2]"."""

    def place(path: Path) -> str:
        steps = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in path)
        return (start + steps).removeprefix(".")

    return place


def contradiction(what: str, fix: str = "") -> PydanticCustomError:
    """To raise in a validator: two values that cannot both be true."""
    return PydanticCustomError("contradiction", "{what}", {"what": what, "fix": fix})


def _told(error: ValidationError) -> list[ErrorDetails]:
    """A list is not called too short where one of its items is said to be wrong."""
    details = error.errors(include_url=False)
    inside = {detail["loc"][:depth] for detail in details for depth in range(len(detail["loc"]))}
    return [detail for detail in details if detail["type"] != "too_short" or detail["loc"] not in inside]


def _problem(detail: ErrorDetails, place: Callable[[Path], str]) -> Problem:
    context: dict[str, Any] = detail.get("ctx", {})
    if detail["type"] == "contradiction":
        return Problem(place(detail["loc"]), context["what"], context["fix"])
    what, fix = _SENTENCES.get(detail["type"], ("giá trị không hợp lệ.", ""))
    context = {name: str(value).replace(" or ", ", ").replace("'", "") for name, value in context.items()}
    return Problem(place(detail["loc"]), what.format(**context), fix.format(**context))


def iso_date(value: object) -> date:
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    if isinstance(value, str) and _ISO_DATE.fullmatch(value):
        try:
            return date.fromisoformat(value)
        except ValueError:
            pass  # the thirtieth of February: said below
    raise contradiction(f"{_DATE_EXAMPLE}.")


def exact_number(value: object) -> Decimal:
    """The number as it was written, 3.25 as 3.25; one too long to print is refused as no number."""
    if isinstance(value, int | float | Decimal) and not isinstance(value, bool):
        exact = Decimal(str(value))
        if exact.is_finite() and -_DIGITS <= exact.adjusted() <= _DIGITS and len(exact.as_tuple().digits) <= _DIGITS:
            return exact
    raise contradiction("phải là số.")


IsoDate = Annotated[date, BeforeValidator(iso_date)]
Exact = Annotated[Decimal, BeforeValidator(exact_number)]
Flag = Annotated[bool, Field(strict=True)]
Whole = Annotated[int, Field(strict=True, le=LARGEST_WHOLE)]  # "3" is a text, true is no number
Count = Annotated[Whole, Field(ge=0)]
Rank = Annotated[Whole, Field(ge=1)]
Words = Annotated[str, Field(strict=True)]
Text = Annotated[str, Field(min_length=1, strict=True)]
