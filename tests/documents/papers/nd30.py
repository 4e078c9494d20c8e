"""Measures a printed paper against NĐ 30/2020 (tests/legal/nd30_trinh_bay.yaml); an answer is a list of faults."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path
from statistics import median
from typing import Any

import yaml
from tests.documents.papers.reading import Drawn, Rule, Run, squeezed

from thidua.documents.papers import Article, Heading, ItemList, KeyValues, Paper, Paragraph

TABLE: dict[str, Any] = yaml.load(
    (Path(__file__).resolve().parents[2] / "legal" / "nd30_trinh_bay.yaml").read_text(encoding="utf-8"),
    Loader=yaml.CSafeLoader,
)
_LIMITS = {name: limits for row in TABLE["trang"] for name, limits in row.items()}
_PT = 25.4 / 72
_NEAR = 0.6  # mm that two layouts of the same rule may differ by
_SINGLE = 1.149  # em: a single line of Times New Roman
_ASCENT, _DESCENT = 0.891, 0.216  # em


@dataclass(frozen=True)
class Line:
    """Runs that stand on one line without a gap between columns."""

    runs: tuple[Run, ...]

    @property
    def page(self) -> int:
        return self.runs[0].page

    @property
    def x(self) -> float:
        return self.runs[0].x

    @property
    def end(self) -> float:
        return max(run.end for run in self.runs if run.text.strip())

    @property
    def y(self) -> float:
        return self.runs[0].y

    @property
    def middle(self) -> float:
        return (self.x + self.end) / 2

    @property
    def text(self) -> str:
        return squeezed("".join(run.text for run in self.runs))


@dataclass(frozen=True)
class Element:
    """A part of the paper with the lines it is printed on, in order."""

    name: str
    text: str
    lines: tuple[Line, ...] = ()


def lines_of(runs: list[Run]) -> list[Line]:
    """Runs joined from left to right where about 5 mm or less part them, from the top of the first page on."""
    made: list[list[Run]] = []
    for run in sorted((run for run in runs if run.text.strip()), key=lambda run: (run.page, round(run.y, 1), run.x)):
        last = made[-1][-1] if made else None
        if last and last.page == run.page and abs(last.y - run.y) < 0.2 and run.x - last.end < 5.2:
            made[-1].append(run)
        else:
            made.append([run])
    return [Line(tuple(each)) for each in made]


def expected(paper: Paper) -> Iterator[tuple[str, str]]:
    """Every element of the paper with its text, in the order of its pages; tables apart."""
    head = paper.letterhead
    yield "quoc_hieu", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
    yield "tieu_ngu", "Độc lập - Tự do - Hạnh phúc"
    yield from _each_line("co_quan_chu_quan", head.superior)
    yield from _each_line("co_quan_ban_hanh", head.issuer)
    yield from _each_line("so_ky_hieu", head.number_line)
    yield from _each_line("dia_danh", head.date_line)
    yield "ten_loai", paper.kind.heading
    yield from _each_line("trich_yeu", paper.title)
    if len(paper.addressees) == 1:
        yield "kinh_gui", f"Kính gửi: {paper.addressees[0]}"
    elif paper.addressees:
        yield "kinh_gui", "Kính gửi:"
        yield from (("kinh_gui", f"- {each}") for each in paper.addressees)
    yield from (("can_cu", basis) for basis in paper.bases)
    yield from _blocks(paper)
    for signature in paper.signatures:
        yield from _each_line("chuc_vu", signature.title)
    yield from (("ho_ten", signature.name) for signature in paper.signatures if signature.name)
    if paper.recipients:
        yield "noi_nhan", "Nơi nhận:"
        yield from (("danh_sach_noi_nhan", f"- {each}") for each in paper.recipients)
    for annex, label in zip(paper.attachments, paper.annex_labels, strict=True):
        yield "phu_luc", label
        yield "ten_phu_luc", annex.title
        yield from _each_line("kem_theo", annex.reference)


def _each_line(name: str, text: str) -> Iterator[tuple[str, str]]:
    yield from ((name, line) for line in text.split("\n") if line)


def _blocks(paper: Paper) -> Iterator[tuple[str, str]]:
    for block in paper.blocks:
        match block:
            case Article():
                yield "dieu", f"Điều {block.number}. {block.text}"
                yield from (("noi_dung", point) for point in block.points)
            case Heading():
                yield ("muc" if block.level == 1 else "khoan"), f"{block.number} {block.text}"
            case Paragraph():
                yield ("noi_dung_lead" if block.lead else "noi_dung"), f"{block.lead} {block.text}".strip()
            case ItemList():
                yield from (("noi_dung", f"{block.marker} {item}") for item in block.items)
            case KeyValues():
                yield from (("noi_dung", f"{key}: {value}") for key, value in block.pairs)


def found(paper: Paper, lines: list[Line]) -> list[Element]:
    """Every element with its lines; one that is not on the pages has none."""
    elements, start = [], 0
    for name, text in expected(paper):
        at = _begins(lines, squeezed(text), start)
        if at is None:
            elements.append(Element(name, text))
            continue
        elements.append(Element(name, text, _rejoined(_runs_on(lines, squeezed(text), at))))
        if name in _FLOWING:  # what follows is printed further down; heads and feet stand side by side
            start = at + 1
    return elements


_FLOWING = {"can_cu", "dieu", "muc", "khoan", "noi_dung", "noi_dung_lead", "phu_luc"}


def _begins(lines: list[Line], text: str, start: int) -> int | None:
    for place in range(start, len(lines)):
        line = lines[place].text
        parted = "".join(each.text for each in lines[place : place + 2])  # by a long blank: "Số:      /BB-UBND"
        if text in {line, parted} or (len(line) >= 10 and text.startswith(line)):
            return place
    return None


def _rejoined(pieces: Iterable[Line]) -> tuple[Line, ...]:
    """Pieces of one line that a long blank had parted ("ngày      tháng")."""
    made: list[Line] = []
    for piece in pieces:
        if made and made[-1].page == piece.page and abs(made[-1].y - piece.y) < 0.2:
            made[-1] = Line((*made[-1].runs, *piece.runs))
        else:
            made.append(piece)
    return tuple(made)


def _runs_on(lines: list[Line], text: str, at: int) -> Iterator[Line]:
    """The lines from there on that go on with the text; what stands in the column beside them is passed over."""
    first = lines[at]
    for line in lines[at:]:
        if not text.startswith(line.text):
            if line.page == first.page and (line.x > first.end + 2 or line.end < first.x - 2):
                continue
            return
        yield line
        text = text[len(line.text) :]
        if not text:
            return


def faults(paper: Paper, page: Drawn) -> list[str]:
    """Everything that differs from the decree, each with its clause."""
    lines = lines_of(page.runs)
    elements = found(paper, lines)
    missing = [f"{each.name}: “{each.text}” không có trên trang" for each in elements if not each.lines]
    present = [each for each in elements if each.lines]
    return [
        *missing,
        *_paper_faults(page, lines),
        *(fault for each in present for fault in _look_faults(each)),
        *_alignment_faults(present),
        *_text_faults(present),
        *_rule_faults(present, page.rules),
        *_number_faults(page, lines, len(paper.attachments)),
        *_letter_faults(present),
    ]


def _paper_faults(page: Drawn, lines: list[Line]) -> Iterator[str]:
    body = [line for line in lines if not _is_page_number(line)]
    for number, (width, height) in enumerate(page.pages, start=1):
        if sorted((round(width), round(height))) != [_LIMITS["rong"], _LIMITS["cao"]]:
            yield f"I.1: trang {number} khổ {width:.0f} x {height:.0f} mm"
        here = [line for line in body if line.page == number]
        sides = {
            "trai": min(line.x for line in here),
            "tren": min(run.y - _ASCENT * run.size * _PT for line in here for run in line.runs),
        }
        for side, value in sides.items():
            if not _within(value, _LIMITS[side]):
                yield f"I.3: trang {number}, lề {side} {value:.1f} mm"
        if width - max(line.end for line in here) < _LIMITS["phai"][0] - _NEAR:
            yield f"I.3: trang {number}, chữ lấn lề phải"
        if (
            height - max(line.y + _DESCENT * run.size * _PT for line in here for run in line.runs)
            < _LIMITS["duoi"][0] - 0.1
        ):
            yield f"I.3: trang {number}, chữ lấn lề dưới"
    if strange := {run.font for run in page.runs if "Tinos" not in run.font}:
        yield f"I.4: phông {sorted(strange)}"  # Tinos: the typeface as wide as Times New Roman
    if colored := [run.text for run in page.runs if not run.black]:
        yield f"I.4: không phải màu đen: {colored}"


def _look_faults(element: Element) -> Iterator[str]:
    """Size and face of every letter; of an article and of a paragraph with a bold lead, the lead apart."""
    name = element.name.removesuffix("_lead")
    rule = TABLE["yeu_to"][name]
    runs = [run for line in element.lines for run in line.runs if run.text.strip()]
    if name != element.name or name == "dieu":
        runs = [replace(run, font=run.font.replace("-Bold", "")) for run in runs]  # the lead is looked at below
    bold = rule["dam"] and name != "dieu"
    for run in runs:
        face = (run.font.partition("Tinos")[2] or "").replace("-", "").replace("Regular", "")
        if not _within(run.size, rule["co"]):
            yield f"{rule['khoan']}: {name} “{run.text}” cỡ {run.size:g}, phải {rule['co']}"
        if ("Bold" in face) != bold or ("Italic" in face) != rule["nghieng"]:
            yield f"{rule['khoan']}: {name} “{run.text}” kiểu chữ {face or 'đứng'}"
    if name == "dieu" and "Bold" not in element.lines[0].runs[0].font:
        yield f"{rule['khoan']}: “{element.text[:7]}” không đậm"
    if rule["hoa"] and element.text != element.text.upper():
        yield f"{rule['khoan']}: {name} “{element.text}” không in hoa"


def _alignment_faults(elements: list[Element]) -> Iterator[str]:
    left = min(_LIMITS["trai"])
    middles = {each.name: each.lines[0].middle for each in reversed(elements)}
    capacities = [each.lines[0].middle for each in elements if each.name == "chuc_vu"]
    for each in elements:
        how = TABLE["yeu_to"][each.name.removesuffix("_lead")].get("canh", "")
        first = each.lines[0]
        if how == "trai" and abs(first.x - left) > _NEAR:
            yield f"{each.name} “{each.text}” cách mép {first.x:.1f} mm, phải sát lề trái"
        elif how == "giua" and not each.name.startswith(("phu_luc", "ten_phu", "kem")):
            yield from _off(each, (left + 210 - _LIMITS["phai"][0]) / 2)
        elif how == "giua":
            pages = [other.lines[0].middle for other in elements if other.lines[0].page == first.page]
            yield from _off(each, median(pages))
        elif how == "duoi:chuc_vu":
            yield from _off(each, min(capacities, key=lambda middle: abs(middle - first.middle)))
        elif how.startswith("duoi:") and how[5:] in middles:
            yield from _off(each, middles[how[5:]])


def _off(element: Element, middle: float) -> Iterator[str]:
    for line in element.lines:
        if abs(line.middle - middle) > _NEAR:
            yield f"{element.name} “{element.text}” lệch {line.middle - middle:.1f} mm so với giữa"


def _text_faults(elements: list[Element]) -> Iterator[str]:
    """Indent, both edges, the distance of lines and of paragraphs of the running text."""
    rule = TABLE["noi_dung"]
    text = [each for each in elements if each.name.removesuffix("_lead") in {"can_cu", "dieu", "noi_dung"}]
    for each in text:
        yield from (f"{rule['khoan']}: “{each.text[:30]}” {fault}" for fault in _block_faults(each, rule))
    pitch = min((below.y - above.y for each in text for above, below in _down(each)), default=0)
    for above, below in pairwise(elements):
        last, first = above.lines[-1], below.lines[0]
        if pitch and above in text and below in text and last.page == first.page and 0 < first.y - last.y < 15:
            gap = (first.y - last.y - pitch) / _PT
            if gap < rule["doan"] - 0.2:
                yield f"{rule['khoan']}: trước “{below.text[:30]}” cách đoạn {gap:.1f} pt"


def _block_faults(each: Element, rule: dict[str, Any]) -> Iterator[str]:
    left, right = min(_LIMITS["trai"]), 210 - min(_LIMITS["phai"])
    indent = each.lines[0].x - left
    if min(abs(indent - allowed) for allowed in rule["lui_dau_dong"]) > _NEAR / 2:
        yield f"lùi đầu dòng {indent:.1f} mm"
    yield from (f"có dòng cách mép trái {line.x:.1f} mm" for line in each.lines[1:] if abs(line.x - left) > _NEAR)
    yield from (f"không đều lề phải ({line.end:.1f} mm)" for line in each.lines[:-1] if abs(line.end - right) > 1)
    for above, below in _down(each):
        spacing = (below.y - above.y) / _PT / below.runs[0].size / _SINGLE
        if not _within(round(spacing, 2), rule["dong"]):
            yield f"cách dòng {spacing:.2f}"


def _down(element: Element) -> list[tuple[Line, Line]]:
    return [(above, below) for above, below in pairwise(element.lines) if above.page == below.page]


def _rule_faults(elements: list[Element], rules: list[Rule]) -> Iterator[str]:
    for row in TABLE["ke_ngang"]:
        above = [each for each in elements if each.name == row["duoi"]]
        if not above:
            continue
        last, widest = above[-1].lines[-1], max(line.end - line.x for each in above for line in each.lines)
        near = [r for r in rules if r.page == last.page and 0 < r.y - last.y < 5 and abs(_mid(r) - last.middle) < 2]
        if not near:
            yield f"{row['khoan']}: không có đường kẻ dưới {row['duoi']}"
            continue
        share = (near[0].end - near[0].x) / widest
        if not row["phan"][0] - 0.01 <= share <= row["phan"][1] + 0.01:
            yield f"{row['khoan']}: đường kẻ dưới {row['duoi']} dài {share:.2f} dòng chữ, phải {row['phan']}"


def _mid(rule: Rule) -> float:
    return (rule.x + rule.end) / 2


def _is_page_number(line: Line) -> bool:
    return line.text.isdigit() and line.y < min(_LIMITS["tren"])


def _number_faults(page: Drawn, lines: list[Line], annexes: int) -> Iterator[str]:
    """I.7, III.1.đ: numbers from 1 in the top margin, none on a first page; every annex counts its own pages."""
    rule = TABLE["yeu_to"]["so_trang"]
    firsts = {1, *(line.page for line in lines if line.text.startswith("Phụlục") and line.runs[0].size >= 14)}
    if len(firsts) != annexes + 1:
        yield f"III.1: {annexes} phụ lục nhưng {len(firsts) - 1} trang mở đầu phụ lục"
    for number, (width, _) in enumerate(page.pages, start=1):
        shown = [line for line in lines if line.page == number and _is_page_number(line)]
        count = number - max(first for first in firsts if first <= number) + 1
        wanted = [] if count == 1 else [str(count)]
        if [line.text for line in shown] != wanted:
            yield f"{rule['khoan']}, III.1.đ: trang {number} ghi số {[line.text for line in shown]}, phải {wanted}"
        middle = (min(_LIMITS["trai"]) + width - min(_LIMITS["phai"])) / 2
        for line in shown:
            if abs(line.middle - middle) > _NEAR or not _within(line.runs[0].size, rule["co"]):
                yield f"{rule['khoan']}: số trang {line.text} lệch giữa hoặc sai cỡ"


def _letter_faults(elements: list[Element]) -> Iterator[str]:
    """What stands on one line, and the dashes of several addressees under the colon (II.4.c, II.9.d)."""
    first = {each.name: each.lines[0] for each in reversed(elements)}
    pairs = [("so_ky_hieu", "dia_danh", "II.4.c")]
    if len([each for each in elements if each.name == "ho_ten"]) == 1:
        pairs.append(("noi_nhan", "chuc_vu", "II.9.d"))
    for one, other, clause in pairs:
        if one in first and other in first and abs(first[one].y - first[other].y) > 1:
            yield f"{clause}: {one} và {other} không cùng một dòng"
    label, *dashes = [each for each in elements if each.name == "kinh_gui"] or [None]
    if label and dashes:
        before_colon = label.lines[0].end - _colon(label)
        for each in dashes:
            if not before_colon - _NEAR <= each.lines[0].x <= label.lines[0].end + _NEAR:
                yield f"II.9.d: “{each.text}” không thẳng dưới dấu hai chấm"


def _colon(label: Element) -> float:
    return 0.278 * label.lines[0].runs[-1].size * _PT


def _within(value: float, limits: list[float]) -> bool:
    return limits[0] - 0.05 <= value <= limits[1] + 0.05
