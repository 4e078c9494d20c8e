"""A criteria set with a criterion of every kind; sheets at any stage, as they stand there or by the acts to there."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from tests.factories.world import START, World, enter_units, make_unit, moment
from thidua.accounts.models import User
from thidua.organizations.enums import LineageKind, UnitKind
from thidua.organizations.models import Account, LineageAct, LineageLink, RoleAssignment, Unit
from thidua.organizations.queries import remembered_roles
from thidua.scoring.actions import appraise_sheet, publish_results
from thidua.scoring.enums import SheetState
from thidua.scoring.models import CriteriaSet, Publication, Sheet

OPENED = moment(2023, 11, 16)
SCORED = moment(2023, 11, 20)
APPRAISED = moment(2023, 11, 25)
PUBLISHED = moment(2023, 11, 29)
SIMPLE = {
    "code": "cchc-xa",
    "name": "Bộ tiêu chí CCHC cấp xã",
    "fields": [
        {
            "code": "I",
            "name": "Chỉ đạo, điều hành",
            "criteria": [
                {"code": "1.1", "name": "Văn hóa công sở", "max": 10, "rule": {"kind": "fixed"}},
                {"code": "1.2", "name": "Hồ sơ đúng hạn", "max": 10, "rule": {"kind": "linear"}},
            ],
        }
    ],
}
GOOD: Mapping[str, Any] = {"1.1": {"points": 9.5}, "1.2": {"numerator": 79, "denominator": 82}}
POOR: Mapping[str, Any] = {"1.1": {"points": 5}, "1.2": {"numerator": 1, "denominator": 2}}

_RULES: Mapping[str, dict[str, Any]] = {
    "fixed": {"kind": "fixed"},
    "linear": {"kind": "linear", "cap": 90, "floor": 60},
    "ratio_tiers": {"kind": "ratio_tiers", "tiers": [{"min": 100, "points": 3}, {"min": 95, "points": 2}]},
    "boolean": {"kind": "boolean", "points_false": 1},
    "options": {
        "kind": "options",
        "options": [{"key": "mô hình mới", "points_max": 2}, {"key": "không có", "points": 0}],
    },
    "all_of": {"kind": "all_of", "conditions": ["có kế hoạch", "đã kiểm tra"]},
    "count_tiers": {"kind": "count_tiers", "tiers": [{"min": 6, "points": 3}, {"min": 4, "points": 1.5}], "zero": 0},
    "count_unit": {"kind": "count_unit", "unit": 0.5},
    "deadline_tiers": {"kind": "deadline_tiers", "tiers": [{"max_days": 30, "points": 3}]},
    "fixed_deduction": {"kind": "fixed_deduction", "points": 0.5, "per": "occurrence", "limit": 2},
    "per_day_deduction": {"kind": "per_day_deduction", "points": 0.25, "limit": 2},
    "complement": {"kind": "complement", "parts": ["quá hạn", "có phản ánh"], "cap": 95},
    "fallback": {"kind": "linear", "last_year_parts": 12},
    "grades": {"kind": "grades", "grades": [{"key": "tốt", "percent": 100}, {"key": "khá", "percent": 75}]},
    "severity": {"kind": "severity", "levels": [{"key": "vi phạm nhẹ", "percent": 50}]},
    "survey": {"kind": "survey", "weights": {"A": 100, "B": 60}, "ignored": ["E"]},
    "year_on_year": {"kind": "year_on_year", "least": 2},
    "external": {"kind": "external", "of": "SIPAS"},
    "rank_tiers": {"kind": "rank_tiers", "tiers": [{"max_rank": 3, "points": 3}, {"max_rank": 10, "points": 1}]},
    "formula": {"kind": "formula", "variables": {"x": "việc đã xong"}, "otherwise": "toi_da * x / 10"},
    "branch": {
        "kind": "branch",
        "cases": [
            {"key": "có kế hoạch", "rule": {"kind": "linear"}},
            {"key": "không có", "rule": {"kind": "all_of", "conditions": ["có tổ chức"]}},
        ],
    },
    "bonus": {"kind": "bonus"},
    "informational": {"kind": "informational"},
}
EVERY_KIND: dict[str, Any] = {
    "code": "moi-loai",
    "name": "Bộ tiêu chí có mọi loại quy tắc",
    "fields": [
        {
            "code": "I",
            "name": "Mọi loại",
            "criteria": [
                {"code": kind, "name": f"Tiêu chí {kind}", "max": 0 if kind == "informational" else 3, "rule": rule}
                for kind, rule in _RULES.items()
            ],
        }
    ],
}

EVERY_ENTRY: Mapping[str, Any] = {
    "fixed": {"points": 2.25, "note": "Biên bản 12/BB-UBND; =không phải công thức"},
    "linear": {"numerator": 1234, "denominator": 1500.5},
    "ratio_tiers": {"numerator": 97, "denominator": 100},
    "boolean": {"value": False},
    "options": {"option": "mô hình mới", "points": 1.5},
    "all_of": {"conditions": {"có kế hoạch": True, "đã kiểm tra": False}},
    "count_tiers": {"count": 5},
    "count_unit": {"not_applicable": True, "note": "Không phát sinh"},
    "deadline_tiers": {"done": False},
    "fixed_deduction": {"count": 0},
    "per_day_deduction": {"days": 3},
    "complement": {"total": 200, "parts": {"quá hạn": 4, "có phản ánh": 1.5}},
    "fallback": {"numerator": 80, "denominator": 0, "last_year": 1200},
    "grades": {"option": "khá"},
    "severity": {"option": "vi phạm nhẹ"},
    "survey": {"answers": {"A": 30, "B": 0, "E": 2}},
    "year_on_year": {"now": 81.5, "before": 79},
    "external": {"value": 84.25},
    "rank_tiers": {"rank": 3},
    "formula": {"values": {"x": 7}},
    "branch": {"case": "không có", "conditions": {"có tổ chức": True}},
    "bonus": {"points": 0.1},
    "informational": {"value": "theo dõi"},
}


def make_set(world: World, definition: Mapping[str, Any] = SIMPLE, *, year: int = 2023) -> CriteriaSet:
    """A set as it stands in the database once entered, without the act."""
    named = {name: definition[name] for name in ("code", "name")}
    return CriteriaSet.objects.create(authority=world.huyen, year=year, definition=definition, **named)


@remembered_roles()
def make_sheet(world: World, definition: Mapping[str, Any] = SIMPLE, unit: Unit | None = None) -> Sheet:
    """An open sheet, of UBND xã Trực Chính if nobody else is named."""
    return make_set(world, definition).sheets.create(unit=unit or world.truc_chinh)


@remembered_roles()
def self_scored(world: World, entries: Mapping[str, Any] = GOOD) -> Sheet:
    """A sheet as it stands once handed in, without the act."""
    known = {"state": SheetState.SELF_SCORED, "self_entries": entries, "appraised_entries": entries}
    return make_set(world).sheets.create(unit=world.truc_chinh, **known)


@remembered_roles()
def appraised(world: World, entries: Mapping[str, Any] = GOOD) -> Sheet:
    return appraise_sheet(self_scored(world), entries, actor=world.thuong_truc, at=APPRAISED)


@remembered_roles()
def published(
    world: World,
    results: Mapping[Unit, Mapping[str, Any]],
    *,
    year: int = 2023,
    at: datetime = PUBLISHED,
    definition: Mapping[str, Any] = SIMPLE,
) -> Publication:
    """A published ranking of the units with these entries, which were appraised before."""
    criteria_set = make_set(world, definition, year=year)
    Sheet.objects.bulk_create(
        Sheet(criteria_set=criteria_set, unit=unit, state=SheetState.APPRAISED, appraised_entries=entries)
        for unit, entries in results.items()
    )
    return publish_results(criteria_set, actor=world.thuong_truc, at=at)


def make_communes(world: World, count: int) -> list[Unit]:
    of = {"kind": UnitKind.XA, "parent": world.huyen, "authority": world.huyen, "valid_from": START}
    return enter_units([Unit(name=f"UBND xã Mẫu {place:02}", **of) for place in range(1, count + 1)])


def become(kind: LineageKind, on: date, old: Unit, new: Unit) -> None:
    """Record that one unit became another."""
    act = LineageAct.objects.create(kind=kind, effective_on=on, legal_basis="Nghị quyết", certainty="C")
    LineageLink.objects.create(act=act, predecessor=old, successor=new)


def province_user(world: World) -> User:
    """Somebody of another authority, who sees nothing of the district."""
    tinh = make_unit("UBND tỉnh Nam Định", UnitKind.TINH)
    user = User.objects.create_user("tinh")
    Account.objects.create(user=user, person=world.people["clerk"])
    RoleAssignment.objects.create(
        user=user,
        unit=make_unit("Sở Y tế", UnitKind.CO_QUAN_CHUYEN_MON, parent=tinh),
        role="can_bo",
        valid_from=date(2021, 1, 1),
    )
    return user
