"""How far a role reaches: its unit, all of its authority, and what a unit came from."""

from datetime import date

from tests.factories.scoring import become
from tests.factories.world import World, make_person, make_unit, make_user, moment

from thidua.accounts.models import User
from thidua.organizations.enums import LineageKind, Role, UnitKind
from thidua.organizations.models import Unit
from thidua.organizations.permissions import holds_for, sees_unit
from thidua.organizations.queries import roles_of, visible_units

AT = moment(2025, 12, 5)


def reached(user: User) -> set[str]:
    """What the user may read; the condition and the predicate must agree."""
    roles = roles_of(user, AT)
    by_condition = {unit.name for unit in Unit.objects.filter(visible_units(roles))}
    assert by_condition == {unit.name for unit in Unit.objects.all() if sees_unit(roles, unit)}
    return by_condition


def holder(role: str, unit: Unit) -> User:
    return make_user(make_person("Lê Văn Mới", unit), f"{role}-{unit.pk}", (role, unit))


DISTRICT = {
    "UBND huyện Trực Ninh",
    "Phòng Nội vụ",
    "Phòng Văn hóa và Thông tin",
    "UBND xã Trực Chính",
    "UBND thị trấn Cổ Lễ",
}


def test_an_officer_reads_the_unit_and_the_secretariat_the_authority(world: World) -> None:
    assert reached(world.can_bo) == {"UBND xã Trực Chính"}
    assert reached(world.thuong_truc) == DISTRICT


def test_at_a_commune_no_role_reaches_beyond_it(world: World) -> None:
    for role in Role.everywhere:
        user = holder(role, world.truc_chinh)
        assert (role, reached(user)) == (role, {"UBND xã Trực Chính"})
        assert not holds_for(roles_of(user, AT), world.huyen, role)


def test_who_works_for_a_merged_unit_reads_what_it_came_from(world: World) -> None:
    new = make_unit("UBND xã Ninh Giang", UnitKind.XA)
    become(LineageKind.MERGE, date(2025, 7, 1), world.truc_chinh, new)
    officer = holder(Role.CAN_BO, new)
    assert reached(officer) == {"UBND xã Ninh Giang", "UBND xã Trực Chính"}
    assert roles_of(officer, AT).authorities == {new.pk, world.huyen.pk}
    assert roles_of(officer, AT).over(world.truc_chinh, Role.CAN_BO) is False  # to read by, not to act by


def test_the_secretariat_of_a_merged_province_reads_all_of_the_former_one(world: World) -> None:
    old, new = make_unit("UBND tỉnh Nam Định", UnitKind.TINH), make_unit("UBND tỉnh Ninh Bình", UnitKind.TINH)
    former = make_unit("Sở Y tế Nam Định", UnitKind.CO_QUAN_CHUYEN_MON, parent=old)
    office = make_unit("Sở Nội vụ", UnitKind.CO_QUAN_CHUYEN_MON, parent=new)
    become(LineageKind.MERGE, date(2025, 7, 1), old, new)
    assert reached(holder(Role.THUONG_TRUC, office)) == {old.name, new.name, former.name, office.name}
    assert reached(holder(Role.CAN_BO, office)) == {office.name}
