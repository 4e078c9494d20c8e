"""The evidence of the demonstration: proved tasks of five communes, and a refusal that says what to do."""

from tests.factories.work import make_task
from tests.factories.world import make_person, make_unit, make_user, make_world

from thidua.demo.evidence import acts
from thidua.demo.story import load_story
from thidua.demo.world import World
from thidua.files.models import Citation, Upload
from thidua.organizations.enums import Role, UnitKind


def test_five_communes_prove_two_tasks_each_and_one_file_is_not_accepted(db: None) -> None:
    huyen, world = make_world().huyen, World(seed=2021, story=load_story())
    for key in list(world.story.raw["communes"])[:5]:
        unit = world.units[key] = make_unit(f"UBND xã {key}", UnitKind.XA, parent=huyen)
        head = make_person(f"Chủ tịch {key}", unit, is_head=True)
        world.team[key], world.users[head.pk] = [head], make_user(head, key, (Role.THU_TRUONG, unit))
        for code in ("NV-01", "NV-02", "NV-03"):
            make_task(unit, code, year=2024)
    for act in acts():
        act.do(world, act.at)
    assert (Citation.objects.count(), Upload.objects.filter(state="kept").count()) == (10, 10)
    assert [row.problems[0]["rule"] for row in Upload.objects.filter(state="refused")] == ["macro"]
