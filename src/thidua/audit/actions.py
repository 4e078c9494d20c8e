"""The one way state changes: lock the row, check the table, save, write the event, all in one transaction."""

import uuid
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime
from typing import Any, TypeVar

from django.db import models

from thidua.accounts.models import User
from thidua.audit.models import DemoClock, Event
from thidua.core.errors import NotAllowed

M = TypeVar("M", bound=models.Model)
Transitions = Mapping[str, tuple[str, ...]]

_act: ContextVar[uuid.UUID | None] = ContextVar("act", default=None)
_waiting: ContextVar[list[Event] | None] = ContextVar("waiting", default=None)


@contextmanager
def one_act() -> Iterator[uuid.UUID]:
    """Tie every event written inside to one user action."""
    token = _act.set(uuid.uuid4())
    try:
        yield _act.get() or uuid.uuid4()
    finally:
        _act.reset(token)


@contextmanager
def events_together() -> Iterator[None]:
    """Write the events of what is done inside with one statement at its end; used inside a transaction.

    By loaders, and by acts that leave many. Inside another it leaves them to that one.
    """
    if _waiting.get() is not None:
        yield
        return
    waiting: list[Event] = []
    token = _waiting.set(waiting)
    try:
        yield
        Event.objects.bulk_create(waiting)
    finally:
        _waiting.reset(token)


def lock(obj: M, *related: str) -> M:
    """Return the row anew, locked until the transaction ends, so that decisions are taken on what is true.

    `related` is fetched with it, and not locked.
    """
    manager: models.Manager[M] = type(obj)._default_manager  # noqa: SLF001 - public API of Django
    rows = manager.select_for_update(of=("self",))
    return (rows.select_related(*related) if related else rows).get(pk=obj.pk)


def record(
    obj: models.Model,
    verb: str,
    *,
    actor: User | None,
    at: datetime,
    old: Mapping[str, Any] | None = None,
    new: Mapping[str, Any] | None = None,
    reason: str = "",
) -> Event:
    """Write one event; `actor` is None for what the system does by itself, and for strangers who answer a survey."""
    event = Event(
        act=_act.get() or uuid.uuid4(),
        at=at,
        actor=actor,
        verb=verb,
        object_type=obj._meta.label_lower,  # noqa: SLF001
        object_id=obj.pk,
        authority_id=getattr(obj, "authority_id", None),
        old=dict(old or {}),
        new=dict(new or {}),
        reason=reason,
    )
    waiting = _waiting.get()
    if waiting is None:
        event.save(force_insert=True)
    else:
        waiting.append(event)
    return event


def change_state(
    obj: Any,
    to: str,
    *,
    table: Transitions,
    verb: str,
    actor: User | None,
    at: datetime,
    reason: str = "",
    new: Mapping[str, Any] | None = None,
) -> Event:
    """Move a locked row to another state if its table allows it, return the event; refuse with a sentence otherwise.

    The fields named in `new` that the caller has set on the object are saved too (call after setting them).
    """
    before = str(obj.state)
    if to not in table.get(before, ()):
        label = type(obj).state.field.choices
        names = dict(label or ())
        raise NotAllowed(
            f"Không thể chuyển từ “{names.get(before, before)}” sang “{names.get(to, to)}”: "
            "việc này đã được làm hoặc chưa đến lượt. Hãy tải lại trang để xem trạng thái hiện tại."
        )
    obj.state = to
    obj.save()
    return record(
        obj,
        verb,
        actor=actor,
        at=at,
        old={"state": before},
        new={"state": str(to), **(new or {})},
        reason=reason,
    )


def set_demo_clock(shown_at: datetime, *, set_at: datetime) -> None:
    """Make this database a demonstration whose clock stands at `shown_at` when the real one says `set_at`."""
    DemoClock.objects.all().delete()
    DemoClock.objects.create(shown_at=shown_at, set_at=set_at)
