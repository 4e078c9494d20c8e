"""Every id that law, plan or a state goes by stands in docs/glossary.md with the words people read for it."""

import importlib
import re
from collections.abc import Iterator

from django.db.models import TextChoices
from tests.guards.sources import PACKAGE, ROOT

from thidua.core.eligibility.verdict import Answer, Outcome
from thidua.core.law import Certainty
from thidua.core.movement.guidance import GUIDANCE_KEYS
from thidua.legal import load_law
from thidua.organizations.enums import CONDUCT_WORDS
from thidua.plans import load_movement, shipped_slugs

Term = tuple[str, str]
ROW = re.compile(r"^\| `([^`]+)` \| (.*?) \|", re.MULTILINE)


def rows(page: str) -> set[Term]:
    """Id and Vietnamese words of every row of every table."""
    return set(ROW.findall(page))


def unexplained(terms: set[Term], page: str) -> list[Term]:
    return sorted(terms - rows(page))


def glossary() -> str:
    return (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")


def choices() -> Iterator[Term]:
    for file in PACKAGE.glob("*/enums.py"):
        module = importlib.import_module(f"thidua.{file.parent.name}.enums")
        for found in vars(module).values():
            if isinstance(found, type) and issubclass(found, TextChoices) and found.__module__ == module.__name__:
                yield from ((member.value, str(member.label)) for member in found)


def terms_of_movements() -> Iterator[Term]:
    for slug in shipped_slugs():
        definition = load_movement(slug).definition
        yield from ((duty.id, duty.body) for duty in definition.duties)
        yield from ((power.id, power.power) for power in definition.succession)
        for elements in (
            definition.contents,
            definition.rounds,
            definition.standards,
            definition.bars,
            definition.papers,
            definition.funding,
            definition.councils,
        ):
            yield from ((element.id, element.label) for element in elements)
        for standards in definition.standards:
            yield from ((criterion.id, criterion.label) for criterion in standards.criteria)


def terms_of_law() -> Iterator[Term]:
    law = load_law()
    yield from ((name, law.parameters[f"tham_quyen.{name}"].label) for name in law.forms)
    yield from ((name, instrument.name) for name, instrument in law.instruments.items())
    yield from (
        (name, parameter.label) for name, parameter in law.parameters.items() if not name.startswith("tham_quyen.")
    )


def test_every_state_role_and_kind_is_explained() -> None:
    known = set(choices()) | set(CONDUCT_WORDS.items())
    known |= {(member.value, member.label) for of in (Answer, Outcome, Certainty) for member in of}
    assert unexplained(known, glossary()) == []
    assert len(known) > 100


def test_every_term_of_a_shipped_movement_is_explained() -> None:
    assert unexplained(set(terms_of_movements()), glossary()) == []


def test_every_term_of_the_law_is_explained() -> None:
    assert unexplained(set(terms_of_law()), glossary()) == []


def test_every_guidance_key_is_explained_beside_the_facts() -> None:
    page = (ROOT / "docs" / "facts-file.md").read_text(encoding="utf-8")
    assert [key for key in GUIDANCE_KEYS if f"| `{key}` |" not in page] == []


def test_the_guard_knows_what_is_missing() -> None:
    page = "| id | tiếng Việt |\n|---|---|\n| `dat` | Đạt | met |\n"
    assert unexplained({("dat", "Đạt")}, page) == []
    assert unexplained({("dat", "Được"), ("la", "Lạ")}, page) == [("dat", "Được"), ("la", "Lạ")]
