"""The styles of the papers, one per element of NĐ 30/2020, Phụ lục I."""

from __future__ import annotations

import io
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import docx
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from thidua.documents.papers.measures import LINE_SPACING, TYPEFACE, mm, pt
from thidua.documents.papers.word import xml

if TYPE_CHECKING:
    from docx.document import Document
    from docx.styles.style import ParagraphStyle

CENTER, LEFT = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.LEFT
JUSTIFY, RIGHT = WD_ALIGN_PARAGRAPH.JUSTIFY, WD_ALIGN_PARAGRAPH.RIGHT

CELL_STYLE = "Ô bảng"
UNUSED = ("stylesWithEffects", "numbering", "thumbnail", "customXml")  # kinds of relations, by their last word


@dataclass(frozen=True)
class Look:
    """`size` in points; `name` as Word shows it. A style that Word knows already is reset to this look."""

    name: str
    size: float
    align: WD_ALIGN_PARAGRAPH = CENTER
    bold: bool = False
    italic: bool = False
    indent_mm: float = 0
    spacing: float = 1
    before: float = 0
    after: float = 0
    keep: bool = False


def _looks() -> dict[str, Look]:
    gap, indent, spacing = pt("paragraph_gap"), mm("indent"), LINE_SPACING.value
    return {
        "Normal": Look("Normal", pt("body"), LEFT),
        "BodyText": Look("Body Text", pt("body"), JUSTIFY, indent_mm=indent, spacing=spacing, before=gap),
        "QuocHieu": Look("Quốc hiệu", pt("quoc_hieu"), bold=True),
        "TieuNgu": Look("Tiêu ngữ", pt("tieu_ngu"), bold=True),
        "CoQuanChuQuan": Look("Cơ quan chủ quản", pt("superior")),
        "CoQuanBanHanh": Look("Cơ quan ban hành", pt("issuer"), bold=True),
        "SoKyHieu": Look("Số, ký hiệu", pt("number"), before=6),
        "DiaDanhNgayThang": Look("Địa danh, ngày tháng", pt("place_date"), italic=True, before=6),
        "Title": Look("Title", pt("kind"), bold=True, before=12),
        "Subtitle": Look("Subtitle", pt("title"), bold=True),
        "KinhGui": Look("Kính gửi", pt("addressee"), before=gap),
        "ThamQuyen": Look("Thẩm quyền ban hành", pt("article"), bold=True, before=12, after=6, keep=True),
        "CanCu": Look("Căn cứ", pt("body"), JUSTIFY, italic=True, indent_mm=indent, spacing=spacing, before=gap),
        "Heading1": Look("Heading 1", pt("annex_title"), bold=True, keep=True),
        "Heading2": Look("Heading 2", pt("body"), JUSTIFY, bold=True, indent_mm=indent, before=10, keep=True),
        "Heading3": Look("Heading 3", pt("body"), JUSTIFY, bold=True, indent_mm=indent, before=10, keep=True),
        "Heading4": Look("Heading 4", pt("body"), JUSTIFY, bold=True, indent_mm=indent, before=10, keep=True),
        "OBang": Look(CELL_STYLE, 12, LEFT, before=2, after=2),
        "ChucVuKy": Look("Chức vụ người ký", pt("capacity"), bold=True, keep=True),
        "GhiChuKy": Look("Ghi chú ký", pt("signing_note"), italic=True, keep=True),
        "NguoiKy": Look("Họ tên người ký", pt("signer"), bold=True),
        "NoiNhan": Look("Nơi nhận", pt("recipients_label"), LEFT, bold=True, italic=True),
        "DanhSachNoiNhan": Look("Danh sách nơi nhận", pt("recipients"), LEFT),
        "PhuLuc": Look("Phụ lục", pt("annex_label"), bold=True, keep=True),
        "KemTheo": Look("Kèm theo", pt("annex_reference"), italic=True, before=4, after=10),
        "GhiChuMau": Look("Ghi chú mẫu", pt("template_note"), LEFT, italic=True, before=10),
        "Header": Look("Header", pt("page_number")),
    }


def blank_document() -> Document:
    """An empty document that knows every style above, in Vietnamese, without compatibility mode."""
    document = docx.Document(io.BytesIO(_blank()))
    xml.style_ids[document.part] = dict(_ids())
    return document


@cache
def _ids() -> dict[str, str | None]:
    """The id of each style in the empty document, by name; that of the default is left out of a paragraph."""
    styles = docx.Document(io.BytesIO(_blank())).styles
    names = (look.name for look in _looks().values())
    return {name: None if name == "Normal" else styles[name].style_id for name in names}


@cache
def _blank() -> bytes:
    document = docx.Document()
    for style_id, look in _looks().items():
        _apply(_style(document, style_id, look.name), look)
    _modern(document)
    _lighten(document)
    saved = io.BytesIO()
    document.save(saved)
    return saved.getvalue()


def _style(document: Document, style_id: str, name: str) -> ParagraphStyle:
    styles = document.styles
    if name in styles:
        found: ParagraphStyle = styles[name]
        _strip(found)
        return found
    made: ParagraphStyle = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    made.element.styleId = style_id
    made.base_style = styles["Normal"]
    made.quick_style = True
    return made


def _strip(style: ParagraphStyle) -> None:
    """Take the look off a style of Word's own; a heading keeps its level in the outline."""
    properties = style.element.get_or_add_pPr()
    for old in properties.xpath("*[not(self::w:outlineLvl)]"):
        properties.remove(old)
    for old in style.element.xpath("w:rPr"):
        style.element.remove(old)


def _apply(style: ParagraphStyle, look: Look) -> None:
    xml.set_typeface(style, TYPEFACE)
    font, form = style.font, style.paragraph_format
    font.size, font.bold, font.italic, font.color.rgb = Pt(look.size), look.bold, look.italic, RGBColor(0, 0, 0)
    form.alignment, form.keep_with_next = look.align, look.keep
    form.space_before, form.space_after = Pt(look.before), Pt(look.after)
    form.line_spacing = look.spacing
    form.first_line_indent = Mm(look.indent_mm)
    form.widow_control = True


def _modern(document: Document) -> None:
    normal = document.styles["Normal"].element.get_or_add_rPr()
    normal.append(xml.element("w:lang", val="vi-VN", eastAsia="vi-VN", bidi="ar-SA"))
    compat = xml.element("w:compat")
    compat.append(
        xml.element("w:compatSetting", name="compatibilityMode", uri="http://schemas.microsoft.com/office/word", val=15)
    )
    settings = document.settings.element
    for old in settings.findall("{*}compat"):
        settings.replace(old, compat)
        return
    settings.append(compat)


def _lighten(document: Document) -> None:
    """Leave out what python-docx's empty document brings and no paper uses: nine tenths of every file."""
    for relations in (document.part.rels, document.part.package.rels):
        for key in [key for key, each in relations.items() if each.reltype.rsplit("/", 1)[-1] in UNUSED]:
            del relations[key]
    styles = document.styles.element
    known = {each.get(qn("w:styleId")): each for each in styles.findall(qn("w:style"))}
    asked = [each for each, style in known.items() if style.get(qn("w:default"))]
    asked += [document.styles[look.name].style_id for look in _looks().values()]
    kept = set[str | None]()
    while asked:
        if (style_id := asked.pop()) not in kept:
            kept.add(style_id)
            asked += known[style_id].xpath("w:basedOn/@w:val | w:link/@w:val | w:next/@w:val")
    for style_id, style in known.items():
        if style_id not in kept:
            styles.remove(style)
