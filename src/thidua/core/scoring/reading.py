"""Raw data → checked shapes, every problem collected with its place."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields
from difflib import get_close_matches
from typing import Any, TypeVar

from pydantic import TypeAdapter

from thidua.core.errors import InputError, Problem
from thidua.core.validation import json_place, read

T = TypeVar("T")
_ADAPTERS: dict[Any, TypeAdapter[Any]] = {}


@dataclass
class Reading:
    """Collects problems on the way: what cannot be read is None, and what depends on it is let be."""

    problems: list[Problem] = field(default_factory=list)
    seen: set[tuple[str, str]] = field(default_factory=set)

    def shape(self, shape: type[T], raw: object, where: str) -> T | None:
        """An unknown key is a description, unless it looks like a known one misspelt."""
        known = [of_shape.name for of_shape in fields(shape)]  # type: ignore[arg-type]
        for key in raw if isinstance(raw, Mapping) else ():
            near = [] if key in known else get_close_matches(str(key), known, n=1, cutoff=0.75)
            if near:
                self.refuse(step(where, key), "không có khóa nào tên như vậy.", f"Có phải “{near[0]}”?")
        return self.attempt(shape, raw, where)

    def attempt(self, shape: type[T], raw: object, where: str) -> T | None:
        try:
            found: T = read(adapter(shape), raw, json_place(where))
        except InputError as error:
            self.problems.extend(error.problems)
            return None
        return found

    def once(self, what: str, code: str, where: str) -> None:
        if (what, code) in self.seen:
            self.refuse(f"{where}.code", f"mã {what} “{code}” ghi hai lần.", "Đặt mã khác cho một trong hai.")
        self.seen.add((what, code))

    def refuse(self, where: str, what: str, fix: str = "") -> None:
        self.problems.append(Problem(where, what, fix))


def adapter(shape: Any) -> TypeAdapter[Any]:
    """Built once for each shape; building one is slow."""
    if shape not in _ADAPTERS:
        _ADAPTERS[shape] = TypeAdapter(shape)
    return _ADAPTERS[shape]


def listed(raw: object, key: str) -> Sequence[object]:
    found = raw.get(key) if isinstance(raw, Mapping) else None
    return found if isinstance(found, list | tuple) else ()


def step(where: str, key: str) -> str:
    return f"{where}.{key}".removeprefix(".")
