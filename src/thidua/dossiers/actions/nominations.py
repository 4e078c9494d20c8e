"""The list of a dossier: whom the unit puts forward, with the achievements in its own words (III.3.a)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from thidua.accounts.models import User
from thidua.audit.actions import lock, record
from thidua.core.calendar import local_date
from thidua.core.digest import digest_of
from thidua.core.errors import InputError, Problem
from thidua.core.text import clean
from thidua.dossiers.actions.locking import lock_dossier
from thidua.dossiers.actions.proofs import let_go_of_proofs
from thidua.dossiers.actions.signed_papers import let_go_of_nominee
from thidua.dossiers.enums import Kind
from thidua.dossiers.models import Dossier, Nomination
from thidua.dossiers.permissions import may_edit
from thidua.dossiers.queries.dossiers import nominations_of, subject_of
from thidua.dossiers.subjects import Nominee, subject_for
from thidua.organizations.models import Unit
from thidua.organizations.permissions import in_place, require
from thidua.organizations.queries import posts_of, roles_of


@dataclass(frozen=True)
class Wish:
    """What the page says of one candidate; `seen`: the mark of what was recorded when it was opened."""

    nominee: Nominee
    is_listed: bool
    achievement: str
    seen: str = ""

    @property
    def is_untouched(self) -> bool:
        """Tell whether it is word for word what the page showed, whatever somebody else wrote meanwhile."""
        return self.seen == _mark(self.is_listed, clean(self.achievement, lines=True))

    @property
    def key(self) -> str:
        subject = subject_for(self.nominee)
        return f"{subject.kind}-{subject.pk}"


@transaction.atomic
def nominate(dossier: Dossier, nominee: Nominee, *, achievement: str, actor: User, at: datetime) -> Nomination:
    """Put a collective or a person of the unit on the dossier's list."""
    dossier = lock_dossier(dossier)
    require(may_edit(roles := roles_of(actor, at), dossier, at))
    _require_of_this_unit(dossier, nominee, at)
    fields: dict[str, Any] = (
        {"kind": Kind.TAP_THE, "unit": nominee}
        if isinstance(nominee, Unit)
        else {"kind": Kind.CA_NHAN, "person": nominee}
    )
    if dossier.nominations.filter(**fields).exists():
        raise InputError(Problem("nominee", f"{nominee} đã có trong danh sách của hồ sơ này."))
    said = {"achievement": clean(achievement, lines=True), "withdrawn_at": None}
    nomination, _is_new = Nomination.everyone.update_or_create(dossier=dossier, **fields, defaults=said)
    record(
        dossier,
        "dossier.nominated",
        actor=actor,
        at=at,
        new={"kind": fields["kind"], "name": str(nominee), **in_place(roles, dossier.unit)},
    )
    return nomination


def _require_of_this_unit(dossier: Dossier, nominee: Nominee, at: datetime) -> None:
    """A dossier names the unit itself, units under it, and people who work there."""
    if isinstance(nominee, Unit):
        inside = nominee.path.startswith(dossier.unit.path)
    else:
        post = posts_of([nominee.pk], local_date(at)).get(nominee.pk)
        inside = post is not None and post.unit.path.startswith(dossier.unit.path)
    if not inside:
        raise InputError(
            Problem("nominee", f"{nominee} hiện không thuộc {dossier.unit}.", "Đơn vị đang quản lý lập hồ sơ đề nghị.")
        )


@transaction.atomic
def describe_achievement(
    nomination: Nomination, *, achievement: str, seen: str = "", actor: User, at: datetime
) -> Nomination:
    """Write the achievements anew; the report is drafted anew from them.

    `seen`: the mark of the text that the writer had before him; what somebody wrote meanwhile is never lost silently.
    """
    dossier, nomination = lock_dossier(nomination.dossier), lock(nomination, "unit", "person")
    require(may_edit(roles := roles_of(actor, at), dossier, at))
    old, said = nomination.achievement, clean(achievement, lines=True)
    if seen not in ("", mark_of(nomination)) and said != old:
        raise InputError(overtaken("achievement", nomination))
    nomination.achievement = said
    nomination.save(update_fields=["achievement"])
    record(
        dossier,
        "dossier.achievement_described",
        actor=actor,
        at=at,
        old={"achievement": old},
        new={"achievement": nomination.achievement, "name": str(nomination.nominee), **in_place(roles, dossier.unit)},
    )
    return nomination


def mark_of(nomination: Nomination | None) -> str:
    """Return a short digest of what is recorded of a nominee, to notice that somebody wrote meanwhile."""
    return _mark(nomination is not None, nomination.achievement if nomination else "")


def _mark(is_listed: bool, achievement: str) -> str:  # noqa: FBT001 - one of two things marked
    return digest_of([is_listed, achievement])[:16]


def overtaken(where: str, nomination: Nomination) -> Problem:
    """Say that somebody wrote meanwhile, and what, so that both texts are at hand."""
    words = f"trong lúc bạn gõ, người khác đã ghi về {nomination.nominee}: “{nomination.achievement}”"
    return Problem(where, words, "Gộp hai nội dung rồi ghi lại.")


@transaction.atomic
def settle_list(dossier: Dossier, wishes: Sequence[Wish], *, actor: User, at: datetime) -> Dossier:
    """Make the list what one page says: who is on it, and each one's achievements. All of it or nothing."""
    dossier = lock_dossier(dossier)
    require(may_edit(roles_of(actor, at), dossier, at))
    held = {subject_of(row): row for row in nominations_of(dossier)}
    problems = [
        problem for wish in wishes if (problem := _problem(wish, held.get(subject_for(wish.nominee)))) is not None
    ]
    if problems:
        raise InputError(*problems)
    for wish in (each for each in wishes if not each.is_untouched):
        row, said = held.get(subject_for(wish.nominee)), clean(wish.achievement, lines=True)
        if wish.is_listed and row is None:
            nominate(dossier, wish.nominee, achievement=said, actor=actor, at=at)
        elif row is not None and not wish.is_listed:
            withdraw_nomination(row, actor=actor, at=at)
        elif row is not None and said != row.achievement:
            describe_achievement(row, achievement=said, actor=actor, at=at)
    return dossier


def _problem(wish: Wish, row: Nomination | None) -> Problem | None:
    said = clean(wish.achievement, lines=True)
    if wish.is_untouched:
        return None
    if row is None and said and not wish.is_listed:
        what = f"đã ghi thành tích của {wish.nominee} mà chưa chọn đề nghị."
        return Problem(f"text-{wish.key}", what, "Chọn đề nghị, hoặc xóa phần thành tích.")
    is_same = wish.is_listed == (row is not None) and (row is None or said == row.achievement)
    if is_same or wish.seen in ("", mark_of(row)):
        return None
    if row is None:
        return Problem(f"text-{wish.key}", f"trong lúc bạn gõ, người khác đã rút {wish.nominee}.", "Xem lại rồi ghi.")
    return overtaken(f"text-{wish.key}", row)


@transaction.atomic
def withdraw_nomination(nomination: Nomination, *, actor: User, at: datetime) -> None:
    """Take a nominee off a dossier that is still being written; the record of events keeps the name.

    Whoever was in a dossier already sent keeps his row, withdrawn: the verdicts of then stay as they were.
    """
    dossier = lock_dossier(nomination.dossier)
    require(may_edit(roles := roles_of(actor, at), dossier, at))
    name = str(nomination.nominee)
    nomination.papers.all().delete()
    let_go_of_nominee(nomination, actor=actor, at=at)
    let_go_of_proofs(nomination, actor=actor, at=at)
    if nomination.verdicts.exists():
        nomination.withdrawn_at = at
        nomination.save(update_fields=["withdrawn_at"])
    else:
        nomination.delete()
    record(
        dossier,
        "dossier.nomination_withdrawn",
        actor=actor,
        at=at,
        old={"name": name},
        new=in_place(roles, dossier.unit),
    )
