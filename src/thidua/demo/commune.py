"""5 December 2025: the council of the new commune votes on initiatives, while its dossier still lacks minutes.

Whether its recognition counts like the district's, nobody has decided (the plan's question after 1 July 2025).
"""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from thidua.councils.actions.ballots import cast_ballot
from thidua.councils.actions.councils import create_council, seat_member
from thidua.councils.actions.sessions import call_session, open_session
from thidua.councils.enums import Capacity, Choice, CouncilKind
from thidua.councils.queries import items_of
from thidua.demo.council import RULE
from thidua.demo.people import assign_roles, open_accounts
from thidua.demo.world import ASSUMED, Act, World, moment
from thidua.initiatives.actions import (
    Description,
    draft_initiative,
    examine_initiative,
    put_to_council,
    submit_initiative,
)
from thidua.organizations.enums import Role

PHASE = "Hội đồng sáng kiến xã Ninh Giang"
UNIT = "ninh_giang"
_MEMBERS = (  # the chair is the head of the commune
    ("truc_chinh/0", Capacity.CHAIR, ""),
    ("thu_ky", Capacity.SECRETARY, Role.THU_KY),
    ("phuong_dinh/0", Capacity.MEMBER, Role.THANH_VIEN),
    ("liem_hai/0", Capacity.MEMBER, Role.THANH_VIEN),
    ("kinh_te/0", Capacity.MEMBER, Role.THANH_VIEN),
)
_IDEAS = (
    ("Bàn hướng dẫn dịch vụ công tại ba điểm tiếp nhận sau sáp nhập", "truc_chinh/1"),
    ("Đối chiếu địa chỉ cũ, mới ngay khi nhập hồ sơ", "phuong_dinh/1"),
)
_SITTING = date(2025, 12, 5)


def acts() -> Iterator[Act]:
    yield Act(moment(2025, 9, 10, 9), PHASE, _set_up)
    yield Act(moment(2025, 11, 20, 10), PHASE, _submit)
    yield Act(moment(2025, 12, 1, 15), PHASE, _call)
    yield Act(moment(2025, 12, 5, 8, 15), PHASE, _hold)


def _set_up(world: World, at: datetime) -> None:
    actor, unit = world.head(UNIT), world.units[UNIT]
    council = create_council(
        unit,
        kind=CouncilKind.KHCN,
        name="Hội đồng Sáng kiến xã Ninh Giang",
        decision=f"12/QĐ-UBND ({ASSUMED.lower()})",
        actor=actor,
        at=at,
    )
    world.memory[PHASE] = {
        who: seat_member(council, world.who(who), capacity=capacity, valid_from=at.date(), actor=actor, at=at)
        for who, capacity, _role in _MEMBERS
    }
    open_accounts(world, [(world.who(who), None, ()) for who, _capacity, _role in _MEMBERS])
    assign_roles(
        world, [(world.who(who), unit, (role,) if role else ()) for who, _capacity, role in _MEMBERS], at.date()
    )


def _submit(world: World, at: datetime) -> None:
    for title, author in _IDEAS:
        description = Description(
            year=2025,
            title=title,
            authors=[world.person(author)],
            novelty="Lần đầu áp dụng tại xã mới; trước đây mỗi xã cũ làm một cách.",
            effect="Người dân không phải đi lại giữa các điểm tiếp nhận; có thể áp dụng tại các xã khác.",
            applied_from=at.date() - timedelta(days=70),
        )
        initiative = draft_initiative(world.units[UNIT], description=description, actor=world.head(UNIT), at=at)
        world.memory[PHASE, title] = submit_initiative(initiative, actor=world.head(UNIT), at=at)


def _call(world: World, at: datetime) -> None:
    council = next(iter(world.memory[PHASE].values())).council
    session = call_session(
        council,
        title="Xét công nhận sáng kiến năm 2025",
        held_on=_SITTING,
        rule=RULE,
        actor=world.user("thu_ky"),
        at=at,
    )
    opinion = "Đủ điều kiện trình Hội đồng xét."
    put = [
        examine_initiative(world.memory[PHASE, title], opinion=opinion, actor=world.user("thuong_truc"), at=at)
        for title, _author in _IDEAS
    ]
    world.memory[PHASE, "session"] = put_to_council(put, session=session, actor=world.user("thu_ky"), at=at)


def _hold(world: World, at: datetime) -> None:
    """All are there; two have voted when the clock of the demonstration stops."""
    members, chair = world.memory[PHASE], world.head(UNIT)
    session = open_session(world.memory[PHASE, "session"], present=list(members.values()), actor=chair, at=at)
    for who in ("phuong_dinh/0", "liem_hai/0"):
        choices = {item.pk: str(Choice.FOR) for item in items_of(session)}
        cast_ballot(session, choices=choices, actor=world.user(who), at=at + timedelta(minutes=20))
