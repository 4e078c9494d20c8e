"""Every address behaves for every persona as routes.yaml says, on a sound page; who is refused changes nothing."""

import os
import random
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import product

import pytest
import yaml
from tests.factories.world import make_world
from tests.guards.asked import SECRET
from tests.guards.canary import leaks as private
from tests.guards.markup import faults
from tests.guards.sources import ROOT
from tests.guards.town import CONDUCT, PERSONAS, make_town
from tests.guards.walk import NOT_ANSWERED, Visit, act, fingerprint, forged, leaks, look, routes, written

from thidua.documents.models import Paper

FILE = ROOT / "tests" / "guards" / "routes.yaml"
KEBAB = re.compile(r"(?:[a-z0-9]+(?:-[a-z0-9]+)*(?:\.(?:xlsx|json|pdf))?/?|<\w+:\w+>/?)*\Z")

# In the suite an address is asked by whom chance says; by everybody in CI (`make targets ONLY=Z1`).
BY_ALL = "WALK_ALL" in os.environ

SHOWN = 200
GROUPS = (1, 3, 8, 2, 3, 2)
Table = Mapping[str, Mapping[str, int]]


@cache
def expected() -> Mapping[str, Table]:
    """By method, by persona, by address: the status."""
    read = yaml.load(FILE.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    return {
        method: {
            persona: {name: int(row.split()[place]) for name, row in read[method].items()}
            for place, persona in enumerate(PERSONAS)
        }
        for method in ("get", "post")
    }


def unclassified(names: Iterable[str], known: Mapping[str, Table]) -> list[str]:
    return sorted(set(names) - {name for tables in known.values() for table in tables.values() for name in table})


def difference(met: Mapping[str, int], said: Mapping[str, int]) -> dict[str, tuple[int | None, int]]:
    """Where what was met is not what the file says: (met, said). What it does not name answers no such request."""
    pairs = {name: (status, said.get(name, NOT_ANSWERED)) for name, status in met.items()}
    return {name: (found, wanted) for name, (found, wanted) in pairs.items() if found != wanted}


def drawn(names: Iterable[str], said: Mapping[str, Table], *, by_all: bool) -> dict[str, dict[str, list[str]]]:
    """By method, by persona: the addresses to ask, of each answer by somebody who meets it.

    `by_all`: by everybody to whom it answers at all; so is an address that nobody classified.
    """
    asked = {method: {persona: list[str]() for persona in PERSONAS} for method in said}
    new = set(unclassified(names, said))
    for method, name in product(said, names):
        alike = _alike(said[method], name)
        for answer in alike if by_all or name in new else _by_lot(method, alike):
            everyone = name in new or (by_all and answer != NOT_ANSWERED)
            for persona in alike[answer] if everyone else [random.choice(alike[answer])]:  # noqa: S311 - no secret
                asked[method][persona].append(name)
    return asked


def _by_lot(method: str, answers: Iterable[int]) -> Iterator[int]:
    """The page that is shown, since each is read, and one of the other answers."""
    rest = sorted(answers)
    if method == "get" and SHOWN in rest:
        rest.remove(SHOWN)
        yield SHOWN
    if rest:
        yield random.choice(rest)  # noqa: S311 - no secret


def _alike(table: Table, name: str) -> dict[int, list[str]]:
    """The personas by what the address answers them."""
    found: dict[int, list[str]] = {}
    for persona in PERSONAS:
        found.setdefault(table[persona].get(name, NOT_ANSWERED), []).append(persona)
    return found


def wrong(visits: Mapping[str, Visit], said: Mapping[str, Table]) -> Iterator[str]:
    """The rows that differ from the file, as they were met: to be weighed, and written there if they are right."""
    for method in ("get", "post"):
        met = {persona: getattr(visit, method) for persona, visit in visits.items()}
        differing = {name for persona, statuses in met.items() for name in difference(statuses, said[method][persona])}
        for name in sorted(differing):
            cells = [met[persona].get(name, said[method][persona].get(name, "?")) for persona in PERSONAS]
            yield f"{method}  {row(name, cells)}"


def row(name: str, cells: Sequence[object]) -> str:
    """A row of the file, its cells in groups by relation."""
    rest = iter(cells)
    return f"{name + ':':<31} " + "  ".join(" ".join(str(next(rest)) for _ in range(size)) for size in GROUPS)


def misspelt(patterns: Iterable[str]) -> list[str]:
    """Addresses that are not kebab-case without diacritics."""
    return [pattern for pattern in patterns if not KEBAB.match(pattern)]


def test_every_address_is_classified() -> None:
    assert unclassified((name for name, _, _ in routes()), expected()) == []


def test_addresses_are_kebab_case_without_diacritics() -> None:
    assert misspelt(pattern for _, pattern, _ in routes()) == []


@pytest.mark.django_db
@pytest.mark.timeout(1200)
def test_a_persona_meets_what_the_file_says_on_sound_pages() -> None:
    """Nothing changes where a POST is refused or comes from another site; no page holds what is not for its reader."""
    town, said = make_town(make_world()), expected()
    asked = drawn([name for name, _, _ in routes()], said, by_all=BY_ALL)
    visits = {persona: Visit() for persona in PERSONAS}
    for persona, visit in visits.items():
        look(visit, town, persona, asked["get"][persona])
        act(visit, town, persona, asked["post"][persona])
    assert "\n".join(wrong(visits, said)) == ""
    assert {who: (each.faulty, each.changed, each.leaked) for who, each in visits.items() if each.is_unsound} == {}
    assert forged(town, "thuong_truc", said["post"]["thuong_truc"]) == []
    assert private(" ".join(str(paper) for paper in Paper.objects.values_list("data", flat=True))) == []


def test_the_guard_knows_an_address_nobody_classified() -> None:
    assert unclassified(["work:tasks", "work:new"], expected()) == ["work:new"]
    assert difference({"a": 200, "b": 200, "c": 403, "d": 405}, {"a": 404, "c": 403}) == {
        "a": (200, 404),
        "b": (200, 405),
    }
    met = {persona: Visit(get={"work:new": 200 if persona == "can_bo" else 403}) for persona in PERSONAS}
    [line] = wrong(met, {method: {persona: {} for persona in PERSONAS} for method in ("get", "post")})
    assert line.split()[:5] == ["get", "work:new:", "403", "200", "403"]


def test_every_page_is_read_refusals_come_by_lot_and_everybody_asks_what_is_new() -> None:
    met = {persona: {"a": 200} for persona in PERSONAS} | {"anonymous": {"a": 302}, "ngang_cap": {"a": 404}}
    said = {"get": met, "post": {persona: {} for persona in PERSONAS}}
    asked = drawn(["a", "new"], said, by_all=False)
    readers = {persona for persona, names in asked["get"].items() if "a" in names}
    assert len(readers - {"anonymous", "ngang_cap"}) == len(readers & {"anonymous", "ngang_cap"}) == 1
    assert sum("a" in names for names in asked["post"].values()) == 1  # that it answers no POST
    assert all("new" in names for by in asked.values() for names in by.values())
    assert all("a" in names for names in drawn(["a"], said, by_all=True)["get"].values())


@pytest.mark.django_db
def test_the_guard_knows_that_something_changed() -> None:
    world = make_world()
    before = fingerprint()
    assert fingerprint() == before
    with written() as tables:
        assert type(world.truc_chinh).objects.get(pk=world.truc_chinh.pk)
        assert tables == set()
        type(world.truc_chinh).objects.filter(pk=world.truc_chinh.pk).update(place="Nơi khác")
    assert tables == {"organizations_unit"}
    assert fingerprint() != before


def test_the_guard_knows_a_page_that_holds_what_is_not_for_its_reader() -> None:
    secret, conduct = f"<p>{SECRET}</p>", f"<p>{CONDUCT}</p>"
    assert [leaks(who, secret) for who in ("can_bo", "thanh_tra", "ngang_cap", "anonymous")] == [
        False,
        False,
        True,
        True,
    ]
    assert [leaks(who, conduct) for who in ("can_bo", "thanh_tra", "ngang_cap")] == [True, False, True]


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
