"""The hostile files of the evidence store, inert and made by code: name, content, and the rules that refuse them."""

import io
import struct
import zlib

import pikepdf
from PIL import Image, PngImagePlugin
from tests.files.building import (
    action,
    compound,
    excel,
    old_excel,
    packed,
    pdf,
    pdf_with,
    picture,
    printed,
    sheet,
    word,
)
from tests.files.hostile_office import HTML, OFFICE, PE, Hostile

from thidua.files.checks.streams import EICAR


def _with_javascript() -> bytes:
    return pdf_with(OpenAction=action("JavaScript", JS=pikepdf.String("app.alert(1)")))


def _nested_javascript() -> bytes:
    """In a tree of names, written in place, in a compressed object stream."""
    made = pdf()
    names = pikepdf.Dictionary(Names=pikepdf.Array([pikepdf.String("a"), action("JavaScript", JS=pikepdf.String("x"))]))
    made.Root.Names = pikepdf.Dictionary(JavaScript=names)
    return printed(made, object_stream_mode=pikepdf.ObjectStreamMode.generate)


def _with_attachment() -> bytes:
    made = pdf()
    made.attachments["x.exe"] = pikepdf.AttachedFileSpec(made, PE, filename="x.exe")
    return printed(made)


def _on_the_page(**said: object) -> bytes:
    made = pdf()
    note = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Rect=[0, 0, 9, 9], **said)  # type: ignore[arg-type]
    made.pages[0].Annots = pikepdf.Array([note])
    return printed(made)


def _link(target: str) -> bytes:
    return _on_the_page(Subtype=pikepdf.Name.Link, A=action("URI", URI=pikepdf.String(target)))


def _locked_pdf() -> bytes:
    return printed(pdf(), encryption=pikepdf.Encryption(owner="chu", user="khach"))


def _no_pages() -> bytes:
    return printed(pikepdf.new())


def _huge_picture() -> bytes:
    """60.000 × 60.000 points, in a few bytes."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    header = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"")) + chunk(b"IEND", b"")


def _text_bomb() -> bytes:
    said = PngImagePlugin.PngInfo()
    said.add_text("Comment", "0" * 5_000_000, zip=True)
    written = io.BytesIO()
    Image.new("L", (4, 4)).save(written, "PNG", pnginfo=said)
    return written.getvalue()


HOSTILE = {
    # another thing under the name of a PDF
    "html named pdf": Hostile("a.pdf", lambda: HTML, ("type_differs",)),
    "program named pdf": Hostile("a.pdf", lambda: PE, ("type_differs",)),
    "eicar named pdf": Hostile("a.pdf", lambda: EICAR, ("virus_signature", "type_differs")),
    "plain text named docx": Hostile("a.docx", "Báo cáo".encode, ("type_differs",)),
    "rtf named doc": Hostile("a.doc", lambda: b"{\\rtf1\\ansi x}", ("type_differs",)),
    "svg named png": Hostile("a.png", lambda: b"<svg xmlns='http://www.w3.org/2000/svg'/>", ("type_differs",)),
    "jpg named png": Hostile("a.png", lambda: picture(format_="JPEG"), ("type_differs",)),
    "excel named docx": Hostile("a.docx", excel, ("type_differs",)),
    "zip named xlsx": Hostile("a.xlsx", lambda: packed({"a.txt": "x"}), ("type_differs",)),
    "installer named doc": Hostile("a.doc", lambda: compound({"Binary.a": b"x"}), ("type_differs",)),
    "xls named doc": Hostile("a.doc", lambda: old_excel(sheet("A")), ("type_differs",)),
    # two things at once
    "pdf and zip": Hostile("a.pdf", lambda: printed(pdf()) + packed({"a.js": "x"}), ("two_formats",)),
    "zip inside a pdf": Hostile("a.pdf", lambda: printed(pdf()) + packed({"a": "x"}) + b"\n%%EOF\n", ("two_formats",)),
    "html before a pdf": Hostile("a.pdf", lambda: HTML + printed(pdf()), ("type_differs",)),
    "html in the head of a pdf": Hostile(
        "a.pdf", lambda: printed(pdf()).replace(b"\n", b"\n%<script>x</script>\n", 1), ("two_formats",)
    ),
    "program behind a pdf": Hostile("a.pdf", lambda: printed(pdf()) + PE, ("two_formats",)),
    "pdf behind a pdf": Hostile("a.pdf", lambda: printed(pdf()) + b"%PDF-1.7 x", ("two_formats",)),
    "much behind a pdf": Hostile("a.pdf", lambda: printed(pdf()) + b"\xa5" * 4_000, ("two_formats",)),
    "jpg and zip": Hostile("a.jpg", lambda: picture(format_="JPEG") + packed({"a.class": "x"}), ("two_formats",)),
    # PDF
    "javascript on opening": Hostile("a.pdf", _with_javascript, ("pdf_javascript",)),
    "javascript in a tree of names": Hostile("a.pdf", _nested_javascript, ("pdf_javascript",)),
    "javascript in a link": Hostile("a.pdf", lambda: _link("javascript:x()"), ("pdf_javascript",)),
    "a program launched": Hostile(
        "a.pdf", lambda: pdf_with(OpenAction=action("Launch", F=pikepdf.String("cmd.exe"))), ("pdf_action",)
    ),
    "data sent": Hostile("a.pdf", lambda: pdf_with(OpenAction=action("SubmitForm")), ("pdf_action",)),
    "a share on the network": Hostile(
        "a.pdf",
        lambda: pdf_with(OpenAction=action("GoToR", F=pikepdf.String("\\\\203.0.113.5\\s\\a.pdf"))),
        ("pdf_action",),
    ),
    "a file in a pdf": Hostile("a.pdf", _with_attachment, ("pdf_embedded_file",)),
    "further actions": Hostile("a.pdf", lambda: pdf_with(AA=pikepdf.Dictionary()), ("pdf_active_content",)),
    "xfa form": Hostile("a.pdf", lambda: pdf_with(AcroForm=pikepdf.Dictionary(XFA=[])), ("pdf_active_content",)),
    "rich media": Hostile("a.pdf", lambda: _on_the_page(Subtype=pikepdf.Name.RichMedia), ("pdf_active_content",)),
    "pdf with a password": Hostile("a.pdf", _locked_pdf, ("encrypted",)),
    "pdf cut short": Hostile("a.pdf", lambda: printed(pdf(20))[:900], ("damaged",)),
    "pdf without a page": Hostile("a.pdf", _no_pages, ("damaged",)),
    **OFFICE,
    # pictures
    "60.000 × 60.000 points": Hostile("a.png", _huge_picture, ("image_too_many_pixels",)),
    "text bomb in a picture": Hostile("a.png", _text_bomb, ("damaged",)),
    "png cut short": Hostile("a.png", lambda: picture(size=(400, 300))[:500], ("damaged",)),
    "jpg cut short": Hostile("a.jpg", lambda: picture(size=(400, 300), format_="JPEG")[:700], ("damaged",)),
    # names, sizes
    "svg": Hostile("a.svg", lambda: b"<svg><script>x</script></svg>", ("extension_not_allowed",)),
    "zip": Hostile("a.zip", lambda: packed({"a": "x"}), ("extension_not_allowed",)),
    "no extension": Hostile("baocao", lambda: printed(pdf()), ("extension_not_allowed",)),
    "empty": Hostile("a.pdf", lambda: b"", ("empty",)),
    "no name": Hostile(".pdf", lambda: printed(pdf()), ("name_empty",)),
    "written from right to left": Hostile("a\u202efdp.docx", word, ("name_hidden_characters",)),
    "line feed in the name": Hostile("a\r\nb.pdf", lambda: printed(pdf()), ("name_hidden_characters",)),
    "double extension": Hostile("giay-khen.exe.pdf", lambda: printed(pdf()), ("name_double_extension",)),
    "program by its name": Hostile("giay-khen.pdf.exe", lambda: PE, ("extension_not_allowed",)),
    "name of 300 letters": Hostile(f"{'a' * 296}.pdf", lambda: printed(pdf()), ("name_too_long",)),
    "60 MB": Hostile("a.pdf", lambda: b"%PDF-" + bytes(60_000_000), ("too_large",)),
}
