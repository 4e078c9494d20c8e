"""A small world: one district with two communes and two offices, the personas, the movement and its rounds."""

from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import cycle
from zoneinfo import ZoneInfo

from allauth.mfa.models import Authenticator
from django.contrib.auth.hashers import make_password

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
    return enter_units(
        [Unit(name=name, kind=UnitKind.XA, parent=parent, authority=parent, valid_from=START) for name in names]
    )


def enter_units(units: list[Unit]) -> list[Unit]:
    """Write units that lie under others, however many, in two statements."""
    for each in units:
        each.name_folded = fold(each.name)
    for each in Unit.objects.bulk_create(units):
        assert each.parent
        each.path = f"{each.parent.path}{each.pk}/"
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
    return enter_people(
        *((f"Nguyễn Văn {number}", unit, "Công chức") for number, unit in zip(range(count), cycle(units), strict=False))
    )


def enter_people(*given: tuple[str, Unit, str]) -> list[Person]:
    """People by name, unit and title, however many, in two statements. Who is called chair of a committee heads it."""
    people = [Person(full_name=name, is_invented=True) for name, _unit, _title in given]
    for each in people:
        each.key_name()
    Post.objects.bulk_create(
        Post(
            person=person,
            unit=unit,
            title=title,
            category=Category.CAN_BO if title.startswith("Chủ tịch") else Category.CONG_CHUC,
            is_head=title.startswith("Chủ tịch"),
            valid_from=START,
        )
        for person, (_name, unit, title) in zip(Person.objects.bulk_create(people), given, strict=True)
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


def enter_users(*given: tuple[str, Person, str, Unit]) -> list[User]:
    """Users by name, person, role and where it is held, as `make_user` makes one, however many, in four statements."""
    users = enter_sign_ins(*((name, person) for name, person, _role, _unit in given))
    RoleAssignment.objects.bulk_create(
        RoleAssignment(user=user, unit=unit, role=role, valid_from=START)
        for user, (_name, _person, role, unit) in zip(users, given, strict=True)
    )
    return users


def enter_sign_ins(*given: tuple[str, Person]) -> list[User]:
    """Users by name and person who hold no role, however many, in three statements."""
    users = User.objects.bulk_create(User(username=name, password=make_password(None)) for name, _person in given)
    totp = Authenticator.Type.TOTP
    Authenticator.objects.bulk_create(Authenticator(user=user, type=totp, data={"secret": ""}) for user in users)
    Account.objects.bulk_create(
        Account(user=user, person=person) for user, (_name, person) in zip(users, given, strict=True)
    )
    return users


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
    of_district = {"parent": huyen, "authority": huyen, "valid_from": START}
    office, xa, thi_tran = UnitKind.CO_QUAN_CHUYEN_MON, UnitKind.XA, UnitKind.THI_TRAN
    under = [
        Unit(name="Phòng Nội vụ", kind=office, symbol="PNV", place="Trực Ninh", **of_district),
        Unit(name="Phòng Văn hóa và Thông tin", kind=office, symbol="PVHTT", place="Trực Ninh", **of_district),
        Unit(name="UBND xã Trực Chính", kind=xa, code="14035", symbol="UBND", place="Trực Chính", **of_district),
        Unit(name="UBND thị trấn Cổ Lễ", kind=thi_tran, code="14026", symbol="UBND", place="Cổ Lễ", **of_district),
    ]
    for each in under[2:]:
        each.head_title = f"Chủ tịch UBND {each.get_kind_display().lower()}"
    noi_vu, van_hoa, truc_chinh, co_le = enter_units(under)
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
    head, officer, secretary, chair, clerk, stranger = enter_people(
        ("Vũ Thị Hạnh", truc_chinh, "Chủ tịch UBND xã"),
        ("Đỗ Văn Ân", truc_chinh, "Công chức Văn phòng – Thống kê"),
        ("Nguyễn Thị Ánh", noi_vu, "Chuyên viên"),
        ("Phạm Văn Dũng", huyen, "Chủ tịch UBND huyện"),
        ("Bùi Thị Yến", huyen, "Văn thư"),
        ("Trần Văn Út", co_le, "Công chức Tư pháp – Hộ tịch"),
    )
    users = enter_users(
        ("can_bo", officer, Role.CAN_BO, truc_chinh),
        ("thu_truong", head, Role.THU_TRUONG, truc_chinh),
        ("thuong_truc", secretary, Role.THUONG_TRUC, noi_vu),
        ("chu_tich", chair, Role.CHU_TICH, huyen),
        ("van_thu", clerk, Role.VAN_THU, huyen),
        ("nguoi_ngoai", stranger, Role.CAN_BO, co_le),
    )
    return World(
        huyen,
        noi_vu,
        van_hoa,
        truc_chinh,
        co_le,
        movement,
        rounds,
        **{user.username: user for user in users},
        people={"head": head, "officer": officer, "secretary": secretary, "chair": chair, "clerk": clerk},
    )
