"""The story told by the demonstration, as data: who ranked where, who was put forward, what went wrong."""

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

DATA = files("thidua.demo") / "data"


def load_yaml(name: str) -> Any:
    return yaml.load((DATA / name).read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)


def load_csv(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8") as handle:
        return list(csv.DictReader(handle))


@dataclass(frozen=True)
class Sent:
    """A unit's dossier of a year: whether it names the unit itself, whom it names (by their short names)."""

    unit: str
    collective: bool
    people: tuple[str, ...]
    without: tuple[str, ...] = ()
    returned_for: str = ""
    extended_for: str = ""


@dataclass(frozen=True)
class Idea:
    """An initiative; `fate` is empty where it is recognised."""

    unit: str
    authors: tuple[str, ...]
    fate: str = ""
    is_second_sitting: bool = False


@dataclass(frozen=True)
class Story:
    raw: Mapping[str, Any]
    years: tuple[int, ...] = field(default=(2021, 2022, 2023, 2024))

    def ranks(self, year: int) -> dict[str, int]:
        return {key: told["ranks"][year - self.years[0]] for key, told in self.raw["communes"].items()}

    def dossiers(self, year: int) -> Sequence[Sent]:
        return [_sent(unit, told) for unit, told in self.raw["dossiers"].get(year, {}).items()]

    def faults(self, year: int, who: str) -> Sequence[str]:
        """Return what the unit or the person lacks that year."""
        found: Sequence[str] = self.raw["faults"].get(year, {}).get(who, ())
        return found

    def is_put_forward(self, year: int, who: str) -> bool:
        """Tell whether a unit or a person is named in a dossier of the year, and so has its work in order."""
        return any(who in sent.people or (sent.collective and sent.unit == who) for sent in self.dossiers(year))

    def ideas(self, year: int) -> list[Idea]:
        """Return the year's initiatives: one for each dossier that has any, and those told apart."""
        second = self.raw["second_sitting"]
        ideas = [
            Idea(sent.unit, sent.people, is_second_sitting=sent.unit in second)
            for sent in self.dossiers(year)
            if "sang_kien" not in sent.without
        ]
        return ideas + [_idea(told) for told in self.raw["initiatives"].get(year, ())]


def _sent(unit: str, told: Mapping[str, Any]) -> Sent:
    return Sent(
        unit,
        told.get("tap_the", True),
        (*(f"{unit}/{place}" for place in told["ca_nhan"]), *told.get("them", ())),
        tuple(told.get("thieu", ())),
        told.get("tra_lai", ""),
        told.get("gia_han", ""),
    )


def _idea(told: Mapping[str, Any]) -> Idea:
    authors = tuple(told["authors"])
    return Idea(authors[0].partition("/")[0], authors, told.get("fate", ""))


@cache
def load_story() -> Story:
    return Story(load_yaml("story.yaml"))
