"""The evidence of the demonstration: proved tasks of five communes, and a refusal that says what to do."""

from tests.factories.work import DUE
from tests.factories.world import START, enter_people, enter_units, enter_users, make_world

from thidua.demo.evidence import acts
from thidua.demo.story import load_story
from thidua.demo.world import World
from thidua.files.models import Citation, Upload
from thidua.organizations.enums import Role, UnitKind
from thidua.organizations.models import Unit
from thidua.organizations.queries import remembered_roles
from thidua.work.models import Task


def test_five_communes_prove_two_tasks_each_and_one_file_is_not_accepted(db: None) -> None:
    huyen, world = make_world().huyen, World(seed=2021, story=load_story())
    keys = list(world.story.raw["communes"])[:5]
    of_district = {"kind": UnitKind.XA, "parent": huyen, "authority": huyen, "valid_from": START}
    units = enter_units([Unit(name=f"UBND xã {key}", **of_district) for key in keys])
    heads = enter_people(
        *((f"Chủ tịch {key}", unit, "Chủ tịch UBND xã") for key, unit in zip(keys, units, strict=True))
    )
    of_each = list(zip(keys, heads, units, strict=True))
    users = enter_users(*((key, head, Role.THU_TRUONG, unit) for key, head, unit in of_each))
    for (key, head, unit), user in zip(of_each, users, strict=True):
        world.units[key], world.team[key], world.users[head.pk] = unit, [head], user
    Task.objects.bulk_create(
        Task(authority=huyen, unit=unit, code=code, year=2024, due_on=DUE, title=f"Nhiệm vụ {code}")
        for unit in units
        for code in ("NV-01", "NV-02", "NV-03")
    )
    with remembered_roles():
        for act in acts():
            act.do(world, act.at)
    assert (Citation.objects.count(), Upload.objects.filter(state="kept").count()) == (10, 10)
    assert [row.problems[0]["rule"] for row in Upload.objects.filter(state="refused")] == ["macro"]
