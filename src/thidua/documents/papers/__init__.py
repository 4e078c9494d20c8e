"""Administrative papers by NĐ 30/2020/NĐ-CP: one content model, printed as PDF and written as DOCX. No Django here."""

from thidua.documents.papers.model import (
    Align,
    Article,
    Attachment,
    Block,
    Certificate,
    Column,
    Heading,
    ItemList,
    KeyValues,
    Kind,
    Letterhead,
    PageBreak,
    Paper,
    Paragraph,
    Row,
    Signature,
    Table,
)
from thidua.documents.papers.pdf import render_certificates_pdf, render_pdf
from thidua.documents.papers.registry import build, dump
from thidua.documents.papers.word import render_docx

__all__ = [
    "Align",
    "Article",
    "Attachment",
    "Block",
    "Certificate",
    "Column",
    "Heading",
    "ItemList",
    "KeyValues",
    "Kind",
    "Letterhead",
    "PageBreak",
    "Paper",
    "Paragraph",
    "Row",
    "Signature",
    "Table",
    "build",
    "dump",
    "render_certificates_pdf",
    "render_docx",
    "render_pdf",
]
