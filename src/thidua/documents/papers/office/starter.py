"""A template to begin with: the product's own layout with merge fields in place of the texts."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from thidua.documents.papers.model import Certificate, Kind, Letterhead, Paper, Paragraph, Signature
from thidua.documents.papers.office.fields import CERTIFICATE, required_fields

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph as WordParagraph


def field(name: str) -> str:
    return f"{{{{ {name} }}}}"


def starter(kind: str) -> bytes:
    """A .docx that passes the check as it is, for the office to change."""
    from thidua.documents.papers.word import packed, render_docx

    if kind == CERTIFICATE:
        return render_docx(_certificate())
    import docx

    document = docx.Document(io.BytesIO(render_docx(_paper(Kind(kind)))))
    _name_lines(document)
    return packed(document)


def _certificate() -> Certificate:
    return Certificate(
        decider=field("nguoi_tang"),
        form=field("hinh_thuc"),
        name=field("ten"),
        detail=field("chi_tiet"),
        achievement=field("thanh_tich"),
        signature=Signature(field("chuc_vu"), field("ho_ten")),
        place_date=field("dia_danh_ngay_thang"),
        decision=field("quyet_dinh"),
        register=field("vao_so"),
    )


def _paper(kind: Kind) -> Paper:
    ids = {each.id for each in required_fields(kind)}
    given = {each: field(each) for each in ids}
    left = (Signature(field("chuc_vu_trai"), field("ho_ten_trai")),) if "chuc_vu_trai" in ids else ()
    return Paper(
        kind=kind,
        letterhead=Letterhead(
            field("co_quan_ban_hanh"),
            field("co_quan_chu_quan"),
            symbol=given.get("so_ky_hieu", ""),
            place=given.get("dia_danh_ngay_thang", ""),
        ),
        title=field("trich_yeu"),
        blocks=(Paragraph(field("noi_dung")),),
        signatures=(*left, Signature(field("chuc_vu"), field("ho_ten"))),
        addressees=(given["kinh_gui"],) if "kinh_gui" in ids else (),
        authority=given.get("tham_quyen", ""),
        bases=(given["can_cu"],) if "can_cu" in ids else (),
        resolution=given.get("loi_quyet_dinh", ""),
        recipients=(given["noi_nhan"],) if "noi_nhan" in ids else (),
    )


_WHOLE_LINES = {  # the words that stand around these texts come with the field
    "Số, ký hiệu": "so_ky_hieu",
    "Địa danh, ngày tháng": "dia_danh_ngay_thang",
    "Title": "ten_loai",
    "Kính gửi": "kinh_gui",
    "Danh sách nơi nhận": "noi_nhan",
}


def _name_lines(document: Document) -> None:
    from docx.text.paragraph import Paragraph as WordParagraph

    for each in [WordParagraph(p, document) for p in document.element.body.iter("{*}p")]:
        name = each.style.name if each.style else None
        if name in _WHOLE_LINES and each.text:
            each.runs[0].text = field(_WHOLE_LINES[name])
        if each.text == field("co_quan_chu_quan"):
            _only_if_filled(each, "co_quan_chu_quan")


def _only_if_filled(paragraph: WordParagraph, name: str) -> None:
    """An office with nothing above it leaves no empty line."""
    paragraph.insert_paragraph_before(f"{{%p if {name} %}}", paragraph.style)
    end = paragraph.insert_paragraph_before("{%p endif %}", paragraph.style)
    paragraph._p.addnext(end._p)  # noqa: SLF001 - python-docx keeps its XML element behind this name
