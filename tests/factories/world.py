"""A small world: one district with two communes and two offices, the personas, the movement and its rounds."""

from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import cycle
from zoneinfo import ZoneInfo

from allauth.mfa.models import Authenticator

from thidua.accounts.models import User
from thidua.core.text import fold
from thidua.movements.enums import MovementState, RoundState
from thidua.movements.models import Movement, Round
from thidua.organizations.enums import Category, Role, UnitKind
from thidua.organizations.models import Account, Person, Post, RoleAssignment, Unit

START = date(2021, 1, 1)
SLUG = "truc-ninh-2021-2025"
VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")


def moment(year: int, month: int, day: int, hour: int = 9) -> datetime:
    """A moment in Vietnam time."""
    return datetime(year, month, day, hour, tzinfo=VIETNAM)


def make_unit(name: str, kind: str, *, parent: Unit | None = None, code: str = "", **fields: object) -> Unit:
    authority = parent if parent and parent.authority_id is None else parent and parent.authority
    return Unit.objects.create(
        name=name, kind=kind, parent=parent, authority=authority, code=code, valid_from=START, **fields
    )


def make_units(count: int, parent: Unit) -> list[Unit]:
    """So many communes under it: rows alone, however many, in two statements."""
    names = [f"UBND xã Số {number}" for number in range(count)]
    rows = (
        Unit(name=name, name_folded=fold(name), kind=UnitKind.XA, parent=parent, authority=parent, valid_from=START)
        for name in names
    )
    units = Unit.objects.bulk_create(rows)
    for each in units:
        each.path = f"{parent.path}{each.pk}/"
    Unit.objects.bulk_update(units, ["path"])
    return units


def make_person(
    name: str,
    unit: Unit,
    *,
    title: str = "Công chức",
    category: str = Category.CONG_CHUC,
    is_head: bool = False,
) -> Person:
    person = Person.objects.create(full_name=name, is_invented=True)
    Post.objects.create(person=person, unit=unit, title=title, category=category, is_head=is_head, valid_from=START)
    return person


def make_people(count: int, *units: Unit) -> list[Person]:
    """So many people who hold posts, in each unit in turn: rows alone, however many, in two statements."""
    people = [Person(full_name=f"Nguyễn Văn {number}", is_invented=True) for number in range(count)]
    for each in people:
        each.key_name()
    Post.objects.bulk_create(
        Post(person=each, unit=unit, title="Công chức", category=Category.CONG_CHUC, valid_from=START)
        for each, unit in zip(Person.objects.bulk_create(people), cycle(units), strict=False)
    )
    return people


def make_user(person: Person, username: str, *held: tuple[str, Unit]) -> User:
    """A user with a second factor, which some of the roles ask for."""
    user = User.objects.create_user(username)
    Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={"secret": ""})
    Account.objects.create(user=user, person=person)
    for role, unit in held:
        RoleAssignment.objects.create(user=user, unit=unit, role=role, valid_from=START)
    return user


@dataclass
class World:
    """The units by short name, the personas as users with fixed roles."""

    huyen: Unit
    noi_vu: Unit
    van_hoa: Unit
    truc_chinh: Unit
    co_le: Unit
    movement: Movement
    rounds: dict[str, Round]
    can_bo: User
    thu_truong: User
    thuong_truc: User
    chu_tich: User
    van_thu: User
    nguoi_ngoai: User
    people: dict[str, Person] = field(default_factory=dict)


def _units() -> tuple[Unit, Unit, Unit, Unit, Unit]:
    huyen = make_unit(
        "UBND huyện Trực Ninh",
        UnitKind.HUYEN,
        code="363",
        place="Trực Ninh",
        symbol="UBND",
        head_title="Chủ tịch UBND huyện",
    )
    noi_vu = make_unit("Phòng Nội vụ", UnitKind.CO_QUAN_CHUYEN_MON, parent=huyen, symbol="PNV", place="Trực Ninh")
    van_hoa = make_unit(
        "Phòng Văn hóa và Thông tin",
        UnitKind.CO_QUAN_CHUYEN_MON,
        parent=huyen,
        symbol="PVHTT",
        place="Trực Ninh",
    )
    truc_chinh = make_unit(
        "UBND xã Trực Chính",
        UnitKind.XA,
        parent=huyen,
        code="14035",
        symbol="UBND",
        place="Trực Chính",
        head_title="Chủ tịch UBND xã",
    )
    co_le = make_unit(
        "UBND thị trấn Cổ Lễ",
        UnitKind.THI_TRAN,
        parent=huyen,
        code="14026",
        symbol="UBND",
        place="Cổ Lễ",
        head_title="Chủ tịch UBND thị trấn",
    )
    return huyen, noi_vu, van_hoa, truc_chinh, co_le


def _movement(huyen: Unit, noi_vu: Unit) -> tuple[Movement, dict[str, Round]]:
    movement = Movement.objects.create(
        slug=SLUG,
        authority=huyen,
        title="Phong trào thi đua “Đẩy mạnh cải cách hành chính”",
        version="0" * 64,
        state=MovementState.RUNNING,
        starts_on=date(2021, 11, 1),
        ends_on=date(2025, 12, 31),
    )
    yearly = [
        Round(
            movement=movement,
            code=f"hang-nam-{year}",
            year=year,
            deadline=moment(year, 12, 10, 0),
            receiver=noi_vu,
            decider=huyen,
            award_form="giay_khen_huyen",
            state=RoundState.OPEN,
        )
        for year in range(2021, 2026)
    ]
    last = Round(
        movement=movement, code="tong-ket", year=2025, deadline=moment(2025, 12, 10, 0), state=RoundState.PLANNED
    )
    return movement, {row.code: row for row in Round.objects.bulk_create([*yearly, last])}


def make_world() -> World:
    """Build the small world; every call the same."""
    huyen, noi_vu, van_hoa, truc_chinh, co_le = _units()
    movement, rounds = _movement(huyen, noi_vu)
    head = make_person("Vũ Thị Hạnh", truc_chinh, title="Chủ tịch UBND xã", category=Category.CAN_BO, is_head=True)
    officer = make_person("Đỗ Văn Ân", truc_chinh, title="Công chức Văn phòng – Thống kê")
    secretary = make_person("Nguyễn Thị Ánh", noi_vu, title="Chuyên viên")
    chair = make_person("Phạm Văn Dũng", huyen, title="Chủ tịch UBND huyện", category=Category.CAN_BO, is_head=True)
    clerk = make_person("Bùi Thị Yến", huyen, title="Văn thư")
    stranger = make_person("Trần Văn Út", co_le, title="Công chức Tư pháp – Hộ tịch")
    return World(
        huyen,
        noi_vu,
        van_hoa,
        truc_chinh,
        co_le,
        movement,
        rounds,
        can_bo=make_user(officer, "can_bo", (Role.CAN_BO, truc_chinh)),
        thu_truong=make_user(head, "thu_truong", (Role.THU_TRUONG, truc_chinh)),
        thuong_truc=make_user(secretary, "thuong_truc", (Role.THUONG_TRUC, noi_vu)),
        chu_tich=make_user(chair, "chu_tich", (Role.CHU_TICH, huyen)),
        van_thu=make_user(clerk, "van_thu", (Role.VAN_THU, huyen)),
        nguoi_ngoai=make_user(stranger, "nguoi_ngoai", (Role.CAN_BO, co_le)),
        people={"head": head, "officer": officer, "secretary": secretary, "chair": chair, "clerk": clerk},
    )
