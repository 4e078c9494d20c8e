"""Certificates on pre-printed blanks: each text at its own place in millimetres, and a sheet to try the places out."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any, Literal

from thidua.documents.papers.inert import map_text
from thidua.documents.papers.metrics import fitting_size
from thidua.documents.papers.office.fields import CERTIFICATE_FIELDS, texts_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from thidua.documents.papers.model import Certificate


@dataclass(frozen=True)
class Box:
    """`x`, `y`: the upper left corner in mm; `size` in points, made smaller where a text needs more than its lines."""

    x: float
    y: float
    width: float
    size: float
    align: Literal["left", "center", "right"] = "center"
    is_bold: bool = False
    is_italic: bool = False
    is_shown: bool = True
    lines: int = 1


def usual_boxes() -> dict[str, Box]:
    """Where the product's own certificate has its texts; what a blank has printed already is not shown."""
    return {
        "nguoi_tang": Box(41, 56, 215, 22, is_bold=True, is_shown=False),
        "hinh_thuc": Box(41, 74, 215, 54, is_bold=True, is_shown=False),
        "ten": Box(41, 97, 215, 30, is_bold=True),
        "chi_tiet": Box(41, 111, 215, 17),
        "thanh_tich": Box(41, 120, 215, 18, is_italic=True, lines=2),
        "dia_danh_ngay_thang": Box(151, 146, 105, 14, is_italic=True),
        "chuc_vu": Box(151, 152.5, 105, 15, is_bold=True, lines=3),
        "ho_ten": Box(151, 178, 105, 16, is_bold=True),
        "quyet_dinh": Box(41, 172, 105, 13, "left"),
        "vao_so": Box(41, 178, 105, 13, "left"),
    }


@dataclass(frozen=True)
class Blank:
    """`dx`, `dy`: how far the printer is off, in mm, added to every place."""

    width: float = 297
    height: float = 210
    dx: float = 0
    dy: float = 0
    boxes: dict[str, Box] = field(default_factory=usual_boxes)


def layout_of(data: dict[str, Any]) -> Blank:
    """A blank from its JSON."""
    boxes = {name: Box(**box) for name, box in data["boxes"].items()}
    return Blank(**{**data, "boxes": {field.id: boxes[field.id] for field in CERTIFICATE_FIELDS}})


def data_of(blank: Blank) -> dict[str, Any]:
    return asdict(blank)


def render_on_blank(certificates: Sequence[Certificate], blank: Blank, *, at: datetime) -> bytes:
    """The texts alone, a page for each certificate, to be printed on blanks; an empty list is a ValueError."""
    from thidua.documents.papers.pdf import compile_view, for_print

    if not certificates:
        raise ValueError("no certificate to print")
    clean = [map_text(certificate, for_print) for certificate in certificates]
    title = f"{clean[0].form} ({len(clean)})"
    return compile_view("blank.typ", {**_frame(blank, title), "pages": [_placed(each, blank) for each in clean]}, at)


def render_test_sheet(blank: Blank, *, at: datetime) -> bytes:
    """A grid in mm and every box with the name of its text: held against a blank in the light it shows what is off."""
    from thidua.documents.papers.pdf import compile_view

    names = {each.id: each.label for each in CERTIFICATE_FIELDS}
    page = [_text(box, names[name], blank) for name, box in blank.boxes.items() if box.is_shown]
    return compile_view("blank.typ", {**_frame(blank, "Tờ in thử"), "pages": [page], "grid": True}, at)


def _frame(blank: Blank, title: str) -> dict[str, Any]:
    return {"title": title, "width": blank.width, "height": blank.height, "grid": False}


def _placed(certificate: Certificate, blank: Blank) -> list[dict[str, Any]]:
    texts = texts_of(certificate)
    return [_text(box, texts[name], blank) for name, box in blank.boxes.items() if box.is_shown and texts[name]]


def _text(box: Box, text: str, blank: Blank) -> dict[str, Any]:
    sizes = [box.size - step for step in range(int(box.size / 2) + 1)]
    size = fitting_size(text, sizes, width=box.width, lines=box.lines, bold=box.is_bold)
    return {**asdict(box), "x": box.x + blank.dx, "y": box.y + blank.dy, "size": size, "text": text}
