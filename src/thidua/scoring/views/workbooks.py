"""A sheet as a workbook: out, back in with a preview of every criterion, and kept."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core import signing
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from thidua.core.errors import InputError
from thidua.core.scoring import Criterion
from thidua.core.text import slug
from thidua.files.http import attachment
from thidua.organizations.http import ActorRequest, signed_in
from thidua.organizations.permissions import require
from thidua.scoring.actions import save_self_score
from thidua.scoring.entries import words_of
from thidua.scoring.forms.sheets import WorkbookForm
from thidua.scoring.known import known_of
from thidua.scoring.merging import Merged, merged
from thidua.scoring.models import Sheet
from thidua.scoring.permissions import may_self_score, open_sheet
from thidua.scoring.scorecards import set_of
from thidua.scoring.workbook import Reading, read_workbook, write_workbook
from thidua.ui.forms import add_problems
from thidua.ui.xlsx import MEDIA_TYPE

SALT, KEPT_FOR, CONTENT = "thidua.scoring.workbook", 24 * 3600, "noi-dung"


@dataclass(frozen=True)
class Row:
    """One criterion that the workbook, or somebody on the site, has changed."""

    place: int
    criterion: Criterion
    kept: str
    said: str
    outcome: str


@require_GET
@signed_in
def export(request: ActorRequest, pk: int) -> HttpResponse:
    """Send the whole sheet, prefilled with what stands there now and, where nothing does, with what is known."""
    found = open_sheet(request.roles, pk)
    known = {code: each.entry for code, each in known_of(found, request.at).items()}
    name = f"phieu-{slug(found.unit.name)}-{found.criteria_set.year}.xlsx"
    return attachment(write_workbook(found, found.self_entries, known), name=name, media_type=MEDIA_TYPE)


@require_http_methods(["GET", "POST"])
@signed_in
def upload(request: ActorRequest, pk: int) -> HttpResponse:
    """Read a workbook and show what it would change; nothing is kept yet."""
    found = open_sheet(request.roles, pk)
    require(may_self_score(request.roles, found, request.at))
    form = WorkbookForm(request.POST or None, request.FILES or None)
    context: dict[str, Any] = {"sheet": found, "form": form, "rows": None}
    if request.method == "POST" and form.is_valid():
        try:
            reading = read_workbook(form.cleaned_data["file"].read(), found)
        except InputError as error:
            for problem in error.problems:
                form.add_error("file", str(problem).removeprefix("file: "))
        else:
            context |= _preview(found, reading)
    return render(request, "scoring/workbook.html", context, status=400 if form.errors else 200)


def _preview(found: Sheet, reading: Reading) -> dict[str, Any]:
    both = merged(reading.base, found.self_entries, reading.entries)
    criteria = set_of(found).criteria
    changed = dict.fromkeys(both.taken, "taken") | dict.fromkeys(both.theirs, "theirs")
    changed |= dict.fromkeys(both.clashes, "clash")
    rows = [
        Row(
            place,
            criterion,
            _words(criterion, found.self_entries),
            _words(criterion, reading.entries),
            changed[criterion.code],
        )
        for place, criterion in enumerate(criteria)
        if criterion.code in changed
    ]
    content = {"entries": reading.entries, "base": reading.base, "seen": _only(found.self_entries, both.clashes)}
    signed = signing.dumps([found.pk, content], salt=SALT, compress=True)
    return {"rows": rows, "signed": signed, "counts": _counts(both, len(criteria))}


def _words(criterion: Criterion, entries: Mapping[str, Any]) -> str:
    raw = entries.get(criterion.code) or {}
    return "; ".join(part for part in (words_of(criterion, raw), str(raw.get("note") or "")) if part)


def _only(entries: Mapping[str, Any], codes: tuple[str, ...]) -> dict[str, Any]:
    return {code: entries.get(code) for code in codes}


def _counts(both: Merged, whole: int) -> dict[str, int]:
    counts = {name: len(getattr(both, name)) for name in ("taken", "theirs", "clashes")}
    return counts | {"same": whole - sum(counts.values())}


@require_POST
@signed_in
def apply(request: ActorRequest, pk: int) -> HttpResponse:
    """Keep what the preview showed; where both had changed, what the person chose."""
    found = open_sheet(request.roles, pk)
    require(may_self_score(request.roles, found, request.at))
    try:
        signed_for, content = signing.loads(request.POST.get(CONTENT, ""), salt=SALT, max_age=KEPT_FOR)
    except signing.BadSignature:
        signed_for, content = None, {}
    if signed_for != found.pk:
        messages.error(request, _("Bản xem trước đã cũ. Hãy nạp lại tệp."))
        return redirect("scoring:import_workbook", pk)
    base, entries = content["base"], content["entries"]
    places = {criterion.code: place for place, criterion in enumerate(set_of(found).criteria)}
    for code, seen in content["seen"].items():
        base[code] = seen
        if request.POST.get(f"chon-{places[code]}") != "tep":
            entries[code] = seen
    try:
        save_self_score(found, _stated(entries), base=_stated(base), actor=request.user, at=request.at)
    except InputError as error:
        form = WorkbookForm({})
        add_problems(form, error)
        return render(request, "scoring/workbook.html", {"sheet": found, "form": form, "rows": None}, status=409)
    messages.success(request, _("Đã ghi số liệu của tệp vào phiếu."))
    return redirect("scoring:self_score_sheet", pk)


def _stated(entries: Mapping[str, Any]) -> dict[str, Any]:
    return {code: entry for code, entry in entries.items() if entry is not None}
