"""A criteria set before and under use: read, tried on sample values, entered anew, opened for the communes."""

import json
from functools import partial

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from thidua.core.calendar import local_date
from thidua.core.text import slug
from thidua.files.http import attachment
from thidua.movements.queries import movement_to_cite
from thidua.organizations.enums import UnitKind
from thidua.organizations.http import ActorRequest, act_on_a_page, signed_in
from thidua.organizations.permissions import require
from thidua.organizations.queries import overseen_units
from thidua.scoring.actions import open_sheets, revise_criteria_set
from thidua.scoring.definitions import read_definition
from thidua.scoring.forms.setup import RevisionForm
from thidua.scoring.forms.sheets import SheetForm
from thidua.scoring.permissions import may_publish, may_revise, open_set
from thidua.scoring.queries import appraisers_of, sets_visible_to
from thidua.scoring.rule_words import rule_words
from thidua.scoring.scorecards import scored_by
from thidua.scoring.succession import comparison_of
from thidua.scoring.views.rounds import ACT


@require_GET
@signed_in
def criteria(request: ActorRequest, pk: int) -> HttpResponse:
    """Show every criterion with the regulation's words, its rule, who appraises it, and what became of last year's."""
    criteria_set = open_set(request.roles, pk)
    parsed = read_definition(criteria_set.definition)
    owners = appraisers_of(criteria_set)
    context = {
        "set": criteria_set,
        "parsed": parsed,
        "parts": [
            (
                field,
                owners.get(field.code),
                [(each, rule_words(each), field.groups_begun.get(each.code)) for each in field.criteria],
            )
            for field in parsed.fields
        ],
        "comparison": comparison_of(criteria_set),
        "may_run": may_publish(request.roles, criteria_set) is None,
        "may_revise": may_revise(request.roles, criteria_set) is None,
        "movement": movement_to_cite(request.roles),
    }
    return render(request, "scoring/criteria.html", context)


@require_GET
@signed_in
def definition(request: ActorRequest, pk: int) -> HttpResponse:
    """Send the set as a file that can be changed and entered again."""
    criteria_set = open_set(request.roles, pk)
    content = json.dumps(criteria_set.definition, ensure_ascii=False, indent=1).encode()
    name = f"bo-tieu-chi-{slug(criteria_set.code)}-{criteria_set.year}.json"
    return attachment(content, name=name, media_type="application/json")


@require_http_methods(["GET", "POST"])
@signed_in
def try_out(request: ActorRequest, pk: int) -> HttpResponse:
    """Score sample values by the set; nothing is kept."""
    criteria_set = open_set(request.roles, pk)
    form = SheetForm(request.POST or None, criteria_set=read_definition(criteria_set.definition), entries={})
    total = scored_by(criteria_set, form.entries) if request.method == "POST" and form.is_valid() else None
    context = {"set": criteria_set, "form": form, "total": total, "criteria": form.criteria_set.criteria}
    return render(request, "scoring/try.html", context, status=400 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@signed_in
def revise(request: ActorRequest, pk: int) -> HttpResponse:
    """Enter the set anew while no sheet is opened under it."""
    criteria_set = open_set(request.roles, pk)
    require(may_revise(request.roles, criteria_set))
    form = RevisionForm(
        request.POST or None,
        request.FILES or None,
        known=sets_visible_to(request.roles).exclude(pk=pk),
        initial={"year": criteria_set.year},
    )
    return act_on_a_page(
        request,
        form,
        partial(revise_criteria_set, criteria_set),
        template=ACT,
        title=_("Thay bộ tiêu chí"),
        done=_("Đã thay bộ tiêu chí."),
        back=reverse("scoring:criteria", args=[pk]),
        top=str(criteria_set),
    )


@require_POST
@signed_in
def open_for_communes(request: ActorRequest, pk: int) -> HttpResponse:
    """Open a sheet for every commune of the authority; from then on the set is frozen."""
    criteria_set = open_set(request.roles, pk)
    require(may_publish(request.roles, criteria_set))
    communes = overseen_units(request.roles, local_date(request.at)).filter(kind__in=UnitKind.communes)
    units = communes.filter(authority=criteria_set.authority)
    opened = open_sheets(criteria_set, units, actor=request.user, at=request.at)
    messages.success(request, _("Đã mở %(n)s phiếu.") % {"n": len(opened)})
    return redirect("scoring:sheets", pk)
