"""The list of a dossier: whom the unit puts forward, with the achievements in its own words (III.3.a)."""

from datetime import datetime
from typing import Any

from django.db import transaction

from thidua.accounts.models import User
from thidua.audit.actions import record
from thidua.core.calendar import local_date
from thidua.core.errors import InputError, Problem
from thidua.core.text import clean
from thidua.dossiers.actions.locking import lock_dossier
from thidua.dossiers.enums import Kind
from thidua.dossiers.models import Dossier, Nomination
from thidua.dossiers.permissions import may_edit
from thidua.dossiers.subjects import Nominee
from thidua.organizations.models import Unit
from thidua.organizations.permissions import require
from thidua.organizations.queries import posts_of, roles_of


@transaction.atomic
def nominate(dossier: Dossier, nominee: Nominee, *, achievement: str, actor: User, at: datetime) -> Nomination:
    """Put a collective or a person of the unit on the dossier's list."""
    dossier = lock_dossier(dossier)
    require(may_edit(roles_of(actor, at), dossier, at))
    _require_of_this_unit(dossier, nominee, at)
    fields: dict[str, Any] = (
        {"kind": Kind.TAP_THE, "unit": nominee}
        if isinstance(nominee, Unit)
        else {"kind": Kind.CA_NHAN, "person": nominee}
    )
    if dossier.nominations.filter(**fields).exists():
        raise InputError(Problem("nominee", f"{nominee} đã có trong danh sách của hồ sơ này."))
    nomination = Nomination.objects.create(dossier=dossier, achievement=clean(achievement, lines=True), **fields)
    record(dossier, "dossier.nominated", actor=actor, at=at, new={"kind": fields["kind"], "name": str(nominee)})
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
def describe_achievement(nomination: Nomination, *, achievement: str, actor: User, at: datetime) -> Nomination:
    """Write the achievements anew; the report is drafted anew from them."""
    dossier = lock_dossier(nomination.dossier)
    require(may_edit(roles_of(actor, at), dossier, at))
    old = nomination.achievement
    nomination.achievement = clean(achievement, lines=True)
    nomination.save(update_fields=["achievement"])
    record(
        dossier,
        "dossier.achievement_described",
        actor=actor,
        at=at,
        old={"achievement": old},
        new={"achievement": nomination.achievement, "name": str(nomination.nominee)},
    )
    return nomination


@transaction.atomic
def withdraw_nomination(nomination: Nomination, *, actor: User, at: datetime) -> None:
    """Take a nominee off a dossier that is still being written; the record of events keeps the name."""
    dossier = lock_dossier(nomination.dossier)
    require(may_edit(roles_of(actor, at), dossier, at))
    name = str(nomination.nominee)
    nomination.papers.all().delete()
    nomination.verdicts.all().delete()
    nomination.delete()
    record(dossier, "dossier.nomination_withdrawn", actor=actor, at=at, old={"name": name})
