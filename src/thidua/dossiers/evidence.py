"""Where the facts behind a standard can be looked up: how many there are, and the page that lists them."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from thidua.core.calendar import parse_day
from thidua.core.format import day
from thidua.dossiers.letters import Letter
from thidua.dossiers.queries.proofs import REPORT, Proof, proofs_of
from thidua.dossiers.queries.verdicts import criteria_of
from thidua.work.enums import TaskKind

MOST = 6  # files named beside one standard; the page that lists what they prove has them all


@dataclass(frozen=True)
class Evidence:
    """A page to look at, or a file with its SHA-256 and what it proves."""

    label: str
    url: str
    digest: str = ""
    of: str = ""


def evidence_of(letter: Letter) -> dict[str, tuple[Evidence, ...]]:
    """Return what lies behind each standard, by its id, and beside the report (`REPORT`). A constant number."""
    proofs = proofs_of(letter.round, [letter.subject], letter.as_of)[letter.subject]
    found = {REPORT: tuple(_file(each) for each in proofs.get(REPORT, ()))}
    for criterion in criteria_of(letter.round, letter.subject.kind).values():
        rule = criterion.rule.kind
        look, files = _LOOKS.get(rule), proofs.get(rule, [])
        found[criterion.id] = (*(look(letter) if look else ()), *(_file(each) for each in files[:MOST]))
    return found


def _file(proof: Proof) -> Evidence:
    return Evidence(proof.name, reverse("files:detail", args=[proof.upload]), proof.digest, proof.of)


def _list(letter: Letter, name: str, **more: Any) -> str:
    unit = {"unit": letter.subject.pk} if letter.is_collective else {}
    return f"{reverse(name)}?{urlencode({'year': letter.round.year, **unit, **more})}"


def _register(letter: Letter) -> str:
    name = "organizations:unit" if letter.is_collective else "organizations:person"
    return reverse(name, args=[letter.subject.pk])


def _count(letter: Letter, key: str, part: str) -> int:
    return (letter.facts.get(key) or {}).get(part) or 0


def _plan(letter: Letter) -> Iterator[Evidence]:
    if issued := letter.facts.get("ke_hoach_don_vi"):
        yield Evidence(f"Kế hoạch riêng ngày {day(parse_day(issued))}", reverse("work:unit_plans"))


def _activities(letter: Letter) -> Iterator[Evidence]:
    if held := _count(letter, "tuyen_truyen", "so_hoat_dong"):
        yield Evidence(f"{held} hoạt động tuyên truyền", _list(letter, "publicity:activities"))


def _tasks(letter: Letter) -> Iterator[Evidence]:
    if given := _count(letter, "nhiem_vu", "giao"):
        yield Evidence(f"{given} nhiệm vụ", _list(letter, "work:tasks", kind=TaskKind.NHIEM_VU.value))


def _documents(letter: Letter) -> Iterator[Evidence]:
    if given := _count(letter, "van_ban_tham_muu", "giao"):
        yield Evidence(f"{given} văn bản", _list(letter, "work:tasks", kind=TaskKind.VAN_BAN.value))


def _indices(letter: Letter) -> Iterator[Evidence]:
    if owned := letter.facts.get("chi_so_thanh_phan"):
        yield Evidence(f"{len(owned)} chỉ số thành phần", reverse("scoring:sets"))


def _ranking(letter: Letter) -> Iterator[Evidence]:
    if (letter.facts.get("xep_hang") or {}).get("hang"):
        yield Evidence("Bảng xếp hạng", reverse("scoring:sets"))


def _initiatives(letter: Letter) -> Iterator[Evidence]:
    if known := letter.facts.get("sang_kien"):
        yield Evidence(f"{len(known)} sáng kiến được công nhận", _list(letter, "initiatives:list"))


def _conduct(letter: Letter) -> Iterator[Evidence]:
    if known := letter.facts.get("ky_luat"):
        yield Evidence(f"{len(known)} quyết định kỷ luật", _register(letter))


def _commendations(letter: Letter) -> Iterator[Evidence]:
    if known := letter.facts.get("giay_khen"):
        yield Evidence(f"{len(known)} giấy khen", _register(letter))


_LOOKS: dict[str, Callable[[Letter], Iterator[Evidence]]] = {
    "judgement": _plan,
    "outreach": _activities,
    "tasks": _tasks,
    "documents": _documents,
    "component_indices": _indices,
    "rank": _ranking,
    "initiative": _initiatives,
    "conduct": _conduct,
    "commendations": _commendations,
}
