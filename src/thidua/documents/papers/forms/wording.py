"""Turns of phrase that several papers share."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from thidua.core.format import number


def dong(amount: int) -> str:
    return f"{number(amount)} đồng"


def counted(collectives: int, individuals: int) -> str:
    """As a paper counts: "02 tập thể và 05 cá nhân"; a kind with nobody in it is left out."""
    parts = [f"{count:02} {kind}" for count, kind in ((collectives, "tập thể"), (individuals, "cá nhân")) if count]
    return " và ".join(parts) or "0 tập thể, 0 cá nhân"


def legal_bases(bases: Sequence[str]) -> tuple[str, ...]:
    """NĐ 30, Phụ lục I: every basis ends with a semicolon, the last one with a full stop."""
    bare = [basis.strip().rstrip(";.") for basis in bases]
    return tuple(f"{basis}{'.' if place == len(bare) else ';'}" for place, basis in enumerate(bare, start=1))


def ended(text: str) -> str:
    """The last sentence of a paper ends with "./."."""
    return f"{text.rstrip('./ ')}./."


def addressees(names: Sequence[str]) -> tuple[str, ...]:
    """NĐ 30, Phụ lục I, II.9.d: several stand on lines of their own, ended by a semicolon, the last by a full stop."""
    return tuple(names) if len(names) == 1 else legal_bases(names)


def recipients(lines: Iterable[str]) -> tuple[str, ...]:
    """Every recipient ends with a semicolon, the last ("Lưu: VT") with a full stop."""
    return legal_bases([line.strip().removeprefix("-").strip() for line in lines])
