"""What awaits a person: one list over all the apps, by the roles held. A constant number of statements."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.accounts.models import User
from thidua.awards.enums import DecisionState
from thidua.awards.models import Award
from thidua.awards.queries import decisions_visible_to, published_awards
from thidua.core.calendar import describe_deadline, local_date
from thidua.core.text import fold
from thidua.councils.queries import ballots_awaited
from thidua.dossiers.enums import DossierState
from thidua.dossiers.models import Dossier
from thidua.dossiers.queries.dossiers import deadline_for, dossiers_visible_to, with_counts
from thidua.initiatives.enums import InitiativeState
from thidua.initiatives.models import Initiative
from thidua.movements.models import Round
from thidua.movements.queries import current_rounds
from thidua.organizations.enums import Role
from thidua.organizations.models import Account, Unit
from thidua.organizations.queries import Roles, participants_on, visible_units
from thidua.work.queries import overdue_tasks


@dataclass(frozen=True)
class ToDo:
    """One thing that awaits somebody; `due` is the last day for it, where there is one."""

    title: str
    detail: str
    unit: str
    url: str
    due: date | None = None
    state: str = ""


@dataclass(frozen=True)
class RoundCard:
    """A round under way: its deadline and how many of the participants have sent their dossiers."""

    round: Round
    deadline: str
    sent: int
    participants: int


def to_do(user: User, roles: Roles, at: datetime) -> list[ToDo]:
    """Return what awaits the user, the soonest due first."""
    found = [
        *_own_dossiers(roles, at),
        *_dossiers_received(roles),
        *_initiatives(roles),
        *_ballots(user),
        *_decisions(roles),
        *_tasks(roles, at),
    ]
    return sorted(found, key=lambda item: (item.due is None, item.due or date.max))


def _last_day(at: datetime) -> date:
    """Return the last day of an exclusive deadline."""
    return date.fromordinal(local_date(at).toordinal() - 1)


def _own_dossiers(roles: Roles, at: datetime) -> Iterator[ToDo]:
    """Units one works for whose dossier of a current round has not been sent."""
    units = roles.units(Role.CAN_BO, Role.THU_TRUONG)
    rounds = [row for row in current_rounds(roles) if row.deadline > at] if units else []
    begun = {(row.round_id, row.unit_id): row for row in Dossier.objects.filter(round__in=rounds, unit__in=units)}
    for round_ in rounds:
        for unit in dict.fromkeys(units):
            dossier = begun.get((round_.pk, unit.pk))
            if dossier is None:
                yield ToDo(
                    _("Lập hồ sơ đề nghị khen thưởng"),
                    round_.label,
                    unit.name,
                    reverse("dossiers:standing"),
                    _last_day(round_.deadline),
                )
            elif dossier.state in (*DossierState.editable, DossierState.CONFIRMED):
                words = {
                    DossierState.DRAFT: _("Hoàn thiện, trình thủ trưởng xác nhận"),
                    DossierState.RETURNED: _("Bổ sung hồ sơ bị trả lại"),
                    DossierState.CONFIRMED: _("Gửi hồ sơ đã xác nhận"),
                }
                yield ToDo(
                    words[DossierState(dossier.state)],
                    round_.label,
                    unit.name,
                    reverse("dossiers:detail", args=[dossier.pk]),
                    _last_day(deadline_for(round_, unit).until),
                    f"dossier.{dossier.state}",
                )


def _received(roles: Roles) -> QuerySet[Dossier]:
    return dossiers_visible_to(roles).filter(
        round__receiver__in=roles.units(Role.THUONG_TRUC), state__in=(DossierState.SUBMITTED, DossierState.ACCEPTED)
    )


def _dossiers_received(roles: Roles) -> Iterator[ToDo]:
    for row in with_counts(_received(roles)):
        word = _("Tiếp nhận") if row.state == DossierState.SUBMITTED else _("Thẩm định")
        counts = _("%(c)s tập thể, %(i)s cá nhân") % {"c": row.collectives, "i": row.individuals}  # type: ignore[attr-defined]
        yield ToDo(
            f"{word} {row.receipt}",
            counts,
            row.unit.name,
            reverse("dossiers:detail", args=[row.pk]),
            row.appraisal_due,
            f"dossier.{row.state}",
        )


def _initiatives(roles: Roles) -> Iterator[ToDo]:
    if not roles.has(Role.THUONG_TRUC):
        return
    rows = Initiative.objects.filter(visible_units(roles, "unit__"), state=InitiativeState.SUBMITTED)
    for row in rows.select_related("unit").order_by("code"):
        yield ToDo(
            _("Thẩm định sáng kiến %(code)s") % {"code": row.code},
            row.title,
            row.unit.name,
            reverse("initiatives:detail", args=[row.pk]),
            None,
            f"initiative.{row.state}",
        )


def _ballots(user: User) -> Iterator[ToDo]:
    for session in ballots_awaited(user):
        yield ToDo(
            _("Bỏ phiếu: %(title)s") % {"title": session.title},
            session.council.name,
            "",
            reverse("councils:session", args=[session.pk]),
            session.held_on,
            "session.open",
        )


def _decisions(roles: Roles) -> Iterator[ToDo]:
    wanted = {DecisionState.PROPOSED: Role.CHU_TICH, DecisionState.DECIDED: Role.VAN_THU}
    for row in decisions_visible_to(roles).exclude(state=DecisionState.ISSUED):
        if roles.at(row.authority, wanted[DecisionState(row.state)]):
            word = _("Ký quyết định") if row.state == DecisionState.PROPOSED else _("Cấp số, ban hành quyết định")
            yield ToDo(
                word,
                row.round.label,
                row.authority.name,
                reverse("awards:decision", args=[row.pk]),
                None,
                f"decision.{row.state}",
            )


def _tasks(roles: Roles, at: datetime) -> Iterator[ToDo]:
    units = [unit.pk for unit in roles.units(Role.CAN_BO, Role.THU_TRUONG)]
    for row in overdue_tasks(units, local_date(at))[:20]:
        yield ToDo(row.title, row.code, row.unit.name, reverse("work:task", args=[row.pk]), row.due_on, "late")


def round_cards(roles: Roles, at: datetime) -> list[RoundCard]:
    """Return the rounds under way with how many have sent their dossiers. Two statements and one per round."""
    rounds = list(current_rounds(roles))
    sent = dict(
        Dossier.objects.filter(round__in=rounds, state__in=DossierState.received)
        .values_list("round")
        .annotate(sent=Count("pk"))
    )
    return [
        RoundCard(
            row,
            describe_deadline(row.deadline),
            sent.get(row.pk, 0),
            _participants(row.decider, at) if row.decider else 0,
        )
        for row in rounds
    ]


def _participants(decider: Unit, at: datetime) -> int:
    return participants_on(local_date(at), decider).count()


def found_awards(text: str, year: str) -> QuerySet[Award]:
    """Return published awards whose recipient or unit holds the words, with or without diacritics."""
    rows = published_awards()
    if year.isdecimal():
        rows = rows.filter(decided_on__year=int(year))
    if words := fold(text):
        rows = rows.filter(recipient_folded__contains=words)
    return rows


def sign_ins() -> QuerySet[Account]:
    """Return every account with its user and person, in the order they were opened. One statement."""
    return Account.objects.select_related("user", "person").order_by("pk")
