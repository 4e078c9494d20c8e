"""Quản trị: the sign-ins and roles of the authority whose administrator one is. No fact is seen or changed here."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any

from django.contrib import messages
from django.core import signing
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from thidua.accounts.models import User
from thidua.accounts.queries import second_factors
from thidua.accounts.wording import WORDS
from thidua.audit.queries import events_of
from thidua.core.calendar import local_date
from thidua.core.errors import InputError, Problem
from thidua.organizations.actions.sign_ins import (
    NewSignIn,
    Slip,
    open_sign_ins,
    reset_password,
    reset_second_factor,
    resume_sign_in,
    stop_sign_in,
)
from thidua.organizations.http import ActorRequest, signed_in
from thidua.organizations.models import Post
from thidua.organizations.permissions import may_administer, open_sign_in, require
from thidua.organizations.queries.sign_ins import administered_units, people_without_sign_in, sign_ins_of
from thidua.portal.forms import OpenForm, ReasonForm, SignInFilterForm, WorkbookForm
from thidua.portal.queries.sign_in import assignments_of
from thidua.portal.sign_in_workbook import read, template
from thidua.ui.forms import carry_out

PER_PAGE, SHOWN = 25, 20


@require_GET
@signed_in
def sign_ins(request: ActorRequest) -> HttpResponse:
    """List the sign-ins of the authority: whose, in which roles of a day, with or without a second factor."""
    require(may_administer(request.roles))
    today = local_date(request.at)
    filters = SignInFilterForm(request.GET, units=partial(administered_units, request.roles), today=today)
    day, text = filters.day(today), filters.said("ten") or ""
    found = sign_ins_of(request.roles, day, text=text, unit=filters.said("don_vi"))
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "portal/sign_ins.html", {"filters": filters, "day": day, "page_obj": page})


@require_GET
@signed_in
def sign_in(request: ActorRequest, pk: int) -> HttpResponse:
    """Show one sign-in: its roles with their terms, and what was done to it."""
    return _detail(request, open_sign_in(request.roles, pk, request.at))


def _detail(request: ActorRequest, user: User, reason: ReasonForm | None = None, asked: str = "") -> HttpResponse:
    context = {
        "account": user,
        "assignments": assignments_of(user),
        "today": local_date(request.at),
        "factors": second_factors(user),
        "history": [(WORDS.get(event.verb, event.verb), event) for event in events_of(user)[:SHOWN]],
        "form": reason,
        "factor_form": reason if asked == "factor" else ReasonForm(prefix="f"),
        "stop_form": reason if asked == "stop" else ReasonForm(prefix="s"),
    }
    return render(request, "portal/sign_in.html", context, status=400 if reason else 200)


@never_cache
@require_POST
@signed_in
def give_password(request: ActorRequest, pk: int) -> HttpResponse:
    """Give a password that opens once, and show its slip: nowhere else can it be read."""
    user = open_sign_in(request.roles, pk, request.at)
    password = reset_password(user, actor=request.user, at=request.at)
    user.refresh_from_db(fields=["temporary_until"])
    return _slips(request, [Slip(user, user.account.person, password, user.temporary_until or request.at)])


@require_POST
@signed_in
def remove_factor(request: ActorRequest, pk: int) -> HttpResponse:
    """Take away a second factor that was lost."""
    user, form = open_sign_in(request.roles, pk, request.at), ReasonForm(request.POST, prefix="f")
    require(may_administer(request.roles))
    if carry_out(form, lambda reason: reset_second_factor(user, reason=reason, actor=request.user, at=request.at)):
        messages.success(request, _("Đã gỡ lớp xác thực thứ hai; chủ tài khoản được báo."))
        return redirect("portal:sign_in", pk)
    return _detail(request, user, form, "factor")


@require_POST
@signed_in
def stop(request: ActorRequest, pk: int) -> HttpResponse:
    """Close a sign-in."""
    user, form = open_sign_in(request.roles, pk, request.at), ReasonForm(request.POST, prefix="s")
    require(may_administer(request.roles))
    if carry_out(form, lambda reason: stop_sign_in(user, reason=reason, actor=request.user, at=request.at)):
        messages.success(request, _("Đã ngừng tài khoản; các phiên đang mở đã kết thúc."))
        return redirect("portal:sign_in", pk)
    return _detail(request, user, form, "stop")


@require_POST
@signed_in
def resume(request: ActorRequest, pk: int) -> HttpResponse:
    """Open a stopped sign-in again."""
    resume_sign_in(open_sign_in(request.roles, pk, request.at), actor=request.user, at=request.at)
    messages.success(request, _("Đã mở lại tài khoản."))
    return redirect("portal:sign_in", pk)


@never_cache
@require_http_methods(["GET", "POST"])
@signed_in
def open_one(request: ActorRequest) -> HttpResponse:
    """Open the sign-in of one person, and show its slip."""
    require(may_administer(request.roles))
    posts = {post.person_id: post for post in people_without_sign_in(request.roles, local_date(request.at))}
    form = OpenForm(request.POST or None, posts=posts.values())
    slips: list[Slip] = []

    def act(person: int, username: str, email: str) -> None:
        row = NewSignIn(posts[person].person, username, email)
        slips.extend(open_sign_ins([row], actor=request.user, at=request.at))

    if request.method == "POST" and carry_out(form, act):
        return _slips(request, slips)
    return render(request, "portal/sign_in_form.html", {"form": form})


@require_GET
@signed_in
def workbook_template(request: ActorRequest) -> HttpResponseBase:
    """Send the workbook in which sign-ins are asked for."""
    require(may_administer(request.roles))
    today = local_date(request.at)
    return template(list(people_without_sign_in(request.roles, today)), today)


@never_cache
@require_http_methods(["GET", "POST"])
@signed_in
def open_many(request: ActorRequest) -> HttpResponse:
    """Read a workbook, show what it asks; then, asked again with what was shown, open all of it or nothing."""
    require(may_administer(request.roles))
    if "shown" in request.POST:
        return _open_shown(request)
    form = WorkbookForm(request.POST or None, request.FILES or None)
    if request.method != "POST" or not form.is_valid():
        return _workbook(request, form)
    try:
        posts = list(people_without_sign_in(request.roles, local_date(request.at)))
        return _workbook(request, form, rows=read(form.cleaned_data["file"].read(), posts))
    except InputError as error:
        return _workbook(request, form, problems=error.problems)


def _open_shown(request: ActorRequest) -> HttpResponse:
    posts = {post.person_id: post for post in people_without_sign_in(request.roles, local_date(request.at))}
    try:
        packed = signing.loads(request.POST["shown"], salt=_salt(request), max_age=3600)
        rows = [_unpacked(each, posts) for each in packed]
        return _slips(request, open_sign_ins(rows, actor=request.user, at=request.at))
    except (signing.BadSignature, KeyError):
        stale = Problem(
            "", _("Bản xem trước đã cũ: danh sách đã thay đổi hoặc quá một giờ."), _("Hãy tải tệp lên lại.")
        )
        return _workbook(request, WorkbookForm(), problems=[stale])
    except InputError as error:
        return _workbook(request, WorkbookForm(), problems=error.problems)


def _workbook(
    request: ActorRequest, form: WorkbookForm, *, rows: Sequence[NewSignIn] = (), problems: Sequence[Problem] = ()
) -> HttpResponse:
    shown = signing.dumps([_packed(row) for row in rows], salt=_salt(request), compress=True) if rows else ""
    context = {"form": form, "rows": rows, "shown": shown, "problems": problems}
    return render(request, "portal/sign_in_workbook.html", context, status=400 if problems else 200)


def _salt(request: ActorRequest) -> str:
    return f"thidua.sign-ins.{request.user.pk}"


def _packed(row: NewSignIn) -> list[object]:
    since, until = (day.isoformat() if day else None for day in (row.valid_from, row.valid_until))
    return [row.person.pk, row.username, row.email, row.role, since, until, row.basis, row.where]


def _unpacked(packed: list[Any], posts: Mapping[int, Post]) -> NewSignIn:
    key, username, email, role, since, until, basis, where = packed
    post = posts[key]
    days = [date.fromisoformat(day) if day else None for day in (since, until)]
    return NewSignIn(post.person, username, email, role, post.unit, days[0], days[1], basis, where)


def _slips(request: ActorRequest, slips: Sequence[Slip]) -> HttpResponse:
    return render(request, "portal/slips.html", {"slips": slips, "address": request.build_absolute_uri("/")})
