"""A sheet as people read it: every criterion with what was filled in, its points and why."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from thidua.core.json_text import exact
from thidua.core.scoring import (
    CriteriaField,
    CriteriaSet,
    Criterion,
    CriterionGroup,
    CriterionScore,
    UnitScore,
    parse_scoring,
    parse_unit,
)
from thidua.core.scoring.sheet import score_sheet
from thidua.files.models import Citation
from thidua.scoring.bundles import Entries, bundle_of, unit_in_bundle
from thidua.scoring.definitions import read_definition
from thidua.scoring.entries import words_of
from thidua.scoring.enums import SheetState
from thidua.scoring.models import CriteriaSet as CriteriaSetRow
from thidua.scoring.models import Sheet
from thidua.scoring.rule_words import rule_words


@dataclass(frozen=True)
class Line:
    """One criterion: what the unit says, what the appraisal says, and what comes of it."""

    criterion: Criterion
    rule: str
    own: str
    own_points: Decimal | None
    appraised: str
    is_changed: bool
    note: str
    score: CriterionScore
    group: CriterionGroup | None = None
    files: Sequence[Citation] = ()


@dataclass(frozen=True)
class Part:
    """One field of the set with its lines and sums."""

    field: CriteriaField
    lines: tuple[Line, ...]
    points: Decimal
    max: Decimal


@dataclass(frozen=True)
class Scorecard:
    places: int
    parts: tuple[Part, ...]
    own: UnitScore
    total: UnitScore
    is_appraised: bool

    @property
    def blank(self) -> list[str]:
        """The criteria not scored yet."""
        return [line.code for line in self.total.criteria if line.points is None]


def set_of(sheet: Sheet, fields: Collection[str] | None = None) -> CriteriaSet:
    """Return the set of a sheet, or only some of its fields."""
    whole = read_definition(sheet.criteria_set.definition)
    return (
        whole if fields is None else replace(whole, fields=tuple(each for each in whole.fields if each.code in fields))
    )


def entries_of_fields(sheet: Sheet, entries: Entries, fields: Collection[str]) -> dict[str, Any]:
    """Return those entries of a sheet that are of criteria in these fields."""
    codes = {criterion.code for criterion in set_of(sheet, fields).criteria}
    return {code: entry for code, entry in entries.items() if code in codes}


def scored(sheet: Sheet, entries: Entries) -> UnitScore:
    """Score one sheet by its set, alone; InputError for entries that the set does not know or that do not fit it."""
    return _score(sheet.criteria_set.definition, unit_in_bundle(sheet.unit, entries))


def scored_by(criteria_set: CriteriaSetRow, entries: Entries) -> UnitScore:
    """Score sample entries by a set, for no unit."""
    return _score(criteria_set.definition, {"code": "thu", "entries": dict(entries)})


def _score(definition: Entries, unit: Mapping[str, Any]) -> UnitScore:
    criteria_set = read_definition(definition)
    return score_sheet(criteria_set, parse_unit(criteria_set, exact(unit), "units[0]"))


def unproven(sheet: Sheet, entries: Entries, proved: Collection[str]) -> list[str]:
    """Return the criteria that ask for evidence and have neither a file (`proved`) nor a word of it or of why not."""
    asked = [criterion.code for criterion in set_of(sheet).criteria if criterion.about.evidence]
    filled = {code: entry for code, entry in entries.items() if entry and not entry.get("not_applicable")}
    return [code for code in asked if code in filled and code not in proved and not _noted(filled[code])]


def _noted(entry: Mapping[str, Any]) -> bool:
    return bool(str(entry.get("note") or "").strip())


def own_points_of(criteria_set: CriteriaSetRow, sheets: Iterable[Sheet]) -> dict[int, Decimal]:
    """Return the points that units gave themselves, by unit, for those that scored everything; the set is read once."""
    own = [unit_in_bundle(sheet.unit, sheet.self_entries) for sheet in sheets if sheet.self_entries]
    scoring = parse_scoring(exact(bundle_of(criteria_set.definition, own)))
    scores = (score_sheet(scoring.criteria_set, unit) for unit in scoring.units)
    return {int(unit.code): unit.points for unit in scores if unit.points is not None}


def entries_to_appraise(sheet: Sheet) -> Entries:
    """Return the figures an appraisal begins with: the unit's own until it has handed in."""
    entries: Entries = sheet.self_entries if sheet.state == SheetState.OPEN else sheet.appraised_entries
    return entries


def scorecard(sheet: Sheet, proofs: Mapping[str, Sequence[Citation]] | None = None) -> Scorecard:
    """Return the sheet as it stands: by the appraisal once there is one, until then by the unit's own figures.

    `proofs`: the files that prove each criterion.
    """
    is_appraised = sheet.state in SheetState.settled
    current = sheet.appraised_entries if is_appraised else sheet.self_entries
    criteria_set = set_of(sheet)
    own, total = scored(sheet, sheet.self_entries), scored(sheet, current)
    own_points = {line.code: line.points for line in own.criteria}
    scores = {line.code: line for line in total.criteria}
    sums = {field.code: field for field in total.fields}
    parts = tuple(
        Part(
            field,
            tuple(
                replace(
                    _line(sheet, criterion, own_points, scores, is_appraised=is_appraised),
                    group=field.groups_begun.get(criterion.code),
                    files=(proofs or {}).get(criterion.code, ()),
                )
                for criterion in field.criteria
            ),
            sums[field.code].scored_points,
            sums[field.code].max,
        )
        for field in criteria_set.fields
    )
    return Scorecard(criteria_set.rounding, parts, own, total, is_appraised)


def _line(
    sheet: Sheet,
    criterion: Criterion,
    own_points: Mapping[str, Decimal | None],
    scores: Mapping[str, CriterionScore],
    *,
    is_appraised: bool,
) -> Line:
    own = sheet.self_entries.get(criterion.code)
    appraised = sheet.appraised_entries.get(criterion.code) if is_appraised else None
    return Line(
        criterion,
        rule_words(criterion),
        words_of(criterion, own),
        own_points[criterion.code],
        words_of(criterion, appraised),
        is_changed=is_appraised and own != appraised,
        note=str((appraised or own or {}).get("note") or ""),
        score=scores[criterion.code],
    )
