"""The secretariat's side of a survey: opened, invitations made, results entered, watched, closed."""

from base64 import b64encode
from dataclasses import dataclass
from functools import partial
from io import BytesIO

from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from thidua.core.calendar import local_date
from thidua.core.errors import InputError, Problem
from thidua.files.http import attachment
from thidua.organizations.http import ActorRequest, act_on_a_page, signed_in
from thidua.organizations.models import Unit
from thidua.organizations.permissions import require
from thidua.scoring.actions import close_survey, enter_survey_counts, extend_survey, make_invitations, start_survey
from thidua.scoring.forms.surveys import WORKBOOK, CountsForm, InvitationForm, LaterForm, SurveyForm
from thidua.scoring.models import Survey
from thidua.scoring.permissions import (
    may_close_survey,
    may_extend_survey,
    may_import_counts,
    may_invite,
    may_survey,
    open_set,
    open_survey,
)
from thidua.scoring.queries import units_with_sheets
from thidua.scoring.queries.surveys import surveys_of
from thidua.scoring.survey_workbook import read_counts, write_counts
from thidua.scoring.surveys import answers_of, criterion_of, lines_of, surveyed_criteria
from thidua.scoring.views.rounds import ACT
from thidua.ui.forms import carry_out
from thidua.ui.xlsx import MEDIA_TYPE, workbook_response


@dataclass(frozen=True)
class Slip:
    """`picture`: the address as a QR code, an SVG in a data URI."""

    unit: Unit
    address: str
    picture: str


@require_GET
@signed_in
def surveys(request: ActorRequest, pk: int) -> HttpResponse:
    """List the criteria that a survey answers, with how far each survey is."""
    criteria_set = open_set(request.roles, pk)
    found = surveys_of(criteria_set)
    rows = [(criterion, found.get(code)) for code, criterion in surveyed_criteria(criteria_set).items()]
    refusal = may_survey(request.roles, criteria_set)
    is_whole = all(survey for _criterion, survey in rows)
    context = {"set": criteria_set, "rows": rows, "may_start": refusal is None and not is_whole}
    return render(request, "scoring/surveys.html", context)


@require_http_methods(["GET", "POST"])
@signed_in
def start(request: ActorRequest, pk: int) -> HttpResponse:
    """Begin a survey for a criterion that has none."""
    criteria_set = open_set(request.roles, pk)
    require(may_survey(request.roles, criteria_set))
    found = surveys_of(criteria_set)
    criteria = [(code, f"{code} {each.name}") for code, each in surveyed_criteria(criteria_set).items()]
    form = SurveyForm(request.POST or None, criteria=[each for each in criteria if each[0] not in found])
    return act_on_a_page(
        request,
        form,
        partial(start_survey, criteria_set),
        template=ACT,
        title=_("Lập khảo sát"),
        done=_("Đã lập khảo sát. Làm phiếu mời hoặc nạp kết quả từ bảng tính."),
        back=reverse("scoring:surveys", args=[pk]),
        top=str(criteria_set),
    )


@require_GET
@signed_in
def survey(request: ActorRequest, pk: int) -> HttpResponse:
    """Show how many were invited and answered, unit by unit; what they answered once nobody can answer any more."""
    found = open_survey(request.roles, pk)
    lines = lines_of(found)
    context = {
        "survey": found,
        "criterion": criterion_of(found),
        "answers": answers_of(criterion_of(found)),
        "lines": lines,
        "invited": sum(line.invited for line in lines),
        "answered": sum(line.answered for line in lines),
        "is_over": found.is_over(local_date(request.at)),
        "may_invite": may_invite(request.roles, found, request.at) is None,
        "may_import": may_import_counts(request.roles, found) is None,
        "may_extend": may_extend_survey(request.roles, found, request.at) is None,
        "may_close": may_close_survey(request.roles, found) is None,
    }
    return render(request, "scoring/survey.html", context)


@never_cache
@require_http_methods(["GET", "POST"])
@signed_in
def invite(request: ActorRequest, pk: int) -> HttpResponseBase:
    """Make slips and show them once, to be printed, or as a workbook of addresses."""
    found = open_survey(request.roles, pk)
    require(may_invite(request.roles, found, request.at))
    form = InvitationForm(request.POST or None, units=units_with_sheets(found.criteria_set))
    made: list[tuple[Unit, str]] = []

    def act(units: list[Unit], each: int, **_rest: object) -> None:
        made.extend(make_invitations(found, units=units, each=each, actor=request.user, at=request.at))

    if request.method == "POST" and carry_out(form, act):
        slips = [(unit, request.build_absolute_uri(reverse("survey:answer", args=[token]))) for unit, token in made]
        if form.cleaned_data["out"] == WORKBOOK:
            rows = [(at, unit.name, address) for at, (unit, address) in enumerate(slips, start=1)]
            columns = [(_("STT"), 6), (_("Đơn vị"), 36), (_("Địa chỉ trả lời, dùng một lần"), 60)]
            return workbook_response(f"phieu-moi-{found.pk}.xlsx", found.question, columns, rows)
        pictured = [Slip(unit, address, _picture(address)) for unit, address in slips]
        return render(request, "scoring/survey_slips.html", {"survey": found, "slips": pictured})
    context = {"survey": found, "form": form}
    return render(request, "scoring/survey_invite.html", context, status=400 if form.errors else 200)


def _picture(address: str) -> str:
    import qrcode
    from qrcode.image.svg import SvgPathImage

    file = BytesIO()
    qrcode.make(address, image_factory=SvgPathImage, border=1).save(file)
    return f"data:image/svg+xml;base64,{b64encode(file.getvalue()).decode()}"


@require_GET
@signed_in
def counts_workbook(request: ActorRequest, pk: int) -> HttpResponse:
    """Send the workbook in which results are entered; those kept stand in it once nobody can answer any more."""
    found = open_survey(request.roles, pk)
    _require_over(request, found)
    return attachment(write_counts(found), name=f"khao-sat-{found.pk}.xlsx", media_type=MEDIA_TYPE)


def _require_over(request: ActorRequest, found: Survey) -> None:
    """Results while people answer would let who runs the survey watch single answers come in."""
    if not found.is_over(local_date(request.at)):
        require(may_import_counts(request.roles, found))


@require_http_methods(["GET", "POST"])
@signed_in
def enter(request: ActorRequest, pk: int) -> HttpResponse:
    """Enter results from a workbook, all of it or nothing."""
    found = open_survey(request.roles, pk)
    require(may_import_counts(request.roles, found))
    form, problems = CountsForm(request.POST or None, request.FILES or None), tuple[Problem, ...]()
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            counts = read_counts(found, file.read(), file.name)
            enter_survey_counts(found, counts=counts, actor=request.user, at=request.at)
        except InputError as error:
            problems = error.problems
        else:
            messages.success(request, _("Đã ghi kết quả khảo sát của %(n)s đơn vị.") % {"n": len(counts)})
            return redirect("scoring:survey", pk)
    context = {"survey": found, "form": form, "problems": problems}
    return render(request, "scoring/survey_counts.html", context, status=400 if problems or form.errors else 200)


@require_http_methods(["GET", "POST"])
@signed_in
def extend(request: ActorRequest, pk: int) -> HttpResponse:
    """Let people answer until a later day."""
    found = open_survey(request.roles, pk)
    require(may_extend_survey(request.roles, found, request.at))
    return act_on_a_page(
        request,
        LaterForm(request.POST or None, initial={"closes_on": found.closes_on}),
        partial(extend_survey, found),
        template=ACT,
        title=_("Gia hạn khảo sát"),
        done=_("Đã gia hạn. Phiếu mời đã phát vẫn dùng được."),
        back=reverse("scoring:survey", args=[pk]),
        top=found.question,
    )


@require_POST
@signed_in
def close(request: ActorRequest, pk: int) -> HttpResponse:
    """End the survey."""
    close_survey(open_survey(request.roles, pk), actor=request.user, at=request.at)
    messages.success(request, _("Đã đóng khảo sát. Kết quả tự điền vào phiếu chấm của các đơn vị."))
    return redirect("scoring:survey", pk)
