"""One unit's sheet: shown, filled in by the unit, appraised by the secretariat, answered by the unit."""

from collections.abc import Callable, Collection, Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from thidua.core.errors import InputError
from thidua.core.format import moment
from thidua.core.json_text import dump_json
from thidua.movements.queries import movement_to_cite
from thidua.organizations.history import history_of
from thidua.organizations.http import ActorRequest, signed_in
from thidua.organizations.permissions import require
from thidua.scoring.actions import appraise_fields as appraise_fields_of_sheet
from thidua.scoring.actions import appraise_sheet, explain_sheet, save_self_score, self_score
from thidua.scoring.events import SHEET_EVENTS
from thidua.scoring.forms.sheets import ExplanationForm, NoteForm, SheetForm
from thidua.scoring.known import Known, known_of
from thidua.scoring.merging import Overtaken
from thidua.scoring.models import Sheet
from thidua.scoring.permissions import (
    appraisal_until,
    fields_to_appraise,
    may_appraise,
    may_appraise_fields,
    may_explain,
    may_lock,
    may_prove,
    may_self_score,
    open_sheet,
)
from thidua.scoring.queries.proofs import proofs_of
from thidua.scoring.rounds import field_lines
from thidua.scoring.scorecards import entries_of_fields, entries_to_appraise, scorecard, set_of
from thidua.ui.forms import carry_out


@require_GET
@signed_in
def sheet(request: ActorRequest, pk: int) -> HttpResponse:
    """Show every criterion with its figures, its points and why; and what the person may do now."""
    found = open_sheet(request.roles, pk)
    context = {
        "sheet": found,
        "card": scorecard(found, proofs_of(found)),
        "steps": history_of(found, SHEET_EVENTS),
        "may_self_score": may_self_score(request.roles, found, request.at) is None,
        "may_appraise": may_appraise(request.roles, found, request.at) is None,
        "may_explain": may_explain(request.roles, found, request.at) is None,
        "may_appraise_fields": may_appraise_fields(request.roles, found, request.at) is None,
        "may_prove": may_prove(request.roles, found, request.at) is None,
        "appraisal_until": appraisal_until(found),
        "may_lock": may_lock(request.roles, found) is None,
        "timetable": found.timetable,
        "fields": field_lines(found),
        "movement": movement_to_cite(request.roles),
    }
    return render(request, "scoring/sheet.html", context)


def _fill(
    request: ActorRequest,
    found: Sheet,
    act: Callable[..., Sheet],
    *,
    kept: Mapping[str, Any],
    beside: Mapping[str, Any] | None = None,
    fields: Collection[str] | None = None,
    known: Mapping[str, Known] | None = None,
    done: str,
) -> HttpResponse:
    """Show the sheet as a form; carry out the act with what it says, or show it again with what was typed."""
    form = SheetForm(
        request.POST or None,
        criteria_set=set_of(found, fields),
        entries=kept,
        beside=beside,
        known=known,
        proofs=proofs_of(found),
    )
    note = NoteForm(request.POST or None)
    is_appraisal = beside is not None
    if request.method == "POST" and form.is_valid() and (not is_appraisal or note.is_valid()):
        said = {"note": note.cleaned_data["note"]} if is_appraisal else {}
        try:
            act(found, form.entries, base=form.base, **said, actor=request.user, at=request.at)
        except InputError as error:
            form.refuse(error)
        else:
            messages.success(request, done)
            return redirect("scoring:sheet", found.pk)
    context = {
        "sheet": found,
        "form": form,
        "note": note if is_appraisal else None,
        "may_prove": may_prove(request.roles, found, request.at) is None,
    }
    return render(request, "scoring/fill.html", context, status=400 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@signed_in
def self_score_sheet(request: ActorRequest, pk: int) -> HttpResponse:
    """Let the unit score itself and hand in."""
    found = open_sheet(request.roles, pk)
    require(may_self_score(request.roles, found, request.at))
    known, done = known_of(found, request.at), _("Đã nộp phiếu tự chấm.")
    return _fill(request, found, self_score, kept=found.self_entries, known=known, done=done)


@require_POST
@signed_in
def save_sheet(request: ActorRequest, pk: int) -> HttpResponse:
    """Keep what the unit has filled in so far."""
    found = open_sheet(request.roles, pk)
    require(may_self_score(request.roles, found, request.at))
    if request.headers.get("X-Requested-With") == "autosave":
        return _autosave(request, found)
    return _fill(request, found, save_self_score, kept=found.self_entries, done=_("Đã lưu tạm phiếu."))


def _autosave(request: ActorRequest, found: Sheet) -> JsonResponse:
    """Keep what is typed while the page stays; `base` is what the page knows to be kept from then on."""
    form = SheetForm(request.POST, criteria_set=set_of(found), entries=found.self_entries)
    if not form.is_valid():
        return JsonResponse({"words": _("Chưa lưu: có chỗ ghi chưa đúng. Bấm “Lưu tạm” để xem.")}, status=400)
    try:
        save_self_score(found, form.entries, base=form.base, actor=request.user, at=request.at)
    except Overtaken:
        words = _("Chưa lưu: người khác vừa ghi cùng tiêu chí. Bấm “Lưu tạm” để xem hai bản.")
        return JsonResponse({"words": words}, status=409)
    except InputError:
        return JsonResponse({"words": _("Chưa lưu: có chỗ ghi chưa đúng. Bấm “Lưu tạm” để xem.")}, status=400)
    return JsonResponse({"words": _("Đã tự lưu lúc %s.") % moment(request.at), "base": dump_json(form.entries)})


@require_http_methods(["GET", "POST"])
@signed_in
def appraise(request: ActorRequest, pk: int) -> HttpResponse:
    """Let the secretariat appraise, beginning with the figures as they stand."""
    found = open_sheet(request.roles, pk)
    require(may_appraise(request.roles, found, request.at))
    kept, done = entries_to_appraise(found), _("Đã ghi kết quả thẩm định.")
    known = known_of(found, request.at)
    return _fill(request, found, appraise_sheet, kept=kept, beside=found.self_entries, known=known, done=done)


@require_http_methods(["GET", "POST"])
@signed_in
def appraise_fields(request: ActorRequest, pk: int) -> HttpResponse:
    """Let an office appraise the fields that it owns."""
    found = open_sheet(request.roles, pk)
    require(may_appraise_fields(request.roles, found, request.at))
    fields, done = fields_to_appraise(request.roles, found), _("Đã ghi kết quả thẩm định lĩnh vực.")
    kept = entries_of_fields(found, found.appraised_entries, fields)
    known = known_of(found, request.at)
    return _fill(
        request,
        found,
        appraise_fields_of_sheet,
        kept=kept,
        beside=found.self_entries,
        fields=fields,
        known=known,
        done=done,
    )


@require_http_methods(["GET", "POST"])
@signed_in
def explain(request: ActorRequest, pk: int) -> HttpResponse:
    """Let the unit answer the appraisal."""
    found = open_sheet(request.roles, pk)
    require(may_explain(request.roles, found, request.at))
    form = ExplanationForm(request.POST or None)
    if request.method == "POST" and carry_out(form, explain_sheet, sheet=found, actor=request.user, at=request.at):
        messages.success(request, _("Đã gửi giải trình."))
        return redirect("scoring:sheet", pk)
    return render(request, "scoring/explain.html", {"sheet": found, "form": form})
