"""Reads of councils, their sessions, and who is what in them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Case, Count, Exists, OuterRef, Prefetch, Q, QuerySet, Value, When

from thidua.accounts.models import User
from thidua.core.calendar import local_date
from thidua.councils.enums import Capacity, CouncilKind, SessionState
from thidua.councils.models import Council, Item, Member, Recusal, Seat, Session
from thidua.organizations.enums import Role
from thidua.organizations.models import valid_on
from thidua.organizations.queries import Roles, roles_of, visible_units


@dataclass(frozen=True)
class Place:
    """What a user is in a council on one day; `seat` only once a session with a roster is meant."""

    roles: Roles
    member: Member | None
    seat: Seat | None = None

    @property
    def runs(self) -> bool:
        """Tell whether one opens, finishes and closes sessions: the chair or the secretary."""
        return self.member is not None and self.member.capacity in Capacity.running


@dataclass(frozen=True)
class Turnout:
    """How many: members on the roster, present, present with something to vote on, and voted."""

    members: int
    present: int
    entitled: int
    voted: int

    @property
    def all_voted(self) -> bool:
        return self.entitled > 0 and self.voted >= self.entitled


def _by_rank(path: str) -> Case:
    """Order chair, secretary, members, as rosters are read out."""
    return Case(*(When(**{path: each.value}, then=Value(rank)) for rank, each in enumerate(Capacity)))


def members_on(council: Council, day: date) -> QuerySet[Member]:
    """Return the members of a council on that day with their people: chair, secretary, then by given name."""
    rows = Member.objects.filter(valid_on(day), council=council).select_related("person")
    return rows.order_by(_by_rank("capacity"), "person__sort_key", "pk")


def councils_prepared_by(roles: Roles, user: User, at: datetime, kind: CouncilKind | None = None) -> QuerySet[Council]:
    """Return the councils whose sessions one may call: as chair, secretary or secretariat. One statement."""
    held = Member.objects.filter(
        valid_on(local_date(at)), council=OuterRef("pk"), person__accounts__user=user, capacity__in=Capacity.running
    )
    authorities = roles.authorities_as(Role.THUONG_TRUC)
    served = Q(unit__in=authorities) | Q(unit__authority__in=authorities)
    rows = Council.objects.filter(Exists(held) | served).select_related("unit")
    return (rows.filter(kind=kind) if kind else rows).order_by("unit__sort_order", "name")


def place_in(council: Council, user: User, at: datetime, *, session: Session | None = None) -> Place:
    """Return what the user is in the council that day; on a roster, what the roster says. At most three statements."""
    mine = {"person__accounts__user": user}
    seat = (
        Seat.objects.filter(session=session, **{f"member__{key}": value for key, value in mine.items()})
        .select_related("member")
        .first()
        if session
        else None
    )
    member = seat.member if seat else Member.objects.filter(valid_on(local_date(at)), council=council, **mine).first()
    return Place(roles_of(user, at), member, seat)


def _awaiting(user: User) -> Exists:
    """Say whether a session waits for the ballot of this user, who is present and has something to vote on."""
    mine = Q(recusals__member__person__accounts__user=user)
    open_items = Item.objects.filter(session=OuterRef("session")).exclude(mine)
    return Exists(
        Seat.objects.filter(
            Exists(open_items),
            session=OuterRef("pk"),
            session__state=SessionState.OPEN,
            member__person__accounts__user=user,
            is_present=True,
            has_voted=False,
        )
    )


def sessions_visible_to(roles: Roles, user: User, at: datetime) -> QuerySet[Session]:
    """Return the sessions one may read: of own councils, of rosters one sat on, of units in reach.

    Those that wait for the user's ballot (`awaits_me`) come first, then the latest. One statement.
    """
    mine = {"person__accounts__user": user}
    member = Member.objects.filter(valid_on(local_date(at)), council=OuterRef("council"), **mine)
    sat = Seat.objects.filter(session=OuterRef("pk"), member__person__accounts__user=user)
    return (
        Session.objects.filter(visible_units(roles, "council__unit__") | Exists(member) | Exists(sat))
        .annotate(awaits_me=_awaiting(user))
        .select_related("council__unit", "minutes")
        .order_by("-awaits_me", "-held_on", "-pk")
    )


def with_counts(sessions: QuerySet[Session]) -> QuerySet[Session]:
    """Add how many items (`item_count`), present (`present`) and voted (`voted`). No further statement."""
    return sessions.annotate(
        item_count=Count("items", distinct=True),
        present=Count("seats", filter=Q(seats__is_present=True), distinct=True),
        voted=Count("seats", filter=Q(seats__has_voted=True), distinct=True),
    )


def ballots_awaited(user: User) -> QuerySet[Session]:
    """Return the open sessions that wait for the user's ballot. One statement."""
    return Session.objects.filter(_awaiting(user)).select_related("council").order_by("held_on", "pk")


def called_sessions(councils: QuerySet[Council]) -> QuerySet[Session]:
    """Return the sessions of the councils that still take items, the next first. One statement."""
    rows = Session.objects.filter(council__in=councils.order_by(), state=SessionState.CALLED)
    return rows.select_related("council").order_by("held_on", "pk")


def closed_sessions(councils: QuerySet[Council]) -> QuerySet[Session]:
    """Return the sessions of the councils that have their results, the latest first. One statement."""
    rows = Session.objects.filter(council__in=councils.order_by(), state=SessionState.CLOSED)
    return rows.select_related("council").order_by("-held_on", "-pk")


def seats_of(session: Session) -> list[Seat]:
    """Return the roster with its people and written opinions: chair, secretary, then by given name. One statement."""
    rows = Seat.objects.filter(session=session).select_related("member__person", "opinion")
    return list(rows.order_by(_by_rank("member__capacity"), "member__person__sort_key", "pk"))


def members_absent(session: Session) -> QuerySet[Member]:
    """Return the members of the roster who are not present, by given name. One statement."""
    absent = Seat.objects.filter(session=session, is_present=False)
    rows = Member.objects.filter(pk__in=absent.values("member")).select_related("person")
    return rows.order_by("person__sort_key", "pk")


def items_of(session: Session) -> list[Item]:
    """Return the items in the order put, with who is recused. Two statements."""
    recusals = Recusal.objects.select_related("member__person").order_by("member__person__sort_key", "pk")
    return list(session.items.prefetch_related(Prefetch("recusals", queryset=recusals)).order_by("pk"))


def items_open_to(member_id: int, items: Iterable[Item]) -> list[Item]:
    """Return the items this member votes on; of `items_of`, no statement."""
    return [item for item in items if member_id not in {row.member_id for row in item.recusals.all()}]


def turnout(seats: Sequence[Seat], items: Sequence[Item]) -> Turnout:
    """Count the roster; of `seats_of` and `items_of`, no statement."""
    present = [seat for seat in seats if seat.is_present]
    return Turnout(
        members=len(seats),
        present=len(present),
        entitled=sum(bool(items_open_to(seat.member_id, items)) for seat in present),
        voted=sum(seat.has_voted for seat in seats),
    )


def items_about(subject_type: str, subject_ids: Iterable[int]) -> QuerySet[Item]:
    """Return every item about these subjects, oldest session first, with its session. One statement."""
    rows = Item.objects.filter(subject_type=subject_type, subject_id__in=list(subject_ids))
    return rows.select_related("session__council").order_by("session__held_on", "pk")


def subjects_before(user: User, subject_type: str, at: datetime) -> QuerySet[Item]:
    """Return the items of that type in sessions of councils the user sits on: members read what they judge."""
    member = Member.objects.filter(
        valid_on(local_date(at)), council=OuterRef("session__council"), person__accounts__user=user
    )
    sat = Seat.objects.filter(session=OuterRef("session"), member__person__accounts__user=user)
    return Item.objects.filter(Exists(member) | Exists(sat), subject_type=subject_type)
