"""The history of an object as people read it: what was done, by whom, when and why."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import models

from thidua.audit.models import Event
from thidua.audit.queries import events_of


@dataclass(frozen=True)
class Step:
    label: str
    who: str
    at: datetime
    reason: str
    event: Event


def history_of(obj: models.Model, labels: Mapping[str, str]) -> list[Step]:
    """Return what was done to the object, newest first; `labels` name the verbs. One statement."""
    events = events_of(obj).select_related("actor__account__person")
    return [Step(labels.get(event.verb, event.verb), _who(event), event.at, event.reason, event) for event in events]


def _who(event: Event) -> str:
    """Name the person whose sign-in it was; what nobody did, the system did."""
    if event.actor is None:
        return "Hệ thống"
    account = getattr(event.actor, "account", None)
    return account.person.full_name if account else event.actor.get_username()
