"""Where each element of a paper stands on the page it was printed on."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from tests.documents.papers.reading import Run, squeezed

from thidua.documents.papers import Article, Heading, ItemList, KeyValues, Paper, Paragraph


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
