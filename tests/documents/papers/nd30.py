"""Measures a printed paper against NĐ 30/2020 (tests/legal/nd30_trinh_bay.yaml); an answer is a list of faults."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from statistics import median
from typing import Any

import yaml
from tests.documents.papers.elements import Element, Line, found, lines_of
from tests.documents.papers.reading import Drawn, Rule

from thidua.documents.papers import Paper

TABLE: dict[str, Any] = yaml.load(
    (Path(__file__).resolve().parents[2] / "legal" / "nd30_trinh_bay.yaml").read_text(encoding="utf-8"),
    Loader=yaml.CSafeLoader,
)
_LIMITS = {name: limits for row in TABLE["trang"] for name, limits in row.items()}
_PT = 25.4 / 72
_NEAR = 0.6  # mm that two layouts of the same rule may differ by
_SINGLE = 1.149  # em: a single line of Times New Roman
_ASCENT, _DESCENT = 0.891, 0.216  # em


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
