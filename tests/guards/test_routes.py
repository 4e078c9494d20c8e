"""Every address behaves for every persona as routes.yaml says, on a sound page; who is refused changes nothing."""

import re
from collections.abc import Iterable, Mapping
from functools import cache

import pytest
import yaml
from tests.factories.world import make_world
from tests.guards.markup import faults
from tests.guards.sources import ROOT
from tests.guards.town import PERSONAS, make_town
from tests.guards.walk import fingerprint, routes, walk

FILE = ROOT / "tests" / "guards" / "routes.yaml"
KEBAB = re.compile(r"(?:[a-z0-9]+(?:-[a-z0-9]+)*(?:\.(?:xlsx|json|pdf))?/?|<\w+:\w+>/?)*\Z")

Table = Mapping[str, Mapping[str, int]]


@cache
def expected() -> Mapping[str, Table]:
    """By method, by persona, by address: the status."""
    read = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return {
        method: {
            persona: {name: int(row.split()[place]) for name, row in read[method].items()}
            for place, persona in enumerate(PERSONAS)
        }
        for method in ("get", "post")
    }


def unclassified(names: Iterable[str], known: Mapping[str, Table]) -> list[str]:
    return sorted(set(names) - {name for tables in known.values() for table in tables.values() for name in table})


def difference(met: Mapping[str, int], said: Mapping[str, int]) -> dict[str, tuple[int | None, int | None]]:
    """Where what was met is not what the file says: (met, said)."""
    return {name: (met.get(name), said.get(name)) for name in {*met, *said} if met.get(name) != said.get(name)}


def misspelt(patterns: Iterable[str]) -> list[str]:
    """Addresses that are not kebab-case without diacritics."""
    return [pattern for pattern in patterns if not KEBAB.match(pattern)]


def test_every_address_is_classified() -> None:
    assert unclassified((name for name, _, _ in routes()), expected()) == []


def test_addresses_are_kebab_case_without_diacritics() -> None:
    assert misspelt(pattern for _, pattern, _ in routes()) == []


@pytest.mark.django_db
@pytest.mark.parametrize("personas", [PERSONAS[:4], PERSONAS[4:]], ids=", ".join)
def test_a_persona_meets_what_the_file_says_on_sound_pages(personas: tuple[str, ...]) -> None:
    """And nothing changes where a POST is refused, or comes from another site."""
    town, said = make_town(make_world()), expected()
    visits = {persona: walk(town, persona) for persona in personas}
    for persona, visit in visits.items():
        met = (difference(visit.get, said["get"][persona]), difference(visit.post, said["post"][persona]))
        assert (persona, *met, visit.faulty) == (persona, {}, {}, {})
    assert {persona: visit.changed for persona, visit in visits.items() if visit.changed} == {}
    assert {persona: visit.forged for persona, visit in visits.items() if visit.forged} == {}


def test_the_guard_knows_an_address_nobody_classified() -> None:
    assert unclassified(["work:tasks", "work:new"], expected()) == ["work:new"]
    assert difference({"a": 200, "b": 200}, {"a": 404, "c": 403}) == {
        "a": (200, 404),
        "b": (200, None),
        "c": (None, 403),
    }


@pytest.mark.django_db
def test_the_guard_knows_that_something_changed() -> None:
    world = make_world()
    before = fingerprint()
    assert fingerprint() == before
    type(world.truc_chinh).objects.filter(pk=world.truc_chinh.pk).update(place="Nơi khác")
    assert fingerprint() != before


def test_the_guard_knows_a_misspelt_address() -> None:
    wrong = ["ho_so/", "hồ-sơ/", "HoSo/", "ho--so/"]
    assert misspelt(["ho-so/<int:pk>/nop/", "cham-diem/<int:pk>/xep-hang.xlsx", "", *wrong]) == wrong


GOOD = """<html lang="vi"><head><title>Hồ sơ – Thi Đua</title></head><body><h1>Hồ sơ</h1>
<a href="/ho-so/">Hồ sơ</a><a href="/ke-hoach/truc-ninh-2021-2025/#III.2.a">điểm a</a></body></html>"""
POLICY = {"Content-Security-Policy": "default-src 'self'; object-src 'none'"}


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("", "", None),
        (' lang="vi"', "", "no language"),
        ("<h1>Hồ sơ</h1>", "", "0 h1"),
        ("<title>Hồ", "<title>Sổ", "title “Sổ sơ – Thi Đua” does not start with “Hồ sơ”"),
        ("</body>", '<p id="a"></p><p id="a"></p></body>', "id “a” 2 times"),
        ("</body>", '<label for="b">B</label></body>', "for names “b”, which is not there"),
        ("</body>", '<p style="color:red"></p></body>', "inline style"),
        ("</body>", "<script>1</script></body>", "inline script"),
        ("</body>", '<p onclick="x()"></p></body>', "inline handler"),
        ("</body>", '<form method="post" action="/ho-so/"></form></body>', "form to “/ho-so/” without its token"),
        ('href="/ho-so/"', 'href="/ho-xo/"', "“/ho-xo/” leads nowhere"),
        ("#III.2.a", "#III.9", "“/ke-hoach/truc-ninh-2021-2025/#III.9”: the plan has no such clause"),
    ],
)
def test_the_guard_knows_a_bad_page(old: str, new: str, fault: str | None) -> None:
    page = GOOD.replace(old, new, 1) if old else GOOD
    assert page != GOOD or fault is None
    assert faults(page, POLICY) == ([fault] if fault else [])


def test_the_guard_knows_a_page_without_its_policy() -> None:
    assert faults(GOOD, {}) == ["content security policy “”"]
