"""The seven kinds of file that are taken, and what a content really is."""

from dataclasses import dataclass

import puremagic

from thidua.files.checks.rules import Finding, finding

_OFFICE = "application/vnd.openxmlformats-officedocument"


@dataclass(frozen=True)
class Kind:
    id: str
    media_type: str
    signature: bytes


PDF = Kind("pdf", "application/pdf", b"%PDF-")
DOCX = Kind("docx", f"{_OFFICE}.wordprocessingml.document", b"PK\x03\x04")
XLSX = Kind("xlsx", f"{_OFFICE}.spreadsheetml.sheet", b"PK\x03\x04")
DOC = Kind("doc", "application/msword", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
XLS = Kind("xls", "application/vnd.ms-excel", DOC.signature)
PNG = Kind("png", "image/png", b"\x89PNG\r\n\x1a\n")
JPG = Kind("jpg", "image/jpeg", b"\xff\xd8\xff")
KINDS = {kind.id: kind for kind in (PDF, DOCX, XLSX, DOC, XLS, PNG, JPG)} | {"jpeg": JPG}

_TO_PDF = "In ra PDF rồi tải lên; chỉ nhận .pdf, .docx, .xlsx, .doc, .xls, .png, .jpg."
_ADVICE = {
    "Lưu lại tệp không có macro (.docx, .xlsx) rồi tải lên.": "docm dotm xlsm xltm xlsb xlam",
    "Giải nén rồi tải từng tệp lên.": "zip rar 7z tar gz tgz",
    "Lưu lại thành ảnh .jpg hoặc .png rồi tải lên.": "heic heif webp tif tiff bmp gif svg avif jfif",
    "Lưu lại dạng .docx rồi tải lên.": "odt rtf txt dotx wps html htm mht",
    "Lưu lại dạng .xlsx rồi tải lên.": "ods csv xltx et xml",
    "Đặt lại đuôi tệp (.pdf, .docx, .xlsx, …) rồi tải lên.": "",
}
_ADVICE_BY_EXTENSION = {extension: advice for advice, words in _ADVICE.items() for extension in (words.split() or [""])}
# What is told apart without a library, because people ask for it by name.
_SEEN = (
    (b"MZ", "là chương trình Windows (.exe)"),
    (b"\x7fELF", "là chương trình Linux"),
    (b"{\\rtf", "là văn bản RTF"),
    (b"<svg", "là ảnh SVG, có thể chứa mã"),
    (b"<html", "là trang web HTML"),
    (b"<!doctype html", "là trang web HTML"),
    (b"<script", "là trang web HTML"),
    (PDF.signature, "là tệp PDF"),
    (PNG.signature, "là ảnh PNG"),
    (JPG.signature, "là ảnh JPG"),
    (DOC.signature, "là tệp Office cũ (.doc, .xls) hoặc tệp đặt mật khẩu"),
    (DOCX.signature, "là tệp nén (.zip, .docx, .xlsx)"),
)


def not_allowed(extension: str) -> Finding:
    shown = f"đuôi “.{extension}”" if extension else "tệp không có đuôi"
    return finding("extension_not_allowed", extension=shown, advice=_ADVICE_BY_EXTENSION.get(extension, _TO_PDF))


def describe(content: bytes) -> str:
    """Say in words what a content is, for the refusal; structure decides, not this."""
    head = content[:2_048].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    for signature, words in _SEEN:
        if head.startswith(signature.lower()):
            return words
    if b"<svg" in head:
        return "là ảnh SVG, có thể chứa mã"
    try:
        return f"giống tệp “{puremagic.from_string(content[:2_048])}”"
    except (puremagic.PureError, ValueError):
        return "không nhận ra được dạng nào"
