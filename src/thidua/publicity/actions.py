"""Every change of a communication activity: drafted, approved, published."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from thidua.accounts.models import User
from thidua.audit.actions import change_state, lock, record
from thidua.core.calendar import local_date
from thidua.core.errors import InputError, Problem
from thidua.core.format import day as written
from thidua.core.text import clean
from thidua.files.actions import cite_upload, withdraw_citation
from thidua.files.models import Citation, Upload
from thidua.organizations.models import Unit
from thidua.organizations.permissions import in_place, require
from thidua.organizations.queries import roles_of
from thidua.publicity.enums import ACTIVITY_TRANSITIONS, ActivityState
from thidua.publicity.models import Activity
from thidua.publicity.permissions import may_approve_activity, may_draft_activity, may_publish_activity


@transaction.atomic
def draft_activity(unit: Unit, *, held_on: date, form: str, title: str, actor: User, at: datetime) -> Activity:
    """Enter an activity that was held (II.2.a); it counts once approved."""
    require(may_draft_activity(roles := roles_of(actor, at), unit))
    if held_on > local_date(at):
        what = f"ngày {written(held_on)} chưa đến."
        raise InputError(Problem("held_on", what, "Chỉ ghi hoạt động đã tổ chức."))
    activity = Activity.objects.create(
        authority=unit.authority or unit, unit=unit, held_on=held_on, form=form, title=clean(title)
    )
    new = {
        "unit": unit.pk,
        "held_on": held_on.isoformat(),
        "form": form,
        "title": activity.title,
        **in_place(roles, unit),
    }
    record(activity, "activity.drafted", actor=actor, at=at, new=new)
    return activity


@transaction.atomic
def approve_activity(activity: Activity, *, actor: User, at: datetime) -> Activity:
    """Confirm that it was held as written; from now on it counts."""
    activity = lock(activity)
    require(may_approve_activity(roles_of(actor, at), activity))
    _move(activity, ActivityState.APPROVED, "activity.approved", actor=actor, at=at)
    return activity


@transaction.atomic
def publish_activity(activity: Activity, *, actor: User, at: datetime) -> Activity:
    """Show it on the public site (IV.2)."""
    activity = lock(activity)
    require(may_publish_activity(roles_of(actor, at), activity))
    _move(activity, ActivityState.PUBLISHED, "activity.published", actor=actor, at=at)
    return activity


def _move(activity: Activity, to: ActivityState, verb: str, *, actor: User, at: datetime) -> None:
    change_state(activity, to, table=ACTIVITY_TRANSITIONS, verb=verb, actor=actor, at=at)


@transaction.atomic
def prove_activity(activity: Activity, *, uploads: Sequence[Upload], actor: User, at: datetime) -> Activity:
    """Let kept files of the unit prove the activity, before or after it was approved."""
    activity = lock(activity)
    require(may_draft_activity(roles := roles_of(actor, at), activity.unit))
    for upload in uploads:
        cite_upload(upload, activity, actor=actor, at=at)
    record(
        activity,
        "activity.proved",
        actor=actor,
        at=at,
        new={"uploads": [upload.pk for upload in uploads], **in_place(roles, activity.unit)},
    )
    return activity


@transaction.atomic
def withdraw_proof_of_activity(activity: Activity, *, citation: Citation, actor: User, at: datetime) -> Activity:
    """Let a file no longer prove the activity."""
    activity = lock(activity)
    require(may_draft_activity(roles := roles_of(actor, at), activity.unit))
    record(
        activity,
        "activity.proof_withdrawn",
        actor=actor,
        at=at,
        old={"upload": citation.upload_id},
        new=in_place(roles, activity.unit),
    )
    withdraw_citation(citation, actor=actor, at=at)
    return activity
