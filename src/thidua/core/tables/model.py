"""What a table asks for: columns with a heading, a kind, and what a cell may hold."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

from thidua.core.text import fold


class Kind(StrEnum):
    TEXT = "text"
    DAY = "day"
    CHOICE = "choice"
    FLAG = "flag"
    DIGITS = "digits"
    WHOLE = "whole"
    NUMBER = "number"


@dataclass(frozen=True)
class Column:
    """One column. `choices`: what is stored → what people read; `options`: offered, but anything may be written."""

    key: str
    heading: str
    kind: Kind = Kind.TEXT
    required: bool = False
    choices: Mapping[str, str] = field(default_factory=dict)
    options: tuple[str, ...] = ()
    most: int = 200
    lengths: tuple[int, ...] = ()
    low: int = 0
    high: int = 10**9
    width: int = 16
    note: str = ""
    is_given: bool = False  # filled by the register; people leave it as it is

    @cached_property
    def known_choices(self) -> Mapping[str, str]:
        """What is stored, by every way to write it: the words people read, or the id itself."""
        return {fold(word): key for key, label in self.choices.items() for word in (key, label)}


@dataclass(frozen=True)
class Table:
    """One sheet of a workbook."""

    name: str
    title: str
    columns: tuple[Column, ...]

    @cached_property
    def by_heading(self) -> Mapping[str, Column]:
        return {heading_key(column.heading): column for column in self.columns}


def heading_key(text: object) -> str:
    """Headings are one whether or not they carry marks, capitals, line breaks, or the star of what is required."""
    return fold(str(text).replace("*", " ")).strip(" :.")
