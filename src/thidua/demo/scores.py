"""The communes' sheets, from self-scoring to publication, drawn so that the ranks of the story come out."""

import json
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from functools import partial
from random import Random
from typing import Any

from thidua.core.json_text import compact_json
from thidua.criteria import load_criteria_set
from thidua.demo.story import Story
from thidua.demo.world import Act, World, moment, on
from thidua.scoring.actions.results import publish_results
from thidua.scoring.actions.rounds import charge_office, set_timetable
from thidua.scoring.actions.sets import create_criteria_set, open_sheets
from thidua.scoring.actions.sheets import appraise_sheet, self_score

Entries = dict[str, dict[str, Any]]
_SET = "cchc-xa-trinh-dien"
_LAST_RANK, _BEST = 21, 2
_DAYS = {  # of November, all of them assumed
    "self_scoring_from": 17,
    "self_scoring_until": 22,
    "appraisal_until": 27,
    "explanation_until": 28,
    "reappraisal_until": 29,
}
PROOF = "Báo cáo kèm theo (giả định)"
_BETTER = {"1.4": {"count": 7}, "3.6": {"count": 0}, "7.4": {"count": 140}, "5.2": {"numerator": 19, "denominator": 20}}


def acts(story: Story) -> Iterator[Act]:
    for year in story.years:
        phase = f"Chấm điểm năm {year}"
        yield Act(moment(year, 11, 16, 14), phase, partial(_open, year))
        for place, key in enumerate(_order(story)):
            yield Act(self_scored_at(year, place), phase, partial(_self_score, year, key))
            yield Act(moment(year, 11, 25 + place // 8, 8 + place % 8, 30), phase, partial(_appraise, year, key))
        yield Act(moment(year, 11, 29, 10), phase, partial(_publish, year))


def _order(story: Story) -> list[str]:
    """Return the communes as they hand in their sheets, Trực Chính last."""
    return sorted(story.raw["communes"], key=lambda key: key == "truc_chinh")


def self_scored_at(year: int, place: int) -> datetime:
    """Return when the unit in that place hands in its sheet: 17–22 November, in working hours."""
    return on(date(year, 11, 17) + timedelta(days=place // 4), 10 + place % 4)


def _open(year: int, world: World, at: datetime) -> None:
    actor = world.user("thuong_truc")
    definition = json.loads(compact_json(load_criteria_set(_SET).definition))  # as a JSON column keeps it
    criteria_set = create_criteria_set(world.units["huyen"], year=year, definition=definition, actor=actor, at=at)
    charge_office(criteria_set, field="VII", unit=world.units["van_hoa"], actor=actor, at=at)
    dates = {step: date(year, 11, day) for step, day in _DAYS.items()}
    set_timetable(criteria_set, block="", actor=actor, at=at, **dates)
    keys = world.story.ranks(year)
    sheets = open_sheets(criteria_set, [world.units[key] for key in keys], actor=actor, at=at)
    world.memory["set", year] = criteria_set
    world.memory["sheets", year] = dict(zip(keys, sheets, strict=True))


def _self_score(year: int, key: str, world: World, at: datetime) -> None:
    """A unit sees itself a little better than the appraisal will."""
    chance = world.rng("self-score", year, key)
    entries = drawn(world, year, key)
    if world.story.ranks(year)[key] > _BEST:
        code = chance.choice(list(_BETTER))
        entries |= {code: {"note": PROOF, **_BETTER[code]}}
    sheet = world.memory["sheets", year][key]
    world.memory["sheets", year][key] = self_score(sheet, entries, actor=world.head(key), at=at)


def _appraise(year: int, key: str, world: World, at: datetime) -> None:
    sheet = world.memory["sheets", year][key]
    entries = drawn(world, year, key)
    note = "" if entries == sheet.self_entries else "Điều chỉnh theo tài liệu kiểm chứng."
    world.memory["sheets", year][key] = appraise_sheet(
        sheet, entries, note=note, actor=world.user("thuong_truc"), at=at
    )


def _publish(year: int, world: World, at: datetime) -> None:
    world.memory["publication", year] = publish_results(
        world.memory["set", year], actor=world.user("thuong_truc"), at=at
    )


def drawn(world: World, year: int, key: str) -> Entries:
    """Return the entries by which the unit ranks as told; two units told the same rank have the same sheet."""
    rank = world.story.ranks(year)[key]
    strength = (_LAST_RANK - rank) / (_LAST_RANK - 1)
    entries = _judged(rank, strength) | _measured(strength, year, world.rng("scores", year, rank))
    return {code: {"note": PROOF, **entry} for code, entry in entries.items()}


def _ratio(share: float, whole: int) -> dict[str, int]:
    return {"numerator": min(round(share * whole), whole), "denominator": whole}


def _measured(strength: float, year: int, chance: Random) -> Entries:
    """Every share grows with strength, and a little from year to year."""
    grown = (year - 2021) * 0.02
    files, staff, reviewed = chance.randint(620, 980), 20, chance.randint(38, 60)
    late = chance.randint(1, 4)
    return {
        "1.2": _ratio(0.8 + 0.18 * strength, 50),
        "2.2": {"not_applicable": True} if chance.random() < 0.2 else _ratio(0.8 + 0.2 * strength, reviewed),  # noqa: PLR2004
        "3.1": _ratio(1 if strength > 0.5 else 0.96 if strength > 0.25 else 0.9, 225),  # noqa: PLR2004
        "3.2": _ratio(0.88 + 0.1 * strength, files),
        "3.3": _ratio(0.5 + 0.28 * strength + grown, files),
        "3.4": _ratio(1, late),
        "3.5": _ratio(1, chance.randint(2, 9)),
        "5.1": _ratio(0.8 + 0.2 * strength, staff),
        "5.2": _ratio(0.95 if strength > 0.6 else 0.8 if strength > 0.2 else 0.6, staff),  # noqa: PLR2004
        "6.1": _ratio(0.7 + 0.24 * strength, chance.randint(2400, 5200)),
        "6.3": _ratio(0.9 + 0.1 * strength, 10),
        "7.1": _ratio(0.36 + 0.3 * strength + grown, files),
        "7.2": _ratio(0.18 + 0.26 * strength + grown, files),
        "7.3": _ratio(0.99 if strength > 0.55 else 0.93 if strength > 0.2 else 0.8, chance.randint(280, 420)),  # noqa: PLR2004
        "1.7.2": _ratio(1 if strength > 0.6 else 0.85 if strength > 0.3 else 0.5, 20),  # noqa: PLR2004
        "3.8": {"total": files, "parts": {"trễ hẹn": round(files * 0.06 * (1 - strength)), "có phản ánh": late}},
        "6.4": {"values": {"chi": 4000 - round(400 * strength), "du_toan": 4000}},
        "8.3": _answers(strength),
        "8.4": {"value": round(62 + 30 * strength + 100 * grown / 10, 2)},
        "9.5": {"now": round(50 + 28 * strength + 100 * grown, 1), "before": round(50 + 28 * strength, 1)},
        "8.1": _ratio(0.76 + 0.18 * strength, 100),
        "8.2": _ratio(1 if strength > 0.3 else 0.94, chance.randint(900, 2100)),  # noqa: PLR2004
        "9.4": {"value": chance.randint(0, 12)},
    }


def _judged(rank: int, strength: float) -> Entries:
    """Answers, choices and counts, each of them never worse for the stronger: `at(share)` says who is strong enough."""

    def at(share: float) -> bool:
        return strength >= share

    return {
        "1.1": {"days": 21 if at(0.4) else 44},
        "1.3": {"days": 0 if at(0.7) else 1 if at(0.45) else 3},
        "1.4": {"count": 7 if at(0.8) else 5 if at(0.3) else 3},
        "1.5": {"conditions": {"có kế hoạch kiểm tra": True, "đã kiểm tra": True, "đã khắc phục tồn tại": at(0.15)}},
        "1.6": {"count": 2 if at(0.9) else 1 if at(0.35) else 0},
        "1.7.1": {"value": True},
        "2.1": {"value": True},
        "2.3": {"option": "thường xuyên" if at(0.5) else "không thường xuyên"},
        "3.6": {"count": 0 if at(0.25) else 1},
        "3.7": _model(strength),
        "4.1": {"value": True},
        "4.2": {"value": at(0.1)},
        "4.3": {"count": 5 if at(0.55) else 2},
        "5.3": {"count": 0 if at(0.2) else 1},
        "4.4": {
            "option": f"hoàn thành {'xuất sắc nhiệm vụ' if at(0.9) else 'tốt nhiệm vụ' if at(0.25) else 'nhiệm vụ'}"
        },
        "5.5": {"option": "không vi phạm" if at(0.2) else "vi phạm nhẹ"},
        "8.5": {"rank": min(rank, _LAST_RANK)},
        "5.4": {"points": 2.75 if at(0.95) else 2.5 if at(0.65) else 2},
        "6.2": {"days": 22 if at(0.6) else 38},
        "7.4": {"count": 120 if at(0.85) else 70},
        "7.5": {"conditions": {"có quyết định thành lập": True, "có hoạt động hằng quý": at(0.35)}},
        "9.1": {"points": 1 if rank <= _BEST else 0},
        "9.2": {"points": 0},
        "9.3": {"count": 0 if at(0.1) else 1},
    }


def _answers(strength: float) -> dict[str, Any]:
    """Of 120 people asked, the more are content the stronger the unit."""
    content = 40 + round(60 * strength)
    given = {"Rất hài lòng": content, "Hài lòng": 110 - content, "Bình thường": 6, "Không hài lòng": 4}
    return {"answers": given}


def _model(strength: float) -> dict[str, Any]:
    if strength >= 0.75:  # noqa: PLR2004 - invented
        return {"option": "mô hình mới", "points": 1.5}
    return {"option": "cải tiến mô hình cũ", "points": 1} if strength > 0.4 else {"option": "không có"}  # noqa: PLR2004
