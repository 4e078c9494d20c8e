"""Two hands on one sheet: what each changed since both began is kept, and what both changed is asked about."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from thidua.core.errors import InputError, Problem

Entries = Mapping[str, Any]


@dataclass(frozen=True)
class Merged:
    """`taken`: criteria that become what was said; `theirs`: changed by another; `clashes`: by both, differently."""

    entries: dict[str, Any]
    taken: tuple[str, ...]
    theirs: tuple[str, ...]
    clashes: tuple[str, ...]


class Overtaken(InputError):  # noqa: N818 - reads as a sentence: the sheet was overtaken
    """Another hand wrote to the same criteria meanwhile; `kept` is what stands there now, by code."""

    def __init__(self, kept: Entries, *problems: Problem) -> None:
        super().__init__(*problems)
        self.kept = dict(kept)


def merged(base: Entries, kept: Entries, said: Entries) -> Merged:
    """`base`: what both began with; `kept`: what stands now; `said`: what is to be written. None is no entry."""
    entries: dict[str, Any] = {}
    taken, theirs, clashes = [], [], []
    for code in dict.fromkeys((*kept, *said, *base)):
        before, now, mine = base.get(code), kept.get(code), said.get(code)
        entry = now
        if mine in (before, now):
            theirs += [code] if now != mine else []
        elif now == before:
            entry = mine
            taken.append(code)
        else:
            clashes.append(code)
        if entry is not None:
            entries[code] = entry
    return Merged(entries, tuple(taken), tuple(theirs), tuple(clashes))
