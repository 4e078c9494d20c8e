"""People of 2021 with their posts, sign-ins and roles. All names are invented."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta

from django.contrib.auth.hashers import make_password

from thidua.accounts.models import User
from thidua.core.text import fold, name_sort_key, slug
from thidua.demo.names import names
from thidua.demo.units import REGISTER_BEGINS
from thidua.demo.world import Act, World, moment
from thidua.organizations.enums import Category, Role, UnitKind
from thidua.organizations.models import Account, Person, Post, RoleAssignment, Unit

PHASE = "Cá nhân"
ADMINISTRATOR = "van_phong/2"

_COMMUNE = (
    ("Chủ tịch UBND", Category.CAN_BO),
    ("Công chức Văn phòng - Thống kê", Category.CONG_CHUC),
    ("Công chức Tư pháp - Hộ tịch", Category.CONG_CHUC),
    ("Nhân viên bộ phận một cửa", Category.NGUOI_LAO_DONG),
)
_OFFICE = (
    ("Trưởng phòng", Category.CONG_CHUC),
    ("Phó Trưởng phòng", Category.CONG_CHUC),
    ("Chuyên viên", Category.CONG_CHUC),
)
_SERVICE = (
    ("Giám đốc", Category.VIEN_CHUC),
    ("Phó Giám đốc", Category.VIEN_CHUC),
    ("Nhân viên", Category.NGUOI_LAO_DONG),
)
_THIRD_IN_COMMUNE = {"cat_thanh": ("Công chức Địa chính - Xây dựng", Category.CONG_CHUC)}

_LEADERS = (  # persona, unit, title, head, role
    ("chu_tich", "huyen", "Chủ tịch UBND huyện", True, Role.CHU_TICH),
    ("pho_chu_tich", "huyen", "Phó Chủ tịch UBND huyện", False, None),
    ("van_thu", "huyen", "Văn thư UBND huyện", False, Role.VAN_THU),
    ("thanh_tra", "thanh_tra", "Thanh tra viên", False, Role.THANH_TRA),
    ("thuong_truc", "noi_vu", "Chuyên viên thi đua, khen thưởng", False, Role.THUONG_TRUC),
    ("thu_ky", "kinh_te", "Chuyên viên phụ trách khoa học và công nghệ", False, None),
    ("chu_tich_tinh", "tinh", "Chủ tịch UBND tỉnh", True, None),
    ("van_thu_tinh", "tinh", "Văn thư UBND tỉnh", False, None),
)


def acts() -> Iterator[Act]:
    yield Act(moment(2021, 1, 4, 9), PHASE, enter_people)


def enter_people(world: World, at: datetime) -> None:
    """Enter everybody in one batch: people, posts, sign-ins, roles."""
    places = [*_leaders(world), *_staff(world)]
    pool = names(world.rng("names"), len(places))
    chance = world.rng("births")
    people = Person.objects.bulk_create(
        Person(
            full_name=name,
            name_folded=fold(name),
            sort_key=name_sort_key(name),
            is_woman=is_woman,
            birth_date=date(1966, 1, 1) + timedelta(days=chance.randrange(30 * 365)),
            is_invented=True,
        )
        for name, is_woman in pool
    )
    for person, (key, post) in zip(people, places, strict=True):
        post.person = person
        unit, _, index = key.partition("/")
        if index:
            world.staff.setdefault(unit, []).append(person)
            world.team.setdefault(unit, []).append(person)
        else:
            world.personas[key] = person
    Post.objects.bulk_create(post for _key, post in places)
    _open_accounts(world)
    world.log("people.loaded", at=at, people=len(people), posts=len(places))


def _leaders(world: World) -> Iterator[tuple[str, Post]]:
    for persona, unit, title, is_head, _role in _LEADERS:
        category = Category.CAN_BO if is_head or persona == "pho_chu_tich" else Category.CONG_CHUC
        yield persona, _post(world.units[unit], title, category, is_head=is_head)


def _staff(world: World) -> Iterator[tuple[str, Post]]:
    for key, unit in world.units.items():
        if unit.kind not in UnitKind.participants:
            continue
        for index, (title, category) in enumerate(_posts_of(key, unit)):
            yield f"{key}/{index}", _post(unit, title, category, is_head=index == 0)


def _posts_of(key: str, unit: Unit) -> Sequence[tuple[str, Category]]:
    if unit.is_commune:
        head = (
            f"Chủ tịch {' '.join(unit.name.split()[: 3 if unit.kind == UnitKind.THI_TRAN else 2])}",
            Category.CAN_BO,
        )
        return (head, *_COMMUNE[1:3], _THIRD_IN_COMMUNE.get(key, _COMMUNE[3]))
    titles = _OFFICE if unit.kind == UnitKind.CO_QUAN_CHUYEN_MON else _SERVICE
    return ((unit.head_title, titles[0][1]), *titles[1:])


def _post(unit: Unit, title: str, category: Category, *, is_head: bool) -> Post:
    return Post(unit=unit, title=title, category=category, is_head=is_head, valid_from=REGISTER_BEGINS)


def _open_accounts(world: World) -> None:
    """Give a sign-in to every leader and head, to two officers, and to who sits on the council."""
    held: list[tuple[Person, Unit | None, tuple[str, ...]]] = [
        (world.personas[persona], world.units[unit], (role,) if role else ())
        for persona, unit, _title, _head, role in _LEADERS
    ]
    held += [(staff[0], world.units[key], (Role.THU_TRUONG, Role.CAN_BO)) for key, staff in world.staff.items()]
    held += [
        (world.person(key), world.units[key.partition("/")[0]], (Role.CAN_BO,)) for key in ("truc_chinh/1", "co_le/1")
    ]
    held.append((world.person(ADMINISTRATOR), world.units["van_phong"], (Role.QUAN_TRI,)))
    open_accounts(world, held)


def open_accounts(world: World, held: Sequence[tuple[Person, Unit | None, tuple[str, ...]]]) -> None:
    """Open a sign-in for each person without a password, and give the roles at the unit."""
    new = [person for person, _unit, _roles in held if person.pk not in world.users]
    users = User.objects.bulk_create(
        User(username=f"{slug(person.full_name)}-{person.pk}", password=make_password(None)) for person in new
    )
    world.users |= {person.pk: user for person, user in zip(new, users, strict=True)}
    Account.objects.bulk_create(Account(user=world.users[person.pk], person=person) for person in new)
    assign_roles(world, held, REGISTER_BEGINS)


def assign_roles(world: World, held: Sequence[tuple[Person, Unit | None, tuple[str, ...]]], valid_from: date) -> None:
    RoleAssignment.objects.bulk_create(
        RoleAssignment(user=world.users[person.pk], unit=unit, role=role, valid_from=valid_from, basis="Giả định")
        for person, unit, roles in held
        if unit is not None
        for role in roles
    )
