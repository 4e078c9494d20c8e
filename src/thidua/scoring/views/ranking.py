"""The published ranking: on the page, as a workbook, and as the file that anybody can score again."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from thidua.core.digest import canonical
from thidua.core.json_text import exact
from thidua.core.text import slug
from thidua.movements.queries import movement_to_cite
from thidua.organizations.http import ActorRequest, signed_in
from thidua.scoring.models import CriteriaSet, Publication, Ranking
from thidua.scoring.permissions import may_try, open_set
from thidua.scoring.queries import ranking_lines, sheets_visible_to
from thidua.ui.xlsx import workbook_response

COLUMNS = (
    (gettext_lazy("Hạng"), 8),
    (gettext_lazy("Khối"), 14),
    (gettext_lazy("Hạng trong khối"), 10),
    (gettext_lazy("Đơn vị"), 34),
    (gettext_lazy("Điểm"), 10),
    (gettext_lazy("Điểm tối đa"), 12),
    (gettext_lazy("Chỉ số (%)"), 12),
    (gettext_lazy("Xếp loại"), 16),
    (gettext_lazy("Thay đổi điểm"), 15),
    (gettext_lazy("Thay đổi thứ hạng"), 18),
    (gettext_lazy("Ghi chú"), 50),
)


@dataclass(frozen=True)
class Row:
    """One line of the table; a rank shared by several says so."""

    line: Ranking
    sheet: int | None
    is_tied: bool
    points_change: Decimal | None
    rank_change: int | None

    @property
    def rank_fall(self) -> int:
        return -(self.rank_change or 0)

    @property
    def band(self) -> str:
        found = self.line.detail.get("band") or {}
        return str(found.get("name") or found.get("code") or "")

    @property
    def block_rank(self) -> int | None:
        found: int | None = self.line.detail.get("group_rank")
        return found

    @property
    def block(self) -> str:
        return str(self.line.detail.get("group") or "")

    @property
    def note(self) -> str:
        """Say why there is no rank, or nothing to compare it with."""
        if self.line.rank is None:
            return str(self.line.detail.get("reason") or "")
        if self.line.incomparable:
            return _("không so sánh được với năm trước: %s") % self.line.incomparable
        if self.line.compared_with:
            return self.line.compared_with
        return "" if self.points_change is not None else _("không có kết quả năm trước")


def _rows(lines: Iterable[Ranking], sheets: Mapping[int, int] | None = None) -> Iterator[Row]:
    """`sheets`: those one may open, by unit."""
    known = list(lines)
    times = Counter(line.rank for line in known)
    for line in known:
        change = exact(line.detail.get("change") or {})
        is_tied = line.rank is not None and times[line.rank] > 1
        yield Row(line, (sheets or {}).get(line.unit_id), is_tied, change.get("points"), change.get("rank"))


def _published(criteria_set: CriteriaSet) -> Publication:
    publication: Publication | None = getattr(criteria_set, "publication", None)
    if publication is None:
        raise Http404
    return publication


@require_GET
@signed_in
def ranking(request: ActorRequest, pk: int) -> HttpResponse:
    """Show who stands where, why, and how to check it."""
    criteria_set = open_set(request.roles, pk)
    sheets = dict(sheets_visible_to(request.roles).filter(criteria_set=criteria_set).values_list("unit_id", "pk"))
    rows = list(_rows(ranking_lines(criteria_set), sheets))
    context = {
        "set": criteria_set,
        "publication": getattr(criteria_set, "publication", None),
        "rows": rows,
        "has_blocks": len({row.block for row in rows}) > 1,
        "has_bands": any(row.band for row in rows),
        "places": int(criteria_set.definition.get("rounding", 2)),
        "may_try": may_try(request.roles, criteria_set) is None,
        "movement": movement_to_cite(request.roles),
    }
    return render(request, "scoring/ranking.html", context)


@require_GET
@signed_in
def export(request: ActorRequest, pk: int) -> FileResponse:
    """Send the ranking as a workbook."""
    criteria_set = open_set(request.roles, pk)
    _published(criteria_set)
    rows = (
        (
            row.line.rank,
            row.block,
            row.block_rank,
            row.line.unit.name,
            row.line.points,
            row.line.maximum,
            row.line.index,
            row.band,
            row.points_change,
            row.rank_change,
            row.note,
        )
        for row in _rows(ranking_lines(criteria_set))
    )
    columns = [(str(heading), width) for heading, width in COLUMNS]
    return workbook_response(f"xep-hang-{_name(criteria_set)}.xlsx", str(criteria_set), columns, rows)


@require_GET
@signed_in
def bundle(request: ActorRequest, pk: int) -> HttpResponse:
    """Send the whole input as scored: `thidua score` gives the same answer, `sha256sum` the same digest."""
    criteria_set = open_set(request.roles, pk)
    response = HttpResponse(canonical(_published(criteria_set).bundle), content_type="application/json")
    response["Content-Disposition"] = f'attachment; filename="cham-diem-{_name(criteria_set)}.json"'
    return response


def _name(criteria_set: CriteriaSet) -> str:
    return f"{slug(criteria_set.code)}-{criteria_set.year}"
