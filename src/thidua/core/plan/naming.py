"""Addresses and citations: III.2.a/tap-the/4 is "gạch đầu dòng 4, đối với tập thể, điểm a khoản 2 mục III"."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from thidua.core.plan.markers import Marker
from thidua.core.plan.model import Clause
from thidua.core.plan.outline import Node
from thidua.core.text import slug

_WORDS = {"part": "Phần", "section": "mục", "number": "khoản", "letter": "điểm", "point": "tiết"}
_COUNTED = {"dash": "gạch đầu dòng", "plus": "dấu cộng"}
_CALLED = {"part", "chapter", "article", "appendix"}
_LISTED = {"heading", "dash", "plus"}
_LONGEST_SLUG = 60


def name_clauses(nodes: Iterable[Node]) -> tuple[Clause, ...]:
    return _Names().clauses(nodes)


class _Names:
    """Gives every clause of one plan an address of its own."""

    def __init__(self) -> None:
        self._given: Counter[str] = Counter()

    def clauses(self, nodes: Iterable[Node], above: Sequence[Clause] = ()) -> tuple[Clause, ...]:
        named: list[Clause] = []
        order: Counter[str] = Counter()
        for node in nodes:
            order[node.marker.level] += 1
            named.append(self._clause(node, order[node.marker.level], above))
        return tuple(named)

    def _clause(self, node: Node, order: int, above: Sequence[Clause]) -> Clause:
        address, times = self._unique(_address(node, order, above[-1] if above else None))
        cite = _cite(node, order, above, times)
        bare = Clause(address, node.marker.level, node.marker.label, node.heading, node.text, cite)
        children = self.clauses(node.children, [*above, bare])
        return Clause(bare.id, bare.level, bare.label, bare.heading, bare.text, bare.cite, children)

    def _unique(self, wanted: str) -> tuple[str, int]:
        self._given[wanted] += 1
        times = self._given[wanted]
        return (wanted if times == 1 else f"{wanted}~{times}"), times


def _address(node: Node, order: int, parent: Clause | None) -> str:
    start = parent.id if parent else ""
    match node.marker.level:
        case "heading":
            return f"{start}/{_heading_slug(node)}"
        case "dash":
            return f"{start}/{order}"
        case "plus":
            return f"{start}/{order}" if parent and parent.level == "dash" else f"{start}/+{order}"
    key = node.marker.key
    if parent and parent.level == "number" and "." in key:
        key = key.rpartition(".")[2]  # 1.1 inside 1
    return f"{start}.{key}" if start else key


def _heading_slug(node: Node) -> str:
    whole = slug(re.sub(r"^đối với\s+", "", node.heading or "", flags=re.IGNORECASE)) or "muc"
    short, cut, _ = whole[: _LONGEST_SLUG + 1].rpartition("-")
    return whole if len(whole) <= _LONGEST_SLUG else (short if cut else whole[:_LONGEST_SLUG])


def _cite(node: Node, order: int, above: Sequence[Clause], times: int) -> str:
    own = _own_words(node, order, above) + (f" (lần {times})" if times > 1 else "")
    if "." in node.marker.key:  # khoản 1.1 says itself that it is inside khoản 1
        above = [clause for clause in above if clause.level != "number"]
    if not above:
        return own
    parted = node.marker.level in _LISTED or above[-1].level in _LISTED
    return f"{own}{', ' if parted else ' '}{above[-1].cite}"


def _own_words(node: Node, order: int, above: Sequence[Clause]) -> str:
    marker = node.marker
    if marker.level in _COUNTED:
        return f"{_COUNTED[marker.level]} {order}"
    if marker.level == "heading":
        return _lowered(node.heading or "")
    if marker.level in _CALLED and marker.key != marker.label[: len(marker.key)]:
        return _capitalised(marker.label)
    return f"{_word(marker, [clause.level for clause in above])} {marker.key.removeprefix('muc-')}"


def _word(marker: Marker, levels: Sequence[str]) -> str:
    """An item inside one of its own kind is a tiết; numbers with no section above them are mục."""
    decimal = marker.level == "number" and "." in marker.key
    if marker.level == "number" and ("letter" in levels or ("number" in levels and not decimal)):
        return "tiết"
    if marker.level == "letter" and "letter" in levels:
        return "tiết"
    top = not ({"section", "article"} & set(levels))
    return "mục" if marker.level == "number" and top else _WORDS[marker.level]


def _lowered(text: str) -> str:
    """“Đối với tập thể” → “đối với tập thể”, but “UBND huyện” stays."""
    return text[:1].lower() + text[1:] if text[1:2].islower() or text[1:2].isspace() else text


def _capitalised(label: str) -> str:
    """“PHẦN THỨ NHẤT:” → “Phần thứ nhất”, “ĐIỀU 5.” → “Điều 5”."""
    bare = label.rstrip(" .:)/-–")
    ordinal = re.search(r"(?<=\s)(?:[IVX]+|\d+)$", bare)
    return bare.capitalize() if ordinal is None else bare[: ordinal.start()].capitalize() + ordinal[0]
