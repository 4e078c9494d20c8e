"""Whether an office's template can be used, every reason against it in one pass."""

from __future__ import annotations

import difflib
import io
import re
from typing import TYPE_CHECKING, Any

from thidua.core.errors import Problem
from thidua.core.text import fold
from thidua.documents.papers.measures import LENGTHS_MM, PAGE_MM, QUOC_HIEU, TIEU_NGU
from thidua.documents.papers.model import Certificate, Kind, Letterhead, Paper, Paragraph, Signature
from thidua.documents.papers.office.fields import CERTIFICATE, fields_for, required_fields, texts_of
from thidua.files.checks import check_content

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from docx.document import Document

_MOST_BYTES = 5 * 1024 * 1024
_SIDES = {"top": "trên", "bottom": "dưới", "left": "trái", "right": "phải"}


def problems_of(kind: str, content: bytes) -> list[Problem]:
    """An empty list: the template can be used."""
    found = list(_package_problems(content))
    if found:
        return found
    import docx

    try:
        document = docx.Document(io.BytesIO(content))
    except Exception:  # noqa: BLE001 - whatever a strange file does to its reader
        return [_problem("tệp không đọc được như văn bản Word.", "Mở bằng Word, lưu lại dạng .docx rồi tải lên.")]
    found = list(_field_problems(kind, content))
    if not found:
        found = [*_block_problems(kind, document), *_trial_problems(kind, content)]
    if kind != CERTIFICATE:
        found += [*_nation_problems(document), *_page_problems(document)]
    return found


def _problem(what: str, fix: str) -> Problem:
    return Problem("file", what, fix)


def _package_problems(content: bytes) -> Iterator[Problem]:
    """What any file from outside is refused for (docs/file-checks.md); a template is small besides."""
    if len(content) > _MOST_BYTES:
        yield _problem("tệp lớn hơn 5 MB.", "Giảm cỡ hình trong mẫu rồi tải lên.")
        return
    for found in check_content("mau.docx", content).findings:
        yield _problem(found.what, found.fix)


def _field_problems(kind: str, content: bytes) -> Iterator[Problem]:
    from jinja2 import TemplateSyntaxError

    from thidua.documents.papers.office.environment import SYNTAX, FieldsOnly

    environment, used = FieldsOnly(), set[str]()
    try:
        for source in _sources(content):
            used |= environment.names(source)
    except TemplateSyntaxError as error:
        said = "" if error.message == SYNTAX else f" ({error.message})"
        yield _problem(f"có dấu {{{{ }}}} hoặc {{% %}} không đọc được{said}.", SYNTAX)
        return
    known = {field.id: field for field in fields_for(kind)}
    for name in sorted(used - set(known)):
        near = difflib.get_close_matches(name, known, 1, 0.6)
        fix = f"Có phải {{{{ {near[0]} }}}}?" if near else f"Các trường dùng được: {', '.join(known)}."
        yield _problem(f"trường {{{{ {name} }}}} không có.", fix)
    for field in required_fields(kind):
        if field.id not in used:
            clause = f" (Nghị định 30/2020/NĐ-CP, Phụ lục I, phần I, {field.clause})" if field.clause else ""
            yield _problem(f"thiếu trường {{{{ {field.id} }}}}: {field.label}{clause}.", "Thêm trường vào mẫu.")


def _sources(content: bytes) -> Iterator[str]:
    """The text of every part that is filled, as the filling sees it."""
    from docxtpl import DocxTemplate

    template: Any = DocxTemplate(io.BytesIO(content))
    template.init_docx()
    yield template.patch_xml(template.get_xml())
    for relation in template.docx.part.rels.values():
        if relation.reltype.endswith(("/header", "/footer", "/footnotes")) and not relation.is_external:
            yield template.patch_xml(relation.target_part.blob.decode("utf-8"))


def _block_problems(kind: str, document: Document) -> Iterator[Problem]:
    blocks = [field.id for field in fields_for(kind) if field.is_block]
    for paragraph in document.element.body.iter("{*}p"):
        text = "".join(node.text or "" for node in paragraph.iter("{*}t")).strip()
        for name in blocks:
            if re.search(rf"{{{{\s*{name}\s*}}}}", text) and not re.fullmatch(rf"{{{{\s*{name}\s*}}}}", text):
                yield _problem(
                    f"trường {{{{ {name} }}}} đứng chung đoạn với chữ khác.", "Để trường này một mình một đoạn."
                )


def _trial_problems(kind: str, content: bytes) -> Iterator[Problem]:
    """Fill the template once: whatever the office did to it, the words of a paper come out."""
    from thidua.documents.papers.office.merge import merge

    paper = sample(kind)
    try:
        shown = _words(merge(content, paper))
    except Exception:  # noqa: BLE001 - whatever a strange template does to its reader
        yield _problem("điền thử vào mẫu không được.", "Tạo lại mẫu từ tệp mẫu của phần mềm.")
        return
    wanted = {field.id for field in required_fields(kind)}
    for name, text in texts_of(paper).items():
        if name in wanted and fold(text) not in shown:
            yield _problem(
                f"điền thử không thấy {{{{ {name} }}}}.", "Đừng đặt trường trong phần bị ẩn hoặc có điều kiện."
            )


def _words(content: bytes) -> str:
    import docx

    document = docx.Document(io.BytesIO(content))
    parts = [document.element.body, *(part._element for s in document.sections for part in (s.header, s.footer))]  # noqa: SLF001
    return " ".join(fold("".join(_shown(part))) for part in parts)


def _shown(part: Any) -> Iterable[str]:
    for node in part.iter("{*}t", "{*}br", "{*}p"):
        yield (node.text or "") if node.tag.endswith("}t") else " "


def sample(kind: str) -> Paper | Certificate:
    """A paper whose every text is the name of its place."""
    if kind == CERTIFICATE:
        signature = Signature("CHỨC VỤ", "Họ Và Tên")
        return Certificate(
            "NGƯỜI TẶNG", "GIẤY KHEN", "Tên", "Thành tích", signature, "Chi tiết", "Nơi, ngày", "Số", "Sổ"
        )
    left, right = Signature("CHỨC VỤ TRÁI", "Người Bên Trái"), Signature("CHỨC VỤ", "Họ Và Tên")
    return Paper(
        kind=Kind(kind),
        letterhead=Letterhead(
            "CƠ QUAN BAN HÀNH", "CƠ QUAN CHỦ QUẢN", symbol="KH-UBND", number=1, place="Nơi", year=2024
        ),
        title="Trích yếu",
        blocks=(Paragraph("Nội dung"),),
        signatures=(left, right),
        addressees=("Nơi được kính gửi",),
        authority="THẨM QUYỀN",
        bases=("Căn cứ;",),
        resolution="QUYẾT ĐỊNH:",
        recipients=("Nơi nhận;",),
    )


def _nation_problems(document: Document) -> Iterator[Problem]:
    text = fold(" ".join("".join(_shown(document.element.body)).split()))
    for words, clause in ((QUOC_HIEU, "II.1.a"), (TIEU_NGU, "II.1.b")):
        if fold(words) not in text:
            yield _problem(
                f"thiếu “{words}” (Nghị định 30/2020/NĐ-CP, Phụ lục I, phần I, {clause}).", "Ghi vào đầu mẫu."
            )


def _page_problems(document: Document) -> Iterator[Problem]:
    for section in document.sections:
        size = sorted((section.page_width.mm, section.page_height.mm))  # type: ignore[union-attr]
        if [round(side) for side in size] != [round(side) for side in PAGE_MM]:
            yield _problem(
                f"khổ giấy {size[0]:.0f} x {size[1]:.0f} mm (Nghị định 30/2020/NĐ-CP, Phụ lục I, phần I, I.1: A4).",
                "Đặt khổ A4.",
            )
        for side, words in _SIDES.items():
            given, allowed = getattr(section, f"{side}_margin").mm, LENGTHS_MM[side]
            if not allowed.low - 0.1 <= given <= allowed.high + 0.1:
                yield _problem(
                    f"lề {words} {given:.0f} mm (Nghị định 30/2020/NĐ-CP, Phụ lục I, phần I, I.3).",
                    f"Đặt lề {words} từ {allowed.low:.0f} đến {allowed.high:.0f} mm.",
                )
