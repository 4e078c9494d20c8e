"""Law as dated data: every figure keyed by the day it takes effect, with instrument, article, certainty.

A question always has a day. Before the first value known the answer is an error that names the first day;
after the last value known the last one stands, since a rule is in force until another replaces it.
"""

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import TypeVar

from thidua.core.errors import InputError, NotInForce, Problem
from thidua.core.format import day

Datum = int | Decimal | str | tuple[str, ...]
T = TypeVar("T")
AUTHORITY = "tham_quyen."


class Certainty(StrEnum):
    """How well a legal fact is known; it travels with the fact to every page that shows it."""

    READ = "V"
    COMPUTED = "C"
    SECOND_HAND = "VS"
    INFERRED = "I"
    MEMORY = "M"

    @property
    def label(self) -> str:
        return _CERTAINTY_LABELS[self]


_CERTAINTY_LABELS = {
    Certainty.READ: "đã đọc trong trang được dẫn",
    Certainty.COMPUTED: "tính từ số liệu đã đọc",
    Certainty.SECOND_HAND: "chỉ đọc qua bản chép lại, cần đối chiếu",
    Certainty.INFERRED: "suy luận, chưa đọc thấy câu chữ quy định",
    Certainty.MEMORY: "theo trí nhớ, chưa kiểm chứng",
}


@dataclass(frozen=True)
class Source:
    """Where a value stands written: instrument ("Nghị định 91/2017/NĐ-CP"), article, pages read, certainty."""

    instrument: str
    article: str
    certainty: Certainty
    urls: tuple[str, ...] = ()
    note: str = ""

    @property
    def url(self) -> str | None:
        return self.urls[0] if self.urls else None


def weakest(sources: Iterable[Source]) -> Certainty:
    """The least certain of the sources: a result is no surer than what it rests on."""
    order = list(Certainty)
    return max((source.certainty for source in sources), key=order.index)


@dataclass(frozen=True)
class Instrument:
    """A law, decree, circular or resolution; `valid_from` and `valid_to` are its first and last day in force."""

    id: str
    subject: str
    type: str
    number: str
    issuer: str
    title: str
    certainty: Certainty
    valid_from: date
    valid_to: date | None = None
    issued: date | None = None
    replaced_by: str | None = None
    urls: tuple[str, ...] = ()
    note: str = ""

    @property
    def name(self) -> str:
        """As people call it: "Nghị định 91/2017/NĐ-CP"."""
        return f"{self.type} {self.number}"

    @property
    def citation(self) -> str:
        """The words after "Căn cứ" in an official paper; a law is cited by its title (NĐ 30/2020, Phụ lục I)."""
        issued = f" {_day_in_words(self.issued)}" if self.issued else ""
        if self.type in {"Luật", "Bộ luật"}:
            return f"{self.title}{issued}"
        return f"{self.type} số {self.number}{issued} của {self.issuer} {self.title}"


def _day_in_words(value: date) -> str:
    """NĐ 30/2020, Phụ lục I: days below 10 and months 1, 2 are written with a leading zero."""
    month = f"{value.month:02}" if value.month in {1, 2} else str(value.month)
    return f"ngày {value.day:02} tháng {month} năm {value.year}"


@dataclass(frozen=True)
class Entry:
    """What holds from a day on. A value of None: the law gives none from that day, and `reason` says why."""

    valid_from: date
    value: Datum | None
    sources: tuple[Source, ...]
    reason: str = ""
    fix: str = ""


@dataclass(frozen=True)
class Parameter:
    """One legal figure through time; `entries` are in order of date and never empty."""

    id: str
    label: str
    unit: str
    entries: tuple[Entry, ...]

    def at(self, on: date) -> "Value":
        """The value in force that day; NotInForce where there is none."""
        position = bisect_right([entry.valid_from for entry in self.entries], on) - 1
        if position < 0:
            raise self._not_before(self.entries[0].valid_from, on)
        entry = self.entries[position]
        if entry.value is None:
            raise NotInForce(Problem(_asked(self.label, on), entry.reason, entry.fix))
        return Value(self, entry.value, entry.valid_from, self._last_day(position), entry.sources)

    def _last_day(self, position: int) -> date | None:
        following = self.entries[position + 1 :]
        return following[0].valid_from - timedelta(days=1) if following else None

    def _not_before(self, first: date, on: date) -> NotInForce:
        what = f"Dữ liệu pháp luật chỉ có từ ngày {day(first)}, chưa có cho ngày được hỏi."
        return NotInForce(Problem(_asked(self.label, on), what, f"Hãy hỏi từ ngày {day(first)} trở đi."))


@dataclass(frozen=True)
class Value:
    """The answer for one day; `valid_to` is None as long as no change is known."""

    parameter: Parameter
    value: Datum
    valid_from: date
    valid_to: date | None
    sources: tuple[Source, ...]

    @property
    def unit(self) -> str:
        return self.parameter.unit

    @property
    def number(self) -> Decimal:
        """The value as an exact number; a text is a TypeError."""
        if not isinstance(self.value, int | Decimal):
            raise TypeError(f"{self.parameter.id} is not a number: {self.value!r}")
        return Decimal(self.value)

    @property
    def integer(self) -> int:
        if not isinstance(self.value, int):
            raise TypeError(f"{self.parameter.id} is not a whole number: {self.value!r}")
        return self.value

    @property
    def texts(self) -> tuple[str, ...]:
        """The value as a list of texts; one text is a list of one."""
        return self.value if isinstance(self.value, tuple) else (str(self.value),)


@dataclass(frozen=True)
class FormDefinition:
    """An award form: for each kind of nominee the parameters whose product is its coefficient."""

    id: str
    label: str
    coefficients: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True)
class AwardForm:
    """An award form as it stands on a day, and who awards it then."""

    id: str
    label: str
    awarded_by: str
    valid_from: date
    valid_to: date | None
    coefficients: Mapping[str, tuple[str, ...]]
    sources: tuple[Source, ...]


@dataclass(frozen=True)
class Law:
    """All dated data. `version` is a SHA-256 of its content, stored with whatever is decided by it."""

    instruments: Mapping[str, Instrument]
    parameters: Mapping[str, Parameter]
    forms: Mapping[str, FormDefinition]
    version: str

    def value(self, parameter: str, on: date) -> Value:
        """InputError for an unknown parameter, NotInForce where law or data give no value that day."""
        return _known(self.parameters, parameter, "tham số").at(on)

    def known_value(self, parameter: str, on: date) -> Value | None:
        """As `value`, with None where there is none that day: the office then decides for itself."""
        try:
            return self.value(parameter, on)
        except NotInForce:
            return None

    def award_form(self, form: str, on: date) -> AwardForm:
        """NotInForce where it is not awarded that day; the sentence names who awards what instead."""
        definition = _known(self.forms, form, "hình thức khen thưởng")
        authority = self.value(AUTHORITY + form, on)
        return AwardForm(
            id=form,
            label=definition.label,
            awarded_by="; ".join(authority.texts),
            valid_from=authority.valid_from,
            valid_to=authority.valid_to,
            coefficients=definition.coefficients,
            sources=authority.sources,
        )

    def instrument_in_force(self, subject: str, on: date) -> Instrument:
        """The instrument on a subject ("nghi_dinh_thi_dua_khen_thuong") that day; the latest where several."""
        by_subject = {i.subject: i for i in self.instruments.values()}
        _known(by_subject, subject, "nhóm văn bản")
        candidates = [i for i in self.instruments.values() if i.subject == subject]
        in_force = [i for i in candidates if i.valid_from <= on and (i.valid_to is None or on <= i.valid_to)]
        if not in_force:
            raise _no_instrument(subject, candidates, on)
        return max(in_force, key=lambda instrument: instrument.valid_from)


def _no_instrument(subject: str, candidates: Sequence[Instrument], on: date) -> NotInForce:
    first = min(candidates, key=lambda instrument: instrument.valid_from)
    what = f"Không có văn bản nào trong dữ liệu có hiệu lực; sớm nhất là {first.name} từ {day(first.valid_from)}."
    return NotInForce(Problem(_asked(subject, on), what))


def _asked(what: str, on: date) -> str:
    return f"{what}, ngày {day(on)}"


def _known(items: Mapping[str, T], key: str, noun: str) -> T:
    if key not in items:
        names = ", ".join(sorted(items))
        raise InputError(Problem(key, f"Không có {noun} này trong dữ liệu pháp luật.", f"Các tên đang có: {names}."))
    return items[key]
