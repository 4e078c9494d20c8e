"""Criteria sets by year, and the sheets opened under them."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from thidua.accounts.models import User
from thidua.audit.actions import lock, record
from thidua.core.digest import digest_of
from thidua.core.errors import InputError, Problem
from thidua.core.json_text import exact
from thidua.core.scoring import parse_set
from thidua.organizations.models import Unit
from thidua.organizations.permissions import require
from thidua.organizations.queries import roles_of
from thidua.scoring.models import CriteriaSet, Sheet
from thidua.scoring.permissions import may_publish, may_revise, may_run_scoring


@transaction.atomic
def create_criteria_set(
    authority: Unit, *, year: int, definition: Mapping[str, Any], actor: User, at: datetime
) -> CriteriaSet:
    """Enter a set for a year: the "set" of a scoring file (II.2.đ). It is frozen once a sheet is opened under it."""
    require(may_run_scoring(roles_of(actor, at), authority))
    parsed = parse_set(exact(definition), "set")
    if CriteriaSet.objects.filter(authority=authority, code=parsed.code, year=year).exists():
        raise InputError(Problem("year", f"bộ tiêu chí “{parsed.code}” năm {year} đã có.", "Đặt mã hoặc năm khác."))
    row = CriteriaSet.objects.create(
        authority=authority, code=parsed.code, name=parsed.name, year=year, definition=definition
    )
    record(row, "criteria_set.created", actor=actor, at=at, new={"code": parsed.code, "year": year})
    return row


@transaction.atomic
def revise_criteria_set(
    criteria_set: CriteriaSet, *, definition: Mapping[str, Any], actor: User, at: datetime
) -> CriteriaSet:
    """Enter a set anew while no sheet is opened under it; from then on it is frozen."""
    criteria_set = lock(criteria_set)
    require(may_revise(roles_of(actor, at), criteria_set))
    parsed = parse_set(exact(definition), "set")
    if parsed.code != criteria_set.code:
        what = f"tệp là của bộ “{parsed.code}”, đang thay bộ “{criteria_set.code}”."
        raise InputError(Problem("file", what, "Giữ nguyên mã, hoặc lập bộ tiêu chí mới."))
    old = {"sha256": digest_of(criteria_set.definition)}
    criteria_set.name, criteria_set.definition = parsed.name, dict(definition)
    criteria_set.save(update_fields=["name", "definition"])
    new = {"sha256": digest_of(criteria_set.definition)}
    record(criteria_set, "criteria_set.revised", actor=actor, at=at, old=old, new=new)
    return criteria_set


@transaction.atomic
def open_sheets(criteria_set: CriteriaSet, units: Iterable[Unit], *, actor: User, at: datetime) -> list[Sheet]:
    """Open one sheet for each unit that has none."""
    criteria_set = lock(criteria_set)
    require(may_publish(roles_of(actor, at), criteria_set))
    known = set(criteria_set.sheets.values_list("unit_id", flat=True))
    sheets = Sheet.objects.bulk_create(
        Sheet(criteria_set=criteria_set, unit=unit) for unit in units if unit.pk not in known
    )
    record(criteria_set, "criteria_set.opened", actor=actor, at=at, new={"units": len(sheets)})
    return sheets
