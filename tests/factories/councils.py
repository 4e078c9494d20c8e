"""A council of five who hold no role anywhere, and its sessions at any stage."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from tests.factories.world import START, World, make_person, make_user, moment
from thidua.accounts.models import User
from thidua.councils.actions.ballots import cast_ballot, finish_voting
from thidua.councils.actions.sessions import Subject, VotingRule, call_session, close_session, open_session
from thidua.councils.enums import Capacity, CouncilKind
from thidua.councils.models import Council, Item, Member, Session
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
        """Let everybody present cast a ballot for all items, or `against` all, and finish."""
        here = set(session.seats.filter(is_present=True).values_list("member_id", flat=True))
        for name, member in self.members.items():
            if member.pk in here:
                self.cast(session, name, "against" if name in against else "for")
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
    people = {name: make_person(full_name, world.van_hoa) for name, (full_name, _) in NAMES.items()}
    members = {
        name: Member.objects.create(council=council, person=people[name], capacity=capacity, valid_from=START)
        for name, (_, capacity) in NAMES.items()
    }
    users = {name: make_user(person, f"hoi_dong_{name}") for name, person in people.items()}
    return Chamber(council, members, users)


def first_item(session: Session) -> Item:
    return session.items.order_by("pk")[0]
