"""A round: its dates, the offices that own its fields, their appraisals, and sheets locked and opened by hand."""

from datetime import date, datetime
from itertools import pairwise

from django.db import transaction

from thidua.accounts.models import User
from thidua.audit.actions import lock, record
from thidua.core.calendar import local_date
from thidua.core.errors import InputError, Problem
from thidua.core.format import day as written
from thidua.core.text import clean
from thidua.organizations.models import Unit
from thidua.organizations.permissions import require
from thidua.organizations.queries import roles_of
from thidua.scoring.actions.sheets import changes, joined
from thidua.scoring.bundles import Entries
from thidua.scoring.models import AppraisalExtension, CriteriaSet, FieldAppraisal, FieldAppraiser, Sheet, Timetable
from thidua.scoring.permissions import fields_to_appraise, may_appraise_fields, may_lock, may_publish
from thidua.scoring.queries import appraisers_of
from thidua.scoring.rounds import fields_of
from thidua.scoring.scorecards import entries_of_fields, scored

DATES = ("self_scoring_from", "self_scoring_until", "appraisal_until", "explanation_until", "reappraisal_until")


@transaction.atomic
def set_timetable(criteria_set: CriteriaSet, *, block: str = "", actor: User, at: datetime, **dates: date) -> Timetable:
    """Set or change the five dates of a block of units; what was decided before stands in the event."""
    criteria_set = lock(criteria_set)
    require(may_publish(roles_of(actor, at), criteria_set))
    for earlier, later in pairwise(DATES):
        if dates[later] < dates[earlier] or (dates[later] == dates[earlier] and earlier != DATES[0]):
            what = f"ngày {written(dates[later])} phải sau ngày {written(dates[earlier])} của bước trước."
            raise InputError(Problem(later, what, "Sửa một trong hai ngày."))
    before = Timetable.objects.filter(criteria_set=criteria_set, block=block).first()
    row, _ = Timetable.objects.update_or_create(criteria_set=criteria_set, block=block, defaults=dates)
    old = {name: getattr(before, name).isoformat() for name in DATES} if before else {}
    new = {"block": block} | {name: dates[name].isoformat() for name in DATES}
    record(row, "timetable.set", actor=actor, at=at, old=old, new=new)
    return row


@transaction.atomic
def charge_office(criteria_set: CriteriaSet, *, field: str, unit: Unit, actor: User, at: datetime) -> FieldAppraiser:
    """Let an office own a field, in the place of who owned it."""
    criteria_set = lock(criteria_set)
    require(may_publish(roles_of(actor, at), criteria_set))
    if field not in {known.code for known in fields_of(criteria_set)}:
        raise InputError(Problem("field", f"bộ tiêu chí không có lĩnh vực “{field}”."))
    before = appraisers_of(criteria_set).get(field)
    row, _ = FieldAppraiser.objects.update_or_create(criteria_set=criteria_set, field=field, defaults={"unit": unit})
    old = {"unit": str(before.unit)} if before else {}
    record(row, "field.charged", actor=actor, at=at, old=old, new={"field": field, "unit": str(unit)})
    return row


@transaction.atomic
def appraise_fields(
    sheet: Sheet, entries: Entries, *, base: Entries | None = None, note: str = "", actor: User, at: datetime
) -> Sheet:
    """An office appraises the fields it owns; the rest of the sheet stays, and the secretariat concludes."""
    sheet = lock(sheet)
    roles = roles_of(actor, at)
    require(may_appraise_fields(roles, sheet, at))
    fields = fields_to_appraise(roles, sheet)
    kept = entries_of_fields(sheet, sheet.appraised_entries, fields)
    if foreign := sorted(set(entries) - set(entries_of_fields(sheet, entries, fields))):
        raise InputError(*(Problem(code, "không thuộc lĩnh vực được giao thẩm định.") for code in foreign))
    own = joined(sheet, base, kept, entries)
    others = {code: entry for code, entry in sheet.appraised_entries.items() if code not in kept}
    scored(sheet, others | dict(own))
    changed = changes(kept, own)
    sheet.appraised_entries = others | dict(own)
    sheet.save(update_fields=["appraised_entries"])
    owners = appraisers_of(sheet.criteria_set)
    for field in fields:
        FieldAppraisal.objects.update_or_create(
            sheet=sheet, field=field, defaults={"unit": owners[field].unit, "at": at}
        )
    new = {"fields": sorted(fields), "changed": changed}
    said = f"{', '.join(sorted(fields))}. {clean(note, lines=True)}".strip()
    record(sheet, "sheet.field_appraised", actor=actor, at=at, new=new, reason=said)
    return sheet


@transaction.atomic
def lock_sheet(sheet: Sheet, *, reason: str, actor: User, at: datetime) -> Sheet:
    """Close a sheet to its unit by hand."""
    sheet = lock(sheet)
    require(may_lock(roles_of(actor, at), sheet))
    old = _hand(sheet)
    sheet.is_locked, sheet.open_until = True, None
    sheet.save(update_fields=["is_locked", "open_until"])
    record(sheet, "sheet.locked", actor=actor, at=at, old=old, new=_hand(sheet), reason=_stated(reason))
    return sheet


@transaction.atomic
def unlock_sheet(sheet: Sheet, *, open_until: date, reason: str, actor: User, at: datetime) -> Sheet:
    """Open a sheet to its unit by hand, until the end of a day that may be past its timetable."""
    sheet = lock(sheet)
    require(may_lock(roles_of(actor, at), sheet))
    old = _hand(sheet)
    sheet.is_locked, sheet.open_until = False, open_until
    sheet.save(update_fields=["is_locked", "open_until"])
    record(sheet, "sheet.unlocked", actor=actor, at=at, old=old, new=_hand(sheet), reason=_stated(reason))
    return sheet


@transaction.atomic
def extend_appraisal(
    criteria_set: CriteriaSet, *, unit: Unit | None, step: str, until: date, reason: str, actor: User, at: datetime
) -> AppraisalExtension:
    """Let an appraisal go on past its day, of one unit's sheet or of all; the timetable stays as it is."""
    criteria_set = lock(criteria_set)
    require(may_publish(roles_of(actor, at), criteria_set))
    if until < local_date(at):
        raise InputError(Problem("until", f"ngày {written(until)} đã qua.", "Ghi một ngày từ hôm nay."))
    said = _stated(reason)
    row = AppraisalExtension.objects.create(criteria_set=criteria_set, unit=unit, step=step, until=until, reason=said)
    new = {"step": step, "until": until.isoformat(), "unit": str(unit) if unit else None}
    record(row, "appraisal.extended", actor=actor, at=at, new=new, reason=said)
    return row


def _hand(sheet: Sheet) -> dict[str, str | bool | None]:
    return {"is_locked": sheet.is_locked, "open_until": sheet.open_until.isoformat() if sheet.open_until else None}


def _stated(reason: str) -> str:
    said = clean(reason, lines=True)
    if not said:
        raise InputError(Problem("reason", "chưa ghi lý do.", "Nêu lý do để ghi vào lịch sử của phiếu."))
    return said
