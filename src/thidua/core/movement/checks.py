"""What types alone cannot say about movement.yaml: clauses exist, ids are unique, every nominee has standards."""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from thidua.core.errors import Problem
from thidua.core.law import Law
from thidua.core.movement.addresses import Address
from thidua.core.movement.carriers import carriers_by_clause
from thidua.core.movement.definition import Definition
from thidua.core.movement.rules import ConductRule, InitiativeRule
from thidua.core.validation import Path
from thidua.core.yaml_text import YamlText

_ID_KEYS = ("id", "form", "line")
_KINDS = ("tap_the", "ca_nhan")


def unknown_clauses(tree: YamlText, known: Mapping[str, Address]) -> Iterator[Problem]:
    for path, clause in _clauses(tree.data, ()):
        if clause not in known:
            yield Problem(
                tree.place(path),
                f"kế hoạch không có điều khoản “{clause}”.",
                "Xem mã các điều khoản bằng lệnh “thidua plan show plan.txt”.",
            )


def inconsistencies(
    definition: Definition, tree: YamlText, known: Mapping[str, Address], law: Law
) -> Iterator[Problem]:
    yield from _twice(tree)
    yield from _rounds(definition, tree)
    yield from _missing_standards(definition, tree)
    yield from _rules_of_one_year(definition, tree)
    yield from _narrative_and_bound(definition, tree)
    yield from _recipients(definition, tree, known)
    yield from _unknown_law(definition, tree, law)


def _clauses(data: Any, path: Path) -> Iterator[tuple[Path, str]]:
    if isinstance(data, dict):
        for key, value in data.items():
            if key == "clause" and isinstance(value, str):
                yield (*path, key), value
            elif key == "clauses" and isinstance(value, tuple):
                yield from (((*path, key, at), str(clause)) for at, clause in enumerate(value))
            else:
                yield from _clauses(value, (*path, key))
    elif isinstance(data, tuple):
        for at, item in enumerate(data):
            yield from _clauses(item, (*path, at))


def _twice(tree: YamlText) -> Iterator[Problem]:
    """One id names one thing of its kind: a list's own ids, and criteria throughout the file."""
    standards = tree.data["standards"]
    criteria: list[tuple[Path, str]] = [
        (("standards", at, "criteria", position, "id"), criterion["id"])
        for at, known in enumerate(standards)
        for position, criterion in enumerate(known["criteria"])
    ]
    groups = [criteria, *(_ids(tree.data, section) for section in tree.data)]
    for entries in groups:
        count = Counter(identifier for _, identifier in entries)
        yield from (
            Problem(tree.place(path), f"mã “{identifier}” dùng hai lần.", "Đặt mã khác cho một trong hai.")
            for path, identifier in entries
            if count[identifier] > 1
        )


def _ids(data: dict[str, Any], section: str) -> list[tuple[Path, str]]:
    items = data[section] if isinstance(data[section], tuple) else ()
    keyed = ((at, next((key for key in _ID_KEYS if key in item), None)) for at, item in enumerate(items))
    return [((section, at, key), items[at][key]) for at, key in keyed if key is not None]


def _rounds(definition: Definition, tree: YamlText) -> Iterator[Problem]:
    for at, known in enumerate(definition.rounds):
        if (known.kind == "hang_nam") != (known.year is not None):
            yield Problem(
                tree.place(("rounds", at)),
                f"đợt xét “{known.id}” ghi năm không khớp với loại.",
                "Đợt hằng năm phải có “year”; đợt tổng kết để “year: null”.",
            )


def _missing_standards(definition: Definition, tree: YamlText) -> Iterator[Problem]:
    for round_kind in dict.fromkeys(known.kind for known in definition.rounds):
        for kind in _KINDS:
            found = sum(known.round_kind == round_kind and kind in known.kinds for known in definition.standards)
            if found != 1:
                yield Problem(
                    tree.place(("standards",)),
                    f"có {found} danh sách tiêu chuẩn cho “{kind}” trong đợt “{round_kind}”.",
                    "Mỗi loại đối tượng trong mỗi loại đợt xét cần đúng một danh sách.",
                )


def _narrative_and_bound(definition: Definition, tree: YamlText) -> Iterator[Problem]:
    bound = carriers_by_clause(definition)
    for at, narrative in enumerate(definition.narratives):
        if narrative.clause in bound:
            names = ", ".join(carrier.name for carrier in bound[narrative.clause])
            yield Problem(
                tree.place(("narratives", at)),
                f"điều khoản {narrative.clause} ghi là chỉ tường thuật nhưng đã có {names} thực hiện.",
                "Bỏ một trong hai.",
            )


def _recipients(definition: Definition, tree: YamlText, known: Mapping[str, Address]) -> Iterator[Problem]:
    for at, recipient in enumerate(definition.recipients):
        if recipient.clause in known and recipient.line != known[recipient.clause].text:
            yield Problem(
                tree.place(("recipients", at, "line")),
                f"{recipient.clause} của kế hoạch là “{known[recipient.clause].text}”, không phải “{recipient.line}”.",
                "Chép đúng từng chữ một dòng ở mục Nơi nhận.",
            )


def _rules_of_one_year(definition: Definition, tree: YamlText) -> Iterator[Problem]:
    for at, standards in enumerate(definition.standards):
        for position, criterion in enumerate(standards.criteria):
            if standards.round_kind != "hang_nam" and isinstance(criterion.rule, ConductRule | InitiativeRule):
                yield Problem(
                    tree.place(("standards", at, "criteria", position, "rule")),
                    f"loại “{criterion.rule.kind}” tính trong một năm, không dùng được ở đợt tổng kết.",
                    "Dùng loại khác, hoặc đưa tiêu chuẩn này vào danh sách hằng năm.",
                )


def _unknown_law(definition: Definition, tree: YamlText, law: Law) -> Iterator[Problem]:
    for at, bar in enumerate(definition.bars):
        if bar.law is not None and bar.law not in law.parameters:
            yield _no_such_law(tree, ("bars", at, "law"), bar.law)
    for at, succession in enumerate(definition.succession):
        if succession.instrument not in law.instruments:
            yield _no_such_law(tree, ("succession", at, "instrument"), succession.instrument)


def _no_such_law(tree: YamlText, path: Path, name: str) -> Problem:
    return Problem(
        tree.place(path),
        f"dữ liệu pháp luật không có “{name}”.",
        "Xem các tên đang có bằng lệnh “thidua law show”.",
    )
