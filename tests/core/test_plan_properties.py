"""What holds for any text: a tree survives being written down, and no word is ever lost."""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.core.errors import InputError
from thidua.core.plan import Plan, parse_plan, walk
from thidua.core.text import clean

PLANS = sorted(Path(__file__).with_name("plans").glob("*.txt"))
SHIPPED = Path(__file__).parents[2] / "src/thidua/plans/truc-ninh-2021-2025/plan.txt"
LETTERS = "abcdđeghiklmnopqrstuvxy"
ROMAN = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI"]

# --- a tree written down reads back as itself -------------------------------------------------------------------

HEADINGS = {"Đối với tập thể": "tap-the", "Đối với cá nhân": "ca-nhan", "Đối với hộ gia đình": "ho-gia-dinh"}
sentences = st.sampled_from([
    "Hoàn thành tốt nhiệm vụ được giao.",
    "Có sáng kiến được công nhận;",
    "Gửi hồ sơ trước ngày 10/12/2025.",
    "Không quá 2.000 hồ sơ, đạt 90% trở lên;",
])  # fmt: skip
dashes = st.lists(st.integers(0, 2), max_size=3)  # each with so many plus signs
numbers = st.lists(st.tuples(dashes, st.lists(st.tuples(dashes, st.lists(dashes, max_size=3)), max_size=4)), max_size=3)
sections = st.lists(st.tuples(dashes, numbers), min_size=1, max_size=4)


class Writer:
    """Writes a tree in one office's manner, and notes the address of every item."""

    def __init__(self, number_end: str, letter_end: str, dash: str, gap: str) -> None:
        self.number_end, self.letter_end, self.dash, self.gap = number_end, letter_end, dash, gap
        self.lines: list[str] = []
        self.ids: list[str] = []

    def item(self, address: str, line: str) -> str:
        self.ids.append(address)
        self.lines.append(line)
        return address

    def bullets(self, address: str, counts: list[int], sentence: str) -> None:
        for order, plus_signs in enumerate(counts, start=1):
            dash = self.item(f"{address}/{order}", f"{self.dash} {sentence}")
            for plus in range(1, plus_signs + 1):
                self.item(f"{dash}/{plus}", f"+ {sentence}")

    def section(self, place: int, bullets: list[int], items: list[Any], sentence: str) -> None:
        address = self.item(ROMAN[place], f"{ROMAN[place]}. NỘI DUNG THI ĐUA")
        self.bullets(address, bullets, sentence)
        for order, (own, points) in enumerate(items, start=1):
            number = self.item(f"{address}.{order}", f"{order}{self.number_end} {sentence}")
            self.bullets(number, own, sentence)
            for key, (dashes_of, headed) in zip(LETTERS, points, strict=False):
                letter = self.item(f"{number}.{key}", f"{key}{self.letter_end} {sentence}")
                self.bullets(letter, dashes_of, sentence)
                for (heading, slug), counts in zip(HEADINGS.items(), headed, strict=False):
                    self.bullets(self.item(f"{letter}/{slug}", f"* {heading}:"), counts, sentence)

    @property
    def text(self) -> str:
        return self.gap.join(["KẾ HOẠCH", "Phát động thi đua", *self.lines, "Nơi nhận:", "- Lưu: VT."])


writers = st.builds(
    Writer, st.sampled_from([".", "/", ")", ".-"]), st.sampled_from([")", ".", "/"]), st.sampled_from("-–—•"),
    st.sampled_from(["\n", "\n\n", "\r\n", "\n \t\n"]),
)  # fmt: skip


@given(writers, sections, sentences)
def test_a_tree_written_down_is_read_back_with_the_same_addresses(
    writer: Writer,
    tree: list[tuple[list[int], list[Any]]],
    sentence: str,
) -> None:
    for place, (bullets, items) in enumerate(tree):
        writer.section(place, bullets, items, sentence)
    assert [clause.id for clause in walk(parse_plan(writer.text))] == writer.ids


@pytest.mark.parametrize("end", [")", ".", "/"])
def test_all_letters_of_the_alphabet_are_letters(end: str) -> None:
    lines = [f"{key}{end} Nội dung thi đua." for key in LETTERS]
    plan = parse_plan("\n".join(["I. NỘI DUNG", "1. Các nội dung", *lines]))
    assert [clause.id for clause in walk(plan)] == ["I", "I.1", *(f"I.1.{key}" for key in LETTERS)]


# --- no word is lost ---------------------------------------------------------------------------------------------

LABELS = {"số", "ngày", "tháng", "năm", "nơi", "nhận"}  # what stands before a header field and is not its value


def words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", clean(text).casefold())


def clause_words(plan: Plan) -> list[str]:
    return words(" ".join(f"{clause.label} {clause.heading or ''} {clause.text}" for clause in walk(plan)))


def lost_words(text: str, plan: Plan) -> list[str]:
    fields = [plan.title, plan.number, plan.place, plan.date, plan.issuer, plan.signer, *plan.recipients]
    kept = words(" ".join(field or "" for field in fields)) + words(" ".join(rest.text for rest in plan.unplaced))
    kept += [str(int(part)) for part in (plan.date or "").split("-") if part]  # 05 is written 5 as well
    lost = Counter(words(text)) - Counter(kept + clause_words(plan))
    return [word for word in lost.elements() if word not in LABELS]


def is_in_order(part: list[str], whole: Iterator[str]) -> bool:
    return all(word in whole for word in part)


@pytest.mark.parametrize("path", [SHIPPED, *PLANS], ids=lambda path: path.stem)
def test_every_word_of_a_plan_is_kept_and_those_of_clauses_in_order(path: Path) -> None:
    text = path.read_text("utf-8")
    plan = parse_plan(text)
    assert lost_words(text, plan) == []
    assert is_in_order(clause_words(plan), iter(words(text)))


def test_the_check_notices_a_lost_word() -> None:
    plan = parse_plan("KẾ HOẠCH\nThi đua\nI. NỘI DUNG\n1. Họp dân.")
    assert lost_words("KẾ HOẠCH\nThi đua\nI. NỘI DUNG\n1. Họp dân phố.", plan) == ["phố"]
    assert not is_in_order(["dân", "họp"], iter(words("Họp dân.")))


def test_a_recipient_keeps_its_hyphens() -> None:
    plan = parse_plan("I. NỘI DUNG\n1. Họp dân.\nNơi nhận:\nBan TĐ-KT tỉnh;\n- Lưu: VT-NV.")
    assert plan.recipients == ("Ban TĐ-KT tỉnh", "Lưu: VT-NV")


real_lines = [line for path in [SHIPPED, *PLANS] for line in path.read_text("utf-8").splitlines()]
shuffled = st.lists(st.sampled_from(real_lines) | st.text(max_size=30), max_size=40).map("\n".join)
marks = st.text(alphabet="IVXivx12.)/-–+*_•(): \n\tađ“Số", max_size=200)


@given(shuffled | marks | st.text())
def test_no_text_makes_it_fail_or_lose_a_word(text: str) -> None:
    try:
        plan = parse_plan(text)
    except InputError:
        return
    ids = [clause.id for clause in walk(plan)]
    assert len(set(ids)) == len(ids)
    assert lost_words(text, plan) == []
    assert is_in_order(clause_words(plan), iter(words(text)))


def test_a_very_long_text_is_read_in_one_pass() -> None:
    line = "1. " + "Nội dung thi đua ......... ____ ( " * 1000
    plan = parse_plan("KẾ HOẠCH\n" + f"{line}.\n" * 10 + "- a b\n" * 5_000 + "Số: " + "." * 20_000)
    assert len(plan.clauses) == 10
