"""A dossier's way: draft → confirmed by the head → submitted (`submission`) → received, recalled or returned."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from thidua.accounts.models import User
from thidua.audit.actions import change_state, lock, record
from thidua.core.calendar import is_past
from thidua.core.digest import digest_of
from thidua.core.errors import InputError, NotAllowed, Problem
from thidua.core.text import clean
from thidua.dossiers.actions.extensions import add_extension
from thidua.dossiers.actions.locking import lock_dossier
from thidua.dossiers.actions.papers import sign_papers
from thidua.dossiers.completeness import faults_of_papers
from thidua.dossiers.enums import DOSSIER_TRANSITIONS, DossierState
from thidua.dossiers.mails import return_letter
from thidua.dossiers.models import Dossier, Return
from thidua.dossiers.permissions import (
    may_accept,
    may_confirm,
    may_recall,
    may_return,
    may_start,
    may_unconfirm,
)
from thidua.dossiers.places import Place
from thidua.dossiers.queries.dossiers import deadline_for, dossier_of, submissions_of
from thidua.dossiers.sealing import sealed_content
from thidua.mail.actions import queue_mail
from thidua.movements.models import Round
from thidua.organizations.enums import Role
from thidua.organizations.models import Unit
from thidua.organizations.permissions import in_place, require, signs_as
from thidua.organizations.queries import person_of, roles_of


@transaction.atomic
def start_dossier(round_: Round, unit: Unit, *, actor: User, at: datetime) -> Dossier:
    """Begin the unit's dossier of a round, or return the one it has begun."""
    require(may_start(roles := roles_of(actor, at), round_, unit, at))
    lock(round_)
    if existing := dossier_of(round_, unit):
        return existing
    dossier = Dossier.objects.create(authority=unit.authority or unit, round=round_, unit=unit)
    record(dossier, "dossier.started", actor=actor, at=at, new=in_place(roles, unit))
    return dossier


@transaction.atomic
def confirm_dossier(dossier: Dossier, *, actor: User, at: datetime) -> Dossier:
    """The head confirms the reports and the list (III.3.b): signs, and the papers are numbered and dated."""
    dossier = lock_dossier(dossier)
    require(may_confirm(roles := roles_of(actor, at), dossier, at))
    if problems := faults_of_papers(dossier):
        raise InputError(*problems)
    dossier.confirmed_by = person_of(actor)
    capacity = signs_as(roles, dossier.unit, Role.THU_TRUONG)
    sign_papers(dossier, signer=dossier.confirmed_by, capacity=capacity, actor=actor, at=at)
    new = {"capacity": capacity} if capacity else {}
    _move(dossier, DossierState.CONFIRMED, "dossier.confirmed", actor=actor, at=at, new=new)
    return dossier


@transaction.atomic
def unconfirm_dossier(dossier: Dossier, *, reason: str, actor: User, at: datetime) -> Dossier:
    """The head gives it back to the officer for changes; what was signed and numbered stays so."""
    dossier = lock_dossier(dossier)
    require(may_unconfirm(roles_of(actor, at), dossier))
    _move(dossier, DossierState.DRAFT, "dossier.unconfirmed", actor=actor, at=at, reason=_said(reason))
    return dossier


@transaction.atomic
def recall_dossier(dossier: Dossier, *, reason: str, actor: User, at: datetime) -> Dossier:
    """The unit takes back what nobody has received yet; the receipt number stays its own."""
    dossier = lock_dossier(dossier)
    require(may_recall(roles := roles_of(actor, at), dossier, at))
    _move(
        dossier,
        DossierState.DRAFT,
        "dossier.recalled",
        actor=actor,
        at=at,
        reason=_said(reason),
        new=in_place(roles, dossier.unit),
    )
    return dossier


@transaction.atomic
def accept_dossier(dossier: Dossier, *, actor: User, at: datetime) -> Dossier:
    """The secretariat receives what is still word for word what was sent."""
    dossier = lock_dossier(dossier)
    require(may_accept(roles_of(actor, at), dossier))
    if digest_of(sealed_content(dossier)) != dossier.seal:
        raise NotAllowed("Nội dung hồ sơ không còn khớp với dấu niêm phong lúc nộp; hãy báo quản trị hệ thống.")
    _move(dossier, DossierState.ACCEPTED, "dossier.accepted", actor=actor, at=at)
    return dossier


@transaction.atomic
def return_dossier(
    dossier: Dossier,
    *,
    reason: str,
    places: Mapping[Place, str] | None = None,
    until: datetime | None = None,
    actor: User,
    at: datetime,
) -> Dossier:
    """Give it back for completion, once, with the reasons: `reason` for the whole, `places` for each paper.

    `until` is the later deadline, needed once the old one is past.
    """
    dossier = lock_dossier(dossier)
    require(may_return(roles_of(actor, at), dossier))
    said, spoken = _said(reason), [(place, _said(why)) for place, why in (places or {}).items() if _said(why)]
    problems = []
    if not said and not spoken:
        problems.append(Problem("reason", "Chưa ghi lý do trả lại.", "Ghi rõ cần bổ sung những gì."))
    if until is None and is_past(at, deadline_for(dossier.round, dossier.unit).until):
        problems.append(Problem("until", "Đã hết hạn gửi hồ sơ.", "Ghi hạn bổ sung để đơn vị gửi lại được."))
    if problems:
        raise InputError(*problems)
    dossier.return_reason = "\n".join(filter(None, [said, *(f"{place.label}: {why}" for place, why in spoken)]))
    if until is not None:
        why = f"Bổ sung hồ sơ được trả lại: {dossier.return_reason}"
        add_extension(dossier.round, dossier.unit, until=until, reason=why, actor=actor, at=at)
    Return.objects.create(
        dossier=dossier,
        submission=submissions_of(dossier).last(),
        at=at,
        reason=said,
        places=[
            {"slot": place.slot, "nomination": place.nomination, "label": place.label, "reason": why}
            for place, why in spoken
        ],
        until=until,
    )
    _move(dossier, DossierState.RETURNED, "dossier.returned", actor=actor, at=at, reason=dossier.return_reason)
    letter = return_letter(dossier, deadline_for(dossier.round, dossier.unit).until)
    queue_mail(dossier.unit, **letter, about=dossier, at=at)
    return dossier


def _said(reason: str) -> str:
    return clean(reason, lines=True)


def _move(dossier: Dossier, to: str, verb: str, *, actor: User, at: datetime, **told: Any) -> None:
    change_state(dossier, to, table=DOSSIER_TRANSITIONS, verb=verb, actor=actor, at=at, **told)
