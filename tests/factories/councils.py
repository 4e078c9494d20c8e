"""A council of five who hold no role anywhere, and its sessions at any stage."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from tests.factories.world import START, World, enter_people, enter_sign_ins, moment
from thidua.accounts.models import User
from thidua.councils.actions.ballots import cast_ballot, finish_voting
from thidua.councils.actions.sessions import Subject, VotingRule, call_session, close_session, open_session
from thidua.councils.enums import Capacity, CouncilKind
from thidua.councils.models import Ballot, Council, Item, Member, Session
from thidua.councils.queries import items_of, items_open_to
from thidua.organizations.queries import remembered_roles

CALLED_AT = moment(2023, 11, 20)
HELD_ON = date(2023, 12, 1)
AT = moment(2023, 12, 1)
RULE = VotingRule(percent=Decimal(90), of="members", source="Quy chế hoạt động của Hội đồng")
SUBJECTS = (
    Subject("test.subject", 1, "Ứng dụng mã QR trong thực hiện TTHC"),
    Subject("test.subject", 2, "Ngày thứ Sáu không viết, không hẹn"),
)
NAMES = {
    "chair": ("Phạm Quang Tuấn", Capacity.CHAIR),
    "secretary": ("Lê Thị Thu", Capacity.SECRETARY),
    "an": ("Hoàng Văn An", Capacity.MEMBER),
    "binh": ("Ngô Thị Bình", Capacity.MEMBER),
    "cuong": ("Đặng Văn Cường", Capacity.MEMBER),
}


@dataclass(frozen=True)
class Chamber:
    """A council with its members and their sign-ins, by short name."""

    council: Council
    members: Mapping[str, Member]
    users: Mapping[str, User]

    def empty(self, **fields: Any) -> Session:
        """A session called without items."""
        known: dict[str, Any] = {"title": "Xét công nhận sáng kiến năm 2023", "held_on": HELD_ON, "rule": RULE}
        known |= {"actor": self.users["secretary"], "at": CALLED_AT}
        return call_session(self.council, **(known | fields))

    def called(self, *subjects: Subject, **fields: Any) -> Session:
        return self.empty(items=subjects or SUBJECTS, **fields)

    def open(self, session: Session, present: tuple[str, ...] = tuple(NAMES)) -> Session:
        here = [self.members[name] for name in present]
        return open_session(session, present=here, actor=self.users["chair"], at=AT)

    @remembered_roles()
    def opened(self, *subjects: Subject, present: tuple[str, ...] = tuple(NAMES), **fields: Any) -> Session:
        return self.open(self.called(*subjects, **fields), present)

    def cast(self, session: Session, name: str, choice: str = "for", *, but: Mapping[int, str] | None = None) -> None:
        """Cast the ballot of one member: the same choice for every item open to them, `but` by item id."""
        mine = session.items.exclude(recusals__member=self.members[name])
        choices = {item.pk: choice for item in mine} | dict(but or {})
        cast_ballot(session, choices=choices, actor=self.users[name], at=AT)

    @remembered_roles()
    def vote(self, session: Session, against: tuple[str, ...] = ()) -> Session:
        """Let everybody present have voted for all items, or `against` all, as it stands then, and finish."""
        no = {self.members[name].pk for name in against}
        items, here = list(items_of(session)), list(session.seats.filter(is_present=True))
        voted = {seat.member_id: [item.pk for item in items_open_to(seat.member_id, items)] for seat in here}
        Ballot.objects.bulk_create(
            Ballot(session=session, choices=dict.fromkeys(map(str, mine), "against" if pk in no else "for"))
            for pk, mine in voted.items()
        )
        session.seats.filter(is_present=True).update(has_voted=True)
        return finish_voting(session, actor=self.users["chair"], at=AT)

    @remembered_roles()
    def voted(self, *subjects: Subject, against: tuple[str, ...] = (), **fields: Any) -> Session:
        return self.vote(self.opened(*subjects, **fields), against)

    def close(self, session: Session) -> Session:
        return close_session(session, actor=self.users["chair"], at=AT)

    @remembered_roles()
    def closed(self, *subjects: Subject, **fields: Any) -> Session:
        return self.close(self.voted(*subjects, **fields))


def make_chamber(world: World) -> Chamber:
    """Hội đồng Khoa học và Công nghệ huyện, of five people from Phòng Văn hóa và Thông tin."""
    council = Council.objects.create(
        authority=world.huyen,
        unit=world.huyen,
        kind=CouncilKind.KHCN,
        name="Hội đồng Khoa học và Công nghệ huyện",
        decision="05/QĐ-UBND",
    )
    people = enter_people(*((full_name, world.van_hoa, "Công chức") for full_name, _ in NAMES.values()))
    rows = Member.objects.bulk_create(
        Member(council=council, person=person, capacity=capacity, valid_from=START)
        for person, (_, capacity) in zip(people, NAMES.values(), strict=True)
    )
    users = enter_sign_ins(*((f"hoi_dong_{name}", person) for name, person in zip(NAMES, people, strict=True)))
    members = dict(zip(NAMES, rows, strict=True))
    return Chamber(council, members, dict(zip(NAMES, users, strict=True)))


def first_item(session: Session) -> Item:
    return session.items.order_by("pk")[0]
