"""What one request has asked the register for, kept until the request itself writes to what it was read from."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from typing import Any

from django.db import connection, transaction

from thidua.organizations.models import LineageAct, LineageLink, RoleAssignment, StandIn, Unit
from thidua.organizations.roles import Roles


@dataclass
class Known:
    """What was asked before: each user's assignments of all time, and what each unit came from."""

    assignments: dict[int, list[RoleAssignment]] = field(default_factory=dict)
    came_from: dict[int, list[LineageLink]] = field(default_factory=dict)
    stood_in: dict[frozenset[int], list[StandIn]] = field(default_factory=dict)
    roles: dict[tuple[int, date], Roles] = field(default_factory=dict)
    holds: bool = True  # not while something was written that may yet be taken back

    def begin_anew(self) -> None:
        for kept in (self.assignments, self.came_from, self.stood_in, self.roles):
            kept.clear()
        self.holds = True


_READ_FROM = (RoleAssignment, StandIn, LineageLink, LineageAct, Unit)
_WRITES = re.compile(
    rf'(?:INSERT INTO|UPDATE|DELETE FROM) "(?:{"|".join(each._meta.db_table for each in _READ_FROM)})"'  # noqa: SLF001
)
_known: ContextVar[Known | None] = ContextVar("known_of_register", default=None)


def known() -> Known | None:
    """Return what is known and still holds, within a request."""
    found = _known.get()
    return found if found and found.holds else None


@contextmanager
def remembered_roles() -> Iterator[None]:
    """Ask for the roles of each user, and for what a unit came from, once, until this connection writes to either."""
    if _known.get():  # whoever asked for it first says when it ends
        yield
        return
    token = _known.set(kept := Known())
    try:
        with connection.execute_wrapper(partial(_watch, kept)):
            yield
    finally:
        _known.reset(token)


def _watch(kept: Known, execute: Callable[..., Any], sql: object, *rest: Any) -> Any:
    if kept.holds and isinstance(sql, str) and _WRITES.match(sql):
        kept.holds = False
        transaction.on_commit(kept.begin_anew)  # at once where there is none; never for what is taken back
    return execute(sql, *rest)
