"""User text made harmless for every printer, all at once, before anything is laid out."""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass
from typing import TYPE_CHECKING, TypeVar, cast

from thidua.core.text import clean

if TYPE_CHECKING:
    from collections.abc import Callable

    T = TypeVar("T")

_NONCHARACTERS = re.compile(
    "[\ufdd0-\ufdef" + "".join(f"{chr(p + 0xFFFE)}{chr(p + 0xFFFF)}" for p in range(0, 0x110000, 0x10000)) + "]"
)


def inert(text: str) -> str:
    """NFC, without control, format and surrogate characters or noncharacters, which XML forbids or readers hide."""
    return clean(_NONCHARACTERS.sub("", text), lines=True)


def map_text(value: T, change: Callable[[str], str]) -> T:
    """A copy of a frozen dataclass (or tuple) with every plain string in it changed."""
    return cast("T", _mapped(value, change))


def _mapped(value: object, change: Callable[[str], str]) -> object:
    if type(value) is str:  # an enum's member is not text
        return change(value)
    if isinstance(value, tuple):
        return tuple(_mapped(each, change) for each in value)
    if is_dataclass(value) and not isinstance(value, type):
        return type(value)(**{field.name: _mapped(getattr(value, field.name), change) for field in fields(value)})
    return value
