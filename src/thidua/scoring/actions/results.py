"""Publication: every sheet scored at once, ranked, with the whole input and its digest."""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from importlib.metadata import version
from typing import Any

from django.db import transaction

from thidua.accounts.models import User
from thidua.audit.actions import change_state, events_together, lock, record
from thidua.core.calendar import local_date
from thidua.core.digest import digest_of
from thidua.core.errors import InputError, Problem
from thidua.core.json_text import exact
from thidua.core.scoring import UnitScore, make_bundle, parse_scoring, score, unit_as_dict
from thidua.organizations.permissions import require
from thidua.organizations.queries import roles_of
from thidua.scoring.bundles import bundle_of, unit_in_bundle
from thidua.scoring.enums import SHEET_TRANSITIONS, SheetState
from thidua.scoring.models import CriteriaSet, Publication, Ranking, Sheet
from thidua.scoring.permissions import may_publish
from thidua.scoring.queries import Before, results_before
from thidua.scoring.succession import why_changed


@transaction.atomic
@events_together()
def publish_results(criteria_set: CriteriaSet, *, actor: User, at: datetime) -> Publication:
    """Score every appraised sheet at once, rank, and publish as a bundle that `thidua score` recomputes."""
    criteria_set = lock(criteria_set, "authority")
    require(may_publish(roles_of(actor, at), criteria_set))
    sheets = _settled_sheets(criteria_set)
    before = results_before([sheet.unit_id for sheet in sheets], criteria_set, why_changed(criteria_set))
    units = [unit_in_bundle(each.unit, each.appraised_entries, before[each.unit_id]) for each in sheets]
    raw = exact(bundle_of(criteria_set.definition, units))
    scores = score(parse_scoring(raw))
    published = {"on": local_date(at).isoformat(), "by": criteria_set.authority.name, "year": criteria_set.year}
    bundle = _json(make_bundle(raw, version=version("thidua"), published=published))
    publication = Publication.objects.create(
        criteria_set=criteria_set, published_at=at, bundle=bundle, sha256=digest_of(bundle)
    )
    Ranking.objects.bulk_create(_lines(publication, scores, before))
    for sheet in sheets:
        change_state(sheet, SheetState.PUBLISHED, table=SHEET_TRANSITIONS, verb="sheet.published", actor=actor, at=at)
    record(publication, "scores.published", actor=actor, at=at, new={"sha256": publication.sha256})
    return publication


def _settled_sheets(criteria_set: CriteriaSet) -> list[Sheet]:
    sheets = list(criteria_set.sheets.select_for_update(of=("self",)).select_related("unit").order_by("pk"))
    if not sheets:
        raise InputError(Problem("sheets", "Bộ tiêu chí chưa có phiếu nào.", "Mở phiếu cho các đơn vị trước."))
    if waiting := [str(sheet.unit) for sheet in sheets if sheet.state not in SheetState.settled]:
        raise InputError(Problem("sheets", f"Còn {len(waiting)} phiếu chưa thẩm định: {', '.join(waiting)}."))
    return sheets


def _lines(publication: Publication, scores: tuple[UnitScore, ...], before: Mapping[int, Before]) -> list[Ranking]:
    ranked = sum(line.rank is not None for line in scores)
    return [
        Ranking(
            publication=publication,
            unit_id=int(line.code),
            points=line.points,
            maximum=line.max,
            index=line.index,
            rank=line.rank,
            of_units=ranked,
            detail=_json(unit_as_dict(line)),
            incomparable=before[int(line.code)].incomparable,
            compared_with=before[int(line.code)].words,
        )
        for line in scores
    ]


def _json(value: Any) -> Any:
    """Make exact numbers what a JSON column holds."""
    if isinstance(value, Decimal):
        return float(value)
    if isinstance(value, dict):
        return {key: _json(item) for key, item in value.items()}
    return [_json(item) for item in value] if isinstance(value, list | tuple) else value
