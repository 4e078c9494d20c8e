"""What awaits a person: one list over all the apps, by the roles held. A constant number of statements."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.accounts.models import User
from thidua.accounts.queries import unread_notices
from thidua.accounts.wording import WORDS
from thidua.awards.enums import DecisionState
from thidua.awards.queries import decisions_visible_to, notices_untold, proposable_rounds
from thidua.core.calendar import local_date
from thidua.core.format import moment
from thidua.councils.queries import ballots_awaited
from thidua.dossiers.enums import DossierState
from thidua.dossiers.models import Dossier, Extension
from thidua.dossiers.queries.dossiers import dossiers_visible_to, with_counts
from thidua.initiatives.enums import InitiativeState
from thidua.initiatives.models import Initiative
from thidua.movements.enums import MovementState, RoundState
from thidua.movements.models import Round
from thidua.movements.permissions import may_hand_over
from thidua.movements.queries import current_rounds, movements_visible_to
from thidua.movements.successions import handovers_of, lines_of
from thidua.organizations.enums import Role
from thidua.organizations.models import Unit, holds_on
from thidua.organizations.queries import Roles, visible_units
from thidua.scoring.enums import SheetState
from thidua.scoring.queries import sets_visible_to, sheets_visible_to
from thidua.work.queries import overdue_tasks

MOST_TASKS = 20


@dataclass(frozen=True)
class ToDo:
    """One thing that awaits somebody; `due` is the last day for it, where there is one."""

    title: str
    detail: str
    unit: str
    url: str
    due: date | None = None
    state: str = ""


def to_do(user: User, roles: Roles, at: datetime) -> list[ToDo]:
    """Return what awaits the user, the soonest due first."""
    units = tuple(dict.fromkeys(roles.units(*Role.of_unit)))
    found = [*_notices(user), *_ballots(user)]
    if roles.has(Role.CHU_TICH, Role.THU_TRUONG, Role.VAN_THU):
        found += _decisions(roles)
    if units:
        alive = tuple(unit for unit in units if holds_on(unit, local_date(at)))
        found += [*_own_dossiers(roles, alive, at), *_own_sheets(units, roles), *_tasks(units, at)]
        found += [*_results_to_tell(units)]
    if roles.has(Role.THUONG_TRUC):
        found += [*_dossiers_received(roles), *_initiatives(roles), *_sheets_received(roles), *_rounds(roles, at)]
    if roles.has(Role.CHU_TICH, Role.THU_TRUONG):
        found += _successions(roles, at)
    return sorted(found, key=lambda item: (item.due is None, item.due or date.max))


def _notices(user: User) -> Iterator[ToDo]:
    """What an administrator did to one's sign-in, until one has read it."""
    for notice in unread_notices(user):
        yield ToDo(str(WORDS[notice.verb]), moment(notice.at), "", reverse("portal:account"))


def _last_day(deadline: datetime) -> date:
    """Return the last day of an exclusive deadline."""
    return local_date(deadline - timedelta(microseconds=1))


def _deadlines(rounds: Iterable[Round], units: Iterable[Unit]) -> Callable[[Round, Unit], datetime]:
    """Return how to ask for a unit's deadline in a round, extensions considered. One statement."""
    rows = Extension.objects.filter(Q(unit=None) | Q(unit__in=units), round__in=rounds)
    later: dict[tuple[int, int | None], datetime] = {}
    for row in rows.order_by("until"):
        later[row.round_id, row.unit_id] = row.until

    def until(round_: Round, unit: Unit) -> datetime:
        known = (round_.deadline, later.get((round_.pk, None)), later.get((round_.pk, unit.pk)))
        return max(moment for moment in known if moment)

    return until


def _own_dossiers(roles: Roles, units: tuple[Unit, ...], at: datetime) -> Iterator[ToDo]:
    """Units one works for whose dossier of a current round has not been sent."""
    rounds = list(current_rounds(roles))
    until = _deadlines(rounds, units)
    begun = {(row.round_id, row.unit_id): row for row in Dossier.objects.filter(round__in=rounds, unit__in=units)}
    for round_ in rounds:
        for unit in units:
            deadline, dossier = until(round_, unit), begun.get((round_.pk, unit.pk))
            if deadline <= at or (dossier and dossier.state in DossierState.received):
                continue
            state = f"dossier.{dossier.state}" if dossier else ""
            path = reverse("dossiers:detail", args=[dossier.pk]) if dossier else reverse("dossiers:standing")
            title = _dossier_words(dossier.state if dossier else None, is_head=roles.at(unit, Role.THU_TRUONG))
            yield ToDo(title, round_.label, unit.name, path, _last_day(deadline), state)


def _dossier_words(state: str | None, *, is_head: bool) -> str:
    if state is None:
        return _("Lập hồ sơ đề nghị khen thưởng")
    if state == DossierState.CONFIRMED:
        return _("Gửi hồ sơ đã xác nhận")
    if state == DossierState.RETURNED:
        return _("Bổ sung hồ sơ bị trả lại")
    return _("Kiểm tra, xác nhận hồ sơ") if is_head else _("Hoàn thiện, trình thủ trưởng xác nhận")


def _own_sheets(units: tuple[Unit, ...], roles: Roles) -> Iterator[ToDo]:
    for row in sheets_visible_to(roles).filter(unit__in=units, state=SheetState.OPEN):
        title = _("Tự chấm điểm năm %(year)s") % {"year": row.criteria_set.year}
        path = reverse("scoring:sheet", args=[row.pk])
        yield ToDo(title, row.criteria_set.name, row.unit.name, path, None, f"sheet.{row.state}")


def _results_to_tell(units: tuple[Unit, ...]) -> Iterator[ToDo]:
    for row in notices_untold(units):
        path = reverse("awards:notice", args=[row.pk])
        yield ToDo(_("Thông báo kết quả tới từng trường hợp"), row.round.label, row.unit.name, path)


def _tasks(units: tuple[Unit, ...], at: datetime) -> Iterator[ToDo]:
    for row in overdue_tasks([unit.pk for unit in units], local_date(at))[:MOST_TASKS]:
        yield ToDo(row.title, row.code, row.unit.name, reverse("work:task", args=[row.pk]), row.due_on, "late")


def _dossiers_received(roles: Roles) -> Iterator[ToDo]:
    received = dossiers_visible_to(roles).filter(
        round__receiver__in=roles.units(Role.THUONG_TRUC), state__in=(DossierState.SUBMITTED, DossierState.ACCEPTED)
    )
    for row in with_counts(received):
        is_new = row.state == DossierState.SUBMITTED
        word = _("Tiếp nhận hồ sơ %(receipt)s") if is_new else _("Thẩm định hồ sơ %(receipt)s")
        counts = _("%(c)s tập thể, %(i)s cá nhân") % {"c": row.collectives, "i": row.individuals}  # type: ignore[attr-defined]
        path = reverse("dossiers:detail", args=[row.pk])
        title = word % {"receipt": row.receipt}
        yield ToDo(title, counts, row.unit.name, path, row.appraisal_due, f"dossier.{row.state}")


def _initiatives(roles: Roles) -> Iterator[ToDo]:
    rows = Initiative.objects.filter(visible_units(roles, "unit__"), state=InitiativeState.SUBMITTED)
    for row in rows.select_related("unit").order_by("code"):
        title = _("Thẩm định sáng kiến %(code)s") % {"code": row.code}
        path = reverse("initiatives:detail", args=[row.pk])
        yield ToDo(title, row.title, row.unit.name, path, None, f"initiative.{row.state}")


def _sheets_received(roles: Roles) -> Iterator[ToDo]:
    """Sets with sheets to appraise, and sets whose every sheet is appraised and waits to be published."""
    for row in sets_visible_to(roles).filter(publication=None):
        waiting = row.scored_count - row.appraised_count  # type: ignore[attr-defined]
        is_ready = 0 < row.sheets_count == row.appraised_count  # type: ignore[attr-defined]
        if waiting <= 0 and not is_ready:
            continue
        title = _("Công bố kết quả xếp hạng năm %(year)s") if is_ready else _("Thẩm định phiếu chấm điểm năm %(year)s")
        detail = _("đã thẩm định mọi phiếu") if is_ready else _("%(n)s phiếu chờ thẩm định") % {"n": waiting}
        path = reverse("scoring:sheets", args=[row.pk])
        yield ToDo(title % {"year": row.year}, detail, row.authority.name, path)


def _rounds(roles: Roles, at: datetime) -> Iterator[ToDo]:
    """Rounds to close after their deadline, to propose from, to make public."""
    received = {unit.pk for unit in roles.units(Role.THUONG_TRUC)}
    for row in current_rounds(roles):
        if row.receiver_id in received and row.state == RoundState.OPEN and row.deadline <= at:
            path = reverse("movements:rounds", args=[row.movement.slug])
            yield ToDo(_("Khóa nhận hồ sơ"), row.label, str(row.receiver), path, None, "round.open")
    for row in proposable_rounds():
        if row.receiver_id in received:
            yield ToDo(_("Trình danh sách khen thưởng"), row.label, str(row.receiver), reverse("awards:list"))
    for decision in decisions_visible_to(roles).filter(state=DecisionState.ISSUED, round__state=RoundState.DECIDED):
        if decision.round.receiver_id in received:
            path = reverse("awards:decision", args=[decision.pk])
            yield ToDo(_("Công khai kết quả"), decision.round.label, str(decision.round.receiver), path)


def _ballots(user: User) -> Iterator[ToDo]:
    for session in ballots_awaited(user):
        title = _("Bỏ phiếu: %(title)s") % {"title": session.title}
        path = reverse("councils:session", args=[session.pk])
        yield ToDo(title, session.council.name, "", path, session.held_on, "session.open")


def _decisions(roles: Roles) -> Iterator[ToDo]:
    words = {
        DecisionState.PROPOSED: _("Ký quyết định khen thưởng"),
        DecisionState.DECIDED: _("Cấp số, ban hành quyết định"),
    }
    for row in decisions_visible_to(roles).filter(state__in=words):
        state = DecisionState(row.state)
        is_proposed = state == DecisionState.PROPOSED
        if roles.leads(row.authority) if is_proposed else roles.at(row.authority, Role.VAN_THU):
            path = reverse("awards:decision", args=[row.pk])
            yield ToDo(words[state], row.round.label, row.authority.name, path, None, f"decision.{row.state}")


def _successions(roles: Roles, at: datetime) -> Iterator[ToDo]:
    """Duties of an authority that ended, which one's own body may take over and has not said so (open in law)."""
    over = movements_visible_to(roles).filter(
        authority__valid_until__lte=local_date(at), state__in=MovementState.under_way
    )
    for movement in over.select_related("authority"):
        for line in lines_of(movement):
            own = [unit for unit in line.unsettled if roles.leads(unit)]
            if own and line.round.state in RoundState.awaited:
                title = _("Xác nhận kế tục: %(duty)s") % {"duty": line.duty.power}
                path = reverse("movements:successions", args=[movement.slug])
                yield ToDo(title, line.round.label, own[0].name, path, None, "chua_du_can_cu")
        for each in handovers_of(movement, local_date(at)):
            if may_hand_over(roles, each) is None:
                path = reverse("movements:hand_over_round", args=[movement.slug, each.round.code])
                yield ToDo(_("Chuyển đợt xét cho cơ quan kế tục"), each.round.label, "", path, None, "chua_du_can_cu")
