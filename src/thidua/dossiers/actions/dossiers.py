"""A dossier's way: draft → confirmed by the head → submitted, sealed, with a receipt → received or returned."""

import hashlib
import json
from datetime import date, datetime
from typing import Any

from django.db import transaction

from thidua.accounts.models import User
from thidua.audit.actions import change_state, lock, record
from thidua.core.calendar import add_working_days, fixed_holidays, local_date
from thidua.core.errors import InputError, NotAllowed, Problem
from thidua.dossiers.actions.papers import sign_papers
from thidua.dossiers.actions.verdicts import keep_verdicts
from thidua.dossiers.enums import DOSSIER_TRANSITIONS, DossierState, Kind, Slot, Stage
from thidua.dossiers.models import Dossier, Nomination
from thidua.dossiers.permissions import may_confirm, may_edit, may_recall, may_receive, may_start, may_submit
from thidua.dossiers.queries.dossiers import deadline_for, dossier_of, nominations_of, papers_of
from thidua.legal import load_law
from thidua.movements.models import Round
from thidua.organizations.models import Person, Unit
from thidua.organizations.permissions import require
from thidua.organizations.queries import person_of, posts_of, roles_of


@transaction.atomic
def start_dossier(round_: Round, unit: Unit, *, actor: User, at: datetime) -> Dossier:
    """Begin the unit's dossier of a round, or return the one it has begun."""
    require(may_start(roles_of(actor, at), round_, unit, at))
    lock(round_)
    if existing := dossier_of(round_, unit):
        return existing
    dossier = Dossier.objects.create(authority=unit.authority or unit, round=round_, unit=unit)
    record(dossier, "dossier.started", actor=actor, at=at)
    return dossier


@transaction.atomic
def nominate(dossier: Dossier, subject: Unit | Person, *, achievement: str, actor: User, at: datetime) -> Nomination:
    """Put a collective or a person of the unit on the dossier's list (III.3.a)."""
    dossier = lock(dossier)
    require(may_edit(roles_of(actor, at), dossier, at))
    _of_this_unit(dossier, subject, at)
    fields: dict[str, Any] = (
        {"kind": Kind.TAP_THE, "unit": subject}
        if isinstance(subject, Unit)
        else {"kind": Kind.CA_NHAN, "person": subject}
    )
    if dossier.nominations.filter(**fields).exists():
        raise InputError(Problem("nominee", f"{subject} đã có trong danh sách của hồ sơ này."))
    nomination = Nomination.objects.create(dossier=dossier, achievement=achievement, **fields)
    record(dossier, "dossier.nominated", actor=actor, at=at, new={"kind": fields["kind"], "name": str(subject)})
    return nomination


def _of_this_unit(dossier: Dossier, subject: Unit | Person, at: datetime) -> None:
    """A dossier names the unit itself, units under it, and people who work there."""
    if isinstance(subject, Unit):
        inside = subject.path.startswith(dossier.unit.path)
    else:
        post = posts_of([subject.pk], local_date(at)).get(subject.pk)
        inside = post is not None and post.unit.path.startswith(dossier.unit.path)
    if not inside:
        raise InputError(
            Problem("nominee", f"{subject} hiện không thuộc {dossier.unit}.", "Đơn vị đang quản lý lập hồ sơ đề nghị.")
        )


@transaction.atomic
def withdraw_nomination(nomination: Nomination, *, actor: User, at: datetime) -> None:
    """Take a nominee off a dossier that is still being written; the record of events keeps the name."""
    dossier = lock(nomination.dossier)
    require(may_edit(roles_of(actor, at), dossier, at))
    name = str(nomination.unit or nomination.person)
    nomination.papers.all().delete()
    nomination.verdicts.all().delete()
    nomination.delete()
    record(dossier, "dossier.nomination_withdrawn", actor=actor, at=at, old={"name": name})


@transaction.atomic
def confirm_dossier(dossier: Dossier, *, actor: User, at: datetime) -> Dossier:
    """The head confirms the reports and the list (III.3.b)."""
    dossier = lock(dossier)
    require(may_confirm(roles_of(actor, at), dossier, at))
    _complete(dossier)
    dossier.confirmed_by = person_of(actor)
    sign_papers(dossier, signer=dossier.confirmed_by, actor=actor, at=at)
    change_state(
        dossier, DossierState.CONFIRMED, table=DOSSIER_TRANSITIONS, verb="dossier.confirmed", actor=actor, at=at
    )
    return dossier


def _complete(dossier: Dossier) -> None:
    """The plan's three papers must be there (III.3): all that is missing, at once."""
    nominations = list(nominations_of(dossier))
    held = {(row.slot, row.nomination_id) for row in papers_of(dossier)}
    problems = [
        Problem(slot, f"Hồ sơ thiếu {Slot(slot).label.lower()} (khoản 3 mục III).")
        for slot in (Slot.TO_TRINH, Slot.BIEN_BAN)
        if (slot, None) not in held
    ] + [
        Problem(Slot.BAO_CAO, f"Thiếu báo cáo thành tích của {row.unit or row.person} (điểm b khoản 3 mục III).")
        for row in nominations
        if (Slot.BAO_CAO, row.pk) not in held
    ]
    if not nominations:
        problems.insert(0, Problem("nominees", "Hồ sơ chưa có tập thể, cá nhân nào.", "Thêm ít nhất một trường hợp."))
    if problems:
        raise InputError(*problems)


@transaction.atomic
def unconfirm_dossier(dossier: Dossier, *, reason: str, actor: User, at: datetime) -> Dossier:
    """The head gives it back to the officer for changes."""
    dossier = lock(dossier)
    require(may_confirm(roles_of(actor, at), dossier, at))
    change_state(
        dossier,
        DossierState.DRAFT,
        table={DossierState.CONFIRMED: (DossierState.DRAFT,)},
        verb="dossier.unconfirmed",
        actor=actor,
        at=at,
        reason=reason,
    )
    return dossier


def sealed_content(dossier: Dossier) -> dict[str, Any]:
    """Return what the seal covers: the list, the reports, the papers' content."""
    return {
        "round": dossier.round.code,
        "unit": {"id": dossier.unit_id, "name": dossier.unit.name},
        "confirmed_by": str(dossier.confirmed_by),
        "nominees": [
            {"id": row.pk, "kind": row.kind, "name": str(row.unit or row.person), "achievement": row.achievement}
            for row in nominations_of(dossier)
        ],
        "papers": [
            {"slot": row.slot, "nomination": row.nomination_id, "code": row.paper.code, "data": row.paper.data}
            for row in papers_of(dossier)
        ],
    }


def seal_of(content: dict[str, Any]) -> str:
    """Return the SHA-256 of the content written as canonical JSON."""
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


@transaction.atomic
def submit_dossier(dossier: Dossier, *, actor: User, at: datetime) -> Dossier:
    """Send it: sealed, with a receipt; verdicts of the moment are kept. Sent twice, the same receipt answers."""
    round_ = lock(dossier.round)
    dossier = lock(dossier)
    if dossier.state == DossierState.SUBMITTED:
        return dossier
    require(may_submit(roles_of(actor, at), dossier, at))
    round_.last_receipt += 1
    round_.save(update_fields=["last_receipt"])
    deadline = deadline_for(round_, dossier.unit)
    dossier.receipt = dossier.receipt or f"HS-{_round_code(round_)}-{round_.last_receipt:04d}"
    dossier.submitted_at = at
    dossier.sealed = sealed_content(dossier)
    dossier.seal = seal_of(dossier.sealed)
    dossier.late_reason = deadline.reason if at >= round_.deadline else ""
    dossier.return_reason = ""
    dossier.appraisal_due = _appraisal_due(at)
    change_state(
        dossier,
        DossierState.SUBMITTED,
        table=DOSSIER_TRANSITIONS,
        verb="dossier.submitted",
        actor=actor,
        at=at,
        new={"receipt": dossier.receipt, "seal": dossier.seal},
        reason=dossier.late_reason,
    )
    keep_verdicts(dossier, stage=Stage.SUBMISSION, at=at)
    return dossier


def _round_code(round_: Round) -> str:
    return "TK" if round_.is_five_year else str(round_.year)


def _appraisal_due(at: datetime) -> date:
    """Return the last day for the appraisal, counted in working days from the complete dossier."""
    start, law = local_date(at), load_law()
    days = int(law.value("appraisal_days", start).value)
    return add_working_days(start, days, fixed_holidays(law, start.year) | fixed_holidays(law, start.year + 1))


@transaction.atomic
def recall_dossier(dossier: Dossier, *, reason: str, actor: User, at: datetime) -> Dossier:
    """The unit takes back what nobody has received yet; the receipt number stays its own."""
    dossier = lock(dossier)
    require(may_recall(roles_of(actor, at), dossier, at))
    change_state(
        dossier,
        DossierState.DRAFT,
        table=DOSSIER_TRANSITIONS,
        verb="dossier.recalled",
        actor=actor,
        at=at,
        reason=reason,
    )
    return dossier


@transaction.atomic
def accept_dossier(dossier: Dossier, *, actor: User, at: datetime) -> Dossier:
    """The secretariat receives it; from now on its clock runs."""
    dossier = lock(dossier)
    require(may_receive(roles_of(actor, at), dossier))
    if seal_of(sealed_content(dossier)) != dossier.seal:
        raise NotAllowed("Nội dung hồ sơ không còn khớp với dấu niêm phong lúc nộp; hãy báo quản trị hệ thống.")
    change_state(dossier, DossierState.ACCEPTED, table=DOSSIER_TRANSITIONS, verb="dossier.accepted", actor=actor, at=at)
    return dossier


@transaction.atomic
def return_dossier(dossier: Dossier, *, reason: str, actor: User, at: datetime) -> Dossier:
    """Give it back for completion, with the reason."""
    dossier = lock(dossier)
    require(may_receive(roles_of(actor, at), dossier))
    if not reason.strip():
        raise InputError(Problem("reason", "Chưa ghi lý do trả lại.", "Ghi rõ cần bổ sung những gì."))
    dossier.return_reason = reason
    change_state(
        dossier,
        DossierState.RETURNED,
        table=DOSSIER_TRANSITIONS,
        verb="dossier.returned",
        actor=actor,
        at=at,
        reason=reason,
    )
    return dossier
