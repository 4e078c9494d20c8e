"""1 July 2025: the district ends, seven communes carry on; people's posts and sign-ins move with the work."""

from collections.abc import Iterator
from datetime import date, datetime

from thidua.demo.people import ADMINISTRATOR, assign_roles
from thidua.demo.story import load_csv
from thidua.demo.units import commune_names, enter_committee, office_keys
from thidua.demo.world import Act, World, on
from thidua.organizations.actions.units import create_unit, record_lineage
from thidua.organizations.enums import Category, LineageKind, Role, UnitKind
from thidua.organizations.models import Person, Post, Unit

DAY = date(2025, 7, 1)
PHASE = "Sắp xếp đơn vị 01/07/2025"
_MERGER = "Nghị quyết 1674/NQ-UBTVQH15 ngày 16/06/2025 (sắp xếp đơn vị hành chính cấp xã của tỉnh Ninh Bình)"
_PROVINCE = "Nghị quyết 202/2025/QH15 ngày 12/06/2025 (sáp nhập đơn vị hành chính cấp tỉnh)"
_NO_DISTRICT = f"{_PROVINCE}; kết thúc hoạt động cấp huyện từ 01/07/2025"

_LEADERS = (  # persona, unit, title, head, role
    ("chu_tich_tinh", "tinh_moi", "Chủ tịch UBND tỉnh", True, Role.CHU_TICH),
    ("van_thu_tinh", "tinh_moi", "Văn thư UBND tỉnh", False, Role.VAN_THU),
    ("thanh_tra", "tinh_moi", "Thanh tra viên", False, Role.THANH_TRA),
    ("chu_tich", "so_noi_vu", "Giám đốc Sở", True, Role.THU_TRUONG),
    ("thuong_truc", "so_noi_vu", "Chuyên viên thi đua, khen thưởng", False, Role.THUONG_TRUC),
    ("pho_chu_tich", "xa_truc_ninh", "Phó Chủ tịch UBND xã", False, None),
    ("van_thu", "ninh_giang", "Văn thư", False, Role.VAN_THU),
    ("thu_ky", "ninh_giang", "Chuyên viên", False, None),
)


def acts() -> Iterator[Act]:
    yield Act(on(DAY, 7), PHASE, _reorganise)


def _reorganise(world: World, at: datetime) -> None:
    predecessors = _predecessors(world)
    _enter_new_units(world, at)
    for key, former in predecessors.items():
        record_lineage(
            LineageKind.MERGE,
            effective_on=DAY,
            legal_basis=f"{_MERGER}; bảng đối chiếu đơn vị cũ, mới đọc qua bản sao",
            certainty="VS",
            links=[(world.units[old], world.units[key]) for old in former],
            actor=None,
            at=at,
        )
    record_lineage(
        LineageKind.DISSOLVE,
        effective_on=DAY,
        legal_basis=_NO_DISTRICT,
        certainty="V",
        links=[
            *((world.units["huyen"], world.units[key]) for key in predecessors),  # who does its work now
            *((world.units[key], None) for key in office_keys()),
        ],
        actor=None,
        at=at,
    )
    record_lineage(
        LineageKind.MERGE,
        effective_on=DAY,
        legal_basis=_PROVINCE,
        certainty="V",
        links=[(world.units["tinh"], world.units["tinh_moi"])],
        actor=None,
        at=at,
    )
    _move_people(world, predecessors, at)


def _predecessors(world: World) -> dict[str, list[str]]:
    """Return, by the new commune's short name, those it came from."""
    became = {row["old_commune_code"]: row["new_commune_code"] for row in load_csv("units-lineage-2025-07.csv")}
    communes = world.story.raw["communes"]
    return {
        key: [old for old, told in communes.items() if became[told["code"]] == new["code"]]
        for key, new in world.story.raw["successors"].items()
    }


def _enter_new_units(world: World, at: datetime) -> None:
    province = enter_committee(
        "UBND tỉnh Ninh Bình", UnitKind.TINH, None, at, valid_from=DAY, code="37", place="Ninh Bình"
    )
    world.units["tinh_moi"] = province
    world.units["so_noi_vu"] = create_unit(
        name="Sở Nội vụ",
        kind=UnitKind.CO_QUAN_CHUYEN_MON,
        parent=province,
        valid_from=DAY,
        actor=None,
        at=at,
        symbol="SNV",
        place="Ninh Bình",
        head_title="Giám đốc Sở",
        sort_order=1,
        is_assumed=True,
    )
    names = commune_names()
    for order, (key, told) in enumerate(world.story.raw["successors"].items(), start=101):
        place = names[told["code"]]
        world.units[key] = enter_committee(
            f"UBND xã {place}",
            UnitKind.XA,
            province,
            at,
            valid_from=DAY,
            code=told["code"],
            place=place,
            sort_order=order,
        )


def _move_people(world: World, predecessors: dict[str, list[str]], at: datetime) -> None:
    """Give everybody a post where their work went: the head first, the other former heads as deputies."""
    posts = [
        _post(world.personas[persona], world.units[unit], title, is_head=is_head)
        for persona, unit, title, is_head, _role in _LEADERS
    ]
    for key, told in world.story.raw["successors"].items():
        head = world.person(told["head"])
        coming = [person for old in predecessors[key] for person in world.team[old]]
        coming += [p for office, to in world.story.raw["placements"].items() if to == key for p in world.team[office]]
        world.team[key] = [head, *(person for person in coming if person.pk != head.pk)]
        former = {world.team[old][0].pk for old in predecessors[key]}
        for person in world.team[key]:
            title = (
                "Chủ tịch UBND xã"
                if person == head
                else "Phó Chủ tịch UBND xã"
                if person.pk in former
                else "Chuyên viên"
            )
            posts.append(_post(person, world.units[key], title, is_head=person == head))
    posts += [_post(person, world.units["so_noi_vu"], "Chuyên viên", is_head=False) for person in world.team["noi_vu"]]
    world.team["so_noi_vu"] = [world.personas["chu_tich"], *world.team["noi_vu"]]
    Post.objects.bulk_create(posts)
    _give_roles(world)
    world.log("posts.moved", at=at, of=world.units["tinh_moi"], posts=len(posts))


def _post(person: Person, unit: Unit, title: str, *, is_head: bool) -> Post:
    category = Category.CAN_BO if is_head or title.startswith("Phó") else Category.CONG_CHUC
    return Post(person=person, unit=unit, title=title, category=category, is_head=is_head, valid_from=DAY)


def _give_roles(world: World) -> None:
    held: list[tuple[Person, Unit | None, tuple[str, ...]]] = [
        (world.personas[persona], world.units[unit], (role,)) for persona, unit, _title, _head, role in _LEADERS if role
    ]
    held += [
        (world.team[key][0], world.units[key], (Role.THU_TRUONG, Role.CAN_BO)) for key in world.story.raw["successors"]
    ]
    held += [
        (world.person(who), world.units[key], (Role.CAN_BO,))
        for who, key in (("truc_chinh/1", "ninh_giang"), ("co_le/1", "xa_co_le"))
    ]
    held.append((world.person(ADMINISTRATOR), world.units["so_noi_vu"], (Role.QUAN_TRI,)))
    assign_roles(world, held, DAY)
