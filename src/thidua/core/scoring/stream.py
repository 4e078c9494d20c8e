"""Any number of sheets, a line each, scored in the memory of one section's sums.

A stream is JSON Lines. A line with "set" opens a section ({"set": …, "section": "2023", "follows": true}); every
line after it is a unit of that section, as in a scoring file. `follows`: units that say no `previous` take that of
the section before. Ranks need every unit of a section, so a unit's own figures are kept aside as text
(`Spool`), and only its sums in memory; when the section ends, ranks are known and its lines are written out.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from thidua.core.errors import InputError, Problem
from thidua.core.json_text import compact_json, parse_json
from thidua.core.scoring.entry_file import read_entry
from thidua.core.scoring.kinds.branch import Branch
from thidua.core.scoring.model import CriteriaSet, Criterion, CriterionScore, Previous, TieRule, UnitScore
from thidua.core.scoring.parse import parse_set, parse_unit
from thidua.core.scoring.ranking import change_of
from thidua.core.scoring.sheet import score_criterion, sheet_of
from thidua.core.scoring.standings import Standings, standings, totals_of

_REMEMBERED = 100_000  # cells; some tens of megabytes in a process

Line = tuple[int, bytes]  # its number in the file, and what it says


@dataclass(frozen=True)
class Section:
    name: str
    set_text: str  # canonical JSON, so that any process can read it
    follows: bool

    @property
    def criteria_set(self) -> CriteriaSet:
        return _cells_of(self.set_text).criteria_set


@dataclass(frozen=True)
class Scored:
    """One unit's sums and what it said of the year before; its criteria are already text."""

    sheet: UnitScore
    previous: Previous
    text: str


@dataclass(frozen=True)
class Summary:
    name: str
    units: int
    ranked: int


def section_of(raw: Mapping[str, Any], number: int) -> Section:
    """The head of a section; InputError with the number of its line."""
    definition = raw.get("set")
    try:
        parse_set(definition)
    except InputError as error:
        raise _at(number, error) from error
    name = raw.get("section")
    if not isinstance(name, str | int | None) or not isinstance(raw.get("follows", False), bool):
        raise InputError(Problem(f"dòng {number}", "section phải là chữ hoặc số, follows là true hoặc false."))
    code = definition.get("code") if isinstance(definition, Mapping) else ""
    return Section(str(code if name is None else name), compact_json(definition), raw.get("follows", False))


def score_lines(section: Section, lines: Iterable[Line], *, reasons: bool) -> list[Scored]:
    """A part of a section; pure, so that many processes can share the work. InputError: every bad line of the part."""
    cells = _cells_of(section.set_text)
    found: list[Scored] = []
    problems: list[Problem] = []
    for number, text in lines:
        try:
            found.append(_scored(cells, parse_json(text), reasons=reasons))
        except InputError as error:
            problems += _at(number, error).problems
    if problems:
        raise InputError(*problems)
    return found


def _scored(cells: "_Cells", raw: Any, *, reasons: bool) -> Scored:
    entries = raw.get("entries") if isinstance(raw, dict) else None
    try:
        known = {criterion.code: cells.score(criterion, entries or {}) for criterion in cells.criteria_set.criteria}
    except (InputError, AttributeError):
        known = {}
    if not known or (entries or {}).keys() - known.keys():
        parse_unit(cells.criteria_set, raw, "")  # says everything that is wrong with it
        raise AssertionError(raw)
    unit = parse_unit(cells.criteria_set, {**raw, "entries": {}}, "")
    sheet = sheet_of(cells.criteria_set, unit, known)
    criteria: dict[str, Any] = {
        score.code: {"points": score.points, "max": score.max, "reason": score.reason} if reasons else score.points
        for score in sheet.criteria
    }
    return Scored(replace(sheet, criteria=(), groups=()), unit.previous, compact_json(criteria))


class _Cells:
    """What the same entry of the same criterion gives, remembered: most sheets say yes, no, 3 again and again."""

    def __init__(self, criteria_set: CriteriaSet) -> None:
        self.criteria_set = criteria_set
        self._known: dict[tuple[Any, ...], CriterionScore] = {}

    def score(self, criterion: Criterion, entries: Mapping[str, Any]) -> CriterionScore:
        raw = entries.get(criterion.code)
        key = self._key(criterion, raw)
        if key in self._known:
            return self._known[key]
        entry = read_entry(criterion, raw, "", entries)
        score = score_criterion(criterion, entry, self.criteria_set.rounding)
        if key:
            if len(self._known) >= _REMEMBERED:
                self._known.clear()
            self._known[key] = score
        return score

    def _key(self, criterion: Criterion, raw: Any) -> tuple[Any, ...]:
        """Empty: not to be remembered, since another criterion decides, or the entry is no flat object."""
        if not isinstance(raw, dict) or isinstance(criterion.rule, Branch):
            return ()
        values = tuple((name, type(value), value) for name, value in raw.items())
        return () if any(isinstance(value, dict | list) for value in raw.values()) else (criterion.code, *values)


class Ranking:
    """The sums of one section as they come in; `lines` once all are there."""

    def __init__(self, section: Section, before: Mapping[str, Previous]) -> None:
        self.section, self._before = section, before if section.follows else {}
        self._sheets: list[UnitScore] = []
        self._previous: list[Previous] = []
        self._seen: set[str] = set()

    def add(self, scored: Scored) -> None:
        code = scored.sheet.code
        if code in self._seen:
            raise InputError(Problem(f"{self.section.name}, {code}", "mã đơn vị ghi hai lần trong một kỳ."))
        self._seen.add(code)
        self._sheets.append(scored.sheet)
        own = scored.previous
        self._previous.append(self._before.get(code, own) if own == Previous() else own)

    def finish(self, texts: Iterable[str], write: Callable[[str], Any]) -> tuple[Summary, dict[str, Previous]]:
        """Write every unit with its ranks, in the order they came; the results are what the next section follows."""
        tie_rule = self.section.criteria_set.tie_rule
        found = _standings(self._sheets, tie_rule)
        results = {}
        for row, (sheet, previous, text) in enumerate(zip(self._sheets, self._previous, texts, strict=True)):
            rank = found.rank_of(row)
            write(self._line(sheet, previous, found, row, text))
            results[sheet.code] = Previous(sheet.points, sheet.index, rank, sheet.max)
        return Summary(self.section.name, len(self._sheets), found.ranked), results

    def _line(self, sheet: UnitScore, previous: Previous, found: Standings, row: int, text: str) -> str:
        change = change_of(sheet, found.rank_of(row), previous)
        head = compact_json(
            {
                "section": self.section.name,
                "code": sheet.code,
                "name": sheet.name,
                "group": sheet.group,
                "points": sheet.points,
                "max": sheet.max,
                "index": sheet.index,
                "rank": found.rank_of(row),
                "group_rank": int(found.group_ranks[row]) or None,
                "tied": bool(found.tied[row]),
                "band": sheet.band.code if sheet.band else None,
                "change": {"points": change.points, "index": change.index, "rank": change.rank},
                "reason": sheet.reason,
                "fields": {
                    field.code: {
                        "points": field.points,
                        "max": field.max,
                        "rank": int(found.field_ranks[row, at]) or None,
                    }
                    for at, field in enumerate(sheet.fields)
                },
            }
        )
        return f'{head[:-1]},"criteria":{text}}}'


def _standings(sheets: list[UnitScore], tie_rule: TieRule) -> Standings:
    return standings(totals_of(sheets), [sheet.group for sheet in sheets], tie_rule)


@lru_cache(maxsize=4)
def _cells_of(text: str) -> _Cells:
    return _Cells(parse_set(parse_json(text.encode())))


def _at(number: int, error: InputError) -> InputError:
    problems = error.problems
    return InputError(
        *(Problem(f"dòng {number}" + (f", {one.where}" if one.where else ""), one.what, one.fix) for one in problems)
    )


def numbered(lines: Iterable[bytes]) -> Iterator[Line]:
    """The lines that say something, with their numbers."""
    return ((number, line) for number, line in enumerate(lines, start=1) if line.strip())
