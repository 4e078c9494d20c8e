"""The history of an object as people read it: what was done, by whom, when and why."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import models
from django.utils.translation import gettext as _

from thidua.audit.models import Event
from thidua.audit.queries import events_of, events_of_many
from thidua.organizations.permissions import IN_PLACE


@dataclass(frozen=True)
class Step:
    label: str
    who: str
    at: datetime
    reason: str
    event: Event

    @property
    def in_place(self) -> str:
        """For which unit the secretariat did it, and why; empty where who did it did it for himself."""
        return in_place_words(self.event)


def in_place_words(event: Event) -> str:
    """Say of an event in whose place it was done."""
    said = event.new.get(IN_PLACE)
    return _("Thường trực nhập thay %(name)s: %(reason)s") % said if said else ""


def entered_in_place(objects: Iterable[models.Model]) -> dict[int, str]:
    """Return, by id, in whose place the secretariat entered rows of one kind. One statement."""
    events = events_of_many(objects).filter(new__has_key=IN_PLACE).order_by("-id")
    return {event.object_id: in_place_words(event) for event in events}


def history_of(obj: models.Model, labels: Mapping[str, str]) -> list[Step]:
    """Return what was done to the object, newest first; `labels` name the verbs. One statement."""
    events = events_of(obj).select_related("actor__account__person")
    return [Step(labels.get(event.verb, event.verb), _who(event), event.at, event.reason, event) for event in events]


def _who(event: Event) -> str:
    """Name the person whose sign-in it was; what nobody did, the system did."""
    if event.actor is None:
        return "Hệ thống"
    account = getattr(event.actor, "account", None)
    name = account.person.full_name if account else event.actor.get_username()
    return _("%(name)s, nhập thay") % {"name": name} if IN_PLACE in event.new else name
