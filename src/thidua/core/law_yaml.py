"""YAML texts → Law. A value without a source, an article or a certainty is refused, all problems in one pass."""

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from functools import partial
from types import MappingProxyType
from typing import Annotated, Any, TypeVar

import yaml
from pydantic import BeforeValidator, Field, TypeAdapter, model_validator
from pydantic.dataclasses import dataclass

from thidua.core.errors import InputError, Problem
from thidua.core.law import (
    AUTHORITY,
    Certainty,
    Datum,
    Entry,
    FormDefinition,
    Instrument,
    Law,
    Parameter,
    Source,
)
from thidua.core.validation import CLOSED, IsoDate, Path, Text, Words, contradiction, read

INSTRUMENTS = "instruments.yaml"
AWARD_FORMS = "award_forms.yaml"

T = TypeVar("T")


def _datum(value: object) -> Datum | None:
    if isinstance(value, list) and value:
        return tuple(str(item) for item in value)
    if value is None or (isinstance(value, int | Decimal | str) and not isinstance(value, bool)):
        return value
    raise contradiction("giá trị phải là số, chữ hoặc danh sách chữ.")


@dataclass(frozen=True, kw_only=True)
class _Proof:
    """What was read names its page, what was inferred or computed says from what; memory can only admit it."""

    certainty: Certainty
    urls: tuple[Text, ...] = ()
    note: Words = ""

    @model_validator(mode="after")
    def _is_shown(self) -> "_Proof":
        if self.certainty is not Certainty.MEMORY and not self.urls and not self.note:
            raise contradiction(
                f"độ chắc chắn {self.certainty} phải có trang đã đọc (urls) hoặc lời giải thích (note)."
            )
        return self


@dataclass(frozen=True, kw_only=True, config=CLOSED)
class _Source(_Proof):
    instrument: Text
    article: Text


@dataclass(frozen=True, kw_only=True, config=CLOSED)
class _Entry:
    value: Annotated[Any, BeforeValidator(_datum)]
    sources: Annotated[tuple[_Source, ...], Field(min_length=1)]
    reason: Words = ""
    fix: Words = ""

    @model_validator(mode="after")
    def _says_why_there_is_none(self) -> "_Entry":
        if self.value is None and not self.reason:
            raise contradiction("không có giá trị thì phải nói lý do (reason).")
        return self


_Values = Annotated[dict[IsoDate, _Entry], Field(min_length=1)]


@dataclass(frozen=True, kw_only=True, config=CLOSED)
class _Parameter:
    label: Text
    unit: Text
    values: _Values


@dataclass(frozen=True, kw_only=True, config=CLOSED)
class _Form:
    label: Text
    coefficients: dict[Text, tuple[Text, ...]]
    values: _Values


@dataclass(frozen=True, kw_only=True, config=CLOSED)
class _Instrument(_Proof):
    subject: Text
    type: Text
    number: Text
    issuer: Text
    title: Text
    valid_from: IsoDate
    valid_to: IsoDate | None = None
    issued: IsoDate | None = None
    replaced_by: Text | None = None


_INSTRUMENTS = TypeAdapter(dict[Text, _Instrument])
_PARAMETERS = TypeAdapter(dict[Text, _Parameter])
_FORMS = TypeAdapter(dict[Text, _Form])


def parse_law(texts: Mapping[str, str]) -> Law:
    """`texts` by file name: instruments.yaml, award_forms.yaml, and any other as parameters.

    Top-level keys that start with "_" hold anchors only. Raises InputError with every problem found.
    """
    builder = _Builder()
    data: dict[str, dict[str, Any]] = {}
    for name, text in sorted(texts.items()):
        data[name] = builder.attempt(partial(_load, name, text)) or {}
    builder.add_instruments(data.get(INSTRUMENTS, {}))
    for name in sorted(data.keys() - {INSTRUMENTS, AWARD_FORMS}):
        builder.add_parameters(name, data[name])
    builder.add_forms(data.get(AWARD_FORMS, {}))
    if builder.problems:
        raise InputError(*builder.problems)
    canonical = json.dumps(_plain(list(data.values())), ensure_ascii=False, sort_keys=True)
    return Law(
        instruments=MappingProxyType(builder.instruments),
        parameters=MappingProxyType(builder.parameters),
        forms=MappingProxyType(builder.forms),
        version=hashlib.sha256(canonical.encode()).hexdigest(),
    )


class _Builder:
    """Collects what it could read, and every problem on the way."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []
        self.instruments: dict[str, Instrument] = {}
        self.parameters: dict[str, Parameter] = {}
        self.forms: dict[str, FormDefinition] = {}

    def attempt(self, reading: Callable[[], T]) -> T | None:
        try:
            return reading()
        except InputError as error:
            self.problems.extend(error.problems)
            return None

    def add_instruments(self, content: Mapping[str, Any]) -> None:
        raw = self.attempt(lambda: read(_INSTRUMENTS, content, _place(INSTRUMENTS))) or {}
        for key, item in raw.items():
            self.instruments[key] = Instrument(id=key, **vars(item))
            if item.replaced_by not in {None, *raw}:
                self._unknown(INSTRUMENTS, (key, "replaced_by"), item.replaced_by)

    def add_parameters(self, name: str, content: Mapping[str, Any]) -> None:
        raw = self.attempt(lambda: read(_PARAMETERS, content, _place(name))) or {}
        for key, item in raw.items():
            if key in self.parameters:
                self.problems.append(Problem(_place(name)((key,)), "tham số này đã có ở tệp khác."))
            self._add_parameter(name, (key,), key, item)

    def add_forms(self, content: Mapping[str, Any]) -> None:
        raw = self.attempt(lambda: read(_FORMS, content, _place(AWARD_FORMS))) or {}
        for key, item in raw.items():
            authority = _Parameter(label=item.label, unit="người có thẩm quyền tặng", values=item.values)
            self._add_parameter(AWARD_FORMS, (key,), AUTHORITY + key, authority)
            self.forms[key] = FormDefinition(key, item.label, MappingProxyType(item.coefficients))
            for kind, names in item.coefficients.items():
                for unknown in set(names) - self.parameters.keys():
                    self._unknown(AWARD_FORMS, (key, "coefficients", kind), unknown)

    def _add_parameter(self, name: str, path: Path, key: str, raw: _Parameter) -> None:
        entries = [self._entry(name, path, day, raw.values[day]) for day in sorted(raw.values)]
        self.parameters[key] = Parameter(key, raw.label, raw.unit, tuple(entries))

    def _entry(self, name: str, path: Path, day: date, raw: _Entry) -> Entry:
        where = (*path, "values", day.isoformat(), "sources")
        sources = tuple(self._sources(name, where, raw.sources))
        return Entry(day, raw.value, sources, raw.reason, raw.fix)

    def _sources(self, name: str, where: Path, raw: tuple[_Source, ...]) -> Iterator[Source]:
        for item in raw:
            if item.instrument in self.instruments:
                instrument = self.instruments[item.instrument].name
                yield Source(instrument, item.article, item.certainty, item.urls, item.note)
            else:
                self._unknown(name, where, item.instrument)

    def _unknown(self, name: str, path: Path, what: object) -> None:
        self.problems.append(Problem(_place(name)(path), f"“{what}” không có trong dữ liệu pháp luật."))


def _place(name: str) -> Callable[[Path], str]:
    """("luong_co_so", "values", "2023-07-01") → "tien_thuong.yaml: luong_co_so › values › 2023-07-01"."""
    return lambda path: f"{name}: {' › '.join(str(step) for step in path)}"


class _Loader(yaml.CSafeLoader):
    """Decimals stay exact, and a key written twice is an error, not the last one silently."""


def _decimal(loader: _Loader, node: yaml.ScalarNode) -> Decimal:
    return Decimal(_text(loader, node))


def _text(loader: _Loader, node: yaml.ScalarNode) -> str:
    """Dates are read where they are expected, so that a day that does not exist is told with its place."""
    return str(loader.construct_scalar(node))


def _unique(loader: _Loader, node: yaml.MappingNode) -> dict[Any, Any]:
    written = [key.value for key, _ in node.value]
    if twice := next((key for key in written if written.count(key) > 1), None):
        raise yaml.MarkedYAMLError(problem=f"khóa “{twice}” viết hai lần", problem_mark=node.start_mark)
    return loader.construct_mapping(node, deep=True)


_Loader.add_constructor("tag:yaml.org,2002:float", _decimal)
_Loader.add_constructor("tag:yaml.org,2002:timestamp", _text)
_Loader.add_constructor("tag:yaml.org,2002:map", _unique)


def _load(name: str, text: str) -> dict[str, Any]:
    try:
        content = yaml.load(text, Loader=_Loader)  # noqa: S506 - derives from the safe loader
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise InputError(Problem(f"{name}:{line}", f"không đọc được YAML: {error.problem}.")) from error
    if not isinstance(content, dict):
        raise InputError(Problem(name, "tệp phải là các cặp khóa và giá trị."))
    return {str(key): value for key, value in content.items() if not str(key).startswith("_")}


def _plain(value: Any) -> Any:
    """Only text as keys and leaves, so that the same data always gives the same JSON."""
    if isinstance(value, dict):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_plain(item) for item in value]
    return value if value is None else str(value)
