"""One unit's sheet: saved, handed in, appraised, explained."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from thidua.accounts.models import User
from thidua.audit.actions import change_state, lock, record
from thidua.core.errors import InputError, Problem
from thidua.core.text import clean
from thidua.organizations.permissions import in_place, require
from thidua.organizations.queries import roles_of
from thidua.scoring.bundles import Entries
from thidua.scoring.entries import words_of
from thidua.scoring.enums import SHEET_TRANSITIONS, SheetState
from thidua.scoring.merging import Overtaken, merged
from thidua.scoring.models import Sheet
from thidua.scoring.permissions import may_appraise, may_explain, may_self_score
from thidua.scoring.queries.proofs import proofs_of
from thidua.scoring.scorecards import entries_to_appraise, scored, set_of, unproven

UNPROVEN = "Đính tệp minh chứng hoặc ghi tên, số tài liệu; không có tài liệu thì ghi giải trình."


@transaction.atomic
def save_self_score(sheet: Sheet, entries: Entries, *, base: Entries | None = None, actor: User, at: datetime) -> Sheet:
    """Keep what the unit has filled in so far; the sheet stays open. Overtaken as `joined` says."""
    sheet = lock(sheet)
    require(may_self_score(roles := roles_of(actor, at), sheet, at))
    entries = joined(sheet, base, sheet.self_entries, entries)
    scored(sheet, entries)
    sheet.self_entries = dict(entries)
    sheet.save(update_fields=["self_entries"])
    record(sheet, "sheet.saved", actor=actor, at=at, new={"filled": len(entries), **in_place(roles, sheet.unit)})
    return sheet


@transaction.atomic
def self_score(sheet: Sheet, entries: Entries, *, base: Entries | None = None, actor: User, at: datetime) -> Sheet:
    """The unit scores itself, every criterion, and hands in; the appraisal starts from its figures."""
    sheet = lock(sheet)
    require(may_self_score(roles := roles_of(actor, at), sheet, at))
    entries = joined(sheet, base, sheet.self_entries, entries)
    blank = [line.code for line in scored(sheet, entries).criteria if line.points is None]
    problems = [Problem(code, "chưa chấm.", "Ghi số liệu hoặc chọn “Không áp dụng”.") for code in blank]
    problems += [
        Problem(code, "chưa nêu tài liệu kiểm chứng.", UNPROVEN) for code in unproven(sheet, entries, proofs_of(sheet))
    ]
    if problems:
        raise InputError(*problems)
    sheet.self_entries = dict(entries)
    sheet.appraised_entries = dict(entries)
    change_state(
        sheet,
        SheetState.SELF_SCORED,
        table=SHEET_TRANSITIONS,
        verb="sheet.self_scored",
        actor=actor,
        at=at,
        new=in_place(roles, sheet.unit),
    )
    return sheet


@transaction.atomic
def appraise_sheet(
    sheet: Sheet, entries: Entries, *, base: Entries | None = None, note: str = "", actor: User, at: datetime
) -> Sheet:
    """The secretariat appraises: its figures stand beside the unit's own. A blank criterion leaves no rank."""
    sheet = lock(sheet)
    require(may_appraise(roles_of(actor, at), sheet, at))
    entries = joined(sheet, base, entries_to_appraise(sheet), entries)
    scored(sheet, entries)
    changed = changes(sheet.appraised_entries, entries)
    sheet.appraised_entries = dict(entries)
    change_state(
        sheet,
        SheetState.APPRAISED,
        table=SHEET_TRANSITIONS,
        verb="sheet.appraised",
        actor=actor,
        at=at,
        reason=clean(note, lines=True),
        new={"changed": changed},
    )
    return sheet


def joined(sheet: Sheet, base: Entries | None, kept: Entries, said: Entries) -> Entries:
    """Inside the caller's transaction. Return what is to be kept of what is said.

    Overtaken where another wrote something else to the same criterion since `base`; without it nobody can have.
    """
    if base is None:
        return said
    both = merged(base, kept, said)
    if not both.clashes:
        return both.entries
    criteria = {criterion.code: criterion for criterion in set_of(sheet).criteria}
    raise Overtaken(
        {code: kept.get(code) for code in both.clashes},
        *(
            Problem(
                code,
                f"người khác vừa ghi “{words_of(criteria[code], kept.get(code)) or 'để trống'}”, "
                f"bạn ghi “{words_of(criteria[code], said.get(code)) or 'để trống'}”.",
                "Sửa cho đúng rồi ghi lần nữa.",
            )
            for code in both.clashes
            if code in criteria
        ),
    )


def changes(old: Entries, new: Entries) -> Mapping[str, Any]:
    return {
        code: {"old": old.get(code), "new": new.get(code)}
        for code in dict.fromkeys((*old, *new))
        if old.get(code) != new.get(code)
    }


@transaction.atomic
def explain_sheet(sheet: Sheet, *, explanation: str, actor: User, at: datetime) -> Sheet:
    """The unit answers the appraisal; the secretariat may appraise again or publish."""
    sheet = lock(sheet)
    require(may_explain(roles := roles_of(actor, at), sheet, at))
    said = clean(explanation, lines=True)
    if not said:
        raise InputError(
            Problem("explanation", "chưa ghi nội dung giải trình.", "Nêu tiêu chí và tài liệu kiểm chứng.")
        )
    sheet.explanation = said
    change_state(
        sheet,
        SheetState.EXPLAINED,
        table=SHEET_TRANSITIONS,
        verb="sheet.explained",
        actor=actor,
        at=at,
        reason=said,
        new=in_place(roles, sheet.unit),
    )
    return sheet
